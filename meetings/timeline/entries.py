"""Which sessions an address matches, from the narrow `TimelineEntry` alone, where that is all it takes.

An address that asks for nothing but councils, a period and an as-of day never touches the wide table of sessions to
count them and to place them in their lanes; a million are counted in an index.
"""

from datetime import date, datetime, timedelta

from django.db.models import Q

from meetings.models import TimelineEntry
from meetings.models.entry import EntryQuerySet
from meetings.query import TimelineQuery

_WIDEST = timedelta(days=366)  # what `TimelineEntry.is_wide` means


def is_plain(query: TimelineQuery) -> bool:
    """Whether the entries alone know which sessions match."""
    others = (query.level, query.party, query.absent, query.person, query.topic, query.place, query.status)
    return not (any(others) or query.flag or query.q)


def last_day(query: TimelineQuery) -> date | None:
    """The day after which no session of the address begins; None: there is no such day."""
    ends = [query.last_day, query.as_of_day if query.as_of else None]
    return min((day for day in ends if day), default=None)


def entries_of(query: TimelineQuery, at: datetime) -> EntryQuerySet:
    """The entries of the sessions that a plain address matches, those of all councils that held them. `at`: the
    instant at which embargoes are judged."""
    assert is_plain(query)
    found = TimelineEntry.objects.public(at).order_by()
    if query.council:
        chosen = TimelineEntry.objects.filter(council__slug__in=query.council)
        found = found.filter(session__in=chosen.values("session"))
    if last := last_day(query):
        found = found.filter(first_day__lte=last)
    if first := query.first_day:
        # The index finds what began within a year before; what is wider is looked up by itself.
        near = Q(first_day__gte=first - _WIDEST) if first - _WIDEST > date.min else Q()
        found = found.filter(near | Q(is_wide=True), last_day__gte=first)
    return found
