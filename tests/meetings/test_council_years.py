"""Sessions per year: whole numbers where the year is known, a possibility where it is not, and no false zero."""

from datetime import date

import pytest

from meetings.councils.years import Met, YearCounts, count_years
from meetings.coverage import Coverage, CoverageSpan
from meetings.dates import DateInterval
from meetings.timeline.scale import TimeScale
from meetings.timeline.year_columns import year_columns

UNTIL = date(2012, 6, 30)


def met(*dates: str, counts: bool = True) -> list[Met]:
    return [Met(DateInterval.parse_edtf(each), counts) for each in dates]


def by_year(counts: YearCounts) -> dict[int, tuple[int, int]]:
    return {year.year: (year.certain, year.perhaps) for year in counts.years}


def test_every_year_from_the_first_session_to_the_as_of_day_is_counted() -> None:
    counts = count_years(met("2008-03-01", "2008-12-31", "2010", "2011-07"), [], UNTIL)
    assert by_year(counts) == {2008: (2, 0), 2009: (0, 0), 2010: (1, 0), 2011: (1, 0), 2012: (0, 0)}
    assert counts.empty == 1


def test_a_year_that_is_not_over_is_no_year_without_a_session() -> None:
    assert [year.is_over for year in count_years(met("2011-01-01"), [], UNTIL).years] == [True, False]
    assert count_years(met("2011-01-01"), [], UNTIL).empty == 0
    assert count_years(met("2011-01-01"), [], date(2012, 12, 31)).empty == 1


def test_a_session_of_uncertain_year_is_in_no_year_and_may_be_in_each() -> None:
    counts = count_years(met("2008-01-01", "[2009-11..2011-02]", "2010-05-05"), [], UNTIL)
    assert by_year(counts) == {2008: (1, 0), 2009: (0, 1), 2010: (1, 1), 2011: (0, 1), 2012: (0, 0)}
    assert counts.uncertain == 1
    assert sum(year.certain for year in counts.years) + counts.uncertain == 3
    assert counts.most == 2


def test_what_began_by_the_as_of_day_is_not_put_into_a_later_year() -> None:
    counts = count_years(met("2011-01-01", "[2012-01..2013-12]"), [], UNTIL)
    assert by_year(counts)[2012] == (1, 0)
    assert counts.uncertain == 0


def test_sessions_after_the_as_of_day_do_not_exist() -> None:
    assert by_year(count_years(met("2011-05-05", "2012-07-01"), [], UNTIL)) == {2011: (1, 0), 2012: (0, 0)}
    assert count_years(met("2013-01-01"), [], UNTIL).years == ()


def test_other_formations_stand_beside_and_are_no_empty_year() -> None:
    counts = count_years([*met("2010-01-01"), *met("2011-01-01", counts=False)], [], UNTIL)
    assert [(year.met, year.beside) for year in counts.years] == [(1, 0), (0, 1), (0, 0)]
    assert counts.empty == 0


@pytest.mark.parametrize(
    ("completeness", "is_zero"),
    [
        (Coverage.COMPLETE, True),
        (Coverage.SAMPLED, True),
        (Coverage.NOT_SEARCHED, False),
    ],
)
def test_a_year_not_searched_is_no_year_without_a_session(completeness: Coverage, is_zero: bool) -> None:
    spans = [CoverageSpan(date(2011, 1, 1), date(2011, 12, 31), completeness)]
    counts = count_years(met("2010-01-01", "2012-01-01"), spans, UNTIL)
    year = counts.years[1]
    assert (year.searched, year.searched_alike) == (completeness, True)
    assert year.is_known_zero is is_zero
    assert (counts.empty, counts.unsearched) == ((1, 0) if is_zero else (0, 1))


def test_a_year_searched_in_part_says_so() -> None:
    spans = [
        CoverageSpan(None, date(2011, 5, 31), Coverage.COMPLETE),
        CoverageSpan(date(2011, 6, 1), None, Coverage.NOT_SEARCHED),
    ]
    year = count_years(met("2010-01-01"), spans, UNTIL).years[1]
    assert (year.searched, year.searched_alike) == (Coverage.NOT_SEARCHED, False)
    assert not year.is_known_zero


def test_columns_tell_zero_from_not_searched_without_colour() -> None:
    spans = [CoverageSpan(date(2011, 1, 1), date(2011, 12, 31), Coverage.NOT_SEARCHED)]
    counts = count_years(met("2008-01-01", "[2009-12..2010-01]", "2012-01-01"), spans, UNTIL)
    columns = year_columns(
        counts.years, TimeScale(date(2008, 1, 1), UNTIL), lambda year: str(year.year), counts.most
    )
    assert [column.label for column in columns] == ["1", "0–1", "0–1", "?", "1"]
    assert [column.ground for column in columns] == ["", "", "", "unsearched", ""]
    assert [[part.css for part in column.segments] for column in columns][:2] == [["met"], ["perhaps"]]
    full = columns[0].segments[0]
    assert full.height == columns[1].segments[0].height
