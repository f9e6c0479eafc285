"""Citing in a real browser: copied with a word of confirmation, and there to be selected without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests import factories


@pytest.fixture
def session(transactional_db: None) -> Any:
    council = factories.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")
    return factories.make_session(council, "2022-01-12", level="ambassadors")


def test_a_citation_is_copied_and_that_is_announced(session: Any, page: Any) -> None:
    page.goto(f"/sessions/{session.public_id}/")
    page.get_by_text("Cite this page").press("Enter")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the BibTeX entry").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_have_count(1)
    entry = page.evaluate("navigator.clipboard.readText()")
    assert entry == page.locator("#cite-bibtex").text_content()
    assert entry.startswith(f"@misc{{reconvene-{session.public_id}-")


def test_after_a_filter_the_citation_is_that_of_the_new_address(session: Any, page: Any) -> None:
    page.goto("/")
    page.click("#pick-council summary")
    page.check('input[name="council"][value="nrc"]')
    page.wait_for_url("**/?council=nrc")
    expect(page.locator("#cite-plain")).to_contain_text("/?council=nrc&as_of=")


def test_without_javascript_the_citation_is_there_and_no_dead_button(
    session: Any, page_without_javascript: Any
) -> None:
    page = page_without_javascript
    page.goto(f"/sessions/{session.public_id}/")
    page.get_by_text("Cite this page").click()
    expect(page.locator("#cite-plain")).to_be_visible()
    expect(page.locator("#cite-plain")).to_contain_text(f"/id/{session.public_id}")
    expect(page.locator("#cite-bibtex")).to_be_visible()
    assert page.get_by_role("button", name="Copy").count() == 0
