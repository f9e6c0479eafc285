"""The files of an import: which are ours by their header, and their rows one at a time.

Bounded in memory whatever the size of a file. CSV is UTF-8, with or without a byte-order mark; cells are separated by
commas, or by semicolons or tabs as some spreadsheets write them, and quoted as RFC 4180 says. Anything else is refused
with the place and the reason.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

from meetings.characters import unprintable
from meetings.imports.plan import Plan, RefusedFileError, Remark
from meetings.imports.rows import Row

_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_LARGEST_CELL = 1_000_000  # characters; a larger cell is an unclosed quotation mark
_SEPARATORS = (",", ";", "\t")
HEADER_ROW = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table stands in a file: `required` columns identify it, `known` are all that are read.

    Of an export, which has many columns that follow from others, `known` need not be given. `derived`: why a table of an
    export is not read at all.
    """

    table: str
    required: frozenset[str]
    known: frozenset[str]
    file_name: str
    is_export: bool = False
    derived: str = ""

    @property
    def in_order(self) -> list[str]:
        """The columns that are read, those that a file must have first."""
        return [*sorted(self.required), *sorted(self.known - self.required)]

    def lacks(self, header: Iterable[str]) -> list[str]:
        return sorted(self.required.difference(header))


class TableFile(Protocol):
    """A file whose header was recognised."""

    @property
    def name(self) -> str: ...

    @property
    def layout(self) -> Layout: ...

    def count_rows(self) -> int:
        """About how many rows there are, to show how far a pass is."""

    def rows(self) -> Iterator[Row]:
        """The rows after the header, blank ones left out; raises RefusedFileError where reading must end."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file on disk; line breaks in cells are counted as rows too."""

    path: Path
    layout: Layout
    header: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.path.name

    def count_rows(self) -> int:
        with self.path.open("rb") as stream:
            return max(sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b"")) - 1, 0)

    def rows(self) -> Iterator[Row]:
        places = {name: place for place, name in enumerate(self.header)}
        with self.path.open("rb") as stream:
            for number, cells in records(stream):
                if number > HEADER_ROW and any(cells):
                    yield Row(self.name, number, places, fitted(as_read(cells, self.layout), len(places)))


def fitted(cells: list[str], width: int) -> list[str]:
    """The cells without the empty ones that spreadsheets leave behind the last column."""
    while len(cells) > width and not cells[-1]:
        cells.pop()
    return cells


