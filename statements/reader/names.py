"""Names on record found in a text, in any of their spellings, whatever their case and most of their endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from statements.reader.proposals import KnownName, KnownPerson, Span

_PIECE = re.compile(r"[^\W_]+")
_RUSSIAN_ENDING = re.compile(
    r"(?:ого|его|ому|ему|ами|ями|ыми|ими|ов|ев|ой|ей|ом|ем|ым|им|ам|ям|ах|ях|ую|юю|ая|яя|ый|ий|ые|ие|[аеиоуыьюяй])\Z"
)
_LONGEST_NAME = 12


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Without case, accents and the ending of the genitive or of a Russian case: for comparing only."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    if len(plain) > 3 and "а" <= plain[0] <= "я":
        return _RUSSIAN_ENDING.sub("", plain)
    if len(plain) > 3 and plain.endswith("s"):
        return plain[:-1].removesuffix("e")
    return plain.removesuffix("e") if len(plain) > 3 else plain


def stems(text: str) -> tuple[str, ...]:
    return tuple(stem(match[0]) for match in _PIECE.finditer(text))


class NameIndex:
    """Looks names up in a text in one pass. A single word of a name counts only with a capital."""

    def __init__(self, known: Iterable[KnownName | KnownPerson]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for each in known:
            for spelling in each.spellings:
                pieces = stems(spelling)
                if pieces and len(pieces) <= _LONGEST_NAME:
                    self._by_first.setdefault(pieces[0], []).append((pieces, each.key))
        for names in self._by_first.values():
            names.sort(key=lambda name: -len(name[0]))

    def find(self, text: str) -> Iterator[tuple[Span, str]]:
        """Each place where a name stands, the longest name first, none within another; with the name's key."""
        if not self._by_first:
            return
        pieces = [(match.start(), match.end(), stem(match[0])) for match in _PIECE.finditer(text)]
        at = 0
        while at < len(pieces):
            found = self._at(text, pieces, at)
            if found is None:
                at += 1
                continue
            length, keys = found
            span = Span(pieces[at][0], pieces[at + length - 1][1])
            yield from ((span, key) for key in keys)
            at += length

    def _at(self, text: str, pieces: Sequence[tuple[int, int, str]], at: int) -> tuple[int, list[str]] | None:
        length, keys = 0, []
        for name, key in self._by_first.get(pieces[at][2], ()):
            if len(name) < length:
                break
            if tuple(piece[2] for piece in pieces[at : at + len(name)]) != name:
                continue
            if not text[pieces[at][0]].isupper() and len(name) == 1:
                continue
            if any(
                "\n" in text[pieces[place][1] : pieces[place + 1][0]]
                for place in range(at, at + len(name) - 1)
            ):
                continue
            length = len(name)
            if key not in keys:
                keys.append(key)
        return (length, keys) if keys else None
