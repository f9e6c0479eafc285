"""A council's rhythm: bars as high as their days, labels that do not collide."""

from datetime import date, timedelta

import pytest

from meetings.dates import DateInterval
from meetings.timeline.rhythm import BARS_MAX, BASE_Y, RhythmGap, RhythmSilence, draw_rhythm

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def gap(
    first: date, days: int, *, spread: int = 0, flagged: bool = False, threshold: float | None = 300
) -> RhythmGap:
    return RhythmGap(
        opens=DateInterval.day(first),
        closes=DateInterval.day(first + timedelta(days=days)),
        days_min=days - spread,
        days=days,
        days_max=days + spread,
        threshold=threshold,
        is_flagged=flagged,
        labels=(f"{days} days", "met again"),
        href="/resumptions/R1/",
        words=f"{days} days",
    )


def test_nothing_to_draw_is_none() -> None:
    assert draw_rhythm([], None, MONTHS) is None


def test_bars_are_as_high_as_their_days_from_a_common_ground() -> None:
    rhythm = draw_rhythm([gap(date(2014, 1, 1), 100), gap(date(2015, 1, 1), 200)], None, MONTHS)
    assert rhythm is not None
    low, high = rhythm.bars
    assert high.height == 2 * low.height
    assert low.y + low.height == high.y + high.height == BASE_Y


@pytest.mark.parametrize(
    ("days", "levels"),
    [
        (1779, ["1 year", "2 years", "3 years", "4 years"]),
        (2022, ["1 year", "2 years", "3 years", "4 years", "5 years"]),
        (5838, ["5 years", "10 years", "15 years"]),
        (922, ["6 months", "1 year", "1½ years", "2 years", "2½ years"]),
        (500, ["3 months", "6 months", "9 months", "1 year", "15 months"]),
        (162, ["1 month", "2 months", "3 months", "4 months", "5 months"]),
        (20, []),
    ],
)
def test_lines_across_are_equally_far_apart_and_reach_the_longest_gap(days: int, levels: list[str]) -> None:
    drawn = draw_rhythm([gap(date(2000, 1, 1), days)], None, MONTHS)
    assert drawn is not None
    assert [level.label for level in drawn.levels] == levels


def test_what_the_dates_leave_open_is_a_part_of_its_own() -> None:
    rhythm = draw_rhythm([gap(date(2014, 1, 1), 400, spread=100)], None, MONTHS)
    assert rhythm is not None and rhythm.has_uncertain
    (bar,) = rhythm.bars
    assert bar.maybe_height > 0
    assert bar.maybe_y + bar.maybe_height == bar.y


def test_only_flagged_gaps_and_the_running_silence_are_labelled() -> None:
    silence = RhythmSilence(
        DateInterval.day(date(2022, 1, 12)),
        date(2026, 11, 23),
        1776,
        429.0,
        ("1,776 days", "since"),
        "silent",
    )
    rhythm = draw_rhythm(
        [gap(date(2014, 6, 2), 300), gap(date(2019, 7, 5), 922, flagged=True)], silence, MONTHS
    )
    assert rhythm is not None
    assert [bool(bar.room) for bar in rhythm.bars] == [False, True, True]


def test_of_two_colliding_labels_the_longer_gap_keeps_its_own() -> None:
    close = [gap(date(2014, 1, 1), 500, flagged=True), gap(date(2015, 6, 1), 510, flagged=True)]
    rhythm = draw_rhythm([gap(date(1950, 1, 1), 300), *close], None, MONTHS)
    assert rhythm is not None
    assert [bool(bar.room) for bar in rhythm.bars] == [False, False, True]


def test_a_history_of_thousands_of_gaps_keeps_the_longest_of_each_stretch() -> None:
    gaps = [gap(date(1900, 1, 1) + timedelta(days=10 * i), 9 if i % 40 else 10) for i in range(4000)]
    rhythm = draw_rhythm(gaps, None, MONTHS)
    assert rhythm is not None
    assert len(rhythm.bars) <= BARS_MAX
    assert max(bar.height for bar in rhythm.bars) == max(BASE_Y - bar.y for bar in rhythm.bars)


def test_the_threshold_steps_where_it_changes_and_is_missing_without_a_rhythm() -> None:
    first, second = gap(date(2014, 1, 1), 300, threshold=120), gap(date(2015, 1, 1), 300, threshold=240)
    rhythm = draw_rhythm([gap(date(2013, 1, 1), 50, threshold=None), first, second], None, MONTHS)
    assert rhythm is not None
    risers = [step for step in rhythm.threshold if step.x1 == step.x2]
    assert len(rhythm.threshold) == 3 and len(risers) == 1
