"""When, where and which council: what a report says of the session itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.dates.calendar_words import folded as without_accents
from meetings.dates.calendar_words import weekday_numbers
from meetings.dates.interval import FIRST_YEAR
from statements.reader.attribution import attributions
from statements.reader.gap_words import GAP_WORDS
from statements.reader.lexicon import Lexicon
from statements.reader.moments import calendar_day, day_at, moment_at
from statements.reader.names import NameIndex
from statements.reader.proposals import Claim, KnownName, Named, ProposedDate, Span
from statements.reader.speakers import is_role
from statements.reader.words import Sentence, Word

_MOST = 3
_FAR = 60  # days from the publication beyond which a day is seldom the session's
_NEAR_VERB = 5
_TODAY = frozenset(["today", "heute", "hoy", "сегодня", "aujourd'hui"])
_YESTERDAY = frozenset(["yesterday", "gestern", "ayer", "вчера", "hier"])
_TO_COME = frozenset(
    [
        "next",
        "kommenden",
        "nächsten",
        "prochain",
        "prochaine",
        "próximo",
        "próxima",
        "следующий",
        "следующую",
        "will",
        "werden",
        "wird",
        "werde",
        "soll",
        "könnte",
        "shall",
        "aura",
        "auront",
        "se-tiendra",
        "tendrá",
        "pasará",
        "celebrará",
        "пройдет",
        "состоится",
        "состоятся",
        "пройдут",
        "соберутся",
        "встретятся",
    ]
)
_LAST = frozenset(
    ["last", "letzten", "vergangenen", "dernier", "dernière", "pasado", "pasada", "прошлый", "прошлую"]
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_NUMERIC = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})\Z")
_IN = {
    "de": frozenset(("in", "nach")),
    "en": frozenset(("in", "at")),
    "fr": frozenset(("à", "au")),
    "es": frozenset(("en",)),
    "ru": frozenset(("в", "во")),
}


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: int
    date: ProposedDate


class SettingReader:
    """Reads the setting from the sentences of one report."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        lexicon: Lexicon,
        published: date | None,
        around: date | None,
    ) -> None:
        """`published`: the day, from which weekdays are read; `around`: one by which years are told."""
        self.text, self.sentences, self.lexicon = text, sentences, lexicon
        self.published, self.around = published, around
        self.quoted = [
            word.quotation.outer
            for sentence in sentences
            for word in sentence.words
            if word.quotation is not None
        ]
        self.known = GAP_WORDS[lexicon.code]
        self.stems = self.known.meeting_stems + self.known.met_stems
        self.compounds = tuple(stem for stem in self.known.meeting_stems if len(stem) > 4)

    # When

    def dates(
        self, claims: Sequence[Claim], throughout: Sequence[Sequence[Word]]
    ) -> tuple[ProposedDate, ...]:
        """The likeliest days of the session, best first, each once."""
        candidates: list[_Candidate] = []
        for number, (sentence, words) in enumerate(zip(self.sentences, throughout, strict=True)):
            candidates += self._in_sentence(number, sentence, words, claims)
        best: dict[tuple[date, date], _Candidate] = {}
        for each in sorted(candidates, key=lambda each: (-each.score, each.date.span.start)):
            best.setdefault((each.date.first, each.date.last), each)
        return tuple(each.date for each in list(best.values())[:_MOST] if each.score > 0)

    def _in_sentence(
        self, number: int, sentence: Sentence, words: Sequence[Word], claims: Sequence[Claim]
    ) -> Iterator[_Candidate]:
        said_at: list[Span] | None = None
        base, at = 1, 0
        while at < len(words):
            found = self._date_at(words, at)
            if found is None:
                at += 1
                continue
            proposed, end = found
            if said_at is None:
                said_at = self._verbs_of_saying(sentence)
                base = 3 if self._is_of_meeting(words) else 1
            score = base + (number == 0) - self._faults(words, at, proposed, said_at, claims)
            yield _Candidate(score, proposed)
            at = end

    def _faults(
        self,
        words: Sequence[Word],
        at: int,
        proposed: ProposedDate,
        said_at: list[Span],
        claims: Sequence[Claim],
    ) -> int:
        faults = 0
        if any(claim.span.overlaps(proposed.span) for claim in claims):
            faults += 5
        if (
            at
            and self.known.since_date.ending(words, at)
            and words[at - 1].low not in ("nach", "after", "после", "après")
        ):
            faults += 4
        near_start = words[max(0, at - _NEAR_VERB)].start
        if any(near_start <= verb.start <= proposed.span.start for verb in said_at):
            faults += 3
        if any(span.holds(proposed.span) for span in self.quoted):
            faults += 3
        if self.around and abs((proposed.first - self.around).days) > _FAR:
            faults += 3
        return faults

    def _verbs_of_saying(self, sentence: Sentence) -> list[Span]:
        return [sentence.words[each.verb].span for each in attributions(sentence.words, self.lexicon)]

    def _is_of_meeting(self, words: Sequence[Word]) -> bool:
        return any(
            word.low.startswith(self.stems)
            or (word.is_capital and any(stem in word.low for stem in self.compounds))
            for word in words
        )

    def _date_at(self, words: Sequence[Word], at: int) -> tuple[ProposedDate, int] | None:
        word = words[at]
        if not word.is_word:
            return None
        if word.text[0].isdecimal():
            if numeric := self._numeric(word):
                return ProposedDate(word.span, numeric, numeric, "printed"), at + 1
        elif relative := self._relative(words, at):
            return relative, at + 1
        day = day_at(words, at, (self.lexicon.code,), self.around)
        if day is None:
            return None
        span = Span(words[day.first_word].start, words[day.last_word - 1].end)
        return ProposedDate(span, day.first, day.last, "printed" if day.has_year else "inferred"), max(
            day.last_word, at + 1
        )

    def _numeric(self, word: Word) -> date | None:
        if match := _ISO.match(word.text):
            return calendar_day(int(match[1]), int(match[2]), int(match[3]))
        match = _NUMERIC.match(word.text)
        if match is None or (self.lexicon.code == "en" and int(match[1]) <= 12 and match[1] != match[2]):
            return None  # of 03/04/2009 nobody knows which is the month
        return calendar_day(int(match[3]), int(match[2]), int(match[1]))

    def _relative(self, words: Sequence[Word], at: int) -> ProposedDate | None:
        """A weekday or `today`, from the day of publication."""
        word = words[at]
        if self.published is None:
            return None
        if word.low in _TODAY:
            return ProposedDate(word.span, self.published, self.published, "inferred")
        if word.low in _YESTERDAY:
            before = self.published - timedelta(days=1)
            return ProposedDate(word.span, before, before, "inferred")
        weekday = self._weekday(word)
        if weekday is None or self._is_followed_by_day(words, at):
            return None
        day = self.published - timedelta(days=(self.published.weekday() - weekday) % 7)
        near = {each.low for each in words[max(0, at - 6) : at + 8]}
        if near & _TO_COME and not near & _LAST and (day < self.published or "next" in near):
            day += timedelta(days=7)
        return ProposedDate(word.span, day, day, "inferred")

    def _is_followed_by_day(self, words: Sequence[Word], at: int) -> bool:
        """`Sunday, 12 July`: the day itself is printed."""
        languages = (self.lexicon.code,)
        following = [place for place in range(at + 1, min(len(words), at + 4)) if words[place].is_word]
        return any(
            day_at(words, place, languages, self.around) or _NUMERIC.match(words[place].text)
            for place in following
        )

    def _weekday(self, word: Word) -> int | None:
        name = without_accents(word.text)
        if self.lexicon.code == "de":
            for ending in ("morgen", "mittag", "nachmittag", "abend", "nacht", "vormittag"):
                name = name.removesuffix(ending)
        if len(name) < 4 or (self.lexicon.code in ("en", "de") and not word.is_capital):
            return None
        return weekday_numbers((self.lexicon.code,)).get(name)

    # Where and which

    def places(self, known: Sequence[KnownName], claims: Sequence[Claim]) -> tuple[Named, ...]:
        """Places on record that the report names, those where a meeting is said to be first; else names after `in`."""
        weights: Counter[str] = Counter()
        first: dict[str, Span] = {}
        for span, key in NameIndex(known).find(self.text):
            weights[key] += self._weight_of_place(span)
            first.setdefault(key, span)
        if weights:
            ordered = sorted(weights, key=lambda key: (-weights[key], first[key].start))
            return tuple(Named(first[key], key) for key in ordered[:_MOST])
        return self._unknown_places(claims)

    def _weight_of_place(self, span: Span) -> int:
        before = self.text[max(0, span.start - 12) : span.start].split()
        return 4 if before and before[-1].lower() in _IN[self.lexicon.code] else 1

    def _unknown_places(self, claims: Sequence[Claim]) -> tuple[Named, ...]:
        found: dict[str, Span] = {}
        for sentence in self.sentences:
            if not self._is_of_meeting(sentence.words):
                continue
            words = sentence.words
            for at in range(1, len(words)):
                if words[at - 1].low not in _IN[self.lexicon.code] or not words[at].is_capital:
                    continue
                end = at + 1
                while (
                    end < len(words) and words[end].is_capital and end < at + 3 and self.lexicon.code != "de"
                ):
                    end += 1
                span = Span(words[at].start, words[end - 1].end)
                if not self._is_no_place(words, at, span, claims):
                    found.setdefault(span.of(self.text), span)
        return tuple(Named(span, None) for span in list(found.values())[:_MOST])

    def _is_no_place(self, words: Sequence[Word], at: int, span: Span, claims: Sequence[Claim]) -> bool:
        """A month, an office, an adjective, or the place of another session."""
        word = words[at]
        is_month = moment_at(
            words, at, self.known, (self.lexicon.code,), self.around or date(FIRST_YEAR, 12, 31)
        )
        is_adjective = self.lexicon.code == "ru" and word.low.endswith(("ском", "ской", "нном"))
        of_another = any(claim.span.overlaps(span) for claim in claims)
        return (
            bool(is_month) or is_adjective or of_another or is_role(word, self.lexicon) or word.text.isupper()
        )

    def councils(self, known: Sequence[KnownName]) -> tuple[Named, ...]:
        """Councils on record that the report names, the most often named first."""
        times: Counter[str] = Counter()
        first: dict[str, Span] = {}
        for span, key in NameIndex(known).find(self.text):
            times[key] += 1
            first.setdefault(key, span)
        ordered = sorted(times, key=lambda key: (-times[key], first[key].start))
        return tuple(Named(first[key], key) for key in ordered[:_MOST])
