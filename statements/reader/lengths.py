"""Lengths of time in running text, with their value in ISO 8601 and how exactly they are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from statements.reader.gap_words import YEAR, GapWords
from statements.reader.words import Word
from statements.vocabulary import ClaimQualifier

_NUMBER = re.compile(r"[0-9]{1,4}(?:[.,][0-9])?\Z")
_HYPHENATED = re.compile(r"(.+?)-(year|month|week|day|decade|years|months)s?(?:-(?:long|old))?\Z")
_GERMAN_HALF = re.compile(r"(.+?)(?:ein|und)?halb\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """Words `first` up to `last`, with the value, a length or date, and its qualifier. `is_adjective`: dreijährige, three-year."""

    first: int
    last: int
    value: str
    qualifier: str = ClaimQualifier.EXACT.value
    is_adjective: bool = False


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
    if end + 1 < len(words) and words[end].low == "-" and words[end + 1].low in known.compound:
        unit = known.compound[words[end + 1].low]  # an 18-month hiatus
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
