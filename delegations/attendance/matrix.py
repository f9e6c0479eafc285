"""The attendance matrix of a council: party by session, the latest sessions first, in pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from delegations.attendance.cells import Cell, Presence, Seat, Standing, cell_of, standing_on
from delegations.attendance.sessions import on_record, sessions_to_attend
from delegations.models import Delegation, Membership, Party
from delegations.vocabulary import Capacity
from meetings.models import Council, Session
from meetings.paging import Page, page_of
from meetings.query import TimelineQuery

SESSIONS_SHOWN = 12
PARTIES_SHOWN = 40
SESSIONS_A_PAGE = 24


@dataclass(frozen=True)
class Row:
    """A party of which something is on record in these sessions. `present`, `absent`: at all sessions on record."""

    party: Party
    present: int
    absent: int
    cells: Sequence[Cell]

    @property
    def told(self) -> int:
        """At how many of the sessions shown it is on record whether it came."""
        return sum(cell.is_recorded for cell in self.cells)


@dataclass(frozen=True)
class Column:
    """A session. `present`: delegations on record as present; `silent`: members of which nothing is on record."""

    session: Session
    present: int
    silent: int


@dataclass(frozen=True)
class Matrix:
    """`quiet`: parties of which nothing is on record in these sessions, though they had a seat at one at least.
    `left_out`: parties with something on record that did not fit."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    quiet: Sequence[Party]
    left_out: int
    page: Page
    symbols: Sequence[Presence] = field(default=tuple(Presence))

    @property
    def is_recorded(self) -> bool:
        """Whether anything at all is on record of who came to these sessions."""
        return bool(self.rows)


def attendance_matrix(
    council: Council,
    query: TimelineQuery,
    at: datetime,
    *,
    seats: Iterable[Membership] | None = None,
    size: int = SESSIONS_SHOWN,
    parties: int | None = PARTIES_SHOWN,
) -> Matrix:
    """The page of the query with so many sessions. Four queries, and one for the `seats` where they are not at hand.

    `parties`: at most so many rows, those with most on record; None: all.
    """
    page = page_of(sessions_to_attend(council, query.begun_by, at).newest_first(), query, size=size)
    sessions: Sequence[Session] = page.rows
    delegations = list(
        Delegation.objects.filter(session__in=[s.pk for s in sessions]).select_related("party")
    )
    if seats is None:
        seats = council.memberships.select_related("party")
    named, seats_of = _parties_and_seats(seats, delegations)
    by_place = {(row.party_id, row.session_id): row for row in delegations}
    tallies = on_record(council, query.begun_by, at)
    rows, quiet = [], []
    for party in sorted(named.values(), key=lambda party: (party.sort_key, party.pk)):
        cells = [
            _cell(by_place.get((party.pk, session.pk)), seats_of, party.pk, session) for session in sessions
        ]
        if any(cell.is_recorded for cell in cells):
            rows.append(Row(party, *tallies.get(party.pk, (0, 0)), cells))
        elif any(cell.presence is Presence.UNKNOWN for cell in cells):
            quiet.append((party, cells))
    kept = _with_most_on_record(rows, parties)
    return Matrix(
        columns=[_column(session, place, rows, quiet) for place, session in enumerate(sessions)],
        rows=kept,
        quiet=[party for party, _ in quiet],
        left_out=len(rows) - len(kept),
        page=page,
    )


def _parties_and_seats(
    seats: Iterable[Membership], delegations: Iterable[Delegation]
) -> tuple[dict[int, Party], dict[int, list[Seat]]]:
    named: dict[int, Party] = {}
    seats_of: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats:
        if seat.standing == Capacity.MEMBER:
            named[seat.party_id] = seat.party
            seats_of[seat.party_id].append(Seat(seat.joined, seat.left))
    for delegation in delegations:
        named[delegation.party_id] = delegation.party
    return named, seats_of


def _cell(delegation: Delegation | None, seats_of: dict[int, list[Seat]], party: int, session: Any) -> Cell:
    # Where nobody wrote down who the members are, nobody can be said not to be one.
    standing = standing_on(seats_of.get(party, ()), session.start) if seats_of else Standing.PERHAPS
    capacity = ""
    if delegation is not None and delegation.capacity not in ("", Capacity.MEMBER):
        capacity = delegation.get_capacity_display()
    return cell_of(
        delegation.attendance if delegation else None,
        standing,
        list_is_complete=session.roster_complete,
        capacity=capacity,
    )


def _with_most_on_record(rows: Sequence[Row], most: int | None) -> list[Row]:
    """In the order of names, also after the cut."""
    if most is None or len(rows) <= most:
        return list(rows)
    kept = {row.party.pk for row in sorted(rows, key=lambda row: (-row.told, row.party.sort_key))[:most]}
    return [row for row in rows if row.party.pk in kept]


def _column(
    session: Session, place: int, rows: Iterable[Row], quiet: Iterable[tuple[Party, Sequence[Cell]]]
) -> Column:
    present = (Presence.ATTENDED, Presence.PARTIAL, Presence.WALKED_OUT)
    return Column(
        session,
        present=sum(row.cells[place].presence in present for row in rows),
        silent=sum(cells[place].presence is Presence.UNKNOWN for _, cells in quiet),
    )
