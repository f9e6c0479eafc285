"""What a session's page shows beside the session itself: few queries, whatever the number of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from meetings.citations import by_fact
from meetings.fates import Promise, attach_sessions, promises_on
from meetings.models import Gap, Resumption, Session
from meetings.vocabulary import AgendaStanding

# Statements of these timings are set apart: they were not said at, before or after the session.
BACKGROUND = "background"
OTHER_OCCASION = "other_occasion"


@dataclass
class StatementGroup:
    """What one party (or several together) said; ``name`` for those without a party."""

    parties: tuple[Any, ...]
    name: str
    statements: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Delegations:
    """``described``: with named people or something to tell; ``plain``: those of which only the presence is on record."""

    described: Sequence[Any]
    plain: Sequence["PlainDelegations"]
    total: int


@dataclass
class PlainDelegations:
    """Parties of the same capacity and attendance, with the citations that all of them share."""

    capacity: str
    attendance: str
    members: list[Any]

    @property
    def citations(self) -> list[Any]:
        """One citation for each source and place in it."""
        seen = {
            (c.source_id, c.locator, c.excerpt, c.basis, c.stance): c
            for member in reversed(self.members)
            for c in reversed(member.citations.all())
        }
        return list(reversed(seen.values()))


@dataclass(frozen=True)
class SessionPage:
    session: Session
    links: Sequence[Any]
    citations: dict[str, list[Any]]
    parent: Session | None
    parts: Sequence[Session]
    agenda: Sequence[tuple[str, Sequence[Any]]]
    promises: Sequence[Promise]
    before: Sequence[Gap]
    after: Sequence[Gap]
    flags: Sequence[Resumption]
    delegations: Delegations
    statements: Sequence[StatementGroup]
    background: Sequence[StatementGroup]
    elsewhere: Sequence[StatementGroup]
    claims: Sequence[Any]


def session_page(session: Session, at: datetime) -> SessionPage:
    """Everything around a public session, at the instant ``at``. At most sixteen queries."""
    around = Session.objects.public(at)
    promises = promises_on(session.announcements.all(), day=at.date(), now=at)
    settling = [promise.fate.session_id for promise in promises if promise.fate.session_id]
    near = Q(part_of=session) | Q(pk=session.part_of_id) | Q(pk__in=settling)
    family = list(around.filter(near).select_related("place").in_order())
    attach_sessions(promises, {other.pk: other for other in family})
    gaps = list(
        Gap.objects.public(at)
        .filter(Q(session=session) | Q(previous_session=session))
        .filter(Q(previous_session=None) | Exists(around.filter(pk=OuterRef("previous_session"))))
        .select_related("council", "session", "previous_session")
    )
    citations = by_fact(session.citations.select_related("source"))
    statements = list(session.statements.public(at).for_page().order_by("position", "id"))
    return SessionPage(
        session=session,
        links=list(session.council_links.select_related("council")),
        citations=citations,
        parent=next((other for other in family if other.pk == session.part_of_id), None),
        parts=[other for other in family if other.part_of_id == session.pk],
        agenda=_agenda(session.agenda.select_related("topic", "source")),
        promises=promises,
        before=[gap for gap in gaps if gap.session_id == session.pk],
        after=[gap for gap in gaps if gap.previous_session_id == session.pk],
        flags=list(session.resumptions.standing().select_related("council")),
        delegations=_delegations(session.delegations.for_page()),
        statements=_grouped(s for s in statements if s.timing not in (BACKGROUND, OTHER_OCCASION)),
        background=_grouped(s for s in statements if s.timing == BACKGROUND),
        elsewhere=_grouped(s for s in statements if s.timing == OTHER_OCCASION),
        claims=list(session.gap_claims.for_page(at)),
    )


def _agenda(items: Iterable[Any]) -> list[tuple[str, Sequence[Any]]]:
    """Items under their standing, discussed ones first."""
    found = list(items)
    groups = [
        (str(standing.label), [item for item in found if item.standing == standing])
        for standing in AgendaStanding
    ]
    return [(label, rows) for label, rows in groups if rows]


def _delegations(delegations: Iterable[Any]) -> Delegations:
    rows = list(delegations)
    described = [row for row in rows if _has_more_to_tell(row)]
    plain: dict[tuple[str, str], PlainDelegations] = {}
    for row in rows:
        if row not in described:
            key = (row.get_capacity_display(), row.attendance)
            plain.setdefault(key, PlainDelegations(key[0], row.get_attendance_display(), [])).members.append(
                row
            )
    return Delegations(described, list(plain.values()), len(rows))


def _has_more_to_tell(delegation: Any) -> bool:
    return bool(
        delegation.delegates.all()
        or delegation.designation_as_printed
        or delegation.absence_reason
        or delegation.is_host
        or delegation.is_chair
        or delegation.level
        or delegation.attendance_mode
    )


def _grouped(statements: Iterable[Any]) -> list[StatementGroup]:
    """By the parties for which they were made, in the order in which these first spoke."""
    groups: dict[tuple[str, ...], StatementGroup] = {}
    for statement in statements:
        parties = tuple(statement.parties.all())
        name = "" if parties else statement.get_speaker_kind_display()
        key = tuple(party.code for party in parties) or (name,)
        groups.setdefault(key, StatementGroup(parties, name)).statements.append(statement)
    return list(groups.values())
