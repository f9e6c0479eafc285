"""Quotations that are speech: full quotes and fragments, each with its speaker. Names in quotation marks are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from statements.reader.attribution import Attributing, attributions
from statements.reader.lexicon import Lexicon, folded
from statements.reader.proposals import Quote, QuoteKind, Span
from statements.reader.reported import Reported, reported_in
from statements.reader.speakers import phrase_from
from statements.reader.words import Sentence, Word, words_in

_FULL_FROM = 3  # words of a full quote beside an attribution
_FULL_IN_SENTENCE = 5  # words of one that begins with a small letter
_CARRIED_OVER_PARAGRAPHS = 2
_NAME_CAPITALS = 3


@dataclass(frozen=True, slots=True)
class _Said:
    """The last speaker named, with the paragraph, the sentence's number and whether its words were quoted in full."""

    speaker: Span
    paragraph: int
    sentence: int
    quoted: bool
    pending: bool = False


class QuoteReader:
    """Reads sentence after sentence, with the speaker who spoke last."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
        self.text, self.sentences, self.lexicon = text, sentences, lexicon
        self.found: list[Quote] = []
        self.said: _Said | None = None
        self.pieces = 0  # words and quotations of the sentence being read
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
        attributed = attributions(words, lexicon)
        carried = self._carried(sentence)
        reported = reported_in(self.text, words, attributed, lexicon, is_carried=carried is not None)
        self.pieces = sum(word.is_word or word.quotation is not None for word in words)
        quoted_full = False
        for place, word in enumerate(words):
            if word.quotation is None:
                continue
            kind = self._kind(words, place, attributed, reported, number)
            if kind is None:
                continue
            quoted_full = quoted_full or kind == "full"
            self._propose(number, sentence, place, kind, attributed, reported, carried)
        for each in reported:
            self._report(words, each, carried)
        self._remember(number, sentence, attributed, reported, quoted_full)

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
                if any(words[at].text in ";:" for at in range(place, each.first)):
                    apart += 40
                broken = any(words[at].quotation for at in range(place + 1, each.first))
                adjoins = apart <= 1
                weight = each.is_impersonal * 20 + (each.speaker is None) * 12 + (0 if adjoins else 10)
                return (weight + broken * 5, apart + side)
            apart = place - each.last
            return (each.is_impersonal * 20 + (each.speaker is None) * 12 + (0 if apart <= 2 else 6), apart)

        return min(attributed, key=far)

    # What

    def _kind(
        self,
        words: Sequence[Word],
        place: int,
        attributed: list[Attributing],
        reported: list[Reported],
        number: int,
    ) -> QuoteKind | None:
        word = words[place]
        assert word.quotation is not None
        content = word.quotation.inner.of(self.text)
        inside = words_in(content, 0, len(content))
        length = sum(each.is_word for each in inside)
        if not length:
            return None
        alone = self.pieces == 1
        if alone:
            return self._kind_alone(content, inside, length, number)
        if self._is_full(words, place, inside, length, attributed):
            return "full"
        if self._is_name(words, place, content, inside, length, attributed):
            return None
        covered = any(each.first <= place < each.last for each in reported)
        if covered or (attributed and self._reaches(words, place, attributed)):
            return "fragment"
        return None

    def _kind_alone(self, content: str, inside: Sequence[Word], length: int, number: int) -> QuoteKind | None:
        if length >= _FULL_FROM and (
            inside[0].is_capital or not inside[0].is_word or length >= _FULL_IN_SENTENCE
        ):
            return "full"
        return "full" if content[-1] in ".!?…" and length > 1 else None

    def _reaches(self, words: Sequence[Word], place: int, attributed: list[Attributing]) -> bool:
        """Whether a verb of saying is in the same part of the sentence."""
        for each in attributed:
            low, high = sorted((each.verb, place))
            if not any(words[at].text in ";" for at in range(low, high)):
                return True
        return False

    def _is_full(
        self,
        words: Sequence[Word],
        place: int,
        inside: Sequence[Word],
        length: int,
        attributed: list[Attributing],
    ) -> bool:
        lexicon = self.lexicon
        before, after = _beside(words, place)
        capital = next((each.is_capital or each.text[0].isdigit() for each in inside if each.is_word), False)
        subordinate = inside[0].low in lexicon.subordinators and not capital
        ends_inside = inside[-1].text in ".!?…,"
        if before is not None and before.text == ":":
            return length >= 2 if capital else length >= _FULL_IN_SENTENCE and not subordinate
        follows = self._attribution_follows(words, place, attributed)
        if before is None or _is_dateline(words, place):
            closed = (
                ends_inside
                or after is None
                or after.text in ",–—-.!?…"
                or self._verb_is_next(words, place, attributed)
            )
            if follows and closed:
                return length >= _FULL_FROM or (capital and length >= 2)
            is_set_off = after is not None and after.text in ",–—" and capital
            return (after is None and length >= _FULL_FROM) or (
                is_set_off and length >= _FULL_IN_SENTENCE - 1
            )
        if any(each.first < place and place - each.last <= 3 for each in attributed) or before.text in ",":
            return self._is_full_after_words(words, place, length, capital, subordinate, inside, attributed)
        return capital and length >= 6 and ends_inside and follows

    def _is_full_after_words(
        self, words: Sequence[Word], place: int, length: int, capital: bool, subordinate: bool,
        inside: Sequence[Word], attributed: list[Attributing],
    ) -> bool:  # fmt: skip
        before, after = _beside(words, place)
        assert before is not None
        if subordinate or before.low in self.lexicon.complementizers:
            return False
        ends = after is None or (after.text in ".!?…" and place >= len(words) - 2)
        second_half = (
            any(words[at].quotation for at in range(place))
            and before.text in ",;–—-"
            and any(each.last <= place and each.first > 0 for each in attributed)
        )
        if second_half and before.text != ";" and self._just_attributed(words, place, attributed):
            return length >= _FULL_IN_SENTENCE
        if before.text == ",":
            if capital:
                return length >= _FULL_FROM
            return length >= 6 and ends and not _is_comma_of_clause(words, place, attributed, self.lexicon)
        return capital and length >= _FULL_IN_SENTENCE and (ends or inside[-1].text in ".!?…")

    def _just_attributed(self, words: Sequence[Word], place: int, attributed: list[Attributing]) -> bool:
        """`“…”, said X, “…”`: nothing but the attribution between the two halves."""
        return any(
            each.first > 0 and words[_left(each.first)].quotation is not None and place - each.last <= 6
            for each in attributed
        )

    def _attribution_follows(self, words: Sequence[Word], place: int, attributed: list[Attributing]) -> bool:
        return any(each.first > place and each.first - place <= 6 for each in attributed)

    def _verb_is_next(self, words: Sequence[Word], place: int, attributed: list[Attributing]) -> bool:
        return any(each.first == place + 1 for each in attributed)

    def _is_name(
        self, words: Sequence[Word], place: int, content: str, inside: Sequence[Word], length: int,
        attributed: list[Attributing],
    ) -> bool:  # fmt: skip
        lexicon = self.lexicon
        if folded(content) in self.repeated and length <= 4:
            return True
        near = [each for each in words[max(0, place - 3) : place] if each.is_word]
        if near and near[-1].low in lexicon.naming:
            return not any(words[each.verb].low == near[-1].low and each.speaker for each in attributed)
        if (
            len(near) > 1
            and near[-1].low in lexicon.determiners | lexicon.inner
            and near[-2].low in lexicon.naming
        ):
            return not any(words[each.verb].low == near[-2].low for each in attributed)
        if any(each.low in ("sogenannte", "sogenannten", "sogenannter", "so-called") for each in near):
            return True
        capitals = [each for each in inside if each.is_word and (each.is_capital or len(each.text) > 3)]
        if lexicon.code == "de":
            definite = bool(near) and near[-1].low in ("der", "die", "das", "dem", "den", "des")
            return length == 1 and inside[0].is_capital and definite
        many = len(capitals) >= 2 and all(each.is_capital for each in capitals)
        single = length == 1 and inside[0].is_capital
        return many or single

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
        if speaker is None and each is None:
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


def _left(at: int) -> int:
    return max(0, at - 1)


def _beside(words: Sequence[Word], place: int) -> tuple[Word | None, Word | None]:
    opens = not any(word.is_word or word.quotation for word in words[max(0, place - 3) : place])
    before = None if place <= 3 and opens else words[place - 1]
    after = words[place + 1] if place + 1 < len(words) else None
    return before, after


def _is_dateline(words: Sequence[Word], place: int) -> bool:
    """`BRUSSELS – “…`."""
    return place <= 4 and words[place - 1].text in "–—" and words[0].text.isupper()


def _is_comma_of_clause(
    words: Sequence[Word], place: int, attributed: list[Attributing], lexicon: Lexicon
) -> bool:
    """Whether words of a reported clause stand between the attribution and the quotation."""
    ahead = [each for each in attributed if each.last <= place]
    if not ahead:
        return False
    between = [word for word in words[ahead[-1].last : place] if word.is_word]
    return any(word.low in lexicon.complementizers or word.low in lexicon.subjunctive for word in between)


def _trimmed(words: Sequence[Word], first: int, last: int) -> Span:
    while last > first + 1 and words[last - 1].text in ".,;:!?…–—":
        last -= 1
    return Span(words[first].start, words[last - 1].end)
