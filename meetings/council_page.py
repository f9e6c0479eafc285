"""What the list of councils and a council's page show: few queries, whatever the number of rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from meetings.fates import Promise, attach_sessions, promises_on
from meetings.models import (
    ContextEvent,
    Council,
    Coverage,
    Gap,
    Resumption,
    Session,
    SessionCouncil,
    Succession,
)
from meetings.paging import Page, page_of
from meetings.point_in_time import judge_past_day
from meetings.publication import is_public
from meetings.query import TimelineQuery
from meetings.vocabulary import COUNTING_STATUSES, AnnouncementOutcome, FlagState, SuccessionKind
from meetings.watch import CouncilSilence, silences_on

LONGEST_GAPS_SHOWN = 8
PROMISES_SHOWN = 12
CONTRADICTIONS_SHOWN = 6


@dataclass(frozen=True)
class CouncilRow:
    """A council in the list of all. ``last`` and ``planned`` are public sessions or None."""

    council: Council
    silence: CouncilSilence | None
    last: Session | None
    planned: Session | None


@dataclass(frozen=True)
class Membership:
    """Parties that sat in a council in the same standing over the same period, by the same source."""

    first: Any
    members: Sequence[Any]


@dataclass(frozen=True)
class CouncilPage:
    council: Council
    silence: CouncilSilence | None
    last: Session | None
    planned: Session | None
    line: Sequence[Council]
    predecessors: Sequence[Succession]
    successors: Sequence[Succession]
    names: Sequence[Any]
    coverage: Sequence[Coverage]
    events: Sequence[ContextEvent]
    memberships: Sequence[Membership]
    gaps: Sequence[Gap]
    """Of the council itself, in order of time; those with certain order."""
    flags: Sequence[Resumption]
    former_flags: Sequence[Resumption]
    promises: Sequence[Promise]
    """All that were announced by the day, the latest first."""
    contradictions: Sequence[Any]
    """Gap claims of sources that the record contradicts, the latest session first; as it is today."""
    sessions: Page

    @property
    def promises_shown(self) -> Sequence[Promise]:
        return self.promises[:PROMISES_SHOWN]

    @property
    def promise_counts(self) -> Sequence[tuple[str, int]]:
        """How many came to what, in the order of the vocabulary."""
        counted = Counter(promise.outcome for promise in self.promises)
        return [(str(outcome.label), counted[outcome]) for outcome in AnnouncementOutcome if counted[outcome]]

    @property
    def gaps_drawn(self) -> Sequence[Gap]:
        """Those between two sessions."""
        return [gap for gap in self.gaps if gap.previous_session is not None and gap.days_max is not None]

    @property
    def longest(self) -> Sequence[Gap]:
        """The council's longest gaps that have ended, longest first."""
        return sorted(self.gaps, key=lambda gap: -(gap.days or 0))[:LONGEST_GAPS_SHOWN]


def with_counts(councils: Any, day: date, at: datetime) -> Any:
    """Annotate ``n_sessions`` (public, that took place) and ``n_flags`` (standing resumptions) up to a day."""
    took_place = Session.objects.public(at).filter(status__in=COUNTING_STATUSES, start__startswith__lte=day)
    held = SessionCouncil.objects.filter(council=OuterRef("pk"), session__in=took_place)
    flags = (
        Resumption.objects.public(at)
        .standing()
        .filter(council=OuterRef("pk"), resumed_on__startswith__lte=day)
    )
    return councils.annotate(n_sessions=_count(held), n_flags=_count(flags))


def _count(rows: Any) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("council").annotate(n=Count("pk")).values("n")), 0)


def council_rows(councils: Sequence[Council], query: TimelineQuery, at: datetime) -> list[CouncilRow]:
    """The state of each council on the as-of day, and on a past one its flags of then. Two queries (eight then)."""
    ids = [council.pk for council in councils]
    if query.is_past:
        past = judge_past_day(ids, day=query.as_of_day, now=at)
        silences, flags = past.silences, Counter(flag.council_id for flag in past.standing)
        for council in councils:
            council.n_flags = flags[council.pk]  # type: ignore[attr-defined]  # of `with_counts`
    else:
        silences = silences_on(ids, day=query.as_of_day, now=at)
    sessions = public_sessions_named(silences.values(), at)
    return [
        CouncilRow(council, silence, *_named(silence, sessions))
        for council in councils
        for silence in [silences.get(council.pk)]
    ]


