"""Who came to a session, and how that differs from the council's session of the same level before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from meetings.delegation_changes import Attendance, Changes, Seat, compare_attendance
from meetings.models import Session
from meetings.vocabulary import LEVEL_RANK


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
class Comparison:
    """The difference from an earlier session, ``before``. ``then``: its delegations by party."""

    before: Session
    changes: Changes
    then: dict[int, Any]

    @property
    def is_possible(self) -> bool:
        """Whether anything is on record of who came to the earlier one."""
        return bool(self.then)

    @property
    def missing(self) -> list[Any]:
        """The delegations of then whose parties certainly did not come now."""
        return [row for party, row in self.then.items() if party in self.changes.missing]

    @property
    def unknown(self) -> list[Any]:
        """The delegations of then of whose parties it is not known whether they came now."""
        return [row for party, row in self.then.items() if party in self.changes.unknown]


@dataclass(frozen=True)
class Delegations:
    """``described``: with named people or something to tell; ``plain``: those of which only the presence is on record."""

    described: Sequence[Any]
    plain: Sequence[PlainDelegations]
    total: int
    compared: Comparison | None = None


def delegations_of(session: Session, rows: Iterable[Any], before: Session | None) -> Delegations:
    """The session's delegations among ``rows``, held against those of the session ``before`` among them (None: not)."""
    found = list(rows)
    own = [row for row in found if row.session_id == session.pk]
    compared = _compared(session, own, before, [row for row in found if row.session_id != session.pk])
    described = [row for row in own if _has_more_to_tell(row, compared)]
    plain: dict[tuple[str, str], PlainDelegations] = {}
    for row in own:
        if row not in described:
            key = (row.get_capacity_display(), row.attendance)
            group = plain.setdefault(key, PlainDelegations(key[0], row.get_attendance_display(), []))
            group.members.append(row)
    return Delegations(described, list(plain.values()), len(own), compared)


def _compared(
    session: Session, own: Sequence[Any], before: Session | None, then: Sequence[Any]
) -> Comparison | None:
    if before is None or not own or not session.took_place:
        return None
    changes = compare_attendance(_attendance(session, own), _attendance(before, then))
    return Comparison(before, changes, {row.party_id: row for row in then})


def _attendance(session: Session, rows: Iterable[Any]) -> Attendance:
    seats = [Seat(row.party_id, row.was_present, LEVEL_RANK.get(row.level)) for row in rows]
    return Attendance(seats, session.roster_complete)


def _has_more_to_tell(delegation: Any, compared: Comparison | None) -> bool:
    return bool(
        delegation.delegates.all()
        or delegation.designation_as_printed
        or delegation.absence_reason
        or delegation.is_host
        or delegation.is_chair
        or delegation.level
        or delegation.attendance_mode
        or (compared and delegation.party_id in compared.changes.new)
    )
