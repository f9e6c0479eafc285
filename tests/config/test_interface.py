"""What the JSON interface means: the same record as the files, in pages that lose nothing."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.api import RESOURCES
from config.exports import TABLES
from meetings.assessment import assess_councils
from meetings.exports.columns import Kind, Table
from meetings.exports.csv_form import cell_form
from meetings.models import Council, RetiredId, Session
from statements.models import Statement
from tests import factories as make
from tests.config.interface_record import ask, body, everything, pages
from tests.exports_dataset import download, make_record
from tests.meetings import made_record
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db

FILTERS = (
    "", "council=a", "council=c&council=d", "level=ambassadors", "party=RUS", "absent=RUS", "person=grushko", "topic=arms",
    "place=vienna", "status=cancelled", "from=2001", "to=2005-06", "q=missiles", "as_of=2012-06-15", "flag=any",
    "council=b&level=ambassadors&from=2010", "council=nobody",
)  # fmt: skip
BY_TABLE = {table.name: table for table in TABLES}


@pytest.fixture(autouse=True)
def _no_limit(settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 0


@pytest.fixture
def record() -> Iterator[None]:
    made_record.make_record()
    first = make.make_source()  # one that nothing names, but one that is named repeats
    again = make.make_source(derived_from=first)
    make.make_session(
        Council.objects.get(slug="a"), "2001-01-01", source=make.make_source(derived_from=again)
    )
    make.make_source(title=made_record.SECRET)
    assess_councils(council_ids=list(Council.objects.values_list("pk", flat=True)), now=NOW)
    RetiredId.objects.create(key="councils/before", successor="councils/a", outcome="renamed")
    RetiredId.objects.create(key="councils/hidden-before", successor="councils/hidden", outcome="renamed")
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


def in_file(name: str, query: str = "") -> list[dict[str, str]]:
    rows, response = download(f"/{name}.csv?{query}".rstrip("?"))
    assert response.status_code == 200, (name, query)
    return list(csv.DictReader(io.StringIO(rows.decode(), newline="")))


def as_cell(table: Table, name: str, value: Any) -> str:
    """The JSON value as the file writes it."""
    column = next(each for each in table.columns if each.name == name)
    if value is None or value == []:
        return ""
    if column.kind in (Kind.DATE, Kind.EDTF, Kind.INSTANT):
        return str(value)
    return cell_form(column.kind)(value)


@pytest.mark.parametrize("query", FILTERS)
def test_a_list_has_the_sessions_of_the_file_of_the_same_address(record: None, query: str) -> None:
    listed = everything(f"/sessions?{query}", limit=37)
    ids = [row["session_id"] for row in listed]
    assert len(set(ids)) == len(ids)
    assert set(ids) == {row["session_id"] for row in in_file("sessions", query)}


def test_a_filter_by_an_old_name_means_the_record_of_today(record: None) -> None:
    assert everything("/sessions?council=before") == everything("/sessions?council=a") != []
    assert everything("/sessions?council=hidden-before") == []


@pytest.mark.parametrize("name", [resource.name for resource in RESOURCES])
@pytest.mark.parametrize("query", ["", "party=RUS", "council=b&council=c", "as_of=2012-06-15"])
def test_each_list_has_the_rows_and_values_of_its_file(record: None, name: str, query: str) -> None:
    resource = next(each for each in RESOURCES if each.name == name)
    table, keys = resource.table, [key.column for key in resource.keys]
    rows = [row for row in in_file(table.name, query) if name != "gaps" or row["censored"] == "0"]
    listed = everything(f"/{name}?{query}")
    if resource.per_council:
        listed = [{**row, **council} for row in listed for council in row["councils"]]
        asked = {value for part in query.split("&") if part.startswith("council=") for value in [part[8:]]}
        listed = [row for row in listed if not asked or row["council_slug"] in asked]
        keys = list(table.key)
    found = {tuple(row[key] for key in keys): row for row in listed}
    assert set(found) == {tuple(row[key] for key in keys) for row in rows}
    assert len(rows) == len(listed) and (rows or query)
    for row in rows:
        shown = found[tuple(row[key] for key in keys)]
        for field, value in shown.items():
            if field != "councils":
                assert as_cell(table, field, value) == row[field], (name, field)


def test_a_whole_session_has_all_that_the_files_have_of_it() -> None:
    make_record()
    whole = body("/sessions/S9004")
    assert (whole["venue"], whole["duration_minutes_min"], whole["roster_complete"]) == (
        "NATO headquarters",
        225,
        True,
    )
    assert [council["council_slug"] for council in whole["councils"]] == ["nato-russia-council"]
    assert whole["outcome"] == 'No "concrete" progress,\r\nboth sides said'  # which a file cannot keep
    for part, name, key in (
        ("delegations", "delegations", "delegation_id"), ("statements", "statements", "statement_id"),
        ("wordings", "wordings", "wording_id"), ("agenda", "agenda", "agenda_id"), ("citations", "citations", "citation_id"),
        ("delegates", "delegates", "delegate_id"),
    ):  # fmt: skip
        rows = [row for row in in_file(name) if row["session_id"] == "S9004"]
        assert [str(row[key]) for row in whole[part]] == [row[key] for row in rows], part
        for given, row in zip(whole[part], rows, strict=True):
            for field, value in given.items():
                if BY_TABLE[name].header and "\n" not in str(value) and "\u2028" not in str(value):
                    assert as_cell(BY_TABLE[name], field, value) == row[field], (part, field)
    text = next(row for row in whole["wordings"] if row["wording_id"] == "W2003")["text"]
    assert text == "Ein\u2028positives Zeichen"


def test_the_columns_beside_the_councils_are_the_same_for_all_councils_of_a_joint_session(
    record: None,
) -> None:
    resource = next(each for each in RESOURCES if each.name == "sessions")
    rows = in_file("sessions")
    by_session: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_session.setdefault(row["session_id"], []).append(row)
    joint = [rows for rows in by_session.values() if len(rows) > 1]
    assert len(joint) > 10
    for several in joint:
        for name in several[0]:
            if name not in resource.per_council:
                assert len({row[name] for row in several}) == 1, name


def test_pages_lose_and_repeat_nothing_while_records_are_added(record: None) -> None:
    before = {row["session_id"] for row in everything("/sessions")}
    answer = body("/sessions?limit=20")
    seen = [row["session_id"] for row in answer["data"]]
    while answer["next"]:
        new = make.make_session(Council.objects.get(slug="a"), "1990-01-01")  # before all in time
        Session.objects.filter(pk=new.pk - 60).update(venue="another hall")
        answer = body(answer["next"])
        seen += [row["session_id"] for row in answer["data"]]
    assert len(seen) == len(set(seen)) and before <= set(seen)


def test_a_changed_record_comes_last_in_the_list_of_changes_and_none_is_lost(record: None) -> None:
    """In a test all instants are one transaction's; they are set apart by hand."""
    for days, pk in enumerate(Session.objects.order_by("-pk").values_list("pk", flat=True)):
        _changed(pk, days)
    since = f"{NOW - timedelta(days=200):%Y-%m-%d}"
    before = {row["session_id"] for row in everything("/sessions")}
    answer = body(f"/sessions?updated_since={since}&limit=20")
    seen = [row["session_id"] for row in answer["data"]]
    moved = seen[0]
    _changed(int(moved[1:]), 1000)
    while answer["next"]:
        answer = body(answer["next"])
        seen += [row["session_id"] for row in answer["data"]]
    assert seen.count(moved) == 2 and seen[-1] == moved
    assert len(seen) == len(before) + 1 and set(seen) == before


