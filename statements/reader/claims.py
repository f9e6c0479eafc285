"""Gap claims: `zum ersten Mal seit zweieinhalb Jahren`, `the last meeting was in July 2019`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from statements.reader.gap_words import GAP_WORDS, GapWords
from statements.reader.lengths import (
    Found,
    bare_length_at,
    length_at,
)
from statements.reader.lexicon import Lexicon, folded
from statements.reader.moments import moment_at
from statements.reader.proposals import Claim, Span
from statements.reader.words import LONGEST_SENTENCE, Sentence, Word, words_in
from statements.vocabulary import ClaimSubject, ClaimType

_FURTHEST_FIRST = 16  # words between "first" and the time since
_FURTHEST_LAST = 26  # words between "last" and the date
_STOPS = frozenset(".;!?:")
_LONGEST_PHRASE = 400  # characters that the model holds


class ClaimReader:
    """Reads the claims of one sentence at a time."""

    def __init__(self, text: str, lexicon: Lexicon, published: date | None) -> None:
        self.text, self.lexicon, self.published = text, lexicon, published
        self.known: GapWords = GAP_WORDS[lexicon.code]
        self.languages = (lexicon.code,)

    def read(self, sentences: Sequence[Sentence]) -> list[Claim]:
        found = [claim for sentence in sentences for claim in self._of_sentence(sentence)]
        return _told_once(self.text, found)

    def _of_sentence(self, sentence: Sentence) -> list[Claim]:
        words = words_in(self.text, sentence.span.start, sentence.span.end)
        parts = range(0, len(words), LONGEST_SENTENCE)
        return [claim for first in parts for claim in self._of_words(words[first : first + LONGEST_SENTENCE])]

    def _of_words(self, words: Sequence[Word]) -> list[Claim]:
        found: list[tuple[int, int, Claim]] = []
        at = 0
        while at < len(words):
            if not words[at].is_word:
                at += 1
                continue
            claim, end = self._at(words, at)
            if claim and not (
                found and claim.span.overlaps(found[-1][2].span) and not self._adds(found[-1][2], claim)
            ):
                found.append((at, end, claim))
            at = end
        return [claim for _, _, claim in found]

    def _adds(self, before: Claim, claim: Claim) -> bool:
        return before.value != claim.value and before.claim_type != claim.claim_type

    def _at(self, words: Sequence[Word], at: int) -> tuple[Claim | None, int]:
        length = length_at(words, at, self.known) or bare_length_at(words, at, self.known)
        if length is not None:
            return self._of_length(words, length), max(length.last, at + 1)
        moment = moment_at(words, at, self.known, self.languages, self.published)
        if moment is not None:
            return self._of_moment(words, moment), max(moment.last, at + 1)
        return None, at + 1

    # Lengths of time

    def _of_length(self, words: Sequence[Word], length: Found) -> Claim | None:
        known = self.known
        linked = len(known.since_length.ending(words, length.first))
        if pause := self._pause(words, length):
            return self._claim(words, *pause, ClaimType.GAP_DURATION, length)
        if linked and not self._is_other_time(words, length):
            first = self._first_before(words, length.first - linked)
            if first is not None:
                return self._claim(words, first, length.last, ClaimType.FIRST_DURATION, length)
            if self._is_unmet(words, length.first - linked, length.last):
                start, end = self._unmet_span(words, length.first - linked, length.last)
                return self._claim(words, start, end, ClaimType.GAP_DURATION, length)
        if self._first_after(words, length):
            return None
        if later := len(known.after_last.at(words, length.last)):
            return self._since_last(words, length, later)
        if len(known.after.ending(words, length.first)) and self._goes_on_again(words, length):
            start = length.first - len(known.after.ending(words, length.first))
            return self._claim(
                words, start, self._end_of_again(words, length.last), ClaimType.GAP_DURATION, length
            )
        if self._was_lost(words, length):
            return self._claim(
                words, length.first, self._end_of_part(words, length.last), ClaimType.GAP_DURATION, length
            )
        return None

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
                return self._from_first(words, start), self._with_unit_tail(words, length.last)
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

    def _with_unit_tail(self, words: Sequence[Word], end: int) -> int:
        return end

    def _article(self, words: Sequence[Word], start: int) -> int:
        return 1 if start and words[start - 1].low in self.known.articles else 0

    def _from_first(self, words: Sequence[Word], start: int) -> int:
        first = self._first_before(words, start)
        return first if first is not None else start

    def _is_other_time(self, words: Sequence[Word], length: Found) -> bool:
        """`in two days`: a time to come or an age, not a silence; only whole units of a week or more."""
        return length.value.startswith("P1D") or words[length.last - 1].low in ("day", "tag")

    def _first_before(self, words: Sequence[Word], end: int) -> int | None:
        """Where the claim to be first begins that leads up to `end`."""
        known = self.known
        for at in range(end - 1, max(-1, end - 1 - _FURTHEST_FIRST), -1):
            word = words[at]
            if word.text in _STOPS:
                return None
            if len(known.first.at(words, at)):
                return self._longest_first(words, at)
            if self._is_first(words, at, end):
                return at - self._first_article(words, at)
        return None

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

    def _first_after(self, words: Sequence[Word], length: Found) -> bool:
        return False

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
            if words[at].text in _STOPS:
                break
            found.append(words[at])
        for at in range(end, min(len(words), end + reach)):
            if words[at].text in _STOPS:
                break
            found.append(words[at])
        return found

    def _unmet_span(self, words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
        known = self.known
        first = start
        for at in range(start - 1, max(-1, start - 13), -1):
            if words[at].text in _STOPS:
                break
            if words[at].low in known.none:
                return at, end
        for at in range(end, min(len(words), end + 12)):
            if words[at].text in _STOPS:
                break
            if words[at].low.startswith(known.met_stems):
                return first, at + 1
        return first, end

    def _since_last(self, words: Sequence[Word], length: Found, later: int) -> Claim | None:
        """`zweieinhalb Jahre nach der letzten Sitzung`; `два года спустя совет возобновил работу`."""
        known = self.known
        end = length.last + later
        if later == 1:
            if words[length.last].low in ("ago", "назад", "danach", "después") or not self._goes_on_again(
                words, length
            ):
                return None
            return self._claim(
                words, length.first, self._end_of_part(words, end), ClaimType.GAP_DURATION, length
            )
        for at in range(end, min(len(words), end + 6)):
            if words[at].low.startswith(known.meeting_stems):
                return self._claim(words, length.first, at + 1, ClaimType.GAP_DURATION, length)
        return None

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

    def _end_of_again(self, words: Sequence[Word], start: int) -> int:
        for at in range(start, min(len(words), start + 16)):
            if words[at].text in _STOPS or words[at].text == ",":
                return at
            if words[at].low in self.known.again:
                return at + 1
        return self._end_of_part(words, start)

    def _end_of_part(self, words: Sequence[Word], start: int) -> int:
        at = start
        while (
            at < len(words)
            and at < start + 14
            and words[at].text not in _STOPS
            and words[at].text not in ',–—()"“”„»'
        ):
            at += 1
        return at

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

    # Dates

    def _of_moment(self, words: Sequence[Word], moment: Found) -> Claim | None:
        known = self.known
        place = self._before_moment(words, moment)
        linked = len(known.since_date.ending(words, place))
        if not linked and place >= 2 and words[place - 1].is_capital:  # since Istanbul 1999
            linked = 1 + len(known.since_date.ending(words, place - 1))
            linked = linked if linked > 1 and len(moment.value) == 4 else 0
        if linked and self._is_weak_link(words, place - linked):
            linked = 0
        if linked:
            first = self._first_before(words, place - linked)
            if first is not None:
                return self._claim(words, first, moment.last, ClaimType.FIRST_SINCE, moment)
            if self._is_unmet(words, place - linked, moment.last):
                start, end = self._unmet_span(words, place - linked, moment.last)
                return self._claim(words, start, end, ClaimType.FIRST_SINCE, moment)
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
            if word.text in _STOPS:
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
            if word.low.startswith(known.last_stems) and self._is_meeting_after(words, at, moment.first):
                return at - self._article(words, at) if self._is_said_of_date(words, at, moment) else None
        return None

    def _is_met_after(self, words: Sequence[Word], at: int, length: int, moment: Found) -> bool:
        """`last met`, `previously held`: the verb follows at once."""
        return any(word.low.startswith(self.known.met_stems) for word in words[at + length : at + length + 3])

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

    def _has_met(self, words: Sequence[Word], start: int, end: int) -> bool:
        known = self.known
        near = words[max(0, start - 8) : min(len(words), end + 12)]
        return any(
            word.low.startswith(known.met_stems) or word.low.startswith(known.meeting_stems) for word in near
        )

    def _start_of_clause(self, words: Sequence[Word], at: int) -> int:
        start = at
        while start > 0 and words[start - 1].text not in _STOPS and words[start - 1].text not in ",–—()":
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
            if words[at].text in _STOPS or words[at].text == ",":
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

    # The claim

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
        bare = len(nouns) <= 3
        return ClaimSubject.SESSION if timed or met or bare else ClaimSubject.OTHER


_OTHER = (
    "visit", "besuch", "visita", "визит", "reise", "trip", "voyage", "viaje", "поездк", "visite",
)  # fmt: skip


def _told_once(text: str, found: list[Claim]) -> list[Claim]:
    """The same words twice are one claim, printed twice."""
    first: dict[tuple[str, str, str, str], Claim] = {}
    kept: list[tuple[str, str, str, str]] = []
    for claim in found:
        key = (claim.claim_type, claim.value, claim.qualifier, folded(claim.span.of(text)))
        if key in first:
            first[key] = replace(first[key], times_printed=first[key].times_printed + 1)
        else:
            first[key] = claim
            kept.append(key)
    return [first[key] for key in kept]
