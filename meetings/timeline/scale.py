"""From days to places on an axis. Pure.

A place is a fraction of the plot's width, 0 at its left edge and 1 at its right; templates write it in per cent, so
that one layout serves every screen. What needs room for text states the width of plot from which it is shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from meetings.dates import DateInterval

# What a break of the axis takes of the plot, and how many there can be.
BREAK_WIDTH = 0.028
BREAKS_MAX = 8
# A stretch is left out if it is this share of the axis, at least so many days; some of it stays on both sides.
BREAK_SHARE = 0.06
BREAK_DAYS_MIN = 120
BREAK_MARGIN = 0.12
# Plot widths in px at which the style sheet switches labels on (classes w300, w400 …).
BREAKPOINTS = (300, 400, 520, 640, 800, 960, 1040, 1120, 1400)
FONT_PX = 11.0
# An axis of at most so many days has days on it.
DAYS_SHOWN = 62
# What most readers have: a wording that fits here is preferred to a shorter one.
PLOT_PX = 960

_NARROW = set("ijlIt.,:;'|!()[]’ f")
_WIDE = set("mwMW@%—")


@lru_cache(maxsize=4096)
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
class Break:
    """A stretch that the axis leaves out, both days included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class TimeScale:
    """An axis from the start of day `first` to the end of day `last`; `first` must not be after `last`.

    All days are equally wide but those of `breaks`, in order and apart: each break is `BREAK_WIDTH` of the plot, however
    long it is. So places never run backwards, and a length in days is never read from the picture.
    """

    first: date
    last: date
    breaks: tuple[Break, ...] = ()

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"The axis ends, on {self.last}, before it begins, on {self.first}.")
        edges = [day for each in self.breaks for day in (each.first, each.last)]
        if edges and (edges != sorted(edges) or edges[0] < self.first or edges[-1] > self.last):
            raise ValueError("The breaks of an axis lie on it, in order and apart.")

    @property
    def days(self) -> int:
        """Length in days that are drawn, at least 1."""
        return (self.last - self.first).days + 1 - sum(each.days for each in self.breaks)

    def at(self, day: date) -> float:
        """The place of the start of a day, cut to the axis."""
        return self._place((day - self.first).days)

    def after(self, day: date) -> float:
        """The place of the end of a day, cut to the axis."""
        return self._place((day - self.first).days + 1)

    def _place(self, days: int) -> float:
        """The place so many days after the start of the axis."""
        if not self.breaks:
            return min(1.0, max(0.0, days / ((self.last - self.first).days + 1)))
        drawn, passed = days, 0.0
        for each in self.breaks:
            begins = (each.first - self.first).days
            if days <= begins:
                break
            inside = min(days - begins, each.days)
            drawn -= inside
            passed += inside / each.days
        share = (1 - BREAK_WIDTH * len(self.breaks)) / self.days
        return min(1.0, max(0.0, drawn * share + passed * BREAK_WIDTH))

    def shows(self, earliest: date, latest: date) -> bool:
        """Whether any day of the period lies on the axis."""
        return earliest <= self.last and latest >= self.first

    def leaves_out(self, day: date) -> bool:
        """Whether the day lies in a break."""
        return any(each.first <= day <= each.last for each in self.breaks)

    def day_at(self, fraction: float) -> date:
        """The day at a place: the last one that does not begin after it."""
        low, high = 0, (self.last - self.first).days
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._place(middle) <= fraction else (low, middle - 1)
        return self.first + timedelta(days=low)

    def unbroken(self, start: float, end: float) -> Iterator[tuple[float, float]]:
        """The parts of a stretch between the breaks in it."""
        for each in self.breaks:
            begins, ends = self.at(each.first), self.after(each.last)
            if start < begins < end:
                yield start, begins
            if begins < end:
                start = max(start, min(ends, end))
        if start < end:
            yield start, end


