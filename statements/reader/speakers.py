"""Where a speaker's printed name begins and ends: the noun phrase before or after a verb of saying."""

from __future__ import annotations

from collections.abc import Sequence

from statements.reader.lexicon import Lexicon
from statements.reader.words import Word

# A speaker's name with office takes no more words than this; also bounds the work on hostile texts.
_LONGEST = 18
_LONGEST_CLAUSE = 60
_LONGEST_APPOSITION = 6
_BREAKS = frozenset(";:—–--()[]…•|!?")
_PARTICLES = frozenset(
    ["da", "do", "dos", "de", "la", "van", "von", "der", "den", "bin", "ibn", "al", "el", "di", "del", "ten"]
)
_TO_WHOM_AND_WHERE = frozenset(
    [
        "a",
        "en",
        "ante",
        "à",
        "devant",
        "dans",
        "lors",
        "auprès",
        "gegenüber",
        "vor",
        "in",
        "im",
        "am",
        "to",
        "at",
        "on",
        "в",
        "на",
    ]
)
_LINKED = frozenset("'’./&-")

Range = tuple[int, int]


def is_role(word: Word, lexicon: Lexicon) -> bool:
    """Whether it names an office. German compounds count by their end: `Vize-Außenminister`."""
    if word.low in lexicon.roles:
        return True
    return (
        lexicon.joins_genitives
        and word.is_capital
        and word.low.endswith(tuple(lexicon.roles - {"frau", "herr", "general"}))
    )


def _starts(word: Word, lexicon: Lexicon) -> bool:
    if not word.is_word or word.text[0].isdigit():
        return False
    if word.low in lexicon.determiners or word.low in lexicon.roles:
        return True
    if word.is_capital and word.low not in lexicon.stops:
        return True
    return lexicon.code == "ru" and word.low not in lexicon.stops and word.low not in lexicon.verbs


