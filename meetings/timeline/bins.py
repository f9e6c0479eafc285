"""Crowded lanes: how many marks each may have, and which sessions are then drawn as one. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.timeline.lanes import LaneSession
from meetings.timeline.scale import TimeScale

# For the whole picture: what keeps a page of many councils light.
MARKS_MAX = 600
LANE_MARKS_MIN = 10
GAPS_MAX = 100
PERIODS_MAX = 200


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


@dataclass(frozen=True, slots=True)
class Crowd:
    """Sessions that share a stretch of the axis. `start` and `end` are places on it."""

    start: float
    end: float
    sessions: tuple[LaneSession, ...]


def crowds(sessions: Sequence[LaneSession], scale: TimeScale, limit: int) -> list[Crowd]:
    """Group the sessions by at most `limit` equal stretches, by the earliest day they may have begun.

    Linear. A stretch with a single session comes back as a crowd of one.
    """
    grouped: dict[int, list[LaneSession]] = {}
    for session in sessions:
        place = min(limit - 1, int(scale.at(session.start.earliest) * limit))
        grouped.setdefault(place, []).append(session)
    return [
        Crowd(place / limit, (place + 1) / limit, tuple(members))
        for place, members in sorted(grouped.items())
    ]
