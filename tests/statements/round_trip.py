"""A record's way through its own files: out of one database, into an empty one, and out again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection, transaction

from config.exports import TABLES
from meetings.assessment import assess_due_councils
from meetings.imports.plan import Action, Plan
from statements.history_import import import_history
from tests.exports_dataset import download

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
# When a record was entered and changed, and how often the dataset: what another installation says of itself.
OF_THE_INSTALLATION = {"created_at", "updated_at", "record_version", "data_version"}

Files = dict[str, bytes]


class _BackToEmptyError(Exception):
    pass


@contextmanager
def thrown_away() -> Iterator[None]:
    """What is written inside is gone afterwards. Counters of numbers go on, as in another installation."""
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:  # what the database checks at the end
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            raise _BackToEmptyError
    except _BackToEmptyError:
        pass


def export_all() -> Files:
    """Every file, once the councils are assessed."""
    assess_due_councils(now=NOW)
    return {table.file_name: download(f"/{table.file_name}")[0] for table in TABLES}


def write_to(folder: Path, files: Files) -> None:
    folder.mkdir(exist_ok=True)
    for name, body in files.items():
        (folder / name).write_bytes(body)


def round_trip(make: Callable[[], object], folder: Path) -> tuple[Files, Files, Plan]:
    """The files of what `make` makes, those of the database that took them in, and what the import said."""
    with thrown_away():
        make()
        first = export_all()
    write_to(folder, first)
    with thrown_away():
        plan = import_history(folder, publish=True)
        again = import_history(folder, publish=True)
        assert again.total(Action.CREATE) == again.total(Action.UPDATE) == 0, dict(again.counts)
        second = export_all()
    return first, second, plan


def comparable(file: bytes, left_out: set[str]) -> str:
    """The file without the columns left out, else byte by byte: a reader takes the cells apart, a writer puts the others
    together in the one form that our files have."""
    rows = csv.reader(io.StringIO(file.decode(), newline=""))
    header = next(rows)
    kept = [place for place, name in enumerate(header) if name not in left_out]
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow([row[place] for place in kept])
    return lines.getvalue()
