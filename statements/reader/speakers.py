"""Where a speaker's printed name begins and ends: names, offices and what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence

from statements.reader.lexicon import Lexicon
from statements.reader.words import Word

# A speaker's name with office takes no more words than this; also bounds the work on hostile texts.
LONGEST = 18
LONGEST_APPOSITION = 6
_PARTICLES = frozenset(
    ["da", "do", "dos", "de", "la", "van", "von", "der", "den", "bin", "ibn", "al", "el", "di", "del", "ten"]
)
_FIRST_PARTICLES = frozenset(("von", "van"))
_OF_ADJECTIVES = ("ого", "его", "ской", "ной", "ских", "ных")
_ACCREDITED_TO = frozenset(("auprès", "ante", "bei", "beim", "in", "at", "to", "en", "à", "при", "в"))
_PLACES = frozenset(("im", "in", "bei", "beim", "at", "en", "ante", "dans", "au", "aux", "в", "при"))
_NOT_AFTER_A_NAME = frozenset(("à", "au", "aux", "pour"))
_LINKED = frozenset("'’./&-")

Range = tuple[int, int]


def is_role(word: Word, lexicon: Lexicon) -> bool:
    """Whether it names an office. German compounds count by their end: `Vize-Außenminister`."""
    if word.low in lexicon.roles or word.low in lexicon.accredited:
        return True
    return (
        lexicon.joins_genitives
        and word.is_capital
        and word.low.endswith(tuple(lexicon.roles - {"frau", "herr", "general"}))
    )


def _starts(word: Word, lexicon: Lexicon) -> bool:
    if not word.is_word or word.text[0].isdigit():
        return False
    if word.low == "des" and lexicon.code == "fr":
        return True
    if word.low in lexicon.determiners or word.low in lexicon.roles:
        return True
    if word.is_capital and word.low not in lexicon.stops:
        return True
    return lexicon.code == "ru" and word.low not in lexicon.stops and word.low not in lexicon.verbs


def _starts_with_particle(words: Sequence[Word], start: int, stop: int, lexicon: Lexicon) -> bool:
    """`von der Leyen`: a name that begins with two small words; `von Leyen` may as well be `of Leyen`."""
    if words[start].low not in _FIRST_PARTICLES or start + 2 >= stop or not start:
        return False
    if words[start + 1].low not in _PARTICLES or not words[start + 2].is_capital:
        return False
    return not is_role(words[start + 2], lexicon) and words[start + 2].low not in lexicon.determiners


def phrase_from(words: Sequence[Word], start: int, stop: int, lexicon: Lexicon) -> int | None:
    """The end of the speaker's name that begins at `start`; None if none begins there."""
    if start >= stop:
        return None
    first = words[start]
    if first.low in lexicon.pronouns and first.low not in lexicon.determiners:
        return start + 1
    if not _starts(first, lexicon) and not _starts_with_particle(words, start, stop, lexicon):
        return None
    at = start
    limit = min(stop, start + LONGEST)
    while at < limit and _continues(words, start, at, limit, lexicon):
        at += 1
    while at > start and (
        (words[at - 1].low in lexicon.inner and not words[at - 1].is_capital) or not words[at - 1].is_word
    ):
        at -= 1
    if at == start:
        return start + 1 if first.low in lexicon.pronouns else None
    if not _names_somebody(words[start:at], lexicon):
        return None
    return _with_name_after_comma(words, start, at, stop, lexicon)


def _past_place(words: Sequence[Word], start: int, at: int, stop: int, lexicon: Lexicon) -> int:
    """`die Beauftragte für Klimapolitik im Auswärtigen Amt, …`: the place of an office, if a comma and a name follow."""
    if at >= stop or words[at].low not in _PLACES or not is_role_within(words[start:at], lexicon):
        return at
    if words[start].is_capital and words[start].low not in lexicon.determiners:
        return at
    for place in range(at + 1, min(stop, at + 6)):
        if words[place].text == ",":
            end = place + 1
            while end < min(stop, place + 1 + LONGEST_APPOSITION) and (
                words[end].is_capital or words[end].low in _PARTICLES
            ):
                end += 1
            is_over = (
                end >= len(words)
                or not words[end].is_word
                or words[end].low in lexicon.stops - lexicon.auxiliaries
            )
            is_name = end - place > 2 and is_bare_name(words[place + 1 : end], lexicon)
            return place if is_name and is_over and words[place - 1].is_capital else at
        if not words[place].is_word or words[place].low in lexicon.verbs:
            return at
    return at


def is_role_within(words: Sequence[Word], lexicon: Lexicon) -> bool:
    return any(is_role(word, lexicon) for word in words)


