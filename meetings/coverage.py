"""How completely the records of a period were searched. Pure: no database, no clock."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Coverage(StrEnum):
    """What is known about the search of a period, the weakest first."""

    NOT_SEARCHED = "not_searched"
    SAMPLED = "sampled"
    NOT_STATED = "not_stated"
    COMPLETE = "complete"

    @property
    def allows_certainty(self) -> bool:
        """Whether a gap in such a period may count as certain. Silence about the search is taken as a search."""
        return self is Coverage.COMPLETE or self is Coverage.NOT_STATED


_WEAKEST_FIRST = list(Coverage)
_STRONGEST_SEARCH_FIRST = (Coverage.COMPLETE, Coverage.SAMPLED, Coverage.NOT_SEARCHED)
_FOR_EVER = date.max.toordinal() + 1


@dataclass(frozen=True, slots=True)
class CoverageSpan:
    """One search: both days inclusive; `to` None means that it is kept up to date, `since` None from the start."""

    since: date | None
    to: date | None
    completeness: Coverage


class Searches:
    """The searches of one council, laid out in days once to be asked about any number of periods.

    Where searches overlap, a day counts as its best one; a day that no search covers is "not stated", and that
    is weaker than "complete" but stronger than "sampled".
    """

    def __init__(self, spans: Sequence[CoverageSpan]) -> None:
        lengths = [
            (
                0 if span.since is None else span.since.toordinal(),
                _FOR_EVER if span.to is None else span.to.toordinal() + 1,
                span.completeness,
            )
            for span in spans
        ]
        lengths = [(start, end, word) for start, end, word in lengths if start < end]
        # From each of these days to the next the answer is the same.
        self._starts = sorted({0, *(start for start, _, _ in lengths), *(end for _, end, _ in lengths)})
        self._words = [
            next(
                (
                    word
                    for word in _STRONGEST_SEARCH_FIRST
                    if any(start <= day < end and searched == word for start, end, searched in lengths)
                ),
                Coverage.NOT_STATED,
            )
            for day in self._starts
        ]

    def weakest_between(self, since: date, until: date | None) -> Coverage:
        """The weakest coverage of any day strictly between the two; `until` None means for ever. Of two
        neighbouring days, the second is asked about."""
        words = self._words_between(since, until)
        return words[0] if len(words) == 1 else min(words, key=_WEAKEST_FIRST.index)

    def is_one_between(self, since: date, until: date | None) -> bool:
        """Whether one answer holds for all days strictly between the two."""
        return len(self._words_between(since, until)) == 1

    def _words_between(self, since: date, until: date | None) -> list[Coverage]:
        """Of each stretch of the days strictly between the two."""
        if len(self._starts) == 1:
            return self._words
        first = since.toordinal() + 1
        after = _FOR_EVER if until is None else max(first + 1, until.toordinal())
        return self._words[bisect_right(self._starts, first) - 1 : bisect_left(self._starts, after)]


def coverage_of(spans: Sequence[CoverageSpan], since: date, until: date | None) -> Coverage:
    """The weakest coverage of any day strictly between the two; `until` None means for ever."""
    return Searches(spans).weakest_between(since, until)
