"""Who is said to have said something, in one sentence: `sagte Stoltenberg`, `according to NATO`, `по словам Грушко`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from statements.reader.beside import clause_start, name_before_title, phrase_after, phrase_before
from statements.reader.citing import as_saying, first_name_ends
from statements.reader.lexicon import Lexicon, Phrase
from statements.reader.proposals import Span, Where
from statements.reader.speakers import Range, phrase_from
from statements.reader.verbs import is_no_verb
from statements.reader.words import Word

_FURTHEST_AUXILIARY = 30
_NEAR = 14
_QUOTING = frozenset(("quoted", "reported", "cited", "quotes", "cites"))


@dataclass(frozen=True, slots=True)
class Attributing:
    """A verb of saying with its speaker.

    `first` to `last` are the places of its words in the sentence. `speaker` is None where the sentence leaves the
    speaker out. `is_plain`: reported speech may follow without a linking word. `is_impersonal`: `hieß es`.
    """

    first: int
    last: int
    verb: int
    speaker: Range | None
    where: Where
    is_plain: bool = False
    is_impersonal: bool = False

    def span(self, words: Sequence[Word]) -> Span | None:
        if self.speaker is None:
            return None
        return Span(words[self.speaker[0]].start, words[self.speaker[1] - 1].end)


def attributions(words: Sequence[Word], lexicon: Lexicon) -> list[Attributing]:
    """All of a sentence, in order."""
    found: list[Attributing] = []
    taken = -1
    for place, word in enumerate(words):
        if place <= taken or word.low not in lexicon.triggers or not word.is_word:
            continue
        each = (
            _impersonal(words, place, lexicon)
            or _source(words, place, lexicon)
            or _cited(words, place, lexicon)
            or _verb(words, place, lexicon)
            or _gerund(words, place, lexicon, found)
        )
        if each is not None:
            if each.speaker is None and found and _shares_speaker(words, each, lexicon):
                each = replace(each, speaker=found[-1].speaker, where=found[-1].where)
            each = _with_shared_subject(words, each, found, lexicon)
            found.append(each)
            taken = each.last - 1 if each.where == "source" else each.verb
    return found


def _with_shared_subject(
    words: Sequence[Word], each: Attributing, found: list[Attributing], lexicon: Lexicon
) -> Attributing:
    """`He did not comment and said that …`; `Stoltenberg, quien añadió`: the speaker stands earlier in the sentence."""
    if each.where in ("source", "inverted"):
        return each
    before = words[each.verb - 1].low if each.verb else ""
    if (
        each.speaker is None
        and not found
        and before in ("and", "but", "und", "et", "mais", "y", "e", "pero", "и", "но")
    ):
        subject = _subject(words, each.verb, lexicon)
        return replace(each, speaker=subject, where="before") if subject else each
    if found and found[-1].speaker and before in lexicon.relatives and found[-1].speaker[1] == each.verb - 2:
        return replace(each, speaker=found[-1].speaker)
    return each


def _shares_speaker(words: Sequence[Word], each: Attributing, lexicon: Lexicon) -> bool:
    """`He called it useful and warned …`: a linking word before the verb."""
    return each.first > 0 and (
        words[each.first - 1].low in lexicon.trimmed or words[each.first - 1].text == ","
    )


def _impersonal(words: Sequence[Word], place: int, lexicon: Lexicon) -> Attributing | None:
    phrase = lexicon.impersonal.at(words, place)
    if not phrase:
        return None
    end = place + len(phrase)
    speaker = _in_source(words, place, end, phrase, lexicon)
    first = min(place, speaker[0]) if speaker else place
    last = max(end, speaker[1]) if speaker else end
    where: Where = "inverted" if speaker and speaker[0] >= end else "before"
    return Attributing(first, last, end - 1, speaker, where, True, True)


def _in_source(words: Sequence[Word], place: int, end: int, phrase: Phrase, lexicon: Lexicon) -> Range | None:
    """`heißt es in der Allianz`, `aus Moskau hieß es`, `lit-on dans un communiqué`."""
    if phrase[-1] in lexicon.in_source:
        found = phrase_from(words, end, len(words), lexicon)
        return (end, found) if found is not None else None
    at = end
    while at < min(len(words), end + 3) and words[at].low in lexicon.idle:
        at += 1
    if at < len(words) and words[at].low in lexicon.in_source:
        found = phrase_from(words, at + 1, len(words), lexicon)
        if found is not None:
            return (at, found)
    start = clause_start(words, place, lexicon)
    if start < place and words[start].low in lexicon.in_source:
        found = phrase_from(words, start + 1, place, lexicon)
        if found is not None:
            return (start, found)
    return None


def _source(words: Sequence[Word], place: int, lexicon: Lexicon) -> Attributing | None:
    if phrase := lexicon.pronoun_sources.at(words, place):
        at = next(place + offset for offset, word in enumerate(phrase) if word in lexicon.objects)
        return Attributing(place, place + len(phrase), place + len(phrase) - 1, (at, at + 1), "source", True)
    if place == 0 and words[0].low == "pour" and lexicon.code == "fr":
        end = phrase_from(words, 1, len(words), lexicon)
        if end is not None and end < len(words) and words[end].text == ",":
            return Attributing(0, end, 0, (1, end), "source")  # Pour le ministre, …
    if phrase := lexicon.sources.at(words, place):
        at = place + len(phrase)
        if (
            at < len(words)
            and words[at].low in lexicon.inner
            and not words[at].is_capital
            and words[at].low not in lexicon.determiners | {"des"}
        ):
            at += 1
        end = phrase_from(words, at, len(words), lexicon) or _from_medium(words, at, lexicon)
        if end is None or words[at].low in lexicon.verbs:
            return None
        return Attributing(place, end, place + len(phrase) - 1, (at, end), "source", True)
    if (
        words[place].low in lexicon.tags
        and place
        and (words[place - 1].quotation or words[place - 1].text == ",")
    ):
        end = phrase_from(words, place + 1, len(words), lexicon)
        if end is not None:
            return Attributing(place, end, place, (place + 1, end), "source", True)
    if words[place].low in lexicon.after_sources:
        start = place
        while (
            start > 0
            and start > place - 8
            and (words[start - 1].is_word and words[start - 1].low not in lexicon.stops)
        ):
            start -= 1
        if start < place:
            return Attributing(start, place + 1, place, (start, place), "source", True)
    return None


def _from_medium(words: Sequence[Word], at: int, lexicon: Lexicon) -> int | None:
    """`according to state broadcaster CCTV`, `según fuentes del ministerio`: small words, then a name or an office."""
    for place in range(at, min(len(words), at + 3)):
        if not words[place].is_word or words[place].low in lexicon.stops or words[place].low in lexicon.verbs:
            return None
        if place > at and (end := phrase_from(words, place, len(words), lexicon)) is not None:
            return end
    return None


def _cited(words: Sequence[Word], place: int, lexicon: Lexicon) -> Attributing | None:
    """`zitierte ihn die Zeitung`, `приводит слова Грушко агентство`: whoever is cited, not who cites."""
    if words[place].low in _QUOTING and (end := as_saying(words, place)):
        return _quotedas_saying(words, place, end, lexicon)
    phrase = lexicon.cited.at(words, place)
    if not phrase:
        return None
    at = place + len(phrase)
    if phrase[-1] == "*":
        speaker = (at - 1, at) if words[at - 1].low in ("ihn", "sie") else None
    else:
        last = phrase_from(words, at, len(words), lexicon)
        speaker = (at, first_name_ends(words, at, last)) if last is not None else None
    return Attributing(place, speaker[1], place, speaker, "source") if speaker else None


def _quotedas_saying(words: Sequence[Word], place: int, end: int, lexicon: Lexicon) -> Attributing | None:
    """`Bashir was quoted as saying`, `reported Rao as saying`."""
    if place and words[place - 1].low in ("was", "were", "is", "been"):
        speaker = phrase_before(words, place - 1, lexicon)
    else:
        last = phrase_from(words, place + 1, end - 2, lexicon)
        speaker = (place + 1, last) if last is not None else None
    if speaker is None:
        return None
    return Attributing(min(place, speaker[0]), end, end - 1, speaker, "before", True)


def _gerund(
    words: Sequence[Word], place: int, lexicon: Lexicon, found: list[Attributing]
) -> Attributing | None:
    """`…, adding that …`, `…, soulignant que …`: said by whoever the sentence is about."""
    if words[place].low not in lexicon.gerunds or not place:
        return None
    joined = not words[place - 1].is_word or words[place - 1].low in ("and", "et", "y", "и")
    following = [word.low for word in words[place + 1 : place + 3]]
    linked = bool(lexicon.complementizers.intersection(following)) or words[place - 1].is_capital
    if not joined and (lexicon.code == "en" or not linked):
        return None
    speaker = found[-1].speaker if found else _subject(words, place, lexicon)
    if words[place - 1].is_capital:  # son porte-parole Dmitri Peskov jugeant
        speaker = phrase_before(words, place, lexicon) or speaker
    each = Attributing(place, place + 1, place, speaker, "before")
    return each if speaker and _says_something(words, each, lexicon) else None


def _subject(words: Sequence[Word], end: int, lexicon: Lexicon) -> Range | None:
    """The noun phrase at the head of a sentence."""
    start = 0
    while start < end and words[start].low in lexicon.trimmed and words[start].low not in lexicon.pronouns:
        start += 1
    last = phrase_from(words, start, end, lexicon)
    return (start, last) if last is not None else None


def _verb(words: Sequence[Word], place: int, lexicon: Lexicon) -> Attributing | None:
    word = words[place]
    is_finite = word.low in lexicon.verbs
    auxiliary = _auxiliary(words, place, lexicon) if word.low in lexicon.participles else None
    if not is_finite and auxiliary is None:
        return None
    if is_finite and auxiliary is None and is_no_verb(words, place, lexicon):
        return None
    first = place if auxiliary is None else auxiliary
    speaker, where = _speaker(words, first, place, lexicon)
    plain = word.low in lexicon.plain or (auxiliary is not None and lexicon.verb_is_second)
    begin = min(first, speaker[0]) if speaker else first
    end = max(place + 1, speaker[1]) if speaker else place + 1
    each = Attributing(begin, end, place, speaker, where, plain)
    if word.low in lexicon.weak and not _says_something(words, each, lexicon):
        return None
    return each


def _auxiliary(words: Sequence[Word], place: int, lexicon: Lexicon) -> int | None:
    reach = _FURTHEST_AUXILIARY if lexicon.joins_genitives else 7
    for at in range(place - 1, max(-1, place - 1 - reach), -1):
        word = words[at]
        if word.low in lexicon.auxiliaries:
            return at
        if lexicon.joins_genitives:
            if word.text in ";:":
                return None
            continue
        if not (
            word.low in lexicon.idle
            or word.low in lexicon.clitics
            or word.low in lexicon.pronouns
            or word.text == ","
        ):
            return None
    return None


def _says_something(words: Sequence[Word], each: Attributing, lexicon: Lexicon) -> bool:
    """Whether a linking word, a colon or a quotation is near a verb that often means something else."""
    near = range(max(0, each.first - 3), min(len(words), each.last + _NEAR))
    return any(
        words[at].quotation is not None
        or words[at].text == ":"
        or (words[at].low in lexicon.complementizers and at >= each.verb)
        for at in near
    )


def _speaker(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> tuple[Range | None, Where]:
    between = _within(words, first, last, lexicon)
    if between is not None:
        return between, "inverted"
    if lexicon.verb_is_second and last + 1 < len(words) and words[last + 1].low == "er":
        return (last + 1, last + 2), "inverted"
    first = _before_clitics(words, first, lexicon)
    before = words[first - 1] if first else None
    opens = (
        before is None or before.quotation is not None or not before.is_word or before.low in lexicon.openers
    )
    if before is not None and before.text == ",":
        if named := name_before_title(words, first, lexicon):
            return named, "before"
        ahead = phrase_before(words, first, lexicon) if not lexicon.joins_genitives else None
        if (
            ahead is not None
            and ahead[1] == first - 1
            and any(w.text == "," for w in words[ahead[0] : ahead[1]])
        ):
            return ahead, "before"  # El delegado jefe, Otty Patino, dijo
    if opens:
        after = phrase_after(words, last, lexicon)
        if after is not None:
            return after, "inverted"
    ahead = phrase_before(words, first, lexicon)
    if ahead is not None:
        return ahead, "before"
    after = phrase_after(words, last, lexicon)
    return after, "inverted" if after else ""


def _within(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> Range | None:
    """`a-t-il déclaré`; German `hatte Gruschko von … gesprochen`, where nobody stands before the auxiliary."""
    if first == last:
        return None
    if words[first + 1].low in lexicon.pronouns and words[first + 1].low not in lexicon.clitics:
        return (first + 1, first + 2)
    if lexicon.verb_is_second and phrase_before(words, first, lexicon) is None:
        return phrase_after(words, first, lexicon)
    return None


def _before_clitics(words: Sequence[Word], first: int, lexicon: Lexicon) -> int:
    """`il l'a dit`, `se refirió`, `он также сказал`: to the left of what stands between speaker and verb."""
    at = first
    while (
        at > 0
        and (words[at - 1].low in lexicon.clitics or words[at - 1].low in lexicon.idle)
        and words[at - 1].low not in lexicon.pronouns
        and first - at < 4
    ):
        at -= 1
    return at
