"""What has changed between two releases, table by table and row by row.

Rows are known by their table's key. Memory stays flat: the earlier rows lie in a temporary SQLite file as checksums,
one of the whole row, which decides, and one of each cell, which only names the columns.
"""

import csv
import hashlib
import io
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from meetings.exports.columns import Table
from meetings.exports.csv_form import JOINT
from meetings.releases.shelf import Files

ADDED, CHANGED, RECOMPUTED, REMOVED = VERBS = ("added", "changed", "recomputed", "removed")
# What moves with every version or day, and is no change of the record.
_MOVING = {
    "": {"data_version"},
    "silences": {"as_of", "silence_days_min", "silence_days_max", "reason"},
    "council_years": {"is_over"},
}
_RUNNING = ("gap_days_min", "gap_days_max")  # of a gap that nothing has ended yet
# What a reader recognises a row by, as far as a table has it.
_TOLD_BY = ("council_slug", "date_text", "name", "title")


@dataclass(frozen=True)
class Change:
    """One row that differs. ``columns``: those that do, of a row that both releases have."""

    table: str
    key: str
    verb: str
    version_before: str
    version_after: str
    columns: tuple[str, ...]
    told_by: str


@dataclass
class TableChanges:
    """What became of a table: how many rows of each verb, and which columns came or went. ``is_new``: the earlier
    release had no such table, or none with this key, so that its rows are not counted."""

    is_new: bool = False
    columns_added: list[str] = field(default_factory=list)
    columns_removed: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(VERBS, 0))


@dataclass(frozen=True)
class _Row:
    key: str
    version: str
    told_by: str
    cells: list[str]

    @property
    def digest(self) -> bytes:
        return hashlib.sha256("\x1f".join(self.cells).encode()).digest()

    @property
    def marks(self) -> bytes:
        return b"".join(crc32(cell.encode()).to_bytes(4, "big") for cell in self.cells)


class _Reader:
    """One file of one release, read for comparison: only the columns that both have and that do not move."""

    def __init__(self, table: Table, lines: Iterable[str]) -> None:
        self._table = table
        self._rows = csv.reader(lines)
        self.header = next(self._rows, [])

    @property
    def key(self) -> list[str]:
        moving = _MOVING.get(self._table.name, set())
        return [name for name in self._table.key if name not in moving]

    def rows(self, compared: Sequence[str]) -> Iterator[_Row]:
        places = {name: place for place, name in enumerate(self.header)}
        key = [places[name] for name in self.key]
        version = places.get("record_version")
        told = [places[name] for name in _TOLD_BY if name in places and name not in self.key]
        cells = [places[name] for name in compared]
        running = [place for place, name in enumerate(compared) if name in _RUNNING]
        censored = places.get("censored")
        for row in self._rows:
            found = [row[place] for place in cells]
            if censored is not None and row[censored] == "1":
                for place in running:
                    found[place] = ""
            yield _Row(
                JOINT.join(row[place] for place in key),
                "" if version is None else row[version],
                _cut(" · ".join(row[place] for place in told if row[place])),
                found,
            )


def _cut(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"


def compare(
    tables: Iterable[Table], before: Files, folder: Path, tell: Callable[[Change], object]
) -> dict[str, TableChanges]:
    """What has changed from ``before`` to the tables in ``folder``, by table. ``tell`` is called with each change, in
    the order of the tables and of their rows, those removed last."""
    found = {}
    with TemporaryDirectory(prefix="reconvene-changes-") as place:
        for table in tables:
            found[table.name] = _compare_table(table, before, folder, tell, Path(place))
    return found


def _compare_table(
    table: Table, before: Files, folder: Path, tell: Callable[[Change], object], place: Path
) -> TableChanges:
    result = TableChanges()
    if not before.has(table.file_name):
        result.is_new = True
        return result
    with (
        io.TextIOWrapper(before.open(table.file_name), encoding="utf-8", newline="") as old_lines,
        (folder / table.file_name).open(encoding="utf-8", newline="") as new_lines,
    ):
        old, new = _Reader(table, old_lines), _Reader(table, new_lines)
        result.columns_added = [name for name in new.header if name not in old.header]
        result.columns_removed = [name for name in old.header if name not in new.header]
        if not set(new.key) <= set(old.header):
            result.is_new = True
            return result
        moving = _MOVING[""] | _MOVING.get(table.name, set())
        compared = [name for name in new.header if name in old.header and name not in moving]
        with closing(_Earlier(place / f"{table.name}.sqlite", old.rows(compared))) as earlier:
            for change in _changes(table.name, compared, earlier, new.rows(compared)):
                result.counts[change.verb] += 1
                tell(change)
    return result


def _changes(
    table: str, compared: Sequence[str], earlier: "_Earlier", rows: Iterator[_Row]
) -> Iterator[Change]:
    for row in rows:
        known = earlier.take(row.key)
        if known is None:
            yield Change(table, row.key, ADDED, "", row.version, (), row.told_by)
            continue
        version, digest, marks = known
        if digest == row.digest:
            continue
        # The stamps of a record change with it and say nothing more; where nothing else did, they are all there is.
        differ = [name for place, name in enumerate(compared) if marks[4 * place : 4 * place + 4] != row.marks[4 * place : 4 * place + 4]]  # fmt: skip
        columns = tuple(name for name in differ if name not in ("record_version", "updated_at")) or tuple(
            differ
        )
        same_record = bool(version) and version == row.version
        yield Change(
            table, row.key, RECOMPUTED if same_record else CHANGED, version, row.version, columns, row.told_by
        )
    for key, version, told_by in earlier.left():
        yield Change(table, key, REMOVED, version, "", (), told_by)


class _Earlier:
    """The rows of the earlier release, to be taken one by one; what is left was removed."""

    def __init__(self, path: Path, rows: Iterator[_Row]) -> None:
        self._path = path
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
        self._database.execute(
            "CREATE TABLE earlier (key TEXT PRIMARY KEY, version TEXT, digest BLOB, marks BLOB, told_by TEXT,"
            " taken INTEGER DEFAULT 0)"
        )
        self._database.executemany(
            "INSERT OR IGNORE INTO earlier (key, version, digest, marks, told_by) VALUES (?, ?, ?, ?, ?)",
            ((row.key, row.version, row.digest, row.marks, row.told_by) for row in rows),
        )

    def take(self, key: str) -> tuple[str, bytes, bytes] | None:
        found = self._database.execute(
            "SELECT version, digest, marks FROM earlier WHERE key = ?", (key,)
        ).fetchone()
        if found is not None:
            self._database.execute("UPDATE earlier SET taken = 1 WHERE key = ?", (key,))
        return found

    def left(self) -> Iterator[tuple[str, str, str]]:
        yield from self._database.execute(
            "SELECT key, version, told_by FROM earlier WHERE NOT taken ORDER BY rowid"
        )

    def close(self) -> None:
        self._database.close()
        self._path.unlink()
