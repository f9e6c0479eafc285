"""The files of a bundle: tables, codebook and data package, read from one snapshot."""

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from django.utils.translation import override

from meetings.exports.codebook import codebook_pieces, data_package
from meetings.exports.columns import Table
from meetings.exports.scope import Scope
from meetings.exports.stream import Export
from meetings.languages import DEFAULT
from meetings.releases import papers
from meetings.releases.archive import sha256_of, write_durably

SCRIPT = Path(__file__).with_name("recompute_gaps.py")
Tell = Callable[[str], object]


class ShortTable(Exception):
    """A table had another number of rows than were counted: its file is not whole."""


def write_tables(folder: Path, tables: Sequence[Table], scope: Scope, tell: Tell) -> dict[str, int]:
    """Every table, and the codebook. Returns the rows of each table. The caller holds the snapshot."""
    counts = {}
    with override(DEFAULT):
        for number, table in enumerate(tables, start=1):
            export = Export(table, scope)
            counts[table.name] = export.count
            tell(f"[{number}/{len(tables)}] {table.file_name}: {counts[table.name]:,} rows")
            write_durably(folder / table.file_name, export.pieces())
            if (written := _rows_in(folder / table.file_name)) != counts[table.name]:
                raise ShortTable(
                    f"{table.file_name} has {written:,} rows, and {counts[table.name]:,} were counted."
                )
        write_durably(folder / "codebook.csv", codebook_pieces(tables))
    shutil.copyfile(SCRIPT, folder / SCRIPT.name)
    return counts


def _rows_in(path: Path) -> int:
    """Lines but the header: each record is one physical line."""
    with path.open("rb") as file:
        return sum(1 for _ in file) - 1


def data_digest(folder: Path) -> str:
    """What tells the same data from others: the checksums of everything that does not depend on earlier releases."""
    lines = (
        f"{sha256_of(path)}  {path.name}\n" for path in sorted(folder.iterdir(), key=lambda path: path.name)
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def write_papers(folder: Path, tables: Sequence[Table], facts: papers.Facts) -> None:
    """What explains the tables: data package, citation, licence, the text to read first."""
    with override(DEFAULT):
        texts = {
            "datapackage.json": _package(folder, tables, facts),
            "CITATION.cff": papers.citation(facts),
            "LICENSE.txt": papers.licence(facts),
            "README.md": papers.read_me(facts),
        }
    for name, text in texts.items():
        write_durably(folder / name, (text.encode(),))


def _package(folder: Path, tables: Sequence[Table], facts: papers.Facts) -> str:
    """The data package of these files, which lie beside it, with size and checksum."""
    package = data_package(tables, facts.data_version, folder="")
    package |= {
        "version": facts.version,
        "created": f"{facts.day.isoformat()}T00:00:00Z",
        "homepage": facts.address,
        "sources": [{"title": "The documents named in every row", "path": "citations.csv"}],
    }
    for resource, table in zip(package["resources"], tables, strict=True):
        path = folder / table.file_name
        resource |= {
            "bytes": path.stat().st_size,
            "hash": f"sha256:{sha256_of(path)}",
        }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"
