"""One gap drawn to scale beside what was usual until then: lengths on a line of 1,000 units. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

WIDTH = 1000
_SMALLEST = 4  # a bar that is there can be seen
_KINDS = ("this", "usual", "longest")


class JudgedGap(Protocol):
    """What is read of a stored gap; see `meetings.models.assessment.Judged`."""

    days_min: int | None
    days_max: int | None
    typical_days: float | None
    longest_prior_days: int | None
    threshold_notable: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """``kind``: this, usual or longest. ``width`` is certain, up to ``reach`` possible; both in units."""

    kind: str
    days_min: int
    days_max: int
    width: int
    reach: int

    @property
    def doubt(self) -> int:
        """The length that is only possible."""
        return self.reach - self.width


@dataclass(frozen=True, slots=True)
class GapScale:
    """``notable``: where a gap becomes unusual, in units; None where the record does not say, or beyond the line."""

    bars: Sequence[Bar]
    notable: int | None
    notable_days: int | None
    is_unusual: bool


def gap_scale(gap: JudgedGap, *, is_unusual: bool = False) -> GapScale | None:
    """The gap, the usual one and the longest before it; None without a length or anything to compare with.

    ``is_unusual``: a flag stands on it.
    """
    if gap.days_min is None or gap.days_max is None or gap.typical_days is None:
        return None
    usual, longest = round(gap.typical_days), gap.longest_prior_days
    lengths = [(gap.days_min, gap.days_max), (usual, usual), (longest or 0, longest or 0)]
    notable = gap.threshold_notable
    whole = max(gap.days_max, usual, longest or 0, 1)

    def units(days: float) -> int:
        return max(_SMALLEST, round(days / whole * WIDTH))

    bars = [
        Bar(kind, shortest, most, units(shortest), units(most))
        for kind, (shortest, most) in zip(_KINDS, lengths, strict=True)
        if kind != "longest" or longest
    ]
    within = notable is not None and notable <= whole
    return GapScale(
        bars,
        units(notable) if notable is not None and within else None,
        -int(-notable // 1) if notable is not None else None,
        is_unusual,
    )
