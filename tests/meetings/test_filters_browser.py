"""The filter form in a real browser: what is sent, what comes back, what goes wrong, keys, and no JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import factories as make


@pytest.fixture
def record(transactional_db: None) -> None:
    nrc = make.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")
    others = make.make_council("Conférence d’Été", slug="ete")
    russia, usa = make.make_party("Russia", code="RUS"), make.make_party("United States", code="USA")
    for year in range(2001, 2009):
        session = make.make_session(nrc, f"{year}-05-01", level="ambassadors" if year % 2 else "ministers")
        make.make_delegation(session, russia)
        make.make_delegation(session, usa, attendance="absent" if year > 2006 else "attended")
    for number in range(12):
        council = make.make_council(f"Summit number {number}")
        make.make_session(council, f"20{number:02}-01-01", level="heads_of_state_government")
    make.make_session(others, "2010-07-01", level="ministers")


def open_list(page: Any, name: str) -> None:
    page.click(f"#pick-{name} > summary")


def test_the_address_is_the_one_the_server_leads_to(record: None, page: Any) -> None:
    page.goto("/?lang=de")
    page.fill("#f-q", "  nato   russia ")
    page.wait_for_url("**/?q=nato+russia&lang=de")
    assert page.input_value("#f-q") == "  nato   russia "
    open_list(page, "absent")
    page.check("#f-absent-USA")
    page.wait_for_url("**/?absent=USA&q=nato+russia&lang=de")


def test_counts_follow_the_other_filters_and_the_list_stays_as_it_was(record: None, page: Any) -> None:
    page.goto("/")
    ambassadors = page.locator("label:has(#f-level-ambassadors) .count")
    expect(ambassadors).to_have_text("4")
    open_list(page, "absent")
    page.check("#f-absent-USA")
    expect(ambassadors).to_have_text("1")
    expect(page.locator("label:has(#f-level-heads_of_state_government)")).to_have_class("empty-choice")
    expect(page.locator("#announcement")).to_have_text("2 sessions match.")
    assert page.locator("#pick-absent").get_attribute("open") is not None
    assert page.evaluate("document.activeElement.id") == "f-absent-USA"


def test_a_box_ticked_while_an_answer_is_on_its_way_stays_ticked(record: None, page: Any) -> None:
    page.goto("/")
    open_list(page, "level")
    held: list[Any] = []
    page.route("**/?level=ambassadors", lambda route: held.append(route))
    page.check("#f-level-ambassadors")
    expect(page.locator("#busy.htmx-request")).to_have_count(1)
    # Ticked, but still within the moment that the form waits for more.
    page.evaluate("document.getElementById('f-level-ministers').checked = true")
    held[0].continue_()
    expect(page.locator("#busy.htmx-request")).to_have_count(0)
    assert page.is_checked("#f-level-ministers")
    page.dispatch_event("#f-level-ministers", "change")
    page.wait_for_url("**/?level=ambassadors&level=ministers")
    expect(page.locator("#announcement")).to_have_text("9 sessions match.")
    assert page.is_checked("#f-level-ambassadors") and page.is_checked("#f-level-ministers")


def test_without_an_answer_the_picture_stays_and_a_sentence_says_so(
    record: None, page: Any, complaints: list[str]
) -> None:
    page.goto("/?council=nrc")
    page.route("**/?council=nrc&q=*", lambda route: route.fulfill(status=500, body="no"))
    page.fill("#f-q", "x")
    expect(page.locator("#f-error")).to_contain_text("The server could not answer.")
    page.unroute("**/?council=nrc&q=*")
    page.context.set_offline(True)
    page.fill("#f-q", "y")
    expect(page.locator("#f-error")).to_contain_text("The server could not be reached.")
    expect(page.locator("#announcement")).to_contain_text("The server could not be reached.")
    assert page.locator(".tl-lanes .lane").count() == 1
    assert page.url.endswith("/?council=nrc")
    page.context.set_offline(False)
    page.fill("#f-q", "nato")
    page.wait_for_url("**/?council=nrc&q=nato")
    expect(page.locator("#f-error")).to_have_text("")
    complaints.clear()


def test_a_narrow_screen_has_room_for_a_whole_day(record: None, open_page: Callable[..., Any]) -> None:
    page = open_page(viewport={"width": 320, "height": 800})
    page.goto("/?lang=de")
    assert page.locator("#f-as_of").bounding_box()["width"] >= 140


def test_forced_colours_leave_the_sign_of_a_list_its_shape(
    record: None, open_page: Callable[..., Any]
) -> None:
    """A border that is transparent gets a colour there: a triangle of borders became a bar."""
    page = open_page(forced_colors="active")
    page.goto("/")
    shape = "getComputedStyle(document.querySelector('.pick > summary'), '::after')"
    assert page.evaluate(f"{shape}.borderTopWidth") == page.evaluate(f"{shape}.borderLeftWidth") == "0px"


def test_a_long_list_narrows_in_any_script(record: None, page: Any) -> None:
    page.goto("/")
    open_list(page, "council")
    field, names = page.locator("#narrow-council"), page.locator("#pick-council label:visible .name")
    for typed, found in (
        ("нато", "NATO-Russia Council"),
        ("nrc", "NATO-Russia Council"),
        ("ete conf", "Conférence d’Été"),
    ):
        field.fill(typed)
        expect(names).to_have_text([found])
    field.press("Enter")
    assert page.url.endswith("/")
    page.check("#f-council-ete")
    page.wait_for_url("**/?council=ete")
    expect(field).to_have_value("ete conf")
    expect(names).to_have_text(["Conférence d’Été"])
    field.fill("zzz")
    expect(page.locator("#pick-council .none-found")).to_be_visible()


def test_everything_can_be_reached_by_keys(record: None, page: Any) -> None:
    page.goto("/")
    page.focus("#pick-level > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**/?level=heads_of_state_government")
    assert page.evaluate("document.activeElement.id") == "f-level-heads_of_state_government"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.parentElement.id") == "pick-level"
    assert page.locator("#pick-level").get_attribute("open") is None
    page.focus("#chip-1")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("/"))
    expect(page.locator("#announcement")).to_have_text("21 sessions on record.")
    assert page.evaluate("document.activeElement !== document.body")


def test_the_list_of_sessions_has_the_same_form(record: None, page: Any) -> None:
    page.goto("/sessions/")
    open_list(page, "council")
    page.check("#f-council-nrc")
    page.wait_for_url("**/sessions/?council=nrc")
    expect(page.locator("#listing tbody tr")).to_have_count(8)
    expect(page.locator("#here")).to_contain_text("/sessions/?council=nrc")
    page.go_back()
    expect(page.locator("#listing tbody tr")).to_have_count(21)


def test_without_javascript_a_refusal_keeps_what_was_typed(
    record: None, page_without_javascript: Any
) -> None:
    page = page_without_javascript
    page.goto("/")
    open_list(page, "council")
    page.check("#f-council-nrc")
    page.fill("#f-from", "20166")
    page.fill("#f-q", "nato")
    page.click("#filters button[type=submit]")
    assert page.locator("h1").inner_text() == "This address cannot be read"
    assert "write 2016, 2016-04 or 2016-04-20" in page.inner_text("#f-from-error")
    assert (page.input_value("#f-from"), page.input_value("#f-q")) == ("20166", "nato")
    assert page.is_checked("#f-council-nrc")
    page.fill("#f-from", "2006")
    page.click("#filters button[type=submit]")
    assert page.url.endswith("/?council=nrc&from=2006&q=nato")
    assert "3 sessions" in page.inner_text("#count")
    assert page.inner_text("#here").endswith("/?council=nrc&from=2006&q=nato")
    assert page.locator(".narrow:visible, #copy-address:visible").count() == 0
