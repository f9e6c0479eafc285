"""The shapes of the timeline, as its templates write them down. Pure.

Horizontal places are per cent of the plot, vertical ones px of a lane. A page has hundreds of the small ones: as tuples
they are made in a quarter of the time.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from meetings.timeline.lanes import Lane
from meetings.timeline.scale import Tick, TimeScale


class Label(NamedTuple):
    """A line of text. `room`: the class that shows it only where it fits; `anchor`: start, middle or end."""

    text: str
    x: str
    room: str
    anchor: str = "middle"


class Mark(NamedTuple):
    """A session: `width` in px for a day, in per cent for a longer or vague one."""

    x: str
    width: str
    y: float
    height: float
    css: str
    href: str
    words: str


class Density(NamedTuple):
    """Several sessions of a crowded lane, drawn as one bar with their number."""

    x: str
    width: str
    y: float
    height: float
    href: str
    words: str
    label: Label | None


class Part(NamedTuple):
    """One tone of a band: certain or possible."""

    x: str
    width: str
    css: str


class Band(NamedTuple):
    """A gap or a silence in its certain and possible parts."""

    css: str
    parts: tuple[Part, ...]
    label: Label | None
    href: str
    words: str


class Flag(NamedTuple):
    """A resumption: a pennant whose form tells the grade, with its date where that fits."""

    x: str
    symbol: str
    href: str
    words: str
    label: Label | None


class Period(NamedTuple):
    """A stretch behind the marks."""

    css: str
    x: str
    width: str
    words: str
    label: Label | None


class Join(NamedTuple):
    """A succession inside a lane, with the names before and after it."""

    x: str
    before: Label | None
    after: Label | None


class StoryRow(NamedTuple):
    """A stretch of a lane as a line of a list, for screens too narrow for the picture.

    `kind`: met, gap, silent, quiet (with `maybe`: only possible). `width`: its length against the whole axis.
    """

    kind: str
    words: str
    href: str
    width: str


@dataclass(frozen=True, slots=True)
class BreakShape:
    """A stretch that the axis leaves out, across all lanes. `label`: about how long it is; `words`: which days."""

    x: str
    width: str
    label: Label | None
    words: str


@dataclass(frozen=True, slots=True)
class LaneShapes:
    """Everything drawn in one lane, back to front. `line`: the stretch over which the council is followed.

    `story`: the same as a list, the latest first.
    """

    lane: Lane
    line: tuple[str, str] | None
    end_x: str
    periods: tuple[Period, ...]
    bands: tuple[Band, ...]
    densities: tuple[Density, ...]
    marks: tuple[Mark, ...]
    joins: tuple[Join, ...]
    flags: tuple[Flag, ...]
    story: tuple[StoryRow, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """The whole picture. `as_of_x` is empty when the as-of day is not on the axis."""

    lanes: tuple[LaneShapes, ...]
    ticks: tuple[Tick, ...]
    as_of_x: str
    scale: TimeScale
    breaks: tuple[BreakShape, ...]
    is_binned: bool

    @property
    def first(self) -> date:
        return self.scale.first

    @property
    def last(self) -> date:
        return self.scale.last
