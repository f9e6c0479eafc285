"""What a person's page counts and shows, against a plain reading of made histories; and the list of people."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegations.models import Person
from delegations.people.page import person_page
from meetings.query import TimelineQuery
from tests import factories as make
from tests.delegations.made_company import is_read, made_history, present
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


def query(**parameters: Any) -> TimelineQuery:
    return TimelineQuery(today=NOW.date(), **parameters)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("seed", range(3))
def test_heads_of_other_delegations_are_counted_as_a_plain_reading_counts_them(seed: int) -> None:
    made = made_history(seed)
    for person in made.people:
        met: dict[str, int] = defaultdict(int)
        came = 0
        for session in filter(is_read, made.sessions):
            teams = [
                (
                    each,
                    {row.person for row in each.delegates.all()},
                    [r.person for r in each.delegates.all() if r.leads],
                )
                for each in present(session)
            ]
            if not any(person in team for _, team, _ in teams):
                continue
            came += 1
            for _, team, heads in teams:
                for head in heads if person not in team else ():
                    assert head is not None
                    met[head.slug] += 1
        page = person_page(person, query(), NOW)
        assert page.present == came
        assert {each.person.slug: each.met.times for each in page.company.companions} == met
        assert sum(each.counts["led"] + each.counts["sat"] for each in page.presence.councils) == sum(
            session.councils.count()
            for session in filter(is_read, made.sessions)
            if any(person in {row.person for row in each.delegates.all()} for each in present(session))
        )


def test_what_stands_for_the_person_in_print_is_listed_with_its_languages(client: Client) -> None:
    person = make.make_person("Alexander Grushko", slug="grushko")
    session = make.make_session()
    make.make_delegate(make.make_delegation(session), person, name_as_printed="Gruschko")
    statement = make.make_statement(session, text="", speaker=person)
    make.make_wording(statement, "Ja.", language="de", speaker_as_printed="Gruschko")
    make.make_wording(statement, "Да.", language="ru", speaker_as_printed="Грушко")
    hidden = make.make_statement(
        session, text="", speaker=person, embargo_until=NOW.replace(year=NOW.year + 1)
    )
    make.make_wording(hidden, "Non.", language="fr", speaker_as_printed="Grouchko")
    printed = person_page(person, query(), NOW).printed
    assert [(each.text, each.times, each.languages) for each in printed] == [
        ("Gruschko", 2, ["de"]),
        ("Грушко", 1, ["ru"]),
    ]
    html = text_of(client, "/people/grushko/")
    assert '<bdi lang="ru">Грушко</bdi>' in html and "Grouchko" not in html


def test_who_only_spoke_is_told_by_what_was_said(client: Client) -> None:
    person = make.make_person(slug="grushko")
    statement = make.make_statement(make.make_session(), text="", speaker=person)
    assert "1 statement on record, in no delegation, as of" in text_of(client, "/people/grushko/")
    make.make_delegate(make.make_delegation(statement.session), person)
    assert "In a delegation at 1 session on record, as of" in text_of(client, "/people/grushko/")


def test_a_past_day_knows_no_later_post_session_or_statement(client: Client) -> None:
    person = make.make_person(slug="grushko")
    make.make_post(person, "Ambassador", start="2012", end="2018-01")
    make.make_post(person, "Minister", start="2018-01-22")
    for day in ("2013-01-01", "2020-01-01"):
        session = make.make_session(start=day)
        make.make_delegate(make.make_delegation(session), person, leads=True)
        make.make_statement(session, f"Said on {day}.", speaker=person)
    then = text_of(client, "/people/grushko/?as_of=2015-01-01")
    assert "Ambassador" in then and "Minister" not in then
    assert (
        "Said on 2013" in then
        and "Said on 2020" not in then
        and "2020" not in then.split('id="names"')[1].split("<footer")[0]
    )
    assert "January 2018" in then  # an end announced is known
    assert "1 January 2012" not in then and "31 January 2018" not in then


def test_the_page_asks_as_many_questions_however_long_the_record(client: Client) -> None:
    asked = []
    for slug, n in (("few", 1), ("many", 9)):
        person = make.make_person(slug=slug)
        for year in range(n):
            make.make_post(person, f"Post {year}", start=f"200{year}")
            session = make.make_session(start=f"200{year}-01-01")
            make.make_delegate(make.make_delegation(session), person, leads=True)
            make.make_delegate(make.make_delegation(session), leads=True)
            make.make_statement(session, speaker=person)
        with CaptureQueriesContext(connection) as captured:
            text_of(client, f"/people/{slug}/")
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 36


@pytest.mark.parametrize("text", ["грушко", "GRUSCHKO", "alexander grouchko"])
def test_the_list_is_searched_over_all_spellings_and_shows_the_one_that_matched(
    client: Client, text: str
) -> None:
    spellings = (("Gruschko", "de"), ("Грушко", "ru"), ("Alexander Grouchko", "fr"))
    person = make.make_person("Alexander Grushko", slug="grushko", names=spellings)
    make.make_delegate(make.make_delegation(make.make_session(start="2009-07")), person)
    make.make_delegate(
        make.make_delegation(make.make_session()), make.make_person("Nobody Else", slug="else")
    )
    Person.objects.create(name="Gruschko Unseen", slug="unseen")
    html = client.get("/people/", {"q": text}).content.decode()
    assert 'href="/people/grushko/"' in html and "/people/else/" not in html and "unseen" not in html
    assert "July 2009" in text_of(client, "/people/") or "Jul 2009" in text_of(client, "/people/")


def test_a_german_page_keeps_its_language_in_every_address(client: Client) -> None:
    person, party = make.make_person(slug="grushko"), make.make_party("Russia", code="RUS")
    make.make_delegate(make.make_delegation(make.make_session(start="2009-07-01"), party), person, leads=True)
    for address in ("/people/grushko/", "/parties/RUS/", "/people/", "/parties/", "/parties/RUS/councils/"):
        html = text_of(client, f"{address}?lang=de")
        assert 'href="/sessions/S' not in html.replace("?lang=de", "") or "lang=de" in html
        inner = html.split("<main")[1].split("</main>")[0]
        for link in inner.split('href="')[1:]:
            target = link.split('"')[0]
            if (
                target.startswith("/")
                and not target.startswith(("/static", "/id/"))
                and ".csv" not in target
                and ".atom" not in target
                and ".ics" not in target
            ):
                assert "lang=de" in target, f"{address}: {target}"
