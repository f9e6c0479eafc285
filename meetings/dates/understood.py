"""What the reader of dates answers: a date as understood, or why it is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from meetings.dates.interval import FIRST_DAY, DateInterval
from meetings.dates.wording import format_interval, format_span

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class DateReadingError(ValueError):
    """The text is not one date; `readings` are what it could mean, each in words that are read without doubt."""

    def __init__(self, message: str, readings: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.readings = list(readings)


def either(readings: Sequence[str], advice: str) -> DateReadingError:
    """The refusal of a text that has several readings."""
    return DateReadingError(f"This may be {' or '.join(readings)}: {advice}", readings)


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as understood.

    `kind` point: one date, as vague as typed. range: one day somewhere between two, `end` None. span: it
    started on `start` and ended on `end`. `note` says, for the editor, what was taken for granted. `counted_from`:
    the day of the report from which it was counted, None if the text alone says the date.
    """

    start: DateInterval
    end: DateInterval | None
    kind: Literal["point", "span", "range"]
    note: str = ""
    counted_from: date | None = None

    def in_words(self, locale: str = "en") -> str:
        """The reading in words, which read back to the same dates."""
        return format_span(self.start, self.end, locale)

    def explained(self) -> str:
        """For the editor: the words, with the weekday of a day and the bounds of a vague date."""
        start, words = self.start, self.in_words()
        if self.end is not None:
            explanation = f"from the first to the last day: {words}"
        elif start.is_day:
            explanation = f"{weekday_name(start.earliest.weekday())}, {words}"
        elif start.earliest == FIRST_DAY or words.startswith("between"):
            explanation = f"some day {words}"
        else:
            explanation = f"{words}: some day from {format_span(*_bounds_as_days(start), 'en')}"
        return f"{explanation}. {self.note}".strip()


def day_in_words(day: date) -> str:
    """`14 January 2022`."""
    return format_interval(DateInterval.day(day), "en")


def weekday_name(weekday: int) -> str:
    """In English; 0 is Monday."""
    return _WEEKDAYS[weekday]


def _bounds_as_days(interval: DateInterval) -> tuple[DateInterval, DateInterval]:
    return DateInterval.day(interval.earliest), DateInterval.day(interval.latest)
