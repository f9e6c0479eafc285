"""Crowded lanes: how many marks each may have, and which sessions are then drawn as one. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.dates import DateInterval
from meetings.timeline.lanes import LaneSession
from meetings.timeline.scale import TimeScale

# For the whole picture: what keeps a page of many councils light.
MARKS_MAX = 450
LANE_MARKS_MIN = 10
GAPS_MAX = 80
PERIODS_MAX = 120
# Lines of the lists that narrow screens show.
ROWS_MAX = 160
LANE_ROWS_MIN = 4


def share_per_lane(counts: Sequence[int], budget: int, at_least: int = 1) -> int:
    """The largest number per lane that keeps the whole picture within the budget.

    Lanes with fewer leave their share to the crowded ones. Never below `at_least`, whatever the budget.
    """
    if sum(counts) <= budget:
        return max(counts, default=0)
    left, share = budget, 0
    ordered = sorted(counts)
    for position, count in enumerate(ordered):
        share = left // (len(ordered) - position)
        if count > share:
            break
        left -= count
    return max(at_least, share)


def longest_first(opens: DateInterval, closes: DateInterval) -> tuple[timedelta, date]:
    """Of more gaps than are drawn, those are that come first in this order."""
    return opens.earliest - closes.latest, closes.earliest


@dataclass(frozen=True, slots=True)
class Crowd:
    """Sessions drawn as one: from the place of the first day of the first to that of the last day of the last."""

    start: float
    end: float
    sessions: tuple[LaneSession, ...]


def crowds(
    sessions: Sequence[LaneSession], scale: TimeScale, limit: int, breaks: Sequence[date] = ()
) -> list[Crowd]:
    """Group the sessions by `limit` equal stretches of the axis, by the earliest day they may have begun.

    `breaks` (in order): days on which a gap ended. Sessions before and after one stay apart, so that no bar covers
    it; there may be so many groups more. Linear but for the search. A session alone comes back as a crowd of one.
    """
    grouped: dict[tuple[int, int], list[LaneSession]] = {}
    for session in sessions:
        day = session.start.earliest
        place = min(limit - 1, int(scale.at(day) * limit))
        grouped.setdefault((place, bisect_right(breaks, day)), []).append(session)
    return [_crowd(members, scale) for _, members in sorted(grouped.items())]


def _crowd(members: Sequence[LaneSession], scale: TimeScale) -> Crowd:
    first = min(session.start.earliest for session in members)
    last = max(session.end.latest for session in members)
    return Crowd(scale.at(first), scale.after(last), tuple(members))
