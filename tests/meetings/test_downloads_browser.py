"""The page of all files in a real browser: rows are counted as they come into view, or one by one without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests import factories


@pytest.fixture
def council(transactional_db: None) -> Any:
    council = factories.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")
    factories.make_session(council, "2022-01-12")
    factories.make_session(council, "2019-07-05")
    return council


def test_rows_are_counted_as_they_come_into_view(council: Any, page: Any) -> None:
    page.goto("/downloads/?council=nrc")
    expect(page.locator("#size-sessions")).to_contain_text("2 rows, about ")
    page.locator("#size-retired_ids").scroll_into_view_if_needed()
    expect(page.locator("#size-retired_ids")).to_contain_text("0 rows")


def test_without_javascript_a_link_counts_them(council: Any, page_without_javascript: Any) -> None:
    page = page_without_javascript
    page.goto("/downloads/?council=nrc")
    page.get_by_role("link", name="Count the rows of sessions.csv").press("Enter")
    page.wait_for_url("**/downloads/?council=nrc&count=sessions#size-sessions")
    expect(page.locator("#size-sessions")).to_contain_text("2 rows, about ")
