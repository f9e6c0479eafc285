"""The language of a page stands in its address: what activates it, what carries it on, and what stays English."""

import re
from datetime import date
from unittest import mock

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import Client
from django.utils.formats import localize
from django.utils.translation import override

from meetings.dates import DateInterval, format_interval, format_span
from meetings.languages import LANGUAGES, in_language, language
from meetings.query import read_query
from meetings.timeline.words import days_in_words, number
from tests import factories as make
from tests.meetings.reference_records import NOW


def get(client: Client, address: str, status: int = 200) -> str:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        response = client.get(address)
    assert response.status_code == status, address
    content = response.streaming_content if response.streaming else [response.content]  # type: ignore[attr-defined]
    return b"".join(content).decode()


@pytest.mark.parametrize(
    ("address", "english", "german"),
    [
        ("/", "/", "/?lang=de"),
        ("/councils/nrc/", "/councils/nrc/", "/councils/nrc/?lang=de"),
        ("/sessions/S1/#Q2", "/sessions/S1/#Q2", "/sessions/S1/?lang=de#Q2"),
        ("/?council=a&council=b&q=%C3%BC+x", "/?council=a&council=b&q=%C3%BC+x", "/?council=a&council=b&q=%C3%BC+x&lang=de"),
        ("/?lang=de&page=2", "/?page=2", "/?page=2&lang=de"),
    ],
)  # fmt: skip
def test_an_address_is_made_in_the_language_of_the_page(address: str, english: str, german: str) -> None:
    assert in_language(address) == in_language(address, "en") == english
    assert in_language(address, "de") == german
    with override("de"):
        assert in_language(address) == german
        assert in_language(address, "en") == english


def test_a_link_has_its_parameters_in_the_canonical_order_and_escaped() -> None:
    source = (
        '{% load languages %}<a href="{% link "/sessions/" lang="" page=2 council=both q=text as_of="" %}">'
    )
    values = Context({"both": ("b&b", "a"), "text": 'x"y'})
    assert (
        Template(source).render(values)
        == '<a href="/sessions/?council=b%26b&amp;council=a&amp;q=x%22y&amp;page=2">'
    )
    with override("de"):
        assert Template(source).render(values).endswith('&amp;page=2&amp;lang=de">')


def test_the_default_language_is_left_out_of_the_canonical_address() -> None:
    today = date(2026, 11, 23)
    assert read_query(QueryDict("lang=en"), today=today).querystring() == ""
    assert read_query(QueryDict("lang=de&q=x"), today=today).querystring() == "?q=x&lang=de"


def test_dates_numbers_and_plurals_follow_the_language_of_the_page() -> None:
    day, month, year = (
        DateInterval.day(date(2022, 1, 12)),
        DateInterval.month(2022, 1),
        DateInterval.year(2022),
    )
    assert [format_interval(each) for each in (day, month, year)] == [
        "12 January 2022",
        "January 2022",
        "2022",
    ]
    assert days_in_words(1776, 1776) == "1,776 days"
    with override("de"):
        assert [format_interval(each) for each in (day, month, year)] == [
            "12. Januar 2022", "Januar 2022", "2022",
        ]  # fmt: skip
        assert format_span(month, DateInterval.month(2022, 3)) == "Januar–März 2022"
        assert days_in_words(1776, 1776) == "1.776 Tage"
        assert days_in_words(1, 1) == "1 Tag"
        assert days_in_words(2438, 2831) == "2.438–2.831 Tage"
        assert number(429.4) == "429,4"
    assert number(429.4) == "429.4"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_number_that_a_template_writes_by_itself_is_for_a_machine(code: str) -> None:
    with override(code):
        assert localize(1234.5) == "1234.5"


@pytest.mark.django_db
def test_a_page_and_its_refusals_speak_the_language_of_the_address(client: Client) -> None:
    for address, status in (
        ("/councils/?", 200),
        ("/councils/none/?", 404),
        ("/nowhere/?", 404),
        ("/?from=x&", 400),
    ):
        english, german = get(client, address, status), get(client, address + "lang=de", status)
        assert '<html lang="en">' in english and ">Councils</a>" in english
        assert '<html lang="de">' in german and ">Gremien</a>" in german
    assert language() == "en"


@pytest.mark.django_db
def test_the_browsers_languages_are_not_asked(client: Client) -> None:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        response = client.get("/councils/", headers={"accept-language": "de"})
    assert '<html lang="en">' in response.content.decode()
    assert "accept-language" not in response.headers.get("Vary", "").lower()


@pytest.mark.django_db
def test_the_same_page_in_the_other_language_is_one_click_away(client: Client) -> None:
    make.make_session(start="2022-01-12")
    english, german = get(client, "/sessions/?from=2020"), get(client, "/sessions/?from=2020&lang=de")
    assert (
        '<a href="/sessions/?from=2020&amp;lang=de" lang="de" hreflang="de" rel="alternate">Deutsch</a>'
        in english
    )
    assert '<a href="/sessions/?from=2020" lang="en" hreflang="en" rel="alternate">English</a>' in german
    for page in (english, german):
        alternates = re.findall(
            r'<link rel="alternate" hreflang="([^"]+)" href="https?://[^/]+([^"]+)">', page
        )
        assert alternates == [
            ("en", "/sessions/?from=2020"),
            ("x-default", "/sessions/?from=2020"),
            ("de", "/sessions/?from=2020&amp;lang=de"),
        ]


@pytest.mark.django_db
def test_old_and_short_addresses_lead_on_in_the_same_language(client: Client) -> None:
    session = make.make_session(start="2022-01-12")
    for address in (f"/sessions/{session.pk}/", f"/id/S{session.pk}"):
        assert client.get(address).headers["Location"] == f"/sessions/S{session.pk}/"
        assert client.get(f"{address}?lang=de").headers["Location"] == f"/sessions/S{session.pk}/?lang=de"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "file", ["sessions.csv", "resumptions.csv", "sessions.ics", "notices.atom", "datapackage.json"]
)
def test_a_file_for_programs_is_the_same_in_every_language(client: Client, file: str) -> None:
    council = make.make_council("NATO-Russia Council")
    for start in ("2019-07-05", "2022-01-12"):
        make.make_session(council, start)
    english, german = get(client, f"/{file}"), get(client, f"/{file}?lang=de")
    # A calendar and a feed name the address that they were read from.
    assert german.replace("?lang=de", "") == english
