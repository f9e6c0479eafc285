"""PostgreSQL writes the same bytes as Python: cell by cell, and file by file."""

import threading
import tracemalloc
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DataError, connection
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.exports import TABLES
from meetings.dates import DateInterval
from meetings.dates.fields import to_range
from meetings.dates.interval import FIRST_DAY, LAST_DAY
from meetings.exports import copying, stream
from meetings.exports.columns import Formula, Kind, Table
from meetings.exports.copying import COPY_THREAD, PIECE_BYTES, copied
from meetings.exports.csv_form import LINE_BREAKS, cell_form
from meetings.exports.expressions import distinct, earliest, edtf_span, latest, span_in_words
from meetings.exports.scope import Scope
from meetings.exports.session_dates import date_columns
from meetings.exports.sessions import SESSIONS
from meetings.exports.sql_form import FORMS, PLAIN
from meetings.exports.stream import Export
from meetings.models import Session
from meetings.pages import snapshot
from meetings.query import read_query
from tests import factories as make
from tests.hostile_export import NASTY, VAGUE, make_hostile_record
from tests.meetings.reference_records import analyse_tables

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 1, tzinfo=UTC)
# Those that ask a rule, those whose rows come of several queries, and one that the database writes if it is long.
WRITTEN_BY_PYTHON = {
    "announcements", "council_years", "delegations", "gaps", "names", "resumptions", "retired_ids", "silences",
}  # fmt: skip

properties = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

# Python's tables of Unicode and PostgreSQL's may be of different years: what both know is normalised alike for ever.
assigned = st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\x00")
hostile = st.text(
    st.one_of(assigned, st.sampled_from(LINE_BREAKS + ';, "\\\t\x01\u0301\u0323\u1161\u1100')), max_size=20
)
texts = st.one_of(hostile, st.sampled_from(NASTY))
days = st.dates(FIRST_DAY, LAST_DAY)


