"""The tables in uploaded files: CSV as the import command reads it, and the sheets of workbooks; within limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Protocol

from django.conf import settings

from meetings.characters import first_unprintable, without_unprintables
from meetings.imports.files import (
    HEADER_ROW,
    Layout,
    as_read,
    fitted,
    read_header,
    recognise,
    records,
)
from meetings.imports.plan import Plan, RefusedFileError, Remark
from meetings.imports.workbooks import Limits, sheets
from statements.imports.run import LAYOUTS

NOTHING_OF_OURS = "None of the files has a table that the import reads."
_LONGEST_NAME = 200
_ARCHIVE, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OLD = "this is an old or protected workbook: save it as XLSX without a password, or as CSV UTF-8, and try again."


def too_large() -> str:
    """Why a file above the limit is not read."""
    return (
        f"the file has more than {settings.UPLOAD_MAX_MEGABYTES} MB. Split it, or have it imported with the command"
        " import_history."
    )


class NotReadError(Exception):
    """Files cannot be taken; `sentences` say of each why."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class Uploaded(Protocol):
    """What Django makes of an uploaded file."""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> int | None: ...

    @property
    def file(self) -> IO[bytes] | None: ...


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as texts; `problem`: column and reason of a cell that is none."""

    number: int
    cells: list[str]
    problem: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A CSV file or a sheet with a layout of ours."""

    name: str
    layout: Layout
    header: tuple[str, ...]
    rows: list[ReadRow]
    warning: str


@dataclass(slots=True)
class Reading:
    """All that was read of several files, and why the rest was not."""

    tables: list[ReadTable] = field(default_factory=list)
    ignored: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    n_rows: int = 0
    n_cells: int = 0
    unread: dict[str, str] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def name(self, wanted: str) -> str:
        """A name for a file or sheet; with a number behind it if another one has the same."""
        stem, number = wanted[-_LONGEST_NAME:], 2
        name = stem
        while name in self._names:
            name, number = f"{stem} ({number})", number + 1
        self._names.add(name)
        return name


def read_files(files: Sequence[Uploaded]) -> Reading:
    """Read all of them; raises NotReadError if one cannot be read, is too large, or none is ours."""
    reading = Reading()
    for file in files:
        name = reading.name(str(file.name or "file"))
        try:
            _read_file(reading, name, file)
        except RefusedFileError as error:
            place = f", row {error.row}" if error.row > HEADER_ROW else ""
            reading.refused.append(f"{name}{place}: {error.reason}")
    if reading.refused:
        raise NotReadError(reading.refused)
    if not reading.tables:
        raise NotReadError([NOTHING_OF_OURS, *(f"{name}: {why}." for name, why in reading.ignored.items())])
    return reading


def _read_file(reading: Reading, name: str, file: Uploaded) -> None:
    size, stream = file.size or 0, file.file
    assert stream is not None  # Django leaves it out for files that it could not keep
    if size > settings.UPLOAD_MAX_MEGABYTES << 20:
        raise RefusedFileError(HEADER_ROW, too_large())
    stream.seek(0)
    mark = stream.read(4)
    stream.seek(0)
    if mark == _OLD_WORKBOOK:
        raise RefusedFileError(HEADER_ROW, _OLD)
    if mark == _ARCHIVE or name.lower().endswith((".xlsx", ".xlsm")):
        _read_workbook(reading, name, stream)
    else:
        _read_csv(reading, name, stream)


def _read_csv(reading: Reading, name: str, stream: IO[bytes]) -> None:
    found = records(stream)
    header = read_header(next(found, (HEADER_ROW, []))[1])
    layout = _recognised(reading, name, header)
    rows = (
        _read(header, number, fitted(as_read(cells, layout), len(header)))
        for number, cells in found
        if any(cells)
    )
    _keep(reading, name, header, layout, rows)


def _read(
    header: tuple[str, ...], number: int, cells: list[str], problem: tuple[str, str] | None = None
) -> ReadRow:
    """The row as it can be stored: what no text has is told, and not kept."""
    if told := first_unprintable(header, cells):
        return ReadRow(number, without_unprintables(cells), problem or told)
    return ReadRow(number, cells, problem)


def _read_workbook(reading: Reading, name: str, stream: IO[bytes]) -> None:
    limits = Limits(
        unpacked=5 * settings.UPLOAD_MAX_MEGABYTES << 20, cells=settings.UPLOAD_MAX_CELLS - reading.n_cells
    )
    with sheets(stream, limits) as found:
        if not found:
            raise RefusedFileError(HEADER_ROW, "the workbook has no sheet with a header in its first row.")
        for sheet in found:
            header = read_header(list(sheet.header))
            rows = (
                _read(
                    header,
                    row.number,
                    row.cells,
                    (header[row.problem[0]], row.problem[1]) if row.problem else None,
                )
                for row in sheet.rows()
            )
            named = reading.name(f"{name} [{sheet.title}]")
            _keep(reading, named, header, _recognised(reading, named, header), rows)


def _recognised(reading: Reading, name: str, header: tuple[str, ...]) -> Layout | None:
    """The layout of ours that the header has; None, and so noted, if it has none."""
    noted = Plan()
    layout = recognise(name, header, list(LAYOUTS), noted)
    reading.ignored |= noted.ignored
    reading.unread[name] = " ".join(_sentence(remark) for remark in noted.warnings)
    return layout


def _keep(
    reading: Reading, name: str, header: tuple[str, ...], layout: Layout | None, rows: Iterable[ReadRow]
) -> None:
    """Keep the rows if the header is one of ours."""
    if layout is not None:
        kept = list(_counted(reading, rows, len(header)))
        reading.tables.append(ReadTable(name, layout, header, kept, reading.unread[name]))


def _sentence(remark: Remark) -> str:
    return remark.reason[:1].upper() + remark.reason[1:]


def _counted(reading: Reading, rows: Iterable[ReadRow], width: int) -> Iterator[ReadRow]:
    """The rows as long as all files together stay within the limits."""
    for row in rows:
        reading.n_rows += 1
        reading.n_cells += max(width, len(row.cells))
        if reading.n_rows > settings.UPLOAD_MAX_ROWS:
            raise RefusedFileError(
                row.number,
                f"the files have more than {settings.UPLOAD_MAX_ROWS:,} rows. Split them, or have them imported"
                " with the command import_history.",
            )
        if reading.n_cells > settings.UPLOAD_MAX_CELLS:
            raise RefusedFileError(
                row.number,
                f"the files have more than {settings.UPLOAD_MAX_CELLS:,} cells. Split them, or have them imported"
                " with the command import_history.",
            )
        yield row
