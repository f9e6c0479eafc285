"""What a sentence of background is made from. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meetings.coverage import Coverage
from meetings.dates import DateInterval
from meetings.resumptions import Stream
from meetings.silences import SilenceState


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What was usual before: the typical gap and the longest one, days; None: not known.

    ``typical`` without ``longest`` is a declared cadence, not one seen.
    """

    typical: float | None = None
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class ResumptionTold:
    """A flag that stands, as of a day. ``days``: shortest, best and longest reading of the gap; ``sessions``: how many are on record.

    ``uncounted``: meetings of other formations and the like in that time, which end no gap.
    ``certain``: whether it is unusual on every reading of the dates, by records that were searched.
    """

    council: str
    day: date
    resumed_on: DateInterval
    silent_since: DateInterval
    days: tuple[int, int, int]
    sessions: int
    rhythm: Rhythm
    coverage: Coverage
    certain: bool
    uncounted: int = 0
    stream: Stream = Stream.MAIN


@dataclass(frozen=True, slots=True)
class SilenceTold:
    """A silence on a day. ``since`` None: no session is on record. ``unusual_since``: the first day on which it was.

    ``uncounted``: meetings since then that end no gap.
    ``concluded_from``: the day of the council's end, if that has come. ``planned``: the next session scheduled.
    """

    council: str
    day: date
    sessions: int
    since: DateInterval | None = None
    days: tuple[int, int, int] = (0, 0, 0)
    rhythm: Rhythm = Rhythm()
    state: SilenceState = SilenceState.ON_RHYTHM
    coverage: Coverage = Coverage.NOT_STATED
    unusual_since: date | None = None
    concluded_from: date | None = None
    planned: DateInterval | None = None
    uncounted: int = 0

    @property
    def is_longest(self) -> bool:
        """Whether it is longer than any earlier gap, on every reading of the dates."""
        return self.rhythm.longest is not None and self.days[0] > self.rhythm.longest

    @property
    def exceeds_since(self) -> date | None:
        """Since when it is longer than usual; None where it is not, or where that cannot be said to the day: on a vague
        date, or where the records were not searched."""
        exact = self.since is not None and self.since.is_day and self.coverage.allows_certainty
        return self.unusual_since if exact and self.rhythm.typical is not None else None
