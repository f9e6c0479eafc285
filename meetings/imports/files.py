"""The CSV files of a folder: which are ours by their header, and their rows one at a time.

Bounded in memory whatever the size of a file. Files are UTF-8, with or without a byte-order mark; cells are
separated by commas and quoted as RFC 4180 says. Anything else is refused with the place and the reason.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from meetings.imports.plan import Plan, RefusedFileError, Remark
from meetings.imports.rows import Row

_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_LARGEST_CELL = 1_000_000  # characters; a larger cell is an unclosed quotation mark
HEADER_ROW = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table stands in a file: `required` columns identify it, `known` are all that are read.

    Of an export, which has many columns that follow from others, `known` need not be given.
    """

    table: str
    required: frozenset[str]
    known: frozenset[str]
    file_name: str
    is_export: bool = False

    def lacks(self, header: Iterable[str]) -> list[str]:
        return sorted(self.required.difference(header))


@dataclass(frozen=True, slots=True)
class CsvFile:
    """One file whose header was recognised."""

    path: Path
    layout: Layout
    header: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.path.name

    def count_rows(self) -> int:
        """About how many rows there are, for the progress bar: line breaks in cells count too."""
        with self.path.open("rb") as stream:
            return max(sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b"")) - 1, 0)

    def rows(self) -> Iterator[Row]:
        """The rows after the header, blank ones left out; raises RefusedFileError where reading must end."""
        places = {name: place for place, name in enumerate(self.header)}
        for number, cells in _records(self.path):
            if number > HEADER_ROW and any(cells):
                yield Row(self.name, number, places, cells)


def _lines(path: Path) -> Iterator[str]:
    """The lines of a UTF-8 file; refuses other encodings with the line and the byte."""
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, start=1):
            line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            if number == 1 and raw[:2] in _MARKS:
                raise RefusedFileError(
                    number, f"the file is {_MARKS[raw[:2]]}, not UTF-8: save it as CSV UTF-8 and try again."
                )
            if b"\0" in line:
                raise RefusedFileError(
                    number, f"line {number} has a NUL byte: this is no text file, or it is not UTF-8."
                )
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError as error:
                raise RefusedFileError(
                    number,
                    f"line {number} is not UTF-8: byte {error.start + 1} of the line is "
                    f"0x{line[error.start]:02X}. Save the file as CSV UTF-8 and try again.",
                ) from error


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(row of the sheet, cells), the header as row 1; cells are stripped and in Unicode's composed form."""
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(_lines(path), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RefusedFileError(number, _csv_problem(str(error), reader.line_num)) from error
        yield number, [unicodedata.normalize("NFC", cell).strip() for cell in cells]


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
    table = next((layout.table for layout in layouts if layout.file_name == path.name), path.name)
    try:
        header = _header(path)
        layout = next((each for each in layouts if not each.lacks(header)), None)
        if layout is None:
            _refuse_if_nearly_ours(path, header, layouts)
            plan.ignored[path.name] = (
                f"no table that the import reads has its columns: {', '.join(header[:6])}"
            )
            return None
        if duplicate := next((name for name in header if header.count(name) > 1), None):
            raise RefusedFileError(HEADER_ROW, f"the column {duplicate} stands twice in the header.")
    except RefusedFileError as error:
        plan.refuse(table, Remark(path.name, error.row, "", error.reason))
        return None
    unread = [name for name in header if name not in layout.known and not layout.is_export]
    if unread:
        plan.warn(Remark(path.name, HEADER_ROW, "", f"not read: {', '.join(unread)}."))
    return CsvFile(path, layout, tuple(header))


def _header(path: Path) -> list[str]:
    for _, cells in _records(path):
        return [cell.casefold() for cell in cells]
    raise RefusedFileError(HEADER_ROW, "the file is empty: it has no header.")


def _refuse_if_nearly_ours(path: Path, header: list[str], layouts: list[Layout]) -> None:
    """A file named like one of ours, or with most columns of one, is meant for us: say what its header lacks."""
    if len(header) == 1 and header[0].count(";") > 1:
        raise RefusedFileError(HEADER_ROW, "the columns are separated by semicolons: save it with commas.")
    named = [layout for layout in layouts if layout.file_name == path.name]
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
