"""A council's rhythm: every gap as wide as it lasted and as high as its days, against what was usual for it. Pure.

Horizontal places are per cent of the plot, heights px of a picture `HEIGHT` high. At most `BARS_MAX` bars: where a
history has more gaps, each stretch of the axis keeps its longest.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from meetings.dates import DateInterval
from meetings.dates.durations import and_a_half_years, months, years
from meetings.timeline.scale import Tick, TimeScale, percent, room_class, text_width, ticks

Measured = TypeVar("Measured")

HEIGHT = 270
BASE_Y = 240
TOP_Y = 52
BARS_MAX = 240
LABEL_HEIGHT = 30
MARK_HEIGHT = 14
MARK_ROOM = 500  # px of the plot: on narrower ones the table beside it tells the thresholds
# So many lines across at most, at multiples of one of these.
LEVELS_MAX = 5
MONTH_STEPS = (1, 2, 3, 6)
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
MONTH_DAYS, YEAR_DAYS = 365.25 / 12, 365.25


@dataclass(frozen=True, slots=True)
class RhythmGap:
    """A gap. Days; `threshold`: days from which it was unusual, None without a known rhythm.

    `is_flagged`: drawn warm and labelled. `labels`: two lines, the days and what ended the gap.
    """

    opens: DateInterval
    closes: DateInterval
    days_min: int
    days: int
    days_max: int
    threshold: float | None
    is_flagged: bool
    labels: tuple[str, str]
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class RhythmSilence:
    """The running gap, up to `until`."""

    since: DateInterval
    until: date
    days: int
    threshold: float | None
    labels: tuple[str, str]
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """`y` and `height` of the certain part, `maybe_*` of the part that the dates leave open."""

    css: str
    x: str
    width: str
    y: float
    height: float
    maybe_y: float
    maybe_height: float
    label_x: str
    label_y: float
    anchor: str
    room: str
    labels: tuple[str, str]
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Level:
    """A line across at so many days, or a stretch or a riser of the threshold."""

    x1: str
    x2: str
    y1: float
    y2: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """From so many days on the last gap had a grade: a line across its bar. `label` stands to the left of it, and
    needs the width of `room`."""

    x: str
    y: float
    label: str
    room: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The picture. `threshold` is the dashed line, empty where no rhythm is known. `marks`: of the last gap."""

    bars: tuple[Bar, ...]
    levels: tuple[Level, ...]
    threshold: tuple[Level, ...]
    ticks: tuple[Tick, ...]
    has_uncertain: bool
    marks: tuple[Mark, ...] = ()


def draw_rhythm(
    gaps: Sequence[RhythmGap],
    silence: RhythmSilence | None,
    month_names: tuple[str, ...],
    marks: Sequence[tuple[float, str]] = (),
    scale: TimeScale | None = None,
) -> Rhythm | None:
    """The picture; None where there is nothing between two dates to draw. `marks`: days and words of lines across
    the last gap, the longest first; those above the picture are left out. `scale`: an axis shared with other
    pictures, which must reach from the first gap to the last; None: it fits the gaps."""
    days = [*(gap.days_max for gap in gaps), *([silence.days] if silence else [])]
    if not days or max(days) < 1:
        return None
    if scale is None:
        scale = TimeScale(*_extent_of(gaps, silence))
    heights = _heights(max(days))
    kept = longest_per_stretch(gaps, scale, lambda gap: (gap.closes.midpoint, gap.days))
    bars = [_gap_bar(gap, scale, heights) for gap in kept]
    if silence:
        bars.append(_silence_bar(silence, scale, heights))
    return Rhythm(
        bars=tuple(_with_room(bars)),
        levels=tuple(_levels(max(days), heights)),
        threshold=tuple(_threshold(kept, silence, scale, heights)),
        ticks=tuple(ticks(scale, month_names)),
        has_uncertain=any(gap.days_min != gap.days_max for gap in kept),
        marks=tuple(_marks(gaps[-1], marks, max(days), scale, heights)) if gaps else (),
    )


