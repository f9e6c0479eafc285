"""The numbers kept of whole tables, and of the rows of every large file, are those of a fresh count, whatever was written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.exports import TABLES
from delegations.models import Delegation, DelegationCitation
from meetings.dates import DateInterval
from meetings.exports.columns import Made, Table
from meetings.exports.scope import Scope
from meetings.exports.stream import Export
from meetings.models import (
    Council,
    Gap,
    Merge,
    Resumption,
    RowTotal,
    Session,
    SessionCitation,
    SessionCouncil,
)
from meetings.publication import OfPublicSessionQuerySet
from meetings.query import read_query
from meetings.source_page import public_sources
from meetings.tasks import sweep
from meetings.totals import count_anew, counted_tables, sum_up
from meetings.vocabulary import GapStatus, Publication
from statements.exports import SOURCES
from statements.merging.act import MergeRefused, records_merge
from statements.merging.kinds import kind_of
from statements.models import Statement, StatementTopic, Wording
from tests import factories as make
from tests.meetings.test_hostile_concurrency import at_once

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
STATES = (Publication.PUBLISHED, Publication.PUBLISHED, *Publication)
EMBARGOES = (None, None, NOW - timedelta(days=1), NOW, NOW + timedelta(days=1))
# Files whose rows hang on sessions, and that know how many there are.
LARGE = {
    "delegations", "delegates", "delegation_citations", "statements", "wordings", "agenda", "citations", "gaps", "resumptions",
}  # fmt: skip
# Files of what public sessions name: of the whole record it is found in another way.
SUBJECTS = [table for table in TABLES if table.name in ("topics", "places", "people")]
LARGE_TABLES = [table for table in TABLES if table.name in LARGE]
Numbers = dict[str, int]


def kept() -> Numbers:
    rows = RowTotal.objects.values("table").annotate(n=models.Sum("rows")).values_list("table", "n")
    return {table: n for table, n in rows if n}


def counted_anew() -> Numbers:
    with connection.cursor() as cursor:
        numbers = {}
        for table in counted_tables():
            cursor.execute(f"SELECT count(*) FROM {table}")
            numbers[table] = cursor.fetchone()[0]
    return {table: n for table, n in numbers.items() if n}


SOME = st.integers(0, 7)
ENTERED = st.tuples(
    st.just("enter"),
    st.sets(st.integers(0, 2), min_size=1, max_size=2),
    st.sampled_from(STATES),
    st.sampled_from(EMBARGOES),
)
WRITES = st.one_of(
    ENTERED,
    st.tuples(st.just("publish"), SOME, st.sampled_from(STATES)),
    st.tuples(st.just("embargo"), SOME, st.sampled_from(EMBARGOES)),
    st.tuples(st.just("join"), SOME, st.integers(0, 2)),
    st.tuples(st.just("hide"), st.integers(0, 2), st.sampled_from(STATES), st.sampled_from(EMBARGOES)),
    st.tuples(st.just("keep back"), SOME, st.sampled_from(EMBARGOES)),
    st.tuples(st.just("hand over"), SOME, SOME),
    st.tuples(st.just("merge"), SOME, SOME),
    st.tuples(st.just("judge"), st.permutations(GapStatus.values)),
    st.tuples(st.just("say much"), SOME, st.integers(0, 5)),
    st.tuples(st.just("clear"), SOME),
    st.tuples(st.just("delete"), SOME),
    st.tuples(st.just("sum up")),
)  # fmt: skip


class Record:
    """A few councils and whatever is written of them."""

    def __init__(self) -> None:
        self.councils = [make.make_council() for _ in range(3)]
        self.parties = [make.make_party() for _ in range(3)]
        self.people = [make.make_person() for _ in range(2)]
        self.reviewer = make.make_reviewer()

    def write(self, kind: str, *given: Any) -> None:
        getattr(self, f"_{kind.replace(' ', '_')}")(*given)

    def _enter(self, numbers: set[int], publication: str, embargo: datetime | None) -> None:
        councils = [self.councils[n] for n in sorted(numbers)]
        source = make.make_source()
        session = make.make_session(
            councils=councils,
            place=make.make_place(f"City {embargo}"),
            source=source,
            publication=publication,
            embargo_until=embargo,
        )
        for party in self.parties[: 1 + len(numbers)]:
            delegation = make.make_delegation(session, party)
            make.make_delegate(delegation, self.people[party.pk % 2])
            DelegationCitation.objects.create(delegation=delegation, source=source)
        said_by, spoken_of = make.make_person(), make.make_topic()
        statement = make.make_statement(session, parties=(self.parties[0],), speaker=said_by)
        StatementTopic.objects.create(statement=statement, topic=spoken_of)
        make.make_wording(statement, "We meet again.", source=source)
        make.make_agenda_item(session, topic=make.make_topic())

    def _of(self, number: int) -> Any:
        """Two sessions that follow each other, or fewer."""
        found = list(Session.objects.order_by("pk").values_list("pk", flat=True))
        return Session.objects.filter(pk__in=found[number : number + 2])

    def _publish(self, number: int, publication: str) -> None:
        merged = [int(key.removeprefix("S")) for key in Merge.objects.values_list("old_key", flat=True)]
        self._of(number).exclude(pk__in=merged).update(publication=publication)

    def _embargo(self, number: int, embargo: datetime | None) -> None:
        self._of(number).update(embargo_until=embargo)

    def _join(self, number: int, council: int) -> None:
        for session in self._of(number):
            SessionCouncil.objects.get_or_create(session=session, council=self.councils[council])

    def _hide(self, council: int, publication: str, embargo: datetime | None) -> None:
        of = Council.objects.filter(pk=self.councils[council].pk)
        of.update(publication=publication, embargo_until=embargo)

    def _keep_back(self, number: int, embargo: datetime | None) -> None:
        Statement.objects.filter(session__in=self._of(number)).update(embargo_until=embargo)

    def _hand_over(self, number: int, other: int) -> None:
        if heir := self._of(other).first():
            Statement.objects.filter(session__in=self._of(number)).update(session=heir)

    def _merge(self, number: int, other: int) -> None:
        kept, given = self._of(number).first(), self._of(other).first()
        if kept is None or given is None:
            return
        try:
            with transaction.atomic():
                told: dict[str, Any] = {"choices": {}, "reason": "The same.", "by": self.reviewer, "now": NOW}
                records_merge(kind=kind_of(kept), kept=kept.pk, other=given.pk, **told)
        except MergeRefused:
            pass

    def _judge(self, statuses: list[str]) -> None:
        """Gaps between all sessions of each council, of every status, as they never were at once; each has a flag."""
        Gap.objects.all().delete()
        Resumption.objects.all().delete()
        links = SessionCouncil.objects.order_by("council", "session").values_list("council_id", "session_id")
        gaps, flags, before = [], [], {}
        for place, (council, session) in enumerate(links):
            status = statuses[place % len(statuses)]
            gaps.append(
                Gap(
                    council_id=council,
                    session_id=session,
                    previous_session_id=before.get(council),
                    status=status,
                )
            )
            flags.append(
                Resumption(
                    council_id=council,
                    session_id=session,
                    previous_session_id=before.get(council),
                    resumed_on=DateInterval.day(NOW.date()),
                    raised_at=NOW,
                )
            )
            before[council] = session
        Gap.objects.bulk_create(gaps)
        Resumption.objects.bulk_create(flags)

    def _say_much(self, number: int, often: int) -> None:
        """In one statement; then taken back and said again."""
        said = [Statement(session=session) for session in self._of(number) for _ in range(often)]
        with transaction.atomic():
            Statement.objects.bulk_create(said)
            transaction.set_rollback(True)
        Statement.objects.bulk_create(said)

    def _clear(self, number: int) -> None:
        Wording.objects.filter(statement__session__in=self._of(number)).delete()
        Delegation.objects.filter(session__in=self._of(number)).delete()

    def _delete(self, number: int) -> None:
        self._clear(number)
        Statement.objects.filter(session__in=self._of(number)).delete()
        SessionCitation.objects.filter(session__in=self._of(number)).delete()
        sessions = self._of(number).values_list("pk", flat=True)
        Resumption.objects.filter(Q(session__in=sessions) | Q(previous_session__in=sessions)).delete()
        self._of(number).delete()

    def _sum_up(self) -> None:
        sum_up()


def scope_of(address: str) -> Scope:
    return Scope(read_query(QueryDict(address), today=NOW.date()), NOW, 1)


def of_everything() -> Scope:
    return scope_of("")


def live(made: models.QuerySet[Any] | Made) -> int:
    """Counted by reading them."""
    return len(list(made))


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ENTERED, min_size=3, max_size=6), st.lists(WRITES, min_size=3, max_size=10))
def test_after_any_writes_the_numbers_are_those_of_a_fresh_count(
    entered: list[tuple[Any, ...]], writes: list[tuple[Any, ...]]
) -> None:
    with transaction.atomic():
        record = Record()
        for write in (*entered, ("judge", GapStatus.values), *writes):
            record.write(*write)
        assert kept() == counted_anew()
        for table in LARGE_TABLES:
            export = Export(table, of_everything())
            assert export.count == live(table.select(of_everything())), table.name
        for table in SUBJECTS:
            assert list(table.queryset(of_everything())) == list(table.queryset(scope_of("from=1850")))
        assert set(SOURCES.queryset(of_everything())) == set(public_sources(NOW))
        for rows in of_public_sessions():
            hidden = set(rows.hidden(NOW).values_list("pk", flat=True))
            public = set(rows.public(NOW).values_list("pk", flat=True))
            assert not hidden & public, rows.model
            assert hidden | public == set(rows.values_list("pk", flat=True)), rows.model
        sum_up()
        assert kept() == counted_anew() == as_single_terms()
        transaction.set_rollback(True)


def of_public_sessions() -> Iterator[Any]:
    for model in apps.get_models():
        rows = model._default_manager.all()
        if isinstance(rows, OfPublicSessionQuerySet) or model is Wording:
            yield rows


def as_single_terms() -> Numbers:
    rows = RowTotal.objects.values_list("table", "rows")
    numbers = dict(rows)
    assert len(numbers) == len(rows), "a table has two terms"
    return numbers


@pytest.mark.django_db
def test_large_files_know_their_rows_without_counting_them() -> None:
    """Of an address that asks for nothing; of any other they are counted."""
    make.make_delegation(make.make_session())
    known = {table.name for table in TABLES if table.count(of_everything()) is not None}
    assert known - {"sessions"} == LARGE - {"gaps"}
    for scope in (scope_of("level=ministers"), scope_of("as_of=2020-01-01")):
        assert not [t.name for t in TABLES if t.name in LARGE and t.count(scope) is not None]


@pytest.mark.django_db
@pytest.mark.parametrize("table", LARGE_TABLES, ids=lambda table: table.name)
def test_a_large_file_is_counted_with_one_query_of_kept_numbers(
    table: Table, django_assert_num_queries: Any
) -> None:
    export = Export(table, of_everything())
    rows = export._rows  # of gaps.csv: silences are read
    with django_assert_num_queries(1) as captured:
        assert export.count == 0
    assert rows is not None
    assert "meetings_rowtotal" in captured.captured_queries[0]["sql"]


@pytest.mark.django_db
def test_many_rows_in_one_statement_are_one_term_and_none_are_none() -> None:
    session = make.make_session()
    RowTotal.objects.all().delete()
    Statement.objects.bulk_create(Statement(session=session) for _ in range(5))
    Statement.objects.filter(pk=0).delete()
    Statement.objects.update(note="as it was")
    assert list(RowTotal.objects.values_list("table", "rows")) == [("statements_statement", 5)]


@pytest.mark.django_db
def test_a_table_emptied_at_once_counts_for_nothing() -> None:
    statement = make.make_statement(make.make_session())
    Wording.objects.filter(statement=statement).delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE statements_wording CASCADE")
    make.make_wording(statement, "We meet again.")
    assert kept() == counted_anew()


@pytest.mark.django_db
def test_who_wrote_past_the_triggers_counts_anew() -> None:
    session = make.make_session()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Statement.objects.bulk_create(Statement(session=session) for _ in range(3))
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert kept() != counted_anew()
    count_anew()
    assert kept() == counted_anew() == as_single_terms()


@pytest.mark.django_db(transaction=True)
def test_writers_and_a_sweep_at_once_lose_nothing() -> None:
    session = make.make_session()

    def say() -> None:
        for _ in range(8):
            with transaction.atomic():
                make.make_statement(session, "")

    def take_back() -> None:
        for _ in range(8):
            last = Statement.objects.order_by("-pk").values("pk")[:1]
            Statement.objects.filter(pk__in=list(last.values_list("pk", flat=True))).delete()

    def sum_up_often() -> None:
        for _ in range(20):
            sum_up()

    at_once(say, say, say, take_back, sum_up_often, sum_up_often)
    assert kept() == counted_anew()
    sweep()
    assert kept() == counted_anew() == as_single_terms()


@pytest.mark.django_db(transaction=True)
def test_a_sum_in_the_making_keeps_no_writer_and_no_reader_waiting() -> None:
    session = make.make_session()
    for _ in range(3):
        make.make_statement(session, "")
    summed, written = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            sum_up()
            summed.set()
            assert written.wait(20), "the writer waited for the sum"

    def write() -> None:
        assert summed.wait(20)
        make.make_statement(session, "")
        assert kept()["statements_statement"] == 4
        sum_up()  # leaves to the other what it holds
        written.set()

    at_once(hold, write)
    assert kept() == counted_anew()
