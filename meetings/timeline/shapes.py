"""The shapes of the timeline, as its templates write them down. Pure.

Horizontal places are per cent of the plot, vertical ones px of a lane.
"""

from dataclasses import dataclass
from datetime import date

from meetings.timeline.lanes import Lane, LaneGap
from meetings.timeline.scale import Tick


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
class LaneShapes:
    """Everything drawn in one lane, back to front. `told`: the latest gaps, newest first. `line`: the stretch over which the council is followed."""

    lane: Lane
    line: tuple[str, str] | None
    end_x: str
    periods: tuple[Period, ...]
    bands: tuple[Band, ...]
    densities: tuple[Density, ...]
    marks: tuple[Mark, ...]
    joins: tuple[Join, ...]
    flags: tuple[Flag, ...]
    told: tuple[LaneGap, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """The whole picture. `as_of_x` is empty when the as-of day is not on the axis."""

    lanes: tuple[LaneShapes, ...]
    ticks: tuple[Tick, ...]
    as_of_x: str
    first: date
    last: date
    is_binned: bool
