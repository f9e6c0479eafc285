"""The desk as an editor's hands use it, in a real browser: rows, boxes, autocompletes, pop-ups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.factories import PASSWORD


class Desk:
    """One person at the desk. ``page``: a Playwright page of the live server."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def sign_in(self, name: str) -> None:
        self.page.goto("/admin/")
        self.page.fill("#id_username", name)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("input[type=submit]")
        self.page.wait_for_selector("text=My drafts")

    def press(self, button: str) -> None:
        """Press a button of the form and wait for the next page."""
        with self.page.expect_navigation():
            self.page.click(f'.submit-row input[name="{button}"]')

    def sentence(self) -> str:
        """What the desk says on top of the page."""
        return str(self.page.inner_text(".messagelist"))

    def add(self, rows: str) -> str:
        """Add a row to the form set; return the prefix of its boxes. A new statement comes with a first wording."""
        first = f"{rows}-0"
        new = rows.endswith("-wordings") and self.page.locator(f"#{first}:not(.has_original)").count() == 1
        if new and not self.page.input_value(f"#id_{first}-text"):
            return first
        number = self.page.input_value(f"#id_{rows}-TOTAL_FORMS")
        self.page.click(f"#{rows}-group > fieldset > .djn-add-item > a")
        self.page.wait_for_selector(f"#{rows}-{number}")
        if rows == "statements":
            self.page.wait_for_selector(f"#{rows}-{number}-wordings-0")
        return f"{rows}-{number}"

    def enter(self, prefix: str = "", **values: Any) -> None:
        """Fill the boxes of a row (of the session itself without a prefix), each as its kind asks.

        For an autocomplete: what is typed, or a pair with the name of the record that it finds.
        """
        for name, value in values.items():
            field = f"id_{prefix}-{name}" if prefix else f"id_{name}"
            box = self.page.locator(f"[id='{field}']")
            box.evaluate(
                "box => { const more = box.closest('details.desk-more'); if (more) more.open = true; }"
            )
            if "admin-autocomplete" in (box.get_attribute("class") or ""):
                self.choose(field, *(value if isinstance(value, tuple) else (value,)))
            elif box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(value)
            elif box.get_attribute("type") == "checkbox":
                box.set_checked(value)
            else:
                box.fill(str(value))

    def row(self, rows: str, **values: Any) -> str:
        """Add a row and fill it; return its prefix."""
        prefix = self.add(rows)
        self.enter(prefix, **values)
        return prefix

    def choose(self, field: str, term: str, record: str = "") -> None:
        """Type into the autocomplete and take the first record offered (of that name, if it is spelt otherwise)."""
        box = self.page.locator(f"[id='{field}'] + .select2-container")
        box.click()
        self.page.locator(".select2-container--open .select2-search__field").fill(term)
        offered = self.page.locator(
            ".select2-results__option:not(.loading-results):not(.select2-results__message)",
            has_text=record or term,
        )
        offered.first.click()

    def create(self, field: str, fill: Callable[[Desk], None]) -> None:
        """Enter the record in place, in the window that the + beside the box opens."""
        with self.page.expect_popup() as opened:
            self.page.click(f"[id='add_{field}']")
        popup = opened.value
        popup.wait_for_selector("input[name=_save]")
        fill(Desk(popup))
        with popup.expect_event("close"):
            popup.click("input[name=_save]")

    def unfold(self, rows: str, text: str) -> str:
        """Open the saved row that carries the text; return its prefix."""
        found = self.page.locator(
            f"#{rows}-group .djn-inline-form", has=self.page.locator("summary", has_text=text)
        ).first
        found.locator("summary", has_text=text).first.click()
        found.locator(".select2-container").first.wait_for()
        return str(found.get_attribute("id"))
