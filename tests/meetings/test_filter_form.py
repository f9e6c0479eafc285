"""The filter form: names for everything that is set, what it keeps, saved views, and refusals."""

import re
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.assessment import assess_councils
from meetings.filters.form import FilterForm, read_form
from meetings.filters.saved_views import saved_views
from meetings.query import read_query
from tests import factories as make
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> None:
    council = make.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")
    russia, norway = make.make_party("Russia", code="RUS"), make.make_party("Norway", code="NOR")
    grushko = make.make_person("Alexander Grushko", slug="grushko")
    for year in (*range(2001, 2013), 2022):
        session = make.make_session(council, f"{year}-05-01", level="heads_of_state_government")
        make.make_delegation(session, norway, attendance="absent")
    delegation = make.make_delegation(session, russia)
    make.make_delegate(delegation, grushko)
    make.make_agenda_item(session, topic=make.make_topic("Arms control", slug="arms"))
    make.make_delegation(
        make.make_session(council, "2012-06-01", published=False), make.make_party("Hidden", code="HID")
    )
    assess_councils(council_ids=[council.pk], now=NOW)


def form_of(text: str, **others: Any) -> FilterForm:
    return read_form(read_query(QueryDict(text), today=NOW.date()), NOW, **others)


def chips(text: str) -> dict[str, str]:
    return {chip.label: chip.href for chip in form_of(text).chips}


def test_every_filter_has_a_chip_with_a_name_that_removes_only_it(record: None) -> None:
    text = (
        "council=nrc&level=experts&party=RUS&absent=NOR&person=grushko&topic=arms&status=held"
        "&from=2014&to=2016-04&flag=major&q=x&as_of=2020-01-11"
    )
    found = chips(text)
    assert list(found) == [
        "NATO-Russia Council", "experts", "present: Russia", "absent: Norway", "Alexander Grushko", "about Arms control",
        "held", "major: far longer than usual", "from 2014", "to April 2016", "text: x", "as of 11 January 2020",
    ]  # fmt: skip
    assert found["present: Russia"] == f"/?{text.replace('&party=RUS', '')}"
    assert found["to April 2016"] == f"/?{text.replace('&to=2016-04', '')}"


def test_what_is_not_on_public_record_has_no_name_but_stays_in_the_form(record: None) -> None:
    form = form_of("party=HID&party=NOBODY")
    assert [chip.label for chip in form.chips] == ["present: HID", "present: NOBODY"]
    (party,) = [picker for picker in form.pickers if picker.name == "party"]
    assert {choice.value for choice in party.first if choice.is_chosen} == {"HID", "NOBODY"}


def test_words_that_no_session_on_public_record_has_are_named(record: None) -> None:
    assert form_of("council=nrc&council=nope&party=HID&party=RUS").unknown == ["nope", "HID"]
    html = Client().get("/?council=nope&council=nrc").content.decode()
    assert "No session on record has “<bdi>nope</bdi>”: it may be mistyped." in html
    assert "it may be mistyped" not in Client().get("/?council=nrc&party=RUS").content.decode()


def test_the_form_costs_at_most_two_queries(record: None) -> None:
    for text in (
        "",
        "council=nrc&party=RUS",
        "council=nobody&party=HID&person=grushko&topic=arms&place=x&level=experts",
    ):
        with CaptureQueriesContext(connection) as captured:
            form_of(text)
        assert len(captured) <= 2, text


def test_how_the_page_shows_its_sessions_survives_a_change_of_filters(record: None) -> None:
    form = form_of("council=nrc&sort=oldest&order=name&breaks=on&page=2")
    assert form.kept == [("sort", "oldest"), ("order", "name"), ("breaks", "on")]
    assert form.remove_all == "/?sort=oldest&order=name&breaks=on"


def test_saved_views_are_addresses_made_from_the_record(record: None) -> None:
    query = read_query(QueryDict(""), today=NOW.date())
    views = {view.label: view.href for view in saved_views(query, read_form(query, NOW), NOW)}
    assert views == {
        "NRC since 2012": "/?council=nrc&from=2012",
        "Leaders’ summits that met again": "/?level=heads_of_state_government&flag=any",
        "Without Norway": "/?absent=NOR",
        "Silent today": "/silences/",
    }
    for address in views.values():
        assert Client().get(address).status_code == 200
    filtered = query.changed(council=("nrc",))
    assert saved_views(filtered, read_form(filtered, NOW), NOW) == ()


def test_a_refusal_shows_the_form_with_what_was_typed(record: None) -> None:
    for page in ("/", "/sessions/"):
        response = Client().get(
            f'{page}?council=nrc&from=201"6&q=%3Cb%3E&level=kings&colour=red&utm_source=x'
        )
        html = response.content.decode()
        assert response.status_code == 400
        assert re.search(r'id="f-from-error">“from=201&quot;6” is not a date', html)
        assert 'value="201&quot;6"' in html and 'value="&lt;b&gt;"' in html
        assert re.search(r'id="f-error"[^>]*>[^<]*“kings” is not a level', html)
        assert "no parameter “colour”" in html and "parameter “utm" not in html
        assert re.search(r'id="f-council-nrc" checked', html)
        assert f'action="{page}"' in html


def test_hostile_words_are_words() -> None:
    make.make_session(make.make_council('<b>"Council"</b>', slug="council"), "2020-01-01", level="experts")
    html = Client().get("/?party=%22%3E%3Cscript%3E&person=a+b").content.decode()
    assert "<script>" not in html and "<b>" not in html.split('id="picks"')[1].split("</form>")[0].replace(
        "<b>1</b>", ""
    )
    assert 'id="f-person-unknown-0"' in html
