"""Draws the further pictures of the desk in editing.md, report-reader.md and importing.md: a statement, a public session with
its flag, what a changed date would follow, the report reader, the plan of an import. For a running demo with the
reference data, in which it leaves a draft and an import behind.

    .venv/bin/python docs/images/draw_meeting.py http://127.0.0.1:8000 EDITOR PASSWORD REVIEWER PASSWORD

Needs Chromium, found by its usual names or named in CHROMIUM.
"""

import csv
import io
import sys
from collections.abc import Callable

from draw_desk import WIDE, choose, draw, on_a_page_each
from playwright.sync_api import Page

PASTED = "/admin/meetings/source/paste/?address=https://www.zdf.de/nachrichten/politik/nato-russland-rat-treffen-100.html"
TEXT = (
    "Erstmals seit zweieinhalb Jahren kam der Nato-Russland-Rat am Mittwoch in Brüssel zusammen. Zuletzt hatte der Rat im"
    " Juli 2019 getagt.\n\n„Es ist ein positives Zeichen, dass alle am gleichen Tisch saßen“, sagte Stoltenberg."
    " NATO-Generalsekretär Jens Stoltenberg sprach von einem „echten Risiko“. Gruschko kritisierte, die Allianz stelle"
    " sein Land als „Hauptgegner“ dar."
)
HEADER = ("council_slug", "start_date", "level", "venue", "outcome", "source_url")
YEARBOOK = (
    ("2018-05-31", "ambassadors", "", ""),
    ("2018-10-31", "ambassadors", "NATO headquarters", ""),
    ("2019-01-25", "ambassadors", "", "The members agreed to meet again."),
    ("2019-07-05", "ambassadors", "", ""),
    ("2022-01-12", "deputy_ministers", "", "No progress was made."),
    ("2022-02", "senior_officials", "", ""),
    ("2022-03-32", "ambassadors", "", ""),
    ("2022-04-05", "envoys", "", ""),
)


def top_of(page: Page, selector: str) -> int:
    return int(page.locator(selector).first.evaluate("part => part.getBoundingClientRect().top + scrollY"))


def as_seen(page: Page, name: str) -> None:
    """What the window shows, without the list of tables and what the save before it said."""
    page.evaluate(
        """() => document.querySelectorAll("#nav-sidebar, #toggle-nav-sidebar, .messagelist, #desk-draft").forEach((part) => part.remove())"""
    )
    page.screenshot(path=f"{sys.path[0]}/{name}")


def new_session(page: Page) -> None:
    """The form of a session that rests on the report that `draw_desk.py` has entered."""
    page.goto(PASTED)
    with page.expect_navigation():
        page.get_by_role("link", name="Add a session that rests on it").click()
    choose(page, "id_council_links-0-council", "NATO-Russia Council")
    page.fill("#id_start", "April 2022")


def statement(page: Page) -> None:
    """A fragment with its clause, on a draft of the council."""
    new_session(page)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Alt+Shift+KeyS")
    page.locator("#statements-0:focus-within").wait_for()
    choose(page, "id_statements-0-speaker", "Grushko")
    choose(page, "id_statements-0-parties", "Russia")
    page.select_option("#id_statements-0-timing", "after")
    wording = "#id_statements-0-wordings-0"
    page.fill(f"{wording}-text", "Hauptgegner und -gefahr")
    page.fill(
        f"{wording}-clause",
        "Er kritisierte, dass das Bündnis sein Land als „Hauptgegner und -gefahr“ darstelle.",
    )
    page.select_option(f"{wording}-fidelity", "fragment")
    page.fill(f"{wording}-language", "de")
    page.fill(f"{wording}-speaker_as_printed", "er")
    page.select_option(f"{wording}-attribution", "carried_over")
    page.evaluate("document.activeElement.blur()")
    draw(page, "desk-statement.png", height=620, top=top_of(page, "#statements-0") - 12)


def public_session(page: Page) -> None:
    page.goto("/admin/meetings/session/?q=12+January+2022")
    page.locator("#result_list a", has_text="12 January 2022").first.click()
    page.locator("#id_start").wait_for()
    draw(page, "desk-published.png", height=470)
    page.reload()
    page.fill("#id_start", "12 July 2019")
    page.click("input[name=_preview]")
    page.locator("#desk-preview li", has_text="would withdraw").first.wait_for()
    page.locator("#id_start").scroll_into_view_if_needed()
    as_seen(page, "desk-preview.png")


def reader(page: Page) -> None:
    page.set_viewport_size({"width": 1400, "height": 820})
    new_session(page)
    page.click("[data-reader-open]")
    page.fill("#reader-text", TEXT)
    page.click("[data-reader-read]")
    page.get_by_text("None is accepted yet.").wait_for()
    page.locator('li[data-proposal*=\'"kind": "statement"\'] [data-accept]').first.click()
    page.get_by_text("added to the form.").wait_for()
    page.locator("#reader-text").evaluate("box => box.form.scrollTo?.(0, 0)")
    as_seen(page, "desk-reader.png")
    page.set_viewport_size(WIDE)


def plan_of_an_import(page: Page, reviewer: Page) -> None:
    rows = io.StringIO()
    sheet = csv.writer(rows)
    sheet.writerow(HEADER)
    sheet.writerows(("nato-russia-council", *row, "https://news.example/yearbook") for row in YEARBOOK)
    page.goto("/admin/statements/upload/add/")
    file = {"name": "yearbook-2022.csv", "mimeType": "text/csv", "buffer": rows.getvalue().encode()}
    page.set_input_files("#id_files", file)
    page.check("input[name=reach][value=changes]")
    page.click("input[value='Upload and plan']")
    page.get_by_text("Nothing has been written.").wait_for()
    reviewer.goto(page.url)
    draw(reviewer, "desk-import.png", height=1130)


def main(edits: Page, reviews: Page) -> None:
    pictures: tuple[Callable[[], None], ...] = (
        lambda: statement(edits),
        lambda: public_session(reviews),
        lambda: reader(edits),
        lambda: plan_of_an_import(edits, reviews),
    )
    for picture in pictures:
        picture()


if __name__ == "__main__":
    on_a_page_each(main)
