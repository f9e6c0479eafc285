"""`council_years.csv`: its rows are counted before they are made, and are as many."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.councils.years import count_years
from meetings.coverage import Coverage, CoverageSpan, coverage_of
from meetings.dates import DateInterval
from meetings.exports.council_years import COUNCIL_YEARS
from meetings.exports.scope import Scope
from meetings.exports.stream import Export
from meetings.query import read_query
from meetings.vocabulary import Publication, Status
from tests import factories as make

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DATES = ("1998", "2001-05", "2002-02-02", "2004-12-31", "[2003-11..2005-02]", "2010-07", "2027-01")
LIVES = st.sampled_from(
    ((None, None), ("1998", None), ("1998", "2002-02-02"), (None, "2004-12-31"), ("2001-05", "2010-07"))
)
SESSIONS = st.tuples(
    st.sampled_from(DATES),
    st.sampled_from((Status.HELD, Status.INTERRUPTED, Status.CANCELLED)),
    st.sampled_from((Publication.PUBLISHED, Publication.PUBLISHED, Publication.DRAFT)),
    st.sampled_from((None, datetime(2030, 1, 1, tzinfo=UTC))),
)
DAYS = st.dates(date(2000, 1, 1), date(2003, 12, 31))


def interval(edtf: str | None) -> DateInterval | None:
    return DateInterval.parse_edtf(edtf) if edtf else None


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(LIVES, st.lists(SESSIONS, max_size=3)), max_size=3),
    st.sampled_from(("", "2003-06-30", "2026-11-23")),
)
def test_the_rows_told_beforehand_are_those_that_come(councils: list[Any], as_of: str) -> None:
    with transaction.atomic():
        for (founded, dissolved), sessions in councils:
            council = make.make_council(founded=interval(founded), dissolved=interval(dissolved))
            for start, status, publication, embargo in sessions:
                make.make_session(
                    council, start, status=status, publication=publication, embargo_until=embargo
                )
        query = read_query(QueryDict(f"as_of={as_of}" if as_of else ""), today=NOW.date())
        export = Export(COUNCIL_YEARS, Scope(query, NOW, 1))
        assert export.count == len(list(export.cells()))
        transaction.set_rollback(True)


@given(
    st.lists(st.tuples(DAYS, DAYS, st.sampled_from(tuple(Coverage))), max_size=3),
    st.dates(date(2002, 1, 1), date(2003, 12, 31)),
)
def test_a_year_is_searched_as_weakly_as_its_weakest_day(
    searches: list[tuple[date, date, Coverage]], until: date
) -> None:
    spans = [CoverageSpan(min(a, b), max(a, b), word) for a, b, word in searches if word != "not_stated"]
    for year in count_years((), spans, until, 2000).years:
        days = [day for day in _days(year.year) if day <= until]
        words = [_of_day(spans, day) for day in days]
        assert year.searched == min(words, key=list(Coverage).index)
        by_month = [
            min((word for day, word in zip(days, words, strict=True) if day.month == month), key=list(Coverage).index)
            for month in sorted({day.month for day in days})
        ]  # fmt: skip
        assert year.searched_alike == (len(set(by_month)) == 1)


def _days(year: int) -> list[date]:
    first = date(year, 1, 1).toordinal()
    return [date.fromordinal(day) for day in range(first, date(year, 12, 31).toordinal() + 1)]


def _of_day(spans: list[CoverageSpan], day: date) -> Coverage:
    neighbours = (date.fromordinal(day.toordinal() + step) for step in (-1, 1))
    return coverage_of(spans, *neighbours)
