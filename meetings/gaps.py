"""Sessions in, sittings and gaps out: the arithmetic below the resumption rule.

Pure: no database, no clock, no settings. Days are plain calendar days. Every date is a pair (earliest, latest
possible day); where one number is needed, it is taken at the midpoint, rounded down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

OTHER_RANK = 0
MINISTERS_RANK = 1
HEADS_RANK = 2

_RANKS = {
    "heads_of_state_government": HEADS_RANK,
    "foreign_ministers": MINISTERS_RANK,
    "defence_ministers": MINISTERS_RANK,
    "ministers": MINISTERS_RANK,
}


def rank_of_level(level: str | None) -> int:
    """The level streams a session belongs to: 2 summit, 1 at least ministerial, 0 neither or not recorded."""
    return _RANKS.get(level or "", OTHER_RANK)


class Row(NamedTuple):
    """One session that counts: held or interrupted, published, plenary, not a part.

    Where no end is recorded, the caller repeats the start. `rank` is what `rank_of_level` returns.
    """

    id: int
    start_earliest: date
    start_latest: date
    end_earliest: date
    end_latest: date
    rank: int = OTHER_RANK


class Sitting(NamedTuple):
    """Sessions so close together that they are one meeting of the council, in order of their days."""

    session_ids: tuple[int, ...]
    start: date
    """Midpoint of the first session's start."""


class Gap(NamedTuple):
    """The time between a sitting and everything before it.

    `days` is taken at the midpoints and is at least 1; `days_min` (0 or more) and `days_max` are the shortest
    and the longest reading of the dates. `days_min` is 0 where the order itself is uncertain. `since` and `until`
    are midpoints: of the end of everything before the gap, and of the start of the sitting that ended it.
    """

    previous_session_id: int
    """The session that ended last before the gap; of several, the one that comes last in order."""
    session_id: int
    """The first session of the sitting that ended the gap."""
    since: date
    since_earliest: date
    since_latest: date
    until: date
    days: int
    days_min: int
    days_max: int

    @property
    def order_uncertain(self) -> bool:
        """True where some reading of the dates leaves no gap at all."""
        return self.days_min == 0


@dataclass(frozen=True, slots=True)
class LastEnd:
    """When the last thing on record ended: where a running silence begins."""

    session_id: int
    day: date
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class History:
    """`gaps[i]` lies before `sittings[i + 1]`. Empty history: no sittings, no gaps, `last_end` None."""

    sittings: tuple[Sitting, ...]
    gaps: tuple[Gap, ...]
    last_end: LastEnd | None


class Session(NamedTuple):
    """A row in proleptic day numbers, its end never before its start. Sorts in the order of the stream."""

    start: int
    start_earliest: int
    start_latest: int
    id: int
    end: int
    end_earliest: int
    end_latest: int
    rank: int


def _in_day_numbers(row: Row) -> Session:
    id_, first, last, end_first, end_last, rank = row
    start_earliest = day = first.toordinal()
    if first == last == end_first == end_last:  # most sessions there are
        return Session(day, day, day, id_, day, day, day, rank)
    start_latest = last.toordinal()
    end_earliest = max(end_first.toordinal(), start_earliest)
    end_latest = max(end_last.toordinal(), start_latest)
    return Session(
        (start_earliest + start_latest) // 2,
        start_earliest,
        start_latest,
        id_,
        (end_earliest + end_latest) // 2,
        end_earliest,
        end_latest,
        rank,
    )


def in_order(rows: Iterable[Row]) -> list[Session]:
    """The rows as the arithmetic takes them, in the order of the stream, which is independent of theirs."""
    return sorted(map(_in_day_numbers, rows))


def _earliest_start_of_the_rest(sessions: Sequence[Session]) -> list[int]:
    """For each position, the earliest possible start of any session after it."""
    never = date.max.toordinal()
    backwards = accumulate((s.start_earliest for s in reversed(sessions)), min, initial=never)
    return list(backwards)[-2::-1]


def find_gaps(rows: Iterable[Row], sitting_span_days: int = 6) -> History:
    """Sittings and gaps of one stream, in any order of the rows; O(n log n).

    Sessions at most `sitting_span_days` apart, chained, are one sitting. A gap runs from the latest end so far,
    so that a session inside another, or overlapping it, never makes one.
    """
    return history_of(in_order(rows), sitting_span_days)


def history_of(sessions: Sequence[Session], sitting_span_days: int) -> History:
    """The same for sessions that are in order already, as those of a narrower stream are; O(n)."""
    if not sessions:
        return History((), (), None)
    day = date.fromordinal
    latest = sessions[0]
    # Earliest, midpoint and latest reading of the latest end so far.
    end_earliest, end, end_latest = latest.end_earliest, latest.end, latest.end_latest
    sittings: list[Sitting] = []
    gaps: list[Gap] = []
    members: list[int] = []
    begun = day(latest.start)
    for session, rest_from in zip(sessions, _earliest_start_of_the_rest(sessions), strict=True):
        start, start_earliest, start_latest, id_, session_end, session_end_earliest, session_end_latest, _ = (
            session
        )
        if start - end > sitting_span_days and members:
            sittings.append(Sitting(tuple(members), begun))
            begun = day(start)
            # A later session that may in truth have lain inside the silence leaves no certain gap at all.
            shortest = start_earliest - end_latest if rest_from >= start else 0
            since = day(end)
            gaps.append(
                Gap(
                    latest.id,
                    id_,
                    since,
                    since if end_earliest == end else day(end_earliest),
                    since if end_latest == end else day(end_latest),
                    begun,
                    start - end,
                    shortest if shortest > 0 else 0,
                    start_latest - end_earliest,
                )
            )
            members = []
        members.append(id_)
        if session_end >= end:
            latest, end = session, session_end
        if session_end_earliest > end_earliest:
            end_earliest = session_end_earliest
        if session_end_latest > end_latest:
            end_latest = session_end_latest
    sittings.append(Sitting(tuple(members), begun))
    last_end = LastEnd(latest.id, day(end), day(end_earliest), day(end_latest))
    return History(tuple(sittings), tuple(gaps), last_end)


def _as_known_on(earliest: date, latest: date, day: date) -> tuple[date, date]:
    """An interval that reaches past the day counts as that day: it may have happened by then, but not later."""
    return (day, day) if latest > day else (earliest, latest)


def rows_as_of(rows: Iterable[Row], day: date) -> list[Row]:
    """What had happened by `day`. A session that may begin on or before it counts; one that is later does not."""
    return [
        Row(
            row.id,
            *_as_known_on(row.start_earliest, row.start_latest, day),
            *_as_known_on(row.end_earliest, row.end_latest, day),
            row.rank,
        )
        for row in rows
        if row.start_earliest <= day
    ]
