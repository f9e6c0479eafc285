"""What a session's page shows beside the session itself: few queries, whatever the number of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from meetings.citations import by_fact
from meetings.fates import Promise, attach_sessions, promises_on
from meetings.gap_scale import GapScale, gap_scale
from meetings.models import Gap, Resumption, Session
from meetings.session_levels import LevelBefore, latest_before, level_before
from meetings.session_people import Delegations, delegations_of
from meetings.session_statements import (
    BACKGROUND,
    OTHER_OCCASION,
    StatementGroup,
    Subjects,
    grouped,
    subjects_of,
)
from meetings.vocabulary import AgendaStanding


@dataclass(frozen=True)
class Neighbours:
    """The sessions before and after, by one of the councils that held this one.

    ``before`` None: no gap is judged. ``is_flagged``: a flag stands on the gap before.
    """

    council: Any
    before: Gap | None
    after: Gap | None
    is_flagged: bool

    @property
    def scale(self) -> GapScale | None:
        """The gap before drawn to scale with what was usual; None where there is nothing to hold it against."""
        return gap_scale(self.before, is_unusual=self.is_flagged) if self.before is not None else None


@dataclass(frozen=True)
class SessionPage:
    session: Session
    links: Sequence[Any]
    citations: dict[str, list[Any]]
    parent: Session | None
    level_before: LevelBefore
    parts: Sequence[Session]
    agenda: Sequence[tuple[str, Sequence[Any]]]
    promises: Sequence[Promise]
    neighbours: Sequence[Neighbours]
    flags: Sequence[Resumption]
    delegations: Delegations
    statements: Sequence[StatementGroup]
    background: Sequence[StatementGroup]
    elsewhere: Sequence[StatementGroup]
    subjects: Subjects
    claims: Sequence[Any]


def _worth_telling(at_level: LevelBefore, neighbours: Sequence[Neighbours]) -> LevelBefore:
    """Every session is the first since the one right before it, which stands above: that is no news."""
    right_before = {near.before.previous_session_id for near in neighbours if near.before is not None}
    is_next = at_level.since is not None and at_level.since.pk in right_before
    return replace(at_level, since=None) if is_next else at_level


def session_page(session: Session, at: datetime) -> SessionPage:
    """Everything around a public session, at the instant ``at``. A fixed number of queries, at most seventeen."""
    around = Session.objects.public(at)
    promises = promises_on(session.announcements.all(), day=at.date(), now=at)
    settling = [promise.fate.session_id for promise in promises if promise.fate.session_id]
    links = list(session.council_links.select_related("council"))
    counting = next((link.council_id for link in links if link.counts), None)
    near = Q(part_of=session) | Q(pk=session.part_of_id) | Q(pk__in=settling)
    near |= latest_before(session, counting, around)
    family = list(around.filter(near).select_related("place").in_order())
    attach_sessions(promises, {other.pk: other for other in family})
    gaps = list(
        Gap.objects.public(at)
        .filter(Q(session=session) | Q(previous_session=session))
        .filter(Q(previous_session=None) | Exists(around.filter(pk=OuterRef("previous_session"))))
        .select_related("council", "session", "previous_session")
    )
    flags = list(session.resumptions.standing().select_related("council"))
    citations = by_fact(session.citations.select_related("source"))
    statements = list(session.statements.public(at).for_page().order_by("position", "id"))
    at_level = level_before(session, family)
    compared = [session, at_level.same] if at_level.same else [session]
    seats: Any = session.delegations.model._default_manager
    neighbours = _neighbours(session, links, gaps, flags)
    of_session = [s for s in statements if s.timing not in (BACKGROUND, OTHER_OCCASION)]
    return SessionPage(
        session=session,
        links=links,
        level_before=_worth_telling(at_level, neighbours),
        citations=citations,
        parent=next((other for other in family if other.pk == session.part_of_id), None),
        parts=[other for other in family if other.part_of_id == session.pk],
        agenda=_agenda(session.agenda.select_related("topic", "source")),
        promises=promises,
        neighbours=neighbours,
        flags=flags,
        delegations=delegations_of(session, seats.filter(session__in=compared).for_page(), at_level.same),
        statements=grouped(of_session),
        background=grouped(s for s in statements if s.timing == BACKGROUND),
        elsewhere=grouped(s for s in statements if s.timing == OTHER_OCCASION),
        subjects=subjects_of(of_session),
        claims=list(session.gap_claims.for_page(at)),
    )


def _neighbours(
    session: Session, links: Sequence[Any], gaps: Sequence[Gap], flags: Iterable[Resumption]
) -> list[Neighbours]:
    """For each council that held it: the gap before, and of those after it the nearest.

    What a council that continues this one did next counts as after it.
    """
    flagged = {flag.council_id for flag in flags}
    held_by = {link.council_id for link in links}
    found = []
    for link in links:
        before = (gap for gap in gaps if gap.session_id == session.pk and gap.council_id == link.council_id)
        after = [
            gap
            for gap in gaps
            if gap.previous_session_id == session.pk
            and (gap.council_id == link.council_id or gap.council_id not in held_by)
        ]
        after.sort(key=lambda gap: (gap.session.start, gap.session_id))
        found.append(
            Neighbours(link.council, next(before, None), next(iter(after), None), link.council_id in flagged)
        )
    return found


def _agenda(items: Iterable[Any]) -> list[tuple[str, Sequence[Any]]]:
    """Items under their standing, discussed ones first."""
    found = list(items)
    groups = [
        (str(standing.label), [item for item in found if item.standing == standing])
        for standing in AgendaStanding
    ]
    return [(label, rows) for label, rows in groups if rows]
