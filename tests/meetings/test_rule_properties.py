"""What holds of the rule for any history, tried on hundreds of made-up ones; without a database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from meetings.coverage import Coverage, CoverageSpan
from meetings.gaps import Row, find_gaps
from meetings.resumptions import Assessment, Grade, Parameters, Verdict, assess
from meetings.silences import Silence
from meetings.streams import Planned, Recorded, place_in_stream
from meetings.thresholds import grade_rank, is_notable
from tests.meetings.made_histories import day, everywhere, histories, parameters


def shifted(rows: list[Row], days: int) -> list[Row]:
    moved = timedelta(days=days)
    return [row._replace(**{name: getattr(row, name) + moved for name in row._fields[1:5]}) for row in rows]


def judgements(assessment: Assessment) -> list[tuple[object, ...]]:
    """Everything that a verdict says, dates apart."""

    def numbers(v: Verdict) -> tuple[object, ...]:
        gap, baseline = v.gap, v.baseline
        sessions = (gap.session_id, gap.previous_session_id, gap.days_min, gap.days, gap.days_max)
        grades = (v.grade, v.grade_certain, v.grade_possible)
        return *sessions, *grades, baseline.thresholds, baseline.n, baseline.typical

    return [numbers(verdict) for verdict in all_verdicts(assessment)]


def all_verdicts(assessment: Assessment) -> list[Verdict]:
    """Of every gap of the main stream, and of the level streams where they speak."""
    flags = assessment.resumptions
    return [*assessment.verdicts, *(v for flag in flags for v in (flag.lead, *flag.also))]


def running(assessment: Assessment) -> Silence:
    assert assessment.silence is not None
    return assessment.silence


@everywhere
@given(histories(), st.integers(-3000, 3000))
def test_a_shift_in_time_changes_nothing(rows: list[Row], days: int) -> None:
    assert judgements(assess(shifted(rows, days))) == judgements(assess(rows))


@everywhere
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(rows: list[Row], random: object) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis types its random as object
    assert assess(mixed) == assess(rows)


UNCOUNTED = st.sampled_from(
    [
        {"status": "cancelled"},
        {"status": "postponed"},
        {"status": "declined"},
        {"status": "proposed"},
        {"status": "scheduled"},
        {"status": "unconfirmed"},
        {"formation": "military"},
        {"formation": "informal"},
        {"part_of": 1},
        {"counts": False},
    ]
)


def recorded(row: Row, level: str = "", **otherwise: Any) -> Recorded:
    """The row as an exact or vague session on record, held in plenary formation unless said otherwise."""
    plain = Recorded(row.id, "held", "plenary", None, level, *row[1:5])
    return plain._replace(**otherwise)


LEVELS = {0: "ambassadors", 1: "foreign_ministers", 2: "heads_of_state_government"}


@everywhere
@given(histories(), st.lists(st.tuples(st.integers(-500, 20_000), st.integers(0, 400), UNCOUNTED)))
def test_cancelled_planned_and_other_uncounted_sessions_change_nothing(
    rows: list[Row], others: list[tuple[int, int, dict[str, Any]]]
) -> None:
    held = [recorded(row, LEVELS[row.rank], status=("held", "interrupted")[row.id % 2]) for row in rows]
    added = [
        recorded(Row(1000 + n, day(d), day(d + width), day(d), day(d + width)), "ministers", **why)
        for n, (d, width, why) in enumerate(others)
    ]
    placed = [place_in_stream(each) for each in [*added, *held]]
    counting = [each for each in placed if isinstance(each, Row)]
    assert counting == rows
    assert assess(counting) == assess(rows)
    told = [each for each in placed if isinstance(each, Planned)]
    planned = ("cancelled", "postponed", "declined", "proposed", "scheduled")
    assert [plan.session_id for plan in told] == [each.id for each in added if each.status in planned]


@everywhere
@given(histories(smallest=2), st.lists(st.integers(0, 5000), min_size=1, max_size=5))
def test_later_exact_sessions_change_nothing(rows: list[Row], offsets: list[int]) -> None:
    before = assess(rows)
    # Later than everything on record, and too late to join the last sitting.
    end = max(row.end_latest for row in rows) + timedelta(days=7)
    later = [end + timedelta(days=offset) for offset in offsets]
    after = assess([*rows, *(Row(1000 + n, d, d, d, d) for n, d in enumerate(later))])
    assert after.verdicts[: len(before.verdicts)] == before.verdicts
    assert after.resumptions[: len(before.resumptions)] == before.resumptions


@everywhere
@given(histories(smallest=1), st.lists(st.integers(0, 6000), min_size=2, max_size=12))
def test_the_grade_of_a_silence_never_falls(rows: list[Row], offsets: list[int]) -> None:
    silence = running(assess(rows))
    days = sorted(silence.since + timedelta(days=offset) for offset in offsets)
    ranks = [grade_rank(silence.grade_on(day)) for day in days]
    assert ranks == sorted(ranks)
    certain = [grade_rank(silence.grade_certain_on(day)) for day in days]
    assert certain == sorted(certain) and all(map(int.__le__, certain, ranks))


@everywhere
@given(
    st.one_of(histories(exact=True, smallest=1), histories(exact=True, smallest=1, largest=2)),
    st.one_of(st.integers(1, 200), st.integers(1, 5000)),
    parameters(),
)
@example([Row(1, day(0), day(0), day(0), day(0))], 100, Parameters(0, 200, 7))
def test_the_watch_list_never_disagrees_with_the_flag(
    rows: list[Row], days: int, numbers: Parameters
) -> None:
    silence = running(assess(rows, numbers))
    held_on = silence.since + timedelta(days=days)
    after = assess([*rows, Row(1000, held_on, held_on, held_on, held_on)], numbers)
    if days <= numbers.sitting_span:
        # The session would only prolong the last sitting, so the silence has no grade yet either.
        assert silence.grade_on(held_on) is None
        return
    verdict = after.verdicts[-1]
    assert verdict.gap.session_id == 1000
    assert verdict.grade == silence.grade_on(held_on)
    assert verdict.baseline == silence.baseline


@everywhere
@given(histories(smallest=2), parameters(), st.integers(0, 29), st.sampled_from([-1, 0, 1, 50]))
def test_nothing_below_the_floor_is_notable(
    rows: list[Row], numbers: Parameters, which: int, above: int
) -> None:
    # A floor near one of the gaps, where it is most easily missed by a day.
    gaps = find_gaps(rows, numbers.sitting_span).gaps
    assume(gaps)
    floor = max(0, gaps[which % len(gaps)].days + above)
    numbers = replace(numbers, floor=floor)
    assessment = assess(rows, numbers)
    for verdict in all_verdicts(assessment):
        assert verdict.gap.days >= floor or not is_notable(verdict.grade)
        assert verdict.gap.days_max >= floor or not is_notable(verdict.grade_possible)
    silence = running(assessment)
    assert not is_notable(silence.grade_on(silence.since + timedelta(days=floor - 1)))


@everywhere
@given(histories(), st.sampled_from([None, *Coverage]))
def test_certain_is_at_most_the_grade_and_the_grade_at_most_possible(
    rows: list[Row], completeness: Coverage | None
) -> None:
    spans = [CoverageSpan(None, None, completeness)] if completeness else []
    for verdict in all_verdicts(assess(rows, coverage=spans)):
        certain, grade, possible = map(
            grade_rank, (verdict.grade_certain, verdict.grade, verdict.grade_possible)
        )
        assert certain <= grade <= possible
        assert 0 <= verdict.gap.days_min <= verdict.gap.days <= verdict.gap.days_max


@everywhere
@given(histories(exact=True))
def test_exact_dates_have_no_uncertainty(rows: list[Row]) -> None:
    for verdict in all_verdicts(assess(rows)):
        assert verdict.gap.days_min == verdict.gap.days == verdict.gap.days_max
        assert verdict.grade_certain == verdict.grade == verdict.grade_possible


@everywhere
@given(histories())
def test_assessing_twice_is_assessing_once(rows: list[Row]) -> None:
    kept = list(rows)
    assert assess(rows) == assess(rows)
    assert rows == kept


UNBOUNDED = Parameters(
    floor=0, floor_major=0, floor_historic=0, sitting_span=0, baseline_days=0, unrated_days=10**6
)


@everywhere
@given(st.lists(st.integers(1, 60), min_size=2, max_size=30), st.integers(2, 20))
def test_scaling_all_gaps_scales_the_thresholds(gaps: list[int], factor: int) -> None:
    def thresholds(scale: int) -> tuple[float, float]:
        days = [0]
        for gap in gaps:
            days.append(days[-1] + gap * scale)
        rows = [Row(n, day(d), day(d), day(d), day(d)) for n, d in enumerate(days)]
        found = running(assess(rows, UNBOUNDED)).baseline.thresholds
        assert found.notable is not None and found.major is not None
        return found.notable, found.major

    plain, scaled = thresholds(1), thresholds(factor)
    assert scaled == (plain[0] * factor, plain[1] * factor)


@everywhere
@given(histories(exact=True, smallest=2), st.integers(0, 10_000), st.integers(0, 40))
def test_a_session_inserted_into_a_silence_never_lengthens_it(rows: list[Row], at: int, lasting: int) -> None:
    before = assess(rows)
    assume(before.verdicts)
    gap = before.verdicts[at % len(before.verdicts)].gap
    start = gap.since + timedelta(days=1 + at % gap.days)
    end = start + timedelta(days=lasting)
    after = assess([*rows, Row(1000, start, start, end, end)])
    inside = [v.gap for v in after.verdicts if v.gap.since >= gap.since and v.gap.until <= gap.until]
    assert all(found.days <= gap.days for found in inside)
    assert sum(found.days for found in inside) <= gap.days


@everywhere
@given(histories(smallest=1), st.integers(1, 4000), st.integers(0, 400))
def test_a_session_inserted_into_the_running_silence_never_lengthens_it(
    rows: list[Row], after: int, width: int
) -> None:
    before = running(assess(rows))
    start, end = before.since + timedelta(days=after), before.since + timedelta(days=after + width)
    now = running(assess([*rows, Row(1000, start, end, start, end)]))
    for offset in (0, after, after + width, 5000):
        on = before.since + timedelta(days=offset)
        assert all(map(int.__le__, now.days_on(on), before.days_on(on)))


@everywhere
@given(histories(smallest=1))
def test_one_flag_for_a_sitting_and_every_session_in_one_sitting(rows: list[Row]) -> None:
    found = assess(rows)
    members = [session for sitting in found.history.sittings for session in sitting.session_ids]
    assert sorted(members) == sorted(row.id for row in rows)
    assert len(found.history.gaps) == len(found.history.sittings) - 1
    flagged = [flag.sitting for flag in found.resumptions]
    assert len(flagged) == len(set(flagged))
    assert all(flag.session_id == flag.sitting[0] for flag in found.resumptions)


@everywhere
@given(histories(smallest=1), st.integers(0, 20_000))
def test_as_of_a_day_nothing_later_exists(rows: list[Row], number: int) -> None:
    as_of = day(number)
    found = assess(rows, as_of=as_of)
    known = {session for sitting in found.history.sittings for session in sitting.session_ids}
    assert known == {row.id for row in rows if row.start_earliest <= as_of}
    if found.silence is not None:
        assert found.silence.since <= as_of


@everywhere
@given(histories(exact=True, smallest=3))
def test_as_of_a_day_after_an_exact_session_its_verdict_is_todays(rows: list[Row]) -> None:
    whole = assess(rows)
    for verdict in whole.verdicts[:3]:
        then = assess(rows, as_of=verdict.gap.until)
        assert then.verdicts[-1] == verdict


@everywhere
@given(histories(smallest=2))
def test_a_council_without_two_gaps_is_never_more_than_unrated(rows: list[Row]) -> None:
    for verdict in assess(rows).verdicts:
        if verdict.baseline.n < 2:
            assert verdict.grade in (None, Grade.UNRATED)


def test_a_baseline_of_bursts_spans_two_years_to_the_day() -> None:
    days = [day(10 * n) for n in range(300)]
    rows = [Row(n, d, d, d, d) for n, d in enumerate(days)]
    window = running(assess(rows)).baseline
    assert (
        window.n
        == len([gap for gap in find_gaps(rows).gaps if gap.until >= days[-1] - timedelta(days=730)])
        == 74
    )
    assert running(assess(rows, replace(Parameters(), baseline_days=0))).baseline.n == 20
