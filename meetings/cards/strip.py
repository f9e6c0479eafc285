"""The strip of time on a card: when a council met, its unusual gaps, its running silence. Pure: dates in, places out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.dates import DateInterval

# Years that are written below the strip, at most.
_YEARS_WRITTEN = 8
_STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Span:
    """From one place to another, px from the left end. ``kind``: session, here, gap, silence or bar.

    ``height``: share of the strip's height that it fills, for bars.
    """

    start: float
    end: float
    kind: str
    height: float = 1.0


@dataclass(frozen=True, slots=True)
class Strip:
    """What is drawn, from back to front, and the years below it with their places."""

    spans: Sequence[Span]
    years: Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Axis:
    """Days on a line of ``width`` px."""

    first: date
    last: date
    width: int

    def at(self, day: date) -> float:
        """The place of a day, within the line."""
        whole = max(1, (self.last - self.first).days)
        return min(1.0, max(0.0, (day - self.first).days / whole)) * self.width

    def span(self, first: date, last: date, kind: str, height: float = 1.0) -> Span:
        return Span(self.at(first), self.at(last), kind, height)

    def years(self) -> list[tuple[float, str]]:
        """Round years, few enough to be read."""
        length = self.last.year - self.first.year + 1
        step = next((step for step in _STEPS if length / step <= _YEARS_WRITTEN), _STEPS[-1])
        return [
            (self.at(date(year, 1, 1)), str(year))
            for year in range(self.first.year, self.last.year + 1)
            if year % step == 0 and date(year, 1, 1) >= self.first
        ]


def council_strip(
    sessions: Sequence[DateInterval],
    gaps: Iterable[tuple[DateInterval, DateInterval]],
    *,
    day: date,
    width: int,
    silent_since: DateInterval | None = None,
    here: DateInterval | None = None,
) -> Strip:
    """A council's sessions up to a day. ``gaps``: (silence began, met again) of those flagged; ``here``: the session shown.

    A vague date is as wide as it is vague; a gap is drawn where it certainly was.
    """
    known = [session for session in sessions if session.earliest <= day]
    first = min((session.earliest for session in known), default=day - timedelta(days=365))
    axis = Axis(first - timedelta(days=max(30, (day - first).days // 60)), day, width)
    spans = [axis.span(since.latest, until.earliest, "gap") for since, until in gaps if until.earliest <= day]
    if silent_since is not None and silent_since.latest < day:
        spans.append(axis.span(silent_since.latest, day, "silence"))
    spans += [axis.span(each.earliest, min(each.latest, day), "session") for each in known if each != here]
    if here is not None and here.earliest <= day:
        spans.append(axis.span(here.earliest, min(here.latest, day), "here"))
    return Strip(spans, axis.years())


def years_strip(counts: Sequence[tuple[int, int]], *, day: date, width: int) -> Strip:
    """Sessions a year as bars, from the first year with one. ``counts``: (year, number of sessions)."""
    known = [(year, number) for year, number in counts if year <= day.year and number]
    first = min((year for year, _ in known), default=day.year)
    axis = Axis(date(first, 1, 1), date(day.year, 12, 31), width)
    most = max((number for _, number in known), default=1)
    spans = [axis.span(date(year, 1, 1), date(year, 12, 31), "bar", number / most) for year, number in known]
    return Strip(spans, axis.years())