def _extent_of(gaps: Sequence[RhythmGap], silence: RhythmSilence | None) -> tuple[date, date]:
    """The first and the last day of what is drawn; there must be something."""
    opened = [*(gap.opens.earliest for gap in gaps), *([silence.since.earliest] if silence else [])]
    closed = [*(gap.closes.latest for gap in gaps), *([silence.until] if silence else [])]
    return min(opened), max(closed)


def _marks(
    gap: RhythmGap,
    marks: Sequence[tuple[float, str]],
    most: int,
    scale: TimeScale,
    y: Callable[[float], float],
) -> Iterator[Mark]:
    """Lines from the highest down; of two labels too close to each other the upper one is kept."""
    start = scale.after(gap.opens.midpoint)
    upper = -math.inf
    for days, label in marks:
        if days > most:
            continue
        height = y(days)
        has_room = height - upper >= MARK_HEIGHT
        need = (text_width(label, 11.5) + 8) / start if start > 0 else math.inf
        room = room_class(max(need, MARK_ROOM), 1.0)
        yield Mark(percent(start), height, label if has_room and room else "", room or "")
        if has_room:
            upper = height


def _heights(most: int) -> Callable[[float], float]:
    def y(days: float) -> float:
        return round(BASE_Y - (BASE_Y - TOP_Y) * min(1.0, days / most), 1)

    return y


def longest_per_stretch(
    gaps: Sequence[Measured], scale: TimeScale, measure: Callable[[Measured], tuple[date, int]]
) -> list[Measured]:
    """Those that are drawn, in the order given. `measure`: the day on which a gap closed, and its days."""
    if len(gaps) <= BARS_MAX:
        return list(gaps)
    longest: dict[int, tuple[int, Measured]] = {}
    for gap in gaps:
        closed, days = measure(gap)
        stretch = min(BARS_MAX - 1, int(scale.at(closed) * BARS_MAX))
        if stretch not in longest or longest[stretch][0] < days:
            longest[stretch] = days, gap
    return [longest[stretch][1] for stretch in sorted(longest)]


def _labelled(labels: tuple[str, str], start: float, end: float) -> tuple[float, str]:
    """Place and anchor of two lines over a bar: centred, or flush with the bar's edge near an end of the picture."""
    middle = (start + end) / 2
    if middle > 0.85:
        return end, "end"
    return (start, "start") if middle < 0.15 else (middle, "middle")


def _extent(bar: Bar) -> tuple[float, float, float]:
    """Of a bar's label: its place, and how many px it reaches to the left and to the right of it."""
    width = max(text_width(line, 11.5) for line in bar.labels)
    left = {"start": 0.0, "middle": width / 2, "end": width}[bar.anchor]
    return _place(bar.label_x), left, width - left


def _width_to_part(one: Bar, other: Bar) -> float:
    """The plot width in px from which two labels stand clear of each other; infinite if none does."""
    if abs(one.label_y - other.label_y) >= LABEL_HEIGHT:
        return 0.0
    left, right = sorted(map(_extent, (one, other)))
    apart = right[0] - left[0]
    return (left[2] + right[1] + 8) / apart if apart > 0 else math.inf


def _width_beside(label: Bar, other: Bar) -> float:
    """The plot width in px from which a label does not lie over a taller bar next to its own."""
    if other is label or "running" in other.css or other.maybe_y > label.label_y + LABEL_HEIGHT / 2:
        return 0.0
    x, left, right = _extent(label)
    start = _place(other.x)
    end = start + _place(other.width)
    reach, room = (left, x - end) if start < x else (right, start - x)
    return reach / room if room > 0 else math.inf


def _place(per_cent: str) -> float:
    return float(per_cent.rstrip("%")) / 100


