"""Dates that a source gives only to the day, the month or the year: one type, one field, one wording."""

from meetings.dates.fields import IntervalDateField, interval_bounds_constraint
from meetings.dates.interval import DateInterval

__all__ = ["DateInterval", "IntervalDateField", "interval_bounds_constraint"]
