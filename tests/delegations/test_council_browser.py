"""Councils, attendance and comparisons in a real browser: keyboard, narrow screens, no JavaScript, accessibility."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from meetings.assessment import assess_councils
from tests import factories as make
from tests.meetings.reference_records import NOW

ADDRESSES = (
    "/councils/",
    "/councils/standing/",
    "/councils/standing/attendance/",
    "/compare/",
    "/compare/?council=other&council=standing",
    "/compare/?party=P0&party=P1&party=P2",
)


@pytest.fixture
def records(transactional_db: None) -> None:
    """A council with a rhythm, a long gap, members, an uncertain year, attendance and leaders; another beside it."""
    standing = make.make_council(
        "Standing Council of Many Words in Its Name", slug="standing", abbreviation="SC"
    )
    other = make.make_council("Other Council", slug="other")
    parties = [make.make_party(f"Party of a Long Name {n}", code=f"P{n}") for n in range(16)]
    for party in parties:
        make.make_membership(party, standing, joined="1999-01-01")
    make.make_coverage(standing, "2005-01-01", last_day="2007-12-31", completeness="not_searched")
    make.make_coverage(standing, "2008-01-01", last_day="2012-12-31", completeness="sampled")
    make.make_context_event(standing, title="A suspension of some length", start="2012-04-01")
    days = [f"{year}-0{month}-10" for year in (*range(2000, 2005), *range(2009, 2013)) for month in (2, 6, 9)]
    for number, day in enumerate([*days, "2016-03-01", "[2016-11..2017-02]", "2019"]):
        session = make.make_session(standing, day, level="ambassadors")
        for party in parties[: 4 + number % 12]:
            delegation = make.make_delegation(
                session, party, attendance="absent" if number % 5 == 0 else "attended"
            )
            if party is parties[0]:
                make.make_delegate(
                    delegation, make.make_person(f"Leader {number // 6}", slug=f"l{number}"), leads=True
                )
    make.make_session(standing, "2014-05-05", status="cancelled")
    for year in range(2010, 2020):
        make.make_session(other, f"{year}-05-05")
    assess_councils(council_ids=[standing.pk, other.pk], now=NOW)


def test_a_council_is_read_by_keyboard(records: None, page: Any) -> None:
    page.goto("/councils/standing/")
    page.focus(".local a[href='#attendance']")
    page.keyboard.press("Enter")
    heading = page.locator("#attendance")
    expect(heading).to_be_in_viewport()
    bar = page.locator(".page-bar").bounding_box()
    assert heading.bounding_box()["y"] >= bar["y"] + bar["height"] - 1
    # From there Tab goes on within the section: to the table's own scrolling region.
    page.keyboard.press("Tab")
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-label')") == "Attendance, party by session"
    )

    # Names and days stay in sight while the matrix scrolls.
    page.set_viewport_size({"width": 700, "height": 500})
    page.goto("/councils/standing/attendance/")
    page.focus(".matrix")
    before = page.locator(".attendance thead th").nth(3).bounding_box()
    given_up = time.monotonic() + 30
    for key in ("ArrowRight", "ArrowDown"):
        for _ in range(6):
            page.keyboard.press(key)
    matrix = page.locator(".matrix")
    while not matrix.evaluate("matrix => matrix.scrollLeft > 50 && matrix.scrollTop > 50"):
        assert time.monotonic() < given_up
        page.wait_for_timeout(50)
    frame = matrix.bounding_box()
    corner = page.locator(".attendance thead th").first.bounding_box()
    assert abs(corner["x"] - frame["x"]) < 2 and abs(corner["y"] - frame["y"]) < 2
    name = page.locator(".attendance tbody th").nth(8).bounding_box()
    assert abs(name["x"] - frame["x"]) < 2
    assert page.locator(".attendance thead th").nth(3).bounding_box()["x"] < before["x"]


def test_no_page_scrolls_sideways(records: None, open_page: Callable[..., Any]) -> None:
    page = open_page()
    for address in ADDRESSES:
        page.goto(address)
        for width in (320, 768):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)


def test_names_of_leaders_keep_their_words_whole_on_narrow_screens(
    records: None, open_page: Callable[..., Any]
) -> None:
    page = open_page(viewport={"width": 320, "height": 800})
    page.goto("/councils/standing/")
    for name in page.locator(".leaders tbody tr:first-child :is(th, td:nth-child(2))").all():
        assert name.bounding_box()["width"] >= 110


def test_every_page_fits_on_paper(records: None, open_page: Callable[..., Any]) -> None:
    """A sheet of A4 between margins of a centimetre is 718 pixels wide."""
    page = open_page(viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")
    for address in ADDRESSES:
        page.goto(address)
        for table in page.locator("main table:visible").all():
            box = table.bounding_box()
            assert box["x"] + box["width"] <= 719, (
                address,
                table.get_attribute("class"),
                table.inner_text()[:80],
            )


def test_councils_are_compared_searched_and_ordered_without_javascript(
    records: None, page_without_javascript: Any
) -> None:
    page = page_without_javascript
    page.goto("/councils/")
    page.check('input[name="council"][value="standing"]')
    page.click("text=Compare the chosen councils")
    expect(page.locator(".message-error")).to_contain_text("Choose two to six")
    assert page.is_checked('input[name="council"][value="standing"]')
    page.check('input[name="council"][value="other"]')
    page.click("text=Compare the chosen councils")
    assert page.url.endswith("/compare/?council=other&council=standing")
    assert page.locator(".compare .lane").count() == 2
    page.goto("/councils/")
    page.fill("#council-text", "council")
    page.select_option("#order", "name")
    page.click("main form.picks button")
    assert page.url.endswith("/councils/?q=council&order=name")
    assert page.locator(".councils tbody tr").count() == 2
    page.click("thead >> text=Sessions")
    assert page.url.endswith("/councils/?q=council&order=sessions")


def test_no_page_has_a_serious_fault_of_accessibility(records: None, open_page: Callable[..., Any]) -> None:
    page = open_page(bypass_csp=True)
    for address in ADDRESSES:
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            serious = [
                (each["id"], [node["html"][:120] for node in each["nodes"][:3]])
                for each in Axe().run(page).response["violations"]
                if each["impact"] in ("serious", "critical")
            ]
            assert not serious, (address, scheme, serious)
