"""What `meetings.dates` derives from the bounds of a date, said in SQL: EDTF, precision, English words.

Every function takes the name of a `daterange` column (its upper bound is the day after the latest) and gives an SQL
expression. The words are taken from `meetings.dates` by example, so that they are worded in one place.
"""

import calendar
import re
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from meetings.dates import DateInterval, format_interval, format_span
from meetings.dates.interval import FIRST_DAY, LAST_DAY, PRECISION_WIDTHS, WIDER_THAN_A_YEAR
from meetings.exports.columns import literal

# An SQL expression for a day, and the day that stands for it in an example.
Stand = tuple[str, date]

# In examples: the earlier day, and later ones of the same month, of the same year, of another year.
_EARLIER = date(2009, 3, 12)
_SAME_MONTH, _SAME_YEAR, _ANOTHER_YEAR = date(2009, 3, 23), date(2009, 11, 23), date(2018, 11, 23)


def earliest(dates: str) -> str:
    return f"lower({dates})"


def latest(dates: str) -> str:
    return f"(upper({dates}) - 1)"


def precision(dates: str) -> str:
    """1 to 6 by the number of days that the date may be."""
    width = f"upper({dates}) - lower({dates})"
    cases = " ".join(f"WHEN {width} <= {widest} THEN {code}" for code, widest in PRECISION_WIDTHS)
    return f"CASE {cases} ELSE {WIDER_THAN_A_YEAR} END"


class _Bounds(NamedTuple):
    """A date by its earliest day and the day after its latest."""

    first: str
    after: str

    @property
    def last(self) -> str:
        return f"({self.after} - 1)"


def _of(dates: str) -> _Bounds:
    return _Bounds(earliest(dates), f"upper({dates})")


def _part(name: str, day: str) -> str:
    return f"date_part('{name}', {day})"


def _opens_month(of: _Bounds) -> str:
    return f"{_part('day', of.first)} = 1"


def _opens_year(of: _Bounds) -> str:
    return f"{_part('doy', of.first)} = 1"


def _lasts(of: _Bounds, months: int) -> str:
    return f"{of.after} = {of.first} + interval '{months} months'"


def _is_day(of: _Bounds) -> str:
    return f"{of.after} = {of.first} + 1"


def _is_month(of: _Bounds) -> str:
    return f"({_opens_month(of)} AND {_lasts(of, 1)})"


def _are_years(of: _Bounds, years: int) -> str:
    """Condition: one year, or a whole decade or century in the sense of "the 1990s"."""
    begins = f"{_part('year', of.first)}::int % {years} = 0"
    return f"({_opens_year(of)} AND {_lasts(of, 12 * years)} AND {begins})"


def edtf(dates: str) -> str:
    """`2022-01-12`, `2019-07`, `2008`, `199X`, `18XX`, else `[first..last]`; NULL gives NULL."""
    of = _of(dates)
    year = f"to_char({of.first}::timestamp, 'YYYY')"
    return (
        f"CASE WHEN {_is_day(of)} THEN {of.first}::text"
        f" WHEN {_is_month(of)} THEN to_char({of.first}::timestamp, 'YYYY-MM')"
        f" WHEN {_are_years(of, 1)} THEN {year}"
        f" WHEN {_are_years(of, 10)} THEN left({year}, 3) || 'X'"
        f" WHEN {_are_years(of, 100)} THEN left({year}, 2) || 'XX'"
        f" ELSE '[' || {of.first}::text || '..' || {of.last}::text || ']' END"
    )


def _alone(start: str, end: str) -> str:
    """Condition: no last day is on record, or one as vague as the first."""
    return f"({end} IS NULL OR {end} = {start})"


def edtf_span(start: str, end: str) -> str:
    """One date, or an interval `2009-03-12/2009-03-13`; ``end`` NULL: it ended the day it started."""
    return f"{edtf(start)} || CASE WHEN {_alone(start, end)} THEN '' ELSE '/' || {edtf(end)} END"


def span_in_words(start: str, end: str) -> str:
    """In English, as `format_span` words it."""
    # Most sessions are of one day. All other words are made of the bounds under short names: of the ranges themselves,
    # PostgreSQL would plan them longer than it takes to read a hundred rows.
    one_day = _worded(format_interval(DateInterval.day(_EARLIER), "en"), (earliest(start), _EARLIER))
    names = ("first", "after_first", "last", "after_last")
    bounds = ", ".join((*_of(start), *_of(end)))
    words = _span_of(_Bounds(*names[:2]), _Bounds(*names[2:]), "alone")
    return (
        f"CASE WHEN {_is_day(_of(start))} AND {_alone(start, end)} THEN {one_day} ELSE (SELECT {words}"
        f" FROM (SELECT {bounds}, {_alone(start, end)} OFFSET 0) AS span({', '.join(names)}, alone)) END"
    )


