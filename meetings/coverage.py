"""How completely the records of a period were searched. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
        return self in (Coverage.COMPLETE, Coverage.NOT_STATED)


_WEAKEST_FIRST = list(Coverage)
_STRONGEST_SEARCH_FIRST = (Coverage.COMPLETE, Coverage.SAMPLED, Coverage.NOT_SEARCHED)


@dataclass(frozen=True, slots=True)
class CoverageSpan:
    """One search: both days inclusive; `to` None means that it is kept up to date, `since` None from the start."""

    since: date | None
    to: date | None
    completeness: Coverage


def _day_numbers(span: CoverageSpan, first: int, last: int) -> tuple[int, int]:
    start = first if span.since is None else max(first, span.since.toordinal())
    end = last if span.to is None else min(last, span.to.toordinal())
    return start, end


def _uncovered(pieces: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The parts of [start, end] that no piece covers, both days inclusive."""
    left = []
    for piece_start, piece_end in sorted(pieces):
        if piece_end < start:
            continue
        if piece_start > end:
            break
        if piece_start > start:
            left.append((start, piece_start - 1))
        start = max(start, piece_end + 1)
    if start <= end:
        left.append((start, end))
    return left


def coverage_of(spans: Sequence[CoverageSpan], since: date, until: date | None) -> Coverage:
    """The weakest coverage of any day strictly between the two; `until` None means for ever.

    Where searches overlap, a day counts as its best one; a day that no search covers is "not stated", and that
    is weaker than "complete" but stronger than "sampled".
    """
    if not spans:
        return Coverage.NOT_STATED
    first = since.toordinal() + 1
    last = date.max.toordinal() if until is None else (until - timedelta(days=1)).toordinal()
    remaining = [(first, max(first, last))]
    found = []
    for completeness in _STRONGEST_SEARCH_FIRST:
        pieces = [
            _day_numbers(span, first, max(first, last)) for span in spans if span.completeness == completeness
        ]
        pieces = [(start, end) for start, end in pieces if start <= end]
        left = [part for start, end in remaining for part in _uncovered(pieces, start, end)]
        if left != remaining:
            found.append(completeness)
        remaining = left
    if remaining:
        found.append(Coverage.NOT_STATED)
    return min(found, key=_WEAKEST_FIRST.index)
