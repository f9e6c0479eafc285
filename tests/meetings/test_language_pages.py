"""Every kind of page in every language: nothing left in English, every address in the language of the page."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from unittest import mock
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.languages import in_language
from tests.meetings.made_world import World
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db

# What the records of `World` say, in English as their editors wrote it.
WRITTEN_BY_EDITORS = re.compile(
    r"(Standing|Elder) Council|It meets\.|They will meet\.|Soon\.|As one\.|\b(Title|Author|Diplomat|Minister|Lisbon|Hall|"
    r"NATO|Party|Person|Post|Item|Announced|Clause|Event|Dinner|Other|Said)\b(?= *\d* *\b)|arms control|arms-control|"
    r"gap-1|from=x|[\w./-]+\.(csv|svg|json|atom|ics)|sha256|https?://\S+|/\?\S+|\?as_of=\S+|\?for=\S+|X-Row-Count|CC BY 4\.0"
)
# Words that every English page has and no German one may have.
TELL_TALE = re.compile(
    r"\b(the|of|and|from|with|without|since|until|sessions?|councils?|gaps?|silences?|silent|records?|recorded|sources?|"
    r"statements?|part(y|ies)|people|first|last|shown|show|next|previous|before|after|not|none|no|at|by|on|to|days?|years?|"
    r"months?|unknown|known|usual|usually|longest|unusual|unusually|any|is|are|were|who|what|where|met|meets?|"
    r"filters|search|page|attended|absent|held|cancelled|scheduled|planned|level|ministers|January|March|May|October)\b",
    re.IGNORECASE,
)
# In German too: a name, an abbreviation, a code.
SAME_IN_GERMAN = {"person", "status", "format", "original", "feed", "text", "code", "name"}
SHOWN_ATTRIBUTES = (
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "data-label",
    "data-announcement",
    "data-done",
    "data-copied",
)
FILES = re.compile(r"\.(csv|gz|jsonl|zip|ics|atom|json|svg|css|js|woff2|png)$")


class Reader(HTMLParser):
    """What a page shows in the language of the page, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.links: list[str] = []
        self.forms: list[tuple[str, str, set[str]]] = []  # method, action, hidden fields
        self.language = ""
        self._open: list[
            tuple[str, bool]
        ] = []  # elements, and whether they are in another language or no text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given["lang"]
        foreign = (
            tag in ("script", "style", "code", "bdi", "q", "cite", "pre")
            or given.get("lang", self.language) != self.language
        )
        if not self._is_foreign and not foreign:
            self.shown += [given[name] for name in SHOWN_ATTRIBUTES if given.get(name)]
            if tag == "meta" and given.get("name") == "description":
                self.shown.append(given["content"])
        if tag == "a" and "hreflang" not in given and given.get("href", "").startswith("/"):
            self.links.append(given["href"])
        if tag == "form":
            self.forms.append((given.get("method", "get"), given.get("action", ""), set()))
        if tag == "input" and given.get("type") == "hidden" and self.forms:
            self.forms[-1][2].add(given["name"])
        if tag not in (
            "meta",
            "link",
            "input",
            "br",
            "hr",
            "img",
            "use",
            "path",
            "rect",
            "circle",
            "line",
            "wbr",
        ):
            self._open.append((tag, foreign))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._is_foreign:
            self.shown.append(" ".join(data.split()))

    @property
    def _is_foreign(self) -> bool:
        return any(foreign for _, foreign in self._open)


def read(client: Client, address: str, status: int = 200) -> Reader:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        response = client.get(address)
    assert response.status_code == status, address
    reader = Reader()
    reader.feed(response.content.decode())
    return reader


def in_german(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang=de"


def every_page(world: World) -> Iterator[tuple[str, int]]:
    for address in world.pages():
        yield address, 200
    for address in (
        "/",
        "/?council=standing-council&status=held&from=2000&q=a",
        "/?level=experts",
        "/codebook/",
        "/subscribe/",
    ):
        yield address, 200
    for address, status in (
        ("/subscribe/asked/", 200),
        ("/nowhere/", 404),
        ("/councils/nirgends/", 404),
        ("/?from=x", 400),
    ):
        yield address, status


@pytest.fixture
def world() -> World:
    return World(2)


def test_a_german_page_has_nothing_left_in_english(client: Client, world: World) -> None:
    leftovers = {}
    for address, status in every_page(world):
        page = read(client, in_german(address), status)
        assert page.language == "de", address
        found = [
            text
            for text in page.shown
            for word in TELL_TALE.finditer(WRITTEN_BY_EDITORS.sub(" ", text))
            if word[0].lower() not in SAME_IN_GERMAN
        ]
        if found:
            leftovers[address] = sorted(set(found))
    assert leftovers == {}


def test_every_address_on_a_page_is_in_the_language_of_the_page(client: Client, world: World) -> None:
    lost, strayed = {}, {}
    for address, status in every_page(world):
        german, english = read(client, in_german(address), status), read(client, address, status)
        if wrong := [
            each for each in german.links if leads_to_a_page(each) and in_language(each, "de") != each
        ]:
            lost[address] = sorted(set(wrong))
        if wrong := [
            action for method, action, hidden in german.forms if method == "get" and "lang" not in hidden
        ]:
            lost.setdefault(address, []).extend(f"form {action}" for action in wrong)
        if wrong := [each for each in english.links if language_of(each)]:
            strayed[address] = sorted(set(wrong))
    assert (lost, strayed) == ({}, {})


def test_another_language_costs_no_query(client: Client, world: World) -> None:
    read(client, "/")
    for address, status in every_page(world):
        with CaptureQueriesContext(connection) as english:
            read(client, address, status)
        with CaptureQueriesContext(connection) as german:
            read(client, in_german(address), status)
        assert len(german) == len(english), address


def leads_to_a_page(address: str) -> bool:
    return not FILES.search(urlsplit(address).path)


def language_of(address: str) -> str:
    return "".join(parse_qs(urlsplit(address).query).get("lang", []))
