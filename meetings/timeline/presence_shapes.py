"""The shapes of presence over time, as its template writes them down. Pure.

Horizontal places are per cent of the plot, vertical ones px of a lane that is `LANE_HEIGHT` high.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetings.timeline.presence_lanes import Kind, Lane
from meetings.timeline.scale import Tick

LANE_HEIGHT = 40
LINE_Y = 22
SYMBOL_PX = 12
BAR_HEIGHT = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """An occasion. `span`: place and width of its days, or of those on which it may have been; None for a short one."""

    x: str
    kind: str
    href: str
    words: str
    span: tuple[str, str] | None
    is_vague: bool


@dataclass(frozen=True, slots=True)
class Column:
    """So many occasions of one kind in one year. `label`: their number, on the outermost column of its side."""

    x: str
    width: str
    middle: str
    y: float
    height: float
    kind: str
    href: str
    words: str
    label: str
    label_y: float
    room: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch: its certain part and what vague dates leave open on either side."""

    parts: Sequence[tuple[str, str, str]]  # x, width, class
    label: str
    label_x: str
    room: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class LaneShapes:
    lane: Lane
    line: tuple[str, str] | None
    bars: Sequence[Bar]
    columns: Sequence[Column]
    marks: Sequence[Mark]
    told: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PresenceFigure:
    """`kinds`: those that occur, in the order given. `label`: the name of the picture for those who cannot see it."""

    label: str
    lanes: Sequence[LaneShapes]
    kinds: Sequence[Kind]
    ticks: Sequence[Tick]
    as_of_x: str
    first: date
    last: date
    has_columns: bool = False
    has_vague: bool = False
    has_stretches: bool = False
    has_marks: bool = False
    height: int = LANE_HEIGHT
    line_y: int = LINE_Y
    bar_y: int = LINE_Y - BAR_HEIGHT // 2
    bar_height: int = BAR_HEIGHT
    bar_label_y: int = LINE_Y + 4
