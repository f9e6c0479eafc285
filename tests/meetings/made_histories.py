"""Made-up councils for Hypothesis: bursts, rhythms and freezes; vague and lasting sessions, of any level."""

import random
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from meetings.coverage import Coverage, CoverageSpan
from meetings.gaps import Row
from meetings.silences import Suspension
from meetings.thresholds import Parameters

# Derandomised, so that a run says the same everywhere; 600 histories for each property.
everywhere = settings(
    max_examples=600,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of the rule
)

FIRST = date(1990, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


_STEPS = st.one_of(st.integers(0, 9), st.integers(10, 200), st.integers(200, 3000))
_LASTING = st.sampled_from([0, 0, 0, 1, 3, 40])
_RANKS = st.sampled_from([0, 0, 1, 2])


def histories(*, exact: bool = False, smallest: int = 0, largest: int = 30) -> st.SearchStrategy[list[Row]]:
    """Sessions in any order: bursts, rhythms and freezes; some vague, some lasting, some of high level."""
    vague = st.just(0) if exact else st.sampled_from([0, 0, 0, 0, 29, 364])
    sessions = st.lists(
        st.tuples(_STEPS, vague, _LASTING, _RANKS), min_size=smallest, max_size=largest
    )  # one draw of each for a session is what keeps 600 histories quick

    def made(told: list[tuple[int, int, int, int]], seed: int) -> list[Row]:
        rows, start = [], 0
        for number, (step, width, lasting, rank) in enumerate(told, start=1):
            start += step
            end = start + width + lasting
            rows.append(Row(number, day(start), day(start + width), day(start + lasting), day(end), rank))
        random.Random(seed).shuffle(rows)
        return rows

    return st.builds(made, sessions, st.integers(0, 100))


def regular_histories() -> st.SearchStrategy[list[Row]]:
    """A rhythm of exact days that stops now and then, long enough for full baselines and level streams."""

    def made(rhythm: int, number: int, seed: int) -> list[Row]:
        chance, rows, start = random.Random(seed), [], 0
        for each in range(1, number + 1):
            start += chance.choice(
                [rhythm] * 26 + [3, 3, 3 * rhythm, 3 * rhythm, 12 * rhythm, 12 * rhythm, 60 * rhythm]
            )
            start += chance.choice([0, 0, 0, 0, 0, 1, 4, 30])
            on = day(start)
            rows.append(Row(each, on, on, on, on, chance.choice([0, 1, 1, 2])))
        return rows

    return st.builds(made, st.sampled_from([7, 10, 30, 90]), st.integers(20, 60), st.integers(0, 1_000_000))


def parameters() -> st.SearchStrategy[Parameters]:
    """The numbers that a council may set for itself."""
    return st.builds(
        Parameters,
        floor=st.sampled_from([120, 120, 0, 5, 30, 400]),
        sitting_span=st.sampled_from([6, 6, 0, 1, 30, 200]),
        declared_cadence=st.sampled_from([None, None, 7, 90, 365, 5000]),
        muted=st.sampled_from([False, False, False, True]),
    )


@st.composite
def searches(draw: st.DrawFn) -> list[CoverageSpan]:
    """What was searched: nothing said, one word for all time, or periods that overlap and leave holes."""
    bound = st.one_of(st.none(), st.integers(-400, 20_000).map(day))
    spans = st.builds(CoverageSpan, bound, bound, st.sampled_from([c for c in Coverage if c != "not_stated"]))
    return draw(st.lists(spans, max_size=4))


def suspensions() -> st.SearchStrategy[list[Suspension]]:
    days = st.integers(0, 20_000).map(day)
    return st.lists(st.builds(Suspension, days, st.one_of(st.none(), days)), max_size=2)
