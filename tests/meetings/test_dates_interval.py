"""Intervals: their bounds, what is derived from them, EDTF both ways."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.dates import DateInterval
from meetings.dates.interval import FIRST_DAY, LAST_DAY

days = st.dates(FIRST_DAY, LAST_DAY)


@st.composite
def intervals(draw: st.DrawFn) -> DateInterval:
    """Days, months, years, decades and anything between two days."""
    day = draw(days)
    kind = draw(st.sampled_from(["day", "month", "year", "decade", "near", "any"]))
    if kind == "day":
        return DateInterval.day(day)
    if kind == "month":
        return DateInterval.month(day.year, day.month)
    if kind == "year":
        return DateInterval.year(day.year)
    if kind == "decade":
        return DateInterval.parse_edtf(f"{day.year // 10}X")
    other = draw(days) if kind == "any" else min(LAST_DAY, day + timedelta(days=draw(st.integers(0, 400))))
    return DateInterval(min(day, other), max(day, other))


@given(intervals())
def test_edtf_reads_back(interval: DateInterval) -> None:
    assert DateInterval.parse_edtf(interval.edtf) == interval


@given(intervals())
def test_midpoint_lies_in_the_middle(interval: DateInterval) -> None:
    before = (interval.midpoint - interval.earliest).days
    after = (interval.latest - interval.midpoint).days
    assert after - before in (0, 1)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2022-01-12", date(2022, 1, 12), date(2022, 1, 12), 1),
        ("[2009-03-12..2009-03-13]", date(2009, 3, 12), date(2009, 3, 13), 2),
        ("[2009-03-12..2009-03-17]", date(2009, 3, 12), date(2009, 3, 17), 2),
        ("[2009-03-12..2009-03-18]", date(2009, 3, 12), date(2009, 3, 18), 3),
        ("[2009-03-12..2009-03-24]", date(2009, 3, 12), date(2009, 3, 24), 3),
        ("[2009-03-12..2009-03-25]", date(2009, 3, 12), date(2009, 3, 25), 4),
        ("2019-07", date(2019, 7, 1), date(2019, 7, 31), 4),
        ("2019-07-XX", date(2019, 7, 1), date(2019, 7, 31), 4),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29), 4),
        ("2008", date(2008, 1, 1), date(2008, 12, 31), 5),
        ("2008-XX", date(2008, 1, 1), date(2008, 12, 31), 5),
        ("[2008..2009]", date(2008, 1, 1), date(2009, 12, 31), 6),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), 6),
        ("18XX", date(1800, 1, 1), date(1899, 12, 31), 6),
    ],
)
def test_edtf_bounds_and_precision(text: str, earliest: date, latest: date, precision: int) -> None:
    interval = DateInterval.parse_edtf(text)
    assert (interval.earliest, interval.latest, interval.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2009-02-30", "30 February 2009 does not exist; February 2009 has 28 days."),
        ("2009-13", "There is no month 13; months run from 1 to 12."),
        ("2009-03-00", "0 March 2009 does not exist; days count from 1."),
        ("1799", "The year 1799 is outside 1800-2199."),
        ("2200-01-01", "The year 2200 is outside 1800-2199."),
        ("[2009-03-20..2009-03-12]", "The latest day, 2009-03-12, is before the earliest, 2009-03-20."),
        ("soon", "“soon” is not a date of the form 2008, 2008-08 or 2008-08-12."),
        ("２００８", "“２００８” is not a date of the form 2008, 2008-08 or 2008-08-12."),
        ("", "“” is not a date of the form 2008, 2008-08 or 2008-08-12."),
    ],
)
def test_refusals_are_sentences(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        DateInterval.parse_edtf(text)
    assert str(refusal.value) == sentence


def test_years_outside_the_range_are_refused() -> None:
    with pytest.raises(ValueError, match="1799 is outside 1800-2199"):
        DateInterval(date(1799, 12, 31), date(1800, 1, 1))


def test_intervals_sort_by_their_bounds_and_are_values() -> None:
    year, month, day = (DateInterval.parse_iso(text) for text in ("2008", "2008-01", "2008-01-01"))
    assert sorted([year, month, day]) == [day, month, year]
    assert len({day, DateInterval.day(date(2008, 1, 1))}) == 1


def test_before_and_overlap_compare_bounds() -> None:
    march, april, year = (DateInterval.parse_iso(text) for text in ("2009-03", "2009-04", "2009"))
    assert march.certainly_before(april)
    assert not march.certainly_before(year)
    assert march.overlaps(year)
    assert not march.overlaps(april)
