"""What the pages of the desk cost: queries must not grow with the rows shown."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import AnnouncementFate, Gap, Resumption, Session, Silence
from meetings.vocabulary import GapStatus
from statements.groups import PRIVATE
from tests import factories as make
from tests.statements.form_reading import add_form_set, add_row, form_data

pytestmark = pytest.mark.django_db
MOST_QUERIES = 40


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make.make_reviewer("rita"))
    return client


def fill(number: int) -> None:
    """So many rows in every table that a list shows."""
    for _ in range(number):
        council, party, person = make.make_council(), make.make_party(), make.make_person()
        session = make.make_session(council, place=make.make_place(f"City {council.pk}"))
        previous = make.make_session(council, "2019-07-05")
        make.make_topic()
        make.make_membership(party, council)
        make.make_post(person, party=party)
        make.make_context_event(council)
        announcement = make.make_announcement(council, session=session, expected="2022-03")
        AnnouncementFate.objects.create(announcement=announcement, outcome="held", session=previous)
        make.make_statement(session)
        judged = {"council": council, "session": session, "previous_session": previous, "days": 922}
        Gap.objects.create(**judged, status=GapStatus.COMPUTED)
        Resumption.objects.create(
            **judged, resumed_on=session.start, reason="x", rule_version="1", raised_at="2022-01-13T00:00Z"
        )
        Silence.objects.create(council=council, last_session=session, silent_since=session.start)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def lists() -> list[str]:
    ours = ("meetings", "delegations", "statements")
    registered = [model for model in admin.site._registry if model._meta.app_label in ours]
    models = [model for model in registered if model._meta.model_name not in PRIVATE]
    return [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in models]


def test_no_list_asks_more_with_more_rows(desk: Client) -> None:
    fill(2)
    addresses = ["/admin/", *lists()]
    few = {address: queries(desk, address) for address in addresses}
    fill(6)
    many = {address: queries(desk, address) for address in addresses}
    assert many == few
    assert max(many.values()) <= 20, many


@pytest.mark.parametrize("term", ["Грушко", "grushko", "Gruschko"])
def test_the_autocomplete_finds_a_person_in_any_spelling(desk: Client, term: str) -> None:
    person = make.make_person("Alexander Grushko", names=(("Александр Грушко", "ru"), ("Gruschko", "de")))
    make.make_person("Jens Stoltenberg")
    asked = {"term": term, "app_label": "delegations", "model_name": "delegate", "field_name": "person"}
    found = desk.get("/admin/autocomplete/", asked).json()["results"]
    assert [(each["id"], each["text"]) for each in found] == [(str(person.pk), "Alexander Grushko")]


def big_session() -> Session:
    """A draft with every kind of row that a report fills: heads with posts, citations, two wordings, a claim."""
    council = make.make_council()
    session = make.make_session(council, published=False, source=make.make_source(), place=make.make_place())
    for number in range(40):
        party, person = make.make_party(), make.make_person()
        delegation = make.make_delegation(session, party)
        delegation.citations.create(source=make.make_source())
        make.make_delegate(delegation, person, leads=True, post=make.make_post(person, party=party))
        statement = make.make_statement(session, f"Text {number}", speaker=person, parties=(party,))
        statement.topics.add(make.make_topic())
        make.make_wording(statement, f"Sentence {number}", language="en")
    for _ in range(5):
        make.make_agenda_item(session, topic=make.make_topic(), source=make.make_source())
    make.make_gap_claim(session)
    make.make_announcement(council, session=session, expected="2022-03")
    return session


def test_forty_delegations_and_forty_statements_stay_bounded(desk: Client) -> None:
    address = f"/admin/meetings/session/{big_session().pk}/change/"
    desk.get(address)  # templates are read once per process
    with CaptureQueriesContext(connection) as opening:
        page = desk.get(address)
    data = form_data(page, _continue="Save")
    with CaptureQueriesContext(connection) as saving:
        response = desk.post(address, data)
    assert response.status_code == 302
    assert len(opening) <= MOST_QUERIES
    assert len(saving) <= MOST_QUERIES, "\n".join(query["sql"][:150] for query in saving)


def test_one_changed_row_of_many_stays_bounded(desk: Client) -> None:
    address = f"/admin/meetings/session/{big_session().pk}/change/"
    data = form_data(desk.get(address), statements__3__wordings__0__text="Other words", _continue="Save")
    with CaptureQueriesContext(connection) as saving:
        response = desk.post(address, data)
    assert response.status_code == 302
    assert len(saving) <= MOST_QUERIES, "\n".join(query["sql"][:150] for query in saving)


REFUSALS = (
    {"start": "30 February 2022"},
    {"statements__3__wordings__0__text": ""},
    {
        "delegations__39__delegates__0__name_as_printed": "x" * 5000,
        "start": "30 February 2022",
        "gap_claims__0__value": "x",
    },
)


@pytest.mark.parametrize("wrong", REFUSALS)
def test_a_refused_form_of_many_rows_stays_bounded(desk: Client, wrong: dict[str, str]) -> None:
    address = f"/admin/meetings/session/{big_session().pk}/change/"
    data = form_data(desk.get(address), **wrong, _continue="Save")
    with CaptureQueriesContext(connection) as refusing:
        response = desk.post(address, data)
    assert response.status_code == 200
    assert len(refusing) <= MOST_QUERIES, "\n".join(query["sql"][:150] for query in refusing)


def test_a_refused_form_with_a_new_row_stays_bounded(desk: Client) -> None:
    address = f"/admin/meetings/session/{big_session().pk}/change/"
    data = form_data(desk.get(address), start="30 February 2022", _continue="Save")
    add_row(data, "statements", speaker_kind="principal", position=0)
    add_form_set(data, "statements-40-wordings")
    with CaptureQueriesContext(connection) as refusing:
        response = desk.post(address, data)
    assert response.status_code == 200
    assert len(refusing) <= MOST_QUERIES, "\n".join(query["sql"][:150] for query in refusing)
