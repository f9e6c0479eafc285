"""Unsaved work in a real browser: it survives a lost connection, an expired login and a closed window, and a save over
somebody else's asks first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from meetings.models import Session
from statements.groups import make_groups
from tests import factories as make
from tests.factories import PASSWORD
from tests.statements.desk_browser import Desk
from tests.statements.desk_posts import change

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(live_server: Any) -> Session:
    make_groups()
    make.make_editor("edith")
    make.make_editor("emil")
    return make.make_session(published=False, source=make.make_source())


def opened(page: Any, session: Session, name: str = "edith") -> Desk:
    page.context.set_default_timeout(60_000)  # other tests share the machine
    desk = Desk(page)
    desk.sign_in(name)
    page.goto(change(session))
    page.wait_for_load_state("networkidle")
    return desk


def stored(session: Session) -> tuple[str, list[str]]:
    session.refresh_from_db()
    return session.venue, [item.text for item in session.agenda.order_by("pk")]


def test_a_key_pressed_while_the_form_is_still_being_set_up_is_not_lost(page: Any, draft: Session) -> None:
    page.context.set_default_timeout(60_000)
    Desk(page).sign_in("edith")
    page.add_init_script(
        """document.addEventListener("DOMContentLoaded", () => document.dispatchEvent(
             new KeyboardEvent("keydown", { altKey: true, shiftKey: true, code: "KeyA", key: "A" })))"""
    )
    page.goto(change(draft))
    page.locator("#agenda-0:focus-within").wait_for()


def test_a_lost_connection_keeps_the_page_and_all_that_was_typed(page: Any, draft: Session) -> None:
    desk = opened(page, draft)
    page.fill("#id_venue", "Typed offline")
    page.context.set_offline(True)
    page.click('input[name="_continue"]')
    page.locator("#desk-notice", has_text="cannot be reached").wait_for()
    assert page.input_value("#id_venue") == "Typed offline"
    page.context.set_offline(False)
    desk.press("_continue")
    assert stored(draft)[0] == "Typed offline"
    assert page.locator("#desk-draft").is_hidden(), "what was saved is not offered again"


def test_an_expired_login_is_renewed_in_place(page: Any, draft: Session) -> None:
    desk = opened(page, draft)
    page.fill("#id_venue", "Typed for an hour")
    desk.row("agenda", text="A subject", standing="discussed")
    page.context.clear_cookies()
    page.click('input[name="_continue"]')
    page.locator("#desk-sign-in").wait_for()
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    page.locator("#desk-sign-in", has_text="Name or password is wrong").wait_for()
    page.fill("#desk-sign-in-password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "changed successfully" in desk.sentence()
    assert stored(draft) == ("Typed for an hour", ["A subject"])


def test_what_a_closed_window_left_is_offered_to_the_same_person_only(
    open_page: Callable[..., Any], draft: Session
) -> None:
    page = open_page()
    desk = opened(page, draft)
    page.fill("#id_venue", "Typed and left")
    desk.row("agenda", text="A subject", standing="discussed")
    page.goto("about:blank")
    page.context.clear_cookies()

    opened(page, draft, "emil")
    assert page.locator("#desk-draft").is_hidden()
    assert "Typed and left" not in page.content()
    page.context.clear_cookies()

    desk = opened(page, draft)
    with page.expect_navigation():
        page.locator("#desk-draft button", has_text="Restore it").click()
    assert page.input_value("#id_venue") == "Typed and left"
    assert page.input_value("#id_agenda-0-text") == "A subject"
    assert stored(draft) == ("", [])
    desk.press("_continue")
    assert stored(draft) == ("Typed and left", ["A subject"])
    assert page.locator("#desk-draft").is_hidden()
    kept = page.evaluate("() => Object.keys(localStorage).filter(name => name.startsWith('reconvene:'))")
    assert kept == []


def test_two_editors_in_conflict_choose_box_by_box(open_page: Callable[..., Any], draft: Session) -> None:
    edith, emil = (opened(open_page(), draft, name) for name in ("edith", "emil"))
    emil.page.fill("#id_venue", "His venue")
    emil.row("agenda", text="His subject", standing="discussed")
    emil.press("_continue")

    page = edith.page
    page.fill("#id_venue", "Her venue")
    page.fill("#id_title", "Her title")
    page.click('input[name="_continue"]')
    page.locator("text=emil saved this session while you had it open").wait_for()
    assert stored(draft) == ("His venue", ["His subject"])
    page.locator("tr", has_text="both changed it").locator("label", has_text="Her venue").click()
    with page.expect_navigation():
        page.click("button[name=_settle]")
    assert "Saved as you chose" in edith.sentence()
    assert stored(draft) == ("Her venue", ["His subject"])
    assert draft.title == "Her title"


def test_a_save_forgets_what_was_saved_and_nothing_else(
    open_page: Callable[..., Any], draft: Session
) -> None:
    """A second form for a new session, left open or closed in mid-typing, is not what was saved."""
    page = open_page()
    opened(page, draft)
    for venue in ("Left yesterday", "Saved today"):
        page.goto("/admin/meetings/session/add/")
        page.wait_for_load_state("networkidle")
        page.fill("#id_venue", venue)
    council = make.make_council("Council of Two")
    desk = Desk(page)
    desk.enter("council_links-0", council=council.name)
    page.fill("#id_start", "12 January 2031")
    desk.press("_continue")
    page.goto("/admin/meetings/session/add/")
    page.locator("#desk-draft").wait_for()
    assert page.locator("#desk-draft li").count() == 1
    with page.expect_navigation():
        page.locator("#desk-draft button", has_text="Restore it").click()
    assert page.input_value("#id_venue") == "Left yesterday"


def test_what_was_typed_while_the_form_still_loaded_is_kept_too(page: Any, draft: Session) -> None:
    opened(page, draft)
    late: list[Any] = []
    page.route("**/desk-keys*.js", lambda route: late.append(route))
    page.goto(change(draft), wait_until="commit")
    page.click("#id_venue")
    page.keyboard.type("Typed early")
    late[0].continue_()
    page.wait_for_load_state("load")
    page.goto("about:blank")
    page.unroute("**/desk-keys*.js")
    page.goto(change(draft))
    page.locator("#desk-draft", has_text="typed here and not saved").wait_for()
