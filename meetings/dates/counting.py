"""What a date without its year, or a weekday alone, means on the day of the report.

What was is the last such day, or month, up to the report; what is announced is the next one after it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from meetings.dates.interval import DateInterval, calendar_day
from meetings.dates.partial import PartialDate
from meetings.dates.understood import either
from meetings.dates.wording import format_interval


def weekday_near(report: date, weekday: int, ahead: bool) -> PartialDate:
    """The last such weekday up to the report; ``ahead``: the first after it."""
    if ahead:
        day = report + timedelta(days=(weekday - report.weekday() - 1) % 7 + 1)
    else:
        day = report - timedelta(days=(report.weekday() - weekday) % 7)
    return PartialDate(day.day, day.month, day.year, weekday=weekday)


def in_year_near(report: date, said: PartialDate, ahead: bool) -> PartialDate:
    """With the year that makes it the last such day (or month) up to the report; ``ahead``: the next one."""
    named = (said.month or 1, said.day or (report.day if ahead else 1))
    today = (report.month, report.day)
    if ahead:
        return replace(said, year=report.year if named >= today else report.year + 1)
    return replace(said, year=report.year if named <= today else report.year - 1)


def refuse_month_and_two_digits(month: int, digits: int, report: date, ahead: bool) -> None:
    """`Aug-08` and `Aug 08`: the eighth, or 2008. Raises DateReadingError; ValueError if there is no such day."""
    year = report.year - report.year % 100 + digits
    if not ahead and year > report.year:
        year -= 100
    day = in_year_near(report, PartialDate(digits, month), ahead)
    readings = [DateInterval.month(year, month), DateInterval.day(calendar_day(day.year or 0, month, digits))]
    raise either([format_interval(each) for each in readings], "write the year with four digits.")
