"""What a visitor typed, read into terms: words, phrases in quotation marks, words left out. Pure."""

import re
from dataclasses import dataclass

MOST_TERMS = 16
_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟＂", '"'))
_PIECE = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for. ``is_beginning``: any word that begins so. ``is_excluded``: what must not be there."""

    text: str
    is_phrase: bool = False
    is_excluded: bool = False
    is_beginning: bool = False


def read_terms(text: str) -> tuple[Term, ...]:
    """Terms in the order typed, without doubles; a quotation mark that is never closed holds to the end.

    Every text can be read: signs without a letter or digit are no terms.
    """
    terms = dict.fromkeys(filter(None, map(_read, _PIECE.finditer(text.translate(_QUOTES)))))
    return tuple(terms)


def _read(piece: "re.Match[str]") -> Term | None:
    word, phrase = piece["word"], piece["phrase"]
    if phrase is not None:
        term = Term(" ".join(phrase.split()), True, bool(piece["minus"]))
    else:
        excluded = word.startswith("-") and len(word) > 1
        bare = word[1:] if excluded else word
        beginning = bare.endswith("*") and len(bare) > 2
        term = Term(bare.rstrip("*"), False, excluded, beginning)
    return term if any(letter.isalnum() for letter in term.text) else None
