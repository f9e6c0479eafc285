"""One zip of everything: all tables for the same filters, with codebook, data package and a text that says what it is.

Written while it is sent: no file is kept, and memory stays flat. The same state of the data gives the same bytes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings

from meetings.exports.codebook import codebook_pieces, data_package
from meetings.exports.columns import Table
from meetings.exports.scope import Scope
from meetings.exports.stream import Export
from meetings.quoting import LICENCE, Quotable

ZIP_TYPE = "application/zip"
_READABLE = 0o644 << 16  # permissions, where zip files keep them

Entry = tuple[str, Iterable[bytes]]


class _Unseekable:
    """What the archive writes to: it only ever grows, and what was written is taken away."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        whole = b"".join(self._pieces)
        self._pieces.clear()
        return whole


def zipped(entries: Iterable[Entry], day: date) -> Iterator[bytes]:
    """A zip file in pieces. ``day``: what its entries are dated, so that the clock is not in it."""
    sink = _Unseekable()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for name, pieces in entries:
            info = ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.external_attr = _READABLE
            with archive.open(info, "w", force_zip64=True) as entry:
                for piece in pieces:
                    entry.write(piece)
                    if packed := sink.taken():
                        yield packed
    yield sink.taken()


def _about(scope: Scope, tables: Sequence[Table], address: str) -> str:
    """What a reader must know who finds the folder years later."""
    day, version = scope.query.as_of_day, scope.data_version
    quoted = Quotable("All data", address, day, version)
    files = "\n".join(f"  {table.file_name}: one row is {table.row}" for table in tables)
    return f"""Reconvene: sessions of councils, and the silences between them

As of: {day.isoformat()} (UTC)
Data version: {version}
Code version: {settings.VERSION}
Chosen by: {scope.query.querystring() or "everything"}
From: {address}

How to cite:
{quoted.plain}

{quoted.bibtex}

Licence: {LICENCE}. Quotations are excluded: they belong to those who said and printed them. The text of
some is withheld by their sources.

codebook.csv describes every column: what it holds, in which unit, and what an empty cell means.
datapackage.json says the same for programs (Frictionless), with types, keys and references.
An empty cell is "not recorded" or "not applicable"; dates are two days, the earliest and the latest possible.

Files:
{files}
"""


def entries(
    scope: Scope, tables: Sequence[Table], address: str, *, for_excel: bool = False
) -> Iterator[Entry]:
    """Everything in the archive. ``address``: the absolute one at which it is fetched."""
    package = data_package(tables, scope.data_version, folder="")
    yield "README.txt", [_about(scope, tables, address).encode()]
    yield "datapackage.json", [json.dumps(package, ensure_ascii=False, indent=1).encode()]
    yield "codebook.csv", codebook_pieces(tables, for_excel=for_excel)
    for table in tables:
        yield table.file_name, Export(table, scope, for_excel=for_excel).pieces()