def _span_of(start: _Bounds, end: _Bounds, alone: str) -> str:
    def days(later: date) -> str:
        words = format_span(DateInterval.day(_EARLIER), DateInterval.day(later), "en")
        return _worded(words, (start.first, _EARLIER), (end.first, later))

    def months(later: date) -> str:
        words = format_span(_month(_EARLIER), _month(later), "en")
        return _worded(words, (start.first, _EARLIER), (end.first, later))

    same_year, same_month = _same("year", start.first, end.first), _same("month", start.first, end.first)
    return (
        f"CASE WHEN {alone} THEN {_in_words(start)}"
        f" WHEN {_is_day(start)} AND {_is_day(end)} THEN CASE WHEN NOT {same_year} THEN {days(_ANOTHER_YEAR)}"
        f" WHEN {same_month} THEN {days(_SAME_MONTH)} ELSE {days(_SAME_YEAR)} END"
        f" WHEN {_is_month(start)} AND {_is_month(end)} THEN"
        f" CASE WHEN {same_year} THEN {months(_SAME_YEAR)} ELSE {months(_ANOTHER_YEAR)} END"
        f" ELSE {_in_words(start)} || CASE WHEN {_are_years(start, 1)} AND {_are_years(end, 1)}"
        f" THEN {_link(DateInterval.year(2009))} ELSE {_link(DateInterval(date(2009, 1, 1), _EARLIER))} END"
        f" || {_in_words(end)} END"
    )


def _link(start: DateInterval) -> str:
    """What stands between such a first date and a year."""
    end = DateInterval.year(2018)
    words = format_span(start, end, "en")
    return literal(words.removeprefix(format_interval(start, "en")).removesuffix(format_interval(end, "en")))


def _in_words(of: _Bounds) -> str:
    """In English, as `format_interval` words it."""
    first, last, after = of.first, of.last, of.after

    def alone(example: DateInterval) -> str:
        return _worded(format_interval(example, "en"), (first, example.earliest))

    def before(day: date) -> str:
        words = format_interval(DateInterval(FIRST_DAY, day - timedelta(days=1)), "en")
        return _worded(words, (after, day))

    def between(opening: date, closing: date) -> str:
        words = format_interval(DateInterval(opening, closing), "en")
        return _worded(words, (first, opening), (last, closing))

    def from_month(closing: date) -> str:
        return between(_EARLIER.replace(day=1), closing.replace(day=30))

    opens_with_month = f"{_opens_month(of)} AND {_part('day', after)} = 1"
    same_year = _same("year", first, last)
    return (
        f"CASE WHEN {_is_day(of)} THEN {alone(DateInterval.day(_EARLIER))}"
        f" WHEN {_is_month(of)} THEN {alone(_month(_EARLIER))}"
        f" WHEN {_are_years(of, 1)} THEN {alone(DateInterval.year(2009))}"
        f" WHEN {_are_years(of, 10)} THEN {alone(DateInterval(date(2000, 1, 1), date(2009, 12, 31)))}"
        f" WHEN {first} = '{FIRST_DAY}' AND {last} < '{LAST_DAY}' THEN"
        f" CASE WHEN {_part('doy', after)} = 1 THEN {before(date(2018, 1, 1))}"
        f" WHEN {_part('day', after)} = 1 THEN {before(_ANOTHER_YEAR.replace(day=1))}"
        f" ELSE {before(_ANOTHER_YEAR)} END"
        f" WHEN {_opens_year(of)} AND {_part('doy', after)} = 1 THEN"
        f" {between(date(2009, 1, 1), date(2018, 12, 31))}"
        f" WHEN {opens_with_month} THEN"
        f" CASE WHEN {same_year} THEN {from_month(_SAME_YEAR)} ELSE {from_month(_ANOTHER_YEAR)} END"
        f" WHEN NOT {same_year} THEN {between(_EARLIER, _ANOTHER_YEAR)}"
        f" WHEN {_same('month', first, last)} THEN {between(_EARLIER, _SAME_MONTH)}"
        f" ELSE {between(_EARLIER, _SAME_YEAR)} END"
    )


def _month(day: date) -> DateInterval:
    return DateInterval.month(day.year, day.month)


def _same(part: str, one: str, other: str) -> str:
    return f"{_part(part, one)} = {_part(part, other)}"


def _worded(example: str, *stands: Stand) -> str:
    """The example's words; its days, months and years are those of the SQL days for which its days stand."""
    parts: dict[str, tuple[str, str]] = {}
    for sql, day in stands:
        for text, form in (
            (str(day.day), "FMDD"), (calendar.month_name[day.month], "FMMonth"), (str(day.year), "YYYY"),
        ):  # fmt: skip
            parts.setdefault(text, (sql, form))
    of_day, pieces = stands[0][0], []
    for word in re.findall(r"\d+|[^\W\d]+|\W+", example):
        of_day, form = parts.get(word, (of_day, f'"{word}"'))
        pieces.append((of_day, form))
    return " || ".join(
        f"to_char({sql}::timestamp, '{''.join(form for _, form in forms)}')"
        for sql, forms in groupby(pieces, key=lambda piece: piece[0])
    )
