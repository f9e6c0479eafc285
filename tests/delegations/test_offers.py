"""The desk's autocompletes: any spelling in any script, and first who fits the form's day, councils and row."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make.make_editor("edith"))
    return client


def offered(desk: Client, box: str, term: str = "", **asked: Any) -> list[str]:
    """What the box (app.model.field) offers: the name, and after a bar what stands beside it."""
    app, model, field = box.split(".")
    where = {"app_label": app, "model_name": model, "field_name": field}
    answer = desk.get("/admin/autocomplete/", {**where, "term": term, **asked})
    assert answer.status_code == 200
    return [" | ".join(filter(None, [row["text"], row.get("hint")])) for row in answer.json()["results"]]


@pytest.mark.parametrize("term", ["Груш", "grushk", "Gruscko", "Грушко Алекс", "gruško"])
def test_a_beginning_in_any_script_and_a_slip_find_the_person(desk: Client, term: str) -> None:
    make.make_person("Alexander Grushko")
    make.make_person("Jens Stoltenberg")
    found = offered(desk, "delegations.delegate.person", term)
    assert [each.split(" | ")[0] for each in found] == ["Alexander Grushko"]


def test_places_topics_councils_and_parties_are_found_by_their_spellings(desk: Client) -> None:
    make.make_place("Brussels", "BEL")
    make.make_topic("Arms control")
    make.make_council("NATO-Russia Council", abbreviation="NRC")
    make.make_party("Russia", code="RUS").names.create(text="Россия", language="ru")
    assert offered(desk, "meetings.session.place", "bel") == ["Brussels (BEL)"]
    assert offered(desk, "meetings.agendaitem.topic", "control arms") == ["Arms control"]
    assert offered(desk, "meetings.sessioncouncil.council", "nrc") == ["NATO-Russia Council | NRC"]
    assert offered(desk, "delegations.delegation.party", "росс") == ["Russia | Россия"]


@pytest.mark.parametrize("term", ["Росси", "Russland", "Rusia", "russie", "rus"])
def test_a_state_is_found_by_its_name_in_each_language_of_the_editors(desk: Client, term: str) -> None:
    make.make_party("Russia", code="RUS", iso3="RUS")
    make.make_party("Ruritania")
    assert offered(desk, "delegations.delegation.party", term)[0].split(" | ")[0] == "Russia"


def test_members_and_posts_of_a_day_that_is_counted_from_the_source(desk: Client) -> None:
    council, source = make.make_council(), make.make_source(published="2008-08-15")
    cland = make.make_party("Cland")
    make.make_membership(cland, council, joined="1999", left="2014")
    asked = {"on": "Mittwoch", "councils": str(council.pk), "source": str(source.pk)}
    assert offered(desk, "delegations.delegation.party", **asked) == ["Cland | member then"]
    assert offered(desk, "delegations.delegation.party", **asked | {"source": ""}) == ["Cland | member"]


def test_the_members_of_the_day_come_first(desk: Client) -> None:
    council = make.make_council()
    aland, bland, cland, dland = (make.make_party(name) for name in ("Aland", "Bland", "Cland", "Dland"))
    make.make_membership(cland, council, joined="1999", left="2014")
    make.make_membership(bland, council, joined="2015")
    make.make_membership(dland, council, standing="observer")
    council_key = str(council.pk)
    then = offered(desk, "delegations.delegation.party", on="Aug 2008", councils=council_key)
    assert then == ["Cland | member then", "Dland | observer then", "Aland", "Bland"]
    later = offered(desk, "delegations.delegation.party", on="2020", councils=council_key)
    assert later[:2] == ["Bland | member then", "Dland | observer then"]
    assert offered(desk, "delegations.delegation.party", on="no date")[0] == aland.name


def test_a_state_that_was_not_yet_stands_last_and_says_so(desk: Client) -> None:
    make.make_party("Aland", existed_from="2011")
    make.make_party("Bland")
    assert offered(desk, "delegations.delegation.party", on="2001") == ["Bland", "Aland | did not exist then"]


def test_the_post_then_tells_who_it_is(desk: Client) -> None:
    russia = make.make_party("Russia")
    old, new = make.make_person("Sergey A"), make.make_person("Sergey B")
    make.make_post(old, "Foreign Minister", party=russia, start="1998", end="2004")
    make.make_post(new, "Foreign Minister", party=russia, start="2004", end="2026")
    asked = {"on": "2010", "party": str(russia.pk)}
    box = "delegations.delegate.person"
    assert offered(desk, box, "serg", **asked) == ["Sergey B | Foreign Minister, Russia", "Sergey A"]
    assert offered(desk, box, "serg", **{**asked, "on": "2000"})[0].startswith("Sergey A")
    posts = offered(desk, "delegations.delegate.post", on="2010", person=str(new.pk))
    assert posts == ["Sergey B, Foreign Minister (Russia) | from 2004 to 2026"]


def test_who_sits_in_the_form_comes_first_among_the_speakers(desk: Client) -> None:
    make.make_person("A Person")
    sitting = make.make_person("B Person")
    assert offered(desk, "statements.statement.speaker", people=f"x,{sitting.pk}")[0] == "B Person"


def test_what_was_typed_in_the_middle_of_a_word_comes_after_its_beginning(desk: Client) -> None:
    for name in ("Belarus", "Russia", "Cyprus"):
        make.make_party(name)
    assert offered(desk, "delegations.delegation.party", "rus") == ["Russia", "Belarus", "Cyprus"]


def test_queries_do_not_grow_with_the_offers(desk: Client) -> None:
    counts = []
    for number in (2, 15):
        for letter in range(number):
            make.make_post(make.make_person(f"Some Person {number}{letter}"), party=make.make_party())
        with CaptureQueriesContext(connection) as captured:
            offered(desk, "delegations.delegate.person", "some", on="2020")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10
