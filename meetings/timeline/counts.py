"""How many sessions each council has in a period, from the numbers that the database keeps by council and year.

Only what a whole year does not tell is counted one by one: the edges of the period, what reaches into it from before,
and entries with an embargo.
"""

from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from meetings import terms
from meetings.compiled import written_once
from meetings.models import Council, TimelineCount, TimelineEntry
from meetings.publication import is_public
from meetings.query import TimelineQuery
from meetings.timeline.entries import earliest_of, entries_of, last_day, latest_of

_ENTRIES, _COUNTS = TimelineEntry._meta.db_table, TimelineCount._meta.db_table
# A session that a council held together with one that is not public is not public either, and is taken off again.
_COUNTED = f"""
WITH hidden (id) AS MATERIALIZED ({{hidden}}),
found (council_id, entries, sessions) AS (
    SELECT council_id, entries, sessions FROM {_COUNTS} WHERE year BETWEEN %s AND %s
    UNION ALL
    SELECT council_id, -1, -is_first::int FROM {_ENTRIES}
    WHERE embargo_until IS NULL AND extract(year FROM first_day) BETWEEN %s AND %s AND session_id = ANY(ARRAY(
        SELECT session_id FROM {_ENTRIES} WHERE council_id = ANY(ARRAY(SELECT id FROM hidden))
    ))
    UNION ALL
    SELECT council_id, 1, is_first::int FROM ({{others}}) AS others
)
SELECT council_id, sum(entries), sum(sessions), NULL, NULL FROM found
WHERE council_id NOT IN (SELECT id FROM hidden) GROUP BY council_id HAVING sum(entries) > 0
UNION ALL
SELECT NULL, NULL, NULL, LEAST({{earliest}}), GREATEST({{latest}})
"""


def counted_by_year(query: TimelineQuery, at: datetime) -> list[tuple[Any, ...]]:
    """Of a plain address that asks for no councils: a row for each council (its id, entries, entries that are their
    session's first), and one without a council that has the first and the last day. One query. `at`: the instant at
    which embargoes are judged."""
    assert not query.council
    # What of it tells which entries match.
    query = TimelineQuery(period_from=query.period_from, period_to=query.period_to, as_of=query.as_of)
    hidden, others = _hidden(at), _others(at, query)
    earliest, latest = (
        [end(at, query, is_wide) for is_wide in (False, True)] for end in (_earliest, _latest)
    )
    sql = _COUNTED.format(
        hidden=hidden.sql,
        others=others.sql,
        earliest=", ".join(f"({part.sql})" for part in earliest),
        latest=", ".join(f"({part.sql})" for part in latest),
    )
    years = _whole_years(query)
    values = [*hidden.values, *years, *years, *others.values]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *(value for part in (*earliest, *latest) for value in part.values)])
        return cursor.fetchall()


def _whole_years(query: TimelineQuery) -> tuple[int, int]:
    """The first and the last year that lie in the period as a whole; the last before the first if none does."""
    first, last = query.first_day or date.min, last_day(query) or date.max
    return (
        first.year + ((first.month, first.day) != (1, 1)),
        last.year - ((last.month, last.day) != (12, 31)),
    )


@written_once
def _hidden(at: datetime) -> "QuerySet[Any, Any]":
    return Council.objects.exclude(is_public(at)).order_by().values_list("pk")


@written_once
def _others(at: datetime, query: TimelineQuery) -> "QuerySet[Any, Any]":
    """The entries that the numbers of whole years do not count."""
    found = entries_of(query, at).values_list("council_id", "is_first")
    first, last = _whole_years(query)
    if first > last:
        return found
    at_every_instant = found.filter(embargo_until=None)
    edges = []
    if query.first_day:
        edges.append(at_every_instant.filter(first_day__lt=date(first, 1, 1)))
    if last_day(query):
        edges.append(at_every_instant.filter(first_day__gt=date(last, 12, 31)))
    return found.filter(embargo_until__isnull=False).union(*edges, all=True)


@written_once
def _earliest(at: datetime, query: TimelineQuery, is_wide: bool) -> "QuerySet[Any, Any]":
    return earliest_of(query, at, is_wide=is_wide)


@written_once
def _latest(at: datetime, query: TimelineQuery, is_wide: bool) -> "QuerySet[Any, Any]":
    return latest_of(query, at, is_wide=is_wide)


def sum_up() -> None:
    """Make the terms of a year in a council's lane one."""
    terms.sum_up(TimelineCount, ("council_id", "year"), ("entries", "sessions"))
