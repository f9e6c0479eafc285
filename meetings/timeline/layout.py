"""Lanes in, shapes out: where everything stands on the picture and which labels fit. Pure, O(n log n).

Horizontal places are per cent of the plot, vertical ones px of a lane that is `LANE_HEIGHT` high: flags and dates on
top, the line of the council with its sessions and silences in the middle, other formations and events below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetings.timeline.axis import break_shapes, chart_scale
from meetings.timeline.bins import (
    GAPS_MAX,
    LANE_MARKS_MIN,
    LANE_ROWS_MIN,
    MARKS_MAX,
    PERIODS_MAX,
    ROWS_MAX,
    Crowd,
    crowds,
    longest_first,
    share_per_lane,
)
from meetings.timeline.labels import Stretch, band_label, last_piece
from meetings.timeline.lanes import Chart, Lane, LaneBin, LaneGap, LanePeriod, LaneSession, LaneSilence
from meetings.timeline.scale import TimeScale, percent, room_class, text_width, ticks
from meetings.timeline.shapes import Band, Density, Figure, Flag, Join, Label, LaneShapes, Mark, Part, Period
from meetings.timeline.story import story_rows

LANE_HEIGHT = 50
LINE_Y = 29
BAND_Y, BAND_HEIGHT = 17, 24
HEIGHTS = {"leaders": 26, "ministers": 18, "officials": 10}
SIDE_Y, SIDE_HEIGHT = 43, 5
TICK_PX = 2
# At the width that most readers have, a session of this share of the plot is wider than its tick.
TICK_FRACTION = TICK_PX / 1000
FLAG_PX = 9


@dataclass(frozen=True, slots=True)
class Limits:
    """How many of each a lane may show. Of more gaps or periods the longest are drawn; the lists have them all."""

    marks: int
    gaps: int
    periods: int
    rows: int


def lay_out(chart: Chart) -> Figure:
    """The shapes of a chart."""
    scale = chart_scale(chart)
    visible = [_visible(lane, scale) for lane in chart.lanes]
    limits = Limits(
        marks=share_per_lane([len(sessions) for sessions in visible], MARKS_MAX, LANE_MARKS_MIN),
        gaps=share_per_lane([len(lane.gaps) for lane in chart.lanes], GAPS_MAX),
        periods=share_per_lane([len(lane.periods) for lane in chart.lanes], PERIODS_MAX),
        # At the most: a line for each gap, one for the sessions after it, and the silence.
        rows=share_per_lane([2 * len(lane.gaps) + 2 for lane in chart.lanes], ROWS_MAX, LANE_ROWS_MIN),
    )
    lanes = tuple(
        _lay_out_lane(lane, sessions, scale, chart, limits)
        for lane, sessions in zip(chart.lanes, visible, strict=True)
    )
    return Figure(
        lanes=lanes,
        ticks=tuple(ticks(scale, chart.month_names)),
        as_of_x=percent(scale.after(chart.as_of)) if scale.shows(chart.as_of, chart.as_of) else "",
        scale=scale,
        breaks=tuple(break_shapes(scale, chart)),
        is_binned=any(lane.densities for lane in lanes),
    )


def _visible(lane: Lane, scale: TimeScale) -> list[LaneSession]:
    sessions = [s for s in lane.sessions if scale.shows(s.start.earliest, s.end.latest)]
    return sorted(sessions, key=lambda s: (s.start.earliest, s.end.latest, s.href))


def _lay_out_lane(
    lane: Lane, sessions: Sequence[LaneSession], scale: TimeScale, chart: Chart, limits: Limits
) -> LaneShapes:
    shown_gaps = sorted(
        (gap for gap in lane.gaps if scale.shows(gap.opens.earliest, gap.closes.latest)),
        key=lambda gap: longest_first(gap.opens, gap.closes),
    )[: limits.gaps]
    shown_gaps.sort(key=lambda gap: gap.closes.earliest)
    marks: list[Mark] = []
    bins = [counted for counted in lane.bins if scale.shows(counted.first, counted.last)]
    if len(sessions) > limits.marks:
        groups = crowds(sessions, scale, limits.marks, [gap.closes.earliest for gap in shown_gaps])
        marks = [_mark(group.sessions[0], scale) for group in groups if len(group.sessions) == 1]
        bins += [_counted(group) for group in groups if len(group.sessions) > 1]
    else:
        marks = [_mark(session, scale) for session in sessions]
    most = max((counted.count for counted in bins), default=1)
    taken = sorted((scale.at(s.start.earliest), scale.after(s.end.latest)) for s in sessions if s.counts)
    bands = [_gap_band(gap, scale, taken, chart.plot_px) for gap in shown_gaps if gap.is_main]
    if lane.silence is not None and scale.shows(lane.silence.since.earliest, lane.silence.until):
        bands.append(_silence_band(lane.silence, scale, taken, chart.plot_px))
    periods = [period for period in lane.periods if scale.shows(period.first, period.last)]
    periods.sort(key=lambda period: (period.first - period.last, period.first))
    return LaneShapes(
        lane=lane,
        line=_line(lane, scale, chart.as_of),
        end_x=percent(scale.after(lane.concluded))
        if lane.concluded and scale.shows(lane.concluded, lane.concluded)
        else "",
        periods=tuple(_period(p, scale) for p in periods[: limits.periods]),
        bands=tuple(bands),
        densities=tuple(_density(counted, most, lane, scale, chart) for counted in bins),
        # Vague sessions behind exact ones: a pale year must not hide a day.
        marks=tuple(sorted(marks, key=lambda mark: "vague" not in mark.css)),
        joins=tuple(_join(j.on, j.before, j.after, scale) for j in lane.joins if scale.shows(j.on, j.on)),
        story=story_rows(
            lane, sessions, [gap for gap in shown_gaps if gap.is_main], scale, chart, limits.rows
        ),
        flags=tuple(
            _flag(gap, scale) for gap in shown_gaps if scale.shows(gap.closes.earliest, gap.closes.latest)
        ),
    )


def _line(lane: Lane, scale: TimeScale, as_of: date) -> tuple[str, str] | None:
    """From the lane's first session to the as-of day, or to what is planned after it."""
    starts = [s.start.earliest for s in lane.sessions] + [g.opens.earliest for g in lane.gaps]
    starts += [counted.first for counted in lane.bins]
    if lane.silence:
        starts.append(lane.silence.since.earliest)
    if not starts:
        return None
    ends = [s.end.latest for s in lane.sessions] + [counted.last for counted in lane.bins]
    first, last = min(starts), max([*ends, as_of])
    return (
        (percent(scale.at(first)), percent(scale.after(last)))
        if scale.shows(first, max(first, last))
        else None
    )


