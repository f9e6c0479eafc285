"""Dates that a source gives only to the day, the month or the year: one type, one field, one wording."""

from meetings.dates.fields import IntervalDateField, day_bounds_constraint, interval_bounds_constraint
from meetings.dates.interval import DateInterval
from meetings.dates.wording import format_interval, format_span

__all__ = [
    "DateInterval",
    "IntervalDateField",
    "day_bounds_constraint",
    "format_interval",
    "format_span",
    "interval_bounds_constraint",
]
