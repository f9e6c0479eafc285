"""Every public page but the timeline: what it costs, what it refuses, what it shows."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import (
    Council,
    RetiredId,
    Session,
    SessionCitation,
    SessionCouncil,
)
from meetings.vocabulary import Publication
from tests import factories as make
from tests.meetings.made_world import World, assess, frozen_clock, get
from tests.meetings.reference_records import analyse_tables

pytestmark = pytest.mark.django_db


QUERIES_MAX = 20


# A council's page tells its rhythm, its silences, who came and who led.
QUERIES_OF = {
    "/councils/standing-council/": 29,
    "/councils/elder-council/": 29,
    "/compare/": 24,
    "/parties/RUS/": 34,
    "/people/alexander-grushko/": 27,
}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with frozen_clock():
        yield


@pytest.mark.parametrize("rows", [1, 12])
def test_no_page_needs_more_queries_than_it_may_whatever_the_number_of_rows(
    client: Client, rows: int
) -> None:
    world = World(rows)
    costs = {}
    for address in world.pages():
        with CaptureQueriesContext(connection) as queries:
            get(client, address)
        costs[address] = len(queries)
    too_many = {
        address: cost
        for address, cost in costs.items()
        if cost > QUERIES_OF.get(address.partition("?")[0], QUERIES_MAX)
    }
    assert too_many == {}


def test_every_text_is_escaped_on_every_page(client: Client) -> None:
    world = World(2, text="<script>alert(1)</script>")
    for address in world.pages():
        html = get(client, address)
        assert "<script>alert" not in html, address
        assert "&lt;script&gt;" in html or "search/" in address or "/resumptions/" in address, address


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/councils/none/", 404, "There is no council “none” on record."),
        ("/sessions/S999999/", 404, "There is no public session S999999."),
        ("/sessions/S0/", 404, ""),
        ("/sessions/X1/", 404, ""),
        ("/resumptions/R999999/", 404, "There is no public resumption R999999."),
        ("/parties/NONE/", 404, "There is no party"),
        ("/people/none/", 404, "There is no person"),
        ("/topics/none/", 404, "There is no topic"),
        ("/places/none/", 404, "There is no place"),
        ("/sources/999999/", 404, "There is no source U999999"),
        ("/sources/99999999999999999999/", 404, ""),
        ("/id/S999999", 404, "There is no public record S999999."),
        ("/id/nonsense", 404, "is not a public id"),
        ("/councils/?page=2", 404, "There is no page 2: the list ends on page 1."),
        ("/sessions/?page=900", 404, "There is no page 900"),
        ("/councils/?colour=red", 400, "This page has no parameter “colour”."),
        ("/silences/?as_of=yesterday", 400, "write it as 2022-01-11"),
        ("/resumptions/?flag=huge", 400, "“huge” is not a flag."),
        ("/sessions/?from=2016-13", 400, "is not a date"),
        ("/statements/?page=-1", 400, "is not a page number"),
        ("/search/?q=%00", 400, "a character that no text can have"),
    ],
)
def test_bad_addresses_get_a_sentence(client: Client, address: str, status: int, sentence: str) -> None:
    assert sentence in get(client, address, status)


def test_public_ids_and_old_addresses_lead_to_the_page_of_today(client: Client) -> None:
    world = World(1)
    statement, delegation = world.session.statements.get(), world.session.delegations.first()
    session = f"/sessions/S{world.session.pk}/"
    Council.objects.filter(pk=world.council.pk).update(slug="new-slug")
    for old, new in {
        f"/id/C{world.council.pk}": "/councils/new-slug/",
        f"/id/S{world.session.pk}": session,
        f"/id/E{world.party.pk}": "/parties/RUS/",
        f"/id/P{world.person.pk}": "/people/alexander-grushko/",
        f"/id/D{delegation.pk}": f"{session}#D{delegation.pk}",
        f"/id/Q{statement.pk}": f"{session}#Q{statement.pk}",
        f"/id/U{world.source.pk}": f"/sources/{world.source.pk}/",
        f"/id/R{world.flag.pk}": f"/resumptions/R{world.flag.pk}/",
        f"/sessions/{world.session.pk}/": session,
        f"/resumptions/{world.flag.pk}/": f"/resumptions/R{world.flag.pk}/",
        "/councils/standing-council/": "/councils/new-slug/",
        "/parties/rus/": "/parties/RUS/",
    }.items():
        response = client.get(old)
        assert (response.status_code, response.headers.get("Location")) == (301, new), old


def test_a_merged_record_leads_on_and_an_erased_one_is_gone(client: Client) -> None:
    world = World(1)
    RetiredId.objects.create(key="S900001", successor=f"S{world.session.pk}", outcome="merged")
    RetiredId.objects.create(key="Q900002", outcome="erased", reason="Erased at the request of a court.")
    merged = client.get("/sessions/S900001/")
    assert (merged.status_code, merged.headers["Location"]) == (301, f"/id/S{world.session.pk}")
    assert "Erased at the request of a court." in get(client, "/id/Q900002", 410)


def test_lists_are_cut_into_pages_with_the_total(client: Client) -> None:
    council, source = make.make_council(slug="busy"), make.make_source()
    day = make.make_session(council, "1990-01-01").start
    sessions = Session.objects.bulk_create(Session(start=day, title=f"T{n}") for n in range(430))
    SessionCouncil.objects.bulk_create(SessionCouncil(session=s, council=council) for s in sessions)
    SessionCitation.objects.bulk_create(SessionCitation(session=s, source=source) for s in sessions)
    Session.objects.update(publication=Publication.PUBLISHED)
    analyse_tables()
    for address, rows in (("/councils/busy/", 50), ("/sessions/", 200), ("/sessions/?page=3", 31)):
        html = get(client, address)
        assert "431 sessions" in html
        assert html.count('<th scope="row"><a href="/sessions/S') == rows
    assert 'href="?page=2"' in get(client, "/sessions/")


def test_a_vague_date_never_shows_a_day(client: Client) -> None:
    council = make.make_council(slug="vague")
    make.make_session(council, "2019-07")
    session = make.make_session(council, "2021", end="2021")
    make.make_session(council, "2022-03")
    assess(council)
    for address in ("/councils/vague/", "/sessions/", f"/sessions/S{session.pk}/", "/councils/"):
        words = re.sub(r"<footer.*", "", re.sub(r"<[^>]+>", " ", get(client, address)), flags=re.S)
        assert not re.search(r"\b\d{1,2} (July 2019|March 2022|\w+ 2021)\b", words), address
        assert not re.search(r'datetime="(2019|2021|2022)', get(client, address)), address


def test_the_body_is_the_same_with_and_without_htmx(client: Client) -> None:
    world = World(1)
    for address in world.pages():
        assert client.get(address).content == client.get(address, headers={"hx-request": "true"}).content


def test_an_unchanged_page_answers_304(client: Client) -> None:
    world = World(1)
    tag = client.get(f"/sessions/S{world.session.pk}/").headers["ETag"]
    again = client.get(f"/sessions/S{world.session.pk}/", headers={"if-none-match": tag})
    assert again.status_code == 304


def test_no_page_carries_inline_style_script_or_a_token(client: Client) -> None:
    world = World(2)
    for address in world.pages():
        html = get(client, address)
        assert not re.search(r"<style|<script(?! src)| style=| on[a-z]+=|csrf|nonce", html), address
