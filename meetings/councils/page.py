"""What a council's page shows: few queries, whatever the number of rows."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.compiled import written_once
from meetings.councils.lineage import line_of, lineage_links
from meetings.councils.listing import last_and_planned, public_sessions_named, session_list
from meetings.councils.members import Members, members_of
from meetings.councils.record import CouncilRecord, council_record
from meetings.councils.regularity import Regularity, regularity_of
from meetings.fates import Promise, attach_sessions, promises_on
from meetings.models import ContextEvent, Council, Coverage, Gap, Resumption, Session, Succession
from meetings.paging import Page
from meetings.point_in_time import PastDay, judge_past_day
from meetings.query import TimelineQuery
from meetings.vocabulary import AnnouncementOutcome, FlagState
from meetings.watch import CouncilSilence, silences_on

LONGEST_GAPS_SHOWN = 8
PROMISES_SHOWN = 12
CONTRADICTIONS_SHOWN = 6
# What the page shows of a gap: a long history has thousands, and their sessions have forty columns.
GAP_COLUMNS = (
    "council_id",
    "status",
    "days_min",
    "days",
    "days_max",
    "grade",
    "threshold_notable",
    *(f"{which}__{name}" for which in ("session", "previous_session") for name in ("start", "end")),
)


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
    members: Members
    gaps: Sequence[Gap]
    """Of the council itself, in order of time; those with certain order."""
    flags: Sequence[Resumption]
    former_flags: Sequence[Resumption]
    promises: Sequence[Promise]
    """All that were announced by the day, the latest first."""
    contradictions: Sequence[Any]
    """Gap claims of sources that the record contradicts, the latest session first; as it is today."""
    sessions: Page
    record: CouncilRecord
    day: date

    @property
    def regularity(self) -> Regularity | None:
        """Of the gaps before the running silence; None where nothing is on record."""
        silence = self.silence.silence if self.silence else None
        return regularity_of(silence.baseline) if silence else None

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


def council_page(council: Council, query: TimelineQuery, at: datetime) -> CouncilPage:
    """Everything about a public council (annotated by `with_counts`) as of the query's day. Nineteen queries at most."""
    day = query.as_of_day
    promises = promises_on(council.announcements.all(), day=day, now=at)
    still_open = {council.pk: [promise for promise in promises if promise.is_open]}
    links = lineage_links(council, at)
    line = line_of(council, links)
    past = None
    if query.is_past:
        ids = [member.pk for member in line]
        past = judge_past_day(ids, day=day, now=at, promises=still_open)
        silences = past.silences
    else:
        silences = silences_on([council.pk], day=day, now=at, promises=still_open)
    silence = silences.get(council.pk)
    settling = [promise.fate.session_id for promise in promises]
    gaps = list(past.gap_rows()) if past else _gaps(line, query.begun_by, at)
    if past:  # rows that are in no table: their sessions are read with the others that are named
        settling += [pk for gap in gaps for pk in (gap.session_id, gap.previous_session_id)]
    known = {} if past else {gap.session_id: gap.session for gap in gaps}
    sessions = public_sessions_named([silence] if silence else [], at, known, settling)
    if past:
        gaps = _with_sessions(gaps, sessions)
    last, planned = last_and_planned(silence, sessions)
    attach_sessions(promises, sessions)
    flags = _flags_on(line, query.begun_by, at, past)
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
            council.context_events.filter(start__startswith__lte=query.begun_by)
            .select_related("source")
            .order_by("-start__startswith")
        ),
        members=members_of(council, day),
        gaps=[gap for gap in gaps if gap.council_id == council.pk and gap.days is not None],
        flags=standing,
        former_flags=[flag for flag in own if flag not in standing],
        promises=promises,
        contradictions=_contradictions(council, query, at),
        sessions=session_list(line, query, gaps, flags, at),
        record=council_record(council, query.begun_by, at, query.lang),
        day=day,
    )


def _contradictions(council: Council, query: TimelineQuery, at: datetime) -> list[Any]:
    """Claims of sources that the record of today contradicts; none for a past day. One query."""
    if query.as_of:
        return []
    claims: Any = apps.get_model("statements.GapClaim")._default_manager
    found = claims.public(at).contradicting().filter(session__council_links__council=council)
    shown = found.for_page(at).filter(finding_is_shown=True)
    return list(shown.order_by("-session__start__startswith", "-id")[:CONTRADICTIONS_SHOWN])


def _gaps(line: Sequence[Council], day: date, at: datetime) -> list[Gap]:
    """Stored gaps of the line's sessions, in order of time."""
    known = Exists(Session.objects.public(at).filter(pk=OuterRef("previous_session")))
    gaps = (
        Gap.objects.public(at)
        .filter(council__in=line, session__start__startswith__lte=day)
        .filter(Q(previous_session=None) | Q(known))
        .select_related("session", "previous_session")
        .only(*GAP_COLUMNS)
    )
    return sorted(gaps, key=lambda gap: (gap.session.start, gap.session_id))


def _with_sessions(gaps: Sequence[Gap], sessions: dict[int, Session]) -> list[Gap]:
    """The rows of a past day with their sessions, in order of time."""
    for gap in gaps:
        gap.session = sessions[gap.session_id]
        gap.previous_session = sessions.get(gap.previous_session_id or 0)
    return sorted(gaps, key=lambda gap: (gap.session.start, gap.session_id))


def _flags_on(line: Sequence[Council], day: date, at: datetime, past: PastDay | None) -> list[Resumption]:
    """Flags of the line's councils, also those that no longer stand, the latest first."""
    councils = {council.pk: council for council in line}
    flags = list(Resumption.objects.raw(*_stored_flags(at, tuple(councils), day)))
    for flag in flags:
        flag.council = councils[flag.council_id]
    if past is None:
        return flags
    # Those withdrawn since follow from no day's record any more: they are shown as they were.
    flags = [flag for flag in flags if flag.state == FlagState.WITHDRAWN] + past.flags
    return sorted(flags, key=lambda flag: (flag.resumed_on, flag.pk), reverse=True)


@written_once
def _stored_flags(at: datetime, council_ids: Collection[int], day: date) -> "QuerySet[Resumption]":
    return (
        Resumption.objects.public(at)
        .filter(council__in=council_ids, resumed_on__startswith__lte=day)
        .order_by("-resumed_on__startswith", "-id")
    )
