"""What a council's record has before a session: of all its sessions, and of those of its level and format.

Pure: no database, no clock, no settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from meetings.coverage import Coverage, CoverageSpan, coverage_of
from meetings.dates import DateInterval
from meetings.gaps import Gap, Row, find_gaps
from meetings.streams import TOOK_PLACE
from statements.vocabulary import ComparedWith


class Met(NamedTuple):
    """One session as a council's record has it. `row` repeats the start where no end is recorded.

    `level_rank` is 0 and `format` empty where no source says. `counts`: not excepted from the council's gaps.
    """

    row: Row
    status: str
    formation: str
    level_rank: int
    format: str
    is_part: bool = False
    counts: bool = True

    @property
    def took_place(self) -> bool:
        return self.status in TOOK_PLACE

    @property
    def is_compared(self) -> bool:
        """Whether it stands in a series at all: it was held, is no part, and the council counts it."""
        return self.took_place and not self.is_part and self.counts


@dataclass(frozen=True, slots=True)
class Before:
    """The gap before a session among some of its council's sessions.

    `first_day` and `last_day` are the outer days of the sitting before it: what "last met" may name. `start` and
    `end` are the dates of the session that ended last (`end` None: on the day it started).
    """

    compared_with: ComparedWith
    gap: Gap
    first_day: date
    last_day: date
    start: DateInterval
    end: DateInterval | None


class CouncilRecord:
    """A council's sessions, with those of the councils that it continues, and how well they were searched.

    Sessions of another formation are a series of their own: a meeting of chiefs of defence ends no silence of the
    plenary. Series are made once each, at first need.
    """

    def __init__(
        self,
        sessions: Iterable[Met],
        *,
        coverage: Sequence[CoverageSpan] = (),
        sitting_span_days: int = 6,
    ) -> None:
        self.sessions = {session.row.id: session for session in sessions}
        self._coverage = coverage
        self._sitting_span_days = sitting_span_days
        self._series: dict[tuple[str, int, str], dict[int, tuple[Gap, tuple[int, ...]]]] = {}

    def before(self, session: Met) -> list[Before]:
        """What lies before it, the narrowest comparison first; without those in which nothing earlier is known."""
        found = ((kind, *self._gap(session, rank, form)) for kind, rank, form in _comparisons(session))
        return [self._before(kind, gap, sitting) for kind, gap, sitting in found if gap is not None]

    def kinds(self, session: Met) -> list[ComparedWith]:
        """The comparisons that make sense for the session: by level only if its level is known."""
        return [kind for kind, _, _ in _comparisons(session)]

    def coverage(self, gap: Gap) -> Coverage:
        """How well the days within a gap were searched."""
        return coverage_of(self._coverage, gap.since, gap.until)

    def _gap(self, session: Met, rank: int, form: str) -> tuple[Gap | None, tuple[int, ...]]:
        key = (session.formation, rank, form)
        if key not in self._series:
            self._series[key] = self._gaps_of(*key)
        return self._series[key].get(session.row.id, (None, ()))

    def _gaps_of(self, formation: str, rank: int, form: str) -> dict[int, tuple[Gap, tuple[int, ...]]]:
        """For each session with a sitting before its own: the gap between, and the sessions of that sitting."""
        rows = [
            each.row
            for each in self.sessions.values()
            if each.is_compared
            and each.formation == formation
            and each.level_rank >= rank
            and form in ("", each.format)
        ]
        history = find_gaps(rows, self._sitting_span_days)
        pairs = zip(history.gaps, history.sittings, history.sittings[1:], strict=False)
        return {
            session_id: (gap, earlier.session_ids)
            for gap, earlier, sitting in pairs
            for session_id in sitting.session_ids
        }

    def _before(self, kind: ComparedWith, gap: Gap, sitting: tuple[int, ...]) -> Before:
        previous = self.sessions[gap.previous_session_id].row
        start = DateInterval(previous.start_earliest, previous.start_latest)
        end = DateInterval(
            max(previous.end_earliest, previous.start_earliest),
            max(previous.end_latest, previous.start_latest),
        )
        return Before(
            compared_with=kind,
            gap=gap,
            first_day=min(self.sessions[each].row.start_earliest for each in sitting),
            last_day=gap.since_latest,
            start=start,
            end=None if end == start else end,
        )


def _comparisons(session: Met) -> Iterator[tuple[ComparedWith, int, str]]:
    """The comparisons of a session, the narrowest first, each with the lowest rank and the format it asks for."""
    if session.level_rank and session.format:
        yield ComparedWith.LEVEL_AND_FORMAT, session.level_rank, session.format
    if session.level_rank:
        yield ComparedWith.LEVEL, session.level_rank, ""
    if session.format:
        yield ComparedWith.FORMAT, 0, session.format
    yield ComparedWith.ALL, 0, ""