def _lines(stream: Iterable[bytes]) -> Iterator[str]:
    """The lines of a UTF-8 file; refuses other encodings with the line and the byte."""
    for number, raw in enumerate(stream, start=1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if number == 1 and raw[:2] in _MARKS:
            raise RefusedFileError(
                number, f"the file is {_MARKS[raw[:2]]}, not UTF-8: save it as CSV UTF-8 and try again."
            )
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise RefusedFileError(
                number,
                f"line {number} is not UTF-8: byte {error.start + 1} of the line is "
                f"0x{line[error.start]:02X}. Save the file as CSV UTF-8 and try again.",
            ) from error


def records(stream: Iterable[bytes]) -> Iterator[tuple[int, list[str]]]:
    """(row of the sheet, cells as they are written), the header as row 1."""
    csv.field_size_limit(_LARGEST_CELL)
    lines = _lines(stream)
    first = next(lines, None)
    if first is None:
        return
    # No name of a column has a separator in it. Of equal numbers the comma wins.
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(chain([first], lines), strict=True, delimiter=separator)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RefusedFileError(number, _csv_problem(str(error), reader.line_num)) from error
        yield number, cells


def as_read(cells: list[str], layout: Layout | None) -> list[str]:
    """The cells of a row of that layout. In our own exports spaces around a text belong to it."""
    if layout is not None and layout.is_export:
        return [unicodedata.normalize("NFC", cell) for cell in cells]
    return [normal(cell) for cell in cells]


def normal(cell: str) -> str:
    """A cell as it is read, from whatever kind of file: without spaces around it, in Unicode's composed form."""
    return unicodedata.normalize("NFC", cell).strip()


def _csv_problem(problem: str, line: int) -> str:
    if "unexpected end" in problem:
        return f"a quotation mark is opened and never closed; the file ends on line {line}."
    if "field larger" in problem:
        return f"a cell is longer than {_LARGEST_CELL:,} characters: a quotation mark may not be closed."
    return f"the quotation marks on line {line} do not follow the CSV rules ({problem})."


def open_folder(path: Path, layouts: Iterable[Layout], plan: Plan) -> list[CsvFile]:
    """The files of the folder (or the one file) that have a header of ours, in the order of the layouts.

    Files that cannot be read, or nearly have a header of ours, are refused in the plan; others are noted as ignored.
    """
    known = list(layouts)
    found = [each for each in path.iterdir() if each.suffix.lower() == ".csv"] if path.is_dir() else [path]
    paths = sorted(found)
    files = [file for each in paths if (file := _recognised(each, known, plan))]
    plan.files = [file.name for file in files]
    return sorted(files, key=lambda file: known.index(file.layout))


def _recognised(path: Path, layouts: list[Layout], plan: Plan) -> CsvFile | None:
    try:
        with path.open("rb") as stream:
            header = read_header(next(records(stream), (HEADER_ROW, []))[1])
        layout = recognise(path.name, header, layouts, plan)
    except RefusedFileError as error:
        table = next((layout.table for layout in layouts if layout.file_name == path.name), path.name)
        plan.refuse(table, Remark(path.name, error.row, "", error.reason))
        return None
    return CsvFile(path, layout, header) if layout is not None else None


def read_header(cells: list[str]) -> tuple[str, ...]:
    """The names of the columns, in small letters. Raises RefusedFileError."""
    header = fitted([normal(cell).casefold() for cell in cells], 0)
    for place, name in enumerate(header, start=1):
        if problem := unprintable(name):
            raise RefusedFileError(
                HEADER_ROW, f"the file is no text, or not UTF-8: in column {place}, {problem}"
            )
    if not header:
        raise RefusedFileError(HEADER_ROW, "the file is empty: it has no header.")
    return tuple(header)


def recognise(name: str, header: tuple[str, ...], layouts: list[Layout], plan: Plan) -> Layout | None:
    """The layout of a file of that name; None, and so noted in the plan, if it is none of ours.

    Raises RefusedFileError if it is nearly ours.
    """
    layout = next((each for each in layouts if not each.lacks(header)), None)
    if layout is None:
        _refuse_if_nearly_ours(name, header, layouts)
        plan.ignored[name] = f"no table that the import reads has its columns: {', '.join(header[:6])}"
        return None
    if layout.derived:
        plan.ignored[name] = layout.derived
        return None
    if duplicate := next((each for each in header if header.count(each) > 1), None):
        raise RefusedFileError(HEADER_ROW, f"the column {duplicate} stands twice in the header.")
    unread = [each for each in header if each not in layout.known and not layout.is_export]
    if unread:
        plan.warn(Remark(name, HEADER_ROW, "", f"not read: {', '.join(unread)}."))
    return layout


def _refuse_if_nearly_ours(name: str, header: tuple[str, ...], layouts: list[Layout]) -> None:
    """A file named like one of ours, or with most columns of one, is meant for us: say what its header lacks."""
    named = [layout for layout in layouts if layout.file_name == name]
    # Our exports have many tables that share columns with these: only the plain layout is recognised by likeness.
    alike = [
        each
        for each in layouts
        if not each.is_export and len(each.known.intersection(header)) * 2 > len(header) >= 4
    ]
    for layout in sorted(named or alike, key=lambda each: -len(each.known.intersection(header))):
        raise RefusedFileError(
            HEADER_ROW,
            f"the header lacks {', '.join(layout.lacks(header))}; it has {', '.join(header) or 'no names'}.",
        )
