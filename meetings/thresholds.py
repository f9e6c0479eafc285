"""How long is unusual for this council: the numbers of the rule, the baseline, and the thresholds that follow.

Pure: no database, no clock, no settings. One threshold T = max(floor, factor x typical gap, K x reference gap)
answers both questions, "has it resumed?" and "is this silence unusual?".
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import NamedTuple

from meetings.gaps import Gap

RULE_VERSION = "gap-1"


class Grade(StrEnum):
    """How unusual a gap is. No grade at all is None. `unrated`: long, but no rhythm is known."""

    UNRATED = "unrated"
    NOTABLE = "notable"
    MAJOR = "major"
    HISTORIC = "historic"


_ORDER: dict[Grade | None, int] = {None: 0, **{grade: rank for rank, grade in enumerate(Grade, start=1)}}


def grade_rank(grade: Grade | None) -> int:
    """0 for none, then unrated, notable, major, historic."""
    return _ORDER[grade]


def is_notable(grade: Grade | None) -> bool:
    """Notable or higher."""
    return grade_rank(grade) >= grade_rank(Grade.NOTABLE)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every number of the rule. Days unless said otherwise. A council may set the first four for itself.

    `multipliers_*`: K for one, two, three, four, and five or more gaps that prove something.
    """

    floor: int = 120
    sitting_span: int = 6
    declared_cadence: int | None = None
    muted: bool = False
    """No grades for this council: its records are too uneven to judge. Its gaps are measured all the same."""
    floor_major: int = 180
    floor_historic: int = 1461
    factor_notable: float = 2.5
    factor_major: float = 3.0
    multipliers_notable: tuple[float, ...] = (5, 2, 2, 1.25, 1.25)
    multipliers_major: tuple[float, ...] = (19, 5, 3, 2.25, 1.75)
    baseline_gaps: int = 20
    baseline_days: int = 730
    fewest_gaps: int = 2
    fewest_gaps_of_level: int = 5
    few_gaps: int = 4
    """Below this number the longest gap is the reference as it stands."""
    second_longest_factor: float = 1.5
    longest_divisor: int = 4
    burst_divisor: int = 8
    """Gaps shorter than reference / this are bursts and prove nothing."""
    cadence_repeats: int = 3
    unrated_days: int = 1096
    late_factor: float = 1.5
    lapsed_days: int = 3653

    def as_recorded(self) -> dict[str, object]:
        """The form in which each verdict keeps the numbers it was made with (JSON types only)."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values}

    @property
    def lowest_floor(self) -> int:
        """Days below which no gap is notable. Days within one sitting are no gap, so that it is never below the
        span of a sitting."""
        return max(self.floor, self.sitting_span + 1)


class Thresholds(NamedTuple):
    """From how many days on a gap has each grade; None where the grade cannot be reached."""

    notable: float | None = None
    major: float | None = None
    historic: float | None = None
    unrated: float | None = None

    def grade(self, days: int) -> Grade | None:
        """The highest grade whose threshold the days reach."""
        if self.historic is not None and days >= self.historic:
            return Grade.HISTORIC
        if self.major is not None and days >= self.major:
            return Grade.MAJOR
        if self.notable is not None and days >= self.notable:
            return Grade.NOTABLE
        if self.unrated is not None and days >= self.unrated:
            return Grade.UNRATED
        return None


class Baseline(NamedTuple):
    """What a council's earlier gaps say about its rhythm, fixed at its last sitting before the silence.

    `typical` (median) and `reference` are days; both None where no rhythm is known. `longest`: the two longest
    gaps ever recorded before, longest first, whether or not they are still in the baseline.
    """

    n: int
    m: int
    typical: float | None
    reference: float | None
    longest: tuple[Gap, ...]
    thresholds: Thresholds

    @property
    def longest_days(self) -> int | None:
        return self.longest[0].days if self.longest else None


def _median(ordered: Sequence[int]) -> float:
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _reference(ordered: Sequence[int], parameters: Parameters) -> float:
    """The longest gap, held down where it stands alone: one old freeze must not hide the next."""
    longest = ordered[-1]
    if len(ordered) < parameters.few_gaps:
        return float(longest)
    second = parameters.second_longest_factor * ordered[-2]
    return float(longest if longest <= second else max(second, longest / parameters.longest_divisor))


class BaselineWindow:
    """The baseline as it moves along one stream: add each gap after judging it. O(log n) per gap and window."""

    def __init__(self, parameters: Parameters, *, fewest_gaps: int = 0) -> None:
        """`fewest_gaps`: with fewer earlier gaps than this nothing is graded, not even `unrated`."""
        self._parameters = parameters
        self._fewest_gaps = fewest_gaps
        self._lowest_floor = parameters.lowest_floor
        self._window: deque[Gap] = deque()
        self._ordered: list[int] = []
        self._longest: tuple[Gap, ...] = ()

    def add(self, gap: Gap) -> None:
        """The sitting that ended this gap becomes the last one before the next silence."""
        window, ordered, days = self._window, self._ordered, gap.days
        window.append(gap)
        insort(ordered, days)
        if len(self._longest) < 2 or days > self._longest[-1].days:
            self._longest = tuple(sorted((*self._longest, gap), key=lambda known: -known.days)[:2])
        while len(window) > self._parameters.baseline_gaps:
            oldest = window[0]
            if (gap.until - oldest.until).days <= self._parameters.baseline_days:
                break
            window.popleft()
            del ordered[bisect_left(ordered, oldest.days)]

    def copy(self) -> BaselineWindow:
        """The same gaps, to be continued another way."""
        other = BaselineWindow(self._parameters, fewest_gaps=self._fewest_gaps)
        other._window, other._ordered, other._longest = self._window.copy(), self._ordered[:], self._longest
        return other

    def baseline(self) -> Baseline:
        """What the gaps added so far say."""
        n, parameters = len(self._ordered), self._parameters
        if n >= self._fewest_gaps and n >= parameters.fewest_gaps:
            baseline = self._rated(self._ordered)
        elif n >= self._fewest_gaps and parameters.declared_cadence:
            imagined = [parameters.declared_cadence] * parameters.cadence_repeats
            baseline = self._rated(sorted(imagined + self._ordered))
        else:
            unrated = parameters.unrated_days if n >= self._fewest_gaps else None
            baseline = Baseline(n, 0, None, None, self._longest, Thresholds(unrated=unrated))
        return baseline._replace(thresholds=Thresholds()) if parameters.muted else baseline

    def _rated(self, ordered: Sequence[int]) -> Baseline:
        """`ordered`: the days of the gaps to judge by, shortest first. Runs for every gap there is: no detours."""
        n, parameters = len(self._ordered), self._parameters
        typical, reference = _median(ordered), _reference(ordered, parameters)
        m = len(ordered) - bisect_left(ordered, reference / parameters.burst_divisor)
        k_notable, k_major = parameters.multipliers_notable, parameters.multipliers_major
        notable = max(
            self._lowest_floor,
            parameters.factor_notable * typical,
            reference * (k_notable[m - 1] if m < len(k_notable) else k_notable[-1]),
        )
        if n < parameters.fewest_gaps:  # a declared cadence stands in for the rhythm: notable at most
            return Baseline(n, m, typical, reference, self._longest, Thresholds(notable))
        major = max(
            notable,
            parameters.floor_major,
            parameters.factor_major * typical,
            reference * (k_major[m - 1] if m < len(k_major) else k_major[-1]),
        )
        historic = max(major, parameters.floor_historic, self._longest[0].days + 1)
        return Baseline(n, m, typical, reference, self._longest, Thresholds(notable, major, historic))
