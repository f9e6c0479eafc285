"""Dates in words, in any language that Babel knows: the only place that words a date.

A date known to the month never shows a day, one known to the year never a month. Spaces are plain spaces, so
that the words can be searched for and typed. `meetings.dates.reading` reads back all that is written here in
the languages of `BETWEEN`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale
from babel.dates import parse_pattern
from django.utils.translation import get_language

from meetings.dates.interval import FIRST_DAY, LAST_DAY, DateInterval

_FULL, _SHORT = "MMMM", "MMM"
_PLAIN_SPACES = str.maketrans({"\u2009": " ", "\u202f": " ", "\xa0": " "})


class _Phrases(NamedTuple):
    """What Babel does not have: how a language says that a day lies between two, and names a decade."""

    between_days: str
    between_others: str
    decade: str
    before_day: str
    before_other: str
    declines_months: bool = False


BETWEEN: Mapping[str, _Phrases] = {
    "en": _Phrases("between {} and {}", "between {} and {}", "{}s", "before {}", "before {}"),
    "de": _Phrases("zwischen dem {} und dem {}", "zwischen {} und {}", "{}er-Jahre", "vor dem {}", "vor {}"),
    "fr": _Phrases("entre le {} et le {}", "entre {} et {}", "années {}", "avant le {}", "avant {}"),
    "ru": _Phrases(
        "между {} и {}", "между {} и {}", "{}-е годы", "ранее {}", "ранее {}", declines_months=True
    ),
    "es": _Phrases("entre el {} y el {}", "entre {} y {}", "década de {}", "antes del {}", "antes de {}"),
}


@cache
def _babel_locale(code: str) -> Locale:
    """Babel's locale; plain English is written day first, as the newsrooms write it."""
    return Locale.parse("en_GB" if code == "en" else code.replace("-", "_"))


def _locale(code: str | None) -> Locale:
    return _babel_locale(code or get_language() or "en")


def _phrases(locale: Locale) -> _Phrases:
    return BETWEEN.get(locale.language, BETWEEN["en"])


@lru_cache(maxsize=4096)
def _written(pattern: str, day: date, locale: Locale) -> str:
    words = parse_pattern(pattern).apply(day, locale)
    return words.translate(_PLAIN_SPACES)


@cache
def _pattern(skeleton: str, locale: Locale) -> str:
    """The locale's pattern; a missing one with full month names is made from the one with short names."""
    found = locale.datetime_skeletons.get(skeleton)
    if found is None:
        found = str(locale.datetime_skeletons[skeleton.replace(_FULL, _SHORT)]).replace(_SHORT, _FULL)
    return str(getattr(found, "pattern", found))


@cache
def _span_patterns(skeleton: str, locale: Locale) -> Mapping[str, list[str]]:
    """The locale's two-part patterns by the largest part that differs: `d`, `M` or `y`."""
    formats = locale.interval_formats
    if formats.get(skeleton):
        return dict(formats[skeleton])
    short = formats[skeleton.replace(_FULL, _SHORT)]
    return {part: [half.replace(_SHORT, _FULL) for half in halves] for part, halves in short.items()}


def _largest_difference(first: date, last: date) -> str:
    if first.year != last.year:
        return "y"
    return "M" if first.month != last.month else "d"


def _written_span(skeleton: str, first: date, last: date, locale: Locale) -> str:
    opening, closing = _span_patterns(skeleton, locale)[_largest_difference(first, last)]
    return _written(opening, first, locale) + _written(closing, last, locale)


def format_interval(interval: DateInterval, locale: str | None = None, *, short: bool = False) -> str:
    """`12 January 2022`, `July 2019`, `2008`, `1990s`, else `between 12 and 20 March 2009`; `before 2009` where the
    earliest day is the first that the record knows.

    `short` abbreviates the names of months. `locale` is a language code such as `de`; None: the language in which
    words are made just now, which is English outside of pages.
    """
    babel_locale, month = _locale(locale), _SHORT if short else _FULL
    first = interval.earliest
    if interval.is_day:
        return _written(_pattern(f"y{month}d", babel_locale), first, babel_locale)
    if interval.is_month:
        return _written(_pattern(f"y{month}", babel_locale), first, babel_locale)
    if interval.is_year:
        return str(first.year)
    if interval.is_decade:
        return _phrases(babel_locale).decade.format(first.year)
    if first == FIRST_DAY and interval.latest < LAST_DAY:
        return _before(interval.latest + timedelta(days=1), babel_locale, month)
    return _between(interval, babel_locale, month)


def _before(day: date, locale: Locale, month: str) -> str:
    """No earliest day is known: before the year, the month or the day that begins then."""
    phrases = _phrases(locale)
    if (day.month, day.day) == (1, 1):
        return phrases.before_other.format(day.year)
    if day.day > 1:
        return phrases.before_day.format(_written(_pattern(f"y{month}d", locale), day, locale))
    pattern = _pattern(f"y{month}", locale)
    if phrases.declines_months:
        pattern = pattern.replace("L", "M")
    return phrases.before_other.format(_written(pattern, day, locale))


def _between(interval: DateInterval, locale: Locale, month: str) -> str:
    """Two bounds; what they share is written once, whole months and years without days."""
    first, last, phrases = interval.earliest, interval.latest, _phrases(locale)
    opens, closes = DateInterval.month(first.year, first.month), DateInterval.month(last.year, last.month)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return phrases.between_others.format(first.year, last.year)
    if first == opens.earliest and last == closes.latest and not phrases.declines_months:
        pattern = _pattern(f"y{month}", locale)
        opening = "LLLL" if month == _FULL else "LLL"
        start = pattern if first.year != last.year else opening
        return phrases.between_others.format(_written(start, first, locale), _written(pattern, last, locale))
    whole = _pattern(f"y{month}d", locale)
    if first.year != last.year:
        start = whole
    elif first.month != last.month:
        start = _pattern(f"{month}d", locale)
    else:
        start = "d." if whole.startswith("d.") else "d"
    return phrases.between_days.format(_written(start, first, locale), _written(whole, last, locale))


def format_span(
    start: DateInterval, end: DateInterval | None, locale: str | None = None, *, short: bool = False
) -> str:
    """From the first to the last day: `12–13 March 2009`, `30 April – 2 May 2010`, `March – April 2009`.

    `end` None (the session ended the day it started), or as vague as the start, words the start alone.
    """
    if end is None or end == start:
        return format_interval(start, locale, short=short)
    babel_locale, month = _locale(locale), _SHORT if short else _FULL
    if start.is_day and end.is_day:
        return _written_span(f"y{month}d", start.earliest, end.earliest, babel_locale)
    if start.is_month and end.is_month:
        return _written_span(f"y{month}", start.earliest, end.earliest, babel_locale)
    opening, closing = (format_interval(each, locale, short=short) for each in (start, end))
    return f"{opening}–{closing}" if start.is_year and end.is_year else f"{opening} – {closing}"
