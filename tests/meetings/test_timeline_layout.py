"""Where things stand on the timeline and which labels fit: pure layout, no database."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.dates import DateInterval
from meetings.timeline.bins import GAPS_MAX, LANE_MARKS_MIN, MARKS_MAX, share_per_lane
from meetings.timeline.lanes import (
    Chart,
    GapWords,
    Lane,
    LaneBin,
    LaneGap,
    LanePeriod,
    LaneSession,
    LaneSilence,
)
from meetings.timeline.layout import lay_out
from meetings.timeline.scale import TimeScale, fitted, percent, room_class, ticks
from meetings.timeline.shapes import Figure

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TODAY = date(2026, 11, 23)


def session(text: str, end: str = "", *, href: str = "/sessions/S1/", **changes: object) -> LaneSession:
    start = DateInterval.parse_edtf(text)
    fields: dict[str, object] = {
        "start": start,
        "end": DateInterval.parse_edtf(end) if end else start,
        "rank": "ministers",
        "standing": "met",
        "counts": True,
        "href": href,
        "words": text,
    }
    return LaneSession(**{**fields, **changes})  # type: ignore[arg-type]  # the fields are named above


def gap(opens: str, closes: str, **changes: object) -> LaneGap:
    fields: dict[str, object] = {
        "opens": DateInterval.parse_edtf(opens),
        "closes": DateInterval.parse_edtf(closes),
        "grade": "major",
        "only_possible": False,
        "is_certain": True,
        "is_main": True,
        "href": "/resumptions/R1/",
        "in_words": lambda: GapWords(
            ("922 days", "922 d"), "12 Jan 2022", "met again", "922 days", "922 days: major"
        ),
    }
    return LaneGap(**{**fields, **changes})  # type: ignore[arg-type]  # the fields are named above


def drawn(*lanes: Lane, **changes: object) -> Figure:
    chart = Chart(lanes, changes.pop("as_of", TODAY), MONTHS, **changes)  # type: ignore[arg-type]
    return lay_out(chart)


def lane(*sessions: LaneSession, **changes: object) -> Lane:
    fields: dict[str, object] = {"key": "nrc", "name": "NRC", "note": "", "href": "/councils/nrc/"}
    return Lane(**{**fields, "sessions": sessions, **changes})  # type: ignore[arg-type]


def number(per_cent: str) -> float:
    return float(per_cent.rstrip("%"))


def test_first_view_fits_the_data_and_the_as_of_day() -> None:
    figure = drawn(lane(session("1997-07-18"), session("2022-01-12")))
    assert figure.first == date(1997, 1, 1)
    assert TODAY < figure.last < date(2028, 1, 1)
    assert figure.as_of_x


def test_sessions_counted_by_the_database_are_bars_on_an_axis_that_fits_them() -> None:
    counted = LaneBin(date(1950, 3, 1), date(1959, 12, 31), 80)
    few = LaneBin(date(1960, 1, 1), date(1969, 12, 31), 2)
    figure = drawn(lane(session("2022-01-12"), bins=(counted, few)))
    shapes = figure.lanes[0]
    assert figure.first == date(1950, 1, 1)
    assert figure.is_binned
    assert shapes.line is not None
    assert (shapes.densities[0].words, shapes.densities[0].x) == (
        "80 sessions, 1950-03-01 to 1959-12-31",
        shapes.line[0],
    )
    assert shapes.densities[0].height > shapes.densities[1].height
    assert [mark.words for mark in shapes.marks] == ["2022-01-12"]


def test_a_chosen_period_is_the_axis_and_leaves_others_out() -> None:
    figure = drawn(
        lane(session("1997-07-18"), session("2022-01-12")), first=date(2014, 1, 1), last=date(2022, 12, 31)
    )
    assert (figure.first, figure.last) == (date(2014, 1, 1), date(2022, 12, 31))
    assert [mark.words for mark in figure.lanes[0].marks] == ["2022-01-12"]
    assert figure.as_of_x == ""


def test_a_year_only_date_is_a_pale_bar_of_the_whole_year() -> None:
    (mark,) = drawn(lane(session("2008")), first=date(2008, 1, 1), last=date(2009, 12, 31)).lanes[0].marks
    assert "vague" in mark.css.split()
    assert (mark.x, number(mark.width)) == ("0%", pytest.approx(100 * 366 / 731, abs=0.01))


def test_a_day_is_a_tick_and_a_round_of_weeks_is_as_wide_as_it_lasted() -> None:
    days, weeks = (
        drawn(
            lane(session("2021-04-06"), session("2021-06-01", "2021-06-20")),
            first=date(2020, 1, 1),
            last=date(2023, 12, 31),
        )
        .lanes[0]
        .marks
    )
    assert days.width == "2"
    assert number(weeks.width) == pytest.approx(100 * 20 / 1461, abs=0.01)


def test_higher_rank_stands_higher() -> None:
    marks = drawn(
        lane(*(session("2020-01-01", rank=rank) for rank in ("leaders", "ministers", "officials")))
    ).lanes[0]
    heights = {mark.css.split()[1]: mark.height for mark in marks.marks}
    assert heights["leaders"] > heights["ministers"] > heights["officials"]


def test_other_formations_hang_below_the_line_and_planned_ones_are_hollow() -> None:
    figure = drawn(lane(session("2020-01-01", counts=False), session("2027-01-01", standing="planned")))
    side, planned = figure.lanes[0].marks
    assert "side" in side.css.split() and side.y > 40
    assert "planned" in planned.css.split()
    assert number(planned.x) > number(figure.as_of_x)


def test_a_gap_between_exact_dates_has_one_certain_part() -> None:
    (band,) = drawn(lane(gaps=(gap("2019-07-05", "2022-01-12"),))).lanes[0].bands
    assert [part.css for part in band.parts] == ["gap"]


def test_a_gap_between_vague_dates_has_possible_parts_around_the_certain_one() -> None:
    (band,) = drawn(lane(gaps=(gap("2010", "2018-04"),))).lanes[0].bands
    certain, before, after = band.parts
    assert [part.css for part in band.parts] == ["gap", "gap maybe", "gap maybe"]
    assert number(before.x) + number(before.width) == pytest.approx(number(certain.x), abs=0.02)
    assert number(certain.x) + number(certain.width) == pytest.approx(number(after.x), abs=0.02)


def test_a_gap_that_a_vague_session_may_break_is_possible_from_end_to_end() -> None:
    (band,) = drawn(lane(gaps=(gap("2019-07-05", "2022-01-12", is_certain=False),))).lanes[0].bands
    assert [part.css for part in band.parts] == ["gap maybe"]


def test_a_gap_of_one_level_is_flagged_but_not_shaded() -> None:
    figure = drawn(lane(gaps=(gap("1998-12-08", "2000-05-24", is_main=False),)))
    assert figure.lanes[0].bands == ()
    assert [flag.symbol for flag in figure.lanes[0].flags] == ["flag-level"]


@pytest.mark.parametrize(
    ("grade", "only_possible", "symbol"),
    [
        ("notable", False, "flag-notable"),
        ("notable", True, "flag-notable-possible"),
        ("historic", False, "flag-historic"),
        ("unrated", True, "flag-unrated"),
    ],
)
def test_the_form_of_a_flag_tells_grade_and_certainty(grade: str, only_possible: bool, symbol: str) -> None:
    figure = drawn(lane(gaps=(gap("2010-01-01", "2018-01-01", grade=grade, only_possible=only_possible),)))
    assert figure.lanes[0].flags[0].symbol == symbol


def test_a_label_stands_inside_the_thing_it_names_or_is_left_out() -> None:
    wide = drawn(lane(gaps=(gap("2010-01-01", "2020-01-01"),))).lanes[0].bands[0]
    assert wide.label is not None and wide.label.text == "922 days"
    narrow = drawn(lane(session("1800-01-01"), gaps=(gap("2019-07-05", "2022-01-12"),))).lanes[0].bands[0]
    assert narrow.label is None


def test_the_running_silence_reaches_the_as_of_day_and_pales_at_the_conclusion() -> None:
    silence = LaneSilence(
        DateInterval.day(date(2022, 1, 12)), TODAY, True, ("silent",), "silent", concluded=date(2025, 12, 3)
    )
    figure = drawn(lane(silence=silence, concluded=date(2025, 12, 3)))
    (band,) = figure.lanes[0].bands
    assert [part.css for part in band.parts] == ["silent", "silent maybe"]
    last = band.parts[-1]
    assert number(last.x) + number(last.width) == pytest.approx(number(figure.as_of_x), abs=0.02)
    assert figure.lanes[0].end_x


def test_periods_are_cut_to_the_axis() -> None:
    sampled = LanePeriod("sampled", date(1990, 1, 1), date(2030, 1, 1), "", "sampled")
    figure = drawn(lane(periods=(sampled,)), first=date(2000, 1, 1), last=date(2001, 12, 31))
    assert (figure.lanes[0].periods[0].x, figure.lanes[0].periods[0].width) == ("0%", "100%")


def test_ten_thousand_sessions_stay_light_and_none_is_lost() -> None:
    day = date(1900, 1, 1)
    crowd = [
        session((day + timedelta(days=4 * i)).isoformat(), href=f"/sessions/S{i}/") for i in range(10_000)
    ]
    began = time.perf_counter()
    figure = drawn(
        lane(*crowd),
        lane(session("2001-01-01", words="alone")),
        crowd_words=lambda count, first, last: str(count),
        range_href=lambda key, first, last: f"/?from={first}&to={last}",
    )
    assert time.perf_counter() - began < 2
    crowded, alone = figure.lanes
    shapes = len(crowded.marks) + len(crowded.densities) + len(alone.marks)
    assert shapes <= MARKS_MAX
    assert len(crowded.marks) + sum(int(each.words) for each in crowded.densities) == 10_000
    assert [mark.words for mark in alone.marks] == ["alone"]
    assert figure.is_binned
    assert crowded.densities[0].href.startswith("/?from=1900-01-01&to=")


def test_of_many_gaps_the_longest_are_drawn() -> None:
    def lanes(number: int) -> list[Lane]:
        gaps = [gap(f"{year}-01-01", f"{year + 1}-0{1 + year % 9}-01") for year in range(1900, 1940)]
        return [lane(gaps=tuple(gaps), key=str(each)) for each in range(number)]

    assert len(drawn(*lanes(2)).lanes[0].flags) == 40
    crowded = drawn(*lanes(10))
    assert sum(len(each.flags) for each in crowded.lanes) == GAPS_MAX
    assert {flag.words for flag in crowded.lanes[0].flags} == {"met again"}


def test_no_bar_of_a_crowded_lane_covers_an_unusual_gap() -> None:
    days = [date(1990, 1, 1) + timedelta(days=3 * i) for i in range(1000)]
    days += [date(2001, 1, 1) + timedelta(days=3 * i) for i in range(1000)]
    opens, closes = days[999], days[1000]
    figure = drawn(
        lane(*(session(day.isoformat()) for day in days), gaps=(gap(opens.isoformat(), closes.isoformat()),))
    )
    (crowded,) = figure.lanes
    part = crowded.bands[0].parts[0]
    begins, ends = number(part.x), number(part.x) + number(part.width)
    assert len(crowded.densities) > 100
    assert all(
        number(bar.x) + number(bar.width) <= begins + 0.3 or number(bar.x) >= ends - 0.02
        for bar in crowded.densities
    )


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=40))
def test_marks_stay_within_the_budget(counts: list[int]) -> None:
    limit = share_per_lane(counts, MARKS_MAX, LANE_MARKS_MIN)
    assert sum(min(count, limit) for count in counts) <= MARKS_MAX  # 40 lanes of the least each are within it
    if sum(counts) <= MARKS_MAX:
        assert limit >= max(counts)


@given(st.dates(date(1850, 1, 1), date(2150, 1, 1)), st.integers(0, 90_000))
def test_ticks_lie_on_the_axis_and_their_labels_fit(first: date, days: int) -> None:
    last = min(first + timedelta(days=days), date(2199, 12, 31))
    marks = ticks(TimeScale(first, last), MONTHS)
    assert len(marks) <= 130
    assert all(0 <= number(mark.x) <= 100 for mark in marks)
    assert all(bool(mark.label) == bool(mark.room) for mark in marks)
    # A label begins at its line: at the width from which it shows, it must end before the plot does.
    assert all((1 - number(mark.x) / 100) * int(mark.room[1:]) >= 33 for mark in marks if mark.label)


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)), st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_a_fitted_axis_contains_the_data(one: date, other: date) -> None:
    first, last = sorted((one, other))
    scale = fitted(first, last)
    assert scale.first <= first and last <= scale.last
    assert 0 <= scale.at(first) <= scale.after(last) <= 1


def test_an_axis_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="ends"):
        TimeScale(date(2020, 1, 2), date(2020, 1, 1))


def test_room_is_the_smallest_plot_in_which_a_label_fits() -> None:
    assert room_class(50, 0.5) == "w300"
    assert room_class(50, 0.06) == "w960"
    assert room_class(50, 0.001) is None
    assert percent(0.12345) == "12.35%" and percent(0.5) == "50%"
