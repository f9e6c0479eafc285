"""Words, marks and sentences of a text, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from statements.reader.lexicon import Lexicon, folded
from statements.reader.marks import Quotation, paragraphs
from statements.reader.proposals import Span

# No sentence is longer; what is, is cut, so that a text without full stops costs no more than one with them.
LONGEST_SENTENCE = 250

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_](?:\w|[-‑'’](?=\w)|\.(?=\w\.))*|--+|[^\w\s]|_+")
_END = re.compile(r"[.!?…]+")
_INVERTED = re.compile(r"(?:-t)?-(?=(?:ils?|elles?|on|ce)\Z)", re.IGNORECASE)
_ELISION = re.compile(r"(?:l|d|qu|n|s|j|c|m|t|jusqu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE)


class Word(NamedTuple):
    """A word, a mark, or a whole quotation that stands in a sentence like one word."""

    text: str
    low: str
    start: int
    end: int
    is_word: bool
    is_capital: bool
    quotation: Quotation | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; quotations in it are one word each. `paragraph` is the number of its paragraph."""

    span: Span
    words: tuple[Word, ...]
    paragraph: int


def words_in(text: str, start: int, end: int) -> list[Word]:
    """Words and marks; French elisions (l', d', qu') and inverted pronouns (a-t-il) are words of their own."""
    found: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        at, word = match.start(), match[0]
        if not word[0].isalnum():
            found.append(Word(word, word.replace("’", "'"), at, at + len(word), False, False))
            continue
        while elided := _ELISION.match(word):
            part = elided[0]
            found.append(_word(part, at))
            at, word = at + len(part), word[len(part) :]
        if "-" in word and (inverted := _INVERTED.search(word)):
            found.append(_word(word[: inverted.start()], at))
            at, word = at + inverted.end(), word[inverted.end() :]
        found.append(_word(word, at))
    return found


def _word(word: str, at: int) -> Word:
    return Word(word, folded(word), at, at + len(word), word[0].isalnum(), word[0].isupper())


def words_throughout(text: str, cut: Sequence[Sentence]) -> list[Sequence[Word]]:
    """Of each sentence, all words, those of its quotations too."""
    return [
        words_in(text, sentence.span.start, sentence.span.end)
        if any(word.quotation is not None for word in sentence.words)
        else sentence.words
        for sentence in cut
    ]


def sentences(text: str, quotations: list[Quotation], lexicon: Lexicon) -> list[Sentence]:
    """The sentences of a text. A full stop within a quotation ends none, but one that closes it may."""
    tops = [each for each in quotations if each.depth == 0]
    starts = [each.outer.start for each in tops]
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs(text)):
        start = paragraph.start
        for end in (*_ends(text, paragraph, tops, starts, lexicon), paragraph.end):
            words = _words_of_sentence(text, start, end, tops, starts)
            for first in range(0, len(words), LONGEST_SENTENCE):
                part = words[first : first + LONGEST_SENTENCE]
                found.append(Sentence(Span(part[0].start, part[-1].end), part, number))
            start = end
    return found


def _words_of_sentence(
    text: str, start: int, end: int, tops: list[Quotation], starts: list[int]
) -> tuple[Word, ...]:
    words: list[Word] = []
    at = start
    place = bisect_right(starts, start - 1)
    while place < len(tops) and tops[place].outer.start < end:
        quotation = tops[place]
        words += words_in(text, at, quotation.outer.start)
        words.append(Word('"', '"', quotation.outer.start, quotation.outer.end, False, False, quotation))
        at = quotation.outer.end
        place += 1
    words += words_in(text, at, end)
    return tuple(words)


def _ends(
    text: str, paragraph: Span, tops: list[Quotation], starts: list[int], lexicon: Lexicon
) -> list[int]:
    ends = []
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        place = bisect_right(starts, match.start()) - 1
        quotation = tops[place] if place >= 0 and match.start() < tops[place].outer.end else None
        if quotation is None:
            end = _past_brackets(text, match.end(), paragraph.end)
            if _ends_sentence(text, match, end, paragraph, lexicon):
                ends.append(end)
        elif match.end() == quotation.inner.end:
            end = quotation.outer.end
            if _next_is_new(text, end, paragraph.end) and not _goes_on(
                text, match[0], end, paragraph.end, lexicon
            ):
                ends.append(end)
    return [end for end in ends if end < paragraph.end]


def _past_brackets(text: str, at: int, limit: int) -> int:
    while at < limit and text[at] in ")]":
        at += 1
    return at


def _ends_sentence(text: str, match: re.Match[str], end: int, paragraph: Span, lexicon: Lexicon) -> bool:
    if not _next_is_new(text, end, paragraph.end):
        return False
    if match[0] != ".":
        return True
    before = re.search(r"[\w.'’]+\Z", text[max(paragraph.start, match.start() - 20) : match.start()])
    word = folded(before[0]) if before else ""
    if (
        word in lexicon.abbreviations
        or (len(word) == 1 and word.isalpha())
        or re.fullmatch(r"(\w\.)+\w", word)
    ):
        return False
    ordinal = lexicon.has_ordinal_stops and word.isdecimal() and len(word) <= 2
    return not ordinal


def _next_is_new(text: str, at: int, limit: int) -> bool:
    """Whether blank and then a capital, a number, a mark or nothing follows."""
    following = text[at : min(limit, at + 40)]
    rest = following.lstrip()
    if not rest:
        return True
    if len(rest) == len(following):
        return False
    first = rest.lstrip("\"'„“”«»‹›‚‘’([—–- ¿¡")[:1]
    return not first or not first.islower() or rest[0] in '„“«"»'


def _goes_on(text: str, stop: str, at: int, limit: int, lexicon: Lexicon) -> bool:
    """`“Is that so?” Stoltenberg asked`: a few words up to a verb of saying."""
    following = text[at : min(limit, at + 120)]
    if following.lstrip()[:1] in ("—", "–", "-"):
        return True
    if stop.endswith(".") and not stop.endswith(".."):
        return False
    for word in words_in(following, 0, len(following))[:7]:
        if not word.is_word:
            return False
        if word.low in lexicon.verbs:
            return True
    return False
