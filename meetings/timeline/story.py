"""A lane as a list, for screens too narrow for the picture: sessions, the gaps between them, the silence. Pure."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.timeline.lanes import Chart, Lane, LaneBin, LaneGap, LaneSession, LaneSilence, Standing
from meetings.timeline.scale import TimeScale, percent
from meetings.timeline.shapes import StoryRow

ORDER: tuple[Standing, ...] = ("met", "unconfirmed", "off", "planned")


@dataclass(frozen=True, slots=True)
class _Run:
    """Sessions between two gaps, of one standing; `alone`: the only one."""

    standing: Standing
    first: date
    last: date
    count: int
    alone: LaneSession | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with the sessions in it, so that the oldest lines can become one."""

    row: StoryRow
    first: date
    last: date
    count: int = 0


def story_rows(
    lane: Lane,
    sessions: Sequence[LaneSession],
    gaps: Sequence[LaneGap],
    scale: TimeScale,
    chart: Chart,
    limit: int,
) -> tuple[StoryRow, ...]:
    """The latest first, at most `limit`. `sessions`, `gaps`: what of the lane lies on the axis, oldest first.

    What was only counted is among those that met. What is planned for after the as-of day stands above the silence.
    """
    lines = list(_lines(lane, sessions, gaps, scale, chart))[::-1]
    if len(lines) <= limit:
        return tuple(line.row for line in lines)
    older = [line for line in lines[limit - 1 :] if line.count]
    rows = [line.row for line in lines[: limit - 1]]
    if older:
        first, last = min(line.first for line in older), max(line.last for line in older)
        run = _Run("met", first, last, sum(line.count for line in older), None)
        rows.append(_run_line(run, lane, scale, chart).row)
    return tuple(rows)


def _lines(
    lane: Lane, sessions: Sequence[LaneSession], gaps: Sequence[LaneGap], scale: TimeScale, chart: Chart
) -> Iterator[_Line]:
    """Oldest first."""
    closes = [gap.closes.earliest for gap in gaps]
    bins = [counted for counted in lane.bins if scale.shows(counted.first, counted.last)]
    between: dict[int, list[LaneSession | LaneBin]] = defaultdict(list)
    coming: list[LaneSession | LaneBin] = []
    everything: list[LaneSession | LaneBin] = [*sessions, *bins]
    for each in everything:
        if _first(each) > chart.as_of:
            coming.append(each)
        else:
            between[bisect_right(closes, _first(each))].append(each)
    for position in range(len(gaps) + 1):
        for run in _runs(between[position]):
            yield _run_line(run, lane, scale, chart)
        if position < len(gaps):
            yield _gap_line(gaps[position], scale)
    if lane.silence is not None and scale.shows(lane.silence.since.earliest, lane.silence.until):
        yield _silence_line(lane.silence, scale)
    for run in _runs(coming):
        yield _run_line(run, lane, scale, chart)


def _first(each: LaneSession | LaneBin) -> date:
    return each.first if isinstance(each, LaneBin) else each.start.earliest


def _runs(members: Sequence[LaneSession | LaneBin]) -> Iterator[_Run]:
    by_standing: dict[Standing, list[LaneSession | LaneBin]] = defaultdict(list)
    for each in members:
        by_standing["met" if isinstance(each, LaneBin) else each.standing].append(each)
    for standing in ORDER:
        found = by_standing[standing]
        if not found:
            continue
        only = found[0] if len(found) == 1 else None
        yield _Run(
            standing=standing,
            first=min(map(_first, found)),
            last=max(each.last if isinstance(each, LaneBin) else each.end.latest for each in found),
            count=sum(each.count if isinstance(each, LaneBin) else 1 for each in found),
            alone=only if isinstance(only, LaneSession) else None,
        )


def _run_line(run: _Run, lane: Lane, scale: TimeScale, chart: Chart) -> _Line:
    if run.alone is not None:
        words, href = run.alone.words.split("\n")[0], run.alone.href
    else:
        words = chart.run_words(run.standing, run.count, run.first, run.last)
        href = chart.range_href(lane.key, run.first, run.last)
    row = StoryRow(run.standing, words, href, _length(scale, run.first, run.last))
    return _Line(row, run.first, run.last, run.count)


def _gap_line(gap: LaneGap, scale: TimeScale) -> _Line:
    kind = "gap" if gap.is_certain and not gap.only_possible else "gap maybe"
    first, last = gap.opens.latest, gap.closes.earliest
    return _Line(StoryRow(kind, gap.in_words().told, gap.href, _length(scale, first, last)), first, last)


def _silence_line(silence: LaneSilence, scale: TimeScale) -> _Line:
    kind = "silent" if silence.unusual else "quiet"
    first, last = silence.since.latest, silence.until
    return _Line(StoryRow(kind, silence.told, "", _length(scale, first, last)), first, last)


def _length(scale: TimeScale, first: date, last: date) -> str:
    return percent(max(0.004, scale.after(last) - scale.at(first)))
