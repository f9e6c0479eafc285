"""Words that are spelled like a verb of saying and are none: nouns, participles, names."""

from __future__ import annotations

from collections.abc import Sequence

from statements.reader.lexicon import Lexicon
from statements.reader.words import Word

_NO_VERB_AFTER = frozenset(
    ("to", "of", "is", "was", "were", "are", "be", "being", "been", "not", "for", "by")
)


def is_no_verb(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """A noun or adjective spelled like the verb: `the reports`, `le format dit « Normandie »`, a name."""
    word = words[place]
    before = words[place - 1] if place else None
    if word.low in lexicon.naming and _names_something(words, place, lexicon):
        return True
    if lexicon.code == "de" and ((word.is_capital and place) or _is_attributive(words, place, lexicon)):
        return True
    if word.is_capital and before is not None and before.is_word:
        return True
    if before is None or not before.is_word:
        return False
    if lexicon.code == "de" and before.low == "zu":
        return True
    if (
        lexicon.code in ("en", "fr", "es")
        and before.low in lexicon.determiners
        and before.low not in lexicon.clitics | lexicon.pronouns
    ):
        return True
    return lexicon.code == "en" and before.low in _NO_VERB_AFTER


def _is_attributive(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """`des 1991 in Weimar begründeten Formats`: a participle within a noun phrase."""
    following = words[place + 1] if place + 1 < len(words) else None
    if (
        following is None
        or not following.is_capital
        or not words[place].low.endswith(("ten", "te", "ter", "tes"))
    ):
        return False
    for at in range(place - 1, max(-1, place - 6), -1):
        if words[at].low in lexicon.determiners:
            return at > 0 or place > 1  # Das sagte Ministerin …
        if not words[at].is_word or (words[at].is_capital and words[at - 1].low not in lexicon.stops):
            return False
    return False


def _names_something(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """`le format dit « Normandie »`, `…, dit de « Normandie »`: no subject before it, a quotation after it."""
    before = words[place - 1] if place else None
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None or not (following.quotation is not None or following.low in ("de", "du")):
        return False
    if before is None or before.quotation is not None:
        return False
    return not (before.is_capital or before.low in lexicon.pronouns or before.low in lexicon.auxiliaries)
