"""The reader's panel in a real browser, with the keyboard, and its page without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from meetings.models import Session
from statements.groups import make_groups
from statements.models import GapClaim, Wording
from tests import factories as make
from tests.meetings.silent_council import make_silent_council
from tests.statements.desk_browser import Desk

pytestmark = pytest.mark.django_db(transaction=True)

QUOTE = "Niemand hat heute die Tür zugeschlagen, und dabei soll es bleiben"
TEXT = (
    "Erstmals seit zweieinhalb Jahren kam der Rat am Mittwoch in Brussels zusammen.\n\n"
    f"„{QUOTE}“, erklärte Petra Lindholm. Ihr Gegenüber nannte die Runde „nüchtern‘, mehr nicht.\n"
)


@pytest.fixture
def draft(live_server: Any) -> Session:
    make_groups()
    make.make_editor("edith")
    make.make_place("Brussels")
    source = make.make_source(published="2022-01-13", language="de")
    session = make.make_session(make_silent_council(), "2022-01-11", published=False, source=source)
    make.make_delegate(make.make_delegation(session), make.make_person("Petra Lindholm"), leads=True)
    return session


def test_proposals_are_accepted_with_the_keyboard_and_saved_word_for_word(page: Any, draft: Session) -> None:
    desk = Desk(page)
    desk.sign_in("edith")
    page.goto(f"/admin/meetings/session/{draft.pk}/change/")
    page.focus("[data-reader-open]")
    page.keyboard.press("Enter")
    expect(page.locator("#reader-text")).to_be_focused()
    page.keyboard.insert_text(TEXT)
    page.focus("[data-reader-read]")
    page.keyboard.press("Enter")
    page.get_by_text("None is accepted yet.").wait_for()
    assert page.input_value("#id_statements-TOTAL_FORMS") == "0"
    page.keyboard.press("Enter")  # the date, on which the focus stands
    page.get_by_text("Date filled in.").wait_for()
    for kind in ("claim", "statement"):
        button = page.locator(f'li[data-proposal*=\'"kind": "{kind}"\'] [data-accept]').first
        button.focus()
        page.keyboard.press("Enter")
        page.get_by_text("added to the form.").wait_for()
    assert page.input_value("#id_start") == "12 January 2022"
    desk.press("_continue")
    page.wait_for_load_state("networkidle")  # the preview answers, before the tables are emptied under it
    wording, claim = Wording.objects.get(), GapClaim.objects.get()
    assert wording.text == QUOTE
    assert wording.text in TEXT
    assert str(wording.statement.speaker) == "Petra Lindholm"
    assert (claim.phrase in TEXT, claim.value) == (True, "P2Y6M")
    assert wording.source == claim.source == draft.citations.get().source
    draft.refresh_from_db()
    assert (draft.start.edtf, draft.date_as_printed, draft.date_basis) == (
        "2022-01-12",
        "Mittwoch",
        "inferred",
    )


def test_without_javascript_a_page_with_boxes_does_the_same(
    page_without_javascript: Any, draft: Session
) -> None:
    page = page_without_javascript
    Desk(page).sign_in("edith")
    page.goto(f"/admin/meetings/session/{draft.pk}/change/")
    page.click("text=Read a report")
    page.fill("#id_text", TEXT)
    page.click("input[value=Read]")
    page.locator("li", has_text=QUOTE).locator("input[name=accept]").first.check()
    page.click("text=Add what is ticked")
    assert "1 statements and 0 gap claims were added" in Desk(page).sentence()
    page.wait_for_load_state("networkidle")
    assert Wording.objects.get().text == QUOTE
