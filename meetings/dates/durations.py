"""Lengths of time: as a source prints them, so many years, months, weeks, days; and in words, in the language of the
page. Pure: no database, no clock.

`P2Y6M` is "two and a half years". How many days that is depends on the day from which it is counted back, and so
does what a reader would find with a calendar; nothing here multiplies by a mean year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache

from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meetings.dates.interval import FIRST_YEAR, LAST_YEAR, days_in_month

MEAN_MONTH = 365.2425 / 12
LONGEST_YEARS = LAST_YEAR - FIRST_YEAR + 1

_ISO = re.compile(r"P(?=[0-9])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?")
_WORDED_IN_MONTHS = 60  # days from which a length is also given in years and months


class Unit(IntEnum):
    """The smallest unit that is printed, hence how exactly the length is meant."""

    DAYS = 1
    WEEKS = 2
    MONTHS = 3
    HALF_YEARS = 4
    YEARS = 5


# Babel takes a tenth of a millisecond for each; a page has hundreds, and the same ones again at the next request.
@lru_cache(maxsize=4096)
def _decimal(value: float, locale: str) -> str:
    return format_decimal(value, locale=locale)


def number(value: float, locale: str | None = None) -> str:
    """A number with the language's separators: `1,776`. ``locale`` None: the language of the page."""
    return _decimal(value, locale or get_language() or "en")


def days(count: int) -> str:
    """`1 day`, `1,776 days`."""
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": number(count)}


def weeks(count: int) -> str:
    return ngettext("%(n)s week", "%(n)s weeks", count) % {"n": number(count)}


def months(count: int) -> str:
    return ngettext("%(n)s month", "%(n)s months", count) % {"n": number(count)}


def years(count: int) -> str:
    return ngettext("%(n)s year", "%(n)s years", count) % {"n": number(count)}


def and_a_half_years(count: int) -> str:
    """`2½ years`."""
    return _("%(n)s½ years") % {"n": number(count)}


def _joined(parts: tuple[tuple[int, Callable[[int], str]], ...]) -> str:
    return " ".join(words(count) for count, words in parts if count)


@dataclass(frozen=True, slots=True)
class Duration:
    """Years, months, weeks and days, as printed."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    @classmethod
    def parse_iso(cls, text: str) -> Duration:
        """Read `P2Y6M`, `P18M`, `P3W`, `P100D`; raises ValueError with a sentence for anything else.

        Nothing and more than the four centuries in which dates lie are refused likewise.
        """
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"“{text}” is not a length of time of the form P2Y6M, P18M, P3W or P100D.")
        found = cls(*(int(number or 0) for number in match.groups()))
        if not any((found.years, found.months, found.weeks, found.days)):
            raise ValueError(f"“{text}” is no time at all.")
        if found._roughly_in_days > LONGEST_YEARS * 12 * MEAN_MONTH:
            raise ValueError(f"“{text}” is longer than the {LONGEST_YEARS} years in which dates can lie.")
        return found

    @property
    def _roughly_in_days(self) -> float:
        return (self.years * 12 + self.months) * MEAN_MONTH + self.weeks * 7 + self.days

    @property
    def unit(self) -> Unit:
        """How exactly it is meant. Six months beside whole years are half a year; alone they are months."""
        if self.days:
            return Unit.DAYS
        if self.weeks:
            return Unit.WEEKS
        if self.months:
            return Unit.HALF_YEARS if self.years and self.months == 6 else Unit.MONTHS
        return Unit.YEARS

    def days_before(self, day: date) -> int:
        """How many days it is back from that day by the calendar; a day that a month lacks counts as its last."""
        months = day.year * 12 + day.month - 1 - (self.years * 12 + self.months)
        year, month = divmod(months, 12)
        start = date(year, month + 1, min(day.day, days_in_month(year, month + 1)))
        return (day - start).days + self.weeks * 7 + self.days

    def in_words(self) -> str:
        """`2½ years`, `1 year 3 months`, `18 months`."""
        if self.unit is Unit.HALF_YEARS:
            return and_a_half_years(self.years)
        return _joined(((self.years, years), (self.months, months), (self.weeks, weeks), (self.days, days)))


def years_and_months(length: int) -> str:
    """A number of days as people say it, `2 years 6 months`, to the nearest month; empty for short ones."""
    if length < _WORDED_IN_MONTHS:
        return ""
    whole, rest = divmod(round(length / MEAN_MONTH), 12)
    return _joined(((whole, years), (rest, months)))
