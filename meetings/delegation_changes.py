"""Who came this time and not the last, and the other way round. Pure: seats in, differences out.

Nobody is called missing whose attendance is not known: an incomplete list that does not name a party says nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seat:
    """One party at one session. ``present`` None: not known; ``rank`` of its head, higher is more; None: not known."""

    party: int
    present: bool | None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """The seats of one session. ``complete``: whoever is not named was not there."""

    seats: Sequence[Seat]
    complete: bool

    def of(self, party: int) -> Seat | None:
        return next((seat for seat in self.seats if seat.party == party), None)

    def was_present(self, party: int) -> bool | None:
        """Whether the party came; None where that is not known."""
        seat = self.of(party)
        if seat is not None:
            return seat.present
        return False if self.complete else None


@dataclass(frozen=True, slots=True)
class Changes:
    """Parties by what is different from the time before.

    ``new``: came, and certainly not the last time. ``missing``: came the last time, and certainly not now.
    ``unknown``: came the last time; whether now is not on record. ``lower`` / ``higher``: came both times, under a
    head of lower or higher rank.
    """

    new: frozenset[int]
    missing: frozenset[int]
    unknown: frozenset[int]
    lower: frozenset[int]
    higher: frozenset[int]

    @property
    def are_any(self) -> bool:
        """Whether anything certain is different."""
        return bool(self.new or self.missing or self.lower or self.higher)


def compare_attendance(now: Attendance, then: Attendance) -> Changes:
    """What has changed from ``then``, the session before, to ``now``."""
    came = [seat.party for seat in now.seats if seat.present]
    came_then = [seat.party for seat in then.seats if seat.present]
    ranks, ranks_then = _ranks(now), _ranks(then)
    both = [party for party in came if party in ranks and party in ranks_then]
    return Changes(
        new=frozenset(party for party in came if then.was_present(party) is False),
        missing=frozenset(party for party in came_then if now.was_present(party) is False),
        unknown=frozenset(party for party in came_then if now.was_present(party) is None),
        lower=frozenset(party for party in both if ranks[party] < ranks_then[party]),
        higher=frozenset(party for party in both if ranks[party] > ranks_then[party]),
    )


def _ranks(attendance: Attendance) -> Mapping[int, int]:
    """Ranks on record of the heads of those that came."""
    return {seat.party: seat.rank for seat in attendance.seats if seat.present and seat.rank is not None}
