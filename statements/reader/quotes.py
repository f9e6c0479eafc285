"""Quotations that are speech, each with its speaker, and reported speech, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from statements.reader.attribution import Attributing, attributions
from statements.reader.kinds import QuoteKinds
from statements.reader.lexicon import Lexicon, folded
from statements.reader.proposals import Quote, QuoteKind, Span
from statements.reader.reported import Reported, reported_in, told_of_before
from statements.reader.speakers import phrase_from
from statements.reader.words import Sentence, Word

_CARRIED_OVER_PARAGRAPHS = 2
_SHORTEST_SENTENCE = 4  # characters
_NEAREST = 6  # attributions before and after a quotation that it may belong to
_FURTHEST_BREAK = 16  # words after a quotation among which a mark parts it from who follows


@dataclass(frozen=True, slots=True)
class _Said:
    """The last speaker named, with the paragraph, the sentence's number and whether its words were quoted in full."""

    speaker: Span
    paragraph: int
    sentence: int
    quoted: bool
    pending: bool = False


class QuoteReader(QuoteKinds):
    """Reads sentence after sentence, with the speaker who spoke last."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
        self.text, self.sentences, self.lexicon = text, sentences, lexicon
        self.found: list[Quote] = []
        self.said: _Said | None = None
        self.pieces = 0
        contents = (
            folded(word.quotation.inner.of(text))
            for each in sentences
            for word in each.words
            if word.quotation
        )
        self.repeated = {content for content, times in Counter(contents).items() if times > 1}

    def read(self) -> list[Quote]:
        for number, sentence in enumerate(self.sentences):
            self._read(number, sentence)
        return sorted(self.found, key=lambda each: (each.span.start, -each.span.end))

    def _read(self, number: int, sentence: Sentence) -> None:
        words, lexicon = sentence.words, self.lexicon
        if len(words) == 1 and words[0].end - words[0].start < _SHORTEST_SENTENCE:
            return
        attributed = attributions(words, lexicon)
        carried = self._carried(sentence)
        reported = reported_in(self.text, words, attributed, lexicon, is_carried=carried is not None)
        if (telling := told_of_before(words, attributed, lexicon)) is not None:
            self._report_before(number, words, telling)
            reported = []
        self.pieces = sum(word.is_word or word.quotation is not None for word in words)
        quoted_full = False
        for place, word in enumerate(words):
            if word.quotation is None:
                continue
            kind = self._kind(words, place, attributed, reported, is_carried=self.said is not None)
            if kind is None:
                continue
            quoted_full = quoted_full or kind == "full"
            self._propose(number, sentence, place, kind, attributed, reported, carried)
        for each in reported:
            self._report(words, each, carried)
        self._remember(number, sentence, attributed, reported, quoted_full)

    def _report_before(self, number: int, words: Sequence[Word], telling: Attributing) -> None:
        """The sentence before, if it stands without marks: `Об этом заявил …`, `Das sagte …`."""
        before = self.sentences[number - 1] if number else None
        if before is None or before.paragraph != self.sentences[number].paragraph:
            return
        span = _trimmed(before.words, 0, len(before.words))
        if not any(each.span.overlaps(span) for each in self.found[-4:]):
            self.found.append(Quote(span, "reported", telling.span(words), "after"))

    # Who

    def _carried(self, sentence: Sentence) -> Span | None:
        if self.said and sentence.paragraph - self.said.paragraph <= _CARRIED_OVER_PARAGRAPHS:
            return self.said.speaker
        return None

    def _remember(
        self,
        number: int,
        sentence: Sentence,
        attributed: list[Attributing],
        reported: list[Reported],
        quoted: bool,
    ) -> None:
        words = sentence.words
        named = [each for each in attributed if each.speaker is not None]
        if named:
            best = next((each for each in named if not each.is_impersonal), named[0])
            span = best.span(words)
            if span is not None:
                ends = (
                    bool(words)
                    and best.last >= len(words) - 1 - (words[-1].text in ".:")
                    and best.verb >= len(words) - 2
                )
                self.said = _Said(span, sentence.paragraph, number, quoted, ends)
        elif self.said and (reported or quoted):
            self.said = _Said(self.said.speaker, sentence.paragraph, self.said.sentence, quoted)

    def _attribution_of(
        self, words: Sequence[Word], place: int, attributed: list[Attributing]
    ) -> Attributing | None:
        """The one that the quotation belongs to: personal before impersonal, adjoining before near, before before after."""
        if not attributed:
            return None

        def far(each: Attributing) -> tuple[int, int]:
            if each.first > place:
                apart, side = each.first - place - 1, 1
                between = words[place + 1 : min(each.first, place + _FURTHEST_BREAK)]
                if any(word.text in ";:" for word in between):
                    apart += 40
                broken = any(word.quotation is not None for word in between)
                adjoins = apart <= 1
                weight = each.is_impersonal * 20 + (each.speaker is None) * 12 + (0 if adjoins else 10)
                return (weight + broken * 5, apart + side)
            apart = place - each.last
            return (each.is_impersonal * 20 + (each.speaker is None) * 12 + (0 if apart <= 2 else 6), apart)

        following = bisect_right(attributed, place, key=lambda each: each.first)
        near = attributed[max(0, following - _NEAREST) : following + _NEAREST]
        return min(near, key=far)

    # The proposals

    def _propose(
        self, number: int, sentence: Sentence, place: int, kind: QuoteKind, attributed: list[Attributing],
        reported: list[Reported], carried: Span | None,
    ) -> None:  # fmt: skip
        words = sentence.words
        quotation = words[place].quotation
        assert quotation is not None
        each = self._attribution_of(words, place, attributed)
        holding = [one for one in reported if one.first <= place < one.last]
        if holding and holding[0].attributing is not None and kind == "fragment":
            each = holding[0].attributing
        speaker = each.span(words) if each else None
        where = each.where if each and speaker else ""
        if speaker is None and each is None and kind == "full":
            speaker = self._speaker_beside(number, sentence)
            where = ("before" if speaker.start < quotation.outer.start else "after") if speaker else ""
        clause = self._clause(words, place, holding) if kind == "fragment" else None
        if where == "before" and each and each.first > place:
            where = "after"
        carries = None if speaker else carried
        self.found.append(Quote(quotation.inner, kind, speaker, where, carries, clause))

    def _speaker_beside(self, number: int, sentence: Sentence) -> Span | None:
        """`“A,” said X. “B.”` and `X told. “A.”`: the attribution stands in the sentence before, or introduces it."""
        said = self.said
        if (
            said
            and said.sentence == number - 1
            and said.paragraph == sentence.paragraph
            and (said.quoted or said.pending)
        ):
            return said.speaker
        if number + 1 < len(self.sentences) and self.sentences[number + 1].paragraph == sentence.paragraph:
            return self._with_these_words(self.sentences[number + 1].words)
        return None

    def _with_these_words(self, words: Sequence[Word]) -> Span | None:
        start = len(self.lexicon.with_these_words.at(words, 0))
        end = phrase_from(words, start, len(words), self.lexicon) if start else None
        return Span(words[start].start, words[end - 1].end) if end is not None else None

    def _clause(self, words: Sequence[Word], place: int, holding: list[Reported]) -> Span:
        if holding:
            return holding[-1].span(words)
        return _trimmed(words, 0, len(words))

    def _report(self, words: Sequence[Word], each: Reported, carried: Span | None) -> None:
        speaker = each.attributing.span(words) if each.attributing else None
        where = each.attributing.where if each.attributing and speaker else ""
        if where == "before" and each.attributing and each.attributing.first >= each.last:
            where = "after"
        self.found.append(Quote(each.span(words), "reported", speaker, where, None if speaker else carried))


def _trimmed(words: Sequence[Word], first: int, last: int) -> Span:
    while last > first + 1 and words[last - 1].text in ".,;:!?…–—":
        last -= 1
    return Span(words[first].start, words[last - 1].end)
