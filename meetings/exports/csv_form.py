"""The form of our CSV files: how a value becomes a cell, and cells a line.

UTF-8, comma, CRLF, quoting as in RFC 4180, one physical line per record, NFC. Empty is "not recorded or not
applicable"; there are no sentinels. The spreadsheet variant adds a byte order mark and guards formulas, in free text
only: a guard everywhere would damage numbers and addresses.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from meetings.dates import DateInterval
from meetings.exports.columns import Kind

BYTE_ORDER_MARK = "\ufeff"
JOINT = "; "
# About so many characters are collected before they are handed on: large enough for the network, small for memory.
CHUNK_CHARACTERS = 1 << 16

# Everything that some reader takes for the end of a line, and the separators that Python's splitlines adds.
LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LINE_BREAK = re.compile(f"\r\n|[{LINE_BREAKS}]")
# First characters that make a spreadsheet calculate, also in their full-width forms.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|\t")

Form = Callable[[Any], str]


def clean(text: str) -> str:
    """One physical line, in normal form NFC."""
    return unicodedata.normalize("NFC", _LINE_BREAK.sub(" ", text))


def guarded(text: str) -> str:
    """The text behind an apostrophe if a spreadsheet would calculate it."""
    return f"'{text}" if _FORMULA.match(text) else text


def number(value: float) -> str:
    """At most three decimal places, no exponent, no trailing zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def instant(value: datetime) -> str:
    """Seconds in UTC: ``2022-01-12T09:30:00Z``."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def joined(values: Iterable[Any]) -> str:
    """Several values in a cell. A "; " inside one of them becomes ", ", so that the cell splits where it should."""
    return JOINT.join(clean(str(value)).replace(JOINT, ", ") for value in values if value not in (None, ""))


def _boolean(value: Any) -> str:
    return "1" if value else "0"


def _day(value: "date | str") -> str:
    return value if isinstance(value, str) else value.isoformat()


def _edtf(value: "DateInterval | str") -> str:
    return value if isinstance(value, str) else value.edtf


_FORMS: dict[Kind, Form] = {
    Kind.ID: str,
    Kind.IDS: joined,
    Kind.CODE: str,
    Kind.WORD: clean,
    Kind.WORDS: joined,
    Kind.TEXT: clean,
    Kind.TEXTS: joined,
    Kind.URL: clean,
    Kind.URLS: joined,
    Kind.EDTF: _edtf,
    Kind.DATE: _day,
    Kind.INSTANT: instant,
    Kind.INTEGER: lambda value: str(int(value)),
    Kind.NUMBER: number,
    Kind.BOOLEAN: _boolean,
}


def cell_form(kind: Kind, *, for_excel: bool = False) -> Form:
    """How a value of this kind is written. None and an empty string are an empty cell."""
    form = _FORMS[kind]
    if for_excel and kind.is_free_text:
        return lambda value: "" if value is None else guarded(form(value))
    return lambda value: "" if value is None or value == "" else form(value)


class _Lines(list[str]):
    """What the CSV writer writes to."""

    def write(self, line: str) -> None:
        self.append(line)


def encoded(header: Iterable[str], rows: Iterable[list[str]], *, for_excel: bool = False) -> Iterator[bytes]:
    """The file in pieces. The header is handed on at once, so that a slow query does not look like a dead server."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    if for_excel:
        lines.append(BYTE_ORDER_MARK)
    writer.writerow(header)
    yield _taken(lines)
    size = 0
    for row in rows:
        writer.writerow(row)
        size += len(lines[-1])
        if size >= CHUNK_CHARACTERS:
            yield _taken(lines)
            size = 0
    if lines:
        yield _taken(lines)


def _taken(lines: list[str]) -> bytes:
    """Everything written so far, which is then forgotten."""
    piece = "".join(lines).encode()
    lines.clear()
    return piece
