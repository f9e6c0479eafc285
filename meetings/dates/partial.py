"""What one side of a typed date says, and the interval that it means once the other side has completed it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from meetings.dates.calendar_words import EARLY, LATE, MIDDLE
from meetings.dates.interval import DateInterval, calendar_day

EXAMPLES = "Write, for example, 12 March 2009, 12-13 March 2009, March 2009 or 2009."

_PART_DAYS = {EARLY: (1, 10), MIDDLE: (11, 20), LATE: (21, 31)}
_PART_MONTHS = {EARLY: (1, 4), MIDDLE: (5, 8), LATE: (9, 12)}
_PART_YEARS = {EARLY: (0, 3), MIDDLE: (4, 6), LATE: (7, 9)}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """One side of a date as typed; None is not said."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    decade: int | None = None
    part: str = ""
    weekday: int | None = None
    whole: DateInterval | None = None

    @property
    def has_year(self) -> bool:
        return self.year is not None or self.decade is not None or self.whole is not None

    def completed_by(self, other: PartialDate) -> PartialDate:
        """With the month and year of the other side where this one has none: `12` of `12-13 March 2009`."""
        month = other.month if self.month is None and self.day is not None else self.month
        year = other.year if not self.has_year else self.year
        return replace(self, month=month, year=year)

    def bounds(self) -> DateInterval:
        """The interval that this means, once completed; raises ValueError if a part is missing."""
        if self.whole is not None:
            return self.whole
        if self.decade is not None:
            first, last = _PART_YEARS.get(self.part, (0, 9))
            years = DateInterval.year(self.decade + first), DateInterval.year(self.decade + last)
            return DateInterval(years[0].earliest, years[1].latest)
        if self.year is None:
            raise ValueError(f"The year is missing. {EXAMPLES}")
        if self.month is None:
            if self.day is not None:
                raise ValueError(f"The month is missing. {EXAMPLES}")
            first, last = _PART_MONTHS.get(self.part, (1, 12))
            months = DateInterval.month(self.year, first), DateInterval.month(self.year, last)
            return DateInterval(months[0].earliest, months[1].latest)
        if self.day is not None:
            return DateInterval.day(calendar_day(self.year, self.month, self.day))
        month = DateInterval.month(self.year, self.month)
        if not self.part:
            return month
        first, last = _PART_DAYS[self.part]
        length = month.latest.day
        return DateInterval(month.earliest.replace(day=first), month.latest.replace(day=min(last, length)))
