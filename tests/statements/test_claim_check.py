"""Claims held against a record, by the pure check alone."""

from __future__ import annotations

import csv
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from meetings.coverage import Coverage, CoverageSpan
from meetings.dates import DateInterval
from meetings.gaps import Row
from statements.claim_check import Claim, Finding, best, check
from statements.claim_record import CouncilRecord, Met

REAL_CLAIMS = Path(__file__).parent / "real_claims.csv"
PRESS_ERRORS = 1  # a paper that names December 2016 for the summit of 19 October 2016
DEPUTIES, AMBASSADORS = 4, 3
_ids = count(1)


def met(start: str, end: str = "", *, level: int = 0, format: str = "", **fields: Any) -> Met:
    first = DateInterval.parse_edtf(start)
    last = DateInterval.parse_edtf(end) if end else first
    row = Row(next(_ids), first.earliest, first.latest, last.earliest, last.latest)
    defaults: dict[str, Any] = {"status": "held", "formation": "plenary"}
    return Met(row, **defaults | fields, level_rank=level, format=format)


def held(
    value: str, *sessions: Met, type: str = "first_duration", qualifier: str = "exact", **more: Any
) -> Finding:
    """The finding on a claim about the first of the sessions; the others are its council's record."""
    spans, subject = more.pop("coverage", ()), more.pop("subject", "session")
    claim = Claim(type, value, qualifier, subject)
    return check(claim, sessions[0], CouncilRecord(sessions, coverage=spans), **more)


def after(days: int, value: str, qualifier: str = "exact") -> str:
    """The verdict on a length claimed after so many days of silence, counted back from 1 March 2022."""
    day = date(2022, 3, 1)
    earlier = date.fromordinal(day.toordinal() - days)
    finding = held(value, met(day.isoformat()), met(earlier.isoformat()), qualifier=qualifier)
    if "Rounded up" in finding.reason:
        return "rounded up"
    return "truncated" if "Truncated" in finding.reason else finding.verdict.value


NRC = (met("2022-01-12"), met("2019-07-05"))


def real_claims() -> list[dict[str, str]]:
    with REAL_CLAIMS.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", real_claims(), ids=lambda row: f"{row['council']} {row['value']}")
def test_a_real_claim_is_judged_as_a_reader_would(row: dict[str, str]) -> None:
    finding = held(
        row["value"],
        met(row["session"]),
        met(row["previous_session"]),
        type=row["claim_type"],
        qualifier=row["qualifier"],
    )
    assert finding.verdict == row["verdict"], finding.reason


def test_nearly_all_real_claims_agree() -> None:
    verdicts = [row["verdict"] for row in real_claims()]
    assert len(verdicts) > 70
    assert verdicts.count("contradicts") == PRESS_ERRORS


def test_the_reason_prints_both_dates_and_the_difference() -> None:
    finding = held("P2Y6M", *NRC)
    assert finding.reason == (
        "On record the council last met on 5 July 2019, 922 days (2 years 6 months) before: "
        "7 days more than the 2½ years claimed."
    )
    assert (finding.days_min, finding.days_max, finding.difference_days) == (922, 922, 7)
    assert finding.previous_session_id == NRC[1].row.id
    assert finding.compared_with == "all"


def test_a_month_claimed_fits_a_day_in_it() -> None:
    finding = held("2019-07", *NRC, type="last_session")
    assert (finding.verdict, finding.difference_days) == ("agrees", 0)
    assert "5 July 2019" in finding.reason
    assert "as claimed, in July 2019" in finding.reason


