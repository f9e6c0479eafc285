"""Search and the list of statements: what is found, why, in which order, and what must never be."""

import re
from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.dates import DateInterval
from meetings.models import Council, Session
from meetings.search.listing import MOST_LISTED
from meetings.vocabulary import Publication
from statements.models import Statement, Wording
from statements.search.snippets import marked
from tests import factories as make
from tests.odd_record import NOW, make_odd_record

pytestmark = pytest.mark.django_db


def get(client: Client, address: str, status: int = 200, **parameters: str) -> str:
    response = client.get(address, parameters, follow=True)
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


@pytest.fixture
def record() -> Session:
    council = make.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")
    russia = make.make_party("Russia", code="RUS")
    session = make.make_session(council, title="Lisbon summit", place=make.make_place("Geneva", "CHE"))
    make.make_delegation(session, russia)
    person = make.make_person(
        "Alexander Grushko", slug="grushko", names=(("Gruschko", "de"), ("Александр Грушко", "ru"))
    )
    make.make_statement(
        session, "Es gab ein echtes Risiko für neue Verhandlungen", speaker=person, parties=(russia,)
    )
    make.make_statement(session, "A real risk, he said", language="en")
    make.make_statement(session, "Реальный риск для переговоров", language="ru")
    return session


def shown(html: str) -> list[str]:
    return re.findall(r'<li class="hit" id="(Q\d+)"', html)


@pytest.mark.parametrize("typed", ["Grushko", "Gruschko", "Грушко", "Grouchko", "grushko’s"])
def test_any_spelling_finds_the_person_and_says_which_is_on_record(
    client: Client, record: Session, typed: str
) -> None:
    html = get(client, "/search/", q=typed)
    assert 'href="/people/grushko/"' in html
    assert "spelling of the speaker" in html


def test_the_match_is_marked_in_its_language_with_the_reason(client: Client, record: Session) -> None:
    html = get(client, "/search/", q="Verhandlung")
    assert 'lang="de" dir="auto">Es gab ein echtes Risiko für neue <mark>Verhandlungen</mark>' in html
    assert "Other forms of the words." in html
    html = get(client, "/search/", q="переговоры")
    assert "<mark>переговоров</mark>" in html


def test_markup_in_a_quotation_stays_text(client: Client, record: Session) -> None:
    make.make_statement(
        record, "Das <script>alert(1)</script> & <b>Gespräch</b> \ue000x\ue001", language="de"
    )
    for address in ("/search/", "/statements/"):
        html = get(client, address, q="Gespräch")
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;<mark>Gespräch</mark>&lt;/b&gt;" in html
        assert "<script>alert" not in html
    assert marked("\ue000\ue000<\ue001") == "<mark>&lt;</mark>"


def test_words_as_typed_stand_before_their_other_forms(client: Client, record: Session) -> None:
    newer = make.make_session(start="2023-01-01")
    form = make.make_statement(newer, "Viele Verhandlungen")
    typed = make.make_statement(make.make_session(start="2001-01-01"), "Eine Verhandlung")
    ids = shown(get(client, "/statements/", q="Verhandlung"))
    assert ids.index(typed.public_id) < ids.index(form.public_id)


def test_strict_is_a_switch(client: Client, record: Session) -> None:
    assert not shown(get(client, "/statements/", q="Verhandlung", strict="1"))
    assert shown(get(client, "/statements/", q="Verhandlungen", strict="1"))
    assert "Nothing on record has" in get(client, "/search/", q="Grouchko", strict="1")
    assert "people/grushko" in get(client, "/search/", q="Gruschko", strict="1")
    assert "Choose from 1" in get(client, "/search/", 400, q="a", strict="yes")


def test_groups_lead_to_all_of_them(client: Client, record: Session) -> None:
    html = get(client, "/search/", q="NRC")
    assert 'href="/councils/nrc/"' in html
    assert 'href="/?q=NRC"' in html
    assert "is a name of the council" in html
    assert 'href="/places/geneva/"' in get(client, "/search/", q="geneva")
    assert 'href="/statements/?q=risk"' in get(client, "/search/", q="risk")


