"""Which sessions an address matches, from the narrow `TimelineEntry` alone, where that is all it takes.

An address that asks for nothing but councils, a period and an as-of day never touches the wide table of sessions to
count them and to place them in their lanes; a million are counted in an index.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from meetings.compiled import Compiled, written_once
from meetings.matching import SHOWN, matching
from meetings.models import Council, TimelineEntry
from meetings.models.entry import WIDEST, EntryQuerySet
from meetings.query import TimelineQuery


def is_plain(query: TimelineQuery) -> bool:
    """Whether the entries alone know which sessions match."""
    others = (query.level, query.party, query.absent, query.person, query.topic, query.place, query.status)
    return not (any(others) or query.flag or query.q)


def last_day(query: TimelineQuery) -> date | None:
    """The day after which no session of the address begins; None: there is no such day."""
    ends = [query.last_day, query.as_of_day if query.as_of else None]
    return min((day for day in ends if day), default=None)


def entries_of(query: TimelineQuery, at: datetime) -> EntryQuerySet:
    """The entries of the sessions that a plain address matches, in the lanes of the councils that it asks for, or of all:
    a joint session has several. `at`: the instant at which embargoes are judged."""
    assert is_plain(query)
    found = TimelineEntry.objects.public(at).order_by()
    if query.council:
        found = found.filter(council__in=Council.objects.filter(slug__in=query.council))
    if last := last_day(query):
        found = found.filter(first_day__lte=last)
    if first := query.first_day:
        # The index finds what began within a year before; what is wider is looked up by itself.
        found = found.filter(_near("first_day__gte", first, -WIDEST) | Q(is_wide=True), last_day__gte=first)
    return found


def matching_ids(query: TimelineQuery, at: datetime) -> Compiled:
    """The sessions that any address matches, their ids in the first column. Those of a plain one are in the entries."""
    return _plain_ids(at, query.changed(**SHOWN)) if is_plain(query) else matching(query, at)


@written_once
def _plain_ids(at: datetime, query: TimelineQuery) -> "QuerySet[Any, Any]":
    found = entries_of(query, at)
    first = found.filter(is_first=True).values_list("session_id")
    if not query.council:
        return first
    # Of a joint session the first entry may be in the lane of a council that is not asked for.
    others = found.filter(is_first=False).exclude(session__in=first).values_list("session_id")
    return first.union(others.distinct(), all=True)


@written_once
def nearest_of(at: datetime, query: TimelineQuery, way: str) -> "QuerySet[Any, Any]":
    """The sessions of a plain address from one end of their time: an id and the day on which it may have begun."""
    found = entries_of(query, at).values_list("session_id", "first_day").distinct()
    return found.order_by("first_day" if way == "ASC" else "-first_day")


def earliest_of(query: TimelineQuery, at: datetime, *, is_wide: bool) -> "QuerySet[Any, Any]":
    """The first day of all these entries, of the wide ones or of the others: each is found at once in an index."""
    found = entries_of(query, at).filter(is_wide=is_wide)
    if query.first_day and not is_wide:
        found = found.filter(_near("first_day__gte", query.first_day, -WIDEST))
    return found.order_by("first_day").values_list("first_day")[:1]


def latest_of(query: TimelineQuery, at: datetime, *, is_wide: bool) -> "QuerySet[Any, Any]":
    """The last day of all these entries, of the wide ones or of the others."""
    found, last = entries_of(query, at).filter(is_wide=is_wide), last_day(query)
    if last and not is_wide:
        found = found.filter(_near("last_day__lte", last, WIDEST))
    return found.order_by("-last_day").values_list("last_day")[:1]


def _near(condition: str, day: date, distance: timedelta) -> Q:
    """Within a distance from a day; no condition where the calendar ends before."""
    try:
        return Q(**{condition: day + distance})
    except OverflowError:
        return Q()
