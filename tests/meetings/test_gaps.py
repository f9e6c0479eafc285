"""Sittings and gaps, without a database."""

from datetime import date

import pytest

from meetings.dates import DateInterval
from meetings.gaps import HEADS_RANK, MINISTERS_RANK, OTHER_RANK, Row, find_gaps, rank_of_level, rows_as_of


def rows(*texts: str) -> list[Row]:
    """`2022-01-12`, `2021`, or `2022-01-12/2022-01-14` for start and end. Ids count from 1."""
    found = []
    for number, text in enumerate(texts, start=1):
        start, end = (DateInterval.parse_iso(part) for part in (text.split("/") * 2)[:2])
        found.append(Row(number, start.earliest, start.latest, end.earliest, end.latest))
    return found


def lengths(*texts: str) -> list[tuple[int, int, int]]:
    return [(gap.days_min, gap.days, gap.days_max) for gap in find_gaps(rows(*texts)).gaps]


def test_no_session_and_one_session_have_no_gap() -> None:
    nothing = find_gaps([])
    assert (nothing.sittings, nothing.gaps, nothing.last_end) == ((), (), None)
    one = find_gaps(rows("2022-01-12"))
    assert one.gaps == ()
    assert one.last_end is not None and one.last_end.day == date(2022, 1, 12)


def test_six_days_are_one_sitting_and_seven_are_not() -> None:
    assert len(find_gaps(rows("2022-01-01", "2022-01-07")).sittings) == 1
    assert len(find_gaps(rows("2022-01-01", "2022-01-08")).sittings) == 2
    assert len(find_gaps(rows("2022-01-01", "2022-01-08"), sitting_span_days=7).sittings) == 1


def test_sittings_are_chained() -> None:
    history = find_gaps(rows("2022-01-01", "2022-01-06", "2022-01-11", "2022-01-16"))
    assert [sitting.session_ids for sitting in history.sittings] == [(1, 2, 3, 4)]


def test_all_sessions_on_one_day_are_one_sitting() -> None:
    assert find_gaps(rows(*["2022-01-12"] * 5)).gaps == ()


@pytest.mark.parametrize("inside", ["2020-02-01", "2020-02-01/2020-02-03", "2020-05-30/2020-06-20"])
def test_a_session_inside_or_overlapping_another_makes_no_gap(inside: str) -> None:
    history = find_gaps(rows("2020-01-01/2020-06-01", inside, "2020-12-01"))
    assert len(history.gaps) == 1
    ends = max(date(2020, 6, 1), date.fromisoformat(inside[-10:]))
    assert history.gaps[0].since == ends
    assert history.gaps[0].days == (date(2020, 12, 1) - ends).days


def test_the_gap_runs_from_the_latest_end_so_far() -> None:
    gap = find_gaps(rows("2020-01-01/2020-06-01", "2020-01-10", "2021-01-01")).gaps[0]
    assert gap.previous_session_id == 1
    assert (gap.since, gap.days) == (date(2020, 6, 1), 214)


def test_an_end_before_the_start_counts_as_the_start() -> None:
    row = Row(1, date(2020, 3, 1), date(2020, 3, 1), date(2020, 1, 1), date(2020, 1, 1))
    last = find_gaps([row]).last_end
    assert last is not None and last.day == date(2020, 3, 1)


def test_without_a_sitting_span_each_day_is_its_own() -> None:
    history = find_gaps(rows("2022-01-12", "2022-01-12", "2022-01-13"), sitting_span_days=0)
    assert [gap.days for gap in history.gaps] == [1]


def test_vague_dates_count_at_their_midpoint_rounded_down() -> None:
    (gap,) = find_gaps(rows("2020-06", "2021")).gaps
    assert (gap.since, gap.until) == (date(2020, 6, 15), date(2021, 7, 2))
    assert gap.days == (date(2021, 7, 2) - date(2020, 6, 15)).days


def test_bounds_take_the_shortest_and_the_longest_reading() -> None:
    assert lengths("2004-06", "2005-07-26") == [(391, 406, 420)]
    assert lengths("2014-06-02", "2016-04-20") == [(688, 688, 688)]


def test_a_later_vague_session_that_may_lie_in_the_silence_leaves_nothing_certain() -> None:
    history = find_gaps(rows("2018-01-01", "2021-03-05", "2021"))
    assert (history.gaps[0].days_min, history.gaps[0].days) == (0, 1159)
    assert history.gaps[0].order_uncertain
    later = find_gaps(rows("2018-01-01", "2021-03-05", "2022"))
    assert later.gaps[0].days_min == 1159


def test_a_vague_session_covering_a_whole_silence_leaves_no_certain_gap() -> None:
    (first, second) = find_gaps(rows("2020-01-01", "2020", "2020-12-31")).gaps
    assert first.days_min == 0 and second.days_min == 0
    assert (second.days, second.days_max) == ((date(2020, 12, 31) - date(2020, 7, 1)).days, 365)


def test_ranks_follow_the_level_and_never_the_formation() -> None:
    assert rank_of_level("heads_of_state_government") == HEADS_RANK
    assert {rank_of_level(f"{kind}ministers") for kind in ("", "foreign_", "defence_")} == {MINISTERS_RANK}
    assert {rank_of_level(level) for level in ("deputy_ministers", "ambassadors", "", None)} == {OTHER_RANK}


def test_as_of_a_day_later_sessions_do_not_exist() -> None:
    known = rows_as_of(rows("2020-01-01", "2021-06-01"), date(2021, 5, 31))
    assert [row.id for row in known] == [1]


def test_as_of_a_day_a_vague_date_that_straddles_it_counts_as_that_day() -> None:
    day = date(2021, 8, 1)
    (row,) = rows_as_of(rows("2021"), day)
    assert row[1:5] == (day, day, day, day)
    (running,) = rows_as_of(rows("2021-07-30/2021-08-04"), day)
    assert (running.start_latest, running.end_latest) == (date(2021, 7, 30), day)