def _names_somebody(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """More than articles, and in a language with articles at least one of them, an office or a capital."""
    nouns = [word for word in words if word.is_word and word.low not in lexicon.determiners]
    if not nouns:
        return words[0].low in lexicon.pronouns
    if lexicon.code == "ru":
        return any(word.is_capital or is_role(word, lexicon) for word in nouns) or len(nouns) == 1
    return True


def _continues(words: Sequence[Word], start: int, at: int, limit: int, lexicon: Lexicon) -> bool:
    word = words[at]
    if at == start:
        return True
    before = words[at - 1]
    if word.quotation is not None:
        return False
    if not word.is_word:
        return word.text in _LINKED and word.start == before.end
    following = words[at + 1] if at + 1 < limit else None
    if word.low in _ACCREDITED_TO and _is_accredited(words, start, at, limit, lexicon):
        return True
    if word.low in _NOT_AFTER_A_NAME and before.is_capital and not is_role(before, lexicon):
        return False
    if word.low == "von" and following is not None and following.low.startswith("ein"):
        return False  # hatte Mitsotakis von einer „Roadmap“ gesprochen
    if word.low == "al" and before.is_capital and not (following is not None and following.is_capital):
        return False
    if word.low in ("à", "a") and _is_medium(words, at, limit, lexicon):
        return False
    is_linking = word.low in lexicon.inner and not (word.is_capital and before.is_capital)
    if is_linking and not (lexicon.joins_genitives and word.low in lexicon.determiners):
        return following is not None and (
            _starts(following, lexicon)
            or following.low in lexicon.inner
            or (
                following.text[0].islower()
                and following.low not in lexicon.stops
                and following.low not in lexicon.verbs
            )
        )
    between = word.low in _PARTICLES and before.is_capital and following is not None and following.is_capital
    if between and not (lexicon.joins_genitives and word.low in lexicon.determiners | lexicon.stops):
        return True
    if at < start + 3 and _is_after_first_particle(words, start, at):
        return True
    if word.low in lexicon.stops:
        return False
    if lexicon.joins_genitives and word.low in lexicon.determiners:
        return before.low in lexicon.inner or _takes_genitive(words, start, at, lexicon)
    if word.is_capital or word.low in lexicon.roles:
        return True
    if word.low in lexicon.verbs or word.low in lexicon.auxiliaries:
        return False
    if lexicon.joins_genitives:
        return _adjective_before_noun(words, at, limit, lexicon)
    return not _name_is_over(words, start, at, lexicon)


def _is_after_first_particle(words: Sequence[Word], start: int, at: int) -> bool:
    """`der Leyen` after `von`."""
    return words[start].low in _FIRST_PARTICLES and (at == start + 1 or words[at].is_capital)


def _is_medium(words: Sequence[Word], at: int, limit: int, lexicon: Lexicon) -> bool:
    """`un porte-parole à l'AFP`, `à la presse`: who was told, not a part of the office."""
    told = next((w for w in words[at + 1 : min(limit, at + 4)] if w.low not in lexicon.determiners), None)
    return told is not None and (
        (len(told.text) > 1 and told.text.isupper())
        or told.low in ("presse", "journalistes", "reuters", "prensa")
    )


def _is_accredited(words: Sequence[Word], start: int, at: int, limit: int, lexicon: Lexicon) -> bool:
    """`l'ambassadeur de Russie auprès de l'Otan`: an office that is held at a place, and the place."""
    office = next((place for place in range(start, at) if words[place].low in lexicon.accredited), None)
    if office is None or at - office > 3:
        return False
    following = [word for word in words[at + 1 : min(limit, at + 4)] if word.is_word]
    return any(word.is_capital for word in following) or (lexicon.code == "ru" and bool(following))


def _takes_genitive(words: Sequence[Word], start: int, at: int, lexicon: Lexicon) -> bool:
    """`der Sprecher der Regierung`, `Präsident des Parlaments`; but not `Merkel der Zeitung`."""
    if words[at].low not in ("der", "des", "eines", "einer"):
        return False
    if is_role(words[at - 1], lexicon):
        return True
    nouns = [word for word in words[start:at] if word.is_capital and word.low not in lexicon.determiners]
    return words[start].low in lexicon.determiners and len(nouns) == 1


def _adjective_before_noun(words: Sequence[Word], at: int, limit: int, lexicon: Lexicon) -> bool:
    for word in words[at + 1 : min(limit, at + 4)]:
        if word.is_capital:
            return True
        if not word.is_word or word.low in lexicon.stops or word.low in lexicon.determiners:
            return False
    return False


def _name_is_over(words: Sequence[Word], start: int, at: int, lexicon: Lexicon) -> bool:
    """A lower word after a name: the first capitals of a bare name, two or more after an office."""
    capitals = 0
    while at - 1 - capitals >= start and words[at - 1 - capitals].is_capital:
        if words[at - 1 - capitals].low in lexicon.determiners:
            break  # L'Union européenne
        capitals += 1
    if not capitals or words[at - 1].low.endswith("'s"):
        return False
    if lexicon.code == "ru" and is_role(words[start], lexicon) and words[at - 1].low.endswith(_OF_ADJECTIVES):
        return False  # госсекретарь Союзного государства
    begins_with_name = (
        words[start].is_capital
        and words[start].low not in lexicon.determiners
        and not is_role(words[start], lexicon)
    )
    return capitals >= 2 or (begins_with_name and lexicon.code != "en")


def is_bare_name(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Capitals only, with particles (von, de) between; no office."""
    return (
        bool(words)
        and words[0].is_capital
        and words[0].low not in lexicon.determiners
        and all(
            word.is_capital or word.low in lexicon.inner | _PARTICLES or word.text in _LINKED
            for word in words
        )
        and not any(is_role(word, lexicon) for word in words)
    )


def _with_name_after_comma(words: Sequence[Word], start: int, at: int, stop: int, lexicon: Lexicon) -> int:
    """`la présidente de la Commission, Ursula von der Leyen`: an office, a comma, the name."""
    at = _past_place(words, start, at, stop, lexicon)
    if at + 1 >= stop or words[at].text != "," or is_bare_name(words[start:at], lexicon):
        return at
    end = at + 1
    while end < min(stop, at + 1 + LONGEST_APPOSITION) and (
        words[end].is_capital
        or (words[end].low in lexicon.inner and end > at + 1 and words[end].low not in lexicon.trimmed)
        or words[end].text in _LINKED
    ):
        end += 1
    while end > at + 1 and not words[end - 1].is_capital:
        end -= 1
    is_name = end > at + 1 and is_bare_name(words[at + 1 : end], lexicon)
    ends_there = (
        end >= len(words)
        or not words[end].is_word
        or words[end].low in lexicon.stops
        or words[end].low in lexicon.verbs
        or words[end].low in lexicon.auxiliaries
    )
    return end if is_name and ends_there else at
