"""What the reader has to know of a language to tell who speaks. All words are spelled as `folded` spells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Phrase = tuple[str, ...]


def folded(word: str) -> str:
    """As the lexicons spell it: lower case, straight apostrophes, Russian е for ё."""
    low = word.lower()
    return low if low.isascii() else low.replace("’", "'").replace("ё", "е").replace("‑", "-")


def listed(*lines: str) -> frozenset[str]:
    """The words of some lines."""
    return frozenset(word for line in lines for word in line.split())


class Spelled(Protocol):
    """A word as the lexicons spell it."""

    @property
    def low(self) -> str: ...


class Phrases:
    """Sequences of words, the longest first; `*` in one is any word, save at its ends."""

    def __init__(self, *lines: str) -> None:
        ordered = sorted((tuple(line.split()) for line in lines), key=lambda phrase: (-len(phrase), phrase))
        self._by_first: dict[str, list[Phrase]] = {}
        self._by_last: dict[str, list[Phrase]] = {}
        for phrase in dict.fromkeys(ordered):
            self._by_first.setdefault(phrase[0], []).append(phrase)
            self._by_last.setdefault(phrase[-1], []).append(phrase)

    @property
    def firsts(self) -> frozenset[str]:
        """The words that a phrase begins with."""
        return frozenset(self._by_first)

    def at(self, words: Sequence[Spelled], place: int) -> Phrase:
        """The longest phrase that begins at a place; empty if none does."""
        if not 0 <= place < len(words):
            return ()
        begun = self._by_first.get(words[place].low, ())
        return next((phrase for phrase in begun if _stands(words, place, phrase)), ())

    def ending(self, words: Sequence[Spelled], end: int) -> Phrase:
        """The longest phrase whose last word stands right before `end`; empty if none does."""
        if not 0 < end <= len(words):
            return ()
        ended = self._by_last.get(words[end - 1].low, ())
        return next((phrase for phrase in ended if _stands(words, end - len(phrase), phrase)), ())


def _stands(words: Sequence[Spelled], place: int, phrase: Phrase) -> bool:
    if place < 0 or place + len(phrase) > len(words):
        return False
    return all(part in ("*", words[place + offset].low) for offset, part in enumerate(phrase))


def endings(stems: Iterable[str], *ends: str) -> frozenset[str]:
    """Each stem with each ending; `-` is none."""
    return frozenset(stem + end.removeprefix("-") for stem in stems for end in ends)


NO_PHRASES = Phrases()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """`verbs`: finite verbs of saying and judging. `plain`: those of them after which the words said may follow as
    they are (`said it was over`, `sagte, es sei vorbei`). `participles` need one of `auxiliaries` before them.

    `inner`: what may link nouns within a name of a speaker (of, von, de). `stops`: what ends one. `trimmed`: what may
    stand before one. `idle`: adverbs between verb and speaker. `sources`: phrases that a speaker follows (according
    to). `pronoun_sources`: those with one of the pronouns
    `objects` (selon lui). `after_sources`: words that a speaker precedes (zufolge). `tags`: what a
    speaker follows after a quotation and a comma (so). `impersonal`: a verb of saying without a speaker,
    who may follow after one of `in_source`. `gerunds`: verbs of saying that share the subject of
    the sentence (adding that). `cited`: whoever is cited follows, or is the last word (zitierte ihn). `accredited`:
    offices after which the place stands with a preposition (ambassador to NATO). `first_person`: what only speech holds.
    `told_of_before`: how a sentence begins that says who said the one before (об этом).
    `triggers` are reckoned: all words that an attribution may begin with. `naming`: what a name in quotation marks follows (so-called).
    """

    code: str
    verbs: frozenset[str]
    plain: frozenset[str]
    participles: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    pronouns: frozenset[str]
    determiners: frozenset[str]
    inner: frozenset[str]
    stops: frozenset[str]
    trimmed: frozenset[str]
    idle: frozenset[str]
    clitics: frozenset[str] = frozenset()
    openers: frozenset[str]
    relatives: frozenset[str]
    complementizers: frozenset[str]
    subordinators: frozenset[str]
    sources: Phrases
    pronoun_sources: Phrases = NO_PHRASES
    objects: frozenset[str] = frozenset()
    after_sources: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    impersonal: Phrases = NO_PHRASES
    in_source: frozenset[str] = frozenset()
    with_these_words: Phrases = NO_PHRASES
    first_person: frozenset[str] = frozenset()
    told_of_before: Phrases = NO_PHRASES
    naming: frozenset[str]
    gerunds: frozenset[str] = frozenset()
    cited: Phrases = NO_PHRASES
    accredited: frozenset[str] = frozenset()
    roles: frozenset[str]
    subjunctive: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    has_ordinal_stops: bool = False
    joins_genitives: bool = False
    verb_is_second: bool = False
    abbreviations: frozenset[str]
    weak: frozenset[str] = field(default_factory=frozenset)
    triggers: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        phrases = (self.impersonal, self.sources, self.pronoun_sources, self.cited)
        single = self.verbs | self.participles | self.gerunds | self.tags | self.after_sources
        first = {"pour"} if self.code == "fr" else set()
        object.__setattr__(self, "triggers", single.union(first, *(each.firsts for each in phrases)))
