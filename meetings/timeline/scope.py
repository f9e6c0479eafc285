"""How much an address matches: sessions in all, the days they span, and how many each council has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from meetings.compiled import Compiled, written_once
from meetings.models import SessionCouncil
from meetings.query import TimelineQuery
from meetings.timeline.counts import counted_by_year
from meetings.timeline.entries import entries_of, is_plain


@dataclass(frozen=True, slots=True)
class Scope:
    """`total`: sessions, a joint one once. `first`, `last`: the earliest and the latest possible day of any of them,
    None without one. `sizes`: sessions of each council that has any, a joint one with each; where councils are asked for,
    those of others are not to be relied on."""

    total: int = 0
    first: date | None = None
    last: date | None = None
    sizes: Mapping[int, int] = field(default_factory=dict)


_LINKS = SessionCouncil._meta.db_table
_COUNTED = f"""
WITH found AS MATERIALIZED ({{matching}})
SELECT NULL, count(*), min(lower(start)), max(GREATEST(upper(start), upper("end"))) - 1 FROM found
UNION ALL
SELECT link.council_id, count(*), NULL, NULL
FROM found JOIN {_LINKS} link ON link.session_id = found.id GROUP BY link.council_id
"""


def scope_of(query: TimelineQuery, found: Compiled, at: datetime) -> Scope:
    """Of an address and its sessions (`matching`), at the instant at which embargoes are judged. One query, or none."""
    if not is_plain(query):
        return count_scope(found)
    return _count_entries(query, at) if query.council else _count_by_year(query, at)


def _count_by_year(query: TimelineQuery, at: datetime) -> Scope:
    *councils, (*_, first, last) = counted_by_year(query, at)
    return Scope(
        total=sum(sessions for _, _, sessions, _, _ in councils),
        first=first,
        last=last,
        sizes={council_id: entries for council_id, entries, *_ in councils},
    )


# A joint session that several of the councils held is counted with each, and once in all.
_ENTRIES_COUNTED = """
SELECT council_id, count(*), CASE WHEN GROUPING(council_id) = 1 THEN count(DISTINCT session_id) END,
    min(first_day), max(last_day)
FROM ({entries}) AS entries GROUP BY GROUPING SETS ((council_id), ())
"""


@written_once
def _entries(at: datetime, query: TimelineQuery) -> "QuerySet[Any, Any]":
    return entries_of(query, at).values("council_id", "session_id", "first_day", "last_day")


def _count_entries(query: TimelineQuery, at: datetime) -> Scope:
    try:
        found = _entries(at, query)
    except EmptyResultSet:
        return Scope()
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES_COUNTED.format(entries=found.sql), found.values)
        rows = cursor.fetchall()
    in_all = next(row for row in rows if row[0] is None)
    return Scope(
        total=in_all[2],
        first=in_all[3],
        last=in_all[4],
        sizes={council_id: size for council_id, size, *_ in rows if council_id is not None},
    )


def count_scope(found: Compiled) -> Scope:
    """Of the sessions of `matching`. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(matching=found.sql), found.values)
        (_, total, first, last), *councils = cursor.fetchall()
    return Scope(total, first, last, {council_id: count for council_id, count, _, _ in councils})
