"""Numbers per year as columns, with the same numbers as a table: statements of a party, sessions in a place. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.councils.years import Year
from meetings.coverage import Coverage
from meetings.timeline.scale import Tick, TimeScale, percent, ticks
from meetings.timeline.year_columns import BASE_Y, HEIGHT, Column, year_columns

# So many years at least are on the axis.
YEARS_MIN = 10


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the table: `perhaps` more may lie in it or in another."""

    year: int
    certain: int
    perhaps: int


@dataclass(frozen=True)
class YearlyFigure:
    """`uncertain`: how many belong to no one year: each stands pale in every year in which it may lie."""

    label: str
    columns: Sequence[Column]
    ticks: Sequence[Tick]
    rows: Sequence[YearRow]
    total: int
    uncertain: int
    height: int = HEIGHT
    base_y: int = BASE_Y


def yearly_figure(
    label: str,
    counts: Mapping[tuple[int, int], int],
    words: Callable[[YearRow], str],
    *,
    until: date,
    since: date | None = None,
) -> YearlyFigure | None:
    """`counts`: how many lie between a first and a last year. Every year is shown from `since`, or the first with any, to
    `until`, the as-of day. None where nothing is counted."""
    if not counts:
        return None
    first = min([year for year, _ in counts] + ([since.year] if since else []))
    last = max(until.year, first)
    perhaps: dict[int, int] = {}
    for (begin, end), count in counts.items():
        if begin != end:
            for year in range(begin, min(end, last) + 1):
                perhaps[year] = perhaps.get(year, 0) + count
    rows = [
        YearRow(year, counts.get((year, year), 0), perhaps.get(year, 0)) for year in range(first, last + 1)
    ]
    # A column or two as wide as the page would shout; before a period that somebody chose nothing was counted.
    axis_from = first if since else max(1, min(first, last + 1 - YEARS_MIN))
    scale = TimeScale(date(axis_from, 1, 1), date(last, 12, 31))
    years = [Year(row.year, row.certain, 0, row.perhaps, Coverage.NOT_STATED, True) for row in rows]
    by_year = {row.year: row for row in rows}
    return YearlyFigure(
        label=label,
        columns=year_columns(
            years,
            scale,
            lambda year: words(by_year[year.year]),
            max(row.certain + row.perhaps for row in rows),
        ),
        ticks=_ticks(scale),
        rows=rows[::-1],
        total=sum(counts.values()),
        uncertain=sum(count for (begin, end), count in counts.items() if begin != end),
    )


def _ticks(scale: TimeScale) -> list[Tick]:
    """Years, also where the axis is so short that other pictures name months."""
    if scale.last.year - scale.first.year >= 4:
        return ticks(scale, ("",) * 12)
    years = range(scale.first.year, scale.last.year + 1)
    return [Tick(percent(scale.at(date(year, 1, 1))), "major", str(year), "w300") for year in years]