def test_filters_of_the_timeline_are_kept_and_choices_respect_them(client: Client, record: Session) -> None:
    other = make.make_session(
        make.make_council("Arctic Council", slug="arctic"), "2016-05-01", title="Lisbon again"
    )
    html = get(client, "/search/", q="lisbon")
    assert 'href="/search/?council=arctic&amp;q=lisbon"' in html
    html = get(client, "/search/", q="lisbon", council="arctic")
    assert other.get_absolute_url() in html
    assert record.get_absolute_url() not in html
    assert 'name="council" value="arctic"' in html
    assert record.get_absolute_url() in get(client, "/search/", **{"q": "lisbon", "from": "2020"})


def test_statements_are_filtered_by_language_fidelity_party_and_period(
    client: Client, record: Session
) -> None:
    assert len(shown(get(client, "/statements/", q="risk* рис* risiko*"))) == 0
    for query, number in (
        ({"q": "real", "language": "en"}, 1), ({"q": "real", "language": "de"}, 0), ({"q": "risiko", "party": "RUS"}, 1),
        ({"q": "risiko", "party": "USA"}, 0), ({"q": "risiko", "from": "2022", "to": "2022"}, 1), ({"q": "risiko", "to": "2021"}, 0),
        ({"q": "risiko", "fidelity": "fragment"}, 0), ({"q": "risiko", "council": "nrc"}, 1),
    ):  # fmt: skip
        assert len(shown(get(client, "/statements/", **query))) == number, query
    html = get(client, "/statements/")
    assert 'href="/statements/?language=ru"' in html
    assert "Choose from" in get(client, "/statements/", 400, fidelity="guessed")


def test_nothing_hidden_is_found_counted_or_shown(client: Client, record: Session) -> None:
    Statement.objects.update(embargo_until=timezone.now() + timedelta(hours=1))
    for address in ("/search/", "/statements/"):
        html = get(client, address, q="Risiko")
        assert "<mark>" not in html and "Verhandlungen" not in html
    Council.objects.update(publication=Publication.DRAFT)
    for typed in ("Risiko", "Grushko", "NRC", "Lisbon", "Geneva", "Grushk"):
        html = get(client, "/search/", q=typed)
        assert "Nothing on record" in html
        assert not re.search("Alexander|NATO-Russia|Lisbon summit|/places/", html), typed


def test_what_was_withdrawn_is_no_longer_found(client: Client, record: Session) -> None:
    Wording.objects.all().delete()
    assert not shown(get(client, "/statements/", q="Risiko"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("...", "has no word to look for"), ("-risiko", "has no word to look for"), ("Gruhsko", "Names that look like it"),
        ("zzzz", "Nothing on record has"), (" ".join(f"w{n}" for n in range(30)), "first sixteen words"), ("the", "Nothing on record has"),
    ],
)  # fmt: skip
def test_what_cannot_be_found_is_explained(
    client: Client, record: Session, typed: str, sentence: str
) -> None:
    assert sentence in get(client, "/search/", q=typed)


def test_names_that_look_alike_say_what_they_are(client: Client, record: Session) -> None:
    assert '<span class="quiet">person</span>' in get(client, "/search/", q="Gruhsko")
    assert '<span class="quiet">Person</span>' in get(client, "/search/", q="Gruhsko", lang="de")


def test_typed_text_from_right_to_left_turns_nothing_beside_it(client: Client, record: Session) -> None:
    for typed in ("\u202eabc", "..."):
        assert f"“<bdi>{typed}</bdi>” " in get(client, "/search/", q=typed).replace("</bdi>”.", "</bdi>” ")
    assert "<bdi>text: \u202eabc</bdi>" in get(client, "/", q="\u202eabc")


