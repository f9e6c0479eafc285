"""Pages of topics and places: when, where, in which councils, what became of a topic; and their lists."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Topic
from meetings.query import TimelineQuery
from meetings.subjects.places import place_page, places_on_record
from meetings.subjects.topics import topic_page, topics_on_record
from meetings.timeline.yearly import yearly_figure
from statements.models import StatementTopic
from tests import factories as make
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


@pytest.fixture
def topic() -> Topic:
    """Discussed, offered, demanded off, spoken about; once in a session with two items, once secretly."""
    made = make.make_topic("missile defence", slug="missile-defence")
    here, there = make.make_council("Here", slug="here"), make.make_council("There", slug="there")
    for council, day, standings in (
        (here, "2001-02-03", ["discussed"]),
        (here, "2002-07", ["offered", "discussed"]),
        (here, "2003", ["demanded_off", "to_be_discussed"]),
        (there, "2004-02-03", ["offered"]),
        (there, "2012-02-03", ["to_be_discussed"]),
    ):
        session = make.make_session(council, day)
        for standing in standings:
            make.make_agenda_item(session, topic=made, standing=standing)
    spoken = make.make_session(there, "2005-06")
    StatementTopic.objects.create(statement=make.make_statement(spoken, "About it."), topic=made)
    for hidden in (
        make.make_session(here, "2006-01-01", published=False),
        make.make_session(here, "2006-01-02", publication="withdrawn"),
        make.make_session(here, "2006-01-03", embargo_until=NOW.replace(year=NOW.year + 1)),
    ):
        make.make_agenda_item(hidden, topic=made)
    secret = make.make_statement(spoken, "Secret.", embargo_until=NOW.replace(year=NOW.year + 1))
    StatementTopic.objects.create(statement=secret, topic=made)
    return made


def counts(topic: Topic, **parameters: Any) -> dict[str, dict[str, int]]:
    lanes = topic_page(topic, query(**parameters), NOW).lanes
    return {row.found.council.slug: dict(row.found.counts) for row in lanes.rows}


def test_what_became_of_a_topic_is_told_apart_by_council(topic: Topic) -> None:
    assert counts(topic) == {
        "here": {"discussed": 2, "demanded_off": 1},
        "there": {"offered": 1, "to_be_discussed": 1, "spoken": 1},
    }
    assert counts(topic, as_of="2003-12-31") == {"here": {"discussed": 2, "demanded_off": 1}}
    assert counts(topic, period_from="2002", period_to="2004") == {
        "here": {"discussed": 1, "demanded_off": 1},
        "there": {"offered": 1},
    }
    assert counts(topic, council=("there",)) == {"there": {"offered": 1, "to_be_discussed": 1, "spoken": 1}}


def test_the_page_of_a_topic_has_picture_table_and_statements_and_no_day_of_a_month(
    client: Client, topic: Topic
) -> None:
    html = text_of(client, "/topics/missile-defence/")
    for words in (
        "#pr-discussed",
        "#pr-demanded_off",
        "only spoken about",
        "About it.",
        "July 2002",
        "/agenda.csv?topic=missile-defence",
    ):
        assert words in html
    for day in ("1 July 2002", "31 July 2002", "1 January 2003", "1 June 2005", "January 2006", "Secret"):
        assert day not in html.split("<main")[1].split("</main>")[0]
    then = text_of(client, "/topics/missile-defence/?as_of=2003-12-31")
    assert "About it." not in then and "2004" not in then.split('id="presence"')[1].split("</main>")[0]


def test_topics_are_listed_with_their_standings(client: Client, topic: Topic) -> None:
    quiet = make.make_topic("kosovo")
    make.make_agenda_item(make.make_session(start="2020-01-01"), topic=quiet)
    make.make_agenda_item(make.make_session(published=False), topic=make.make_topic("secret thing"))
    rows = {each.slug: each for each in topics_on_record(query(), NOW)}
    found = rows["missile-defence"]
    assert list(rows) == ["kosovo", "missile-defence"]
    assert (
        found.n_sessions,
        found.n_discussed,
        found.n_offered,
        found.n_demanded_off,
        found.n_statements,
    ) == (5, 2, 4, 1, 1)
    assert next(each.slug for each in topics_on_record(query(order="sessions"), NOW)) == "missile-defence"
    then = {each.slug: each.n_sessions for each in topics_on_record(query(as_of="2003-12-31"), NOW)}
    assert then == {"missile-defence": 3}
    assert "/topics/kosovo/" in text_of(client, "/topics/?q=kos") and "missile" not in text_of(
        client, "/topics/?q=kos"
    )
    assert client.get("/topics/?order=councils").status_code == 400


def test_a_place_tells_its_councils_years_and_buildings(client: Client) -> None:
    place = make.make_place("Geneva", "CHE")
    one, two = make.make_council("One", slug="one"), make.make_council("Two", slug="two", seat=place)
    make.make_session(one, "2001-03-04", place=place, venue="Palais")
    make.make_session(one, "2001-08", place=place, venue="Palais", formation="expert")
    make.make_session(councils=[one, two], start="2004-01-01", place=place, venue="Hotel")
    make.make_session(one, "2005-01-01", place=place, status="cancelled")
    for hidden in (
        {"published": False},
        {"publication": "withdrawn"},
        {"embargo_until": NOW.replace(year=NOW.year + 1)},
    ):
        make.make_session(one, "2006-01-01", place=place, venue="Secret house", **hidden)
    page = place_page(place, query(), NOW)
    assert {row.found.council.slug: dict(row.found.counts) for row in page.lanes.rows} == {
        "one": {"plenary": 2, "beside": 1},
        "two": {"plenary": 1},
    }
    assert [(venue["venue"], venue["n"], venue["last"]) for venue in page.venues] == [
        ("Palais", 2, 2001),
        ("Hotel", 1, 2004),
    ]
    assert page.years is not None and (page.years.total, page.sessions.total) == (3, 4)
    html = text_of(client, "/places/geneva/")
    assert (
        "Secret house" not in html
        and "Seat of" in html
        and "1 August 2001" not in html
        and "31 August" not in html
    )
    narrowed = place_page(place, query(council=("two",), period_from="2002"), NOW)
    assert [row.found.council.slug for row in narrowed.lanes.rows] == ["two"] and narrowed.years is not None
    (row,) = places_on_record(query(q="geneva"), NOW)
    assert (row.n_sessions, row.n_councils) == (3, 2)
    assert "/places/geneva/" in text_of(client, "/places/?q=CHE&order=councils")


def test_pages_ask_as_many_questions_however_many_sessions(client: Client) -> None:
    asked: dict[str, list[int]] = {"topics": [], "places": []}
    for slug, n in (("few", 1), ("many", 8)):
        topic, place = make.make_topic(slug, slug=slug), make.make_place(slug, "")
        for number in range(n):
            session = make.make_session(start=f"200{number}-01-01", place=place, venue=f"House {number}")
            make.make_agenda_item(session, topic=topic)
            StatementTopic.objects.create(statement=make.make_statement(session), topic=topic)
        for kind in asked:
            with CaptureQueriesContext(connection) as captured:
                text_of(client, f"/{kind}/{slug}/")
            asked[kind].append(len(captured))
    for numbers in asked.values():
        assert numbers[0] == numbers[1] <= 28, asked


def test_a_topic_or_place_of_drafts_only_is_on_no_page_of_its_list(client: Client) -> None:
    draft = make.make_session(published=False, place=make.make_place("Hideout", ""))
    make.make_agenda_item(draft, topic=make.make_topic("hidden", slug="hidden"))
    for address in ("/topics/hidden/", "/places/hideout/"):
        for page in ("", "?page=2", "?as_of=2000-01-01"):
            answer = client.get(address + page)
            assert answer.status_code == 404
            assert "There is no page" not in answer.content.decode()
    shown = make.make_topic("shown", slug="shown")
    make.make_agenda_item(make.make_session(start="2010-01-01"), topic=shown)
    assert client.get("/topics/shown/?as_of=2000-01-01").status_code == 200
    assert client.get("/topics/shown/?page=2").status_code == 404


def test_a_year_or_two_are_not_drawn_as_wide_as_the_page() -> None:
    until = date(2026, 11, 23)
    figure = yearly_figure("Statements", {(2025, 2025): 3}, lambda row: str(row.year), until=until)
    assert figure is not None
    assert [row.year for row in figure.rows] == [2026, 2025]
    assert all(float(column.width.rstrip("%")) <= 10.1 for column in figure.columns)
    chosen = yearly_figure(
        "Statements", {(2025, 2025): 3}, lambda row: str(row.year), until=until, since=date(2025, 1, 1)
    )
    assert chosen is not None and [tick.label for tick in chosen.ticks] == ["2025", "2026"]
