"""What a quotation is: a full quote, a fragment, or only a name in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from statements.reader.attribution import Attributing
from statements.reader.beside import follows_quotation
from statements.reader.lexicon import Lexicon, folded
from statements.reader.proposals import QuoteKind
from statements.reader.reported import Reported
from statements.reader.words import Word, words_in

_FULL_FROM = 3  # words of a full quote beside an attribution
_FULL_IN_SENTENCE = 5  # words of one that begins with a small letter


class QuoteKinds:
    """Tells the kind of each quotation of a sentence."""

    text: str
    lexicon: Lexicon
    pieces: int  # words and quotations of the sentence being read
    repeated: set[str]  # what stands between marks more than once

    def _kind(
        self,
        words: Sequence[Word],
        place: int,
        attributed: list[Attributing],
        reported: list[Reported],
        *,
        is_carried: bool,
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
            return self._kind_alone(content, inside, length)
        if self._is_full(words, place, inside, length, attributed):
            return "full"
        if self._is_name(words, place, content, inside, length, attributed):
            return None
        covered = any(each.first <= place < each.last for each in reported)
        if covered or (attributed and self._reaches(words, place, attributed)):
            return "fragment"
        is_spoken = length >= _FULL_IN_SENTENCE and any(
            each.low in self.lexicon.first_person for each in inside if each.is_word
        )
        return "fragment" if is_spoken and is_carried else None

    def _kind_alone(self, content: str, inside: Sequence[Word], length: int) -> QuoteKind | None:
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
        subordinate = not capital and (
            inside[0].low in lexicon.subordinators or self._is_relative(words, place, inside[0], attributed)
        )
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

    def _is_relative(
        self, words: Sequence[Word], place: int, first: Word, attributed: list[Attributing]
    ) -> bool:
        """`mit einem Mann zu sprechen, „der Konflikte provoziert“`: not right after the attribution."""
        if first.low not in self.lexicon.relatives or place < 2 or words[place - 1].text != ",":
            return False
        return not any(each.last == place - 1 for each in attributed)

    def _is_full_after_words(
        self, words: Sequence[Word], place: int, length: int, capital: bool, subordinate: bool,
        inside: Sequence[Word], attributed: list[Attributing],
    ) -> bool:  # fmt: skip
        before, after = _beside(words, place)
        assert before is not None
        if before.text in ",–—-" and self._just_attributed(words, place, attributed):
            return length >= _FULL_FROM
        if subordinate or before.low in self.lexicon.complementizers:
            return False
        ends = after is None or (after.text in ".!?…" and place >= len(words) - 2)
        if before.text == ",":
            if capital:  # not `es sei darum gegangen, „Bereiche der Annäherung“ zu finden`
                return length >= _FULL_FROM and (
                    after is None or not after.is_word or self._verb_is_next(words, place, attributed)
                )
            return (
                length >= 6
                and ends
                and not _is_comma_of_clause(words, place, attributed, self.lexicon)
                and not _is_comma_of_source(words, place, attributed)
                and not (self.lexicon.code == "de" and len(inside) > 2 and _is_infinitive(inside))
            )
        return capital and length >= _FULL_IN_SENTENCE and (ends or inside[-1].text in ".!?…")

    def _just_attributed(self, words: Sequence[Word], place: int, attributed: list[Attributing]) -> bool:
        """`“…”, said X, “…”`: nothing but the attribution between the two halves."""
        return any(
            follows_quotation(words, each.first) and 0 <= place - each.last <= 6 for each in attributed
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
        if _is_told_to(words, place, inside, attributed):
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


def _beside(words: Sequence[Word], place: int) -> tuple[Word | None, Word | None]:
    opens = not any(word.is_word or word.quotation for word in words[max(0, place - 3) : place])
    before = None if place <= 3 and opens else words[place - 1]
    after = words[place + 1] if place + 1 < len(words) else None
    return before, after


def _is_told_to(
    words: Sequence[Word], place: int, inside: Sequence[Word], attributed: list[Attributing]
) -> bool:
    """`sagte Steinmeier der „Welt am Sonntag“`: a newspaper in the dative right after the speaker or the verb."""
    if words[place - 1].low not in ("der", "dem") or not (inside[0].is_capital and inside[-1].is_capital):
        return False
    return len(inside) <= 5 and any(each.last == place - 1 and each.first < place - 1 for each in attributed)


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


def _is_infinitive(inside: Sequence[Word]) -> bool:
    """`den Willen, „offen zu reden“`: no sentence, but what somebody is willing to do."""
    spoken = [word for word in inside if word.is_word]
    return len(spoken) > 1 and (spoken[-2].low == "zu" or spoken[-1].low.endswith(("zuführen", "zulassen")))


def _is_comma_of_source(words: Sequence[Word], place: int, attributed: list[Attributing]) -> bool:
    """`The parties, according to NATO, “…`: the quotation goes on with a sentence begun outside of it."""
    return any(
        each.where == "source"
        and each.last == place - 1
        and each.first > 1
        and words[each.first - 1].text == ","
        for each in attributed
    )
