"""The running silence of a council: on which days it becomes late, unusual, lapsed. Pure: no database, no clock.

The days are fixed by the records alone, so a watch list needs nothing but stored dates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from meetings.coverage import Coverage, CoverageSpan, coverage_of
from meetings.gaps import LastEnd
from meetings.thresholds import Baseline, Grade, Parameters


class SilenceState(StrEnum):
    """What the watch list says of a council on one day."""

    ON_RHYTHM = "on_rhythm"
    LATE = "late"
    NOTABLE = "notable"
    MAJOR = "major"
    HISTORIC = "historic"
    UNRATED = "unrated"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    CONCLUDED = "concluded"


@dataclass(frozen=True, slots=True)
class Suspension:
    """A declared suspension: both days inclusive; `to` None while it lasts."""

    since: date
    to: date | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """The silence after the last sitting on record, and the first day of each stage; None means never.

    `since` is the midpoint of the last end, between `since_earliest` and `since_latest`. The stages up to
    `lapsed_from` count from `since`. `late_from` is None where the silence is unusual before it is late.
    """

    last_session_id: int
    since: date
    since_earliest: date
    since_latest: date
    baseline: Baseline
    late_from: date | None
    notable_from: date | None
    major_from: date | None
    historic_from: date | None
    unrated_from: date | None
    lapsed_from: date | None
    concluded_from: date | None
    suspensions: tuple[Suspension, ...]
    coverage: Coverage

    def days_on(self, day: date) -> tuple[int, int, int]:
        """Shortest, best and longest length of the silence on that day, in days; 0 before it began."""
        ends = (self.since_latest, self.since, self.since_earliest)
        shortest, days, longest = (max(0, (day - end).days) for end in ends)
        return shortest, days, longest

    def grade_on(self, day: date) -> Grade | None:
        """The grade of a session held that day, had it ended the silence. Never falls while the silence lasts."""
        return self.baseline.thresholds.grade(self.days_on(day)[1])

    def grade_certain_on(self, day: date) -> Grade | None:
        """The grade on the shortest reading of the dates; None where the period was not searched completely."""
        if not self.coverage.allows_certainty:
            return None
        return self.baseline.thresholds.grade(self.days_on(day)[0])

    def is_suspended_on(self, day: date) -> bool:
        return any(s.since <= day and (s.to is None or day <= s.to) for s in self.suspensions)

    def state_on(self, day: date) -> SilenceState:
        """What the watch list says that day. The council's end and its suspensions go before any length."""
        if self.concluded_from is not None and self.concluded_from <= day:
            return SilenceState.CONCLUDED
        return SilenceState.SUSPENDED if self.is_suspended_on(day) else self.state_by_length_on(day)

    def state_by_length_on(self, day: date) -> SilenceState:
        """What the length alone says that day: the council's end and its suspensions aside."""
        if self.lapsed_from is not None and self.lapsed_from <= day:
            return SilenceState.LAPSED
        grade = self.grade_on(day)
        if grade is not None:
            return SilenceState(grade.value)
        if self.late_from is not None and self.late_from <= day:
            return SilenceState.LATE
        return SilenceState.ON_RHYTHM

    def weight_on(self, day: date) -> float | None:
        """Days of silence over the days that make it unusual: the order of the watch list. None: no rhythm known."""
        threshold = self.baseline.thresholds.notable
        return None if threshold is None else self.days_on(day)[1] / threshold


def _day_after(since: date, days: float | None) -> date | None:
    """The first day on which at least so many days have passed; None if never (or beyond the calendar)."""
    if days is None:
        return None
    ordinal = since.toordinal() + math.ceil(days)
    return date.fromordinal(ordinal) if ordinal <= date.max.toordinal() else None


def _late_after(baseline: Baseline, parameters: Parameters) -> float | None:
    """Longer than the longest earlier gap and than 1.5 typical gaps, if that comes before it is notable."""
    notable = baseline.thresholds.notable
    if baseline.typical is None or notable is None:
        return None
    days = max(baseline.longest_days or 0, math.floor(parameters.late_factor * baseline.typical)) + 1
    return days if days < notable else None


def silence_after(
    last_end: LastEnd,
    baseline: Baseline,
    parameters: Parameters,
    *,
    coverage: Sequence[CoverageSpan] = (),
    concluded_on: date | None = None,
    suspensions: Sequence[Suspension] = (),
    until: date | None = None,
) -> Silence:
    """The silence that began with `last_end`, judged by the gaps before it.

    `until`: the last day to which coverage is judged; None means for ever, so that the answer does not depend on
    the day on which it is asked. A council said to have ended before its last session ended with that session.
    """
    since = last_end.day
    thresholds = baseline.thresholds
    return Silence(
        last_session_id=last_end.session_id,
        since=since,
        since_earliest=last_end.earliest,
        since_latest=last_end.latest,
        baseline=baseline,
        late_from=_day_after(since, _late_after(baseline, parameters)),
        notable_from=_day_after(since, thresholds.notable),
        major_from=_day_after(since, thresholds.major),
        historic_from=_day_after(since, thresholds.historic),
        unrated_from=_day_after(since, thresholds.unrated),
        lapsed_from=_day_after(since, parameters.lapsed_days),
        concluded_from=None if concluded_on is None else max(concluded_on, last_end.latest),
        suspensions=tuple(suspensions),
        coverage=coverage_of(coverage, since, None if until is None else until + timedelta(days=1)),
    )