def _mark(session: LaneSession, scale: TimeScale) -> Mark:
    start, end = scale.at(session.start.earliest), scale.after(session.end.latest)
    is_day = not session.is_vague and end - start <= TICK_FRACTION
    # For a mark of a few px the place of its day is its left edge; it must not leave the plot on the right.
    height: float = HEIGHTS[session.rank] if session.counts else SIDE_HEIGHT
    y = LINE_Y - height / 2 if session.counts else SIDE_Y
    classes = ["m", session.rank if session.counts else "side"]
    if session.is_vague:
        classes.append("vague")
    if session.standing != "met":
        classes.append(session.standing)
    return Mark(
        x=percent(start),
        width=str(TICK_PX) if is_day else percent(max(end - start, 0.0003)),
        y=y,
        height=height,
        css=" ".join(classes),
        href=session.href,
        words=session.words,
    )


def _counted(crowd: Crowd) -> LaneBin:
    return LaneBin(
        first=min(session.start.earliest for session in crowd.sessions),
        last=max(session.end.latest for session in crowd.sessions),
        count=len(crowd.sessions),
        is_vague=any(session.is_vague for session in crowd.sessions),
    )


def _density(counted: LaneBin, most: int, lane: Lane, scale: TimeScale, chart: Chart) -> Density:
    start, end = scale.at(counted.first), scale.after(counted.last)
    height = 8 + 18 * counted.count / most
    room = room_class(text_width(str(counted.count)) + 3, end - start)
    return Density(
        x=percent(start),
        width=percent(max(end - start, 0.002)),
        y=round(LINE_Y - height / 2, 1),
        height=round(height, 1),
        href=chart.range_href(lane.key, *counted.told),
        words=chart.crowd_words(counted.count, *counted.told),
        label=Label(str(counted.count), percent((start + end) / 2), room) if room else None,
    )


