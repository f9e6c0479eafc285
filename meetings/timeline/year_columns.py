"""Sessions per year as columns under a longer axis: zero years are marked, years not searched look unlike zero. Pure.

Horizontal places are per cent of the plot, heights px of a picture `HEIGHT` high.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from meetings.councils.years import Year
from meetings.coverage import Coverage
from meetings.timeline.scale import TimeScale, percent, room_class, text_width

HEIGHT = 92
BASE_Y = 76
TOP_Y = 18
# One session must not fill the picture of a council that meets once a year.
FEWEST_FOR_FULL_HEIGHT = 4
LABEL_PX = 10.5


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a column: `met`, `beside` or `perhaps`."""

    css: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """One year. `ground`: how its records were searched (`sampled`, `unsearched`, else empty). `label`: the number over
    it; `0` for a year without a session, a question mark for one not searched; `room` is the class of the label."""

    x: str
    width: str
    middle: str
    ground: str
    segments: tuple[Segment, ...]
    is_zero: bool
    label: str
    label_y: float
    room: str
    words: str


def year_columns(
    years: Iterable[Year], scale: TimeScale, words: Callable[[Year], str], most: int
) -> tuple[Column, ...]:
    """`most`: sessions of the highest column; several pictures drawn with the same one can be compared."""
    per_session = (BASE_Y - TOP_Y) / max(most, FEWEST_FOR_FULL_HEIGHT)
    return tuple(
        _column(year, scale, words, per_session)
        for year in years
        if scale.shows(date(year.year, 1, 1), date(year.year, 12, 31))
    )


def _column(year: Year, scale: TimeScale, words: Callable[[Year], str], per_session: float) -> Column:
    start, end = scale.at(date(year.year, 1, 1)), scale.after(date(year.year, 12, 31))
    segments, top = [], float(BASE_Y)
    for css, count in (("met", year.met), ("beside", year.beside), ("perhaps", year.perhaps)):
        if count:
            height = round(count * per_session, 1)
            top = round(top - height, 1)
            segments.append(Segment(css, top, height))
    label = _label(year)
    return Column(
        x=percent(start),
        width=percent(end - start),
        middle=percent((start + end) / 2),
        ground={Coverage.NOT_SEARCHED: "unsearched", Coverage.SAMPLED: "sampled"}.get(year.searched, ""),
        segments=tuple(segments),
        is_zero=year.is_known_zero,
        label=label,
        label_y=top - (5 if year.is_known_zero else 4),  # clear of the dot of a zero year
        room=room_class(text_width(label, LABEL_PX) + 3, end - start) or "",
        words=words(year),
    )


def _label(year: Year) -> str:
    if year.is_empty:
        return "0" if year.is_known_zero else "?"
    if year.perhaps:
        return f"{year.certain}–{year.certain + year.perhaps}"
    return str(year.certain)