@pytest.mark.parametrize(
    ("value", "qualifier", "days", "verdict"),
    [
        ("P3Y", "exact", 912, "contradicts"),  # 1 March 2019 is 1,096 days before; 6 months are 182.6 days
        ("P3Y", "exact", 913, "rounded up"),
        ("P3Y", "exact", 1003, "rounded up"),
        ("P3Y", "exact", 1004, "agrees"),
        ("P3Y", "exact", 1279, "agrees"),
        ("P3Y", "exact", 1280, "truncated"),
        ("P3Y", "exact", 1462, "truncated"),
        ("P3Y", "exact", 1463, "contradicts"),
        ("P2Y6M", "exact", 789, "contradicts"),  # 1 September 2019 is 912 days before; 4 months are 121.7
        ("P2Y6M", "exact", 790, "agrees"),
        ("P2Y6M", "exact", 1034, "agrees"),
        ("P2Y6M", "exact", 1035, "contradicts"),
        ("P13M", "exact", 346, "contradicts"),  # 1 February 2021 is 393 days before; 1.5 months are 45.7
        ("P13M", "exact", 347, "agrees"),
        ("P13M", "exact", 439, "agrees"),
        ("P13M", "exact", 440, "contradicts"),
        ("P6W", "exact", 34, "contradicts"),
        ("P6W", "exact", 35, "agrees"),
        ("P6W", "exact", 49, "agrees"),
        ("P6W", "exact", 50, "contradicts"),
        ("P100D", "exact", 97, "contradicts"),
        ("P100D", "exact", 98, "agrees"),
        ("P100D", "exact", 102, "agrees"),
        ("P100D", "exact", 103, "contradicts"),
        ("P2Y", "more_than", 730, "contradicts"),  # exactly two years
        ("P2Y", "more_than", 731, "agrees"),
        ("P2Y", "more_than", 4000, "agrees"),
        ("P2Y", "less_than", 583, "contradicts"),
        ("P2Y", "less_than", 584, "agrees"),
        ("P2Y", "less_than", 776, "agrees"),
        ("P2Y", "less_than", 777, "contradicts"),
        ("P3W", "less_than", 28, "agrees"),
        ("P3W", "less_than", 29, "contradicts"),
        ("P5Y", "approx", 1459, "contradicts"),  # 1,826 days
        ("P5Y", "approx", 1460, "agrees"),
        ("P5Y", "approx", 2192, "agrees"),
        ("P5Y", "approx", 2193, "contradicts"),
    ],
)
def test_the_tolerances_end_where_they_are_said_to(
    value: str, qualifier: str, days: int, verdict: str
) -> None:
    assert after(days, value, qualifier) == verdict


def test_a_contradiction_says_what_would_agree_and_that_a_session_may_be_missing() -> None:
    finding = held("P1Y", *NRC)
    assert finding.verdict == "contradicts"
    assert "557 days more than the 1 year claimed" in finding.reason
    assert "from 182 to 731 days would agree" in finding.reason
    assert "Either the source errs or a session is missing from the record." in finding.reason
    assert finding.may_be_missing


def test_a_session_on_record_inside_the_claimed_time_is_not_explained_by_a_missing_one() -> None:
    finding = held("P5Y", *NRC)
    assert finding.verdict == "contradicts"
    assert "would not explain it" in finding.reason
    assert not finding.may_be_missing


# ---------- levels and formats ----------

LEVELS = (
    met("2022-01-12", level=DEPUTIES, format="in_person"),
    met("2021-10-01", level=DEPUTIES, format="virtual"),
    met("2021-11-01", level=AMBASSADORS, format="in_person"),
    met("2019-07-05", level=DEPUTIES, format="in_person"),
)


@pytest.mark.parametrize(
    ("value", "kind", "previous", "words"),
    [
        (
            "2019-07",
            "level_and_format",
            3,
            "the first session at this level or higher in this format since 5 July",
        ),
        ("2021-10", "level", 1, "the first session at this level or higher since 1 October 2021"),
        ("2021-11", "all", 2, "the council last met on 1 November 2021"),
    ],
)
def test_the_narrowest_comparison_that_agrees_decides(
    value: str, kind: str, previous: int, words: str
) -> None:
    finding = held(value, *LEVELS, type="first_since")
    assert (finding.verdict, finding.compared_with) == ("agrees", kind)
    assert finding.previous_session_id == LEVELS[previous].row.id
    assert words in finding.reason


def test_a_comparison_with_the_same_session_before_as_a_wider_one_is_named_by_the_wider() -> None:
    sessions = (met("2022-01-12", level=DEPUTIES), met("2019-07-05", level=DEPUTIES))
    assert held("P2Y6M", *sessions).compared_with == "all"


def test_by_format() -> None:
    sessions = (
        met("2022-06-24", format="in_person"),
        met("2021-06-01", format="virtual"),
        met("2018-04-19", format="in_person"),
    )
    finding = held("P4Y", *sessions)
    assert (finding.verdict, finding.compared_with) == ("agrees", "format")
    assert "in this format since 19 April 2018" in finding.reason


