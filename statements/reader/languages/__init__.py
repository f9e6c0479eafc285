"""The languages that the reader reads."""

import re
from itertools import islice

from statements.reader.languages.english import ENGLISH
from statements.reader.languages.french import FRENCH
from statements.reader.languages.german import GERMAN
from statements.reader.languages.russian import RUSSIAN
from statements.reader.languages.spanish import SPANISH
from statements.reader.lexicon import Lexicon, folded

_WORD = re.compile(r"[^\W\d_]+")

LEXICONS: dict[str, Lexicon] = {each.code: each for each in (GERMAN, ENGLISH, FRENCH, RUSSIAN, SPANISH)}

_MARKING_WORDS = 2000  # of the beginning of a text; its language shows long before


def language_of(text: str) -> str:
    """The language whose small words are most frequent in a text; empty where none or two are."""
    words = [folded(match[0]) for match in islice(_WORD.finditer(text), _MARKING_WORDS)]
    counts = {
        code: sum(word in lexicon.stops or word in lexicon.determiners for word in words)
        for code, lexicon in LEXICONS.items()
    }
    most = max(counts.values())
    best = [code for code, count in counts.items() if count == most]
    return best[0] if most and len(best) == 1 else ""


__all__ = ["LEXICONS", "language_of"]
