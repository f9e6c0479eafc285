"""How often a council met in each year, and how that year's records were searched. Pure: no database, no clock.

A session belongs to the year of its first day. One whose first day may lie in several years belongs to none of them:
it stands beside each as one that may belong there, and once in `YearCounts.uncertain`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from meetings.coverage import Coverage, CoverageSpan, Searches
from meetings.dates import DateInterval
from meetings.dates.interval import A_DAY, FIRST_YEAR


class Met(NamedTuple):
    """A session that took place, or `n` of the same dates. `counts`: of the council's main stream (plenary, no part,
    not excepted)."""

    start: DateInterval
    counts: bool = True
    n: int = 1


class Year(NamedTuple):
    """`met`: sessions of the main stream; `beside`: of other formations, or excepted; `perhaps`: may lie here or in
    another year. `searched`: the weakest search of any of its days; `searched_alike`: every month was searched so.
    `is_over`: counted to its last day.
    """

    year: int
    met: int
    beside: int
    perhaps: int
    searched: Coverage
    searched_alike: bool
    is_over: bool = True

    @property
    def certain(self) -> int:
        """Sessions that lie in this year on every reading of their dates."""
        return self.met + self.beside

    @property
    def is_empty(self) -> bool:
        """No session that lies here, or may lie here, is on record."""
        return not (self.met or self.beside or self.perhaps)

    @property
    def is_known_zero(self) -> bool:
        """Nothing is on record, and that says something: somebody looked, or nobody said that nobody did."""
        return self.is_empty and self.searched is not Coverage.NOT_SEARCHED


@dataclass(frozen=True, slots=True)
class YearCounts:
    """Every year from the first to the last, those without a session too. `uncertain`: sessions of no one year."""

    years: tuple[Year, ...]
    uncertain: int

    @property
    def most(self) -> int:
        """The most sessions that any year may have had."""
        return max((year.certain + year.perhaps for year in self.years), default=0)

    @property
    def empty(self) -> int:
        """Years of which it is on record that none took place, or nothing else is. A year that is not over may yet
        have one."""
        return sum(year.is_known_zero and year.is_over for year in self.years)

    @property
    def unsearched(self) -> int:
        """Years without a session that were, at least in part, not searched."""
        return sum(year.is_empty and not year.is_known_zero for year in self.years)


def count_years(
    sessions: Iterable[Met], spans: Sequence[CoverageSpan], until: date, since: int | None = None
) -> YearCounts:
    """Years from `since` (the year of the first session on record where None) to that of `until`, the as-of day.

    With neither sessions nor `since` there are no years. Days after `until` are not asked about.
    """
    rows = [session for session in sessions if session.start.earliest <= until]
    met, beside, perhaps = Counter[int](), Counter[int](), Counter[int]()
    uncertain = 0
    for row in rows:
        # What had begun by the as-of day began on that day at the latest.
        years = range(row.start.earliest.year, min(row.start.latest, until).year + 1)
        if len(years) == 1:
            (met if row.counts else beside)[years[0]] += row.n
        else:
            uncertain += row.n
            perhaps.update(dict.fromkeys(years, row.n))
    searches = Searches(spans)
    first = min((row.start.earliest.year for row in rows), default=None)
    return YearCounts(
        tuple(
            Year(
                year,
                met[year],
                beside[year],
                perhaps[year],
                *_searched(searches, year, until),
                is_over=date(year, 12, 31) <= until,
            )
            for year in years_counted(first, until, since)
        ),
        uncertain,
    )


def counted_until(day: date, dissolved: DateInterval | None, sessions: Iterable[Met]) -> date:
    """The last day that is counted of a council, as of a day: without years after its conclusion that had no session, with
    all those of sessions on record, of a concluded council and of a day to come too."""
    starts = [session.start for session in sessions]
    latest = max((start.latest for start in starts), default=None)
    begun = max((start.earliest for start in starts), default=None)
    return last_day_counted(day, dissolved, latest, begun)


def last_day_counted(
    day: date, dissolved: DateInterval | None, latest: date | None, begun: date | None
) -> date:
    """The same of a council of whose sessions the last may have begun on ``latest``, and had certainly by then ``begun``."""
    if dissolved is not None:
        day = min(day, max(dissolved.latest, latest or dissolved.latest))
    return max(day, begun or day)


def years_counted(first: int | None, until: date, since: int | None = None) -> range:
    """The years that `count_years` counts; `first`: that of the first session on record, None where there is none."""
    known = [year for year in (first, since) if year is not None]
    return range(max(min(known), FIRST_YEAR), until.year + 1) if known else range(0)


def _searched(searches: Searches, year: int, until: date) -> tuple[Coverage, bool]:
    """The weakest search of a year's days up to `until`, and whether all its months were searched alike."""
    before, after = date(year, 1, 1) - A_DAY, min(date(year, 12, 31), until) + A_DAY
    if searches.is_one_between(before, after):  # of most years there is no more to say
        return searches.weakest_between(before, after), True
    months = [date(year, month, 1) for month in range(1, 13) if date(year, month, 1) <= until]
    ends = [*months[1:], after]
    words = {searches.weakest_between(start - A_DAY, end) for start, end in zip(months, ends, strict=True)}
    return min(words, key=list(Coverage).index), len(words) == 1
