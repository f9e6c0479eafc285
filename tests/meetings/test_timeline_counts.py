"""The numbers kept of timeline entries are those that a fresh count gives, whatever was written, by how many at once."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.dates import DateInterval
from meetings.matching import matching
from meetings.models import Council, Session, SessionCouncil, TimelineCount, TimelineEntry
from meetings.query import read_query
from meetings.tasks import sweep
from meetings.timeline.counts import sum_up
from meetings.timeline.scope import count_scope, scope_of
from meetings.vocabulary import Publication
from tests import factories as make
from tests.meetings.test_hostile_concurrency import at_once

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
STATES = (Publication.PUBLISHED, Publication.PUBLISHED, Publication.DRAFT, Publication.WITHDRAWN)
EMBARGOES = (None, None, NOW - timedelta(days=1), NOW + timedelta(days=1))
Numbers = dict[tuple[int, int], tuple[int, int]]


def kept() -> Numbers:
    """By council and year: entries, and those that are their session's first; without what sums to nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT council_id, year, sum(entries), sum(sessions) FROM meetings_timelinecount GROUP BY 1, 2"
            " HAVING sum(entries) <> 0 OR sum(sessions) <> 0"
        )
        return {(council, year): (int(n), int(once)) for council, year, n, once in cursor.fetchall()}


def counted_anew() -> Numbers:
    with connection.cursor() as cursor:
        cursor.execute("SELECT council_id, year, entries, sessions FROM reconvene_timeline_counts()")
        return {(council, year): (n, once) for council, year, n, once in cursor.fetchall()}


DAYS = st.builds(
    lambda first, width: DateInterval(first, first + timedelta(days=width)),
    st.dates(date(1998, 12, 1), date(2003, 2, 1)),
    st.sampled_from([0, 0, 0, 30, 364, 365, 366, 367, 1200]),
) | st.sampled_from([date(2000, 1, 1), date(2000, 12, 31), date(2001, 12, 31)]).map(DateInterval.day)
SOME = st.integers(0, 11)
ENTERED = st.tuples(
    st.just("enter"),
    DAYS,
    st.sets(st.integers(0, 3), min_size=1, max_size=3),
    st.sampled_from(STATES),
    st.sampled_from(EMBARGOES),
)
WRITES = st.one_of(
    ENTERED,
    st.tuples(st.just("redate"), SOME, DAYS),
    st.tuples(st.just("end"), SOME, DAYS),
    st.tuples(st.just("publish"), SOME, st.sampled_from(STATES)),
    st.tuples(st.just("embargo"), SOME, st.sampled_from(EMBARGOES)),
    st.tuples(st.just("join"), SOME, st.integers(0, 3)),
    st.tuples(st.just("leave"), SOME, st.integers(0, 3)),
    st.tuples(st.just("move"), st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("delete"), SOME),
    st.tuples(st.just("hide"), st.integers(0, 3), st.sampled_from(STATES), st.sampled_from(EMBARGOES)),
    st.tuples(st.just("sum up")),
)  # fmt: skip


class Record:
    """A few councils and whatever is written of them."""

    def __init__(self) -> None:
        self.councils = [make.make_council() for _ in range(4)]

    def write(self, kind: str, *given: Any) -> None:
        if kind == "sum up":
            sum_up()
        elif kind == "enter":
            start, numbers, publication, embargo = given
            make.make_session(
                councils=[self.councils[n] for n in sorted(numbers)],
                start=start,
                end=None,
                publication=publication,
                embargo_until=embargo,
            )
        elif kind == "hide":
            number, publication, embargo = given
            of = Council.objects.filter(pk=self.councils[number].pk)
            of.update(publication=publication, embargo_until=embargo)
        elif kind == "move":
            one, other = (self.councils[n] for n in given)
            there = SessionCouncil.objects.filter(council=other).values("session")
            SessionCouncil.objects.filter(council=one).exclude(session__in=there).update(council=other)
        else:
            self._change(kind, *given)

    def _change(self, kind: str, number: int, *given: Any) -> None:
        found = list(Session.objects.order_by("pk"))[number : number + 2]
        of = Session.objects.filter(pk__in=[session.pk for session in found])
        if kind == "redate":
            of.update(start=given[0], end=None)
        elif kind == "end":
            of.filter(start__startswith__lte=given[0].earliest, start__endswith__lte=given[0].latest).update(
                end=given[0]
            )
        elif kind == "publish":
            of.update(publication=given[0])
        elif kind == "embargo":
            of.update(embargo_until=given[0])
        elif kind == "delete":
            for session in found:
                session.delete()
        else:
            council = self.councils[given[0]]
            for session in found:
                if kind == "join":
                    SessionCouncil.objects.get_or_create(session=session, council=council)
                elif session.council_links.count() > 1:  # without any it would be on no timeline
                    SessionCouncil.objects.filter(session=session, council=council).delete()


