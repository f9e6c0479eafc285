"""Since when a party had not come: for each delegation the last earlier session of the council to which it came.

Asked of the database row by row, this takes time with the square of a party's delegations. So the rows, which come in
the order of their councils, are taken in portions, and the histories of a portion's councils and parties are read with
one query. A long file is written by the database, which finds the same for all delegations in one pass.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce

from delegations.models import Delegation
from delegations.vocabulary import PRESENT
from meetings.among import among
from meetings.compiled import Compiled, compiled
from meetings.dates import DateInterval
from meetings.exports.gathering import Gathered
from meetings.exports.scope import Scope
from meetings.exports.stream import FETCH_ROWS
from meetings.models import TimelineEntry
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


def visits(scope: Scope) -> "QuerySet[Delegation]":
    """Public delegations that came to a session of the main stream."""
    return (
        Delegation.objects.public(scope.now)
        .filter(
            attendance__in=PRESENT,
            session__status__in=COUNTING_STATUSES,
            session__formation=Formation.PLENARY,
            session__part_of__isnull=True,
        )
        .order_by()
    )


class _Previous(Gathered):
    """The same of all delegations at once, by the database."""

    def statement(self, scope: Scope) -> Compiled:
        came = visits(scope).values_list(
            "id", "session__council_links__council_id", "party_id", "session_id", "session__start",
            Coalesce("session__end", "session__start"),
        )  # fmt: skip
        sql, values = compiled(came)
        return Compiled(
            "SELECT DISTINCT ON (of_row) of_row, session, until FROM (SELECT of_row, lag(session) OVER earlier,"
            f" lag(until) OVER earlier, lag(start) OVER earlier FROM ({sql})"
            " AS visit(of_row, council, party, session, start, until)"
            " WINDOW earlier AS (PARTITION BY council, party ORDER BY start, session)"
            ") AS previous(of_row, session, until, start)"
            " WHERE session IS NOT NULL ORDER BY of_row, start DESC, session DESC",
            values,
        )


def _not_alone(scope: Scope) -> "QuerySet[Delegation]":
    raise TypeError("The visit before is never looked up for one delegation alone.")


# Its values have the names that `with_previous` gives them.
PREVIOUS = _Previous(
    "previous", _not_alone, "id", "id", {"id": Max("session_id"), "end": Max("session__end")}
)


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
    councils = {council for row in rows for council in row["council_ids"]}
    # By the councils' sessions: a party's visits are spread over the whole record.
    theirs = TimelineEntry.objects.filter(council__in=councils)
    came = (
        visits(scope)
        .filter(
            among(theirs, "session", column="session"),
            session__council_links__council__in=councils,
            party__in={row["party_id"] for row in rows},
        )
        .values_list(
            "session__council_links__council_id", "party_id", "session__start", "session_id", "session__end"
        )
    )
    found: Histories = defaultdict(list)
    for council, party, start, session, end in came.iterator(chunk_size=FETCH_ROWS):
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
