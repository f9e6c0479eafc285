"""Draws the pictures of the desk in editing.md from a running demo with the reference data, and leaves drafts behind in it.

    .venv/bin/python docs/images/draw_desk.py http://127.0.0.1:8000 EDITOR PASSWORD REVIEWER PASSWORD

Needs Chromium, found by its usual names or named in CHROMIUM.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent
WIDE = {"width": 1100, "height": 820}
REPORT = "http://m.zdf.de/nachrichten/politik/nato-russland-rat-treffen-100.html?utm_source=mail#top"


# The list of tables and the sentence on top are left out; the buttons stand where the form ends.
_WITHOUT = """() => {
  for (const part of document.querySelectorAll("#nav-sidebar, #toggle-nav-sidebar, .messagelist")) part.style.display = "none";
  for (const part of document.querySelectorAll(".desk-foot, .desk-steps")) part.style.position = "static";
}"""


def signed_in(browser: Browser, base: str, name: str, password: str) -> Page:
    page = browser.new_context(base_url=base, viewport=WIDE, color_scheme="light").new_page()
    page.goto("/admin/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.click("#login-form input[type=submit]")
    page.locator("#content-main").wait_for()
    return page


def draw(page: Page, name: str, height: int, top: int = 84, width: int = 800) -> None:
    """The content of the desk's page, without the list of tables at its side."""
    page.evaluate(_WITHOUT)
    page.screenshot(
        path=FOLDER / name, clip={"x": 0, "y": top, "width": width, "height": height}, full_page=True
    )


def choose(page: Page, field: str, term: str) -> None:
    page.locator(f"[id='{field}'] + .select2-container").click()
    page.locator(".select2-container--open .select2-search__field").press_sequentially(term)
    page.locator(".select2-results__option:not(.loading-results)", has_text=term).first.click()


def save(page: Page, button: str = "_continue") -> None:
    with page.expect_navigation():
        page.click(f'.submit-row input[name="{button}"]')


def source_first(page: Page) -> str:
    """The first page, then the form of a new source; gives its address once it is saved."""
    page.goto("/admin/")
    draw(page, "desk-first-page.png", height=760, top=40, width=1100)
    page.fill("#id_pasted", REPORT)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    if page.locator("#id_title").input_value() == "":  # not on record yet
        page.fill("#id_title", "Nato-Russland-Rat: Erstes Treffen seit zweieinhalb Jahren")
        page.fill("#id_publisher", "ZDF")
        page.fill("#id_language", "de")
        draw(page, "desk-source.png", height=620)
        save(page)
    return page.url


def new_session(page: Page, source: str) -> str:
    page.goto(source)
    with page.expect_navigation():
        page.get_by_role("link", name="Add a session that rests on it").click()
    choose(page, "id_council_links-0-council", "NATO-Russia Council")
    page.fill("#id_start", "Jan 2022")
    page.fill("#id_venue", "NATO headquarters")
    page.locator("#id_title").focus()
    page.wait_for_load_state("networkidle")
    draw(page, "desk-new-session.png", height=1000)
    page.fill("#id_start", "March 2022")
    page.fill("#id_title", "Example of two saves")
    save(page)
    return page.url


def two_saves(page: Page, other: Page, address: str) -> None:
    for each in (page, other):
        each.goto(address)
    other.fill("#id_venue", "Palais d’Egmont")
    other.fill("#id_title", "Example of two saves, seen twice")
    save(other)
    page.fill("#id_venue", "NATO headquarters, room 1")
    page.fill("#id_follow_up", "Both sides are ready to meet again.")
    save(page)
    draw(page, "desk-conflict.png", height=470)


def proposal(page: Page, reviewer: Page) -> None:
    """A change of the public session of 12 January 2022, as its reviewer sees it."""
    page.goto("/admin/meetings/session/?q=12+January+2022")
    page.locator("#result_list a", has_text="12 January 2022").first.click()
    page.wait_for_load_state()
    page.fill("#id_duration_as_printed", "rund vier Stunden")
    page.fill("#id_duration_minutes_min", "225")
    page.fill("#id_duration_minutes_max", "255")
    page.fill(
        "#id_outcome", "No concrete progress, says the report; both sides agree to continue the dialogue."
    )
    page.fill("#id_reason", "The ZDF report gives the length and the outcome")
    save(page)
    reviewer.goto(page.url)
    draw(reviewer, "desk-proposal.png", height=680)


def history(page: Page, address: str) -> None:
    page.goto(address.replace("/change/", "/history/"))
    draw(page, "desk-versions.png", height=280)


def main(edits: Page, reviews: Page) -> None:
    source = source_first(edits)
    session = new_session(edits, source)
    two_saves(edits, reviews, session)
    history(edits, session)
    proposal(edits, reviews)


def on_a_page_each(work: Callable[[Page, Page], None]) -> None:
    """Do it with a page of the editor and one of the reviewer, who are named on the command line."""
    base, editor, editors_word, reviewer, reviewers_word = sys.argv[1:6]
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        edits = signed_in(browser, base.rstrip("/"), editor, editors_word)
        work(edits, signed_in(browser, base.rstrip("/"), reviewer, reviewers_word))
        browser.close()


if __name__ == "__main__":
    on_a_page_each(main)
