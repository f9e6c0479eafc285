"""A council's sessions of many years in one cell of a table: a tick for each quarter in which it met. Pure.

Places are quarters of a year from the left edge of the strip, heights those of a picture `HEIGHT` high.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

HEIGHT = 16
# How high a tick is for so many sessions in its quarter; for more it is as high as for the last.
TICKS = (7, 11, 16)


class Quarters(NamedTuple):
    """So many sessions between two quarters, both counted from the year 0; the same where the quarter is known."""

    first: int
    last: int
    sessions: int


@dataclass(frozen=True, slots=True)
class Strip:
    """`ticks`, `spans`: paths of sessions whose quarter is known, and of those dated only to a longer time; empty where
    there is none. `silent`: place and width of the running silence; None where none runs."""

    width: int
    ticks: str
    spans: str
    silent: tuple[int, int] | None


def quarter_of(day: date) -> int:
    """The quarter of a day, counted from the year 0."""
    return day.year * 4 + (day.month - 1) // 3


def session_strip(rows: Iterable[Quarters], first: date, last: date, silent_since: date | None) -> Strip:
    """From the quarter of the first day to that of the last, both shown whole."""
    left, right = quarter_of(first), quarter_of(last)
    known: dict[int, int] = {}
    spans = []
    for row in rows:
        if row.last < left or row.first > right:
            continue
        if row.first == row.last:
            known[row.first] = known.get(row.first, 0) + row.sessions
        else:
            spans.append((max(row.first, left) - left, min(row.last, right) - left + 1))
    silent = None
    if silent_since is not None and quarter_of(silent_since) < right:
        start = max(0, quarter_of(silent_since) + 1 - left)
        silent = (start, right - left + 1 - start)
    return Strip(
        width=right - left + 1,
        ticks="".join(
            f"M{quarter - left}.5 {HEIGHT - TICKS[min(count, len(TICKS)) - 1]}V{HEIGHT}"
            for quarter, count in sorted(known.items())
        ),
        spans="".join(f"M{start} {HEIGHT - 3}H{end}" for start, end in sorted(set(spans))),
        silent=silent,
    )
