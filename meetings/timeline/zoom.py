"""Steps on the axis: nearer, farther, earlier, later. Pure: an axis in, periods out.

A period is the pair of an address's `from` and `to`, as short as its length allows: years where it is long, then
months, then days. An empty `from` is where the data begin, an empty `to` reaches to the as-of day and grows with it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from meetings.timeline.scale import TimeScale

EARLIEST, LATEST = date(1800, 1, 1), date(2199, 12, 31)
NEAREST_DAYS, FARTHEST_DAYS = 28, 150 * 365
# From so many days on an end is a whole year, a whole month.
YEARS_FROM, MONTHS_FROM = 8 * 365, 300


@dataclass(frozen=True, slots=True)
class Period:
    """`first`, `last`: as `from` and `to` of an address."""

    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Where one can go from here; None where there is nowhere to go."""

    nearer: Period | None
    farther: Period | None
    earlier: Period | None
    later: Period | None


def steps(scale: TimeScale, as_of: date, *, from_chosen: bool, to_chosen: bool) -> Steps:
    """From the axis that is shown. An end that was not chosen fits the data: there is nothing beyond it.

    Coming nearer keeps the as-of day in view where that is the end of the record.
    """
    length = _length(scale)
    is_open = not to_chosen and scale.shows(as_of, as_of) and as_of - scale.first > timedelta(length // 2)
    return Steps(
        nearer=_nearer(scale, as_of, is_open) if scale.days >= 2 * NEAREST_DAYS else None,
        farther=_farther(scale, from_chosen, to_chosen) if from_chosen or to_chosen else None,
        earlier=_moved(scale, -1) if from_chosen and scale.first > EARLIEST else None,
        later=_moved(scale, 1) if to_chosen and scale.last < LATEST else None,
    )


def _length(scale: TimeScale) -> int:
    return (scale.last - scale.first).days + 1


def _nearer(scale: TimeScale, as_of: date, is_open: bool) -> Period:
    if is_open:
        half = _length(scale) // 2
        return Period(_written(as_of - timedelta(half), half), "")
    first, last = scale.day_at(0.25), scale.day_at(0.75)
    days = (last - first).days
    return Period(_written(first, days), _written(last, days))


def _farther(scale: TimeScale, from_chosen: bool, to_chosen: bool) -> Period:
    """Twice as long; an end that fits the data stays where it is."""
    length = _length(scale)
    if 2 * length > FARTHEST_DAYS:
        return Period()
    both = from_chosen and to_chosen
    by = timedelta(length // 2 if both else length)
    first = max(EARLIEST, scale.first - by) if from_chosen else None
    last = min(LATEST, scale.last + by) if to_chosen else None
    return Period(
        _written(first, 2 * length) if first else "",
        _written(last, 2 * length) if last else "",
    )


def _moved(scale: TimeScale, sign: int) -> Period:
    """Half a length on, in whole units, so that the way back leads to the same place."""
    length = _length(scale)
    if length >= YEARS_FROM:
        first, last = scale.first.year, scale.last.year
        by = sign * max(1, (last - first + 1) // 2)
        by = min(max(by, EARLIEST.year - first), LATEST.year - last)
        return Period(str(first + by), str(last + by))
    if length >= MONTHS_FROM:
        first, last = _month(scale.first), _month(scale.last)
        by = sign * max(1, (last - first + 1) // 2)
        by = min(max(by, _month(EARLIEST) - first), _month(LATEST) - last)
        return Period(_month_text(first + by), _month_text(last + by))
    days = timedelta(sign * max(1, length // 2))
    days = min(max(days, EARLIEST - scale.first), LATEST - scale.last)
    return Period((scale.first + days).isoformat(), (scale.last + days).isoformat())


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month_text(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def _written(day: date, length: int) -> str:
    """As precisely as a period of that length needs."""
    return day.isoformat()[: 4 if length >= YEARS_FROM else 7 if length >= MONTHS_FROM else 10]
