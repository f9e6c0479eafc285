"""Whom the printed speaker names, among the people on record.

Filled in without a mark only where the name alone stands in the attribution and is nobody else's: the full name, or
a surname whose full name stands in the report. With an office beside it, carried over, or by the surname alone, it
is a guess. A description (`der Norweger`, `le successeur de …`) names nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from statements.reader.lexicon import Lexicon
from statements.reader.names import NameIndex, stems
from statements.reader.proposals import KnownPerson, ProposedPerson
from statements.reader.words import words_in


class People:
    """The people on record, held against one report."""

    def __init__(self, known: Sequence[KnownPerson], text: str, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._full: dict[tuple[str, ...], set[str]] = {}
        self._surnames: dict[tuple[str, ...], set[str]] = {}
        for person in known:
            for spelling in person.spellings:
                name = stems(spelling)
                if not name:
                    continue
                self._full.setdefault(name, set()).add(person.key)
                for length in range(1, len(name)):
                    if length == 1 or name[-length] in ("von", "van", "de", "del", "al", "el", "da", "di"):
                        self._surnames.setdefault(name[-length:], set()).add(person.key)
        longer = [
            KnownPerson(
                person.key, tuple(spelling for spelling in person.spellings if len(stems(spelling)) > 1)
            )
            for person in known
        ]
        self._in_report = {key for _, key in NameIndex(longer).find(text)}

    def named(self, printed: str, *, is_carried: bool = False) -> ProposedPerson | None:
        """The person that the printed words name, if they name one."""
        name = stems(printed)
        if not name:
            return None
        if alone := self._alone(name):
            return ProposedPerson(
                alone.key, alone.is_guess or is_carried or not self._is_as_on_record(printed)
            )
        return self._beside_office(printed)

    def _alone(self, name: tuple[str, ...]) -> ProposedPerson | None:
        full = self._full.get(name, set())
        if len(full) == 1:
            return ProposedPerson(
                next(iter(full)), is_guess=len(name) == 1 and len(self._surnames.get(name, full) | full) > 1
            )
        if full:
            return None
        bearers = self._surnames.get(name, set())
        in_report = bearers & self._in_report
        if len(bearers) == 1:
            return ProposedPerson(next(iter(bearers)), is_guess=not in_report)
        return ProposedPerson(next(iter(in_report)), is_guess=True) if len(in_report) == 1 else None

    def _is_as_on_record(self, printed: str) -> bool:
        """Whether the words begin with a capital each, save particles: no description that happens to match."""
        words = [word for word in words_in(printed, 0, len(printed)) if word.is_word]
        return all(
            word.is_capital or word.low in self.lexicon.inner for word in words
        ) and not printed.endswith(("'s", "’s"))

    def _beside_office(self, printed: str) -> ProposedPerson | None:
        """`NATO-Generalsekretär Jens Stoltenberg`: a full name at the end that no preposition leads to."""
        words = [word for word in words_in(printed, 0, len(printed)) if word.is_word]
        for length in range(min(5, len(words) - 1), 1, -1):
            part = printed[words[-length].start :]
            keys = self._full.get(stems(part), set())
            before = words[-length - 1]
            if len(keys) == 1 and self._is_as_on_record(part):
                possessed = before.low in self.lexicon.inner or before.low.endswith(("'s", "’s"))
                return None if possessed else ProposedPerson(next(iter(keys)), is_guess=True)
        return None