@st.composite
def intervals(draw: st.DrawFn) -> DateInterval:
    """Also those that are a day, a month, a year or a decade, or nearly so."""
    first = draw(days)
    match draw(st.integers(0, 5)):
        case 0:
            return DateInterval.day(first)
        case 1:
            return DateInterval.month(first.year, first.month)
        case 2:
            return DateInterval.parse_edtf(draw(st.sampled_from(VAGUE)))
        case 3:
            years = draw(st.sampled_from((1, 2, 10, 100)))
            last = date(min(first.year // years * years + years - 1, 2199), 12, 31)
            return DateInterval(date(max(first.year // years * years, 1800), 1, 1), last)
        case 4:
            last = min(first + timedelta(days=draw(st.integers(0, 400))), LAST_DAY)
            return DateInterval(first.replace(day=1), DateInterval.month(last.year, last.month).latest)
        case _:
            return DateInterval(*sorted((first, draw(days))))


def asked(expression: str, types: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Any]:
    """The SQL expression of the columns a, b, ... for each row."""
    names = "abcdef"[: len(types)]
    row = ", ".join(f"%s::{kind}" for kind in types)
    values = ", ".join(f"({number}, {row})" for number in range(len(rows)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ({expression.replace('%', '%%')})::text FROM (VALUES {values}) AS v(place, {', '.join(names)}) ORDER BY place",
            [_stored(value) for each in rows for value in each],
        )
        return [row[0] for row in cursor.fetchall()]


def _stored(value: Any) -> Any:
    return to_range(value) if isinstance(value, DateInterval) else value


def agree(kind: Kind, stored_as: str, values: Sequence[Any]) -> None:
    form = cell_form(kind)
    written = asked(FORMS[kind]("a"), [stored_as], [[value] for value in values])
    assert [cell or "" for cell in written] == [form(value) for value in values]
    assert "" not in written, "COPY would quote it"


@properties
@given(st.lists(st.one_of(st.none(), texts), min_size=1))
def test_texts_are_cleaned_alike(values: list[str | None]) -> None:
    for kind in (Kind.TEXT, Kind.WORD, Kind.URL):
        agree(kind, "text", values)


@properties
@given(st.lists(st.lists(st.one_of(st.none(), texts), max_size=4), min_size=1))
def test_lists_are_joined_alike(values: list[list[str | None]]) -> None:
    agree(Kind.TEXTS, "varchar[]", values)
    unique = asked(FORMS[Kind.TEXTS](f"({distinct.sql('a')})"), ["varchar[]"], [[value] for value in values])
    assert [cell or "" for cell in unique] == [cell_form(Kind.TEXTS)(distinct(value)) for value in values]


@properties
@given(
    st.lists(
        st.one_of(st.none(), st.floats(-1e9, 1e9), st.integers(0, 10**7).map(lambda n: n / 2000)), min_size=1
    )
)
def test_numbers_are_rounded_alike(values: list[float | None]) -> None:
    agree(Kind.NUMBER, "float8", values)


@properties
@given(st.lists(st.integers(0, 7 * 10**15), min_size=1))
def test_instants_are_written_alike(microseconds: list[int]) -> None:
    first = datetime(1970, 1, 1, tzinfo=UTC)
    agree(Kind.INSTANT, "timestamptz", [first + timedelta(microseconds=each) for each in microseconds])


def test_what_is_short_is_written_alike() -> None:
    agree(Kind.BOOLEAN, "boolean", [True, False, None])
    agree(Kind.INTEGER, "integer", [0, -5, 2**31 - 1, None])
    agree(Kind.CODE, "varchar", ["held", "", None])
    agree(Kind.DATE, "date", [date(2022, 1, 2), FIRST_DAY, LAST_DAY, None])


@properties
@given(st.lists(st.tuples(intervals(), st.one_of(st.none(), intervals())), min_size=1))
def test_dates_are_written_alike(spans: list[tuple[DateInterval, DateInterval | None]]) -> None:
    spans = [(start, end and max(start, end)) for start, end in spans] + [
        (start, start) for start, _ in spans
    ]
    agree(Kind.EDTF, "daterange", [start for start, _ in spans] + [None])
    for formula in (edtf_span, span_in_words):
        written = asked(formula.sql("a", "b"), ["daterange", "daterange"], spans)
        assert written == [formula(*span) for span in spans]
    for column in date_columns():
        if isinstance(column.value, Formula) and len(column.sources) == 1:
            written = asked(column.value.sql("a"), ["daterange"], [[start] for start, _ in spans])
            assert written == [str(column.value(start)) for start, _ in spans], column.name
    for bound in (earliest, latest):
        assert asked(bound.sql("a"), ["daterange"], [[None]]) == [None] == [bound(None)]


def test_both_know_the_same_normal_forms() -> None:
    """Every assigned character, between two others with which it may combine."""
    values = [
        f"a{chr(code)}\u0301"
        for code in range(1, 0x30000)
        if unicodedata.category(chr(code)) not in ("Cs", "Cn")
    ]
    agree(Kind.TEXT, "text", values[::7])


def test_plain_characters_are_of_one_line_and_in_normal_form() -> None:
    for first, _, last in PLAIN:
        characters = [chr(code) for code in range(ord(first), ord(last) + 1)]
        assert not set(characters) & set(LINE_BREAKS)
        for character in characters:
            assert unicodedata.is_normalized("NFC", character)
            assert unicodedata.combining(character) == 0
            assert all(unicodedata.is_normalized("NFC", other + character) for other in characters[:200])


ADDRESSES = (
    "", "council=a-council", "from=2000&to=2010", "council=nobody", "as_of=2015-06-01", "status=held&from=2000",
)  # fmt: skip


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            make_hostile_record()
            analyse_tables()  # what an earlier test left of statistics can make a plan that never ends
            yield
            transaction.set_rollback(True)


@pytest.mark.parametrize("few", [stream.FEW, 0], ids=["row by row", "in one pass"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_files_are_the_same_whoever_writes_them(
    address: str, few: int, record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "FEW", few)
    scope = Scope(read_query(QueryDict(address), today=NOW.date()), NOW, 7)
    for table in TABLES:
        export = Export(table, scope)
        sent, written = b"".join(export.pieces()), b"".join(Export(table, scope).written())
        assert few or table.name != "delegations" or export.is_copied or not export.count
        assert sent.split(b"\r\n") == written.split(b"\r\n"), table.name
        assert export.count == sent.count(b"\r\n") - 1, table.name


def test_a_council_s_statement_is_written_once_for_all(record: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes longer to write than to run. What it says of the address, the instant and the version is filled in."""

    def file_of(address: str, now: datetime, version: int) -> bytes:
        scope = Scope(read_query(QueryDict(address), today=now.date()), now, version)
        return b"".join(Export(SESSIONS, scope).pieces())

    def written(address: str, now: datetime, version: int) -> bytes:
        scope = Scope(read_query(QueryDict(address), today=now.date()), now, version)
        return b"".join(Export(SESSIONS, scope).written())

    held_together = (
        Session.objects.filter(council_links__council__slug="a").exclude(gaps=None).order_by("start")
    )
    embargoed = held_together[0]
    Session.objects.filter(pk=embargoed.pk).update(embargo_until=NOW)
    file_of("council=a-council", NOW, 7)
    monkeypatch.setattr(copying, "_written", None)
    before, after = NOW - timedelta(days=1), NOW + timedelta(days=1)
    files = set()
    for address in (
        "council=a",
        "council=a&council=a-council",
        "status=held",
        "council=a&from=2000",
        "from=2000",
    ):
        for now, version in ((before, 8), (after, 9)):
            sent = file_of(address, now, version)
            assert sent == written(address, now, version)
            files.add(sent)
    assert len(files) == 10
    assert f"\r\nS{embargoed.pk},".encode() not in file_of("council=a", before, 8)
    assert f"\r\nS{embargoed.pk},".encode() in file_of("council=a", after, 8)


def test_a_file_does_not_depend_on_what_the_connection_was_told(record: None) -> None:
    """Behind a pooling proxy in transaction mode another session may serve it."""
    scope = Scope(read_query(QueryDict(""), today=NOW.date()), NOW, 7)
    names = ("sessions", "statements", "councils", "memberships")
    tables = [table for table in TABLES if table.name in names]
    expected = [b"".join(Export(table, scope).written()) for table in tables]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Asia/Tokyo'")
    assert [b"".join(Export(table, scope).pieces()) for table in tables] == expected


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_all_other_tables_are_written_by_the_database(table: Table) -> None:
    scope = Scope(read_query(QueryDict(""), today=NOW.date()), NOW, 7)
    assert Export(table, scope).is_copied == (table.name not in WRITTEN_BY_PYTHON)
    assert not Export(table, scope, for_excel=True).is_copied


def is_copying() -> bool:
    return any(thread.name == COPY_THREAD for thread in threading.enumerate())


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_stops_early_leaves_nothing_behind() -> None:
    council = make.make_council()
    for number in range(30):
        make.make_session(council, f"{1900 + number}", outcome="x" * 100_000)
    response = Client().get("/sessions.csv")
    pieces = iter(response.streaming_content)  # type: ignore[attr-defined]
    next(pieces)
    assert len(next(pieces)) > 0 and is_copying()
    response.close()
    assert not is_copying()
    assert Session.objects.update(venue="Vienna") == 30


@pytest.mark.django_db(transaction=True)
def test_a_failure_of_the_database_is_raised_and_ends_the_transaction() -> None:
    with pytest.raises(DataError), snapshot():
        list(
            copied("COPY (SELECT 1 / (100000 - n) FROM generate_series(1, 200000) n) TO STDOUT (FORMAT csv)")
        )
    assert not is_copying()
    assert Session.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_slow_reader_holds_up_the_database_and_not_our_memory() -> None:
    rows = "SELECT repeat('x', 1000) FROM generate_series(1, 100000)"
    pieces = copied(f"COPY ({rows}) TO STDOUT (FORMAT csv)")
    tracemalloc.start()
    size = sum(len(piece) for piece in pieces)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size == 100_000 * 1002
    assert peak < 10 * PIECE_BYTES
