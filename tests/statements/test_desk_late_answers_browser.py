"""Answers of the server that come late or not at all, in a real browser: they take nothing away from who types on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import expect

from meetings.models import Council, Session
from statements.groups import make_groups
from tests import factories as make
from tests.meetings.silent_council import make_silent_council
from tests.statements.desk_browser import Desk
from tests.statements.desk_posts import change

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Zum ersten Mal seit zweieinhalb Jahren kam der Rat zusammen. „Die Tür ist offen geblieben“, sagte Petra Lindholm."


@pytest.fixture
def draft(live_server: Any) -> Session:
    make_groups()
    make.make_editor("edith")
    return make.make_session(make_silent_council(), "2019-10-01", published=False, source=make.make_source())


@pytest.fixture
def form(page: Any, draft: Session) -> Any:
    """The draft's form, with all asked and answered."""
    page.context.set_default_timeout(60_000)  # other tests share the machine
    Desk(page).sign_in("edith")
    page.goto(change(draft))
    page.locator("#desk-preview").get_by_text("no flag would change").wait_for()
    page.wait_for_load_state("networkidle")
    return page


@contextmanager
def held(page: Any, address: str) -> Iterator[list[Any]]:
    """What is asked of the address within is answered at the end of it."""
    asked: list[Any] = []
    page.route(address, lambda route: asked.append(route))
    yield asked
    assert asked
    with page.expect_response(address):
        for route in asked:
            route.continue_()
    page.unroute(address)


def test_who_types_on_while_a_report_is_read_keeps_the_cursor(form: Any) -> None:
    form.click("[data-reader-open]")
    form.fill("#reader-text", TEXT)
    with held(form, "**/read/"):
        with form.expect_request("**/read/"):
            form.click("[data-reader-read]")
        form.click("#id_venue")
        form.keyboard.type("NATO ")
    form.get_by_text("None is accepted yet.").wait_for()
    form.keyboard.type("HQ building")
    assert form.input_value("#id_venue") == "NATO HQ building"
    assert form.locator(".desk-accepted").count() == 0, "a space pressed a button"


def test_a_report_read_again_is_not_replaced_by_the_first_answer(form: Any) -> None:
    form.click("[data-reader-open]")
    form.fill("#reader-text", TEXT)
    first: list[Any] = []
    form.route("**/read/", lambda route: first.append(route), times=1)
    with form.expect_request("**/read/"):
        form.click("[data-reader-read]")
    form.fill("#reader-text", TEXT.replace("zweieinhalb", "sieben"))
    form.click("[data-reader-read]")
    form.locator(".desk-reader-found", has_text="sieben").wait_for()
    first[0].fulfill(status=200, content_type="text/html", body="<p>The answer to the first text</p>")
    form.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    expect(form.locator(".desk-reader-found")).to_contain_text("sieben")


def test_who_types_on_while_the_desk_tells_what_would_change_keeps_the_cursor(form: Any) -> None:
    with held(form, "**/preview/"):
        with form.expect_request("**/preview/"):
            form.click("input[name=_preview]")
        form.click("#id_venue")
        form.keyboard.type("NATO ")
    form.locator("#desk-preview:not(.htmx-request)").wait_for()
    form.wait_for_load_state("networkidle")
    form.keyboard.type("HQ")
    assert form.input_value("#id_venue") == "NATO HQ"


def test_an_expired_login_puts_no_other_form_beneath_the_cursor(form: Any) -> None:
    form.context.clear_cookies(name="sessionid")
    form.click("#id_start")
    form.keyboard.press("End")
    form.keyboard.type(", before the report")
    form.locator("#desk-preview", has_text="You have been signed out").wait_for()
    form.keyboard.type("s")
    assert form.input_value("#id_start").endswith("before the reports")
    assert form.locator("#id_username").count() == 0


