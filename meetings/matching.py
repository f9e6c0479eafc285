"""The sessions that an address matches, as SQL for timelines, tables and counts to build on."""

from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from meetings.compiled import Compiled, compiled, written_once
from meetings.languages import DEFAULT
from meetings.query import DEFAULTS, PRESENTATION, TimelineQuery

NO_SESSIONS = Compiled(
    'SELECT NULL::bigint AS id, NULL::daterange AS start, NULL::daterange AS "end" WHERE false', ()
)
# What of an address does not tell which sessions match.
SHOWN: dict[str, Any] = {name: DEFAULTS[name] for name in PRESENTATION if name != "page"} | {"lang": DEFAULT}


def matching(query: TimelineQuery, at: datetime) -> Compiled:
    """The sessions of an address: columns id, start and end. `at`: the instant at which embargoes are judged."""
    try:
        if depends_on_record(query):
            return compiled(_sessions(at, query))
        return _kept_sessions(at, query.changed(**SHOWN))
    except EmptyResultSet:
        return NO_SESSIONS


def depends_on_record(query: TimelineQuery) -> bool:
    """Whether the text of the query follows from what is on record, too."""
    return bool(query.q or (query.flag and query.as_of))


def _sessions(at: datetime, query: TimelineQuery) -> "QuerySet[Any, Any]":
    return query.sessions(at).order_by().values("id", "start", "end")


_kept_sessions = written_once(_sessions)
