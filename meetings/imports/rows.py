"""One row of a CSV file and its cells, read with a sentence for whatever is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import slugify

from meetings.characters import first_unprintable
from meetings.dates import DateInterval
from meetings.imports.plan import RefusedError, Remark

_LONGEST_URL = 1000
UNKNOWN = "unknown"
_check_url = URLValidator(schemes=["http", "https"])


@lru_cache(maxsize=8192)
def _is_url(text: str) -> bool:
    try:
        _check_url(text)
    except ValidationError:
        return False
    return True


@lru_cache(maxsize=8192)
def _interval(text: str) -> DateInterval:
    return DateInterval.parse_edtf(text)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: `number` as the sheet counts, the header being 1; `header` gives the place of each column. Every reader gives None or "" for an empty cell,
    also where the file has no such column, and raises RefusedError for what it cannot read.

    `problem`: column and reason of a cell that could not be made a text, such as a formula."""

    file: str
    number: int
    header: Mapping[str, int]
    cells: list[str]
    problem: tuple[str, str] | None = None

    def check(self) -> None:
        """Refuses a row whose cells cannot be read at all, or do not fit the header."""
        if problem := self.problem or first_unprintable(list(self.header), self.cells):
            raise RefusedError(*problem)
        if len(self.cells) != len(self.header):
            raise RefusedError(
                "",
                f"it has {len(self.cells)} cells where the header has {len(self.header)}: a comma too many or too few?",
            )

    def remark(self, column: str, reason: str) -> Remark:
        return Remark(self.file, self.number, column, reason)

    def _cell(self, column: str) -> str:
        return self._as_written(column).strip()

    def _as_written(self, column: str) -> str:
        position = self.header.get(column)
        return "" if position is None else self.cells[position]

    def text(self, column: str, *, most: int | None = None, required: bool = False) -> str:
        """The cell; of our own exports with the spaces around it. `most` is the longest length stored, in characters."""
        text = self._as_written(column)
        if required and not text:
            raise RefusedError(column, "the cell is empty.")
        if most is not None and len(text) > most:
            raise RefusedError(column, f"{len(text)} characters are too long; at most {most} are stored.")
        return text

    def code(self, column: str, words: Iterable[str], default: str = "") -> str:
        """One of the words; empty or `unknown` is the default."""
        text = self._cell(column)
        if text in ("", UNKNOWN):
            return default
        allowed = list(words)
        if text not in allowed:
            raise RefusedError(column, f"“{text}” is none of {', '.join(allowed)}.")
        return text

    def slug(self, column: str, *, required: bool = False) -> str:
        text = self.text(column, most=80, required=required).strip()
        if text != slugify(text):
            raise RefusedError(column, f"“{text}” is no slug: write small letters, digits and hyphens.")
        return text

    def interval(self, column: str, *, required: bool = False) -> DateInterval | None:
        """A date as `2008`, `2008-08`, `2008-08-12` or the wider EDTF of our exports."""
        text = self.text(column, required=required)
        if not text:
            return None
        try:
            return _interval(text)
        except ValueError as error:
            raise RefusedError(column, str(error)) from error

    def bounds(self, earliest: str, latest: str, *, required: bool = False) -> DateInterval | None:
        """A date given by two columns of full days."""
        first, last = self.day(earliest, required=required), self.day(latest, required=required)
        if first is None and last is None:
            return None
        try:
            return DateInterval(first or last, last or first)  # type: ignore[arg-type]  # one of them is a date
        except ValueError as error:
            raise RefusedError(latest, str(error)) from error

    def day(self, column: str, *, required: bool = False) -> date | None:
        """A full day."""
        interval = self.interval(column, required=required)
        if interval is not None and not interval.is_day:
            raise RefusedError(column, f"“{self._cell(column)}” is no full day such as 2008-08-12.")
        return interval.earliest if interval else None

    def url(self, column: str, *, required: bool = False) -> str:
        return self._checked_url(column, self.text(column, most=_LONGEST_URL, required=required).strip())

    def urls(self, column: str) -> list[str]:
        """Addresses joined with `; `, in their order, each once."""
        found = [part.strip() for part in self._cell(column).split("; ") if part.strip()]
        return list(dict.fromkeys(self._checked_url(column, url) for url in found))

    def _checked_url(self, column: str, url: str) -> str:
        if url and not _is_url(url):
            raise RefusedError(column, f"“{url[:200]}” is not an address of the form https://….")
        return url

    def texts(self, column: str, *, most: int, joint: str = ";") -> list[str]:
        """Texts joined with `;` (our exports: with `; `), in their order, each once."""
        found = list(dict.fromkeys(part.strip() for part in self._cell(column).split(joint) if part.strip()))
        for text in found:
            if len(text) > most:
                raise RefusedError(
                    column, f"“{text[:40]}…” is too long; at most {most} characters are stored."
                )
        return found

    def flag(self, column: str) -> bool | None:
        """0, 1 or empty."""
        text = self.code(column, ("0", "1"))
        return None if not text else text == "1"

    def number_of(self, column: str) -> int | None:
        """A whole number from 0."""
        text = self._cell(column)
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise RefusedError(column, f"“{text}” is no whole number.")
        return int(text)