def _parts(kind: str, edges: tuple[float, float, float, float], is_certain: bool) -> tuple[Part, ...]:
    """The possible, certain and possible stretch between four places in order; without a certain one, a single part."""
    outer_start, inner_start, inner_end, outer_end = edges
    if not is_certain or inner_end <= inner_start:
        return (Part(percent(outer_start), percent(max(0.0, outer_end - outer_start)), f"{kind} maybe"),)
    parts = [Part(percent(inner_start), percent(inner_end - inner_start), kind)]
    for start, end in ((outer_start, inner_start), (inner_end, outer_end)):
        if end - start > 0.0005:
            parts.append(Part(percent(start), percent(end - start), f"{kind} maybe"))
    return tuple(parts)


def _gap_band(gap: LaneGap, scale: TimeScale, taken: Sequence[Stretch], plot_px: int) -> Band:
    edges = (
        scale.after(gap.opens.earliest),
        scale.after(gap.opens.latest),
        scale.at(gap.closes.earliest),
        scale.at(gap.closes.latest),
    )
    whole = (edges[0], max(edges[3], edges[0]))
    inner = (edges[1], edges[2]) if gap.is_certain and edges[2] > edges[1] else whole
    words = gap.in_words()
    return Band(
        css="gap only-possible" if gap.only_possible else "gap",
        parts=_parts("gap", edges, gap.is_certain),
        label=band_label(words.lengths, *inner, scale, taken, plot_px),
        href=gap.href,
        words=words.band,
    )


def _silence_band(silence: LaneSilence, scale: TimeScale, taken: Sequence[Stretch], plot_px: int) -> Band:
    end = scale.after(silence.until)
    watched_end = scale.after(silence.concluded) if silence.concluded else end
    start = scale.after(silence.since.latest)
    edges = (scale.after(silence.since.earliest), start, watched_end, end)
    kind = "silent" if silence.unusual else "quiet"
    return Band(
        css=kind,
        parts=_parts(kind, edges, True),
        label=band_label(silence.labels, min(start, end), end, scale, taken, plot_px)
        if silence.labels
        else None,
        href="",
        words=silence.words,
    )


def _flag(gap: LaneGap, scale: TimeScale) -> Flag:
    x, words = scale.at(gap.closes.earliest), gap.in_words()
    # The date stands to the left of the flag, above its own gap: no other flag can be there.
    space = last_piece(scale, scale.at(gap.opens.latest), x) if gap.is_main else 0
    room = room_class(text_width(words.date_label) + FLAG_PX + 6, space)
    return Flag(
        x=percent(x),
        symbol=_symbol(gap),
        href=gap.href,
        words=words.flag,
        label=Label(words.date_label, percent(x), room, "end") if room else None,
    )


def _symbol(gap: LaneGap) -> str:
    if not gap.is_main:
        return "flag-level"
    return (
        f"flag-{gap.grade}-possible" if gap.only_possible and gap.grade != "unrated" else f"flag-{gap.grade}"
    )


def _period(period: LanePeriod, scale: TimeScale) -> Period:
    start, end = scale.at(period.first), scale.after(period.last)
    room = (
        room_class(text_width(period.label, 10) + 8, last_piece(scale, start, end)) if period.label else None
    )
    return Period(
        css=period.kind,
        x=percent(start),
        width=percent(max(end - start, 0.001)),
        words=period.words,
        label=Label(period.label, percent((start + end) / 2), room) if room else None,
    )


def _join(on: date, before: str, after: str, scale: TimeScale) -> Join:
    x = scale.at(on)
    before_room = room_class(text_width(before, 10) + 4, x)
    after_room = room_class(text_width(after, 10) + 4, 1 - x)
    return Join(
        x=percent(x),
        before=Label(before, percent(x), before_room, "end") if before_room else None,
        after=Label(after, percent(x), after_room, "start") if after_room else None,
    )