def test_a_comment_stays_where_it_was_typed_though_the_login_has_expired(form: Any) -> None:
    form.fill("#id_comment", "Is this the same meeting?")
    form.context.clear_cookies(name="sessionid")
    form.click('#comments input[value="Comment"]')
    form.locator("#comments", has_text="You have been signed out").wait_for()
    assert form.input_value("#id_comment") == "Is this the same meeting?"


def test_a_tick_made_while_the_server_is_asked_stays(form: Any, draft: Session) -> None:
    make.make_session(Council.objects.get(), "2019-11-02", published=False)
    form.fill("#id_start", "2 November 2019")
    tick = form.get_by_label("These two are different")
    tick.wait_for()
    form.wait_for_load_state("networkidle")
    with held(form, "**/alike/"):
        with form.expect_request("**/alike/"):
            form.select_option("#id_level", "ambassadors")
        tick.check()
    form.wait_for_load_state("networkidle")
    expect(tick).to_be_checked()
    expect(tick).to_be_focused()


def test_a_guess_is_not_put_into_the_box_in_which_somebody_begins_to_type(page: Any, draft: Session) -> None:
    make.make_source(url="https://press.example/a", publisher="The Press")
    make.make_source(url="https://press.example/b", publisher="The Press")
    page.context.set_default_timeout(60_000)
    Desk(page).sign_in("edith")
    page.goto("/admin/meetings/source/add/")
    page.wait_for_load_state("networkidle")
    with held(page, "**/admin/**address=**"):
        with page.expect_request("**/admin/**address=**"):
            page.fill("#id_url", "https://press.example/c")
        page.focus("#id_publisher")
    page.wait_for_load_state("networkidle")
    page.keyboard.type("The Press Agency")
    assert page.input_value("#id_publisher") == "The Press Agency"


def test_the_key_for_what_the_last_session_had_waits_for_it(page: Any, draft: Session) -> None:
    make.make_session(Council.objects.get(), "2019-12-05", venue="NATO headquarters")
    page.context.set_default_timeout(60_000)
    desk = Desk(page)
    desk.sign_in("edith")
    page.goto("/admin/meetings/session/add/")
    page.wait_for_load_state("networkidle")
    with held(page, "**councils=*"):
        with page.expect_request("**councils=*"):
            desk.enter("council_links-0", council="NATO-Russia")
        page.keyboard.press("Alt+Shift+KeyL")
    expect(page.locator("#id_venue")).to_have_value("NATO headquarters")


def test_a_row_that_comes_with_the_page_leaves_the_cursor_where_it_is_typed(
    form: Any, draft: Session
) -> None:
    late: list[Any] = []
    form.route("**/desk-reader*.js", lambda route: late.append(route))
    form.goto(f"{change(draft)}?add=statement", wait_until="commit")
    form.click("#id_venue")
    form.keyboard.type("NATO ")
    late[0].continue_()
    form.locator("#statements-0-wordings-0").wait_for()
    form.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))"
    )
    form.keyboard.type("HQ")
    assert form.input_value("#id_venue") == "NATO HQ"


def test_who_comments_with_the_keyboard_stays_there(form: Any) -> None:
    form.fill("#id_comment", "Is this the same meeting?")
    form.keyboard.press("Tab")
    form.keyboard.press("Enter")
    form.locator(".desk-comment", has_text="Is this the same meeting?").wait_for()
    expect(form.locator("#comments input[value=Comment]")).to_be_focused()
    form.focus(".desk-comment button")
    form.keyboard.press("Enter")
    form.locator(".desk-comment", has_text="settled by").wait_for()
    expect(form.locator(".desk-comment button")).to_be_focused()


def test_a_comment_under_way_takes_no_words_that_would_be_lost(form: Any) -> None:
    form.fill("#id_comment", "First")
    with held(form, "**/comments/*/add/"):
        with form.expect_request("**/comments/*/add/"):
            form.click("#comments input[value=Comment]")
        expect(form.locator("#id_comment")).to_be_disabled()
    form.locator(".desk-comment", has_text="First").wait_for()
    expect(form.locator("#id_comment")).to_be_enabled()
