"""The answer of the desk in a real browser: by itself, with the keyboard, and without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from meetings.models import Session
from statements.groups import make_groups
from tests import factories as make
from tests.meetings.silent_council import make_silent_council
from tests.statements.desk_browser import Desk

pytestmark = pytest.mark.django_db(transaction=True)
RAISES = "would raise a flag: NRC met again on 12 January 2022 after 922 days"


@pytest.fixture
def draft(live_server: Any) -> Session:
    make_groups()
    make.make_editor("edith")
    return make.make_session(make_silent_council(), "2019-10-01", published=False, source=make.make_source())


def test_the_answer_comes_by_itself_and_with_the_keyboard(page: Any, draft: Session) -> None:
    desk, answer = Desk(page), page.locator("#desk-preview")
    desk.sign_in("edith")
    page.goto(f"/admin/meetings/session/{draft.pk}/change/")
    answer.get_by_text("no flag would change").wait_for()
    page.fill("#id_start", "12 January 2022")
    answer.get_by_text(RAISES).wait_for()
    page.select_option("#id_status", "cancelled")
    answer.get_by_text("A session that is cancelled neither opens nor ends a silence").wait_for()
    page.fill("#id_start", "30 February 2022")
    answer.get_by_text("First these boxes must be right").wait_for()
    page.fill("#id_start", "12 January 2022")
    page.select_option("#id_status", "held")
    page.focus("input[name=_preview]")
    page.keyboard.press("Enter")
    answer.get_by_text(RAISES).wait_for()
    expect(page.locator("#desk-preview")).to_be_focused()
    draft.refresh_from_db()
    assert draft.start.edtf == "2019-10-01"


def test_a_box_that_matters_not_asks_nothing(page: Any, draft: Session) -> None:
    desk = Desk(page)
    desk.sign_in("edith")
    page.goto(f"/admin/meetings/session/{draft.pk}/change/")
    page.locator("#desk-preview").get_by_text("no flag would change").wait_for()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "preview" in request.url else None)
    page.fill("#id_venue", "NATO headquarters")
    desk.add("statements")
    page.wait_for_timeout(1000)  # longer than the pause after which it would have asked
    assert asked == []


def test_without_javascript_the_button_shows_the_same(page_without_javascript: Any, draft: Session) -> None:
    page = page_without_javascript
    Desk(page).sign_in("edith")
    page.goto(f"/admin/meetings/session/{draft.pk}/change/")
    page.fill("#id_start", "12 January 2022")
    page.fill("#id_venue", "Kept as typed")
    Desk(page).press("_preview")
    assert RAISES in page.inner_text("#desk-preview")
    assert page.input_value("#id_venue") == "Kept as typed"
    Desk(page).press("_continue")
    draft.refresh_from_db()
    assert (draft.start.edtf, draft.venue) == ("2022-01-12", "Kept as typed")