def test_a_list_without_end_says_so_and_its_pages_keep_the_address(client: Client) -> None:
    session = make.make_session()
    source = make.make_source()
    rows = Statement.objects.bulk_create(Statement(session=session) for _ in range(MOST_LISTED + 5))
    Wording.objects.bulk_create(
        Wording(statement=row, text="Sicherheit", language="de", fidelity="verbatim", source=source) for row in rows
    )  # fmt: skip
    html = get(client, "/statements/", q="Sicherheit", strict="1")
    assert f"More than {MOST_LISTED} statements" in html
    assert 'href="/statements/?q=Sicherheit&amp;page=2&amp;strict=1"' in html
    assert len(shown(get(client, "/statements/", q="Sicherheit", page="2"))) == 50
    assert "more than 100" in get(client, "/search/", q="Sicherheit")
    get(client, "/statements/", 404, q="Sicherheit", page="99")


@pytest.mark.parametrize("named_at_most", [5000, 0])
def test_a_period_finds_what_lies_in_it_the_newest_first_however_it_is_looked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch, named_at_most: int
) -> None:
    monkeypatch.setattr("meetings.search.listing._NAMED_AT_MOST", named_at_most)
    council = make.make_council()
    decade = DateInterval(date(1990, 1, 1), date(2001, 6, 30))
    at = {
        name: make.make_session(council, start, end=None)
        for name, start in (
            ("before", "1998-12-31"), ("wide", decade), ("into", DateInterval(date(1998, 6, 1), date(1999, 2, 1))),
            ("first", "1999-01-01"), ("last", "2000-12-31"), ("after", "2001-01-01"),
        )
    }  # fmt: skip
    said = {name: make.make_statement(session, "Sicherheit").public_id for name, session in at.items()}
    hidden = make.make_session(council, "2000-01-01", published=False)
    make.make_statement(hidden, "Sicherheit")
    for period, names in (
        ({"from": "1999", "to": "2000"}, ["last", "first", "into", "wide"]),
        ({"from": "2001"}, ["after", "wide"]),
        ({"to": "1998"}, ["before", "into", "wide"]),
    ):
        for more in ({}, {"language": "de"}):
            for words in ({"q": "Sicherheit"}, {}):
                html = get(client, "/statements/", **period, **more, **words)
                listed = list(dict.fromkeys(re.findall(r'\bid="(Q\d+)"', html)))
                assert listed == [said[name] for name in names], (period, more, words)
        html = get(client, "/search/", q="Sicherheit", **period)
        found = {name for name, session in at.items() if session.get_absolute_url() in html}
        assert found == set(names), period


def test_pages_cost_few_queries(client: Client, record: Session) -> None:
    for address, most in (("/search/?q=NRC+risiko", 34), ("/statements/?q=risiko", 24), ("/statements/", 20)):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= most, (address, len(queries))


def choices(html: str) -> list[tuple[str, int]]:
    """Addresses of what a list can be narrowed by, with the number beside each."""
    found = re.findall(r'<li><a href="([^"]+)"><span>.*?</span> <span class="number">(\d+)</span>', html)
    return [(href.replace("&amp;", "&"), int(number)) for href, number in found]


@pytest.mark.parametrize(
    "address",
    [
        "/statements/?q=Wort",
        "/statements/?council=a&q=Wort",
        "/statements/?fidelity=verbatim",
        "/search/?q=Wort",
    ],
)
def test_a_choice_that_narrows_a_list_leaves_as_many_as_stand_beside_it(client: Client, address: str) -> None:
    make_odd_record(seed=3)
    with mock.patch("meetings.pages.clock", return_value=NOW):
        narrower = choices(get(client, address))
        assert narrower
        for href, number in narrower:
            told = (
                f'id="sessions">Sessions <span class="count">{number}<'
                if href.startswith("/search/")
                else f"{number} statement"
            )
            assert re.search(rf"(?<!\d){told}", get(client, href)), (href, number)