@st.composite
def periods(draw: st.DrawFn) -> str:
    """The query of an address: a period by years, by months or by days, open at an end or not, and an as-of day."""
    ends = sorted(draw(st.lists(st.dates(date(1998, 1, 1), date(2005, 12, 31)), min_size=2, max_size=2)))
    digits = draw(st.sampled_from([4, 4, 7, 10]))
    words = {
        "from": str(ends[0])[:digits],
        "to": str(ends[1])[:digits],
        "as_of": str(draw(st.sampled_from(ends))),
    }
    named = draw(st.sets(st.sampled_from(sorted(words))))
    return "&".join(f"{name}={value}" for name, value in words.items() if name in named)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(ENTERED, min_size=5, max_size=9),
    st.lists(WRITES, min_size=3, max_size=10),
    st.lists(periods(), min_size=3, max_size=3),
)
def test_after_any_writes_the_numbers_are_those_of_a_fresh_count(
    entered: list[tuple[Any, ...]], writes: list[tuple[Any, ...]], asked_for: list[str]
) -> None:
    with transaction.atomic():
        record = Record()
        for write in (*entered, *writes):
            record.write(*write)
        assert kept() == counted_anew()
        for text in ["", *asked_for]:
            asked = read_query(QueryDict(text), today=NOW.date())
            assert scope_of(asked, matching(asked, NOW), NOW) == count_scope(matching(asked, NOW)), text
        sum_up()
        assert kept() == counted_anew() == as_single_terms()
        transaction.set_rollback(True)


def as_single_terms() -> Numbers:
    rows = TimelineCount.objects.values_list("council_id", "year", "entries", "sessions")
    numbers = {(council, year): (n, once) for council, year, n, once in rows}
    assert len(numbers) == len(rows), "a year has two terms"
    return numbers


@pytest.mark.django_db
def test_an_embargo_that_passes_counts_without_a_write() -> None:
    make.make_session(make.make_council(), "2001-05-05", embargo_until=NOW)
    asked = read_query(QueryDict("from=2001&to=2001"), today=NOW.date())
    totals = [scope_of(asked, matching(asked, at), at).total for at in (NOW - timedelta(seconds=1), NOW)]
    assert totals == [0, 1]


@pytest.mark.django_db
def test_many_rows_in_one_statement_leave_one_term_for_each_year() -> None:
    council = make.make_council()
    for day in ("2001-01-01", "2001-06-01", "2002-01-01"):
        make.make_session(council, day, end=None)
    TimelineEntry.objects.all().delete()
    assert kept() == {}
    assert sorted(TimelineCount.objects.filter(entries__lt=0).values_list("year", "entries")) == [
        (2001, -2),
        (2002, -1),
    ]


@pytest.mark.django_db(transaction=True)
def test_writers_and_a_sweep_at_once_lose_nothing() -> None:
    council = make.make_council()

    def enter(year: int) -> None:
        for month in range(1, 9):
            with transaction.atomic():
                make.make_session(council, f"{year}-{month:02}-01", end=None)

    def move() -> None:
        for year in (2003, 2004, 2005):
            Session.objects.filter(start__startswith__year=2001).update(
                start=DateInterval.parse_iso(str(year))
            )

    def sum_up_often() -> None:
        for _ in range(20):
            sum_up()

    at_once(lambda: enter(2001), lambda: enter(2001), lambda: enter(2002), move, sum_up_often, sum_up_often)
    assert kept() == counted_anew()
    sweep()
    assert kept() == counted_anew() == as_single_terms()
    assert sum(n for n, _ in kept().values()) == 24


@pytest.mark.django_db(transaction=True)
def test_a_sum_in_the_making_keeps_no_writer_and_no_reader_waiting() -> None:
    council = make.make_council()
    for month in (1, 2, 3):
        make.make_session(council, f"2001-{month:02}-01", end=None)
    summed, written = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            sum_up()
            summed.set()
            assert written.wait(20), "the writer waited for the sum"

    def write() -> None:
        assert summed.wait(20)
        make.make_session(council, "2001-04-01", end=None)
        Session.objects.filter(start__startswith=date(2001, 1, 1)).delete()
        assert kept() == {(council.pk, 2001): (3, 3)}
        sum_up()  # leaves to the other what it holds
        written.set()

    acts: list[Callable[[], None]] = [hold, write]
    at_once(*acts)
    assert kept() == counted_anew() == {(council.pk, 2001): (3, 3)}
