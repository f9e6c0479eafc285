"""Reported speech: what a speaker is said to have said without quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from statements.reader.attribution import Attributing
from statements.reader.lexicon import Lexicon
from statements.reader.proposals import Span
from statements.reader.words import Word

_FURTHEST_LINK = 16  # words between a verb of saying and the linking word that introduces what was said
_SHORTEST = 3
_OF_HEARERS = frozenset(("told", "tells", "informed", "asked", "thanked"))  # whoever is told follows first


@dataclass(frozen=True, slots=True)
class Reported:
    """Words `first` up to, not including, `last`; `attributing` None if nobody is named in the sentence."""

    first: int
    last: int
    attributing: Attributing | None

    def span(self, words: Sequence[Word]) -> Span:
        return Span(words[self.first].start, words[self.last - 1].end)


def reported_in(
    text: str, words: Sequence[Word], attributed: list[Attributing], lexicon: Lexicon, *, is_carried: bool
) -> list[Reported]:
    """The reported speech of one sentence, in order."""
    found: list[Reported] = []
    for each in attributed:
        for one in _of(text, words, each, lexicon):
            if all(one.first >= other.last or one.last <= other.first for other in found):
                found.append(one)
    found = [_said_by_somebody(one, attributed) for one in found]
    if not found and not any(each.speaker for each in attributed) and is_carried:
        found += _subjunctive(words, lexicon)
    return sorted(found, key=lambda one: one.first)


def _said_by_somebody(one: Reported, attributed: list[Attributing]) -> Reported:
    """`Aus Moskau hieß es, …, wie Peskow sagte`: the person rather than the place."""
    if one.attributing is None or not one.attributing.is_impersonal:
        return one
    person = next((each for each in attributed if each.speaker and not each.is_impersonal), None)
    return replace(one, attributing=person) if person else one


def _of(text: str, words: Sequence[Word], each: Attributing, lexicon: Lexicon) -> list[Reported]:
    if each.where == "source":
        return _beside_source(words, each)
    linked = _linked(words, each, lexicon)
    if linked:
        return linked
    if each.is_plain:
        return (
            _after_opening(words, each, lexicon)
            or _before(text, words, each, lexicon)
            or _after(words, each, lexicon)
        )
    return []


def _linked(words: Sequence[Word], each: Attributing, lexicon: Lexicon) -> list[Reported]:
    """`…, dass …`, `that …`, `que … y que …`."""
    start = None
    for at in range(each.verb + 1, min(len(words), each.last + _FURTHEST_LINK)):
        word = words[at]
        if word.quotation is not None or word.text in ":;":
            return []
        if word.low in lexicon.complementizers:
            start = at
            break
    if start is None:
        return []
    ends = _end(words, start, lexicon)
    parts = [start]
    for at in range(start + 2, ends):
        if words[at].low in lexicon.complementizers and words[at - 1].low in (
            "und",
            "and",
            "et",
            "y",
            "e",
            "и",
        ):
            parts.append(at)
    bounds = [*(part - 1 for part in parts[1:]), ends]
    found = [_kept(words, first, last, each) for first, last in zip(parts, bounds, strict=True)]
    return [one for one in found if one is not None]


def _end(words: Sequence[Word], start: int, lexicon: Lexicon) -> int:
    """Where the words said end: a colon before a quotation, a semicolon, or the sentence."""
    for at in range(start, len(words)):
        if words[at].text == ";" or (
            words[at].text == ":" and at + 1 < len(words) and words[at + 1].quotation
        ):
            return at
    return len(words)


def _kept(words: Sequence[Word], first: int, last: int, each: Attributing | None) -> Reported | None:
    while last > first and words[last - 1].text in ".,;:!?…–—":
        last -= 1
    while first < last and words[first].text in ",–—:;":
        first += 1
    said = sum(word.is_word for word in words[first:last])
    is_broken = any(word.quotation is None and word.text in '„“”"«»' for word in words[first:last])
    return Reported(first, last, each) if said >= _SHORTEST and not is_broken else None


def _before(text: str, words: Sequence[Word], each: Attributing, lexicon: Lexicon) -> list[Reported]:
    """`…, teilte das Büro mit`: what stands before the attribution, which a comma sets off."""
    at = each.first
    while at > 0 and (
        words[at - 1].low in lexicon.idle
        or words[at - 1].low in lexicon.openers
        or words[at - 1].low in lexicon.clitics
    ):
        at -= 1
    if at < 2 or not _is_set_off(words[at - 1], text):
        return []
    after = range(each.last, min(len(words), each.last + _FURTHEST_LINK))
    if any(words[place].quotation is not None or words[place].text == ":" for place in after):
        return []
    start = 0
    for place in range(at - 2, 0, -1):
        if words[place].text in ";:" or (words[place].text in "–—" and words[place - 1].text.isupper()):
            start = place + 1
            break
    if words[0].low in lexicon.openers and start == 0:
        return []
    only_quoted = all(word.quotation is not None or not word.is_word for word in words[start:at])
    one = None if only_quoted else _kept(words, start, at, each)
    if one is None or (words[one.first].quotation is not None and one.first == 0):
        return []
    return [one] if sum(word.is_word for word in words[one.first : one.last]) > _SHORTEST else []


def _after_opening(words: Sequence[Word], each: Attributing, lexicon: Lexicon) -> list[Reported]:
    """`Как заявил Грушко, …`, `As X said, …`."""
    if words[0].low not in lexicon.openers or each.last >= len(words) or words[each.last].text != ",":
        return []
    if any(word.text == "," for word in words[: each.first]):
        return []
    one = _kept(words, each.last + 1, _end(words, each.last + 1, lexicon), each)
    return [one] if one else []


def _is_set_off(word: Word, text: str) -> bool:
    """A comma or dash; English has the comma within the marks."""
    if word.quotation is not None:
        return word.quotation.inner.of(text).endswith(",")
    return word.text in (",", "–", "—")


def _after(words: Sequence[Word], each: Attributing, lexicon: Lexicon) -> list[Reported]:
    """`sagte Merkel am Abend, sie sei zufrieden`; `Stano said the meeting was …`."""
    if each.speaker is None:
        return []
    if lexicon.code == "de":
        for at in range(each.last, min(len(words) - 1, each.last + _FURTHEST_LINK)):
            if words[at].text == ":" or words[at].quotation is not None:
                return []
            if words[at].text == ",":
                end = _end(words, at + 1, lexicon)
                one = _kept(words, at + 1, end, each)
                is_subjunctive = any(word.low in lexicon.subjunctive for word in words[at + 1 : end])
                return [one] if one and is_subjunctive else []
        return []
    if lexicon.code == "en" and each.where == "before" and words[each.verb].low not in _OF_HEARERS:
        start = each.verb + 1
        while start < len(words) and (words[start].low in lexicon.idle):
            start += 1
        if (
            start >= len(words)
            or not words[start].is_word
            or words[start].low in lexicon.stops - {"it", "there", "we"}
        ):
            return []
        if any(word.text == ":" for word in words[start : start + 12]) or words[start].low in (
            "to",
            "of",
            "for",
            "and",
        ):
            return []
        one = _kept(words, start, _end(words, start, lexicon), each)
        return [one] if one and one.last - one.first > _SHORTEST else []
    return []


def _beside_source(words: Sequence[Word], each: Attributing) -> list[Reported]:
    """`Laut Stoltenberg …`, `…, according to NATO`."""
    if each.first <= 1:
        one = _kept(words, each.last, len(words), each)
    elif words[each.first - 1].text == ",":
        one = _kept(words, 0, each.first, each)
    else:
        return []
    return [one] if one else []


def _subjunctive(words: Sequence[Word], lexicon: Lexicon) -> list[Reported]:
    """German reported speech that names nobody: `Es gebe keinen Grund zur Eile.`"""
    verbs = [at for at, word in enumerate(words) if word.low in lexicon.subjunctive]
    colons = [at for at, word in enumerate(words) if word.text == ":" and verbs and at < verbs[0]]
    if not verbs or words[0].low in ("wenn", "falls", "ob"):
        return []
    end = len(words)
    one = _kept(words, colons[-1] + 1 if colons else 0, end, None)
    return [one] if one else []
