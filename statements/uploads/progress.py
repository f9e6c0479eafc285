"""How far a worker has come, written on a connection of its own: the import's transaction is seen by nobody."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections

from statements.models import UploadProgress

_SECONDS_BETWEEN = 0.4
_TABLE = UploadProgress._meta.db_table


class ProgressBeside:
    """Writes the progress row of one upload."""

    def __init__(self, upload_id: int) -> None:
        self._upload_id = upload_id
        # Own, not the thread's: what it writes is committed at once, whatever becomes of the import.
        self._connection = connections.create_connection("default")

    def close(self) -> None:
        self._connection.close()

    def _write(self, assignments: str, *values: str | int) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {_TABLE} SET {assignments} WHERE upload_id = %s", [*values, self._upload_id]
            )

    def take_up(self, run: int) -> bool:
        """Note that this run has begun; False if it had begun before: its message came twice."""
        with self._connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {_TABLE} SET run = %s, started_at = now(), step = '', done = 0, total = 0"
                " WHERE upload_id = %s AND run < %s",
                [run, self._upload_id, run],
            )
            return int(cursor.rowcount) == 1

    @contextmanager
    def __call__(self, description: str, total: int) -> Iterator[Callable[[int], None]]:
        """Shows one pass over one file."""
        self._write("step = %s, done = 0, total = %s", description, total)
        done, last = 0, time.monotonic()

        def add(number: int) -> None:
            nonlocal done, last
            done += number
            if time.monotonic() - last >= _SECONDS_BETWEEN:
                last = time.monotonic()
                self._write("done = %s", done)

        yield add
        self._write("done = %s", done)


@contextmanager
def progress_beside(upload_id: int) -> Iterator[ProgressBeside]:
    progress = ProgressBeside(upload_id)
    try:
        yield progress
    finally:
        progress.close()
