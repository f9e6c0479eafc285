"""The date box in a browser: it says while one types how the date is understood."""

from typing import Any

import pytest

from tests.factories import PASSWORD, make_editor, make_reviewer, make_source

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Any, name: str, address: str) -> None:
    """On the way to an address of the desk."""
    page.goto(address)
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")


def test_the_box_says_while_typing_how_it_understands(page: Any) -> None:
    from playwright.sync_api import expect

    make_editor("erika")
    sign_in(page, "erika", "/admin/meetings/session/add/")
    box = page.locator("input[name=start]")
    hint = page.locator("input[name=start] + output.interval-date-reading")
    box.press_sequentially("7/2019")
    expect(hint).to_have_text("July 2019: some day from 1–31 July 2019.")
    box.fill("03/04/2009")
    expect(hint).to_contain_text("This may be 3 April 2009 or 4 March 2009: write the month as a word.")
    expect(hint).to_contain_class("is-problem")
    hint.get_by_role("button", name="4 March 2009").click()
    expect(box).to_have_value("4 March 2009")
    expect(hint).to_have_text("Wednesday, 4 March 2009.")
    box.fill("")
    expect(hint).to_be_empty()


def test_what_is_typed_while_the_page_still_loads_stays_in_its_box(page: Any) -> None:
    """The script that puts the cursor into an empty form may come late."""
    from playwright.sync_api import expect

    make_editor("erika")
    sign_in(page, "erika", "/admin/")
    page.wait_for_selector("text=My drafts")
    late: list[Any] = []
    page.route("**/desk-first-box*.js", lambda route: late.append(route))
    with page.expect_request("**/desk-first-box*.js"):
        page.goto("/admin/meetings/session/add/", wait_until="commit")
    box = page.locator("input[name=start]")
    box.click()
    page.keyboard.type("7/20")
    late[0].continue_()
    page.wait_for_load_state("load")
    page.keyboard.type("19")
    expect(box).to_have_value("7/2019")


def test_an_empty_form_begins_in_its_first_box(page: Any) -> None:
    from playwright.sync_api import expect

    make_reviewer("rita")
    sign_in(page, "rita", "/admin/meetings/topic/add/")
    expect(page.locator("#topic_form input[type=text]").first).to_be_focused()


def test_the_box_of_an_announcement_counts_ahead(page: Any) -> None:
    from playwright.sync_api import expect

    make_reviewer("rita")
    source = make_source(published="2022-01-14")
    sign_in(page, "rita", "/admin/meetings/announcement/add/")
    page.locator("#id_source + .select2-container").click()
    page.locator(".select2-search__field").fill(source.title)
    page.locator(".select2-results__option", has_text="ZDF —").click()
    page.locator("#id_expected").press_sequentially("in March")
    expect(page.locator("#id_expected + output")).to_contain_text("March 2022")


def test_what_is_counted_from_the_source_is_read_anew_when_one_is_chosen(page: Any) -> None:
    from playwright.sync_api import expect

    make_reviewer("rita")
    source = make_source(published="2022-01-14")
    sign_in(page, "rita", "/admin/meetings/announcement/add/")
    page.locator("#id_announced_on").press_sequentially("Mittwoch")
    hint = page.locator("#id_announced_on + output")
    expect(hint).to_contain_text("choose a source")
    page.locator("#id_source + .select2-container").click()
    page.locator(".select2-search__field").fill(source.title)
    page.locator(".select2-results__option", has_text="ZDF —").click()
    expect(hint).to_contain_text("12 January 2022")
