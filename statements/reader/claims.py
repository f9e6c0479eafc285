"""Gap claims: `zum ersten Mal seit zweieinhalb Jahren`, `the last meeting was in July 2019`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from statements.reader.claim_lengths import LengthClaims
from statements.reader.claim_moments import MomentClaims
from statements.reader.lengths import bare_length_at, length_at
from statements.reader.lexicon import folded
from statements.reader.moments import moment_at
from statements.reader.proposals import Claim
from statements.reader.words import LONGEST_SENTENCE, Word

_SHORTEST = 3  # words and marks of a sentence that may hold a claim


class ClaimReader(LengthClaims, MomentClaims):
    """Reads the claims of one sentence at a time."""

    def read(self, throughout: Sequence[Sequence[Word]]) -> list[Claim]:
        """The claims in the words of each sentence, quotations and all; the same words twice are one."""
        parts = (
            words[first : first + LONGEST_SENTENCE]
            for words in throughout
            if len(words) >= _SHORTEST
            for first in range(0, len(words), LONGEST_SENTENCE)
        )
        return _told_once(self.text, [claim for words in parts for claim in self._of_words(words)])

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
