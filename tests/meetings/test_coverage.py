"""Which coverage a period has, without a database."""

from datetime import date

import pytest

from meetings.coverage import Coverage, CoverageSpan, coverage_of

COMPLETE, SAMPLED, NOT_SEARCHED, NOT_STATED = (
    Coverage.COMPLETE,
    Coverage.SAMPLED,
    Coverage.NOT_SEARCHED,
    Coverage.NOT_STATED,
)


def span(since: str | None, to: str | None, completeness: Coverage) -> CoverageSpan:
    first, last = (date.fromisoformat(day) if day else None for day in (since, to))
    return CoverageSpan(first, last, completeness)


SINCE, UNTIL = date(2019, 7, 5), date(2022, 1, 12)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], NOT_STATED),
        ([span("2014-03-05", None, COMPLETE)], COMPLETE),
        ([span(None, None, COMPLETE)], COMPLETE),
        ([span("2019-07-06", "2022-01-11", COMPLETE)], COMPLETE),  # the days of the sessions need no search
        ([span("2019-07-07", "2022-01-11", COMPLETE)], NOT_STATED),
        ([span("2014-01-01", "2020-12-31", COMPLETE), span("2021-01-01", None, SAMPLED)], SAMPLED),
        ([span("2014-01-01", "2020-12-31", COMPLETE), span("2021-01-01", None, NOT_SEARCHED)], NOT_SEARCHED),
        ([span("2014-01-01", None, SAMPLED), span("2019-01-01", None, COMPLETE)], COMPLETE),
        ([span("2014-01-01", "2019-12-31", SAMPLED)], SAMPLED),
        ([span("2001-01-01", "2002-12-31", NOT_SEARCHED)], NOT_STATED),
    ],
)
def test_the_weakest_day_decides_and_the_best_search_of_a_day_counts(
    spans: list[CoverageSpan], expected: Coverage
) -> None:
    assert coverage_of(spans, SINCE, UNTIL) is expected


def test_a_silence_without_end_is_covered_by_a_search_kept_up_to_date() -> None:
    assert coverage_of([span("2014-03-05", None, COMPLETE)], SINCE, None) is COMPLETE
    assert coverage_of([span("2014-03-05", "2030-01-01", COMPLETE)], SINCE, None) is NOT_STATED


def test_two_sessions_on_following_days_have_a_coverage_too() -> None:
    assert coverage_of([span("2014-03-05", None, COMPLETE)], SINCE, date(2019, 7, 6)) is COMPLETE


def test_certainty_needs_a_search_or_silence_about_it() -> None:
    assert [word.allows_certainty for word in (NOT_SEARCHED, SAMPLED, NOT_STATED, COMPLETE)] == [
        False,
        False,
        True,
        True,
    ]
