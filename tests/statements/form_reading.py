"""Reads a form as a browser would: what it would post if nobody touched it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self.select: str | None = None
        self.textarea: str | None = None
        self.typed = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name and given.get("type") not in ("submit", "button"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self._add(name, given.get("value") or ("on" if given.get("type") == "checkbox" else ""))
        elif tag == "select":
            self.select, self.chosen = name, False
            self.multiple = "multiple" in given
            if not self.multiple:
                self._add(name, "")
        elif tag == "option" and self.select and ("selected" in given or not (self.multiple or self.chosen)):
            if "selected" in given:
                self._set(self.select, given.get("value") or "")
            elif not self.data.get(self.select, [""])[0] and not self.chosen:
                self.data[self.select] = [given.get("value") or ""]
            self.chosen = True
        elif tag == "textarea":
            self.textarea, self.typed = name, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = None
        if tag == "textarea" and self.textarea:
            self._add(self.textarea, self.typed.removeprefix("\n"))
            self.textarea = None

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.typed += data

    def _add(self, name: str, value: str) -> None:
        self.data.setdefault(name, []).append(value)

    def _set(self, name: str, value: str) -> None:
        if self.multiple:
            self._add(name, value)
        else:
            self.data[name] = [value]


def form_data(response: Any, **changes: Any) -> dict[str, list[str]]:
    """The fields of the page's form with the changes; of blank rows only those that would be posted.

    A name in ``changes`` is the field's with `__` for `-`.
    """
    html = response.text
    start = html.index("<form", html.index('id="content-main"'))
    reader = _Form()
    reader.feed(html[start : html.index("</form>", start)])
    data = {
        name: values
        for name, values in reader.data.items()
        if "__prefix__" not in name and "-empty-" not in name
    }
    for name, value in changes.items():
        data[name.replace("__", "-")] = value if isinstance(value, list) else [str(value)]
    return data


def add_row(data: dict[str, list[str]], prefix: str, **fields: Any) -> None:
    """A new row of the form set, as the browser would add it."""
    number = int(data[f"{prefix}-TOTAL_FORMS"][0])
    data[f"{prefix}-TOTAL_FORMS"] = [str(number + 1)]
    for name, value in {"id": "", **fields}.items():
        data[f"{prefix}-{number}-{name}"] = value if isinstance(value, list) else [str(value)]


def add_form_set(data: dict[str, list[str]], prefix: str) -> None:
    """The empty form set beneath a new row."""
    for name, value in (("TOTAL", 0), ("INITIAL", 0), ("MIN_NUM", 0), ("MAX_NUM", 1000)):
        data[f"{prefix}-{name}_FORMS"] = [str(value)]