def public_sessions_named(
    silences: Iterable[CouncilSilence],
    at: datetime,
    known: dict[int, Session] | None = None,
    also: Iterable[int | None] = (),
) -> dict[int, Session]:
    """The last and the next planned sessions of the silences that anyone may see, by id. One query, or none.

    ``known``: public sessions that are at hand already; ``also``: ids of others that are needed.
    """
    found = dict(known or {})
    named = set[int | None](also)
    for silence in silences:
        named |= {silence.silence.last_session_id if silence.silence else None, silence.next_planned_id}
    if missing := named - {None, *found}:
        found.update(Session.objects.public(at).in_bulk(missing))
    return found


def _named(
    silence: CouncilSilence | None, sessions: dict[int, Session]
) -> tuple[Session | None, Session | None]:
    if silence is None:
        return None, None
    last = sessions.get(silence.silence.last_session_id) if silence.silence else None
    return last, sessions.get(silence.next_planned_id or 0)


def council_page(council: Council, query: TimelineQuery, at: datetime) -> CouncilPage:
    """Everything about a public council (annotated by ``with_counts``) as of the query's day. Eighteen queries at most."""
    day = query.as_of_day
    promises = promises_on(council.announcements.all(), day=day, now=at)
    still_open = {council.pk: [promise for promise in promises if promise.is_open]}
    links = _links(council, at)
    line = _line(council, links)
    past = None
    if query.is_past:
        ids = [member.pk for member in line]
        past = judge_past_day(ids, day=day, now=at, promises=still_open)
        silences = past.silences
    else:
        silences = silences_on([council.pk], day=day, now=at, promises=still_open)
    silence = silences.get(council.pk)
    settling = [promise.fate.session_id for promise in promises]
    gaps = list(past.gap_rows()) if past else _gaps(line, day, at)
    if past:  # rows that are in no table: their sessions are read with the others that are named
        settling += [pk for gap in gaps for pk in (gap.session_id, gap.previous_session_id)]
    known = {} if past else {gap.session_id: gap.session for gap in gaps}
    sessions = public_sessions_named([silence] if silence else [], at, known, settling)
    if past:
        gaps = _with_sessions(gaps, sessions)
    last, planned = _named(silence, sessions)
    attach_sessions(promises, sessions)
    flags = _flags(line, day, at)
    if past:  # those withdrawn since follow from no day's record any more: they are shown as they were
        flags = [flag for flag in flags if flag.state == FlagState.WITHDRAWN] + past.flags
        flags.sort(key=lambda flag: (flag.resumed_on, flag.pk), reverse=True)
    own = [flag for flag in flags if flag.council_id == council.pk]
    standing = [flag for flag in own if flag.state in (FlagState.RAISED, FlagState.CONFIRMED)]
    return CouncilPage(
        council=council,
        silence=silence,
        last=last,
        planned=planned,
        line=line,
        predecessors=[link for link in links if link.successor_id == council.pk],
        successors=[link for link in links if link.predecessor_id == council.pk],
        names=list(council.names.select_related("source")),
        coverage=list(
            Coverage.objects.filter(council__in=line)
            .select_related("source", "council")
            .order_by("first_day")
        ),
        events=list(
            council.context_events.filter(start__startswith__lte=day)
            .select_related("source")
            .order_by("-start__startswith")
        ),
        memberships=_memberships(council),
        gaps=[gap for gap in gaps if gap.council_id == council.pk and gap.days is not None],
        flags=standing,
        former_flags=[flag for flag in own if flag not in standing],
        promises=promises,
        contradictions=_contradictions(council, query, at),
        sessions=_sessions(line, query, gaps, flags, at),
    )


