"""The work lists of the desk: who stands on them and why, and what the first page costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from delegations.models import DelegationCitation, PersonName
from meetings.models import SessionCitation, Silence
from meetings.vocabulary import Publication, Stance, Status
from statements.vocabulary import Fidelity
from statements.worklists import entries
from statements.worklists.entries import Asker, Line, counted
from statements.worklists.registry import BY_KEY, LISTS
from tests import factories as make
from tests.statements.desk_posts import ADD, new_session

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 1)
On = Callable[[str], "list[Any]"]


@pytest.fixture
def asker() -> Asker:
    return Asker(make.make_editor("edda"), TODAY)


@pytest.fixture
def on(asker: Asker) -> On:
    """The rows of the list with that key; each can be made into a line."""

    def rows(key: str) -> list[Any]:
        found = list(BY_KEY[key].rows(asker))
        assert all(BY_KEY[key].line(row).address.startswith("/admin/") for row in found)
        assert counted(LISTS, asker).get(key) == len(found)
        return found

    return rows


def line(key: str, row: Any) -> Line:
    return BY_KEY[key].line(row)


def test_my_drafts_are_those_that_i_entered(editor: Client, reviewer: Client) -> None:
    for client in (editor, reviewer):
        client.post(
            ADD, new_session(client, make.make_council(f"Council of {client.session['_auth_user_id']}"))
        )
    page = editor.get("/admin/work/drafts/").text
    assert f"Council of {editor.session['_auth_user_id']}" in page
    assert f"Council of {reviewer.session['_auth_user_id']}" not in page


def test_a_session_is_named_with_its_councils(on: On) -> None:
    nrc, euru = make.make_council("NATO-Russia Council", abbreviation="NRC"), make.make_council("EU-Russia")
    make.make_session(councils=[nrc, euru], published=False, publication=Publication.IN_REVIEW)
    (row,) = on("review")
    assert line("review", row).text == f"NRC, EU-Russia: S{row.pk} · 12 January 2022"


def test_sessions_without_statements_took_place_and_were_not_withdrawn(on: On) -> None:
    make.make_statement(make.make_session())
    make.make_session(status=Status.SCHEDULED)
    make.make_session(publication=Publication.WITHDRAWN)
    early, late = make.make_session(start="2019"), make.make_session(start="2020-05")
    assert on("without-statements") == [late, early]


def test_sources_disagree_until_it_is_said_how_far_they_are_trusted(on: On) -> None:
    of_session, of_delegation = make.make_session(), make.make_session()
    dispute = SessionCitation.objects.create(
        session=of_session, source=make.make_source(), fact="date", stance=Stance.CONTRADICTS
    )
    DelegationCitation.objects.create(
        delegation=make.make_delegation(of_delegation),
        source=make.make_source(),
        fact="attendance",
        stance=Stance.CONTRADICTS,
    )
    assert {line("disputed", row).note for row in on("disputed")} == {"date", "attendance of a delegation"}
    dispute.confidence = "low"
    dispute.save()
    assert on("disputed") == [of_delegation]


def test_people_without_a_post_and_without_a_source(on: On) -> None:
    bare, holder, named = make.make_person(), make.make_person(), make.make_person()
    make.make_post(holder)
    PersonName.objects.create(person=named, text="Имя", language="ru", source=make.make_source())
    assert on("without-post") == [named, bare]
    assert on("without-source") == [holder, bare]


@pytest.mark.parametrize(
    ("typical", "days_ago", "is_listed"),
    [
        (90, 90, False),
        (90, 91, True),
        (5, 30, False),  # not sooner than after thirty days
        (5, 31, True),
        (2000, 365, False),  # not later than after a year
        (2000, 366, True),
        (None, 365, False),
        (None, 366, True),
    ],
)
def test_records_are_searched_again_after_the_usual_gap(
    on: On, typical: float | None, days_ago: int, is_listed: bool
) -> None:
    council = make.make_council()
    Silence.objects.create(council=council, typical_days=typical)
    make.make_coverage(council, searched_on=str(TODAY - timedelta(days=days_ago)))
    assert on("coverage") == ([council] if is_listed else [])


def test_the_latest_search_counts_and_what_nobody_searched_does_not(on: On) -> None:
    searched, never, dissolved = make.make_council(), make.make_council(), make.make_council(dissolved="2020")
    make.make_coverage(searched, last_day="2000-01-01", searched_on="2001-01-01")
    make.make_coverage(searched, "2000-01-02", searched_on="2024-02-01")
    make.make_coverage(never, completeness="not_searched", searched_on="2024-02-01")
    assert on("coverage") == [never]
    assert line("coverage", on("coverage")[0]).note == "no search on record"
    assert dissolved not in on("coverage")


def test_quotes_to_check_are_not_my_own_and_not_reported_speech(on: On) -> None:
    session = make.make_session()
    make.make_statement(session, "Er sagte, man rede.", fidelity=Fidelity.REPORTED)
    quote = make.make_statement(session, "Wir reden.", fidelity=Fidelity.FRAGMENT).wordings.get()
    checked = make.make_statement(session, "Gut.").wordings.get()
    checked.checked_at = timezone.now()
    checked.save()
    assert on("quotes") == [quote]


def test_counting_stops_where_nobody_works_through(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "MOST_COUNTED", 2)
    for _ in range(5):
        make.make_person()
    assert counted(LISTS, asker)["without-post"] == 3


def test_a_list_has_a_page_of_its_own(editor: Client) -> None:
    for number in range(101):
        make.make_person(f"Person without post {number:03}")
    page = editor.get("/admin/work/without-post/").text
    assert "101 on the list, 1 to 100 shown" in page
    assert "Person without post 000" not in page
    assert "Person without post 000" in editor.get("/admin/work/without-post/?page=2").text
    assert "Person without post 100" in editor.get("/admin/work/without-post/?page=nonsense²").text
    assert editor.get("/admin/work/nonsense/").status_code == 404


def test_who_may_not_see_sessions_sees_no_lists(client: Client) -> None:
    client.force_login(make.make_user("nora"))
    assert "My drafts" not in client.get("/admin/").text
    assert client.get("/admin/work/drafts/").status_code == 403
    client.logout()
    assert client.get("/admin/work/drafts/").status_code == 302


def fill(number: int) -> None:
    """So many rows on every list that rows can be made for."""
    for _ in range(number):
        council = make.make_council()
        session = make.make_session(council)
        make.make_session(council, published=False, publication=Publication.IN_REVIEW)
        SessionCitation.objects.create(
            session=session, source=make.make_source(), fact="date", stance=Stance.CONTRADICTS
        )
        make.make_statement(make.make_session(council, "2019-07-05"))
        make.make_person()


@pytest.mark.parametrize("address", ["/admin/", *(f"/admin/work/{each.key}/" for each in LISTS)])
def test_the_lists_cost_the_same_however_long_they_are(editor: Client, address: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(address).status_code == 200
        return len(captured)

    fill(2)
    few = queries()
    fill(8)
    assert queries() == few <= 20
