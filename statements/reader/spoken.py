"""Speech that the marks alone do not tell: dialogue after a dash, and who speaks named between the marks.

`— Мы договорились, — сказал министр. — Это начало.` is two quotations without marks; `«Il est temps, poursuit-il, d'agir»`
and `«Мы договорились, — сказал министр. — Это начало»` are two quotations between one pair of marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from statements.reader.lexicon import Lexicon
from statements.reader.marks import Quotation, levelled, paragraphs
from statements.reader.proposals import Span
from statements.reader.speakers import phrase_from
from statements.reader.words import Word, words_in

_DASHES = frozenset(("—", "–", "-", "--"))
_DASHED_LINE = re.compile(r"^[ \t\u00a0]{0,4}[—–-]", re.MULTILINE)
_SHORTEST_PARTED = 16  # characters of a quotation within which a speaker may be named
_ENDS = frozenset((",", ".", "…", "!", "?"))
_WITH_DASHES = frozenset(("ru", "es", "fr"))  # languages whose dialogue begins with a dash
_WITH_COMMAS = frozenset(("fr",))  # languages that name the speaker between commas within the marks
_LONGEST_ASIDE = 30
_MOST_BETWEEN = 4  # adverbs and the like between an auxiliary, a verb and the speaker


def with_spoken(text: str, marked: list[Quotation], lexicon: Lexicon) -> list[Quotation]:
    """The quotations of `marked`, cut where the speaker is named within, and those of dialogue."""
    if lexicon.code not in _WITH_DASHES:
        return marked
    found: list[Quotation] = []
    for each in marked:
        is_long = each.depth == 0 and each.inner.end - each.inner.start >= _SHORTEST_PARTED
        found += _parted(text, each, lexicon) if is_long else [each]
    dialogue: list[Quotation] = []
    if _DASHED_LINE.search(text):
        dialogue = [one for paragraph in paragraphs(text) for one in _dialogue(text, paragraph, lexicon)]
    if not dialogue and len(found) == len(marked):
        return marked
    return levelled(sorted(found + dialogue, key=lambda each: (each.outer.start, -each.outer.end)))


def _parted(text: str, whole: Quotation, lexicon: Lexicon) -> list[Quotation]:
    words = words_in(text, whole.inner.start, whole.inner.end)
    asides = _asides(words, lexicon, needs_dash=lexicon.code not in _WITH_COMMAS)
    if not asides:
        return [whole]
    parts = []
    start, outer = whole.inner.start, whole.outer.start
    for before, after in asides:
        parts.append(_quotation(text, outer, start, words[before].start))
        start = outer = words[after].start if after < len(words) else whole.inner.end
    if start < whole.inner.end:
        parts.append(_quotation(text, outer, start, whole.inner.end, whole.outer.end))
    return [part for part in parts if part is not None]


def _dialogue(text: str, paragraph: Span, lexicon: Lexicon) -> list[Quotation]:
    """What is said in a paragraph that begins with a dash, if it names who speaks after another dash."""
    opening = text[paragraph.start : paragraph.start + 8].lstrip()[:1]
    if opening not in _DASHES:
        return []
    words = words_in(text, paragraph.start, paragraph.end)
    asides = _asides(words, lexicon, needs_dash=True)
    if not asides or len(words) < 2:
        return []
    parts = []
    start = words[1].start
    for before, after in asides:
        parts.append(_quotation(text, start, start, words[before].start))
        start = words[after].start if after < len(words) else paragraph.end
    if start < paragraph.end and any(
        word.text in _DASHES for word in words[asides[-1][1] - 2 : asides[-1][1]]
    ):
        parts.append(_quotation(text, start, start, paragraph.end))
    return [part for part in parts if part is not None]


def _quotation(text: str, outer: int, start: int, end: int, outer_end: int | None = None) -> Quotation | None:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quotation(Span(outer, outer_end or end), Span(start, end), 0) if end > start else None


def _asides(words: Sequence[Word], lexicon: Lexicon, *, needs_dash: bool) -> list[tuple[int, int]]:
    """Where a verb of saying and its speaker stand among the words said: from the mark before to the word after."""
    found: list[tuple[int, int]] = []
    at = 1
    while at < len(words) - 1:
        aside = _aside(words, at, lexicon, needs_dash=needs_dash)
        if aside is None:
            at += 1
            continue
        found.append((at, aside))
        at = max(aside, at + 1)
    return found


def _aside(words: Sequence[Word], at: int, lexicon: Lexicon, *, needs_dash: bool) -> int | None:
    """The first word said again after the aside that the mark at `at` opens."""
    start = at
    if words[start].text in _ENDS:
        start += 1
    has_dash = start < len(words) and words[start].text in _DASHES and _is_free(words, start)
    start += has_dash
    if start == at or (needs_dash and not has_dash):
        return None
    end = _said_by(words, start, lexicon)
    if end is None:
        return None
    if end >= len(words):
        return end
    if words[end].text not in _ENDS and not (words[end].text in _DASHES and has_dash):
        return None
    end += words[end].text in _ENDS
    if end < len(words) and words[end].text in _DASHES:
        end += 1
        end += end < len(words) and words[end].text in _ENDS  # —dijo—. Venimos …
    return end


def _is_free(words: Sequence[Word], at: int) -> bool:
    """No hyphen within a word: blank before or after it."""
    before = words[at - 1].end < words[at].start if at else True
    after = at + 1 < len(words) and words[at].end < words[at + 1].start
    return before or after


def _said_by(words: Sequence[Word], start: int, lexicon: Lexicon) -> int | None:
    """The end of `poursuit-il`, `a ensuite assuré Mme Livni`, `сказал министр` that begins at `start`."""
    at = start
    if at < len(words) and words[at].low in lexicon.clitics:
        at += 1
    pronoun = False
    if at < len(words) and words[at].low in lexicon.auxiliaries:
        at += 1
        if at < len(words) and words[at].low in lexicon.pronouns:
            pronoun, at = True, at + 1
        at = _past_idle(words, at, lexicon)
        if at >= len(words) or words[at].low not in lexicon.participles:
            return None
    elif at >= len(words) or words[at].low not in lexicon.verbs:
        return None
    at += 1
    if pronoun:
        return _past_rest(words, at)
    if at < len(words) and words[at].low in lexicon.pronouns:
        return _past_rest(words, at + 1)
    at = _past_idle(words, at, lexicon)
    end = phrase_from(words, at, _full_stop(words, at, lexicon), lexicon)
    return _past_rest(words, end) if end is not None else None


def _full_stop(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Where the sentence of an aside ends at the latest: `a assuré Mme Livni. Tous …`."""
    for place in range(at + 1, min(len(words), at + _LONGEST_ASIDE)):
        if words[place].text == "." and words[place - 1].low not in lexicon.abbreviations:
            return place
    return min(len(words), at + _LONGEST_ASIDE)


def _past_idle(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    limit = at + _MOST_BETWEEN
    while (
        at < min(len(words), limit)
        and words[at].low in lexicon.idle
        and words[at].low not in lexicon.determiners
    ):
        at += 1
    return at


def _past_rest(words: Sequence[Word], at: int) -> int:
    """Where and to whom it was said, up to the next mark: `… à la presse`."""
    limit = at + 2 * _MOST_BETWEEN
    while at < min(len(words), limit) and words[at].is_word:
        at += 1
    return at