def test_more_than_is_told_of_the_gap_it_says_most_about() -> None:
    """Nine years at that level are more than two as well; the two and a half of all sessions are what is meant."""
    sessions = (
        met("2022-01-12", level=DEPUTIES),
        met("2019-07-05", level=AMBASSADORS),
        met("2013-01-01", level=DEPUTIES),
    )
    finding = held("P2Y", *sessions, qualifier="more_than")
    assert (finding.verdict, finding.compared_with, finding.days_min) == ("agrees", "all", 922)


def test_plain_agreement_goes_before_a_rounded_one() -> None:
    sessions = (
        met("2022-01-12", level=DEPUTIES),
        met("2020-01-10", level=AMBASSADORS),
        met("2019-04-01", level=DEPUTIES),
    )
    finding = held("P2Y", *sessions)
    assert (finding.verdict, finding.compared_with) == ("agrees", "all")


def test_a_contradiction_is_one_with_all_sessions_and_tells_of_the_narrower() -> None:
    finding = held("P10Y", *LEVELS)
    assert (finding.verdict, finding.compared_with) == ("contradicts", "all")
    assert finding.previous_session_id == LEVELS[2].row.id
    assert "At this level or higher in this format it last met on 5 July 2019, 922 days" in finding.reason
    assert "At this level or higher it last met on 1 October 2021" in finding.reason


def test_a_level_of_which_nothing_earlier_is_on_record_may_lack_a_session() -> None:
    sessions = (met("2022-01-12", level=DEPUTIES), met("2021-07-05", level=AMBASSADORS))
    finding = held("P5Y", *sessions)
    assert "At this level or higher none earlier is on record." in finding.reason
    assert finding.may_be_missing


def test_another_formation_is_a_series_of_its_own() -> None:
    sessions = (
        met("2022-01-12", formation="military"),
        met("2021-12-01"),
        met("2019-07-05", formation="military"),
    )
    assert held("P2Y6M", *sessions).verdict == "agrees"


# ---------- dates ----------


def test_first_since_a_date_after_the_session_before_is_true_to_the_letter_and_says_so() -> None:
    finding = held("2020", *NRC, type="first_since")
    assert (finding.verdict, finding.difference_days) == ("agrees", -180)
    assert finding.reason.startswith("True to the letter: no session is on record since 2020. But on record")
    assert "a session is missing from the record" in finding.reason
    assert finding.may_be_missing


def test_but_the_last_session_was_on_its_date_or_not() -> None:
    finding = held("2020", *NRC, type="last_session")
    assert finding.verdict == "contradicts"
    assert "180 days earlier than the date claimed, 2020" in finding.reason


def test_first_since_a_date_with_a_session_after_it_contradicts() -> None:
    finding = held("2018", *NRC, type="first_since")
    assert (finding.verdict, finding.difference_days) == ("contradicts", 186)


def test_a_day_of_a_long_session_or_of_its_sitting_is_its_date() -> None:
    long = (met("2021-03-23"), met("2018-08-29", "2018-08-30"))
    assert held("2018-08-30", *long, type="last_session").verdict == "agrees"
    assert held("2018-08-29", *long, type="last_session").verdict == "agrees"
    assert held("2018-08-31", *long, type="last_session").verdict == "contradicts"
    sitting = (met("2021-03-23"), met("2018-08-25"), met("2018-08-29"))
    assert held("2018-08-25", *sitting, type="last_session").verdict == "agrees"


def test_about_a_month_takes_its_neighbours() -> None:
    assert held("2019-06", *NRC, type="last_session", qualifier="approx").verdict == "agrees_rounded"
    assert held("2019-05", *NRC, type="last_session", qualifier="approx").verdict == "contradicts"


def test_a_session_of_the_same_sitting_is_not_the_one_before() -> None:
    assert held("P2Y6M", met("2022-01-12"), met("2022-01-10"), met("2019-07-05")).days_min == 920


# ---------- vague records ----------


def test_a_vague_record_agrees_if_a_reading_does() -> None:
    sessions = (met("2022-01-12"), met("2019"))
    finding = held("P2Y6M", *sessions)
    assert (finding.verdict, finding.days_min, finding.days_max) == ("agrees", 743, 1107)
    assert "743 to 1,107 days before: the 2½ years claimed can be right within that" in finding.reason
    assert held("2019-05", *sessions, type="last_session").verdict == "agrees"


