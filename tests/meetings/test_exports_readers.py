"""Every file as others read it: Python's csv, pandas, PostgreSQL's COPY and SQLite's import find the same rows and values."""

import csv
import io
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from django.db import connection

from config.exports import TABLES
from meetings.exports.columns import Kind, Table
from tests.exports_dataset import download
from tests.exports_full_record import make_full_record

pytestmark = pytest.mark.django_db

Rows = list[tuple[Any, ...]]
SQL_TYPES = {
    "string": "text",
    "integer": "bigint",
    "number": "numeric",
    "boolean": "boolean",
    "date": "date",
    "datetime": "timestamptz",
}
SQLITE_TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "NUMERIC"}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    make_full_record()
    for table in TABLES:
        (tmp_path / table.file_name).write_bytes(download(f"/{table.file_name}")[0])
    return tmp_path


def value(kind: Kind, cell: str) -> Any:
    """What a cell says, in Python's own types."""
    if not cell:
        return None
    match kind.schema_type:
        case "integer":
            return int(cell)
        case "number":
            return Decimal(cell)
        case "boolean":
            return {"1": True, "0": False}[cell]
        case "date":
            return date.fromisoformat(cell)
        case "datetime":
            return datetime.strptime(cell, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return cell


def said(table: Table, folder: Path) -> Rows:
    """The rows as Python's csv reads them."""
    with (folder / table.file_name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == table.header
    assert len(rows) > 1, table.name
    kinds = [column.kind for column in table.columns]
    return [tuple(map(value, kinds, row)) for row in rows[1:]]


def test_each_line_is_a_record(files: Path) -> None:
    """For readers that know lines only: cut, wc, grep."""
    for table in TABLES:
        text = (files / table.file_name).read_bytes().decode()
        assert len(text.splitlines()) == len(said(table, files)) + 1


def test_postgresql_copies_every_file(files: Path) -> None:
    for table in TABLES:
        columns = ", ".join(f'"{each.name}" {SQL_TYPES[each.kind.schema_type]}' for each in table.columns)
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE TEMPORARY TABLE "read_{table.name}" ({columns})')
            body = io.BytesIO((files / table.file_name).read_bytes())
            cursor.copy_expert(f'COPY "read_{table.name}" FROM STDIN (FORMAT csv, HEADER MATCH)', body)
            cursor.execute(f'SELECT * FROM "read_{table.name}"')
            assert cursor.fetchall() == said(table, files), table.name


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="no sqlite3 on this machine")
def test_sqlite_imports_every_file(files: Path) -> None:
    for table in TABLES:
        database = files / "read.db"
        columns = ", ".join(
            f'"{each.name}" {SQLITE_TYPES.get(each.kind.schema_type, "TEXT")}' for each in table.columns
        )
        commands = [
            f'CREATE TABLE "{table.name}" ({columns})',
            f".import --csv --skip 1 {files / table.file_name} {table.name}",
        ]
        done = subprocess.run(["sqlite3", database, *commands], capture_output=True, check=True)
        assert done.stderr == b""
        with closing(sqlite3.connect(database)) as read:
            found = read.execute(f'SELECT * FROM "{table.name}"').fetchall()
        assert found == [tuple(map(in_sqlite, row)) for row in said(table, files)], table.name


def in_sqlite(told: Any) -> Any:
    """SQLite knows numbers and texts; its import leaves an empty cell an empty text."""
    match told:
        case None:
            return ""
        case bool():
            return int(told)
        case Decimal():
            return int(told) if told == int(told) else float(told)
        case datetime():
            return f"{told:%Y-%m-%dT%H:%M:%SZ}"
        case date():
            return told.isoformat()
    return told


def test_pandas_reads_every_file_without_options(files: Path) -> None:
    for table in TABLES:
        frame = pd.read_csv(files / table.file_name)
        rows = said(table, files)
        assert (tuple(frame.columns), len(frame)) == (table.header, len(rows)), table.name
        for place, column in enumerate(table.columns):
            read = frame[column.name]
            for cell, row in zip(read, rows, strict=True):
                told = row[place]
                where = f"{table.name}.{column.name}: {cell!r} for {told!r}"
                if told is None:
                    assert pd.isna(cell), where
                elif column.kind.schema_type in ("integer", "number", "boolean"):
                    assert pd.api.types.is_numeric_dtype(read), where
                    assert float(cell) == float(told), where
                elif column.kind.schema_type == "date":
                    assert date.fromisoformat(cell) == told, where
                elif column.kind.schema_type == "datetime":
                    assert pd.Timestamp(cell).to_pydatetime() == told, where
                else:
                    assert str(cell) in (told, f"{told}.0"), where


def test_pandas_reads_the_compressed_file_by_its_name(files: Path, tmp_path: Path) -> None:
    for table in TABLES:
        packed = tmp_path / f"{table.name}.csv.gz"
        packed.write_bytes(download(f"/{packed.name}")[0])
        pd.testing.assert_frame_equal(pd.read_csv(packed), pd.read_csv(files / table.file_name))


def test_pandas_reads_json_lines(files: Path, tmp_path: Path) -> None:
    for table in TABLES:
        lines = tmp_path / f"{table.name}.jsonl"
        lines.write_bytes(download(f"/{lines.name}")[0])
        frame = pd.read_json(lines, lines=True)
        assert (tuple(frame.columns), len(frame)) == (table.header, len(said(table, files)))
