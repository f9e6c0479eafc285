"""Reported speech: what a speaker is said to have said without quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from statements.reader.attribution import Attributing
from statements.reader.beside import follows_quotation
from statements.reader.lexicon import Lexicon, listed
from statements.reader.proposals import Span
from statements.reader.words import Word

_FURTHEST_LINK = 16  # words between a verb of saying and the linking word that introduces what was said
_SHORTEST = 3
_OF_HEARERS = frozenset(("told", "tells", "informed", "asked", "thanked"))  # whoever is told follows first
_HEARERS = frozenset(("reporters", "journalists", "lawmakers", "parliament", "ministers", "delegates"))
_CONJUNCTIONS = listed(
    "después antes luego pesar pese ya para hasta puesto mientras tras alors tandis afin pour depuis bien parce sans après",
    "avant dès pendant",
)


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
        for one in _of(text, words, each, lexicon, attributed):
            if all(one.first >= other.last or one.last <= other.first for other in found):
                found.append(one)
    found = [_without_tail(words, _said_by_somebody(one, attributed), attributed) for one in found]
    if not found and not any(each.speaker for each in attributed) and is_carried:
        found += _subjunctive(words, lexicon)
    return sorted(found, key=lambda one: one.first)


def told_of_before(
    words: Sequence[Word], attributed: list[Attributing], lexicon: Lexicon
) -> Attributing | None:
    """Who is named with `Об этом заявил …`, `Das sagte …`, `C'est ce qu'a annoncé …`: of the sentence before."""
    length = len(lexicon.told_of_before.at(words, 0))
    if not length:
        return None
    return next((each for each in attributed if each.speaker and each.verb <= length + 2), None)


def _without_tail(words: Sequence[Word], one: Reported, attributed: list[Attributing]) -> Reported:
    """`…, передает ТАСС`, `…, Yonhap reported`: who passes it on is no part of what was said."""
    if one.attributing is None:
        return one
    for tail in attributed:
        if tail is one.attributing or not one.first + _SHORTEST < tail.first < one.last:
            continue
        if (
            tail.last >= one.last - 1
            and words[tail.first - 1].text == ","
            and tail.verb > one.attributing.verb
        ):
            return replace(one, last=tail.first - 1)
    return one


def _said_by_somebody(one: Reported, attributed: list[Attributing]) -> Reported:
    """`Aus Moskau hieß es, …, wie Peskow sagte`: the person rather than the place."""
    if one.attributing is None or not one.attributing.is_impersonal:
        return one
    person = next((each for each in attributed if each.speaker and not each.is_impersonal), None)
    return replace(one, attributing=person) if person else one


def _of(
    text: str, words: Sequence[Word], each: Attributing, lexicon: Lexicon, attributed: list[Attributing]
) -> list[Reported]:
    if each.where == "source":
        others = [other for other in attributed if other is not each and other.speaker]
        return _beside_source(words, each, lexicon, others)
    nearer = {other.verb for other in attributed if other.verb > each.verb}
    linked = _linked(words, each, lexicon, nearer)
    if linked and lexicon.code == "de" and each.is_plain:
        after = _after(words, each, lexicon)  # erklärte, die Treffen hätten bewiesen, dass …
        return after if after and after[0].first < linked[0].first else linked
    if linked:
        return linked
    if each.is_plain:
        opened = _after_opening(words, each, lexicon)
        before, after = _before(text, words, each, lexicon), _after(words, each, lexicon)
        if before and after and lexicon.code == "de" and not _is_subjunctive(words, before[0], lexicon):
            before = []  # Bei einem Treffen mit Lawrow, …, sagte Maas, das Format lebe
        return opened or before or after
    return []


def _linked(words: Sequence[Word], each: Attributing, lexicon: Lexicon, nearer: set[int]) -> list[Reported]:
    """`…, dass …`, `that …`, `que … y que …`."""
    start = None
    for at in range(each.verb + 1, min(len(words), each.last + _FURTHEST_LINK)):
        word = words[at]
        if word.quotation is not None or word.text in ":;" or at in nearer:
            return []
        if word.low in lexicon.complementizers and not _links_otherwise(words, at, lexicon):
            if at == each.last and each.where == "inverted" and follows_quotation(words, each.first):
                return []  # «…», ha indicado el departamento que encabeza Albares
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
    found = [_kept(words, first, last, each, lexicon) for first, last in zip(parts, bounds, strict=True)]
    return [one for one in found if one is not None]


def _links_otherwise(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """`después de que …`, `alors que …`, `Bachelet, que confió`: no words that somebody said."""
    if lexicon.code not in ("es", "fr") or at < 2:
        return False
    before, ahead = words[at - 1], words[at - 2]
    if before.low in ("la", "el", "los", "las", "lo", "ce"):
        return True
    if before.low in _CONJUNCTIONS or (before.low in ("de", "a") and ahead.low in _CONJUNCTIONS):
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    return (
        before.text == "," and following is not None and following.low in lexicon.verbs | lexicon.auxiliaries
    )


def _end(words: Sequence[Word], start: int, lexicon: Lexicon) -> int:
    """Where the words said end: a colon before a quotation, a semicolon, or the sentence."""
    for at in range(start, len(words)):
        if words[at].low in lexicon.gerunds and words[at - 1].text == ",":
            return at
        if words[at].text == ";" or (
            words[at].text == ":" and at + 1 < len(words) and words[at + 1].quotation
        ):
            return at
    return len(words)


def _kept(
    words: Sequence[Word], first: int, last: int, each: Attributing | None, lexicon: Lexicon
) -> Reported | None:
    while last > first and words[last - 1].text in ".,;:!?…–—":
        last -= 1
    while first < last and words[first].text in ",–—:;":
        first += 1
    if all(word.low in lexicon.complementizers for word in words[first:last] if word.is_word):
        return None
    said = _size(words[first:last])
    is_broken = any(word.quotation is None and word.text in '„“”"«»' for word in words[first:last])
    return Reported(first, last, each) if said >= _SHORTEST and not is_broken else None


def _size(words: Sequence[Word]) -> int:
    """How many words; a quotation counts for two."""
    return sum(2 if word.quotation is not None else word.is_word for word in words)


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
    closing = next((place for place in after if words[place].low in lexicon.gerunds), len(words))
    if any(
        words[place].quotation is not None or words[place].text == ":" for place in after if place < closing
    ):
        return []
    start = 0
    for place in range(at - 2, 0, -1):
        if words[place].text in ";:" or (words[place].text in "–—" and words[place - 1].text.isupper()):
            start = place + 1
            break
    if words[0].low in lexicon.openers and start == 0:
        return []
    only_quoted = all(word.quotation is not None or not word.is_word for word in words[start:at])
    if (
        each.where == "before"
        and words[start].low in lexicon.stops
        and any(word.is_word for word in words[each.last :])
    ):
        return []  # Before the meeting started, Brahimi said he doubted …
    one = None if only_quoted else _kept(words, start, at, each, lexicon)
    if one is None or _is_mostly_quoted(words, one):
        return []
    return [one] if _size(words[one.first : one.last]) > _SHORTEST else []


def _is_subjunctive(words: Sequence[Word], one: Reported, lexicon: Lexicon) -> bool:
    return any(word.low in lexicon.subjunctive for word in words[one.first : one.last])


def _is_mostly_quoted(words: Sequence[Word], one: Reported) -> bool:
    """A quotation at the head with no more than a word or two behind it is a quote, not reported speech."""
    if one.first or words[0].quotation is None:
        return False
    return sum(word.is_word for word in words[1 : one.last]) < _SHORTEST or words[1].text == ","


def _after_opening(words: Sequence[Word], each: Attributing, lexicon: Lexicon) -> list[Reported]:
    """`Как заявил Грушко, …`, `As X said, …`."""
    if words[0].low not in lexicon.openers or each.last >= len(words) or words[each.last].text != ",":
        return []
    if any(word.text == "," for word in words[: each.first]):
        return []
    one = _kept(words, each.last + 1, _end(words, each.last + 1, lexicon), each, lexicon)
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
                one = _kept(words, at + 1, end, each, lexicon)
                is_subjunctive = any(word.low in lexicon.subjunctive for word in words[at + 1 : end])
                return [one] if one and is_subjunctive else []
        return []
    told = each.verb + 1 < len(words) and words[each.verb + 1].low in _HEARERS
    if lexicon.code == "en" and each.where == "before" and (told or words[each.verb].low not in _OF_HEARERS):
        start = each.verb + 1 + told
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
        if _begins_otherwise(words, start, lexicon):
            return []
        one = _kept(words, start, _end(words, start, lexicon), each, lexicon)
        return [one] if one and one.last - one.first > _SHORTEST else []
    return []


def _begins_otherwise(words: Sequence[Word], start: int, lexicon: Lexicon) -> bool:
    """`said on the 16th, “…”`, `said on the 16th that “…”`: a quotation is what was said."""
    for at in range(start, min(len(words), start + 8)):
        before = words[at - 1] if at else None
        if words[at].quotation is not None and before is not None:
            return before.text == "," or before.low in lexicon.complementizers
    return False


def _beside_source(
    words: Sequence[Word], each: Attributing, lexicon: Lexicon, others: list[Attributing]
) -> list[Reported]:
    """`Laut Stoltenberg …`, `…, according to NATO`."""
    if each.first <= 1:
        one = _kept(words, each.last, len(words), each, lexicon)
    elif words[each.first - 1].text == "," and not any(
        word.is_word or word.quotation for word in words[each.last :]
    ):
        one = None if _is_attributed(words, others) else _kept(words, 0, each.first, each, lexicon)
    elif not others and words[0].quotation is None and words[each.last :]:
        one = _kept(words, 0, len(words), each, lexicon)  # Man habe laut X …
    else:
        return []
    return [one] if one else []


def _is_attributed(words: Sequence[Word], others: list[Attributing]) -> bool:
    """`“…,” Wang told Blinken, according to CCTV`."""
    return bool(others) and words[0].quotation is not None


def _subjunctive(words: Sequence[Word], lexicon: Lexicon) -> list[Reported]:
    """German reported speech that names nobody: `Es gebe keinen Grund zur Eile.`"""
    verbs = [at for at, word in enumerate(words) if word.low in lexicon.subjunctive]
    colons = [at for at, word in enumerate(words) if word.text == ":" and verbs and at < verbs[0]]
    if not verbs or words[0].low in ("wenn", "falls", "ob"):
        return []
    end = len(words)
    one = _kept(words, colons[-1] + 1 if colons else 0, end, None, lexicon)
    return [one] if one else []
