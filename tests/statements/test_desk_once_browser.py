"""Hands that are quicker than the server, in a real browser: what they do twice happens once, and nothing that they type
goes into a page that is leaving."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.models import Session
from statements.groups import make_groups
from tests import factories as make
from tests.statements.desk_browser import Desk
from tests.statements.desk_posts import change

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page: Any) -> Desk:
    make_groups()
    make.make_editor("edith")
    page.context.set_default_timeout(60_000)  # other tests share the machine
    at = Desk(page)
    at.sign_in("edith")
    return at


def posts(page: Any) -> list[str]:
    """The addresses to which the page posts from now on, questions aside."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.is_navigation_request() else None)
    return sent


def test_a_double_click_enters_one_session(desk: Desk) -> None:
    page = desk.page
    council = make.make_council("Council of Two")
    page.goto(f"/admin/meetings/session/add/?council={council.pk}")
    page.wait_for_load_state("networkidle")
    desk.enter("council_links-0", council="Council of Two")
    page.fill("#id_start", "12 January 2031")
    sent = posts(page)
    page.dblclick('input[name="_continue"]')
    page.wait_for_url("**/change/*")
    assert "added successfully" in desk.sentence()
    assert len([address for address in sent if "/add/" in address]) == 1
    assert Session.objects.count() == 1


def test_a_key_held_down_is_one_save(desk: Desk) -> None:
    page = desk.page
    session = make.make_session(published=False)
    page.goto(change(session))
    page.wait_for_load_state("networkidle")
    page.fill("#id_venue", "Held down")
    with page.expect_navigation():
        for _ in range(3):
            page.keyboard.press("Control+Enter")
    assert "changed successfully" in desk.sentence()


def test_while_a_save_is_under_way_its_boxes_take_nothing(desk: Desk) -> None:
    page = desk.page
    session = make.make_session(published=False)
    page.goto(change(session))
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => window.addEventListener("submit", (event) => {
             if (event.defaultPrevented) return;
             const box = document.getElementById("id_venue");
             box.focus();
             sessionStorage.setItem("took", String(document.activeElement === box));
           })"""
    )
    page.fill("#id_title", "A title")
    desk.press("_continue")
    assert page.evaluate("() => sessionStorage.getItem('took')") == "false"


def test_escape_gives_the_boxes_of_a_save_that_was_stopped_back(desk: Desk) -> None:
    page = desk.page
    session = make.make_session(published=False)
    page.goto(change(session))
    page.wait_for_load_state("networkidle")
    page.route(f"**{change(session)}", lambda route: route.fulfill(status=204))  # the page stays
    page.fill("#id_title", "A title")
    page.keyboard.press("Control+Enter")
    page.locator("#session_form[inert]").wait_for()
    page.unroute(f"**{change(session)}")
    page.keyboard.press("Escape")
    page.fill("#id_title", "A better title")
    desk.press("_continue")
    session.refresh_from_db()
    assert session.title == "A better title"
