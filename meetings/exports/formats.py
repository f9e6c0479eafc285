"""The forms in which a table is sent: CSV, and what is made of it piece by piece: gzip, JSON Lines.

All are made of the same lines, so that they cannot disagree, whoever writes those.
"""

import csv
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from meetings.exports.columns import Column, Kind, Table
from meetings.exports.csv_form import CHUNK_CHARACTERS, JOINT

Pieces = Iterable[bytes]
CSV_TYPE = "text/csv; charset=utf-8; header=present"
JSON_LINES_TYPE = "application/x-ndjson; charset=utf-8"
GZIP_TYPE = "application/gzip"

_LARGEST_CELL = 1 << 30  # Python's own limit is 128 kB

_GZIP_HEADER = 16 + zlib.MAX_WBITS  # zlib's word for the gzip container; its header then holds no time
_GZIP_LEVEL = 6


@dataclass(frozen=True)
class Format:
    """One form of a file. ``make`` turns the pieces of a table's CSV into the pieces of this form."""

    suffix: str
    name: str
    media_type: str
    make: Callable[[Table, Pieces], Pieces]

    @property
    def is_csv(self) -> bool:
        return self.suffix.startswith("csv")


def gzipped(pieces: Pieces) -> Iterator[bytes]:
    """A gzip file, the same for the same bytes. The header line is handed on at once."""
    packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_HEADER)
    is_first = True
    for piece in pieces:
        packed = packer.compress(piece)
        if is_first:
            packed += packer.flush(zlib.Z_SYNC_FLUSH)
            is_first = False
        if packed:
            yield packed
    yield packer.flush()


def typed(kind: Kind) -> Callable[[str], Any]:
    """What a cell of this kind holds, as JSON says it: a number, true or false, a list, else text. Empty: null."""
    if kind.is_list:
        return lambda cell: cell.split(JOINT) if cell else None
    readers: dict[Kind, Callable[[str], Any]] = {
        Kind.INTEGER: int,
        Kind.NUMBER: float,
        Kind.BOOLEAN: lambda cell: cell == "1",
    }
    read = readers.get(kind, str)
    return lambda cell: read(cell) if cell else None


def _lines(pieces: Pieces) -> Iterator[str]:
    """Lines of a CSV file: each is one record, as no cell holds a line end."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\r\n")
        for line in whole:
            yield line.decode()


def records(columns: tuple[Column, ...], pieces: Pieces) -> Iterator[dict[str, Any]]:
    """The rows of a CSV file by column, typed as declared."""
    names = [column.name for column in columns]
    readers = [typed(column.kind) for column in columns]
    csv.field_size_limit(max(_LARGEST_CELL, csv.field_size_limit()))
    lines = csv.reader(_lines(pieces))
    next(lines)
    for cells in lines:
        yield {name: read(cell) for name, read, cell in zip(names, readers, cells, strict=True)}


def json_lines(columns: tuple[Column, ...], pieces: Pieces) -> Iterator[bytes]:
    """One JSON object a line."""
    lines: list[str] = []
    size = 0
    for record in records(columns, pieces):
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
        size += len(lines[-1])
        if size >= CHUNK_CHARACTERS:
            yield "".join(lines).encode()
            lines, size = [], 0
    yield "".join(lines).encode()


CSV = Format("csv", "CSV", CSV_TYPE, lambda table, pieces: pieces)
CSV_GZIP = Format("csv.gz", "CSV, gzip", GZIP_TYPE, lambda table, pieces: gzipped(pieces))
JSON_LINES = Format(
    "jsonl", "JSON Lines", JSON_LINES_TYPE, lambda table, pieces: json_lines(table.columns, pieces)
)
JSON_LINES_GZIP = Format(
    "jsonl.gz",
    "JSON Lines, gzip",
    GZIP_TYPE,
    lambda table, pieces: gzipped(json_lines(table.columns, pieces)),
)
FORMATS = (CSV, CSV_GZIP, JSON_LINES, JSON_LINES_GZIP)
