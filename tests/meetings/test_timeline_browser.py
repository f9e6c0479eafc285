"""The timeline in a real browser: filters by htmx, Back and Forward, keyboard, narrow screens, no JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from meetings.assessment import assess_councils
from tests import factories
from tests.meetings.reference_records import NOW

# The North Atlantic meetings around two long silences.
DAYS = (
    "2009-12-04", "2010-03-24", "2010-09-22", "2010-11-20", "2011-04-15", "2011-06-08", "2011-07-04", "2011-12-08",
    "2012-04-19", "2012-12-04", "2013-04-23", "2013-10-23", "2013-12-04", "2014-03-05", "2014-06-02", "2016-04-20",
    "2016-07-13", "2016-12-19", "2017-03-30", "2017-07-13", "2017-10-26", "2018-05-31", "2018-10-31", "2019-01-25",
    "2019-07-05", "2022-01-12",
)  # fmt: skip


@pytest.fixture
def records(transactional_db: None) -> None:
    nrc = factories.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")
    for position, day in enumerate(DAYS):
        factories.make_session(nrc, day, level="foreign_ministers" if position % 3 == 0 else "ambassadors")
    other = factories.make_council("Summit of Others", slug="others", abbreviation="SO")
    for year in range(2001, 2012):
        factories.make_session(other, str(year), level="heads_of_state_government")
    assess_councils(council_ids=[nrc.pk, other.pk], now=NOW)


def count(page: Any) -> str:
    return str(page.inner_text("#count"))


def open_picker(page: Any, name: str) -> None:
    page.click(f"#pick-{name} summary")


def test_a_filter_changes_figure_table_count_and_address(records: None, page: Any) -> None:
    page.goto("/")
    assert "37 sessions on record" in count(page)
    open_picker(page, "council")
    page.check('input[name="council"][value="nrc"]')
    page.wait_for_url("**/?council=nrc")
    expect(page.locator("#count")).to_contain_text("26 sessions")
    assert page.locator(".tl-lanes .lane").count() == 1
    assert page.locator("table.sessions tbody tr").count() == 26
    # The list of choices stays open and the box keeps the focus; what was announced is a live region.
    assert page.evaluate("document.activeElement.name") == "council"
    assert page.locator("#pick-council").get_attribute("open") is not None
    expect(page.locator("#announcement[role=status]")).to_have_text("26 sessions match.")


def test_back_and_forward_show_whole_pages(records: None, page: Any) -> None:
    page.goto("/")
    open_picker(page, "council")
    page.check('input[name="council"][value="nrc"]')
    page.wait_for_url("**/?council=nrc")
    open_picker(page, "level")
    page.check('input[name="level"][value="ambassadors"]')
    page.wait_for_url("**/?council=nrc&level=ambassadors")
    page.go_back()
    page.wait_for_url("**/?council=nrc")
    expect(page.locator("#count")).to_contain_text("26 sessions")
    assert page.locator("header.masthead").count() == 1
    assert page.is_checked('input[name="council"][value="nrc"]')
    page.go_back()
    expect(page.locator("#count")).to_contain_text("37 sessions")
    assert page.locator("h1").count() == 1
    page.go_forward()
    expect(page.locator("#count")).to_contain_text("26 sessions")
    assert page.locator("form#filters").count() == 1


def test_a_chip_removes_its_filter_from_form_and_address_and_keeps_the_focus(
    records: None, page: Any
) -> None:
    page.goto("/?council=nrc&level=ambassadors")
    page.click(".chip:has-text('ambassadors')")
    page.wait_for_url("**/?council=nrc")
    expect(page.locator("input[value=ambassadors]")).not_to_be_checked()
    assert "26 sessions" in count(page)
    assert page.evaluate("document.activeElement !== document.body")


def test_typing_searches_after_a_pause_and_leaves_the_cursor(records: None, page: Any) -> None:
    page.goto("/")
    page.click("#f-q")
    page.keyboard.type("others")
    page.wait_for_url("**/?q=others")
    expect(page.locator("#count")).to_contain_text("11 sessions")
    page.keyboard.type("x")
    assert page.input_value("#f-q") == "othersx"


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_else_changes(
    records: None, page: Any, complaints: list[str]
) -> None:
    page.goto("/?council=nrc")
    page.fill("#f-from", "20166")
    page.press("#f-from", "Tab")
    expect(page.locator("#f-from-error")).to_contain_text("write 2016, 2016-04 or 2016-04-20")
    expect(page.locator("#announcement")).to_contain_text("write 2016, 2016-04 or 2016-04-20")
    assert page.get_attribute("#f-from", "aria-invalid") == "true"
    assert page.input_value("#f-from") == "20166"
    assert page.locator(".tl-lanes .lane").count() == 1
    assert page.url.endswith("/?council=nrc")
    page.fill("#f-from", "2016")
    page.press("#f-from", "Tab")
    page.wait_for_url("**/?council=nrc&from=2016")
    expect(page.locator("#f-from-error")).to_have_text("")
    assert page.get_attribute("#f-from", "aria-invalid") is None
    assert all("400" in complaint for complaint in complaints)
    complaints.clear()


def test_everything_works_without_javascript(records: None, page_without_javascript: Any) -> None:
    page = page_without_javascript
    page.goto("/")
    open_picker(page, "council")
    page.check('input[name="council"][value="nrc"]')
    page.click("#filters button")
    # Empty boxes are dropped from the address by the redirect.
    assert page.url.endswith("/?council=nrc")
    assert "26 sessions" in count(page)
    page.click(".chip:has-text('NATO-Russia')")
    assert "37 sessions" in count(page)
    page.click(".tl .f >> nth=0")
    assert re.search(r"/resumptions/R\d+/$", page.url)


FOCUSED = "document.activeElement.getAttribute('href') || document.activeElement.id"


def test_one_stop_of_the_tab_key_leads_to_all_marks_and_escape_leads_back(records: None, page: Any) -> None:
    page.goto("/?order=name")
    assert page.locator('.tl-plot a[tabindex="0"]').count() == 1
    page.focus("#tl-frame")
    page.keyboard.press("ArrowDown")
    latest = page.evaluate(FOCUSED)
    page.keyboard.press("ArrowLeft")
    before = page.evaluate(FOCUSED)
    assert before != latest and before.startswith(("/sessions/S", "/resumptions/R"))
    page.keyboard.press("ArrowDown")
    assert (
        page.evaluate("document.activeElement.closest('.tl-plot').getAttribute('aria-label')")
        == "Summit of Others"
    )
    assert page.locator('.tl-plot a[tabindex="0"]').count() == 1
    page.keyboard.press("Escape")  # the card first, then the mark
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "tl-frame"


def test_a_card_tells_of_the_mark_in_focus_beside_it_until_escape(records: None, page: Any) -> None:
    page.goto("/?council=nrc")
    page.focus("#tl-frame")
    page.keyboard.press("ArrowDown")
    card, mark = page.locator(".tl-card"), page.locator(".tl-plot a:focus")
    expect(card).to_contain_text("12 January 2022")
    over, under = card.bounding_box(), mark.bounding_box()
    assert over["y"] >= under["y"] + under["height"] or over["y"] + over["height"] <= under["y"]
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.tl-plot') !== null")


def test_the_pointer_may_move_onto_the_card(records: None, page: Any) -> None:
    page.goto("/?council=nrc")
    page.hover(".tl .f use >> nth=1")
    card = page.locator(".tl-card")
    expect(card).to_contain_text("NRC met again")
    box = card.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 10, steps=3)
    page.wait_for_timeout(400)  # longer than a card stays behind
    expect(card).to_have_count(1)
    page.mouse.move(5, 5)
    expect(card).to_have_count(0)


def test_keys_move_the_axis_and_the_figure_keeps_the_focus(records: None, page: Any) -> None:
    page.goto("/?council=nrc")
    page.focus("#tl-frame")
    page.keyboard.press("+")
    page.wait_for_url(re.compile(r"council=nrc&from=20\d\d$"))
    expect(page.locator("#tl-frame")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile(r"council=nrc&from=20\d\d&to=20\d\d$"))
    expect(page.locator("#tl-frame")).to_be_focused()
    page.keyboard.press("Home")
    page.wait_for_url("**/?council=nrc")
    expect(page.locator("#count")).to_contain_text("26 sessions")


def test_coming_nearer_until_nobody_met_leaves_a_way_back_in_focus(records: None, page: Any) -> None:
    page.goto("/?from=2019&to=2024-06")
    page.focus("#tl-frame")
    page.keyboard.press("+")
    page.wait_for_url(re.compile(r"from=2020-\d\d&to=2023-\d\d$"))
    expect(page.locator("#tl-frame")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"from=2021-\d\d&to=2024-\d\d$"))
    expect(page.locator("#tl-frame")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"from=2023-\d\d&to=2025-\d\d$"))
    expect(page.locator("#timeline .empty")).to_be_visible()
    expect(page.locator("#move-out")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#tl-frame")).to_be_visible()


def test_a_session_called_off_in_a_year_is_drawn_as_that_year(records: None, page: Any) -> None:
    council = factories.make_council("Called Off", slug="off", abbreviation="OFF")
    factories.make_session(council, "2015-04-01", status="held")
    factories.make_session(council, "2020", status="cancelled")
    page.goto("/?council=off&from=2010&to=2029")
    plot = page.locator(".tl-lanes .tl-plot").bounding_box()
    year = page.locator(".tl-lanes .m.vague.off rect").bounding_box()
    assert abs(year["width"] - plot["width"] / 20) < 4


def test_dragging_over_the_lanes_chooses_a_period(records: None, page: Any) -> None:
    page.goto("/?council=nrc")
    box = page.locator(".tl-lanes .tl-plot").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 8, steps=4)
    expect(page.locator(".tl-range output")).to_contain_text("–")
    page.mouse.up()
    page.wait_for_url(re.compile(r"council=nrc&from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$"))
    expect(page.locator(".tl-range")).to_have_count(0)
    expect(page.locator("header.masthead")).to_have_count(1)


def test_a_narrow_screen_has_lists_with_the_gaps_in_words(records: None, page: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/?council=nrc")
    assert page.locator(".tl-lanes .tl-plot").is_hidden()
    rows = page.locator(".story li").all_inner_texts()
    assert "silent for" in rows[0]
    assert any(row.startswith("922 days without a session on record") for row in rows)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for target in page.locator(".story a, .tl-tools a").all():
        assert target.bounding_box()["height"] >= 24


CUT_OFF = """() => [...document.querySelectorAll('.tl-plot text')].filter(text => {
  const box = text.getBoundingClientRect(), plot = text.closest('svg').getBoundingClientRect();
  return box.width && (box.left < plot.left - 8 || box.right > plot.right + 8);
}).map(text => text.textContent)"""
OUTSIDE_ITS_GAP = """() => [...document.querySelectorAll('.tl-plot text.gap')].filter(text => {
  const box = text.getBoundingClientRect(), middle = box.left + box.width / 2;
  const bands = [...text.closest('svg').querySelectorAll('.b rect')].map(band => band.getBoundingClientRect());
  return box.width && !bands.some(b => b.left <= middle && middle <= b.right && box.width <= b.width + 2);
}).map(text => text.textContent)"""


def test_every_width_shows_the_days_and_no_label_that_does_not_fit(records: None, page: Any) -> None:
    page.goto("/")
    for width in (320, 360, 768, 1024, 1400):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"scrolls at {width} px"
        assert page.locator(":text('922 days') >> visible=true").count() > 0
        assert page.evaluate(CUT_OFF) == [], f"cut off at {width} px"
        assert page.evaluate(OUTSIDE_ITS_GAP) == [], f"outside at {width} px"


def test_dark_mode_and_print_have_their_own_colours(records: None, open_page: Callable[..., Any]) -> None:
    page = open_page(color_scheme="dark")
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 22, 27)"
    page.emulate_media(media="print", color_scheme="light")
    assert page.locator("form#filters").is_hidden()
    assert page.locator(".tl-lanes").is_visible()
