"""Claims of a date: first since, the last session was on."""

from __future__ import annotations

from collections.abc import Sequence

from statements.reader.claim_parts import STOPS, ClaimParts
from statements.reader.lengths import Found
from statements.reader.proposals import Claim
from statements.reader.words import Word
from statements.vocabulary import ClaimType

_SINCE = frozenset(("seit", "since", "depuis", "desde"))
_RUSSIAN_BEGINNINGS = frozenset(("начала", "момента", "времени", "времен", "распада", "окончания"))
_LONGEST_EVENT = 10
_FURTHEST_LAST = 26  # words between "last" and the date


class MomentClaims(ClaimParts):
    """The claim that a date belongs to, if it belongs to one."""

    def _of_moment(self, words: Sequence[Word], moment: Found) -> Claim | None:
        known = self.known
        place = self._before_moment(words, moment)
        linked = len(known.since_date.ending(words, place))
        if not linked and place >= 2 and words[place - 1].is_capital:  # since Istanbul 1999
            linked = 1 + len(known.since_date.ending(words, place - 1))
            linked = linked if linked > 1 and len(moment.value) == 4 else 0
        if linked and self._is_weak_link(words, place - linked):
            linked = 0
        linked = linked or self._since_event(words, place)
        if linked:
            first = self._first_before(words, place - linked)
            if first is not None:
                return self._claim(words, first, moment.last, ClaimType.FIRST_SINCE, moment)
            if self._is_unmet(words, place - linked, moment.last):
                start, end = self._unmet_span(words, place - linked, moment.last)
                return self._claim(words, start, end, ClaimType.FIRST_SINCE, moment)
            if (lost := self._lost_before(words, place - linked)) is not None:
                return self._claim(words, lost, moment.last, ClaimType.FIRST_SINCE, moment)
            if (until := self._lost_after(words, moment)) is not None:
                return self._claim(words, place - linked, until, ClaimType.FIRST_SINCE, moment)
        last = self._last_before(words, moment)
        if last is not None:
            return self._claim(
                words, last, self._end_of_last(words, moment.last), ClaimType.LAST_SESSION, moment
            )
        if self._last_after(words, moment):
            end = self._end_of_part(words, moment.last)
            return self._claim(words, moment.first, end, ClaimType.LAST_SESSION, moment)
        if start := self._after_place(words, moment):
            return self._claim(words, start - 1, moment.last, ClaimType.LAST_SESSION, moment)
        return None

    def _lost_after(self, words: Sequence[Word], moment: Found) -> int | None:
        """`Seit 2014 lag das Format auf Eis`: where the words for it end."""
        known = self.known
        for at in range(moment.last, min(len(words), moment.last + 7)):
            if words[at].text in STOPS or words[at].text == ",":
                return None
            length = len(known.lost.at(words, at))
            if length > 1 and any(
                word.low.startswith(known.meeting_stems) for word in words[moment.last : at + length]
            ):
                return at + length
        return None

    def _since_event(self, words: Sequence[Word], place: int) -> int:
        """`since Russia's annexation of Crimea in 2014`: how many words back the link begins, 0 if there is none."""
        for at in range(place - 1, max(-1, place - 1 - _LONGEST_EVENT), -1):
            if words[at].text in STOPS or words[at].text == "," or words[at].low.isdecimal():
                return 0
            if words[at].low in self.known.units:
                return 0
            if words[at].low in _SINCE or (words[at].low == "с" and words[at + 1].low in _RUSSIAN_BEGINNINGS):
                return place - at
        return 0

    def _lost_before(self, words: Sequence[Word], end: int) -> int | None:
        """`en sommeil depuis juin 2014`, `suspended since 2014`: said of a body or of meetings."""
        known = self.known
        for at in range(max(0, end - 4), end):
            length = len(known.lost.at(words, at))
            if length and end - 2 <= at + length <= end:
                near = self._near(words, at, end, 14)
                return at if any(word.low.startswith(known.meeting_stems) for word in near) else None
        return None

    def _before_moment(self, words: Sequence[Word], moment: Found) -> int:
        """Past articles and small words between the link and the date: `seit dem 5. Juli`, `depuis le`, `since in`."""
        place = moment.first
        while place > 0 and words[place - 1].low in (
            "le",
            "el",
            "dem",
            "the",
            "im",
            "anfang",
            "début",
            "mes",
            "de",
            "du",
            "года",
            "его",
            "its",
            "den",
        ):
            if len(self.known.since_date.ending(words, place)):
                break
            place -= 1
        return place

    def _is_weak_link(self, words: Sequence[Word], at: int) -> bool:
        """`с` and `after` also mean with and behind; `с 2014 по 2016` is a period."""
        following = words[at + 1 : at + 8]
        return self.lexicon.code == "ru" and any(word.low in ("по", "до") for word in following)

    def _last_before(self, words: Sequence[Word], moment: Found) -> int | None:
        known = self.known
        limit = max(-1, moment.first - 1 - _FURTHEST_LAST)
        for at in range(moment.first - 1, limit, -1):
            word = words[at]
            if word.text in STOPS:
                return None
            if word.low in known.vague_parts:
                continue
            if known.only_once.at(words, at) and self._has_met(words, at, moment.last):
                return self._start_of_clause(words, at)
            length = len(known.last.at(words, at))
            if length and (length > 1 or word.low not in ("last", "davor", "previously")):
                return (
                    self._start_of_last(words, at, moment) if self._has_met(words, at, moment.last) else None
                )
            if length and self._is_met_after(words, at, length, moment):
                return self._start_of_last(words, at, moment)
            if word.low.startswith(known.last_stems) and (
                self._is_meeting_after(words, at, moment.first) or self._is_last_one(words, at)
            ):
                return at - self._article(words, at) if self._is_said_of_date(words, at, moment) else None
        return None

    def _is_last_one(self, words: Sequence[Word], at: int) -> bool:
        """`la última se celebró en`, `die letzte fand im Mai statt`: of what the sentence names before, or says of meetings."""
        met = any(word.low.startswith(self.known.met_stems) for word in words[at + 1 : at + 4])
        return met and any(
            word.low.startswith(self.known.meeting_stems) for word in words[max(0, at - 16) : at]
        )

    def _is_met_after(self, words: Sequence[Word], at: int, length: int, moment: Found) -> bool:
        """`last met`, `previously held`: the verb follows at once."""
        return any(word.low.startswith(self.known.met_stems) for word in words[at + length : at + length + 3])

    def _is_said_of_date(self, words: Sequence[Word], at: int, moment: Found) -> bool:
        """No other date or clause between."""
        between = words[at + 1 : moment.first]
        if any(
            word.low
            in (
                "who",
                "dass",
                "que",
                "что",
                "nachdem",
                "weil",
                "because",
                "когда",
                "seit",
                "since",
                "depuis",
                "desde",
            )
            for word in between[3:]
        ):
            return False
        return not any(len(word.low) == 4 and word.low.isdecimal() for word in between) or (
            self.lexicon.code == "es" and any(w.low.startswith("previ") for w in words[at : at + 1])
        )

    def _start_of_clause(self, words: Sequence[Word], at: int) -> int:
        start = at
        while start > 0 and words[start - 1].text not in STOPS and words[start - 1].text not in ",–—()":
            start -= 1
        return start

    def _start_of_last(self, words: Sequence[Word], at: int, moment: Found) -> int:
        """From the word, or from the verb before it: `проходила в предыдущий раз в октябре`, `last met`."""
        if at and words[at - 1].low.startswith(self.known.met_stems):
            return at - 1
        if self.lexicon.code == "en" and words[at].low == "last":
            return at
        return at - self._article(words, at)

    def _end_of_last(self, words: Sequence[Word], end: int) -> int:
        """With the place and the verb that follow the date, up to the next mark or linking word."""
        at = end
        while (
            at < len(words)
            and at < end + 8
            and words[at].is_word
            and words[at].low not in self.lexicon.trimmed - {"so"}
        ):
            at += 1
        return at

    def _last_after(self, words: Sequence[Word], moment: Found) -> bool:
        """`Im Juli 2019 hatte der Rat zuletzt getagt`, `It was in July 2019 that they last met`."""
        known = self.known
        for at in range(moment.last, min(len(words), moment.last + 12)):
            if words[at].text in STOPS or words[at].text == ",":
                return False
            length = len(known.last.at(words, at))
            if length and words[at].low not in ("previously", "davor"):
                if words[at].low == "last" and length == 1 and not self._is_met_after(words, at, 1, moment):
                    continue
                return self._has_met(words, moment.last, at + length)
        return False

    def _after_place(self, words: Sequence[Word], moment: Found) -> int:
        """`Après Abidjan en 2017,` at the head of a sentence; the place after the link, 0 if it does not stand so."""
        if len(moment.value) != 4 and len(moment.value) != 7:
            return 0
        head = words[0].low
        if (
            head not in ("après", "nach", "after", "tras", "после")
            or not words[1:2]
            or not words[1].is_capital
        ):
            return 0
        between = words[1 : moment.first]
        names = [word for word in between if word.is_word and word.low not in ("en", "im", "in", "в", "jahr")]
        if (
            1 <= len(names) <= 3
            and all(word.is_capital for word in names)
            and moment.last < len(words)
            and words[moment.last].text == ","
        ):
            return 1
        return 0
