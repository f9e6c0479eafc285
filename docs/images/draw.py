"""Draws the pictures of flags.md and challenging-flags.md, and that of a council, from a running demo with the reference data.

    .venv/bin/python docs/images/draw.py http://127.0.0.1:8000

Needs Chromium, found by its usual names or named in CHROMIUM.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent
NRC = "council=nato-russia-council"


def flag_of_2022(page: Page, base: str) -> str:
    """The address of the NATO-Russia Council's resumption of 12 January 2022."""
    page.goto(f"{base}/resumptions/?{NRC}")
    return page.get_by_role("link", name="12 January 2022").first.get_attribute("href") or ""


def main(base: str) -> None:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 900}, color_scheme="light")
        flag = base + flag_of_2022(page, base)
        page.goto(flag)
        page.locator("figure.rhythm").screenshot(path=FOLDER / "flag-gaps.png")
        page.locator("section[aria-labelledby=changes]").screenshot(path=FOLDER / "flag-changes.png")
        page.screenshot(
            path=FOLDER / "flag-page.png",
            clip={"x": 0, "y": 0, "width": 1100, "height": 1130},
            full_page=True,
        )
        page.set_viewport_size({"width": 1200, "height": 1000})
        page.goto(f"{base}/councils/nato-russia-council/")
        page.screenshot(
            path=FOLDER / "council.png",
            clip={"x": 0, "y": 0, "width": 1200, "height": 1130},
            full_page=True,
        )
        page.set_viewport_size({"width": 1100, "height": 900})
        page.goto(f"{base}/silences/?as_of=2022-01-11")
        page.screenshot(
            path=FOLDER / "watch-list.png",
            clip={"x": 0, "y": 60, "width": 1100, "height": 620},
            full_page=True,
        )
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
