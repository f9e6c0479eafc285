"""Whose words a verb of saying tells: the speaker's name before it or after it in the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from statements.reader.lexicon import Lexicon
from statements.reader.speakers import LONGEST, LONGEST_APPOSITION, Range, is_bare_name, is_role, phrase_from
from statements.reader.words import Word

_LONGEST_CLAUSE = 60
_LONGEST_DATELINE = 2
_LONGEST_TITLE = 8
_BREAKS = frozenset(";:—–--()[]…•|!?")
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
        "во",
        "на",
    ]
)


def clause_start(words: Sequence[Word], end: int, lexicon: Lexicon) -> int:
    """Where the clause that `end` ends begins: after a strong mark, a quotation or a linking word."""
    at = end
    limit = max(0, end - _LONGEST_CLAUSE)
    while at > limit:
        word = words[at - 1]
        if word.text == ")":
            opening = _before_brackets(words, at, limit)
            if opening <= _LONGEST_DATELINE and at < end:  # Genf (AFP) Der Vermittler …
                break
            at = opening
            continue
        if word.text in "–—-" and _joins_names(words, at - 1):
            at -= 1
            continue
        if word.quotation is not None or word.text in _BREAKS or word.low in lexicon.complementizers:
            break
        if word.low in lexicon.openers and (at == 1 or not words[at - 2].is_word):
            break
        at -= 1
    return at


def _joins_names(words: Sequence[Word], at: int) -> bool:
    """`the Belgrade – Pristina dialogue`."""
    return 0 < at < len(words) - 1 and words[at - 1].is_capital and words[at + 1].is_capital and at > 2


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
    if (named := _before_relative(words, verb, lexicon)) is not None:
        return named
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
        if is_set_off and _is_title_of(words, chunks[-2], last, lexicon):
            return chunks[-2]
    return _in_chunk(words, last, verb, lexicon)


def _before_relative(words: Sequence[Word], verb: int, lexicon: Lexicon) -> Range | None:
    """`como la chilena Michelle Bachelet, que confió en`: the longest name that ends at the comma."""
    if lexicon.code not in ("es", "fr", "en") or verb < 3 or words[verb - 2].text != ",":
        return None
    if words[verb - 1].low not in lexicon.relatives or words[verb - 1].low in (
        "dont",
        "donde",
        "où",
        "where",
    ):
        return None
    end = verb - 2
    for start in range(max(0, end - LONGEST), end):
        word = words[start]
        if not (word.is_capital or word.low in lexicon.determiners) or (
            start and words[start - 1].is_capital
        ):
            continue
        if start and words[start - 1].low in lexicon.inner:
            continue
        if phrase_from(words, start, end, lexicon) == end:
            return (start, end)
    return None


def name_before_title(words: Sequence[Word], verb: int, lexicon: Lexicon) -> Range | None:
    """`Vishnu Prakash, the spokesman for the ministry, said`: at the head of a sentence, between no quotations."""
    start = clause_start(words, verb, lexicon)
    chunks = _chunks(words, start, verb)
    if len(chunks) != 2 or lexicon.joins_genitives:
        return None
    if not _is_title_of(words, chunks[0], chunks[1], lexicon) or not any(
        is_role(word, lexicon) for word in words[chunks[1][0] : chunks[1][1]]
    ):
        return None
    return _joined_by_comma(words, chunks[0], chunks[1], lexicon) or chunks[0]


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


def _is_title_of(words: Sequence[Word], before: Range, last: Range, lexicon: Lexicon) -> bool:
    """`Wang Qun, envoyé chinois auprès des Nations Unies, a souligné`: a bare name, and what he is between commas."""
    if not is_bare_name(words[before[0] : before[1]], lexicon):
        return False
    first = words[last[0]]
    return first.low in lexicon.determiners or is_role(first, lexicon) or not first.is_capital


def _joined_by_comma(words: Sequence[Word], before: Range, last: Range, lexicon: Lexicon) -> Range | None:
    start = before[0]
    while start < before[1] and words[start].low in lexicon.trimmed:
        start += 1
    name_last = is_bare_name(words[last[0] : last[1]], lexicon) and last[1] - last[0] <= LONGEST_APPOSITION
    whole = phrase_from(words, start, before[1], lexicon) == before[1]
    whole = whole or _is_office(words, start, before[1], lexicon)
    if name_last and whole and not is_bare_name(words[start : before[1]], lexicon):
        return (start, last[1])
    is_title = last[1] - last[0] <= _LONGEST_TITLE and any(
        is_role(word, lexicon) for word in words[last[0] : last[1]]
    )
    title_whole = is_title and phrase_from(words, last[0], last[1], lexicon) == last[1]
    if title_whole and is_bare_name(words[start : before[1]], lexicon):
        return (start, last[1])
    return None


def _is_office(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> bool:
    """`The Assistant Secretary-General and Head of the Sector at the League`: from an article or office up to a noun."""
    chunk = words[start:end]
    if (
        not chunk
        or end - start > LONGEST
        or not (chunk[0].low in lexicon.determiners or is_role(chunk[0], lexicon))
    ):
        return False
    if not chunk[-1].is_capital or any(word.low in lexicon.verbs | lexicon.auxiliaries for word in chunk):
        return False
    return any(is_role(word, lexicon) for word in chunk[:3])


def _in_chunk(words: Sequence[Word], chunk: Range, verb: int, lexicon: Lexicon) -> Range | None:
    start, end = chunk
    while start < end and words[start].low in lexicon.trimmed and words[start].low not in lexicon.pronouns:
        start += 1
    found = phrase_from(words, start, end, lexicon)
    if found is not None and found < end and lexicon.code == "ru":
        office = next((at for at in range(start, end) if is_role(words[at], lexicon)), None)
        if office is not None and phrase_from(words, office, end, lexicon) == end:
            return (office, end)
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
    for _ in range(3):  # `a déclaré mardi à la presse le ministre`: what is told to whom and where, then when
        beyond = _beyond_aside(words, at, lexicon)
        if beyond is not None:
            return beyond
        at = _past_idle(words, at, lexicon)
        if lexicon.code == "ru" and at < len(words) and words[at].low in ("в", "во", "на"):
            following = _past_aside(words, at, lexicon)  # заявил во вторник в Токио заместитель
            at = following if following < len(words) and words[following].low in ("в", "во", "на") else at
    if lexicon.code == "en" and at < len(words) and words[at].low in lexicon.pronouns:
        return None
    end = phrase_from(words, at, len(words), lexicon)
    return (at, end) if end is not None else None


def _beyond_aside(words: Sequence[Word], at: int, lexicon: Lexicon) -> Range | None:
    if at >= len(words) or lexicon.code == "en":
        return None
    if words[at].low not in _TO_WHOM_AND_WHERE or words[at].low in lexicon.determiners | lexicon.pronouns:
        return None
    beyond = _past_aside(words, at, lexicon)
    end = phrase_from(words, beyond, len(words), lexicon) if beyond != at else None
    return (beyond, end) if end is not None else None


def _past_idle(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    skipped = 0
    while (
        at < len(words)
        and skipped < 4
        and (words[at].low in lexicon.idle or words[at].low in lexicon.clitics)
    ):
        following = words[at + 1] if at + 1 < len(words) else None
        noun = following.low if following is not None and following.is_word else ""
        if words[at].low in lexicon.determiners and noun and noun not in lexicon.idle | lexicon.determiners:
            break
        at += 1
        skipped += 1
    return at


def _past_aside(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """`dijo a la prensa el canciller`: past those who are told, or the place."""
    past = at + 1
    while past < len(words) and words[past].low in lexicon.determiners:
        past += 1
    past += 1
    while past + 1 < len(words) and words[past].low in ("de", "del", "des", "du", "d'", "of"):
        if words[past].low == "des" and words[past - 1].is_capital:
            break  # à Euractiv des diplomates
        past += 2
    return past if past < len(words) else at


def follows_quotation(words: Sequence[Word], at: int) -> bool:
    """With a comma or dash between or without."""
    while at > 0 and words[at - 1].text in ",–—-":
        at -= 1
    return at > 0 and words[at - 1].quotation is not None
