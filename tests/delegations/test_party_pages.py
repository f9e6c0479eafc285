"""Pages of parties and people: names in every script, seats, sessions, statements."""

from unittest import mock

import pytest
from django.test import Client

from delegations.vocabulary import Attendance
from tests import factories as make
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db


def get(client: Client, address: str) -> str:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_persons_names_stand_in_their_script_with_where_each_is_printed(client: Client) -> None:
    person = make.make_person("Alexander Grushko", slug="grushko", names=(("Александр Грушко", "ru"),))
    person.names.create(text="Alexander Gruschko", language="de", source=make.make_source(publisher="ZDF"))
    make.make_delegate(make.make_delegation(make.make_session()), person)
    html = get(client, "/people/grushko/")
    assert '<bdi lang="ru">Александр Грушко</bdi>' in html
    row = next(row for row in html.split("<tr>") if "Alexander Gruschko" in row)
    assert ">ZDF</a>" in row


def test_a_persons_posts_and_sessions_stand_over_time(client: Client) -> None:
    person, russia = make.make_person(slug="grushko"), make.make_party("Russia", code="RUS")
    make.make_post(person, "Ambassador", party=russia, start="2012", end="2018-01")
    make.make_post(person, "Deputy Foreign Minister", party=russia, start="2018-01-22")
    session = make.make_session(start="2022-01-12")
    delegation = make.make_delegation(session, russia)
    make.make_delegate(
        delegation, person, leads=True, name_as_printed="Gruschko", role_as_printed="Vize-Außenminister"
    )
    html = get(client, "/people/grushko/")
    assert html.index("Ambassador") < html.index("Deputy Foreign Minister")
    for words in (
        "from 2012 to January 2018",
        "from 22 January 2018",
        f'<a href="/sessions/S{session.pk}/#D{delegation.pk}">12 January 2022</a>',
        "led the delegation",
        "Vize-Außenminister",
        "<bdi>Gruschko</bdi>",
    ):
        assert words in html


def test_a_party_shows_its_councils_its_absences_and_who_sat_for_it(client: Client) -> None:
    russia, council = make.make_party("Russia", code="RUS"), make.make_council("NATO-Russia Council")
    make.make_membership(russia, council, joined="2002-05-28")
    make.make_delegate(
        make.make_delegation(make.make_session(council, "2022-01-12"), russia),
        make.make_person("Grushko"),
        leads=True,
    )
    make.make_delegation(make.make_session(council, "2023-01-12"), russia, attendance=Attendance.ABSENT)
    html = get(client, "/parties/RUS/")
    assert "from 28 May 2002" in html
    assert '<td data-label="Presence">absent</td>' in html
    assert 'href="/people/grushko/"' in html
    row = next(row for row in get(client, "/parties/").split("<tr>") if "/parties/RUS/" in row)
    assert '<td class="num" data-label="Sessions attended">1</td>' in row
    assert '<td class="num" data-label="Councils">1</td>' in row


def test_thirty_parties_without_heads_are_one_compact_list_with_an_anchor_each(client: Client) -> None:
    session, source = make.make_session(), make.make_source()
    delegations = [
        make.make_delegation(session, make.make_party(f"State {n}"), capacity="member") for n in range(30)
    ]
    for delegation in delegations:
        delegation.citations.create(source=source, locator="paragraph 2")
    html = get(client, f"/sessions/S{session.pk}/")
    roster = html[html.index('<div class="roster">') :].split("</div>")[0]
    assert "Attended (member)" in roster
    assert roster.count("[") == 1
    assert all(f'<li id="D{delegation.pk}">' in roster for delegation in delegations)


@pytest.mark.parametrize("text", ["Grushko", "gruschko", "Грушко", "Grouchko", "ГРУШКО"])
def test_search_finds_a_person_by_any_spelling(client: Client, text: str) -> None:
    spellings = (("Gruschko", "de"), ("Грушко", "ru"), ("Grouchko", "fr"))
    person = make.make_person("Alexander Grushko", slug="grushko", names=spellings)
    make.make_delegate(make.make_delegation(make.make_session()), person)
    with mock.patch("meetings.pages.clock", return_value=NOW):
        response = client.get("/search/", {"q": text})
    assert 'href="/people/grushko/"' in response.content.decode()
