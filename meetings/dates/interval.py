"""A date that is known only between two days.

Pure: no Django, no clock. A source that prints "July 2019" gives the interval from 1 to 31 July; one that
prints a day gives an interval of that single day. Everything else about a date (EDTF text, precision, words)
is derived from the two bounds and stored nowhere.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR = 1800
LAST_YEAR = 2199
FIRST_DAY = date(FIRST_YEAR, 1, 1)
LAST_DAY = date(LAST_YEAR, 12, 31)
A_DAY = timedelta(days=1)  # the end of a stored range is the day after its last

# The widest interval, in days, of each precision code but the last (the column `date_prec` of the exports).
PRECISION_WIDTHS = ((1, 1), (2, 6), (3, 13), (4, 31), (5, 366))
WIDER_THAN_A_YEAR = 6

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_EDTF_UNSPECIFIED = re.compile(r"(\d{4})(?:-XX(?:-XX)?)|(\d{4})-(\d{2})-XX|(\d{3})X|(\d{2})XX")
_EDTF_SET = re.compile(r"\[\s*([\d-]+)\s*\.\.\s*([\d-]+)\s*\]")


def days_in_month(year: int, month: int) -> int:
    """The number of days of a month of the Gregorian calendar."""
    return calendar.monthrange(year, month)[1]


def month_in_words(year: int, month: int) -> str:
    """`February 2009`, for messages. (Dates on pages are worded by `meetings.dates.wording`.)"""
    return f"{calendar.month_name[month]} {year}"


def calendar_day(year: int, month: int, day: int) -> date:
    """The day; raises ValueError with a sentence saying which part does not exist."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"The year {year} is outside {FIRST_YEAR}-{LAST_YEAR}.")
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}; months run from 1 to 12.")
    length = days_in_month(year, month)
    if not 1 <= day <= length:
        month_name = calendar.month_name[month]
        if day == 0:
            raise ValueError(f"{day} {month_name} {year} does not exist; days count from 1.")
        raise ValueError(
            f"{day} {month_name} {year} does not exist; {month_in_words(year, month)} has {length} days."
        )
    return date(year, month, day)


@dataclass(frozen=True, order=True, slots=True)
class DateInterval:
    """One day that is known to lie between `earliest` and `latest`, both included.

    Raises ValueError, with a sentence, when the bounds are in the wrong order or outside 1800-2199.
    Sorts by the earliest, then by the latest day.
    """

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        for bound in (self.earliest, self.latest):
            if not FIRST_DAY <= bound <= LAST_DAY:
                raise ValueError(f"The year {bound.year} is outside {FIRST_YEAR}-{LAST_YEAR}.")
        if self.latest < self.earliest:
            raise ValueError(
                f"The latest day, {self.latest.isoformat()}, is before the earliest, "
                f"{self.earliest.isoformat()}."
            )

    @classmethod
    def day(cls, day: date) -> DateInterval:
        """A date known to the day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> DateInterval:
        """A date known to the month."""
        first = calendar_day(year, month, 1)
        return cls(first, first.replace(day=days_in_month(year, month)))

    @classmethod
    def year(cls, year: int) -> DateInterval:
        """A date known to the year."""
        return cls(calendar_day(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse_iso(cls, text: str) -> DateInterval:
        """Read `2008`, `2008-08` or `2008-08-12`; anything else raises ValueError with a sentence."""
        match = _ISO.fullmatch(text.strip())
        if match is None or not text.isascii():
            raise ValueError(f"“{text}” is not a date of the form 2008, 2008-08 or 2008-08-12.")
        year, month, day = match.groups()
        if day:
            return cls.day(calendar_day(int(year), int(month), int(day)))
        if month:
            return cls.month(int(year), int(month))
        return cls.year(int(year))

    @classmethod
    def parse_edtf(cls, text: str) -> DateInterval:
        """Read the part of EDTF (ISO 8601-2) that `edtf` writes, and its near relatives.

        `2008`, `2008-08`, `2008-08-12`, `2008-XX`, `2008-08-XX`, `199X`, `19XX`, `[2009-03-12..2009-03-20]`
        (also with months or years as bounds). Raises ValueError with a sentence for anything else.
        """
        cleaned = text.strip()
        if match := _EDTF_SET.fullmatch(cleaned):
            return cls(cls.parse_iso(match[1]).earliest, cls.parse_iso(match[2]).latest)
        if match := _EDTF_UNSPECIFIED.fullmatch(cleaned):
            year, year_of_month, month, decade, century = match.groups()
            if year:
                return cls.year(int(year))
            if year_of_month:
                return cls.month(int(year_of_month), int(month))
            if decade:
                return cls(cls.year(int(decade) * 10).earliest, cls.year(int(decade) * 10 + 9).latest)
            return cls(cls.year(int(century) * 100).earliest, cls.year(int(century) * 100 + 99).latest)
        return cls.parse_iso(cleaned)

    @property
    def is_day(self) -> bool:
        """Whether the date is known to the day."""
        return self.earliest == self.latest

    @property
    def is_month(self) -> bool:
        """Whether the bounds are exactly one calendar month."""
        first, last = self.earliest, self.latest
        return (
            first.day == 1
            and (first.year, first.month) == (last.year, last.month)
            and last.day == days_in_month(last.year, last.month)
        )

    @property
    def is_year(self) -> bool:
        """Whether the bounds are exactly one calendar year."""
        return self._whole_years == 1

    @property
    def is_decade(self) -> bool:
        """Whether the bounds are a decade in the sense of "the 1990s"."""
        return self._whole_years == 10 and self.earliest.year % 10 == 0

    @property
    def _whole_years(self) -> int:
        """How many whole calendar years the bounds are; 0 if they are not whole years."""
        whole = (self.earliest.month, self.earliest.day, self.latest.month, self.latest.day) == (1, 1, 12, 31)
        return self.latest.year - self.earliest.year + 1 if whole else 0

    @property
    def width(self) -> int:
        """The number of days that the date may be, at least 1."""
        return (self.latest - self.earliest).days + 1

    @property
    def precision(self) -> int:
        """1 one day, 2 up to 6 days, 3 up to 13, 4 up to 31, 5 up to 366, 6 wider."""
        return next((code for code, widest in PRECISION_WIDTHS if self.width <= widest), WIDER_THAN_A_YEAR)

    @property
    def midpoint(self) -> date:
        """The middle day, the earlier of two."""
        return self.earliest + timedelta(days=(self.width - 1) // 2)

    @property
    def edtf(self) -> str:
        """The bounds in EDTF: `2022-01-12`, `2019-07`, `2008`, `199X`, `18XX`, else `[first..last]`."""
        first, last = self.earliest, self.latest
        if self.is_day:
            return first.isoformat()
        if self.is_month:
            return first.isoformat()[:7]
        if self.is_year:
            return f"{first.year:04d}"
        if self.is_decade:
            return f"{first.year // 10}X"
        if self._whole_years == 100 and first.year % 100 == 0:
            return f"{first.year // 100}XX"
        return f"[{first.isoformat()}..{last.isoformat()}]"

    def certainly_before(self, other: DateInterval) -> bool:
        """Whether every day of this interval is before every day of the other."""
        return self.latest < other.earliest

    def is_within(self, other: DateInterval) -> bool:
        """Whether no day of this lies outside the other."""
        return other.earliest <= self.earliest and self.latest <= other.latest

    def overlaps(self, other: DateInterval) -> bool:
        """Whether the two dates may be the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def __str__(self) -> str:
        return self.edtf
