"""Since when a party had not come: for each delegation the last earlier session of the council to which it came.

Asked of the database row by row, this takes time with the square of a party's delegations. So the rows, which come in
the order of their councils, are taken in portions, and the histories of a portion's councils and parties are read with
one query.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from delegations.models import Delegation
from delegations.vocabulary import PRESENT
from meetings.dates import DateInterval
from meetings.exports.columns import Scope
from meetings.exports.stream import FETCH_ROWS
from meetings.vocabulary import COUNTING_STATUSES, Formation

Row = dict[str, Any]
# Order of sessions, then what is told of the earlier one.
Visit = tuple[DateInterval, int, DateInterval]
Histories = dict[tuple[int, int], list[Visit]]

# What a row must bring along to be asked about.
NEEDED = (
    "session_id", "party_id", "attendance", "session__start", "session__status", "session__formation",
    "session__part_of_id", "council_ids",
)  # fmt: skip


def with_previous(rows: Iterator[Row], scope: Scope) -> Iterator[Row]:
    """The rows with ``previous_id`` and ``previous_end``: both None where the party did not come, the session is not of
    the main stream, or no earlier one is on record."""
    while portion := list(islice(rows, FETCH_ROWS)):
        asked = [row for row in portion if _counts(row)]
        histories = _histories(asked, scope)
        for row in portion:
            visit = _previous(row, histories) if _counts(row) else None
            yield {**row, "previous_id": visit and visit[1], "previous_end": visit and visit[2]}


def _counts(row: Row) -> bool:
    """The party came, and the session is of the main stream."""
    return (
        row["attendance"] in PRESENT
        and row["session__status"] in COUNTING_STATUSES
        and row["session__formation"] == Formation.PLENARY
        and row["session__part_of_id"] is None
    )


def _histories(rows: Iterable[Row], scope: Scope) -> Histories:
    """Visits in order, by council and party. One query."""
    visits = (
        Delegation.objects.public(scope.now)
        .filter(
            session__council_links__council__in={council for row in rows for council in row["council_ids"]},
            party__in={row["party_id"] for row in rows},
            attendance__in=PRESENT,
            session__status__in=COUNTING_STATUSES,
            session__formation=Formation.PLENARY,
            session__part_of__isnull=True,
        )
        .order_by()
        .values_list(
            "session__council_links__council_id", "party_id", "session__start", "session_id", "session__end"
        )
    )
    found: Histories = defaultdict(list)
    for council, party, start, session, end in visits.iterator(chunk_size=FETCH_ROWS):
        found[council, party].append((start, session, end or start))
    for history in found.values():
        history.sort(key=_order)
    return found


def _order(visit: Visit) -> tuple[DateInterval, int]:
    return visit[0], visit[1]


def _previous(row: Row, histories: Histories) -> Visit | None:
    """The latest visit before this one to any of the councils that held the session."""
    here = (row["session__start"], row["session_id"])
    before = []
    for council in row["council_ids"]:
        history = histories.get((council, row["party_id"]), [])
        if place := bisect_left(history, here, key=_order):
            before.append(history[place - 1])
    return max(before, key=_order, default=None)
