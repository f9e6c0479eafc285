"""The axis of the timeline: breaks that leave out empty stretches, and steps along it. Pure: no database."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.dates import DateInterval
from meetings.timeline.axis import AS_OF_LABEL_PX
from meetings.timeline.labels import band_label
from meetings.timeline.lanes import Chart, Lane, LaneSession
from meetings.timeline.layout import lay_out
from meetings.timeline.scale import BREAKS_MAX, Break, TimeScale, broken, ticks
from meetings.timeline.tools import knots
from meetings.timeline.zoom import NEAREST_DAYS, Period, Steps, steps

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TODAY = date(2026, 11, 23)
START, END = date(1950, 1, 1), date(2030, 12, 31)

days = st.dates(START, END)
stretches = st.builds(
    lambda first, length: DateInterval(first, min(END, first + timedelta(length))), days, st.integers(0, 400)
)


@st.composite
def broken_scales(draw: st.DrawFn) -> tuple[TimeScale, list[DateInterval]]:
    occupied = draw(st.lists(stretches, max_size=12))
    return broken(TimeScale(START, END), occupied), occupied


@given(broken_scales(), days, days)
def test_an_axis_with_breaks_never_runs_backwards(
    made: tuple[TimeScale, list[DateInterval]], one: date, other: date
) -> None:
    scale, _ = made
    first, last = sorted((one, other))
    assert 0 <= scale.at(first) <= scale.at(last) <= 1
    assert scale.at(last) <= scale.after(last)
    assert (scale.at(START), scale.after(END)) == (0, pytest.approx(1))


@given(broken_scales())
def test_a_break_leaves_out_nothing_that_is_there(made: tuple[TimeScale, list[DateInterval]]) -> None:
    scale, occupied = made
    assert len(scale.breaks) <= BREAKS_MAX
    for each in occupied:
        for left_out in scale.breaks:
            assert each.latest < left_out.first or left_out.last < each.earliest
        assert scale.at(each.earliest) < scale.after(each.latest)


@given(broken_scales(), days)
def test_a_place_leads_back_to_its_day(made: tuple[TimeScale, list[DateInterval]], day: date) -> None:
    scale, _ = made
    if not scale.leaves_out(day):
        assert scale.day_at((scale.at(day) + scale.after(day)) / 2) == day


@given(broken_scales(), days)
def test_the_pointer_finds_the_same_day_by_the_knots(
    made: tuple[TimeScale, list[DateInterval]], day: date
) -> None:
    scale, _ = made
    pairs = [tuple(map(float, knot.split(":"))) for knot in knots(scale).split()]
    wanted = (day - date(1970, 1, 1)).days
    (place, before), (next_place, after) = next((a, b) for a, b in pairwise(pairs) if a[1] <= wanted < b[1])
    found = place + (wanted - before) / (after - before) * (next_place - place)
    assert found == pytest.approx(scale.at(day), abs=2e-5)


@given(broken_scales())
def test_ticks_stand_beside_the_breaks(made: tuple[TimeScale, list[DateInterval]]) -> None:
    scale, _ = made
    edges = [(100 * scale.at(each.first), 100 * scale.after(each.last)) for each in scale.breaks]
    for tick in ticks(scale, MONTHS):
        place = float(tick.x.rstrip("%"))
        assert not any(start + 0.02 < place < end - 0.02 for start, end in edges)


def test_a_break_that_is_not_on_the_axis_is_refused() -> None:
    with pytest.raises(ValueError, match="in order and apart"):
        TimeScale(date(2000, 1, 1), date(2010, 1, 1), (Break(date(2009, 1, 1), date(2011, 1, 1)),))


def lane(*texts: str, key: str = "nrc") -> Lane:
    sessions = tuple(
        LaneSession(
            DateInterval.parse_edtf(text), DateInterval.parse_edtf(text), "ministers", "met", True, "/", text
        )
        for text in texts
    )
    return Lane(key=key, name=key, note="", href="/", sessions=sessions)


def test_every_break_of_a_picture_says_what_it_leaves_out() -> None:
    chart = Chart((lane("1975-08-01", "1990-11-19", "2018-04-27"),), TODAY, MONTHS, breaks=True)
    figure = lay_out(chart)
    assert [each.label.text if each.label else "" for each in figure.breaks] == ["5468 d", "9900 d", "3011 d"]
    assert figure.breaks[0].words == "left out: 1975-10-01 to 1990-09-19"
    assert len(figure.lanes[0].marks) == 3


def test_a_break_just_before_today_leaves_the_word_today_its_room() -> None:
    chart = Chart((lane("1975-08-01", "1990-11-19", "2009-04-27"),), TODAY, MONTHS, breaks=True)
    figure = lay_out(chart)
    last = figure.breaks[-1].label
    assert all(each.label for each in figure.breaks[:-1])
    if last is not None:
        between = float(figure.as_of_x.rstrip("%")) - float(last.x.rstrip("%"))
        assert between / 100 * int(last.room[1:]) > AS_OF_LABEL_PX


def test_a_short_axis_has_its_month_and_the_numbers_of_its_days() -> None:
    def labels(first: date, last: date) -> list[str]:
        return [tick.label for tick in ticks(TimeScale(first, last), MONTHS) if tick.label]

    assert labels(date(2022, 1, 12), date(2022, 1, 12)) == [f"{MONTHS[0]} 2022"]
    assert labels(date(2022, 1, 10), date(2022, 1, 14)) == [f"{MONTHS[0]} 2022", "11", "12", "13", "14"]
    assert labels(date(2022, 1, 12), date(2022, 2, 20)) == [
        f"{MONTHS[0]} 2022",
        "15",
        "20",
        "25",
        f"{MONTHS[1]} 2022",
        "5",
        "10",
        "15",
        "20",
    ]


def test_what_another_lane_has_is_not_left_out() -> None:
    full = lane(*(f"{year}-06-01" for year in range(1975, 2026)), key="full")
    figure = lay_out(Chart((lane("1975-08-01", "2018-04-27"), full), TODAY, MONTHS, breaks=True))
    assert figure.breaks == ()


def test_a_label_keeps_clear_of_marks_and_breaks() -> None:
    scale = TimeScale(date(2000, 1, 1), date(2009, 12, 31))
    alone = band_label(["922 days"], 0.2, 0.8, scale, [])
    beside = band_label(["922 days"], 0.2, 0.8, scale, [(0.45, 0.46)])
    assert alone is not None and alone.x == "50%"
    assert beside is not None and beside.x == "63.1%"
    cut = TimeScale(date(2000, 1, 1), date(2009, 12, 31), (Break(date(2003, 1, 1), date(2005, 12, 31)),))
    label = band_label(["922 days"], 0.1, 0.9, cut, [])
    assert label is not None
    assert not cut.leaves_out(cut.day_at(float(label.x.rstrip("%")) / 100))


@pytest.mark.parametrize("end", ["first", "last"])
@pytest.mark.parametrize("lanes", [(), (lane("1997-09-26"),)])
@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1997, 9, 26), TODAY, date(2100, 12, 31)])
def test_an_axis_with_one_end_chosen_begins_before_it_ends(
    day: date, lanes: tuple[Lane, ...], end: str
) -> None:
    """Also where nothing lies on its open side."""
    scale = lay_out(Chart(lanes, TODAY, MONTHS, **{end: day})).scale
    assert getattr(scale, end) == day


def read(period: Period) -> TimeScale:
    first, last = DateInterval.parse_iso(period.first), DateInterval.parse_iso(period.last)
    return TimeScale(first.earliest, last.latest)


def taken(scale: TimeScale) -> Steps:
    return steps(scale, TODAY, from_chosen=True, to_chosen=True)


@settings(max_examples=200)
@given(st.dates(date(1805, 1, 1), date(2190, 1, 1)), st.integers(1, 60_000))
def test_steps_lead_nearer_farther_earlier_and_later(first: date, length: int) -> None:
    scale = TimeScale(first, min(date(2199, 12, 31), first + timedelta(length)))
    found = taken(scale)
    if found.nearer:
        near = read(found.nearer)
        assert near.days < scale.days
        assert scale.shows(near.first, near.last)
    else:
        assert scale.days < 2 * NEAREST_DAYS
    assert found.farther is not None
    if found.farther.first:
        far = read(found.farther)
        assert far.days > scale.days and far.first <= scale.first and far.last >= scale.last
    if found.later:
        later = read(found.later)
        assert later.last > scale.last or scale.last.year == 2199
    if found.earlier:
        assert read(found.earlier).first < scale.first or scale.first.year == 1800


@pytest.mark.parametrize(
    ("first", "last"), [("2001", "2010"), ("2014-03", "2016-08"), ("2022-01-05", "2022-03-01")]
)
def test_the_way_back_leads_to_the_same_place(first: str, last: str) -> None:
    scale = read(Period(first, last))
    later = taken(scale).later
    assert later is not None
    assert taken(read(later)).earlier == Period(first, last)


def test_coming_nearer_keeps_today_in_view_where_the_record_ends() -> None:
    whole = TimeScale(date(1975, 1, 1), date(2027, 8, 1))
    found = steps(whole, TODAY, from_chosen=False, to_chosen=False)
    assert found == Steps(Period("2000", ""), None, None, None)
    half = steps(TimeScale(date(2000, 1, 1), date(2027, 3, 1)), TODAY, from_chosen=True, to_chosen=False)
    assert (half.nearer, half.farther) == (Period("2013", ""), Period("1972", ""))
    assert half.earlier == Period("1986", "2013") and half.later is None
