"""The rule on worked cases and on the reference histories, without a database."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from meetings import silences, streams, vocabulary
from meetings.coverage import Coverage, CoverageSpan
from meetings.dates import DateInterval
from meetings.gaps import HEADS_RANK, MINISTERS_RANK, Row
from meetings.resumptions import Assessment, Grade, Parameters, Resumption, Stream, assess
from meetings.silences import SilenceState, Suspension
from tests.meetings.reference_histories import NATO_RUSSIA, coverage_of_council, rows_by_council

CASES = json.loads((Path(__file__).parent / "gap_cases.json").read_text(encoding="utf-8"))


def row(number: int, text: str, rank: int = 0) -> Row:
    bounds = DateInterval.parse_iso(text)
    return Row(number, bounds.earliest, bounds.latest, bounds.earliest, bounds.latest, rank)


def rows(*texts: str) -> list[Row]:
    return [row(number, text) for number, text in enumerate(texts, start=1)]


def parameters_of(case: dict[str, Any]) -> Parameters:
    parameters = Parameters(declared_cadence=case.get("declared_cadence_days"))
    return replace(parameters, floor=case["floor_days"]) if "floor_days" in case else parameters


@pytest.mark.parametrize("case", [case for case in CASES if "judge" in case], ids=lambda case: case["name"])
def test_worked_cases(case: dict[str, Any]) -> None:
    assessment = assess(rows(*case["held"]), parameters_of(case))
    judged = case["held"].index(case["judge"]) + 1
    (verdict,) = [verdict for verdict in assessment.verdicts if verdict.gap.session_id == judged]
    thresholds = verdict.baseline.thresholds
    found = {
        "grade": verdict.grade,
        "days": verdict.gap.days,
        "n": verdict.baseline.n,
        "thresholds": [thresholds.notable, thresholds.major, thresholds.historic],
        "flags_in_sitting": sum(judged in resumption.sitting for resumption in assessment.resumptions),
    }
    assert {name: found[name] for name in case["expect"]} == case["expect"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "silence_on" in case], ids=lambda case: case["name"]
)
def test_worked_silences(case: dict[str, Any]) -> None:
    silence = assess(rows(*case["held"]), parameters_of(case)).silence
    assert silence is not None
    found = {day: silence.grade_on(date.fromisoformat(day)) for day in case["silence_on"]}
    assert found == case["silence_on"]


@pytest.fixture(scope="module")
def nato_russia_rows() -> list[Row]:
    by_council = rows_by_council()
    return [row for slug in NATO_RUSSIA for row in by_council[slug]]


@pytest.fixture(scope="module")
def nato_russia(nato_russia_rows: list[Row]) -> Assessment:
    return assess(nato_russia_rows, coverage=coverage_of_council(*NATO_RUSSIA))


def told(resumption: Resumption) -> tuple[Any, ...]:
    lead = resumption.lead
    return (lead.gap.until.isoformat(), lead.gap.days, lead.grade, lead.grade_certain, lead.stream)


def test_the_nato_russia_lineage_has_107_sessions_that_count(nato_russia_rows: list[Row]) -> None:
    assert len(nato_russia_rows) == 107


def test_the_flags_of_the_nato_russia_lineage(nato_russia: Assessment) -> None:
    ministers = Stream.MINISTERS_AND_ABOVE
    assert [told(resumption) for resumption in nato_russia.resumptions] == [
        ("1998-04-29", 133, "notable", None, Stream.MAIN),
        ("1999-09-15", 182, "notable", None, Stream.MAIN),
        ("2000-05-24", 532, "notable", None, ministers),
        ("2002-11-22", 169, "notable", None, Stream.MAIN),
        ("2009-01-26", 227, "notable", None, Stream.MAIN),
        ("2009-06-27", 379, "notable", None, ministers),
        ("2016-04-20", 688, "major", "major", Stream.MAIN),
        ("2022-01-12", 922, "major", "major", Stream.MAIN),
    ]


def test_the_thresholds_of_2016_and_2022(nato_russia: Assessment) -> None:
    before, after = (resumption.lead.baseline for resumption in nato_russia.resumptions[-2:])
    assert (before.thresholds.notable, before.thresholds.major, before.thresholds.historic) == (
        313.75,
        400.75,
        1461,
    )
    assert (after.thresholds.notable, after.thresholds.major, after.thresholds.historic) == (
        429.375,
        601.125,
        1461,
    )
    assert after.typical == 119


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2020-09-06", "on_rhythm"),
        ("2020-09-07", "notable"),
        ("2021-02-25", "notable"),
        ("2021-02-26", "major"),
        ("2022-01-11", "major"),
    ],
)
def test_the_silence_of_the_nato_russia_council(nato_russia_rows: list[Row], day: str, state: str) -> None:
    as_of = date.fromisoformat(day)
    concluded = date(2025, 12, 3)
    silence = assess(nato_russia_rows, as_of=as_of, concluded_on=concluded).silence
    assert silence is not None
    assert silence.state_on(as_of) == state
    assert silence.notable_from == date(2020, 9, 7)
    assert silence.major_from == date(2021, 2, 26)


def test_had_nothing_met_the_silence_would_have_become_historic(nato_russia_rows: list[Row]) -> None:
    until_2019 = [row for row in nato_russia_rows if row.start_latest.year < 2022]
    silence = assess(until_2019).silence
    assert silence is not None
    assert silence.historic_from == date(2023, 7, 5)


def test_two_earlier_gaps_are_needed_and_a_very_long_gap_is_unrated_without_them() -> None:
    found = assess(rows("2000-06-13", "2007-10-02", "2018-04-27"))
    assert [verdict.grade for verdict in found.verdicts] == [Grade.UNRATED, Grade.UNRATED]
    assert assess(rows("2000-01-01", "2002-12-31")).verdicts[0].grade is None  # 1,095 days
    assert assess(rows("2000-01-01", "2003-01-01")).verdicts[0].grade is Grade.UNRATED


@pytest.mark.parametrize(
    ("days", "grade"), [(299, None), (300, Grade.NOTABLE), (599, Grade.NOTABLE), (600, Grade.MAJOR)]
)
def test_a_threshold_is_reached_on_its_day(days: int, grade: Grade | None) -> None:
    start = date(2020, 1, 1)
    held = [start + timedelta(days=after) for after in (0, 120, 240, 240 + days)]
    verdict = assess([Row(n, day, day, day, day) for n, day in enumerate(held)]).verdicts[-1]
    assert (verdict.baseline.thresholds.notable, verdict.baseline.thresholds.major) == (300, 600)
    assert verdict.grade is grade


def test_a_declared_cadence_never_yields_more_than_notable_nor_unrated() -> None:
    found = assess(rows("2000-01-01", "2015-01-01"), Parameters(declared_cadence=90))
    assert found.verdicts[0].grade is Grade.NOTABLE


def test_a_muted_council_is_measured_and_never_graded() -> None:
    found = assess(rows("2000-01-01", "2000-06-01", "2001-01-01", "2015-01-01"), Parameters(muted=True))
    assert found.resumptions == () and found.verdicts[-1].baseline.typical is not None
    assert found.silence is not None and found.silence.notable_from is None


MONTHLY = [f"{year}-{month:02d}-05" for year in (2015, 2016, 2017) for month in range(1, 13)]


def test_a_level_stream_speaks_where_the_main_stream_is_silent_and_then_only_of_notable() -> None:
    ranks = {"2015-02-05": HEADS_RANK, "2015-04-05": HEADS_RANK, "2015-06-05": HEADS_RANK}
    ranks |= {"2015-08-05": HEADS_RANK, "2015-10-05": HEADS_RANK, "2015-12-05": HEADS_RANK}
    ranks |= {"2017-12-05": HEADS_RANK, "2015-01-05": MINISTERS_RANK}
    found = assess([row(n, day, ranks.get(day, 0)) for n, day in enumerate(MONTHLY, start=1)])
    (resumption,) = found.resumptions
    assert resumption.lead.stream is Stream.MINISTERS_AND_ABOVE
    assert resumption.lead.grade is Grade.NOTABLE
    assert resumption.lead.gap.days >= (resumption.lead.baseline.thresholds.major or 0)
    assert [other.stream for other in resumption.also] == [Stream.HEADS_OF_STATE_GOVERNMENT]
    assert resumption.also[0].grade is Grade.NOTABLE


def test_a_stream_with_the_same_sessions_has_nothing_to_add() -> None:
    days = ["2010-01-01", "2011-01-01", "2012-01-01", "2013-01-01", "2014-01-01", "2015-01-01", "2022-01-01"]
    (resumption,) = assess([row(n, day, HEADS_RANK) for n, day in enumerate(days)]).resumptions
    assert (resumption.lead.stream, resumption.also) == (Stream.MAIN, ())


def test_a_level_stream_needs_five_earlier_gaps() -> None:
    days = ["2015-02-05", "2015-04-05", "2015-06-05", "2015-08-05", "2015-10-05", "2017-12-05"]
    found = assess(
        [row(n, day, MINISTERS_RANK if day in days else 0) for n, day in enumerate(MONTHLY, start=1)]
    )
    assert found.resumptions == ()


def test_one_flag_for_a_sitting_on_its_first_session() -> None:
    days = ["2016-01-01", "2016-06-01", "2016-12-01", "2022-01-10", "2022-01-12", "2022-01-15"]
    (resumption,) = assess(rows(*days)).resumptions
    assert (resumption.session_id, resumption.sitting) == (4, (4, 5, 6))


def test_vague_dates_give_three_grades_by_one_threshold() -> None:
    days = ["1991", "1993", "1995", "1997", "1998", "2000", "2003"]
    verdict = assess(rows(*days)).verdicts[-1]
    assert (verdict.gap.days_min, verdict.gap.days_max) == (731, 1460)
    assert verdict.grade_certain is None
    ranks = [verdict.grade_certain, verdict.grade, verdict.grade_possible]
    thresholds = verdict.baseline.thresholds
    assert ranks == [thresholds.grade(days) for days in (731, verdict.gap.days, 1460)]


def test_incomplete_coverage_leaves_nothing_certain() -> None:
    days = ["2016-01-01", "2016-06-01", "2016-12-01", "2022-01-10"]
    for completeness, certain in ((Coverage.COMPLETE, True), (Coverage.SAMPLED, False)):
        found = assess(rows(*days), coverage=[CoverageSpan(None, None, completeness)])
        assert (found.resumptions[0].lead.grade_certain is not None) is certain
        assert found.resumptions[0].lead.grade is not None


def test_a_suspension_and_the_end_of_a_council_change_the_state_and_no_grade() -> None:
    suspension = Suspension(date(2018, 1, 1), date(2018, 12, 31))
    silence = assess(
        rows("2016-01-01", "2016-06-01", "2016-12-01"),
        concluded_on=date(2021, 1, 1),
        suspensions=[suspension],
    ).silence
    assert silence is not None
    states = {
        day: silence.state_on(date.fromisoformat(day)) for day in ("2018-06-01", "2019-07-01", "2021-01-01")
    }
    assert list(states.values()) == [SilenceState.SUSPENDED, SilenceState.MAJOR, SilenceState.CONCLUDED]
    assert silence.grade_on(date(2018, 6, 1)) is Grade.NOTABLE


def test_what_is_dated_later_does_not_exist_on_a_past_day() -> None:
    day = date(2017, 6, 1)
    silence = assess(
        rows("2016-01-01", "2016-06-01", "2016-12-01", "2019-01-01"),
        as_of=day,
        concluded_on=date(2017, 6, 2),
        suspensions=[Suspension(date(2017, 7, 1))],
    ).silence
    assert silence is not None
    assert (silence.since, silence.concluded_from, silence.suspensions) == (date(2016, 12, 1), None, ())


def test_a_council_concluded_before_its_last_session_ended_with_it() -> None:
    silence = assess(rows("2016-01-01", "2016-06-01"), concluded_on=date(2016, 3, 1)).silence
    assert silence is not None and silence.concluded_from == date(2016, 6, 1)


def test_late_comes_before_notable_or_not_at_all() -> None:
    late = assess(rows(*MONTHLY)).silence
    assert late is not None
    assert (late.late_from, late.notable_from) == (date(2018, 1, 21), date(2018, 4, 4))
    assert late.state_on(date(2018, 1, 20)) is SilenceState.ON_RHYTHM
    assert late.state_on(date(2018, 1, 21)) is SilenceState.LATE
    never = assess(
        rows("2010-01-01", "2014-01-01", "2014-03-01", "2014-05-01", "2014-07-01", "2014-09-01")
    ).silence
    assert never is not None and never.late_from is None


def test_ten_years_of_silence_have_lapsed() -> None:
    silence = assess(rows("2000-01-01")).silence
    assert silence is not None
    assert silence.state_on(date(2003, 1, 1)) is SilenceState.UNRATED
    assert silence.lapsed_from == date(2010, 1, 1)
    assert silence.state_on(date(2010, 1, 1)) is SilenceState.LAPSED


def test_a_threshold_beyond_the_calendar_is_never_reached() -> None:
    ages = rows("1800-01-01", "2199-12-31")
    assert assess(ages, Parameters(declared_cadence=3_000_000)).silence is not None


def test_the_words_of_the_rule_are_the_words_of_the_database() -> None:
    assert list(Grade) == vocabulary.Grade.values
    assert list(Stream) == vocabulary.Stream.values
    assert list(silences.SilenceState) == vocabulary.SilenceState.values
    assert set(vocabulary.COUNTING_STATUSES) == streams.TOOK_PLACE
    assert set(vocabulary.Status.values) == streams.TOOK_PLACE | streams.PLANNED_ONLY | {"unconfirmed"}
    assert set(Coverage) == {word for word, _ in vocabulary.COVERAGE_CHOICES}


def test_a_later_session_of_lower_level_adds_nothing_to_an_earlier_flag() -> None:
    """As long as all sessions were ministerial the level stream says the same as the main one, for good."""
    days = ["2000-01-01", "2000-03-01", "2000-05-01", "2000-07-01", "2000-09-01", "2000-11-01", "2003-01-01"]
    ministers = [Row(n, d, d, d, d, MINISTERS_RANK) for n, d in enumerate(map(date.fromisoformat, days))]
    later = date(2003, 6, 1)
    (flag,) = assess(ministers).resumptions
    assert flag.also == ()
    assert assess([*ministers, Row(99, later, later, later, later)]).resumptions == (flag,)