def fitted(earliest: date, latest: date) -> TimeScale:
    """An axis that fits the data: from the start of its first year (or month) to a little after its last day."""
    span = max(1, (latest - earliest).days)
    first = earliest.replace(day=1) if span < 1096 else date(earliest.year, 1, 1)
    margin = max(2, span // 70)
    last = min(date(2199, 12, 31), latest + timedelta(days=margin)) if latest.year < 2199 else latest
    return TimeScale(first, max(first, last))


def broken(scale: TimeScale, occupied: Iterable[DateInterval]) -> TimeScale:
    """The axis without its long stretches in which nothing is: `occupied` are the stretches with something in them.

    Of more than `BREAKS_MAX` stretches the longest are left out. Within each, some days stay beside what is there.
    """
    longest = max(BREAK_DAYS_MIN, int(scale.days * BREAK_SHARE))
    empty: list[Break] = []
    free = scale.first
    for each in sorted(each for each in occupied if scale.shows(each.earliest, each.latest)):
        if (each.earliest - free).days >= longest:
            empty.append(_within(free, each.earliest - timedelta(days=1)))
        free = max(free, min(each.latest, scale.last) + timedelta(days=1))
    if (scale.last - free).days >= longest:
        empty.append(_within(free, scale.last))
    empty = sorted(empty, key=lambda each: (-each.days, each.first))[:BREAKS_MAX]
    return replace(scale, breaks=tuple(sorted(empty, key=lambda each: each.first)))


def _within(first: date, last: date) -> Break:
    """A stretch without its margins, which are some of it but no more than two months each."""
    margin = timedelta(days=min(60, max(1, int((last - first).days * BREAK_MARGIN))))
    return Break(first + margin, last - margin)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid. `kind`: major or minor; `label` empty: none; `room`: class of the label."""

    x: str
    kind: str
    label: str
    room: str


def ticks(scale: TimeScale, month_names: tuple[str, ...]) -> list[Tick]:
    """The grid: years, or months where the axis is short, or days. `month_names`: twelve short names."""
    if scale.days <= DAYS_SHOWN and not scale.breaks and any(month_names):
        return list(_apart(_day_ticks(scale, month_names)))
    found = _month_ticks(scale, month_names) if scale.days <= 3 * 366 else _year_ticks(scale)
    return list(_apart(found) if scale.breaks else found)


def _apart(found: Iterable[Tick]) -> Iterator[Tick]:
    """Behind a break two labels may be close together: the later one is then shown only where it has room."""
    before = -1.0
    for tick in found:
        place = float(tick.x.rstrip("%")) / 100
        if not tick.label:
            yield tick
            continue
        room = room_class(text_width(tick.label) + 8, place - before) if before >= 0 else tick.room
        if room is None:
            yield replace(tick, label="", room="")
        else:
            before = place
            yield replace(tick, room=max(room, tick.room, key=lambda name: int(name[1:])))


def _year_ticks(scale: TimeScale) -> Iterator[Tick]:
    years = scale.days / 365.25
    labelled = next((step for step in (1, 2, 5, 10, 20, 50, 100) if years / step <= 14), 200)
    coarse = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 400) if years / step <= 6.5)
    fine = {1: 1, 2: 1, 5: 1, 10: 2, 20: 5, 50: 10}.get(labelled, labelled // 5)
    for year in range(scale.first.year - scale.first.year % fine, scale.last.year + 1, fine):
        day = date(max(1, year), 1, 1)
        if not scale.first <= day <= scale.last or scale.leaves_out(day):
            continue
        x = scale.at(day)
        label = str(year) if year % labelled == 0 else ""
        # A label starts at its line: the last ones would leave the picture.
        room = room_class(34, 1 - x) if label else None
        if room and year % coarse:
            room = max(room, room_class(44, labelled / years) or "w1400", key=lambda name: int(name[1:]))
        yield Tick(percent(x), "major" if label else "minor", label if room else "", room or "")


def _day_ticks(scale: TimeScale, names: tuple[str, ...]) -> Iterator[Tick]:
    """The month where the axis begins and where a month does, the numbers of days between."""
    step = next(step for step in (1, 2, 5, 10) if scale.days / step <= 14)
    for number in range(scale.days):
        day = scale.first + timedelta(number)
        if number == 0 or day.day == 1:
            label, need = f"{names[day.month - 1]} {day.year}", 58.0
        elif day.day % step == 0 and (step == 1 or day.day < 30):
            label, need = str(day.day), text_width(str(day.day)) + 3
        else:
            continue
        x = scale.at(day)
        room = room_class(max(need, 33.0), 1 - x)
        yield Tick(percent(x), "major" if room else "minor", label if room else "", room or "")


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
        if day < scale.first or scale.leaves_out(day):
            continue
        x = scale.at(day)
        label = f"{names[month]} {year}" if month % labelled == 0 else ""
        room = room_class(58, 1 - x) if label else None
        if room and month % coarse:
            room = max(room, room_class(66, labelled / months) or "w1400", key=lambda name: int(name[1:]))
        yield Tick(percent(x), "major" if label else "minor", label if room else "", room or "")
