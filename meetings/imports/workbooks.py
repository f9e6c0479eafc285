"""The sheets of an XLSX workbook: their rows as texts, as a person sees them in the spreadsheet.

A workbook is an archive of XML files that may unpack to thousands of times its size, so it is unpacked within limits
first, and only what was unpacked is read. openpyxl reads row by row and tells of each cell its kind and number format,
which decides how much of a date is meant.
"""

from __future__ import annotations

import logging
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Any

from openpyxl import load_workbook

from meetings.imports.files import HEADER_ROW, normal
from meetings.imports.plan import RefusedError, RefusedFileError

logger = logging.getLogger(__name__)

FORMULA = "the cell has a formula: copy the column and paste it as values."
NO_YEAR = (
    "the cell shows a day without a year, for which spreadsheets make up a year: write the date as a text such as"
    " 2008-08-12."
)
DAMAGED = (
    "the workbook cannot be read: it may be damaged. Open it in a spreadsheet, save it as XLSX and try again."
)
NO_WORKBOOK = "this is no XLSX workbook, or it is protected by a password: save it as XLSX, or as CSV UTF-8, and try again."

_LAST_ROW = 1_048_576  # of any sheet, says the file format
_MOST_COLUMNS = 300  # more than any layout has
_MOST_PARTS = 1000
_CHUNK = 1 << 16
_PARTS_READ = (".xml", ".rels")
# Parts of a number format that show nothing of the value: texts, colours and languages, single characters.
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


@dataclass(frozen=True, slots=True)
class Limits:
    """What a workbook may unpack to: bytes of all parts, and cells of all sheets."""

    unpacked: int
    cells: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet as texts; `problem`: place of the column and reason of the first cell that is none."""

    number: int
    cells: list[str]
    problem: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `header` is its first row; `rows` passes over those after it, as wide as the header."""

    title: str
    header: list[str]
    _worksheet: Any

    def rows(self) -> Iterator[SheetRow]:
        """The rows that are not blank; raises RefusedFileError where the sheet is damaged."""
        found = self._worksheet.iter_rows(
            min_row=HEADER_ROW + 1, max_row=_LAST_ROW, max_col=max(len(self.header), 1)
        )
        with _damage_told():
            for number, cells in enumerate(found, start=HEADER_ROW + 1):
                row = _row(number, cells)
                if row.problem or any(row.cells):
                    yield row


@contextmanager
def sheets(stream: IO[bytes], limits: Limits) -> Iterator[list[Sheet]]:
    """The sheets of a workbook that are not empty. Raises RefusedFileError for what is none, or is too large."""
    with tempfile.SpooledTemporaryFile(max_size=1 << 22) as unpacked:
        _unpack(stream, unpacked, limits)
        with _damage_told():
            book = load_workbook(unpacked, read_only=True, keep_links=False)
        try:
            with _damage_told():
                found = [Sheet(each.title, _header(each), each) for each in book.worksheets]
            yield [sheet for sheet in found if sheet.header]
        finally:
            book.close()


def _unpack(stream: IO[bytes], into: IO[bytes], limits: Limits) -> None:
    """Write the parts that are read into an archive of true sizes, in pieces: what a part says of its size may be a lie.

    Of XML that fits the limit too many elements might still be made.
    """
    left, most_elements = limits.unpacked, 4 * limits.cells + 100_000
    try:
        with zipfile.ZipFile(stream) as packed, zipfile.ZipFile(into, "w") as honest:
            parts = [part for part in packed.infolist() if part.filename.lower().endswith(_PARTS_READ)]
            if len(parts) > _MOST_PARTS:
                raise RefusedFileError(
                    HEADER_ROW, f"the workbook has {len(parts):,} parts; {_MOST_PARTS:,} are read at most."
                )
            for part in parts:
                with packed.open(part) as source, honest.open(part.filename, "w", force_zip64=True) as target:
                    while piece := source.read(min(_CHUNK, left + 1)):
                        left -= len(piece)
                        most_elements -= piece.count(b"<") - piece.count(b"</")
                        if left < 0:
                            raise RefusedFileError(
                                HEADER_ROW,
                                f"the workbook unpacks to more than {limits.unpacked >> 20} MB: split it, or save its"
                                " sheets as CSV UTF-8.",
                            )
                        if most_elements < 0:
                            raise RefusedFileError(
                                HEADER_ROW,
                                f"the workbook has more than {limits.cells:,} cells: split it, or delete formatted cells"
                                " that are empty.",
                            )
                        target.write(piece)
    except RefusedFileError:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        # Not an archive, encrypted, packed in an unknown way, cut short, overlapping or with a wrong check sum.
        raise RefusedFileError(HEADER_ROW, NO_WORKBOOK) from error


@contextmanager
def _damage_told() -> Iterator[None]:
    """Whatever is wrong inside an archive that could be unpacked: the library tells it by exceptions of every kind."""
    try:
        yield
    except RefusedFileError:
        raise
    except Exception as error:
        logger.info("A workbook could not be read: %r", error)
        raise RefusedFileError(HEADER_ROW, DAMAGED) from error


def _header(worksheet: Any) -> list[str]:
    first = next(worksheet.iter_rows(max_row=HEADER_ROW, max_col=_MOST_COLUMNS), ())
    header = [normal(str(cell.value)) if cell.value is not None else "" for cell in first]
    while header and not header[-1]:
        header.pop()
    return header


def _row(number: int, cells: tuple[Any, ...]) -> SheetRow:
    texts: list[str] = []
    problem = None
    for place, cell in enumerate(cells):
        try:
            texts.append(cell_text(cell))
        except RefusedError as error:
            texts.append("")
            problem = problem or (place, error.reason)
    return SheetRow(number, texts, problem)


def cell_text(cell: Any) -> str:
    """What a cell says: a date as precisely as it is shown, a whole number without a decimal point.

    Raises RefusedError, without a column, for formulas and errors.
    """
    value, kind = cell.value, cell.data_type
    if value is None:
        return ""
    if kind == "f":
        raise RefusedError("", FORMULA)
    if kind == "e":
        raise RefusedError("", f"the cell shows the error {value}.")
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, (date, time)):  # a datetime is a date
        return _moment(value, cell.number_format or "")
    return normal(str(value))


def _number(value: float) -> str:
    """As a spreadsheet shows it: fifteen digits, whole numbers without a point."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return format(value, ".15g")


def _moment(value: date | time, number_format: str) -> str:
    """A month that was typed is kept as its first day, shown as a month: it is a month."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    shown = _LITERAL.sub("", number_format.split(";")[0]).lower()
    if shown == "general" or not shown:
        shown = "yyyy-mm-dd"
    if "y" not in shown:
        if "d" in shown:
            raise RefusedError("", NO_YEAR)
        return f"{value:%H:%M}" if "h" in shown else value.strftime("%Y-%m-%d")
    if isinstance(value, datetime) and "h" in shown and value.time() != time():
        return f"{value:%Y-%m-%dT%H:%M}"
    if "d" in shown:
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    return f"{value.year:04}-{value.month:02}" if "m" in shown else f"{value.year:04}"
