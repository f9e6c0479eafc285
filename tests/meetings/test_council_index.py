"""The list of councils: orders, filter, strips of sessions, and a number of queries that no row raises."""

import re
from collections.abc import Iterator
from datetime import date
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.assessment import assess_councils
from meetings.councils.index import ORDERS, council_index
from meetings.models import Council
from meetings.query import TimelineQuery
from meetings.timeline.strip import HEIGHT, Quarters, quarter_of, session_strip
from tests import factories as make
from tests.meetings.reference_records import NOW

FIRST, LAST = date(2000, 1, 1), date(2010, 12, 31)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


def made(slug: str, *days: str, **fields: object) -> Council:
    council = make.make_council(fields.pop("name", slug.title()), slug=slug, **fields)  # type: ignore[arg-type]
    for day in days:
        make.make_session(council, day, level="ambassadors")
    assess_councils(council_ids=[council.pk], now=NOW)
    return council


def slugs(order: str, **query: str) -> list[str]:
    index = council_index(TimelineQuery(today=NOW.date(), order=order, **query), NOW)
    return [row.council.slug for row in index.rows]


@pytest.mark.django_db
def test_councils_stand_in_the_order_asked_for() -> None:
    made("monthly", *(f"2020-{month:02d}-01" for month in range(1, 11)))
    made("yearly", *(f"{year}-06-01" for year in range(2017, 2027)))
    made("empty")
    made("old", "1990-01-01", "1991-01-01", "1992-01-01", "1998-01-01")
    assert slugs("news") == ["yearly", "monthly", "old", "empty"]
    assert slugs("name") == ["empty", "monthly", "old", "yearly"]
    assert slugs("rhythm") == ["monthly", "old", "yearly", "empty"]
    assert slugs("sessions") == ["monthly", "yearly", "old", "empty"]
    assert slugs("resumptions")[0] == "old"
    assert slugs("silence")[0] == "monthly"
    assert slugs("news", as_of="2018-12-31") == ["yearly", "old", "empty", "monthly"]
    assert slugs("silence", as_of="2018-12-31")[0] == "old"


@pytest.mark.django_db
def test_on_a_past_day_they_stand_in_the_order_of_the_resumptions_that_it_had() -> None:
    """By the day of the question it had met again after a month; by today's record most likely after two years."""
    often = [f"2019-{month:02d}-01" for month in range(1, 13)]
    made("a-vague", *often, "[2020-01-10..2023-12-31]")
    made("clear", *(f"2017-{month:02d}-01" for month in range(1, 13)), "2019-12-01")
    assert slugs("resumptions") == ["a-vague", "clear"]
    assert slugs("resumptions", as_of="2020-02-15") == ["clear", "a-vague"]


@pytest.mark.django_db
def test_the_text_finds_any_name_without_accents() -> None:
    council = made("nrc", name="NATO-Russia Council", abbreviation="NRC")
    made("other")
    council.names.create(text="Conseil OTAN-Russie à l’échelle", language="fr")
    for text in ("russia", "NRC", "echelle OTAN", "council nato"):
        assert slugs("name", q=text) == ["nrc"], text
    assert slugs("name", q="russia summit") == []


@pytest.mark.django_db
def test_a_row_tells_what_the_council_is_known_for(client: Client) -> None:
    council = made("yearly", *(f"{year}-06-01" for year in range(2010, 2027)))
    make.make_session(council, "2012-01-01", level="foreign_ministers", status="cancelled")
    whole = council.sessions.in_order().last()
    make.make_session(council, "2026-06-01", level="experts", part_of=whole)
    (row,) = council_index(TimelineQuery(today=NOW.date()), NOW).rows
    assert (row.n_sessions, row.level, row.rhythm_kind) == (17, "ambassadors", "regular")
    assert row.strip.ticks.count("M") == 17
    html = client.get("/councils/").content.decode()
    assert re.search(r'<td class="num" data-label="Usually every">year<span class="sub">regular</span>', html)


@pytest.mark.django_db
def test_no_row_costs_a_query(client: Client) -> None:
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    addresses = [f"/councils/?order={order}" for order in ORDERS if order != "news"]
    addresses += [
        "/councils/",
        "/councils/?q=council",
        "/councils/?as_of=2015-01-01",
        "/councils/?as_of=2015-01-01&order=silence",
    ]

    def another(number: int) -> None:
        council = made(f"council-{number}", "2001-01-01", "2002-01-01", "2010", f"2011-0{number + 1}-01")
        make.make_session(council, "2027-01-01", status="scheduled")

    another(0)
    another(1)  # of one council alone, its size is not asked
    before = {address: cost(address) for address in addresses}
    for number in range(2, 9):
        another(number)
    assert {address: cost(address) for address in addresses} == before
    assert max(before.values()) <= 20


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(ORDERS))
def test_every_heading_that_orders_leads_to_its_order_and_says_so(client: Client, order: str) -> None:
    made("yearly", "2010-01-01")
    address = "/councils/" if order == "news" else f"/councils/?order={order}"
    html = client.get(address).content.decode()
    headings = re.findall(r'<th scope="col"[^>]*aria-sort="\w+"><a href="([^"]+)"', html)
    assert headings == [address]


@pytest.mark.django_db
def test_an_order_that_the_list_does_not_know_is_refused(client: Client) -> None:
    response = client.get("/councils/?order=size")
    assert response.status_code == 400
    assert "sessions, resumptions" in response.content.decode()


def test_a_tick_for_each_quarter_higher_where_there_were_more() -> None:
    quarter = quarter_of(date(2001, 5, 1))
    strip = session_strip(
        [Quarters(quarter, quarter, 1), Quarters(quarter + 1, quarter + 1, 2), Quarters(quarter + 2, quarter + 2, 9)],
        FIRST, LAST, None,
    )  # fmt: skip
    assert strip.ticks == f"M5.5 {HEIGHT - 7}V16M6.5 {HEIGHT - 11}V16M7.5 0V16"
    assert (strip.width, strip.spans, strip.silent) == (44, "", None)


def test_a_session_of_unknown_quarter_is_a_line_over_all_it_may_lie_in() -> None:
    rows = [Quarters(quarter_of(date(2003, 1, 1)), quarter_of(date(2003, 12, 31)), 1)]
    strip = session_strip(rows, FIRST, LAST, None)
    assert (strip.ticks, strip.spans) == ("", "M12 13H16")


def test_what_lies_before_the_strip_is_cut_and_the_silence_runs_to_its_end() -> None:
    before = quarter_of(date(1990, 1, 1))
    rows = [Quarters(before, before, 1), Quarters(before, quarter_of(FIRST), 1)]
    strip = session_strip(rows, FIRST, LAST, date(1990, 2, 1))
    assert (strip.ticks, strip.spans, strip.silent) == ("", "M0 13H1", (0, 44))
    assert session_strip([], FIRST, LAST, date(2009, 12, 1)).silent == (40, 4)
    assert session_strip([], FIRST, LAST, date(2010, 11, 1)).silent is None
