"""Dates in running text: a year, a month, a day or a few days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from meetings.dates.calendar_words import folded as without_accents
from meetings.dates.calendar_words import month_numbers
from meetings.dates.interval import FIRST_YEAR, LAST_YEAR
from statements.reader.gap_words import GapWords
from statements.reader.lengths import Found
from statements.reader.words import Word
from statements.vocabulary import ClaimQualifier

_YEAR = re.compile(r"(?:18|19|20|21)[0-9][0-9]\Z")
_SMALL = re.compile(r"[0-9]{1,2}\Z")
_AND = frozenset(("and", "und", "et", "y", "и", "to", "bis", "au", "al", "по"))
_HALF_A_YEAR = 182


@dataclass(frozen=True, slots=True)
class _Days:
    """Words `first` up to `last`: a day, or the first and the last of a few, of a month; the year if printed."""

    first: int
    last: int
    year: int | None
    month: int
    day: int
    last_day: int


@dataclass(frozen=True, slots=True)
class DayFound:
    """Words `first_word` up to `last_word` and the days they name. `has_year`: the year is printed."""

    first_word: int
    last_word: int
    first: date
    last: date
    has_year: bool


def moment_at(
    words: Sequence[Word], at: int, known: GapWords, languages: tuple[str, ...], published: date | None
) -> Found | None:
    """The past date that begins at a word, as precisely as printed; without a year, the last before publication."""
    if _YEAR.match(words[at].low):
        return _vague(words, at, at + 1, words[at].low, known)
    if days := _days_at(words, at, languages):
        return _past_day(days, published)
    month = _month(words, at, languages)
    if month is None:
        return None
    after = _past_links(words, at + 1)
    year = _year_at(words, after)
    if year is not None:
        return _vague(words, at, _with_year_word(words, after + 1), f"{year:04d}-{month:02d}", known)
    if published is None or (after != at + 1 and words[at + 1].text != "."):
        return None
    guessed = published.year if month <= published.month else published.year - 1
    return _vague(words, at, at + 1, f"{guessed:04d}-{month:02d}", known)


def _past_day(days: _Days, published: date | None) -> Found | None:
    year = days.year
    if year is None:
        if published is None:
            return None
        is_later = (days.month, days.day) > (published.month, published.day)
        year = published.year - is_later
    found = calendar_day(year, days.month, days.day)
    return Found(days.first, days.last, found.isoformat()) if found else None


def day_at(
    words: Sequence[Word], at: int, languages: tuple[str, ...], published: date | None
) -> DayFound | None:
    """The day or days that begin at a word; without a year, those nearest the publication, before or after it."""
    days = _days_at(words, at, languages)
    if days is None or (days.year is None and published is None):
        return None
    for year in _years(days, published):
        first, last = calendar_day(year, days.month, days.day), calendar_day(year, days.month, days.last_day)
        if (
            first
            and last
            and (published is None or days.year or abs((first - published).days) <= _HALF_A_YEAR + 1)
        ):
            return DayFound(days.first, days.last, first, max(first, last), days.year is not None)
    return None


def _years(days: _Days, published: date | None) -> tuple[int, ...]:
    if days.year is not None:
        return (days.year,)
    return (published.year, published.year - 1, published.year + 1) if published else ()


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, None if there is none."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _days_at(words: Sequence[Word], at: int, languages: tuple[str, ...]) -> _Days | None:
    if _SMALL.match(words[at].text):
        return _day_first(words, at, languages)
    month = _month(words, at, languages)
    return _month_first(words, at, month) if month else None


def _month_first(words: Sequence[Word], at: int, month: int) -> _Days | None:
    """`August 29-30, 2018`."""
    start = _past_links(words, at + 1)
    if start >= len(words) or not _SMALL.match(words[start].text) or _year_at(words, start):
        return None
    end, last_day = _range(words, start)
    closing = _past_links(words, _past_ordinal(words, end))
    year = _year_at(words, closing)
    return _Days(at, closing + 1 if year else end, year, month, int(words[start].text), last_day)


def _day_first(words: Sequence[Word], at: int, languages: tuple[str, ...]) -> _Days | None:
    """`26. bis 27. Mai 2024`, `17 y 18 de julio`."""
    end, last_day = _range(words, at)
    end = _past_ordinal(words, end)
    while end < len(words) and words[end].low in ("de", "of"):
        end += 1
    month = _month(words, end, languages)
    if month is None:
        return None
    after = _past_links(words, end + 1)
    year = _year_at(words, after)
    last = _with_year_word(words, after + 1) if year else end + 1
    return _Days(at, last, year, month, int(words[at].text), last_day)


def _range(words: Sequence[Word], at: int) -> tuple[int, int]:
    """The end and the last day of `29`, `29-30`, `26. bis 27`."""
    day = int(words[at].text)
    link = _past_ordinal(words, at + 1)
    is_linked = link + 1 < len(words) and (words[link].text in "-–−—" or words[link].low in _AND)
    if is_linked and _SMALL.match(words[link + 1].text) and int(words[link + 1].text) > day:
        return link + 2, int(words[link + 1].text)
    return at + 1, day


def _past_ordinal(words: Sequence[Word], at: int) -> int:
    return at + 1 if at < len(words) and words[at].low in (".", "th", "st", "nd", "rd", "er", "º") else at


def _month(words: Sequence[Word], at: int, languages: tuple[str, ...]) -> int | None:
    if at >= len(words) or not words[at].is_word or len(words[at].low) < 3:
        return None
    if "en" in languages and not words[at].is_capital:
        return None
    return _month_named(words[at].text, languages)


@lru_cache(maxsize=4096)
def _month_named(text: str, languages: tuple[str, ...]) -> int | None:
    word = without_accents(text)
    return 9 if word == "sept" else month_numbers(languages).get(word)


def _past_links(words: Sequence[Word], at: int) -> int:
    """Past a full stop of an abbreviation, a comma, `de`, `of`."""
    if at < len(words) and words[at].text == ".":
        at += 1
    while at < len(words) and words[at].low in ("de", "del", "of", ",", "des", "jahres"):
        at += 1
    return at


def _year_at(words: Sequence[Word], at: int) -> int | None:
    return int(words[at].low) if at < len(words) and _YEAR.match(words[at].low) else None


def _with_year_word(words: Sequence[Word], end: int) -> int:
    return end + 1 if end < len(words) and words[end].low in ("года", "году", "год", "г") else end


def _vague(words: Sequence[Word], first: int, last: int, value: str, known: GapWords) -> Found:
    """With what stands before it: `early 2020` is about 2020, `осенью 2017 года` is 2017."""
    qualifier = ClaimQualifier.EXACT.value
    start = first
    last = _with_year_word(words, last)
    while start > 0 and (
        words[start - 1].low in known.seasons
        or (
            words[start - 1].low in ("de", "of", "des", "от")
            and start > 1
            and words[start - 2].low in known.seasons | known.vague_parts
        )
    ):
        start -= 1
    if start > 0 and words[start - 1].low in known.vague_parts:
        start, qualifier = start - 1, ClaimQualifier.APPROX.value
    elif len(value) == 4 and start > 0 and len(known.about.ending(words, start)):
        qualifier = ClaimQualifier.APPROX.value
    return Found(start, last, value, qualifier)
