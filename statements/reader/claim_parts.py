"""What claims of lengths and of dates are made of: who is first, who met, where a part of a sentence ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from statements.reader.gap_words import GAP_WORDS, GapWords
from statements.reader.lengths import Found
from statements.reader.lexicon import Lexicon
from statements.reader.proposals import Claim, Span
from statements.reader.words import Word
from statements.vocabulary import ClaimSubject, ClaimType

FURTHEST_FIRST = 16  # words between "first" and the time since
STOPS = frozenset(".;!?:")
_LONGEST_PHRASE = 400  # characters that the model holds

_OTHER = (
    "visit", "besuch", "visita", "визит", "reise", "trip", "voyage", "viaje", "поездк", "visite",
)  # fmt: skip


class ClaimParts:
    """One language's words for gaps, looked for in the words of a sentence."""

    def __init__(self, text: str, lexicon: Lexicon, published: date | None) -> None:
        self.text, self.lexicon, self.published = text, lexicon, published
        self.known: GapWords = GAP_WORDS[lexicon.code]
        self.languages = (lexicon.code,)

    def _article(self, words: Sequence[Word], start: int) -> int:
        return 1 if start and words[start - 1].low in self.known.articles else 0

    def _first_before(self, words: Sequence[Word], end: int) -> int | None:
        """Where the claim to be first begins that leads up to `end`."""
        known = self.known
        for at in range(end - 1, max(-1, end - 1 - FURTHEST_FIRST), -1):
            word = words[at]
            if word.text in STOPS and not self._is_abbreviation(words, at):
                return None
            if len(known.first.at(words, at)):
                return self._longest_first(words, at)
            if self._is_first(words, at, end):
                return at - self._first_article(words, at)
        return None

    def _is_abbreviation(self, words: Sequence[Word], at: int) -> bool:
        """The stop of `U.S. secretary`."""
        following = words[at + 1] if at + 1 < len(words) else None
        return (
            at > 0
            and words[at].text == "."
            and words[at - 1].low in self.lexicon.abbreviations
            and following is not None
        )

    def _longest_first(self, words: Sequence[Word], at: int) -> int:
        """`zum ersten Mal` is found from its end: where it begins."""
        for back in (3, 2, 1):
            length = len(self.known.first.at(words, at - back))
            if length > back:
                return at - back
        return at

    def _is_first(self, words: Sequence[Word], at: int, end: int) -> bool:
        word = words[at]
        if word.low not in self.known.first_stems and not (
            self.lexicon.code == "de" and word.low.startswith("erste") and len(word.low) <= 7
        ):
            return False
        following = words[at + 1] if at + 1 < len(words) else None
        if following is None:
            return False
        return following.low not in (
            "of",
            "day",
            "tag",
            "lady",
            "minister",
            "ministre",
            "ministra",
            "ministro",
            "vice",
            "deputy",
            "заместитель",
            "вице-премьер",
            "half",
            "quarter",
            "halbjahr",
            "semestre",
            "trimestre",
            "place",
            "platz",
        )

    def _first_article(self, words: Sequence[Word], at: int) -> int:
        taken = 0
        while taken < 2 and at - taken - 1 >= 0:
            before = words[at - taken - 1]
            if (
                before.low in self.known.articles
                or before.low.endswith("'s")
                or (before.low in ("s", "'", "’") and self.lexicon.code == "en")
            ):
                taken += 1
            else:
                break
        if taken and words[at - taken].low in ("s", "'", "’"):
            taken += 1 if at - taken - 1 >= 0 else 0
        return taken

    def _is_unmet(self, words: Sequence[Word], start: int, end: int) -> bool:
        """`hat sich seit zwei Jahren nicht mehr getroffen`: a denial and a word for meeting near the time."""
        known = self.known
        near = self._near(words, start, end, 12)
        denied = any(word.low in known.none for word in near)
        met = any(
            word.low.startswith(known.met_stems) or word.low.startswith(known.meeting_stems) for word in near
        )
        return denied and met

    def _near(self, words: Sequence[Word], start: int, end: int, reach: int) -> list[Word]:
        found: list[Word] = []
        for at in range(start - 1, max(-1, start - 1 - reach), -1):
            if words[at].text in STOPS:
                break
            found.append(words[at])
        for at in range(end, min(len(words), end + reach)):
            if words[at].text in STOPS:
                break
            found.append(words[at])
        return found

    def _unmet_span(self, words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
        known = self.known
        first = start
        for at in range(start - 1, max(-1, start - 13), -1):
            if words[at].text in STOPS:
                break
            if words[at].low in known.none:
                return at, end
        for at in range(end, min(len(words), end + 12)):
            if words[at].text in STOPS:
                break
            if words[at].low.startswith(known.met_stems):
                return first, at + 1
        return first, end

    def _end_of_part(self, words: Sequence[Word], start: int) -> int:
        at = start
        while (
            at < len(words)
            and at < start + 14
            and words[at].text not in STOPS
            and words[at].text not in ',–—()"“”„»'
        ):
            at += 1
        return at

    def _is_meeting_after(self, words: Sequence[Word], at: int, end: int) -> bool:
        """`das letzte Treffen`, `the last such summit`, `Der Letzte von acht Gipfeln`."""
        known = self.known
        reach = min(end, at + 8)
        for place in range(at + 1, reach):
            word = words[place]
            if not word.is_word and word.text not in "-–’'\"«»„“”":
                return False
            if word.low in known.units and place <= at + 3:
                return False
            if word.low.startswith(known.meeting_stems) or (
                self.lexicon.code == "de" and self._is_compound_meeting(word)
            ):
                return True
        before = words[at - 1] if at else None
        return (before is not None and before.low.startswith(known.meeting_stems)) or (
            at >= 2
            and self.lexicon.code in ("es", "fr")
            and any(w.low.startswith(known.meeting_stems) for w in words[max(0, at - 3) : at])
        )

    def _is_compound_meeting(self, word: Word) -> bool:
        return word.is_capital and any(stem in word.low for stem in self.known.meeting_stems if len(stem) > 3)

    def _has_met(self, words: Sequence[Word], start: int, end: int) -> bool:
        known = self.known
        near = words[max(0, start - 8) : min(len(words), end + 12)]
        return any(
            word.low.startswith(known.met_stems) or word.low.startswith(known.meeting_stems) for word in near
        )

    def _claim(
        self, words: Sequence[Word], first: int, last: int, kind: ClaimType, found: Found
    ) -> Claim | None:
        while last > first + 1 and not words[last - 1].is_word:
            last -= 1
        first = min(first, found.first)
        last = max(last, found.last)
        span = Span(words[first].start, words[last - 1].end)
        if span.end - span.start > _LONGEST_PHRASE:
            span = Span(words[found.first].start, words[found.last - 1].end)
        subject = self._subject(words, first, last, kind, found)
        return Claim(span, kind.value, found.value, found.qualifier, subject.value)

    def _subject(
        self, words: Sequence[Word], first: int, last: int, kind: ClaimType, found: Found
    ) -> ClaimSubject:
        known = self.known
        if kind not in (ClaimType.FIRST_DURATION, ClaimType.FIRST_SINCE):
            return ClaimSubject.SESSION
        claimed = words[first : found.first]
        nouns = [word for word in claimed if word.is_word]
        if any(word.low.startswith(_OTHER) for word in nouns):
            return ClaimSubject.OTHER
        timed = any(
            word.low in known.times or word.low in ("erstmals", "erstmalig", "впервые") for word in nouns
        )
        met = any(
            word.low.startswith(known.meeting_stems) or self._is_compound_meeting(word) for word in nouns
        )
        firsts = [at for at, word in enumerate(nouns) if word.low not in known.articles][:1]
        following = nouns[firsts[0] + 1].low if firsts and firsts[0] + 1 < len(nouns) else ""
        bare = len(nouns) <= 3 or following in self.lexicon.stops
        return ClaimSubject.SESSION if timed or met or bare else ClaimSubject.OTHER