def phrase_from(words: Sequence[Word], start: int, stop: int, lexicon: Lexicon) -> int | None:
    """The end of the speaker's name that begins at `start`; None if none begins there."""
    if start >= stop:
        return None
    first = words[start]
    if first.low in lexicon.pronouns and first.low not in lexicon.determiners:
        return start + 1
    if not _starts(first, lexicon):
        return None
    at = start
    limit = min(stop, start + _LONGEST)
    while at < limit and _continues(words, start, at, limit, lexicon):
        at += 1
    while at > start and (words[at - 1].low in lexicon.inner or not words[at - 1].is_word):
        at -= 1
    if at == start:
        return start + 1 if first.low in lexicon.pronouns else None
    if not _names_somebody(words[start:at], lexicon):
        return None
    return _with_name_after_comma(words, start, at, stop, lexicon)


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
    if word.low in lexicon.inner and not (lexicon.joins_genitives and word.low in lexicon.determiners):
        return following is not None and (
            _starts(following, lexicon)
            or following.low in lexicon.inner
            or (
                following.text[0].islower()
                and following.low not in lexicon.stops
                and following.low not in lexicon.verbs
            )
        )
    if word.low in _PARTICLES and before.is_capital and following is not None and following.is_capital:
        return not lexicon.joins_genitives or word.low not in lexicon.determiners | lexicon.stops
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
        capitals += 1
    if not capitals or words[at - 1].low.endswith("'s"):
        return False
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
    if at + 1 >= stop or words[at].text != "," or is_bare_name(words[start:at], lexicon):
        return at
    end = at + 1
    while end < min(stop, at + 1 + _LONGEST_APPOSITION) and (
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


def clause_start(words: Sequence[Word], end: int, lexicon: Lexicon) -> int:
    """Where the clause that `end` ends begins: after a strong mark, a quotation or a linking word."""
    at = end
    limit = max(0, end - _LONGEST_CLAUSE)
    while at > limit:
        word = words[at - 1]
        if word.text == ")":
            at = _before_brackets(words, at, limit)
            continue
        if word.quotation is not None or word.text in _BREAKS or word.low in lexicon.complementizers:
            break
        if word.low in lexicon.openers and (at == 1 or not words[at - 2].is_word):
            break
        at -= 1
    return at


def _before_brackets(words: Sequence[Word], end: int, limit: int) -> int:
    """Where the brackets open that `end` closes; right before it if they do not."""
    for at in range(end - 2, limit - 1, -1):
        if words[at].text == "(":
            return at
        if words[at].text == ")":
            break
    return end - 1


def _chunks(words: Sequence[Word], start: int, end: int) -> list[Range]:
    found: list[Range] = []
    at = start
    for place in range(start, end):
        if words[place].text == ",":
            found.append((at, place))
            at = place + 1
    found.append((at, end))
    return [chunk for chunk in found if chunk[1] > chunk[0]]


def phrase_before(words: Sequence[Word], verb: int, lexicon: Lexicon) -> Range | None:
    """The speaker's name in the clause before a verb."""
    start = clause_start(words, verb, lexicon)
    while (
        start < verb
        and words[start].low in lexicon.trimmed
        and not (words[start].low in lexicon.determiners and start + 1 == verb)
    ):
        start += 1
    chunks = _chunks(words, start, verb)
    is_cut = False
    is_set_off = words[verb - 1].text == "," if verb else False
    while chunks and (
        _is_aside(words, chunks[-1], lexicon)
        or (len(chunks) > 1 and _is_short_aside(words, chunks[-1], lexicon, is_set_off))
    ):
        is_cut = words[chunks.pop()[0]].low in lexicon.relatives
    if not chunks:
        return None
    last = chunks[-1]
    if is_cut and len(chunks) > 1 and is_bare_name(words[chunks[0][0] : chunks[0][1]], lexicon):
        return chunks[0]
    if len(chunks) > 1:
        joined = _joined_by_comma(words, chunks[-2], last, lexicon)
        if joined:
            return joined
    return _in_chunk(words, last, verb, lexicon)


def _is_aside(words: Sequence[Word], chunk: Range, lexicon: Lexicon) -> bool:
    first = words[chunk[0]]
    return (first.low in lexicon.relatives and first.low not in lexicon.determiners) or (
        first.low in lexicon.stops
        and first.low not in lexicon.pronouns
        and not any(w.is_capital for w in words[chunk[1] - 1 : chunk[1]])
    )


def _is_short_aside(words: Sequence[Word], chunk: Range, lexicon: Lexicon, is_set_off: bool) -> bool:
    """`Poutine, lui, a parlé`; `Trudeau, speaking in Ottawa, described`."""
    first = words[chunk[0]]
    if chunk[1] - chunk[0] == 1 and first.low in lexicon.clitics | lexicon.idle | lexicon.objects:
        return True
    return is_set_off and first.low in lexicon.stops and first.low not in lexicon.pronouns


def _joined_by_comma(words: Sequence[Word], before: Range, last: Range, lexicon: Lexicon) -> Range | None:
    start = before[0]
    while start < before[1] and words[start].low in lexicon.trimmed:
        start += 1
    name_last = is_bare_name(words[last[0] : last[1]], lexicon) and last[1] - last[0] <= _LONGEST_APPOSITION
    whole = phrase_from(words, start, before[1], lexicon) == before[1]
    if name_last and whole and not is_bare_name(words[start : before[1]], lexicon):
        return (start, last[1])
    is_title = last[1] - last[0] <= _LONGEST_APPOSITION and any(
        is_role(word, lexicon) for word in words[last[0] : last[1]]
    )
    title_whole = is_title and phrase_from(words, last[0], last[1], lexicon) == last[1]
    if title_whole and is_bare_name(words[start : before[1]], lexicon):
        return (start, last[1])
    return None


def _in_chunk(words: Sequence[Word], chunk: Range, verb: int, lexicon: Lexicon) -> Range | None:
    start, end = chunk
    while start < end and words[start].low in lexicon.trimmed and words[start].low not in lexicon.pronouns:
        start += 1
    found = phrase_from(words, start, end, lexicon)
    if found is not None:
        return (start, found)
    if lexicon.verb_is_second:
        return None
    return _ending_at(words, start, end, lexicon)


def _ending_at(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> Range | None:
    """`After the talks Stoltenberg`: the name that ends right before the verb."""
    while end > start and (words[end - 1].low in lexicon.idle or words[end - 1].low in lexicon.clitics):
        end -= 1
    if end > start and words[end - 1].low in lexicon.pronouns:
        return (end - 1, end)
    at = end
    while (
        at > start
        and (
            words[at - 1].is_capital
            or is_role(words[at - 1], lexicon)
            or (words[at - 1].low in lexicon.inner and at < end)
        )
        and words[at - 1].low not in lexicon.stops
    ):
        at -= 1
    while at < end and words[at].low in lexicon.inner and words[at].low not in lexicon.determiners:
        at += 1
    return (at, end) if at < end else None


def phrase_after(words: Sequence[Word], verb: int, lexicon: Lexicon) -> Range | None:
    """The speaker's name right after a verb, adverbs between left out."""
    at = verb + 1
    if at < len(words) and words[at].low in _TO_WHOM_AND_WHERE and words[at].low not in lexicon.determiners:
        beyond = _past_aside(words, at, lexicon)
        end = phrase_from(words, beyond, len(words), lexicon)
        if beyond != at and end is not None and lexicon.code != "en":
            return (beyond, end)
    skipped = 0
    while (
        at < len(words)
        and skipped < 4
        and (words[at].low in lexicon.idle or words[at].low in lexicon.clitics)
    ):
        if (
            words[at].low in lexicon.determiners
            and at + 1 < len(words)
            and (words[at + 1].is_capital or words[at + 1].low in lexicon.roles)
        ):
            break
        at += 1
        skipped += 1
    if lexicon.code == "en" and at < len(words) and words[at].low in lexicon.pronouns:
        return None
    end = phrase_from(words, at, len(words), lexicon)
    return (at, end) if end is not None else None


def _past_aside(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """`dijo a la prensa el canciller`: past those who are told, or the place."""
    past = at + 1
    while past < len(words) and words[past].low in lexicon.determiners:
        past += 1
    past += 1
    while past + 1 < len(words) and words[past].low in ("de", "del", "des", "du", "d'", "of"):
        past += 2
    return past if past < len(words) else at
