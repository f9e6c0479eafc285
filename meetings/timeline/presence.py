"""Presence over time: lanes of occasions on one axis, each with a symbol that tells what it was. Pure.

For parties and people (attended, absent …), topics (discussed, offered …) and places. `presence_figure` takes lanes
and gives shapes; `meetings/_presence.html` draws them with a legend, and on narrow screens as a list.

Horizontal places are per cent of the plot, vertical ones px of a lane that is `LANE_HEIGHT` high: what a kind says is
present stands on the line or above it, what it says is missing below, what it leaves open is small on the line.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from meetings.dates import DateInterval
from meetings.timeline.presence_lanes import Kind, Lane, Occasion, Stretch
from meetings.timeline.presence_shapes import (
    LINE_Y,
    SYMBOL_PX,
    Bar,
    Column,
    LaneShapes,
    Mark,
    PresenceFigure,
)
from meetings.timeline.scale import TimeScale, fitted, percent, room_class, text_width, ticks

# A lane with more occasions than this is drawn as columns by the year.
SYMBOLS_MAX = 60
ABOVE_PX, BELOW_PX = 16, 10
LABEL_PX = 9.0
TOLD_MAX = 5


def presence_figure(
    label: str,
    lanes: Sequence[Lane],
    kinds: Sequence[Kind],
    *,
    as_of: date,
    month_names: tuple[str, ...],
    first: date | None = None,
    last: date | None = None,
    count_words: Callable[[int, Kind, DateInterval], str] | None = None,
) -> PresenceFigure | None:
    """None where the lanes hold nothing. `first`, `last`: the reader's own period; else the axis fits the data and the
    as-of day. `count_words(number, kind, days)`: the sentence of several occasions drawn as one."""
    by_key = {kind.key: kind for kind in kinds}
    scale = _scale(lanes, by_key, as_of, first, last)
    if scale is None:
        return None
    in_words = count_words or _counted
    shapes = [_lane(lane, scale, by_key, as_of, in_words) for lane in lanes]
    seen = {occasion.kind for lane in lanes for occasion in lane.occasions}
    return PresenceFigure(
        label=label,
        lanes=shapes,
        kinds=[kind for kind in kinds if kind.key in seen],
        ticks=ticks(scale, month_names),
        as_of_x=percent(scale.after(as_of)) if scale.shows(as_of, as_of) else "",
        first=scale.first,
        last=scale.last,
        has_columns=any(lane.columns for lane in shapes),
        has_marks=any(lane.marks for lane in shapes),
        has_vague=any(mark.is_vague for lane in shapes for mark in lane.marks),
        has_stretches=any(lane.bars for lane in shapes),
    )


def _counted(count: int, kind: Kind, days: DateInterval) -> str:
    return f"{days.edtf}: {count} × {kind.words}"


def _scale(
    lanes: Iterable[Lane], kinds: Mapping[str, Kind], as_of: date, first: date | None, last: date | None
) -> TimeScale | None:
    """The reader's period; where an end of it is open, what the lanes hold, up to the as-of day."""
    days: list[date] = []
    beside: list[date] = []
    for lane in lanes:
        for occasion in lane.occasions:
            (beside if kinds[occasion.kind].is_beside else days).extend(
                (occasion.start.earliest, occasion.last)
            )
        for stretch in lane.stretches:
            days += [
                edge for end in (stretch.begins, stretch.ends) if end for edge in (end.earliest, end.latest)
            ]
            days.append(as_of)
    days = days or beside
    if not days:
        return None
    begin, end = first or min(days), last or max(max(days), as_of)
    if first and last:
        return TimeScale(first, max(first, last))
    fit = fitted(begin, max(begin, end))
    return TimeScale(first or fit.first, max(last or fit.last, first or fit.first))


def _lane(
    lane: Lane,
    scale: TimeScale,
    kinds: Mapping[str, Kind],
    as_of: date,
    in_words: Callable[[int, Kind, DateInterval], str],
) -> LaneShapes:
    shown = [each for each in lane.occasions if scale.shows(each.start.earliest, each.last)]
    singles = [each for each in shown if each.count == 1]
    grouped = [each for each in shown if each.count > 1]
    if len(singles) > SYMBOLS_MAX or grouped:
        grouped, singles = by_year(shown), []
    marks = [_mark(each, scale) for each in singles]
    columns = list(_columns(grouped, scale, kinds, lane, in_words))
    return LaneShapes(
        lane=lane,
        line=_line(lane, shown, scale, as_of),
        bars=[_bar(stretch, scale, as_of) for stretch in lane.stretches if _shows(stretch, scale, as_of)],
        columns=columns,
        # Small marks below large ones: what is not on record must not cover what is.
        marks=sorted(marks, key=lambda mark: kinds[mark.kind].side != "line"),
        told=lane.told or _told(singles, columns, kinds),
    )


def by_year(occasions: Iterable[Occasion]) -> list[Occasion]:
    """The same occasions added up by kind and by the years in which they may have begun."""
    counts: Counter[tuple[int, int, str]] = Counter()
    for each in occasions:
        counts[each.start.earliest.year, each.start.latest.year, each.kind] += each.count
    return [
        Occasion(DateInterval(date(first, 1, 1), date(last, 12, 31)), kind, count=count)
        for (first, last, kind), count in sorted(counts.items())
    ]