def test_a_vague_record_contradicts_if_no_reading_agrees() -> None:
    finding = held("P5Y", met("2022-01-12"), met("2019"))
    assert finding.verdict == "contradicts"
    assert "at the nearest reading, 719 days less than the 5 years claimed" in finding.reason


def test_a_decade_is_too_vague() -> None:
    for value, kind in (("P10Y", "first_duration"), ("1995", "last_session")):
        finding = held(value, met("2005-01-01"), met("199X"), type=kind)
        assert finding.verdict == "cannot_check"
        assert "too vague" in finding.reason
    assert held("P30Y", met("2005-01-01"), met("199X")).verdict == "contradicts"
    assert held("P2Y", met("2005-01-01"), met("199X"), qualifier="more_than").verdict == "agrees"


def test_an_order_that_is_open_decides_nothing_about_dates() -> None:
    finding = held("2017-05", met("2022-01-12"), met("2019-07-05"), met("2022"), type="last_session")
    assert finding.verdict == "cannot_check"
    assert "leave open" in finding.reason


# ---------- what cannot be checked ----------


@pytest.mark.parametrize(
    ("value", "session", "more", "words"),
    [
        ("P2Y", met("2022-01-12"), {"subject": "other"}, "not said of this council’s sessions"),
        ("P2Y", met("2022-01-12", status="scheduled"), {}, "recorded as scheduled"),
        ("P2Y", met("2022-01-12", is_part=True), {}, "part of another"),
        ("P2Y", met("2022-01-12", counts=False), {}, "not counted"),
        ("2019-07", met("2022-01-12"), {}, "not a length of time"),
        ("P2Y", met("2022-01-12"), {"type": "last_session"}, "not a date"),
        ("2019-13", met("2022-01-12"), {"type": "last_session"}, "no month 13"),
        ("2019-02-30", met("2022-01-12"), {"type": "first_since"}, "30 February 2019 does not exist"),
        ("2022-02", met("2022-01-12"), {"type": "first_since"}, "February 2022, is not before the session"),
        ("P0D", met("2022-01-12"), {}, "no time at all"),
        ("P99999999999999999Y", met("2022-01-12"), {}, "longer than the 400 years"),
        ("", met("2022-01-12"), {}, "not a length of time"),
        ("P2Y", met("2019-07-05"), {}, "No earlier session is on record"),
    ],
)
def test_it_says_why_a_claim_cannot_be_checked(
    value: str, session: Met, more: dict[str, Any], words: str
) -> None:
    finding = held(value, session, met("2019-07-05"), **more)
    assert finding.verdict == "cannot_check"
    assert words in finding.reason
    assert (finding.compared_with, finding.previous_session_id, finding.difference_days) == ("", None, None)


def test_a_period_that_nobody_searched_contradicts_nothing() -> None:
    unsearched = [CoverageSpan(date(2019, 1, 1), None, Coverage.NOT_SEARCHED)]
    finding = held("P1Y", *NRC, coverage=unsearched)
    assert finding.verdict == "cannot_check"
    assert "were not searched" in finding.reason
    assert held("P2Y6M", *NRC, coverage=unsearched).verdict == "agrees"
    assert (
        held("P9Y", *NRC, coverage=unsearched).verdict == "contradicts"
    )  # a session on record needs no search


def test_a_contradiction_in_sampled_records_says_so() -> None:
    sampled = [CoverageSpan(date(2019, 1, 1), None, Coverage.SAMPLED)]
    finding = held("P1Y", *NRC, coverage=sampled)
    assert finding.verdict == "contradicts"
    assert "only a sample" in finding.reason


def test_a_joint_session_agrees_if_it_agrees_with_one_council_and_says_with_which() -> None:
    no, yes = held("P1Y", *NRC, council="NRC"), held("P2Y6M", *NRC, council="PJC")
    assert best([no, yes]) is yes
    assert "the council (PJC) last met" in yes.reason


def test_the_reason_never_shows_a_day_that_the_record_does_not_have() -> None:
    finding = held("P2Y6M", met("2022-01"), met("2019-07"))
    assert "last met in July 2019, 885 to 945 days before" in finding.reason