def _changed(pk: int, days: int) -> None:
    """As if the session had last been changed so many days after a year ago."""
    import pgtrigger

    with pgtrigger.ignore("meetings.Session:stamp"):
        Session.objects.filter(pk=pk).update(updated_at=NOW - timedelta(days=100 - days))


def _all_changed_long_ago() -> None:
    import pgtrigger

    with pgtrigger.ignore():
        for model in (Session, Council, Statement):
            model.objects.update(updated_at=NOW - timedelta(days=100))


@pytest.mark.parametrize("what", ["session", "council", "statement"])
def test_what_came_to_be_public_is_among_the_changes_though_its_row_was_not_touched(what: str) -> None:
    council = make.make_council("A", slug="a")
    session = make.make_session(council, "2011-01-01")
    statement = make.make_statement(session)
    until = NOW - timedelta(minutes=5)
    row: Any = {"session": session, "council": council, "statement": statement}[what]
    type(row).objects.filter(pk=row.pk).update(embargo_until=until)
    _all_changed_long_ago()
    since = f"{NOW - timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"
    asked = "/statements" if what == "statement" else "/sessions"
    with mock.patch("meetings.pages.clock", return_value=until - timedelta(minutes=1)):
        assert everything(f"{asked}?updated_since={since}") == everything(asked) == []
    with mock.patch("meetings.pages.clock", return_value=NOW):
        assert len(everything(f"{asked}?updated_since={since}")) == 1
        assert len(everything(f"/statements?updated_since={since}")) == 1
        later = f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
        assert everything(f"{asked}?updated_since={later}") == []


