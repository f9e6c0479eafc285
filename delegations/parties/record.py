"""The part of the record that a page of a party or a person reads: what had begun by the as-of day, as filtered."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from meetings.publication import SessionQuerySet
from meetings.query import TimelineQuery
from meetings.vocabulary import COUNTING_STATUSES

# What the pages of who and what know of the timeline's parameters.
PARAMETERS = ("council", "from", "to", "as_of", "page")


def sessions_met(query: TimelineQuery, at: datetime, *, parts: bool = False) -> SessionQuerySet:
    """Public sessions that took place and had begun by the as-of day, of the query's councils and period. `parts`:
    also dinners and rounds inside other sessions."""
    found = query.sessions(at).filter(status__in=COUNTING_STATUSES, start__startswith__lte=query.as_of_day)
    return found if parts else found.filter(part_of=None)


def is_narrowed(query: TimelineQuery) -> bool:
    """Whether the reader asked for less than the whole record up to the day."""
    return bool(query.council or query.period_from or query.period_to)


def of_the_record(rows: "QuerySet[Any]", query: TimelineQuery, at: datetime) -> "QuerySet[Any]":
    """Rows of a session (statements), if that had begun by the day and is of the query's councils and period.

    Without a filter nothing is joined: a row of a session that had not begun is left out only for a past day.
    """
    if is_narrowed(query):
        return rows.filter(session__in=query.sessions(at))
    return rows.filter(Q(session__start__startswith__lte=query.as_of_day)) if query.as_of else rows
