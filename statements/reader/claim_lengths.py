"""Claims of a length of time: first in so long, the gap lasted so long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from statements.reader.claim_parts import FURTHEST_FIRST, STOPS, ClaimParts
from statements.reader.lengths import Found
from statements.reader.proposals import Claim
from statements.reader.words import Word
from statements.vocabulary import ClaimQualifier, ClaimType

_PASSING = frozenset(("sind", "waren", "liegen", "lagen", "passed", "elapsed"))


class LengthClaims(ClaimParts):
    """The claim that a length of time belongs to, if it belongs to one."""

    def _of_length(self, words: Sequence[Word], length: Found) -> Claim | None:
        known = self.known
        linked = self._linked(words, length)
        if pause := self._pause(words, length):
            return self._claim(words, *pause, ClaimType.GAP_DURATION, length)
        if linked and not self._is_other_time(words, length):
            first = self._first_before(words, length.first - linked)
            if first is not None:
                exactly = self._qualified_by_link(words, length, linked)
                return self._claim(words, first, length.last, ClaimType.FIRST_DURATION, exactly)
            if self._is_unmet(words, length.first - linked, length.last):
                start, end = self._unmet_span(words, length.first - linked, length.last)
                return self._claim(words, start, end, ClaimType.GAP_DURATION, length)
        if self.lexicon.code == "ru" and not linked and self._is_unmet_at_once(words, length.first):
            return self._claim(words, length.first - 2, length.last, ClaimType.GAP_DURATION, length)
        if (claim := self._since_last(words, length)) is not None:
            return claim
        if (until := self._since_that(words, length)) is not None:
            return self._claim(words, length.first, until, ClaimType.GAP_DURATION, length)
        if len(known.after.ending(words, length.first)) and self._goes_on_again(words, length):
            start = length.first - len(known.after.ending(words, length.first))
            return self._claim(
                words, start, self._end_of_again(words, length.last), ClaimType.GAP_DURATION, length
            )
        if end := self._without_meeting(words, length):
            return self._claim(
                words, self._start_of_without(words, length), end, ClaimType.GAP_DURATION, length
            )
        if back := self._is_last_back(words, length):
            return self._claim(words, *back, ClaimType.GAP_DURATION, length)
        if self._was_lost(words, length):
            return self._claim(
                words, length.first, self._end_of_part(words, length.last), ClaimType.GAP_DURATION, length
            )
        return None

    def _linked(self, words: Sequence[Word], length: Found) -> int:
        """How many words link the length: `in`, `за последние`, `en los últimos`."""
        known = self.known
        skipped = 0
        while True:
            start = length.first - skipped
            if found := len(known.since_length.ending(words, start)):
                return found + skipped
            before = words[start - 1].low if start else ""
            if skipped == 2 or before not in known.between | known.articles:
                return 0
            skipped += 1

    def _pause(self, words: Sequence[Word], length: Found) -> tuple[int, int] | None:
        """`three-year hiatus`, `pause de trois ans`, `Pause von drei Jahren`: with what stands before the noun."""
        known = self.known
        end = length.last
        for at in range(end, min(len(words), end + 4)):
            if not words[at].is_word and words[at].text not in "'’-":
                break
            if words[at].low.startswith(known.pause_stems):
                start = length.first
                start -= len(known.after.ending(words, start)) or self._article(words, start)
                return self._from_first(words, start), at + 1
            if (
                at - end >= 1
                and not length.is_adjective
                and words[at].low not in ("of", "de", "d'", "lang", "langem", "long", "der")
            ):
                break
        for at in range(length.first - 1, max(-1, length.first - 4), -1):
            if words[at].low.startswith(known.pause_stems):
                start = at
                if (
                    start
                    and words[start - 1].low.endswith(("e", "en", "a", "g"))
                    and words[start - 1].low in known.between
                ):
                    start -= 1
                start -= self._article(words, start)
                start -= len(known.after.ending(words, start))
                return self._from_first(words, start), length.last
            if words[at].low not in (
                "of",
                "de",
                "d'",
                "von",
                "в",
                "lasting",
                "mit",
                "na",
                "fast",
                "um",
                "durant",
                "durante",
                "длиной",
                "продолжительностью",
                "la",
                "rund",
            ):
                break
        return None

    def _from_first(self, words: Sequence[Word], start: int) -> int:
        first = self._first_before(words, start)
        return first if first is not None else start

    def _is_other_time(self, words: Sequence[Word], length: Found) -> bool:
        """`in two days`: a time to come or an age, not a silence; only whole units of a week or more."""
        return length.value.startswith("P1D") or words[length.last - 1].low in ("day", "tag")

    def _is_unmet_at_once(self, words: Sequence[Word], start: int) -> bool:
        """`не встречались более двух лет`: Russian needs no link."""
        known = self.known
        return (
            start > 1
            and words[start - 1].low.startswith(known.met_stems)
            and words[start - 2].low in known.none
        )

    def _qualified_by_link(self, words: Sequence[Word], length: Found, linked: int) -> Found:
        """`почти за четыре года`: the word that qualifies stands before the link."""
        before = words[length.first - linked - 1].low if length.first > linked else ""
        if self.lexicon.code == "ru" and before == "почти" and length.qualifier == ClaimQualifier.EXACT.value:
            return replace(length, qualifier=ClaimQualifier.LESS_THAN.value)
        return length

    def _since_that(self, words: Sequence[Word], length: Found) -> int | None:
        """`Cela faisait huit ans qu'ils ne s'étaient pas réunis`, `hacía ocho años que no se celebraba`: where it ends."""
        known = self.known
        if length.last >= len(words) or words[length.last].low not in ("que", "qu'"):
            return None
        denied = False
        for at in range(length.last + 1, min(len(words), length.last + 14)):
            if words[at].text in STOPS:
                return None
            denied = denied or words[at].low in known.none
            if denied and words[at].low.startswith(known.met_stems):
                return at + 1
        return None

    def _since_last(self, words: Sequence[Word], length: Found) -> Claim | None:
        """`zweieinhalb Jahre nach der letzten Sitzung`; `два года спустя совет возобновил работу`."""
        known = self.known
        skipped = 1 if length.last < len(words) and words[length.last].low in _PASSING else 0
        later = len(known.after_last.at(words, length.last + skipped))
        if not later or (skipped and later == 1):
            return None
        end = length.last + skipped + later
        if later == 1:
            if words[length.last].low in ("ago", "назад", "danach", "después") or not self._goes_on_again(
                words, length
            ):
                return None
            return self._claim(
                words, length.first, self._end_of_part(words, end), ClaimType.GAP_DURATION, length
            )
        for at in range(end, min(len(words), end + 6)):
            if words[at].low.startswith(known.meeting_stems) or self._is_compound_meeting(words[at]):
                return self._claim(words, length.first, at + 1, ClaimType.GAP_DURATION, length)
        is_one = end < len(words) and words[end].low == "one" and self._is_meeting_near(words, length)
        return self._claim(words, length.first, end + 1, ClaimType.GAP_DURATION, length) if is_one else None

    def _is_meeting_near(self, words: Sequence[Word], length: Found) -> bool:
        near = self._near(words, length.first, length.first, 12)
        return any(word.low.startswith(self.known.meeting_stems) for word in near)

    def _goes_on_again(self, words: Sequence[Word], length: Found) -> bool:
        known = self.known
        near = self._near(words, length.first, length.last, 14)
        again = any(word.low in known.again or word.low.startswith(known.again_stems) for word in near)
        after = self._near(words, length.last, length.last, 5)
        without = [
            at
            for at, word in enumerate(words[length.last : length.last + 4])
            if word.low in ("ohne", "without", "sans", "sin", "без")
        ]
        met = any(
            word.low.startswith(known.meeting_stems) or word.low.startswith(known.met_stems) for word in near
        )
        return (again and met) or bool(
            without
            and any(
                word.low.startswith(known.meeting_stems) or word.low.startswith(known.pause_stems)
                for word in after
            )
        )

    def _without_meeting(self, words: Sequence[Word], length: Found) -> int:
        """`seis años sin cumbres`, `two years without a meeting`: where it ends, 0 if nobody is said not to have met."""
        at = length.last
        if at >= len(words) or words[at].low not in ("ohne", "without", "sans", "sin", "без"):
            return 0
        for place in range(at + 1, min(len(words), at + 5)):
            word = words[place]
            if not word.is_word:
                return 0
            if word.low.startswith(self.known.meeting_stems) or word.low.startswith(self.known.met_stems):
                return place + 1
        return 0

    def _start_of_without(self, words: Sequence[Word], length: Found) -> int:
        return length.first - len(self.known.after.ending(words, length.first))

    def _end_of_again(self, words: Sequence[Word], start: int) -> int:
        for at in range(start, min(len(words), start + 16)):
            if words[at].text in STOPS or words[at].text == ",":
                return at
            if words[at].low in self.known.again:
                return at + 1
        return self._end_of_part(words, start)

    def _is_last_back(self, words: Sequence[Word], length: Found) -> tuple[int, int] | None:
        """`Der letzte Gipfel liegt fünf Jahre zurück`, `the last summit was five years ago`."""
        after = words[length.last].low if length.last < len(words) else ""
        before = words[length.first - 1].low if length.first else ""
        is_back = after in ("zurück", "her", "ago", "назад") or before in ("hace", "vor", "a")
        if not is_back:
            return None
        for at in range(length.first - 1, max(-1, length.first - 1 - FURTHEST_FIRST), -1):
            if words[at].text in STOPS:
                return None
            if len(self.known.last.at(words, at)) and self._has_met(words, at, length.last):
                return at, length.last
            if words[at].low.startswith(self.known.last_stems) and self._is_meeting_after(
                words, at, length.first
            ):
                end = length.last + 1 if after in ("zurück", "her", "ago", "назад") else length.last
                return at - self._article(words, at), end
        return None

    def _was_lost(self, words: Sequence[Word], length: Found) -> bool:
        """`Fast zwei Jahre herrschte Funkstille`, `the talks were on hold for two years`."""
        known = self.known
        after = self._near(words, length.last, length.last, 9)
        pause = any(word.low.startswith(known.pause_stems) for word in after)
        if (
            pause
            and words[length.last - 1].low in known.units
            and length.last < len(words)
            and words[length.last].low in ("herrschte", "hatte", "war", "waren", "lag", "lang", "des", "der")
        ):
            return True
        at = length.last
        plain = [known.lost.at(words, place) for place in range(at, min(len(words), at + 4))]
        if any(len(phrase) > 1 for phrase in plain):
            near = self._near(words, length.first, length.last, 12)
            return any(word.low.startswith(known.meeting_stems) for word in near)
        if at < len(words) and any(
            len(known.lost.at(words, place)) for place in range(at, min(len(words), at + 9))
        ):
            near = self._near(words, length.first, length.last, 12)
            stands_first = length.first == 0 or words[length.first - 1].low in (
                "seit",
                "for",
                "depuis",
                "desde",
                "durante",
                "pendant",
                "hace",
                "уже",
            )
            return stands_first and any(word.low.startswith(known.meeting_stems) for word in near)
        before = any(
            len(known.lost.at(words, place)) for place in range(max(0, length.first - 8), length.first)
        )
        if (
            before
            and length.first
            and words[length.first - 1].low
            in ("seit", "for", "depuis", "hace", "durante", "pendant", "на", "уже")
        ):
            near = self._near(words, length.first, length.last, 14)
            return any(word.low.startswith(known.meeting_stems) for word in near)
        return False
