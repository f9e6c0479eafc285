"""Who was at the same sessions, how often, and when first and last: counted in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, F, Func, IntegerField, Max, Min, QuerySet, Value, Window

from meetings.dates import DateInterval

# Of a record with more sessions than this the latest are read, and the page says so.
SESSIONS_READ = 10_000
COMPANIONS_SHOWN = 40
_EPOCH = date(1800, 1, 1)


class At(NamedTuple):
    """A session by its key, with its first day as precisely as known."""

    start: DateInterval
    session_id: int


@dataclass(frozen=True, slots=True)
class Met:
    """`key`: of whom was met; `times`: at so many sessions."""

    key: int
    times: int
    first: At
    last: At


@dataclass(frozen=True)
class Circle:
    """Those met most often. `total`: how many were met in all; `is_cut`: only the latest sessions were read."""

    met: Sequence[Met]
    total: int
    is_cut: bool = False


def latest(sessions: "QuerySet[Any]", session: str = "session") -> "QuerySet[Any]":
    """Keys of the latest sessions of rows that name one, as a subquery, not more than are read."""
    return sessions.order_by(f"-{session}__start__startswith", f"-{session}").values(session)[:SESSIONS_READ]


def circle(rows: "QuerySet[Any]", by: str, session: str = "session", most: int = COMPANIONS_SHOWN) -> Circle:
    """Group rows (delegations, delegates) of several sessions by whom they are of. One query.

    ``by``: path to the key of the one who was met, ``session``: to the session. A row stands for one session.
    """
    when = _when(session)
    found = list(
        rows.order_by()
        .values(by)
        .annotate(
            times=Count(session, distinct=True),
            first_at=Min(when),
            last_at=Max(when),
            total=Window(Count("*")),
        )
        .order_by("-times", "-last_at", by)
        .values_list(by, "times", "first_at", "last_at", "total")[:most]
    )
    return Circle(
        met=[Met(key, times, _at(first), _at(last)) for key, times, first, last, _ in found],
        total=found[0][4] if found else 0,
    )


def tallies(
    rows: "QuerySet[Any]", by: str, session: str = "session", *, several: bool = False
) -> dict[int, tuple[int, At]]:
    """At how many sessions each is on record, and the latest of them. One query, a row for each of them. ``several``: one
    may have several rows at a session, which takes longer to count."""
    counted = rows.order_by().values_list(by)
    counted = counted.annotate(n=Count(session, distinct=several), last_at=Max(_when(session)))
    return {key: (n, _at(last)) for key, n, last in counted}


def _when(session: str) -> Func:
    """First day's bounds and key of a session as whole numbers, in the order of lists of sessions."""
    days = [
        Func(F(f"{session}__start__{end}"), Value(_EPOCH), template="(%(expressions)s)", arg_joiner=" - ")
        for end in ("startswith", "endswith")
    ]
    return Func(*days, F(session), template="ARRAY[%(expressions)s]", output_field=ArrayField(IntegerField()))


def _at(when: Sequence[int]) -> At:
    earliest, after, key = when
    return At(DateInterval(_EPOCH + timedelta(earliest), _EPOCH + timedelta(after - 1)), key)
