"""How long the pure rule takes, on rows in memory, beside the least that any rule must do."""

import random
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from time import perf_counter

from benchmarks.filling import MONTHLY, WEEKLY
from benchmarks.table import Row
from meetings.resumptions import Row as Session
from meetings.resumptions import assess

COUNCILS, SESSIONS = 1000, 100


def _rows(number: int, steps: tuple[int, ...], seed: int) -> list[Session]:
    """Meetings with bursts and, now and then, a long silence; the same for the same seed; of three levels."""
    chance = random.Random(seed)
    day, rows = date(1850, 1, 1).toordinal(), []
    for position in range(number):
        day += 700 if chance.random() < 1 / number else chance.choice(steps)
        on = date.fromordinal(day)
        rows.append(Session(position, on, on, on, on, position % 3))
    return rows


def _seconds(function: Callable[[], object]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start


def _linear_pass(councils: list[list[Session]]) -> int:
    """Visit each session and subtract one day from the next."""
    longest = 0
    for rows in councils:
        for before, after in pairwise(rows):
            longest = max(longest, (after.start_earliest - before.end_latest).days)
    return longest


def run() -> list[Row]:
    big = _rows(10_000, WEEKLY, 1)
    many = [_rows(SESSIONS, MONTHLY, seed) for seed in range(COUNCILS)]
    plain_big, plain_many = _seconds(lambda: _linear_pass([big])), _seconds(lambda: _linear_pass(many))
    one = _seconds(lambda: assess(big))
    all_ = _seconds(lambda: [assess(rows) for rows in many])
    return [
        Row("rule", "one council of 10,000 sessions", one, "s", 1, plain_big, "linear pass"),
        Row(
            "rule",
            f"{COUNCILS:,} councils of {SESSIONS} sessions",
            all_,
            "s",
            None,
            plain_many,
            "linear pass",
        ),
    ]
