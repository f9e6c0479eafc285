"""A typed date cut into tokens, each with the one-letter kind that the grammar works on.

Kinds: `d` number of one or two digits, `y` of four, `n` any other; `M` month name, `W` weekday, `P` part (early,
middle, late), `S` a decade such as `1990s`, `I` a date in ISO form; `-` `.` `/` marks; and the linking words
`b` between, `f` from, `t` to, `a` and, `o` or, `e` "decade of", `s` season.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from meetings.dates.calendar_words import (
    FILLER,
    LINKS,
    MIDDLE,
    PARTS,
    TO,
    folded,
    month_number,
    weekday_numbers,
)

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘"), "–")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´"), "'")

# How the first of a month is written in words.
_FIRST = frozenset(("first", "ersten", "erste", "erster", "premier", "первого", "первое", "primero"))
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN_MONTH = re.compile(r"(\d{1,2})[\s./-]{1,2}([ivx]{1,4})[\s./-]{1,2}(\d{4})")

_TOKEN = re.compile(
    r"""
    (?P<iso>(?<![\d./-])\d{4}-\d{2}(?:-\d{2})?(?![\d./-]\d|\d))
  | (?P<decade>(?<!\d)\d{3}0\s?(?:'?s\b|-?er(?:-?jahren?)?\b|[-–]?(?:е|х|ые|ых)\b)|(?<!\d)\d{3}x\b)
  | (?P<short_year>'\d{2}\b)
  | (?P<number>\d+)(?:st\b|nd\b|rd\b|th\b|ers?\b|\.?[oa]\b|[-–]?(?:го|е|ое)\b|°)?
  | (?P<middle>mi-|mid[-–]|mi–)
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)?|l'|d'|&)
  | (?P<dash>[-–])
  | (?P<mark>[./])
  | (?P<ignored>[\s,;()])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: its kind, what was typed, and its number (of a month, a weekday, a day, a year)."""

    kind: str
    text: str
    number: int = 0
    part: str = ""


class UnknownWordError(ValueError):
    """Something in the text is no part of a date; `word` is what was typed."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def normalised(text: str) -> str:
    """Compatibility forms (full-width digits, odd spaces) made plain, all dashes but the hyphen one."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text.translate(_DASHES)))
    return _roman_month_as_number(
        " ".join(plain.translate(_APOSTROPHES).translate(_DASHES).casefold().split())
    )


def _roman_month_as_number(text: str) -> str:
    """`12.III.2009` as `12.3.2009`."""
    match = _ROMAN_MONTH.fullmatch(text)
    if match is None or match[2] not in _ROMAN:
        return text
    return f"{match[1]}.{_ROMAN.index(match[2]) + 1}.{match[3]}"


def tokens(text: str, languages: tuple[str, ...]) -> list[Token]:
    """The tokens of a normalised text; raises `UnknownWordError`."""
    found: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise UnknownWordError(text[position])
        position = match.end()
        if token := _token(match, languages):
            found.append(token)
    return _months_or_weekdays(_without_idle_marks(found))


def _token(match: re.Match[str], languages: tuple[str, ...]) -> Token | None:
    text = match[0]
    kind = match.lastgroup
    if kind == "iso":
        return Token("I", text)
    if kind == "decade":
        return Token("S", text, int(text[:3]) * 10)
    if kind == "number":
        digits = match["number"]
        by_length = {1: "d", 2: "d", 4: "y"}
        return Token(by_length.get(len(digits), "n"), digits, int(digits[:9]))
    if kind == "short_year":
        return Token("n", text)
    if kind == "middle":
        return Token("P", text, part=MIDDLE)
    if kind == "word":
        return _word(text, languages)
    if kind in ("dash", "mark"):
        return Token("-" if kind == "dash" else text, text)
    return None


def _word(text: str, languages: tuple[str, ...]) -> Token | None:
    word = folded(text)
    if word in LINKS:
        return Token(LINKS[word], text) if LINKS[word] != FILLER else None
    if word in _FIRST:
        return Token("d", text, 1)
    if word in PARTS:
        return Token("P", text, part=PARTS[word])
    if word in weekday_numbers(languages):
        return Token("W", text, weekday_numbers(languages)[word])
    number = month_number(word, languages)
    if number is not None:
        return Token("M", text, number)
    raise UnknownWordError(text)


def _months_or_weekdays(found: list[Token]) -> list[Token]:
    """`mar` is March, unless it stands before a day whose month follows it (`mar. 12 mars`): then Tuesday."""
    kinds = "".join(token.kind for token in found)
    return [
        Token("M", token.text, 3)
        if folded(token.text) == "mar" and not _names_the_day_before_a_month(kinds, index)
        else token
        for index, token in enumerate(found)
    ]


def _names_the_day_before_a_month(kinds: str, index: int) -> bool:
    """Whether the word at `index` is followed by a number, and the next month by then has its day before it."""
    following = kinds[index + 1 :]
    month = following.find("M")
    day_first = month > 0 and following[month - 1] == "d"
    return day_first and following.startswith("d") and not kinds[:index].endswith("d")


def _without_idle_marks(found: list[Token]) -> list[Token]:
    """Without full stops that end a number or a word, hyphens after "mid", and leading or repeated links."""
    kept: list[Token] = []
    for index, token in enumerate(found):
        before = found[index - 1].kind if index else ""
        after = found[index + 1].kind if index + 1 < len(found) else ""
        ends_a_word = token.kind == "." and not (before in ("d", "y", "n") and after in ("d", "y", "n"))
        after_a_part = token.kind == "-" and before == "P"
        leading_link = token.kind == TO and not kept
        inner_from = token.kind == "f" and any(each.kind not in ("W", "f") for each in kept)
        if not (ends_a_word or after_a_part or leading_link or inner_from):
            kept.append(token)
    return kept
