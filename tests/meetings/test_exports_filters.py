"""One address is one state is one download: files hold what the timeline shows, no more and no less."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.exports import TABLES
from delegations.models import Party, Person
from meetings.assessment import assess_councils
from meetings.models import Council, Session
from meetings.query import read_query
from tests import factories as make
from tests.exports_dataset import download

pytestmark = pytest.mark.django_db

FILTERS = (
    "", "council=a-council", "council=a-council&council=b-council", "level=ambassadors", "party=RUS", "absent=RUS", "person=grushko",
    "topic=arms", "place=vienna", "status=cancelled", "from=2015", "to=2015-06", "from=2014&to=2016", "q=missiles",
    "as_of=2015-12-31", "flag=any", "council=a-council&level=ambassadors&from=2010", "council=nobody",
)  # fmt: skip


@pytest.fixture
def record() -> None:
    """Sessions of two councils that differ in everything that can be filtered."""
    one, other = make.make_council("A council"), make.make_council("B council")
    russia = make.make_party("Russia", code="RUS")
    grushko = make.make_person("Grushko", slug="grushko")
    for number, year in enumerate(range(2010, 2020)):
        session = make.make_session(
            one if number % 2 else other,
            f"{year}-06-01" if number % 3 else f"{year}",
            level="ambassadors" if number % 4 else "",
            status="cancelled" if number == 5 else "held",
            place=make.make_place("Vienna", "AUT") if number > 5 else None,
            outcome="about missiles" if number == 4 else "",
        )
        delegation = make.make_delegation(session, russia if number % 2 else None)
        make.make_delegate(delegation, grushko if number in (3, 4) else None, leads=True)
        make.make_agenda_item(session, topic=make.make_topic("arms") if number == 7 else None)
        make.make_statement(session, parties=(russia,))
        make.make_gap_claim(session)
    make.make_session(councils=[one, other], start="2021-01-01")


def rows_of(table: str, query: str = "") -> list[dict[str, str]]:
    body, response = download(f"/{table}.csv?{query}".rstrip("?"))
    assert response.status_code == 200, (query, response.status_code)
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def session_ids(table: str, query: str) -> set[str]:
    return {row["session_id"] for row in rows_of(table, query)}


@pytest.mark.parametrize("query", FILTERS)
def test_a_file_holds_the_sessions_of_the_timeline(record: None, query: str) -> None:
    state = read_query(QueryDict(query), today=datetime.now(UTC).date())
    shown = {f"S{pk}" for pk in state.sessions().values_list("pk", flat=True)}
    bare = session_ids("sessions", "from=2021")  # the joint session has nothing but its citation
    assert session_ids("sessions", query) == session_ids("citations", query) == shown
    assert session_ids("agenda", query) == session_ids("gap_claims", query) == shown - bare
    if not (state.person or state.q or state.party):
        assert session_ids("delegations", query) == shown - bare
    if not (state.person or state.q or state.party):
        assert session_ids("statements", query) == session_ids("wordings", query) == shown - bare


def column(address: str, name: str) -> set[str]:
    body, response = download(address)
    assert response.status_code == 200, address
    return {row[name] for row in csv.DictReader(io.StringIO(body.decode(), newline=""))}


def test_delegations_and_statements_are_those_of_the_parties_and_people_named(record: None) -> None:
    russia, grushko = Party.objects.get(code="RUS"), Person.objects.get(slug="grushko")
    session = Session.objects.order_by("pk")[3]
    make.make_delegation(session)
    make.make_statement(session, "of missiles", speaker=grushko)
    assert column("/delegations.csv?party=RUS", "party_id") == {russia.public_id}
    assert column("/delegates.csv?person=grushko", "person_id") == {grushko.public_id}
    assert column("/people.csv?person=grushko", "name") == {"Grushko"}
    assert column("/parties.csv?party=RUS", "party_code") == {"RUS"}
    assert column("/statements.csv?person=grushko", "speaker_id") == {grushko.public_id}
    assert column("/statements.csv?party=RUS", "party_ids") == {russia.public_id}
    assert (
        column("/statements.csv?q=missiles", "text")
        == column("/wordings.csv?q=missiles", "text")
        == {"of missiles"}
    )


def test_delegations_of_a_party_are_all_of_its_own_and_the_absent_ones_can_be_chosen(record: None) -> None:
    sessions = list(Session.objects.order_by("pk"))
    make.make_delegation(sessions[2], Party.objects.get(code="RUS"), attendance="absent")
    make.make_delegation(sessions[3], make.make_party("Norway", code="NOR"), attendance="absent")
    absent = f"S{sessions[2].pk}"
    russian = {row["session_id"]: row["attendance"] for row in rows_of("delegations", "party=RUS")}
    assert russian[absent] == "absent" and set(russian.values()) == {"attended", "absent"}
    assert absent not in session_ids("sessions", "party=RUS")
    assert session_ids("delegations", "absent=RUS") == session_ids("sessions", "absent=RUS") == {absent}
    assert {row["party_name_then"] for row in rows_of("delegations", "party=RUS&absent=NOR")} == {
        "Russia",
        "Norway",
    }
    assert session_ids("delegations", "party=RUS&absent=NOR") == {f"S{sessions[3].pk}"}


def test_files_are_never_cut_by_page(record: None) -> None:
    assert download("/sessions.csv?page=2")[1]["X-Row-Count"] == "12"
    assert download("/sessions.csv?sort=oldest")[0] == download("/sessions.csv")[0]


# The files in which a council with one public session, held in 2021, has more than one row.
ROWS_OF_ONE_SESSION = {
    "council_years": datetime.now(UTC).year - 2021 + 1,
    "sources": 2,  # the council's and the session's
}


def test_nothing_hidden_is_in_any_file() -> None:
    """Drafts, embargoed sessions, sessions of hidden councils, embargoed statements."""
    soon = datetime.now(UTC) + timedelta(days=1)
    council = make.make_council("Open council")
    hidden = make.make_council("HIDDEN council", published=False)
    for session in (
        make.make_session(council, "2020-01-01", published=False, title="HIDDEN"),
        make.make_session(council, "2020-02-01", embargo_until=soon, title="HIDDEN"),
        make.make_session(councils=[council, hidden], start="2020-03-01", title="HIDDEN"),
    ):
        make.make_delegate(make.make_delegation(session), name_as_printed="HIDDEN")
        make.make_statement(session, "HIDDEN")
        make.make_gap_claim(session, "HIDDEN")
        make.make_agenda_item(session, "HIDDEN")
        make.make_announcement(council, "HIDDEN", session=session)
    make.make_coverage(hidden)
    make.make_membership(make.make_party(), hidden)
    make.make_statement(make.make_session(council, "2021-01-01"), "HIDDEN", embargo_until=soon)
    for table in TABLES:
        body, response = download(f"/{table.file_name}")
        assert b"hidden" not in body.lower(), table.name
        assert int(response["X-Row-Count"]) <= ROWS_OF_ONE_SESSION.get(table.name, 1), table.name


def test_no_row_names_an_embargoed_session() -> None:
    council = make.make_council()
    whole, later = make.make_session(council, "2020-01-01"), make.make_session(council, "2021-01-01")
    part = make.make_session(council, "2020-01-01", part_of=whole)
    assess_councils(council_ids=[council.pk], now=datetime.now(UTC))
    rows = {row["session_id"]: row for row in rows_of("sessions")}
    assert rows[f"S{part.pk}"]["part_of_session_id"] == f"S{whole.pk}"
    assert rows[f"S{later.pk}"]["prev_session_id"] == f"S{whole.pk}"
    # Before a worker comes round the stored gap still begins with it.
    type(whole).objects.filter(pk=whole.pk).update(embargo_until=datetime.now(UTC) + timedelta(days=1))
    for row in rows_of("sessions"):
        assert (row["part_of_session_id"], row["prev_session_id"]) == ("", "")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/sessions.csv?colour=red", "colour"),
        ("/sessions.csv?for=word", "for=excel"),
        ("/gaps.csv?from=2022&to=2010", "before it begins"),
        ("/silences.csv?as_of=2022-02-30", "2022"),
        ("/councils/a-council/sessions.csv?council=other", "one council"),
        ("/codebook.csv?for=word", "for=excel"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(address: str, sentence: str) -> None:
    make.make_council("A council")
    response = Client().get(address)
    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_tracking_and_order_are_redirected_away() -> None:
    response = Client().get("/sessions.csv?utm_source=x&level=experts&council=a&for=excel")
    assert response.status_code == 302
    assert response["Location"] == "/sessions.csv?council=a&level=experts&for=excel"


def test_a_renamed_record_is_found_under_its_old_name(record: None) -> None:
    """A script's address works for years: it leads on instead of sending an empty file."""
    client = Client()
    Council.objects.filter(slug="a-council").update(slug="first-council")
    Person.objects.filter(slug="grushko").update(slug="alexander-grushko")
    for address, today in (
        ("/sessions.csv?council=a-council", "/sessions.csv?council=first-council"),
        (
            "/reconvene.zip?council=a-council&council=b-council&person=grushko&for=excel",
            "/reconvene.zip?council=b-council&council=first-council&person=alexander-grushko&for=excel",
        ),
        ("/downloads/?council=a-council&count=gaps", "/downloads/?council=first-council&count=gaps"),
        ("/?council=a-council&lang=de", "/?council=first-council&lang=de"),
        ("/councils/a-council/sessions.csv?from=2015", "/councils/first-council/sessions.csv?from=2015"),
        ("/councils/a-council/sessions.csv?for=excel", "/councils/first-council/sessions.csv?for=excel"),
    ):
        response = client.get(address)
        assert (response.status_code, response.headers.get("Location")) == (301, today)
    Council.objects.filter(slug="first-council").update(publication="draft", slug="not-yet-told")
    assert download("/sessions.csv?council=a-council")[1]["X-Row-Count"] == "0"
    assert client.get("/councils/a-council/sessions.csv").status_code == 404


