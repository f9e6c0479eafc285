"""What would change a flag, held against the rule itself on made-up and on real histories; without a database."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from meetings.counterfactuals import (
    FOUND,
    Fate,
    Outcome,
    Stretch,
    dated,
    session_of_a_day,
    what_would_change,
)
from meetings.coverage import Coverage, CoverageSpan
from meetings.gaps import HEADS_RANK, Row
from meetings.resumptions import Grade, Parameters, Resumption, Stream, assess
from meetings.supposed_records import Scene
from tests.meetings.reference_histories import NATO_RUSSIA, coverage_of_council, rows_by_council

tried = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def day(number: int) -> date:
    return date(1990, 1, 1) + timedelta(days=number)


@st.composite
def histories(draw: st.DrawFn, *, exact: bool = False) -> list[Row]:
    """A rhythm with bursts, a long silence or two, some vague days, some sessions of high level."""
    steps = st.one_of(st.integers(1, 12), st.integers(20, 150), st.integers(20, 150), st.integers(300, 1200))
    rows, start = [], 0
    for number in range(1, draw(st.integers(3, 24)) + 1):
        start += draw(steps)
        width = 0 if exact else draw(st.sampled_from([0, 0, 0, 0, 0, 29, 200]))
        end = start + width + draw(st.sampled_from([0, 0, 0, 2, 30]))
        rank = draw(st.sampled_from([0, 0, 1, 2]))
        rows.append(Row(number, day(start), day(start + width), day(max(start, end - width)), day(end), rank))
    return rows


def by_the_rule(rows: Sequence[Row], flag: Resumption, parameters: Parameters | None = None) -> Outcome:
    """What the whole rule says has become of the flag, and of the session found if that is one more."""
    before = assess([row for row in rows if row.id != FOUND], parameters).resumptions
    known = {session for other in before for session in other.sitting}
    flags = assess(rows, parameters).resumptions
    own = next((f for f in flags if flag.session_id in f.sitting), None)
    found = next((f for f in flags if FOUND in f.sitting and known.isdisjoint(f.sitting)), None)
    if own is None:
        return Outcome(Fate.MOVED, found=found.lead.grade) if found else Outcome(Fate.WITHDRAWN)
    if found:
        return Outcome(Fate.BOTH, own.lead.grade, found.lead.grade)
    return Outcome(Fate.KEPT if own.lead.grade == flag.lead.grade else Fate.CHANGED, own.lead.grade)


def days_to_check(stretch: Stretch) -> set[date]:
    """Its ends, its middle and what lies at a third of it."""
    length = (stretch.last - stretch.first).days
    return {stretch.first + timedelta(days=length * part // 6) for part in (0, 2, 3, 6)}


PARAMETERS = st.sampled_from(
    [
        None,
        Parameters(floor=30, sitting_span=2),
        Parameters(declared_cadence=90, baseline_gaps=5, baseline_days=200),
    ]
)


@tried
@given(histories(), PARAMETERS, st.integers(0, 50))
def test_a_session_on_a_day_of_a_stretch_really_does_what_is_said(
    rows: list[Row], parameters: Parameters | None, which: int
) -> None:
    flags = assess(rows, parameters).resumptions
    assume(flags)
    flag = flags[which % len(flags)]
    found = what_would_change(rows, flag, parameters)
    assert found.inserted is not None
    for stretch in found.inserted:
        for checked in days_to_check(stretch):
            more = [*rows, session_of_a_day(checked, found.stream)]
            assert by_the_rule(more, flag, parameters) == stretch.outcome, checked


@settings(tried, max_examples=12)
@given(histories(exact=True), PARAMETERS, st.integers(0, 50))
def test_every_day_of_a_silence_is_in_one_stretch_and_judged_as_the_rule_judges_it(
    rows: list[Row], parameters: Parameters | None, which: int
) -> None:
    flags = [flag for flag in assess(rows, parameters).resumptions if flag.lead.gap.days < 700]
    assume(flags)
    flag = flags[which % len(flags)]
    found = what_would_change(rows, flag, parameters)
    number, gap = 0, flag.lead.gap
    for stretch in found.inserted or ():
        for _ in range((stretch.last - stretch.first).days + 1):
            number += 1
            checked = gap.since + timedelta(days=number)
            more = [*rows, session_of_a_day(checked, found.stream)]
            assert by_the_rule(more, flag, parameters) == stretch.outcome, checked
    assert number == gap.days - 1


@settings(tried, max_examples=60)
@given(histories(), st.integers(0, 50))
def test_a_vague_session_dated_to_a_day_really_does_what_is_said(rows: list[Row], which: int) -> None:
    vague = {row.id for row in rows if row.end_earliest != row.end_latest}
    flags = [
        flag
        for flag in assess(rows).resumptions
        if vague & {flag.lead.gap.previous_session_id, flag.lead.gap.session_id}
    ]
    assume(flags)
    flag = flags[which % len(flags)]
    found = what_would_change(rows, flag)
    gap = flag.lead.gap
    for stretches, session, starts in (
        (found.before, gap.previous_session_id, False),
        (found.after, gap.session_id, True),
    ):
        for stretch in stretches:
            for checked in days_to_check(stretch):
                told = [dated(row, checked, starts=starts) if row.id == session else row for row in rows]
                assert by_the_rule(told, flag) == stretch.outcome, checked


@settings(tried, max_examples=40)
@given(histories(), st.sampled_from(list(Coverage)), st.integers(0, 50))
def test_a_better_or_worse_search_changes_what_is_certain_as_said(
    rows: list[Row], completeness: Coverage, which: int
) -> None:
    spans = [CoverageSpan(None, None, completeness)]
    flags = assess(rows, coverage=spans).resumptions
    assume(flags)
    flag = flags[which % len(flags)]
    found = what_would_change(rows, flag, coverage=spans)
    for searched, certain in ((Coverage.COMPLETE, found.searched), (Coverage.SAMPLED, found.sampled)):
        again = assess(rows, coverage=[CoverageSpan(None, None, searched)])
        same = next(f for f in again.resumptions if f.session_id == flag.session_id)
        assert same.lead.grade_certain == certain


def test_the_nato_russia_council_of_2022() -> None:
    rows = [row for council in NATO_RUSSIA for row in rows_by_council()[council]]
    coverage = coverage_of_council(*NATO_RUSSIA)
    flag = assess(rows, coverage=coverage).resumptions[-1]
    found = what_would_change(rows, flag, coverage=coverage)
    kept = Outcome(Fate.KEPT, Grade.MAJOR)
    assert found.inserted == (
        Stretch(date(2019, 7, 6), date(2020, 3, 15), kept),
        Stretch(date(2020, 3, 16), date(2020, 5, 20), Outcome(Fate.CHANGED, Grade.NOTABLE)),
        Stretch(date(2020, 5, 21), date(2020, 9, 6), Outcome(Fate.WITHDRAWN)),
        Stretch(date(2020, 9, 7), date(2021, 2, 25), Outcome(Fate.MOVED, found=Grade.NOTABLE)),
        Stretch(date(2021, 2, 26), date(2022, 1, 5), Outcome(Fate.MOVED, found=Grade.MAJOR)),
        Stretch(date(2022, 1, 6), date(2022, 1, 11), kept),
    )
    assert (found.before, found.after) == ((), ())


def test_a_silence_of_a_century_is_judged_in_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [session_of_a_day(day(number * 100 + number % 7), Stream.MAIN, key=number) for number in range(30)]
    rows.append(session_of_a_day(day(3000 + 36_525), Stream.MAIN, key=99))
    flag = assess(rows).resumptions[-1]
    asked = []
    flags = Scene.flags
    monkeypatch.setattr(
        Scene, "flags", lambda self, *args, **extra: asked.append(1) or flags(self, *args, **extra)
    )  # fmt: skip
    found = what_would_change(rows, flag)
    assert found.inserted and found.inserted[-1].last == day(3000 + 36_524)
    assert len(asked) < 400


def test_a_long_silence_of_one_level_among_many_sessions_is_not_tried() -> None:
    summits = [Row(n, *[day(n * 100)] * 4, HEADS_RANK) for n in range(8)]
    others = [Row(100 + n, *[day(700 + n * 20)] * 4) for n in range(1, 200)]
    flag = next(
        flag
        for flag in assess([*summits, *others, Row(50, *[day(4600)] * 4, HEADS_RANK)]).resumptions
        if flag.lead.stream is not Stream.MAIN
    )
    rows = [*summits, *others, Row(50, *[day(4600)] * 4, HEADS_RANK)]
    assert what_would_change(rows, flag).inserted is None