def _contradictions(council: Council, query: TimelineQuery, at: datetime) -> list[Any]:
    """Claims of sources that the record of today contradicts; none for a past day. One query."""
    if query.as_of:
        return []
    claims: Any = apps.get_model("statements.GapClaim")._default_manager
    found = claims.public(at).contradicting().filter(session__council_links__council=council)
    shown = found.for_page(at).filter(finding_is_shown=True)
    return list(shown.order_by("-session__start__startswith", "-id")[:CONTRADICTIONS_SHOWN])


def _links(council: Council, at: datetime) -> list[Succession]:
    """The council's own successions, and all by which one council continues another; of public councils only."""
    return list(
        Succession.objects.filter(
            Q(kind=SuccessionKind.CONTINUES) | Q(successor=council) | Q(predecessor=council)
        )
        .filter(is_public(at, "successor__"), is_public(at, "predecessor__"))
        .select_related("successor", "predecessor", "source")
        .order_by("id")
    )


def _line(council: Council, links: Iterable[Succession]) -> list[Council]:
    """The council and those whose sessions begin its record, itself first, nearest first. Safe in circles."""
    line = [council]
    for member in line:  # grows while it is walked
        line += [
            link.predecessor
            for link in links
            if link.kind == SuccessionKind.CONTINUES
            and link.successor_id == member.pk
            and link.predecessor not in line
        ]
    return line


def _gaps(line: Sequence[Council], day: date, at: datetime) -> list[Gap]:
    """Stored gaps of the line's sessions, in order of time."""
    known = Exists(Session.objects.public(at).filter(pk=OuterRef("previous_session")))
    gaps = (
        Gap.objects.public(at)
        .filter(council__in=line, session__start__startswith__lte=day)
        .filter(Q(previous_session=None) | Q(known))
        .select_related("session", "previous_session")
    )
    return sorted(gaps, key=lambda gap: (gap.session.start, gap.session_id))


def _with_sessions(gaps: Sequence[Gap], sessions: dict[int, Session]) -> list[Gap]:
    """The rows of a past day with their sessions, in order of time."""
    for gap in gaps:
        gap.session = sessions[gap.session_id]
        gap.previous_session = sessions.get(gap.previous_session_id or 0)
    return sorted(gaps, key=lambda gap: (gap.session.start, gap.session_id))


def _flags(line: Sequence[Council], day: date, at: datetime) -> list[Resumption]:
    """Flags of the line's councils, also those that no longer stand, the latest first."""
    return list(
        Resumption.objects.public(at)
        .filter(council__in=line, resumed_on__startswith__lte=day)
        .select_related("council")
        .order_by("-resumed_on__startswith", "-id")
    )


def _sessions(
    line: Sequence[Council],
    query: TimelineQuery,
    gaps: Iterable[Gap],
    flags: Iterable[Resumption],
    at: datetime,
) -> Page:
    """One page of the line's sessions, newest first, with the gap and the flag of each. Three queries."""
    found = (
        Session.objects.public(at)
        .filter(pk__in=SessionCouncil.objects.filter(council__in=line).values("session"))
        .filter(start__startswith__lte=query.as_of_day if query.as_of else date.max)
    )
    page = page_of(found.newest_first().select_related("place").with_councils(), query)
    before = _by_session(gaps)
    raised = _by_session(flag for flag in flags if flag.state in (FlagState.RAISED, FlagState.CONFIRMED))
    for session in page.rows:
        session.gaps_before = before.get(session.pk, [])
        session.standing_flags = raised.get(session.pk, [])
    return page


def _by_session(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.session_id, []).append(row)
    return found


def _memberships(council: Council) -> list[Membership]:
    """Parties together whose seat is described alike; the earliest to join first. One query."""
    rows = council.memberships.select_related("party", "source").order_by(
        "joined__startswith", "left__startswith", "party__sort_key", "id"
    )
    alike: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        alike.setdefault((row.standing, row.joined, row.left, row.source_id), []).append(row)
    return [Membership(members[0], members) for members in alike.values()]
