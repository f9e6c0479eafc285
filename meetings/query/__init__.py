"""The query of the timeline: one address is one state is one download.

Timeline, tables, CSV, feeds and calendars all read the same parameters through `reading` and filter sessions with the
same queryset, made by `filtering`, so that what is drawn is what is downloaded. ``TimelineQuery`` (`state`) is the
validated, canonical state.
"""

from meetings.query.reading import LONGEST_QUERY, BadQuery, read_query, read_what_can_be_read
from meetings.query.state import (
    DEFAULTS,
    EARLIEST,
    FLAGS,
    LATEST,
    MULTIPLE,
    ORDERS,
    PARAMETERS,
    PRESENTATION,
    SINGLE,
    SORTS,
    TimelineQuery,
)

__all__ = [
    "DEFAULTS",
    "EARLIEST",
    "FLAGS",
    "LATEST",
    "LONGEST_QUERY",
    "MULTIPLE",
    "ORDERS",
    "PARAMETERS",
    "PRESENTATION",
    "SINGLE",
    "SORTS",
    "BadQuery",
    "TimelineQuery",
    "read_query",
    "read_what_can_be_read",
]
