"""Subscribing in a real browser, without JavaScript and with the keyboard alone."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from meetings.mail.delivery import deliver
from meetings.models import Subscription
from tests import factories
from tests.mailbox import Mailbox, text_of


@pytest.fixture
def council(transactional_db: None) -> Any:
    return factories.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")


def address_in(text: str, part: str) -> str:
    found = re.search(rf"https?://\S+/{part}/\S+", text)
    assert found
    return urlsplit(found[0]).path


def test_from_a_councils_page_to_the_end_by_keyboard_without_javascript(
    council: Any, mailbox: Mailbox, page_without_javascript: Any
) -> None:
    page = page_without_javascript
    page.goto("/councils/nrc/")
    page.get_by_role("link", name="Get this by mail").press("Enter")
    page.wait_for_url("**/subscribe/?council=nrc")
    page.get_by_label("Your e-mail address").focus()
    page.keyboard.type("ann at example")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=This is not an e-mail address")
    field = page.get_by_label("Your e-mail address")
    assert field.input_value() == "ann at example" and field.get_attribute("aria-invalid") == "true"
    field.fill("ann@example.org")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.type("for the book")
    page.keyboard.press("Tab")  # past the trap, which no key reaches
    page.keyboard.press("Enter")
    page.wait_for_url("**/subscribe/asked/")

    deliver(timezone.now())
    page.goto(address_in(text_of(mailbox.messages[0]), "subscribe/confirm"))
    assert page.locator("main").inner_text().count("for the book") == 1
    page.get_by_role("button", name="Yes, send them").press("Enter")
    page.wait_for_selector("text=You will get these notices")
    row = Subscription.objects.get()
    assert (row.rhythm, row.query, row.note_to_self) == ("immediate", "council=nrc", "for the book")

    page.goto(address_in(text_of(mailbox.messages[0]), "subscriptions"))
    page.get_by_label("How often").select_option("weekly")
    page.get_by_role("button", name="Change").press("Enter")
    page.wait_for_selector("text=Changed.")
    page.get_by_role("button", name="End this").press("Enter")
    page.wait_for_selector("text=Your address has been deleted here.")
    assert not Subscription.objects.lasting().exists()
    assert page.context.cookies() == []
