"""Reading dates as people type and print them, in English, German, French, Russian and Spanish.

Deterministic and offline. What could mean two days is refused with both readings; nothing is guessed. "Early",
"mid" and "late" are read generously: of a month its days 1-10, 11-20 and 21 to the end; of a year its months
1-4, 5-8 and 9-12; of a decade its years 0-3, 4-6 and 7-9. What was understood is for the reader to see:
`Reading.in_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from meetings.dates.calendar_words import LOCALES
from meetings.dates.counting import in_year_near, refuse_month_and_two_digits, weekday_near
from meetings.dates.interval import DateInterval, calendar_day
from meetings.dates.partial import EXAMPLES, PartialDate
from meetings.dates.periods import read_period
from meetings.dates.relative import read_relative
from meetings.dates.tokens import Token, UnknownWordError, normalised, tokens
from meetings.dates.understood import DateReadingError, Reading, day_in_words, either, weekday_name
from meetings.dates.wording import format_interval

__all__ = ["DateReadingError", "Reading", "read_date"]

_LONGEST_TEXT = 200
_WEEKDAY_ALONE = (
    "A weekday alone is not a date, and it can be counted only from the day of the report: choose a source that has a"
    " day of publication, or write the date."
)
_NESTED = 3  # “vor vor dem Bericht”: nobody means more


# The orders of day, month name, year and part that are dates, or one side of two.
_WORDED = frozenset(
    (
        "y",
        "My",
        "yM",
        "dMy",
        "Mdy",
        "ydM",
        "yMd",
        "PMy",
        "MPy",
        "Py",
        "yP",
        "d",
        "dM",
        "Md",
        "M",
        "PM",
        "MP",
        "dy",
    )
)


def read_date(
    text: str,
    *,
    relative_to: date | None = None,
    languages: Iterable[str] | None = None,
    ahead: bool = False,
) -> Reading:
    """Read one typed date.

    `relative_to`: the day of the report; a weekday alone, or a day without a year, is then the last such day
    up to it, or with `ahead` the first after it. `languages`: of the names of months and weekdays (all five if None); where English is not among
    them, `03/04/2009` is day first. Raises DateReadingError with a sentence for the editor.
    """
    spoken = (
        tuple(LOCALES) if languages is None else tuple(code for code in LOCALES if code in set(languages))
    )
    cleaned = normalised(text)
    if not cleaned:
        raise DateReadingError(f"No date is given. {EXAMPLES}")
    if len(cleaned) > _LONGEST_TEXT:
        raise DateReadingError(f"This is too long for a date. {EXAMPLES}")
    try:
        return _read(cleaned, spoken, relative_to, _NESTED, ahead)
    except UnknownWordError as error:
        raise DateReadingError(f"“{error.word}” is not understood in a date. {EXAMPLES}") from error
    except DateReadingError:
        raise
    except ValueError as error:
        raise DateReadingError(str(error)) from error


def _read(cleaned: str, spoken: tuple[str, ...], relative_to: date | None, deep: int, ahead: bool) -> Reading:
    """A normalised text; one that is part of another may have parts itself, but not for ever."""
    _refuse_year_and_two_digits(cleaned)

    def part(text: str) -> Reading:
        if not deep:
            raise DateReadingError(f"This is not a date. {EXAMPLES}")
        return _read(text, spoken, relative_to, deep - 1, ahead)

    return (
        _edtf(cleaned)
        or read_relative(cleaned, relative_to, spoken, part)
        or read_period(cleaned, spoken)
        or _Reader(cleaned, spoken, relative_to, ahead).read()
    )


def _edtf(cleaned: str) -> Reading | None:
    """`2008`, `2008-08-12`, `199x`, `[2009-03-12..2009-03-20]`; an EDTF interval `2009-03/2009-04` is a span."""
    upper = cleaned.upper()
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}/\d{4}(-\d{2}){0,2}", upper) and "-" in upper:
        start, end = (DateInterval.parse_iso(side) for side in upper.split("/"))
        return _span(start, end)
    if re.fullmatch(r"\[.*\]|\d{2,4}X{0,2}(-[\dX]{2}){0,2}", upper) and len(upper) >= 4:
        interval = DateInterval.parse_edtf(upper)
        return Reading(interval, None, "range" if upper.startswith("[") else "point")
    return None


def _refuse_year_and_two_digits(cleaned: str) -> None:
    """Refuse `2008–09` and `2008/09`: a month to some, two years to others. (`2008-09` is ISO, and a month.)"""
    if match := re.fullmatch(r"(\d{4})[–/](\d{2})", cleaned):
        first, second = int(match[1]), int(match[2])
        until = first // 100 * 100 + second
        if 1 <= second <= 12 and until > first:
            readings = [format_interval(DateInterval.month(first, second)), f"{first}–{until}"]
            advice = "write the month as a word, or both years in full."
            raise either(readings, advice)


def _span(start: DateInterval, end: DateInterval, note: str = "", *, are_whole: bool = False) -> Reading:
    """From start to end; one vague date if both are the same. `are_whole`: each was written with all that it has, so that
    one may lie within the other ("1 January 2000 – January 2000")."""
    if end.latest < start.earliest:
        raise DateReadingError(
            f"The end, {format_interval(end)}, is before the start, {format_interval(start)}."
            " If it began in another month or year, write both."
        )
    if start == end:
        return Reading(start, None, "point", note)
    if not are_whole and (start.is_within(end) or end.is_within(start)):
        raise DateReadingError(
            f"Of {format_interval(start)} and {format_interval(end)} one lies within the other:"
            " write two days, or two months."
        )
    return Reading(start, end, "span", note)


class _Reader:
    """One text being read."""

    def __init__(self, text: str, languages: tuple[str, ...], relative_to: date | None, ahead: bool) -> None:
        self.languages = languages
        self.relative_to = relative_to
        self.ahead = ahead
        self.tokens = tokens(text, languages)
        self.notes: list[str] = []
        self.is_counted = False

    def read(self) -> Reading:
        """Raises DateReadingError; ValueError with a sentence for days that there are not."""
        reading = self._grammar()
        return replace(reading, counted_from=self.relative_to) if self.is_counted else reading

    def _grammar(self) -> Reading:
        found = self.tokens
        kinds = "".join(token.kind for token in found)
        if "/" in kinds and ("M" in kinds or "." in kinds):  # "12./13. März 2009"
            found = [replace(token, kind="-") if token.kind == "/" else token for token in found]
            kinds = kinds.replace("/", "-")
        if self.relative_to is not None and _month_and_two_digits(found):
            refuse_month_and_two_digits(found[0].number, found[-1].number, self.relative_to, self.ahead)
        if kinds.startswith("b"):
            return self._range(found[1:], "a" if "a" in kinds else "-")
        if kinds.startswith("f"):
            found = found[1:]
        if re.fullmatch(r"W?(d[-/]M[-/]y|M[-/](d[-/])?y|y[-/]M([-/]d)?)W?", kinds):  # "12-Mar-2009"
            found = [token for token in found if token.kind not in "-/"]
            return Reading(self._resolved(self._partial(found)), None, "point", self._note())
        if match := re.match(r"W[-ta/]W(?=d)", kinds):  # "Wednesday and Thursday, 12-13 January 2022"
            return self._on_two_weekdays(found[match.end() :], found[0], found[match.end() - 1])
        if "o" in kinds:
            return self._range(found, "o")
        for separator in ("t", "a"):
            if separator in kinds:
                return self._from_to(found, separator)
        if self._is_numeric(found) or "-" not in kinds:
            return Reading(self._resolved(self._partial(found)), None, "point", self._note())
        return self._from_to(found, "-")

    def _on_two_weekdays(self, found: list[Token], first: Token, last: Token) -> Reading:
        """Each weekday belongs to one of the two days that follow."""
        places = [index for index, token in enumerate(found) if token.kind in "-ta"]
        if len(places) != 1:
            raise DateReadingError(f"This is not one date or two. {EXAMPLES}")
        middle = places[0] + 1
        return self._from_to([first, *found[:middle], last, *found[middle:]], found[places[0]].kind)

    def _note(self) -> str:
        return " ".join(dict.fromkeys(self.notes))

    def _sides(self, found: list[Token], separator: str) -> tuple[PartialDate, PartialDate, bool]:
        """The two sides of a separator, each completed by the other, and whether neither needed it."""
        places = [index for index, token in enumerate(found) if token.kind == separator]
        if separator == "-" and len(places) in (3, 5):
            places = [places[len(places) // 2]]  # 12-03-2009 - 13-03-2009
        if len(places) != 1:
            raise DateReadingError(f"This is not one date or two. {EXAMPLES}")
        left, right = found[: places[0]], found[places[0] + 1 :]
        if not left or not right:
            raise DateReadingError(f"One of the two dates is missing. {EXAMPLES}")
        first, second = self._partial(left), self._partial(right)
        completed = first.completed_by(second), second.completed_by(first)
        return *completed, completed == (first, second)

    def _range(self, found: list[Token], separator: str) -> Reading:
        first, second = (self._resolved(side) for side in self._sides(found, separator)[:2])
        if second.latest < first.earliest:
            raise DateReadingError(
                f"{format_interval(second)} is before {format_interval(first)}: write the earlier date first."
            )
        return Reading(DateInterval(first.earliest, second.latest), None, "range", self._note())

    def _from_to(self, found: list[Token], separator: str) -> Reading:
        *sides, are_whole = self._sides(found, separator)
        first, second = (self._resolved(side) for side in sides)
        if separator == "a" and first.latest + timedelta(days=1) != second.earliest:
            raise DateReadingError(
                f"{format_interval(first)} and {format_interval(second)} are two dates: enter two sessions,"
                " or write a dash if one session lasted from the first to the second."
            )
        return _span(first, second, self._note(), are_whole=are_whole)

    def _is_numeric(self, found: list[Token]) -> bool:
        return bool(re.fullmatch(r"W?(d-d-[dyn]|y-d-d|d-y|y-d)W?", "".join(token.kind for token in found)))

    def _partial(self, found: list[Token]) -> PartialDate:
        """One side. Raises DateReadingError if it is no date."""
        weekdays = [token.number for token in found if token.kind == "W"]
        if len(weekdays) > 1:
            raise DateReadingError(f"There are two weekdays here. {EXAMPLES}")
        weekday = weekdays[0] if weekdays else None
        bare = [token for token in found if token.kind != "W"]
        kinds = "".join(token.kind for token in bare)
        numbers = {kind: [token for token in bare if token.kind == kind] for kind in "dyMPSI"}
        part = numbers["P"][0].part if len(numbers["P"]) == 1 else ""
        if kinds == "I":
            return PartialDate(whole=DateInterval.parse_iso(bare[0].text), weekday=weekday)
        if kinds in ("S", "PS", "SP", "ey", "Pey"):
            year = next(token.number for token in bare if token.kind in "Sy")
            if year % 10:
                raise DateReadingError(f"{year} does not begin a decade.")
            return PartialDate(decade=year, part=part, weekday=weekday)
        if kinds in _WORDED:
            return PartialDate(
                day=self._number(numbers["d"]),
                month=self._number(numbers["M"]),
                year=self._number(numbers["y"]),
                part=part,
                weekday=weekday,
            )
        if re.fullmatch(r"[dyn](([./-])[dyn]){1,2}", kinds):
            return self._numeric(bare, kinds, weekday)
        if not kinds and weekday is not None:
            return PartialDate(weekday=weekday)
        raise self._not_a_date(bare, kinds)

    def _number(self, found: list[Token]) -> int | None:
        return found[0].number if found else None

    def _numeric(self, found: list[Token], kinds: str, weekday: int | None) -> PartialDate:
        """`12.08.2008`, `8/2008`, `2008/08/12`, `30.04.` (the year stands on the other side)."""
        numbers = [token.number for token in found if token.kind in "dyn"]
        shape = re.sub(r"[./-]", "", kinds)
        if shape in ("dy", "yd"):
            month, year = numbers if shape == "dy" else reversed(numbers)
            return PartialDate(month=month, year=year, weekday=weekday)
        if shape == "ydd":
            year, month, day = numbers
            return PartialDate(day, month, year, weekday=weekday)
        if shape == "ddy":
            return self._day_and_month(numbers, "." in kinds, weekday)
        if shape == "dd" and "." in kinds:
            return PartialDate(day=numbers[0], month=numbers[1], weekday=weekday)
        raise self._not_a_date(found, kinds)

    def _day_and_month(self, numbers: list[int], dotted: bool, weekday: int | None) -> PartialDate:
        """Day first where dots, the languages or the numbers say so; month first only if the day is over 12."""
        first, second, year = numbers
        day_first = PartialDate(first, second, year, weekday=weekday)
        month_first = PartialDate(second, first, year, weekday=weekday)
        if dotted or first == second or first > 12 or "en" not in self.languages:
            return day_first
        if second > 12:
            return month_first
        readings = [format_interval(DateInterval.day(calendar_day(year, second, first)))]
        readings.append(format_interval(DateInterval.day(calendar_day(year, first, second))))
        raise either(readings, "write the month as a word.")

    def _not_a_date(self, found: list[Token], kinds: str) -> DateReadingError:
        if "M" in kinds and re.search("n", kinds):
            return DateReadingError("Write the year with four digits.")
        if re.fullmatch(r"d[./-]d[./-]d|d[./-]d", kinds) or re.search("n", kinds) or kinds.count("d") > 1:
            last = next((token.text for token in reversed(found) if token.kind in "dn"), "")
            return DateReadingError(
                f"Write the year with four digits: “{last}” may stand for 18{last[-2:]}, 19{last[-2:]} or"
                f" 20{last[-2:]}."
                if len(last.strip("'")) == 2
                else f"“{last}” is neither a day nor a year of four digits."
            )
        return DateReadingError(f"This is not a date. {EXAMPLES}")

    def _resolved(self, said: PartialDate) -> DateInterval:
        """The bounds of a completed side; raises if the year is missing or the weekday is wrong."""
        if not said.has_year:
            said = self._dated_by_report(said)
        interval = said.bounds()
        if said.part:
            self.notes.append("“Early”, “mid” and “late” are read as the first, second and last third.")
        if said.weekday is not None and not interval.is_day:
            raise DateReadingError("A weekday needs a day beside it, such as Wednesday, 12 January 2022.")
        if said.weekday is not None and interval.earliest.weekday() != said.weekday:
            raise DateReadingError(
                f"{format_interval(interval)} was a {weekday_name(interval.earliest.weekday())},"
                f" not a {weekday_name(said.weekday)}."
            )
        return interval

    def _dated_by_report(self, said: PartialDate) -> PartialDate:
        """The last such day, or month, up to the day of the report."""
        if self.relative_to is None:
            if said.day is None and said.month is None:
                raise DateReadingError(_WEEKDAY_ALONE)
            raise DateReadingError(f"The year is missing: write it with four digits. {EXAMPLES}")
        report = self.relative_to
        self.is_counted = True
        self.notes.append(f"Counted {'from' if self.ahead else 'back from'} {day_in_words(report)}.")
        if said.month is None and said.day is None and said.weekday is not None:
            return weekday_near(report, said.weekday, self.ahead)
        if said.month is None:
            raise DateReadingError(f"The month is missing. {EXAMPLES}")
        return in_year_near(report, said, self.ahead)


def _month_and_two_digits(found: list[Token]) -> bool:
    """`Aug-08`, `Aug 08`; `Aug 8` is a day."""
    kinds = "".join(token.kind for token in found)
    return kinds == "M-d" or (kinds == "Md" and found[1].text.startswith("0"))
