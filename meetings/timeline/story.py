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


def story_rows(
    lane: Lane, sessions: Sequence[LaneSession], gaps: Sequence[LaneGap], scale: TimeScale, chart: Chart
) -> tuple[StoryRow, ...]:
    """The latest first. `sessions`, `gaps`: what of the lane lies on the axis, oldest first.

    What was only counted is among those that met. What is planned for after the as-of day stands above the silence.
    """
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
    rows: list[StoryRow] = []
    for position in range(len(gaps) + 1):
        rows += [_run_row(run, lane, scale, chart) for run in _runs(between[position])]
        if position < len(gaps):
            rows.append(_gap_row(gaps[position], scale))
    if lane.silence is not None and scale.shows(lane.silence.since.earliest, lane.silence.until):
        rows.append(_silence_row(lane.silence, scale))
    rows += [_run_row(run, lane, scale, chart) for run in _runs(coming)]
    return tuple(reversed(rows))


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


def _run_row(run: _Run, lane: Lane, scale: TimeScale, chart: Chart) -> StoryRow:
    if run.alone is not None:
        words, href = run.alone.words, run.alone.href
    else:
        words = chart.run_words(run.standing, run.count, run.first, run.last)
        href = chart.range_href(lane.key, run.first, run.last)
    return StoryRow(run.standing, words, href, _length(scale, run.first, run.last))


def _gap_row(gap: LaneGap, scale: TimeScale) -> StoryRow:
    kind = "gap" if gap.is_certain and not gap.only_possible else "gap maybe"
    return StoryRow(kind, gap.told, gap.href, _length(scale, gap.opens.latest, gap.closes.earliest))


def _silence_row(silence: LaneSilence, scale: TimeScale) -> StoryRow:
    kind = "silent" if silence.unusual else "quiet"
    return StoryRow(kind, silence.told, "", _length(scale, silence.since.latest, silence.until))


def _length(scale: TimeScale, first: date, last: date) -> str:
    return percent(max(0.004, scale.after(last) - scale.at(first)))
