"""Lengths of time and dates in running text, with their value in ISO 8601 and how exactly they are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from meetings.dates.calendar_words import folded as without_accents
from meetings.dates.calendar_words import month_numbers
from meetings.dates.interval import FIRST_YEAR, LAST_YEAR, days_in_month
from statements.reader.gap_words import YEAR, GapWords
from statements.reader.words import Word
from statements.vocabulary import ClaimQualifier

_NUMBER = re.compile(r"[0-9]{1,4}(?:[.,][0-9])?\Z")
_HYPHENATED = re.compile(r"(.+?)-(year|month|week|day|decade|years|months)s?(?:-(?:long|old))?\Z")
_GERMAN_HALF = re.compile(r"(.+?)(?:ein|und)?halb\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """Words `first` up to `last`, with the value and its qualifier. `is_adjective`: dreijährige, three-year."""

    first: int
    last: int
    value: str
    qualifier: str = ClaimQualifier.EXACT.value
    is_adjective: bool = False
    day: date | None = None


def length_at(words: Sequence[Word], at: int, known: GapWords) -> Found | None:
    """The length of time that begins at a word, with the qualifier before it."""
    word = words[at]
    if adjective := _adjective(word.low, known):
        return _qualified(words, at, at + 1, adjective, known, is_adjective=True)
    number = _number(word.low, known)
    if number is None:
        return None
    end = at + 1
    if end + 1 < len(words) and words[end].low == "-" and words[end + 1].low[:4] in ("jähr", "летн"):
        unit = YEAR
        return _qualified(words, at, end + 2, _iso(number, unit), known, is_adjective=True)
    if halves := len(known.half.at(words, end)):
        number += 0.5
        end += halves
    while end < len(words) and words[end].low in known.between:
        end += 1
    if end >= len(words) or words[end].low not in known.units:
        return None
    unit = known.units[words[end].low]
    end += 1
    if halves := len(known.half.at(words, end)):
        number += 0.5
        end += halves
    value = _iso(number, unit)
    return _qualified(words, at, end, value, known) if value else None


def _number(low: str, known: GapWords) -> float | None:
    if low in known.numbers:
        return known.numbers[low]
    if low in known.one_and_a_half:
        return 1.5
    if _NUMBER.match(low):
        number = float(low.replace(",", "."))
        return number if 0 < number < 400 else None
    if "halb" in low and (half := _GERMAN_HALF.match(low)):
        whole = known.numbers.get(half[1])
        return whole + 0.5 if whole else None
    return None


def _adjective(low: str, known: GapWords) -> str:
    if "-" in low and (hyphenated := _HYPHENATED.match(low)):
        part, unit = hyphenated[1], known.compound.get(hyphenated[2])
        half = 0.0
        for ending in ("-and-a-half", "-and-one-half"):
            if part.endswith(ending):
                part, half = part.removesuffix(ending), 0.5
        number = _number(part, known)
        if unit and number:
            return _iso(number + half, unit)
    for stem, unit in known.compound.items():
        place = low.find(stem)
        if place > 0 and not low.endswith(("year", "month", "week", "day")):
            part = low[:place].rstrip("-")
            number = _number(part, known)
            if number:
                return _iso(number, unit)
    return ""


def _iso(number: float, unit: str) -> str:
    if unit == "X":
        number, unit = number * 10, "Y"
    elif unit == "L":
        number, unit = number * 5, "Y"
    elif unit == "H":
        return "P6M"
    whole, half = int(number), number - int(number)
    if not half:
        return f"P{whole}{unit}"
    if unit == "Y":
        months = round(half * 12)
        return f"P{whole}Y{months}M" if whole else f"P{months}M"
    if unit == "M":
        return f"P{whole * 30 + 15}D"
    return f"P{round(number * 7)}D" if unit == "W" else ""


def _qualified(
    words: Sequence[Word], first: int, last: int, value: str, known: GapWords, *, is_adjective: bool = False
) -> Found | None:
    if not value:
        return None
    qualifier = ClaimQualifier.EXACT.value
    kinds = (
        (known.more, ClaimQualifier.MORE_THAN),
        (known.less, ClaimQualifier.LESS_THAN),
        (known.about, ClaimQualifier.APPROX),
    )
    start = first
    while start > 0 and words[start - 1].low in known.between | known.articles:
        start -= 1
    for before in dict.fromkeys((first, start)):
        for phrases, kind in kinds:
            if length := len(phrases.ending(words, before)):
                return Found(before - length, last, value, kind.value, is_adjective)
    if any(
        words[at].low in ("long", "longues", "longs", "largos", "долгих", "langen", "lange")
        for at in range(first, last)
    ):
        qualifier = ClaimQualifier.APPROX.value
    return Found(first, last, value, qualifier, is_adjective)


def bare_length_at(words: Sequence[Word], at: int, known: GapWords) -> Found | None:
    """`in Jahren`, `in a decade`, `полгода`: a unit that is a length by itself."""
    unit = known.units.get(words[at].low)
    if unit == "H" or (
        unit in ("Y", "X", "M") and words[at].low in ("год", "десятилетие", "месяц", "неделю")
    ):
        value = _iso(1, unit or "Y")
        return _qualified(words, at, at + 1, value, known)
    return None


# Dates

_YEAR = re.compile(r"(?:18|19|20|21)[0-9][0-9]\Z")
_NUMERIC = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}")


def moment_at(
    words: Sequence[Word], at: int, known: GapWords, languages: tuple[str, ...], published: date | None
) -> Found | None:
    """The date that begins at a word: a year, a month, a day; a month alone is that before the publication."""
    word = words[at]
    if _YEAR.match(word.low):
        return _vague(words, at, at + 1, word.low, known)
    if word.text.isdecimal() and len(word.text) <= 2:
        return _day_first(words, at, known, languages, published)
    month = _month(words, at, languages)
    if month is None:
        return None
    return _month_first(words, at, month, known, published)


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


def _month_first(
    words: Sequence[Word], at: int, month: int, known: GapWords, published: date | None
) -> Found | None:
    after = _past_links(words, at + 1)
    year = _year_at(words, after)
    if year is not None:
        return _vague(words, at, _with_year_word(words, after + 1), f"{year:04d}-{month:02d}", known)
    if after < len(words) and words[after].text.isdecimal() and len(words[after].text) <= 2:
        day = int(words[after].text)
        end = _past_range(words, after + 1)
        closing = _past_links(words, end)
        year = _year_at(words, closing)
        return _dated(words, at, closing + 1 if year else end, year, month, day, published)
    if published is None or (after != at + 1 and words[at + 1].text != "."):
        return None
    guessed = published.year if month <= published.month else published.year - 1
    return _vague(words, at, at + 1, f"{guessed:04d}-{month:02d}", known)


def _past_range(words: Sequence[Word], at: int) -> int:
    """Past `-30` of `29-30`, `th`."""
    if at + 1 < len(words) and words[at].text in "-–−—" and words[at + 1].text.isdecimal():
        return at + 2
    if (
        at + 1 < len(words)
        and words[at].low in ("and", "und", "et", "y", "и", "to", "bis")
        and words[at + 1].text.isdecimal()
        and len(words[at + 1].text) <= 2
    ):
        return at + 2
    return at


def _day_first(
    words: Sequence[Word], at: int, known: GapWords, languages: tuple[str, ...], published: date | None
) -> Found | None:
    day = int(words[at].text)
    end = at + 1
    if end < len(words) and words[end].text == ".":
        end += 1
    end = _past_range(words, end)
    if end < len(words) and words[end].text == ".":
        end += 1
    while end < len(words) and words[end].low in ("de", "of", "th", "st", "nd", "rd"):
        end += 1
    month = _month(words, end, languages)
    if month is None:
        return None
    after = _past_links(words, end + 1)
    year = _year_at(words, after)
    return _dated(
        words, at, _with_year_word(words, after + 1) if year else end + 1, year, month, day, published
    )


def _dated(
    words: Sequence[Word],
    first: int,
    last: int,
    year: int | None,
    month: int,
    day: int,
    published: date | None,
) -> Found | None:
    if year is None:
        if published is None:
            return None
        year = published.year if (month, day) <= (published.month, published.day) else published.year - 1
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= day <= days_in_month(year, month):
        return None
    found = date(year, month, day)
    return Found(first, last, found.isoformat(), day=found)


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
