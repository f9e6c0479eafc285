"""From days to places on an axis. Pure.

A place is a fraction of the plot's width, 0 at its left edge and 1 at its right; templates write it in per cent, so
that one layout serves every screen. What needs room for text states the width of plot from which it is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

# Plot widths in px at which the style sheet switches labels on (classes w300, w400 …).
BREAKPOINTS = (300, 400, 520, 640, 800, 960, 1040, 1120, 1400)
FONT_PX = 11.0

_NARROW = set("ijlIt.,:;'|!()[]’ f")
_WIDE = set("mwMW@%—")


def text_width(text: str, font_px: float = FONT_PX) -> float:
    """Estimated width of a line in px, on the generous side for a sans serif with tabular figures."""
    ems = sum(0.34 if c in _NARROW else 0.9 if c in _WIDE else 0.7 if c.isupper() else 0.61 for c in text)
    return ems * font_px


def room_class(need_px: float, fraction: float) -> str | None:
    """The class of a label that needs `need_px` within `fraction` of the plot; None: it never fits."""
    if fraction <= 0:
        return None
    return next((f"w{width}" for width in BREAKPOINTS if width * fraction >= need_px), None)


def percent(fraction: float) -> str:
    """`12.34%`, without needless zeros: a page holds thousands of these."""
    return f"{fraction * 100:.2f}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A linear axis from the start of day `first` to the end of day `last`; `first` must not be after `last`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"The axis ends, on {self.last}, before it begins, on {self.first}.")

    @property
    def days(self) -> int:
        """Length in days, at least 1."""
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """The place of the start of a day, cut to the axis."""
        return min(1.0, max(0.0, (day - self.first).days / self.days))

    def after(self, day: date) -> float:
        """The place of the end of a day, cut to the axis."""
        return min(1.0, max(0.0, ((day - self.first).days + 1) / self.days))

    def shows(self, earliest: date, latest: date) -> bool:
        """Whether any day of the period lies on the axis."""
        return earliest <= self.last and latest >= self.first

    def day_at(self, fraction: float) -> date:
        """The day at a place."""
        return self.first + timedelta(days=min(self.days - 1, max(0, int(fraction * self.days))))


def fitted(earliest: date, latest: date) -> TimeScale:
    """An axis that fits the data: from the start of its first year (or month) to a little after its last day."""
    span = max(1, (latest - earliest).days)
    first = earliest.replace(day=1) if span < 1096 else date(earliest.year, 1, 1)
    margin = max(2, span // 70)
    last = min(date(2199, 12, 31), latest + timedelta(days=margin)) if latest.year < 2199 else latest
    return TimeScale(first, max(first, last))


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid. `kind`: major or minor; `label` empty: none; `room`: class of the label."""

    x: str
    kind: str
    label: str
    room: str


def ticks(scale: TimeScale, month_names: tuple[str, ...]) -> list[Tick]:
    """The grid: years, or months where the axis is short. `month_names`: twelve short names."""
    if scale.days <= 3 * 366:
        return list(_month_ticks(scale, month_names))
    return list(_year_ticks(scale))


def _year_ticks(scale: TimeScale) -> Iterator[Tick]:
    years = scale.days / 365.25
    labelled = next((step for step in (1, 2, 5, 10, 20, 50, 100) if years / step <= 14), 200)
    coarse = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 400) if years / step <= 6.5)
    fine = {1: 1, 2: 1, 5: 1, 10: 2, 20: 5, 50: 10}.get(labelled, labelled // 5)
    for year in range(scale.first.year - scale.first.year % fine, scale.last.year + 1, fine):
        day = date(max(1, year), 1, 1)
        if not scale.first <= day <= scale.last:
            continue
        x = scale.at(day)
        label = str(year) if year % labelled == 0 else ""
        # A label starts at its line: the last ones would leave the picture.
        room = room_class(34, 1 - x) if label else None
        if room and year % coarse:
            room = max(room, room_class(44, labelled / years) or "w1400", key=lambda name: int(name[1:]))
        yield Tick(percent(x), "major" if label else "minor", label if room else "", room or "")


def _month_ticks(scale: TimeScale, names: tuple[str, ...]) -> Iterator[Tick]:
    months = scale.days / 30.4
    labelled = next((step for step in (1, 2, 3, 6) if months / step <= 13), 12)
    coarse = next((step for step in (1, 2, 3, 6, 12) if months / step <= 5), 12)
    index = scale.first.year * 12 + scale.first.month - 1
    while True:
        year, month = divmod(index, 12)
        day = date(year, month + 1, 1) if year < 2200 else date.max
        index += 1
        if day > scale.last:
            return
        if day < scale.first:
            continue
        x = scale.at(day)
        label = f"{names[month]} {year}" if month % labelled == 0 else ""
        room = room_class(58, 1 - x) if label else None
        if room and month % coarse:
            room = max(room, room_class(66, labelled / months) or "w1400", key=lambda name: int(name[1:]))
        yield Tick(percent(x), "major" if label else "minor", label if room else "", room or "")