def _with_room(bars: Sequence[Bar]) -> list[Bar]:
    """Give each labelled bar the width from which its label fits beside those of longer gaps."""
    placed: list[Bar] = []
    rooms: dict[str, str] = {}
    for bar in sorted((bar for bar in bars if bar.room), key=lambda bar: bar.maybe_y):
        x, left, right = _extent(bar)
        need = max([left / x if x else 0.0, right / (1 - x) if x < 1 else 0.0])
        need = max([need, *(_width_to_part(bar, other) for other in placed)])
        need = max([need, *(_width_beside(bar, other) for other in bars)])
        room = room_class(need, 1.0)
        rooms[bar.x] = room or ""
        if room:
            placed.append(bar)
    return [replace(bar, room=rooms.get(bar.x, "")) for bar in bars]


def _gap_bar(gap: RhythmGap, scale: TimeScale, y: Callable[[float], float]) -> Bar:
    start = scale.after(gap.opens.midpoint)
    end = max(start, scale.at(gap.closes.midpoint))
    place, anchor = _labelled(gap.labels, start, end)
    return Bar(
        css="bar flagged" if gap.is_flagged else "bar",
        x=percent(start),
        width=percent(max(0.0006, end - start)),
        y=y(gap.days_min),
        height=round(BASE_Y - y(gap.days_min), 1),
        maybe_y=y(gap.days_max),
        maybe_height=round(y(gap.days_min) - y(gap.days_max), 1),
        label_x=percent(place),
        label_y=round(y(gap.days_max) - 20, 1),
        anchor=anchor,
        room="w300" if gap.is_flagged else "",
        labels=gap.labels,
        href=gap.href,
        words=gap.words,
    )


def _silence_bar(silence: RhythmSilence, scale: TimeScale, y: Callable[[float], float]) -> Bar:
    start, end = scale.after(silence.since.midpoint), scale.after(silence.until)
    place, anchor = _labelled(silence.labels, start, end)
    top = y(silence.days)
    return Bar(
        css="bar running",
        x=percent(start),
        width=percent(max(0.0006, end - start)),
        y=top,
        height=round(BASE_Y - top, 1),
        maybe_y=top,
        maybe_height=0,
        label_x=percent(place),
        label_y=round(top - 20, 1),
        anchor=anchor,
        room="w300",
        labels=silence.labels,
        href="",
        words=silence.words,
    )


def _levels(most: int, y: Callable[[float], float]) -> list[Level]:
    """Lines across at equal distances, as many as fit."""
    steps: list[tuple[int, float, Callable[[int], str]]] = [
        *((step, MONTH_DAYS, _months_shortly) for step in MONTH_STEPS),
        *((step, YEAR_DAYS, years) for step in YEAR_STEPS),
    ]
    step, unit, words = next(each for each in steps if most < (LEVELS_MAX + 1) * each[0] * each[1])
    return [
        Level("0%", "100%", y(count * unit), y(count * unit), words(count))
        for count in range(step, int(most / unit) + 1, step)
    ]


def _months_shortly(count: int) -> str:
    """`9 months`, `1 year`, `1½ years`, `15 months`."""
    whole, rest = divmod(count, 12)
    if whole and rest in (0, 6):
        return and_a_half_years(whole) if rest else years(whole)
    return months(count)


def _threshold(
    gaps: Sequence[RhythmGap], silence: RhythmSilence | None, scale: TimeScale, y: Callable[[float], float]
) -> list[Level]:
    """The dashed line in stretches and risers; cut at the top of the picture where a threshold lies above it."""
    stretches = [
        (scale.after(gap.opens.midpoint), scale.at(gap.closes.midpoint), y(gap.threshold))
        for gap in gaps
        if gap.threshold is not None
    ]
    if silence and silence.threshold is not None:
        stretches.append(
            (scale.after(silence.since.midpoint), scale.after(silence.until), y(silence.threshold))
        )
    steps: list[Level] = []
    previous: float | None = None
    for start, end, height in stretches:
        if previous is not None and previous != height:
            steps.append(Level(percent(start), percent(start), previous, height))
        steps.append(Level(percent(start), percent(max(start, end)), height, height))
        previous = height
    return steps