def _mark(occasion: Occasion, scale: TimeScale) -> Mark:
    start, end = scale.at(occasion.start.earliest), scale.after(occasion.last)
    is_long = occasion.is_vague or end - start > SYMBOL_PX / 1000
    return Mark(
        x=percent((start + end) / 2),
        kind=occasion.kind,
        href=occasion.href,
        words=occasion.words,
        span=(percent(start), percent(max(end - start, 0.002))) if is_long else None,
        is_vague=occasion.is_vague,
    )


def _columns(
    grouped: Iterable[Occasion],
    scale: TimeScale,
    kinds: Mapping[str, Kind],
    lane: Lane,
    in_words: Callable[[int, Kind, DateInterval], str],
) -> Iterator[Column]:
    years: dict[DateInterval, list[Occasion]] = {}
    for each in grouped:
        years.setdefault(each.start, []).append(each)
    order = {key: place for place, key in enumerate(kinds)}
    sums = {
        side: max(
            (sum(e.count for e in group if kinds[e.kind].side == side) for group in years.values()), default=0
        )
        for side in ("above", "below")
    }
    for days, group in sorted(years.items()):
        group.sort(key=lambda each: order[each.kind])
        above, below = float(LINE_Y - 1), float(LINE_Y + 1)
        for each in group:
            kind = kinds[each.kind]
            if kind.side == "above":
                height = round(max(1.5, ABOVE_PX * each.count / max(sums["above"], 4)), 1)
                above = round(above - height, 1)
                y, label_y = above, above - 2
            elif kind.side == "below":
                height = round(max(1.5, BELOW_PX * each.count / max(sums["below"], 4)), 1)
                y, label_y = below, below + height + 8
                below = round(below + height, 1)
            else:
                y, height, label_y = LINE_Y - 1.5, 3.0, 0.0
            total = sum(e.count for e in group if kinds[e.kind].side == kind.side)
            is_outermost = each is [e for e in group if kinds[e.kind].side == kind.side][-1]
            yield _column(
                replace(each, words=in_words(each.count, kind, days)), scale, y, height, label_y, lane,
                str(total) if is_outermost and kind.side != "line" else "",
            )  # fmt: skip


def _column(
    occasion: Occasion, scale: TimeScale, y: float, height: float, label_y: float, lane: Lane, label: str
) -> Column:
    days = occasion.start
    start, end = scale.at(days.earliest), scale.after(days.latest)
    gap = (end - start) * 0.12
    return Column(
        x=percent(start + gap),
        width=percent(max(end - start - 2 * gap, 0.002)),
        middle=percent((start + end) / 2),
        y=y,
        height=height,
        kind=occasion.kind,
        href=lane.address(days.earliest, days.latest),
        words=occasion.words,
        label=label,
        label_y=round(label_y, 1),
        room=(room_class(text_width(label, LABEL_PX) + 2, end - start) or "") if label else "",
    )


def _shows(stretch: Stretch, scale: TimeScale, as_of: date) -> bool:
    first = stretch.begins.earliest if stretch.begins else scale.first
    last = stretch.ends.latest if stretch.ends else max(as_of, first)
    return scale.shows(first, last)


def _bar(stretch: Stretch, scale: TimeScale, as_of: date) -> Bar:
    open_start = scale.at(stretch.begins.earliest) if stretch.begins else 0.0
    start = scale.after(stretch.begins.latest) if stretch.begins and not stretch.begins.is_day else open_start
    open_end = scale.after(stretch.ends.latest if stretch.ends else as_of)
    end = scale.at(stretch.ends.earliest) if stretch.ends and not stretch.ends.is_day else open_end
    edges = [(open_start, open_end, "maybe")] if end <= start else [
        (open_start, start, "maybe"), (start, end, "sure"), (end, open_end, "maybe"),
    ]  # fmt: skip
    room = room_class(text_width(stretch.label, LABEL_PX + 1.5) + 8, open_end - open_start)
    return Bar(
        parts=[
            (percent(left), percent(max(right - left, 0.002)), css)
            for left, right, css in edges
            if right - left > 0.0004 or css == "sure"
        ],
        label=stretch.label if room else "",
        label_x=percent(open_start),
        room=room or "",
        words=stretch.words,
        href=stretch.href,
    )


def _line(lane: Lane, shown: Sequence[Occasion], scale: TimeScale, as_of: date) -> tuple[str, str] | None:
    """From the first to the last occasion of the lane."""
    if not shown:
        return None
    first = min(each.start.earliest for each in shown)
    last = max(each.last for each in shown)
    return percent(scale.at(first)), percent(scale.after(last))


def _told(
    singles: Iterable[Occasion], columns: Iterable[Column], kinds: Mapping[str, Kind]
) -> list[tuple[str, str]]:
    """The latest occasions (in a crowded lane years) that say anything, the latest first."""
    latest = sorted(singles, key=lambda each: (each.start, each.href), reverse=True)
    told = [(each.words, each.href) for each in latest if each.words and kinds[each.kind].side != "line"]
    years = [(each.words, each.href) for each in columns if kinds[each.kind].side != "line"]
    return (told or years[::-1])[:TOLD_MAX]
