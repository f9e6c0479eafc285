"""The rule against the same rule written as plainly as possible: they agree on every council that can be made up."""

from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from meetings.coverage import CoverageSpan
from meetings.gaps import Row
from meetings.resumptions import Assessment, Parameters, Verdict, assess
from meetings.silences import Suspension
from tests.meetings import naive_rule as naive
from tests.meetings.made_histories import (
    day,
    everywhere,
    histories,
    parameters,
    regular_histories,
    searches,
    suspensions,
)

councils = st.one_of(histories(), regular_histories())


def said(verdict: Verdict) -> dict[str, Any]:
    gap, baseline = verdict.gap, verdict.baseline
    return {
        "stream": verdict.stream.value,
        "sessions": (gap.previous_session_id, gap.session_id),
        "between": (gap.since, gap.until),
        "days": (gap.days_min, gap.days, gap.days_max),
        "baseline": (baseline.n, baseline.typical, baseline.longest_days),
        "thresholds": tuple(baseline.thresholds),
        "grades": (verdict.grade_certain, verdict.grade, verdict.grade_possible),
        "coverage": verdict.coverage.value,
    }


def said_naively(verdict: naive.NaiveVerdict) -> dict[str, Any]:
    gap, baseline, thresholds = verdict.gap, verdict.baseline, verdict.baseline.thresholds
    return {
        "stream": verdict.stream,
        "sessions": (gap.before.id, gap.first.id),
        "between": (gap.since, gap.until),
        "days": (gap.days_min, gap.days, gap.days_max),
        "baseline": (baseline.n, baseline.typical, baseline.longest),
        "thresholds": (thresholds.notable, thresholds.major, thresholds.historic, thresholds.unrated),
        "grades": (verdict.certain, verdict.grade, verdict.possible),
        "coverage": verdict.coverage,
    }


def check(found: Assessment, rows: list[Row], numbers: Parameters, spans: list[CoverageSpan]) -> None:
    sittings = naive.sittings_of(rows, numbers.sitting_span)
    assert [list(sitting.session_ids) for sitting in found.history.sittings] == [
        [row.id for row in sitting] for sitting in sittings
    ]
    main = naive.verdicts_of("main", rows, numbers, spans)
    assert list(map(said, found.verdicts)) == list(map(said_naively, main))
    flags = naive.resumptions_of(rows, main, numbers, spans)
    assert [(list(flag.sitting), [said(flag.lead), *map(said, flag.also)]) for flag in found.resumptions] == [
        (sitting, list(map(said_naively, told))) for sitting, told in flags
    ]


@everywhere
@given(councils, parameters(), searches())
def test_verdicts_and_flags_are_those_of_the_plain_rule(
    rows: list[Row], numbers: Parameters, spans: list[CoverageSpan]
) -> None:
    check(assess(rows, numbers, coverage=spans), rows, numbers, spans)


@everywhere
@given(councils, parameters(), searches(), st.integers(0, 15_000))
def test_so_they_are_as_of_any_day(
    rows: list[Row], numbers: Parameters, spans: list[CoverageSpan], number: int
) -> None:
    then = assess(rows, numbers, coverage=spans, as_of=day(number))
    check(then, naive.as_of_day(rows, day(number)), numbers, spans)


@everywhere
@given(
    st.one_of(histories(smallest=1), regular_histories()),
    parameters(),
    searches(),
    st.one_of(st.none(), st.integers(0, 20_000).map(day)),
    suspensions(),
    st.lists(st.integers(-400, 5000), min_size=1, max_size=8),
)
def test_a_silence_is_in_the_state_of_the_plain_rule_on_every_day(
    rows: list[Row],
    numbers: Parameters,
    spans: list[CoverageSpan],
    concluded_on: date | None,
    suspended: list[Suspension],
    offsets: list[int],
) -> None:
    silence = assess(rows, numbers, coverage=spans, concluded_on=concluded_on, suspensions=suspended).silence
    assert silence is not None
    # The days on which something changes, and any others.
    stages = [getattr(silence, name) for name in silence.__slots__ if name.endswith("_from")]
    days = [silence.since + timedelta(days=offset) for offset in offsets]
    days += [stage + timedelta(days=by) for stage in stages if stage for by in (-1, 0)]
    assume(all(date.min < each < date.max for each in days))
    plain = naive.NaiveSilence(rows, numbers, spans, concluded_on=concluded_on, suspensions=suspended)
    assert silence.coverage == plain.coverage
    for each in days:
        assert silence.days_on(each) == plain.days(each)
        assert silence.grade_on(each) == plain.grade(each)
        assert silence.grade_certain_on(each) == plain.certain(each)
        assert silence.state_on(each) == plain.state(each)