def test_an_unknown_council_is_not_found() -> None:
    assert Client().get("/councils/nobody/sessions.csv").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/sessions.csv", "/codebook/", "/codebook.csv", "/datapackage.json", "/gaps.csv?as_of=2020-01-01"],
)
def test_an_unchanged_file_is_not_sent_again(address: str) -> None:
    _, response = download(address)
    again = Client().get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, b"".join(again)) == (304, b"")


def test_a_head_request_reads_no_row(record: None) -> None:
    response = Client().head("/sessions.csv")
    assert (response.status_code, response["X-Row-Count"]) == (200, "12")
    assert response["Content-Type"].startswith("text/csv; charset=utf-8")


def test_a_compressed_file_is_the_same_file(record: None) -> None:
    import gzip

    plain, _ = download("/sessions.csv")
    packed, response = download("/sessions.csv", **{"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert response["X-Row-Count"] == "12"
    assert gzip.decompress(packed) == plain


def queries(address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        download(address)
    return len(captured)


def add_more() -> None:
    council = make.make_council()
    for year in range(2000, 2012):
        session = make.make_session(council, f"{year}-01-01")
        make.make_delegate(make.make_delegation(session), leads=True)
        make.make_statement(session)
        make.make_agenda_item(session)


@pytest.mark.parametrize("address", ["", "?as_of=2020-01-01", "?council=a-council&party=RUS"])
def test_more_rows_need_no_more_queries(record: None, address: str) -> None:
    few = {table.name: queries(f"/{table.file_name}{address}") for table in TABLES}
    add_more()
    for table in TABLES:
        assert queries(f"/{table.file_name}{address}") <= few[table.name] <= 20, table.name
