"""The shapes of the timeline, as its templates write them down. Pure.

Horizontal places are per cent of the plot, vertical ones px of a lane.
"""

from dataclasses import dataclass
from datetime import date

from meetings.timeline.lanes import Lane
from meetings.timeline.scale import Tick, TimeScale


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text. `room`: the class that shows it only where it fits; `anchor`: start, middle or end."""

    text: str
    x: str
    room: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Mark:
    """A session: `width` in px for a day, in per cent for a longer or vague one."""

    x: str
    width: str
    y: float
    height: float
    css: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Density:
    """Several sessions of a crowded lane, drawn as one bar with their number."""

    x: str
    width: str
    y: float
    height: float
    href: str
    words: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Part:
    """One tone of a band: certain or possible."""

    x: str
    width: str
    css: str


@dataclass(frozen=True, slots=True)
class Band:
    """A gap or a silence in its certain and possible parts."""

    css: str
    parts: tuple[Part, ...]
    label: Label | None
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A resumption: a pennant whose form tells the grade, with its date where that fits."""

    x: str
    symbol: str
    href: str
    words: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch behind the marks."""

    css: str
    x: str
    width: str
    words: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Join:
    """A succession inside a lane, with the names before and after it."""

    x: str
    before: Label | None
    after: Label | None


@dataclass(frozen=True, slots=True)
class StoryRow:
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