def test_an_etag_answers_304_until_something_changes(record: None) -> None:
    for address in ("/sessions?limit=5", f"/sessions/S{Session.objects.public(NOW).order_by('pk')[0].pk}"):
        first = ask(address)
        tag = first.headers["ETag"]
        again = ask(address, **{"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert again.headers["Access-Control-Allow-Origin"] == "*"
        assert ask(f"{address}{'&' if '?' in address else '?'}as_of=2012-01-01").headers["ETag"] != tag
    with mock.patch("meetings.models.DataVersion.current", return_value=10**6):
        assert ask("/sessions?limit=5", **{"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/sessions?councl=a", 400, "no parameter “councl”"),
        ("/sessions?level=kings", 400, "level"),
        ("/sessions?limit=0", 400, "limit"),
        ("/sessions?limit=201", 400, "limit"),
        ("/sessions?limit=x", 400, "limit"),
        ("/sessions?cursor=abc", 400, "cursor"),
        ("/sessions?cursor=ä", 400, "cursor"),
        ("/sessions?cursor=MQ&updated_since=2020-01-01", 400, "cursor"),
        ("/sessions?updated_since=yesterday", 400, "updated_since"),
        ("/sessions?updated_since=2020-01-01T00:00:00", 400, "zone"),
        ("/gaps?updated_since=2020-01-01", 400, "no parameter “updated_since”"),
        ("/sessions?from=2014-13", 400, "from"),
        ("/sessions?from=2014&to=2012", 400, "ends"),
        ("/sessions?as_of=1700-01-01", 400, "as_of"),
        ("/sessions?q=%00", 400, "q"),
        ("/sessions?page=2", 400, "no parameter “page”"),
        ("/sessions/S1?council=a", 400, "no parameter “council”"),
        ("/sessions/S999999", 404, "S999999"),
        ("/sessions/9", 404, "9"),
        ("/sessions/S99999999999999999999", 404, "no session"),
        ("/councils/atlantis", 404, "atlantis"),
        ("/nothing", 404, "/api/"),
        ("/sessions/", 404, "/api/"),
    ],
)  # fmt: skip
def test_a_refusal_is_a_problem_in_a_sentence(record: None, address: str, status: int, words: str) -> None:
    response = ask(address)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    problem = response.json()
    assert problem["status"] == status and problem["type"].endswith("/api/#problems") and problem["title"]
    assert words in problem["detail"] + problem.get("parameter", "") and problem["detail"].endswith(".")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_only_reading_is_known(record: None) -> None:
    for method in ("post", "put", "patch", "delete"):
        response = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/sessions")
        assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert response.headers["Content-Type"] == "application/problem+json"
    head = Client().head("/api/v1/sessions")
    assert (head.status_code, head.content) == (200, b"") and head.headers["ETag"]
    asked_first = Client().options("/api/v1/sessions", headers={"Origin": "https://elsewhere.example"})
    assert (asked_first.status_code, asked_first.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in asked_first.headers["Access-Control-Allow-Headers"]


def test_no_failure_shows_a_traceback(record: None) -> None:
    with mock.patch("meetings.interface.operations.read_page", side_effect=RuntimeError("secret")):
        response = ask("/sessions")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert b"secret" not in response.content


def test_a_merged_record_leads_to_the_other_and_an_erased_one_is_gone(record: None) -> None:
    kept = Session.objects.public(NOW).order_by("pk")[0]
    hidden = Session.objects.filter(title=made_record.SECRET)[0]
    for key, successor, outcome in (
        ("S901", "S902", "merged"), ("S902", kept.public_id, "merged"), ("S903", "", "erased"), ("S904", hidden.public_id, "merged"),
        ("councils/old", "councils/a", "renamed"), ("councils/older", "councils/hidden", "renamed"),
    ):  # fmt: skip
        RetiredId.objects.update_or_create(key=key, defaults={"successor": successor, "outcome": outcome})
    moved = ask("/sessions/S901")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/api/v1/sessions/{kept.public_id}")
    assert (gone := ask("/sessions/S903")).status_code == 410 and "S903" in gone.json()["detail"]
    assert ask("/councils/old").headers["Location"] == "/api/v1/councils/a"
    for address in ("/sessions/S904", "/councils/older", "/councils/S901"):
        assert ask(address).status_code == 404, address


def test_every_record_of_a_list_has_an_address_of_its_own(record: None) -> None:
    for resource in RESOURCES:
        if not resource.has_items:
            continue
        key = resource.keys[0].column
        for row in everything(f"/{resource.name}", limit=200)[:3]:
            whole = body(f"/{resource.name}/{row[key]}")
            assert {name: whole[name] for name in row if name != "councils"} == {
                name: value for name, value in row.items() if name != "councils"
            }
            assert {nested.name for nested in resource.nested} <= set(whole)


@pytest.mark.parametrize("name", [resource.name for resource in RESOURCES])
def test_a_page_costs_the_same_number_of_queries_whatever_is_on_it(record: None, name: str) -> None:
    ask(f"/{name}?limit=1")  # what is kept for the process is read
    counts = []
    for limit in (3, 30, 200):
        with CaptureQueriesContext(connection) as queries:
            assert ask(f"/{name}?limit={limit}").status_code == 200
        counts.append(len(queries))
    # Some things are asked only where a page has any of them: whether one is planned, say.
    assert counts[1] == counts[2] <= 12 and counts[0] in (counts[1], counts[1] - 1), counts


def test_a_whole_session_costs_few_queries(record: None) -> None:
    """One for each kind of what belongs to it, and what they all need once."""
    (first, *_) = everything("/sessions", limit=200)
    kinds = next(resource.nested for resource in RESOURCES if resource.name == "sessions")
    ask(f"/sessions/{first['session_id']}")  # what is kept for the process is read
    with CaptureQueriesContext(connection) as queries:
        assert ask(f"/sessions/{first['session_id']}").status_code == 200
    assert len(queries) <= len(kinds) + 13
    texts = [query["sql"] for query in queries]
    assert len(texts) - len(set(texts)) <= 1, "the same is asked twice"


def test_no_page_counts_all_rows(record: None) -> None:
    for resource in RESOURCES:
        with CaptureQueriesContext(connection) as queries:
            ask(f"/{resource.name}?limit=5")
        first = [query["sql"] for query in queries if "LIMIT 6" in query["sql"]]
        assert len(first) == 1, resource.name


def test_who_asks_too_often_is_told_when_to_come_back_and_where_everything_is(settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 2
    client = Client(REMOTE_ADDR="192.0.2.77")
    with mock.patch("meetings.pages.clock", return_value=NOW.replace(second=20)):
        answers = [client.get("/api/v1/") for _ in range(3)]
        other = Client(REMOTE_ADDR="192.0.2.78").get("/api/v1/")
    with mock.patch("meetings.pages.clock", return_value=NOW.replace(second=20) + timedelta(minutes=1)):
        later = client.get("/api/v1/")
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert (other.status_code, later.status_code) == (200, 200)
    refused = answers[-1]
    assert refused.headers["Retry-After"] == "40" and "datapackage.json" in refused.headers["Link"]
    assert any(address.endswith("/sessions.csv") for address in refused.json()["bulk"])
    assert refused.headers["Content-Type"] == "application/problem+json"


def test_nobody_is_refused_while_the_broker_is_away(settings: Any) -> None:
    from meetings import limits

    settings.API_REQUESTS_A_MINUTE, settings.REDIS_URL = 1, "redis://127.0.0.1:1/0"
    limits._broker.cache_clear()
    try:
        client = Client(REMOTE_ADDR="192.0.2.79")
        assert [client.get("/api/v1/").status_code for _ in range(3)] == [200] * 3
    finally:
        limits._broker.cache_clear()
        limits._asked_again_at = 0.0


def test_a_flag_tells_what_became_of_it(record: None) -> None:
    flag = everything("/resumptions")[0]
    history = body(f"/resumptions/{flag['resumption_id']}")["history"]
    assert history[-1]["what"].startswith("raised") and history[-1]["reason"]


def test_a_source_that_withholds_its_quotations_withholds_them_here() -> None:
    council = make.make_council("A", slug="a")
    source = make.make_source(withholds_quotations=True)
    session = make.make_session(council, "2012-01-12", source=source)
    make.make_statement(session, "secret words", source=source)
    make.make_gap_claim(session, "first in years", source=source)
    assess_councils(council_ids=[council.pk], now=NOW)
    shown = ask("/statements").content + ask(f"/sessions/S{session.pk}").content
    assert b"secret words" not in shown and b"first in years" not in shown


def test_pages_are_of_the_size_asked_for(record: None) -> None:
    sizes = [len(page) for page in pages("/sessions", limit=50)]
    assert set(sizes[:-1]) == {50} and 0 < sizes[-1] <= 50


def test_the_description_answers_304(db: None) -> None:
    tag = ask("/openapi.json").headers["ETag"]
    assert ask("/openapi.json", **{"if-none-match": tag}).status_code == 304


@pytest.mark.django_db(transaction=True)
def test_what_was_being_written_while_one_asked_is_among_the_changes_of_the_next_time() -> None:
    session = make.make_session(make.make_council("A", slug="a"), "2011-01-01")
    other = connections.create_connection("default")  # type: ignore[attr-defined]
    other.settings_dict = connection.settings_dict
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT now()")  # begun, nothing written yet
            begun = cursor.fetchone()[0]
            until = body("/sessions")["updated_until"]
            assert until < f"{begun.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
            cursor.execute("UPDATE meetings_session SET venue = 'The hall' WHERE id = %s", [session.pk])
            cursor.execute("COMMIT")
    finally:
        other.close()
    assert body(f"/sessions?updated_since={until}")["data"][0]["session_id"] == session.public_id
    assert body("/sessions/" + session.public_id)["venue"] == "The hall"
