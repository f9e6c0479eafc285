"""The same hands without a mouse: every box is reached with Tab and the desk's own keys, and filled by typing.

A step that would need a click fails: the focus must be in the box before anything is typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.factories import PASSWORD

# Keys for each kind of row, as the form shows them.
KEYS = {
    "citations": "C",
    "agenda": "A",
    "delegations": "D",
    "statements": "S",
    "gap_claims": "G",
    "announcements": "N",
    "delegates": "H",
    "wordings": "W",
}
_FOCUS = """() => {
  const box = document.activeElement;
  const around = box.closest(".select2-container");
  const named = around ? around.previousElementSibling : box;
  return named.id || named.name || named.tagName;
}"""
_ON_THE_WAY = f"""field => {{
  const fold = document.activeElement.closest(".desk-more > summary")?.parentElement;
  return [({_FOCUS})(), Boolean(fold && !fold.open && fold.querySelector(`[id='${{field}}']`))];
}}"""
_MOST_TABS = 80


class Keyboard:
    """One person with a keyboard. ``page``: a Playwright page; nothing here touches its mouse."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.strokes = 0

    def press(self, keys: str) -> None:
        self.strokes += 1
        self.page.keyboard.press(keys)

    def write(self, text: str, *, at_once: bool = False) -> None:
        """Type it letter by letter; ``at_once``: as an input method does, for the long texts of a report."""
        self.strokes += len(text)
        (self.page.keyboard.insert_text if at_once else self.page.keyboard.type)(text)

    @property
    def focus(self) -> str:
        """The id (or name) of the box that has the focus; of an autocomplete that of its field."""
        return str(self.page.evaluate(_FOCUS))

    def go(self, field: str) -> None:
        """Tab to the box, opening the fold “More” on the way where it lies in it; at most so many stops away."""
        for _ in range(_MOST_TABS):
            here, leads_there = self.page.evaluate(_ON_THE_WAY, field)
            if here == field:
                return
            if leads_there:
                self.press("Enter")
            self.press("Tab")
        raise AssertionError(f"{field} is not reached with Tab; the focus is in {self.focus}")

    def sign_in(self, name: str) -> None:
        self.page.goto("/admin/")
        self.write(name)
        self.press("Tab")
        self.write(PASSWORD)
        with self.page.expect_navigation():
            self.press("Enter")

    def save(self, keys: str = "Control+Enter") -> None:
        with self.page.expect_navigation():
            self.press(keys)

    def fill(self, prefix: str = "", **values: Any) -> None:
        """Fill the boxes, in the order in which Tab reaches them."""
        fields = {f"id_{prefix}-{name}" if prefix else f"id_{name}": value for name, value in values.items()}
        ordered = "wanted => [...document.querySelectorAll('[id]')].map(box => box.id).filter(id => wanted.includes(id))"
        for field in self.page.evaluate(ordered, list(fields)):
            value = fields[field]
            self.go(field)
            box = self.page.locator(f"[id='{field}']")
            if "admin-autocomplete" in (box.get_attribute("class") or ""):
                self.choose(*(value if isinstance(value, tuple) else (value,)))
            elif box.evaluate("box => box.tagName") == "SELECT":
                self.select(box, value)
            elif box.get_attribute("type") == "checkbox":
                if box.is_checked() != value:
                    self.press("Space")
            else:
                if box.input_value():
                    self.press("Control+a")
                self.write(str(value), at_once=len(str(value)) > 8)

    def select(self, box: Any, value: str) -> None:
        """Type the beginning of the option's words, as on any list."""
        words = box.locator(f"option[value='{value}']").inner_text()
        self.write(words)
        assert box.input_value() == value, f"typing “{words}” chose {box.input_value()}"

    def choose(self, term: str, record: str = "") -> None:
        """Type, and take the first offer with Enter, whether the server has answered by then or not."""
        field = self.focus
        self.press("Enter")
        self.write(term)
        self.press("Enter")
        chosen = self.page.locator(f"[id='{field}'] option:checked", has_text=record or term)
        chosen.first.wait_for(state="attached")

    def row(self, kind: str, prefix: str, **values: Any) -> str:
        """Add a row with its key; the focus is then in its first box."""
        self.press(f"Alt+Shift+Key{KEYS[kind]}")
        self.page.locator(f"[id='{prefix}']:focus-within").wait_for()
        self.fill(prefix, **values)
        return prefix

    def create(self, term: str, fill: Callable[[Keyboard], None]) -> None:
        """Enter a new record from the box in which the focus is: the last offer opens its form, with what was typed."""
        field = self.focus
        self.press("Enter")
        self.write(term)
        self.page.locator(".select2-results__option", has_text="as a new").wait_for()
        with self.page.expect_popup() as opened:
            self.press("ArrowUp")
            self.press("Enter")
        window = Keyboard(opened.value)
        window.page.wait_for_load_state()
        fill(window)
        with window.page.expect_event("close"):
            window.press("Control+Enter")
        self.strokes += window.strokes
        self.page.locator(f"[id='{field}'] option:checked").first.wait_for(state="attached")
        self.page.bring_to_front()
        self.page.locator(f"[id='{field}'] + .select2-container:focus-within").wait_for()

    def unfold(self, kind: str, text: str) -> str:
        """From section to section, from row to row, to the saved row that carries the text; open it, give its prefix."""
        within = "kind => document.activeElement.closest(`#${kind}-group`) !== null"
        for _ in range(_MOST_TABS):
            if self.page.evaluate(within, kind):
                break
            self.press("Alt+Shift+PageDown")
        said = "() => document.activeElement.closest('summary')?.textContent ?? ''"
        for _ in range(_MOST_TABS):
            if text in self.page.evaluate(said):
                self.press("Enter")
                return str(self.page.evaluate("() => document.activeElement.closest('.djn-inline-form').id"))
            self.press("Alt+Shift+ArrowDown")
        raise AssertionError(f"No row of {kind} carries {text}.")
