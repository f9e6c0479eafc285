"""A table through PostgreSQL's own COPY: the database writes the lines, and they pass through here in pieces.

psycopg hands a COPY over by calling, the web server takes a response by asking. Between the two stands a pipe of the
operating system and a thread: the pipe is short, so that a slow reader holds up the database and not our memory.
"""

import os
import threading
from collections.abc import Iterator
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from meetings.exports.columns import Column
from meetings.exports.sql_form import cell

PIECE_BYTES = 1 << 18
COPY_THREAD = "export-copy"


def copy_statement(rows: "QuerySet[Any]", columns: tuple[Column, ...], names: list[str]) -> str | None:
    """The COPY that writes these rows, without a header; None if none can match.

    ``rows`` yields the sources, under ``names`` in this order: it is the query that Python would read. It has an order,
    and the outer query makes cells of its rows as they come.
    """
    try:
        sql, values = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
    read = connection.ops.compose_sql(sql, values)  # type: ignore[attr-defined]  # PostgreSQL's
    cells = ", ".join(cell(each, [f'q."{name}"' for name in each.source_names()]) for each in columns)
    listed = ", ".join(f'"{name}"' for name in names)
    return f"COPY (SELECT {cells} FROM ({read}) AS q({listed})) TO STDOUT (FORMAT csv)"


class _Copy(threading.Thread):
    """Runs the COPY of this thread's connection in another thread, into a pipe."""

    def __init__(self, statement: str, into: int) -> None:
        super().__init__(name=COPY_THREAD, daemon=True)
        self.statement = statement
        self.into = into
        self.cursor = connection.cursor().cursor  # the driver's own: Django's belongs to one thread
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            # Closed in any case: that is how the reader learns of the end.
            with open(self.into, "wb", buffering=PIECE_BYTES) as pipe:
                self.cursor.copy_expert(self.statement, pipe)
        except BaseException as failure:
            self.failure = failure


def copied(statement: str) -> Iterator[bytes]:
    """What the COPY sends, with our line ends, as it comes. Nothing else may use the connection in the meantime.

    Raises Django's DatabaseError where the database fails in the middle. A reader who stops early ends the query and
    the connection with it.
    """
    source, into = os.pipe()
    copy = _Copy(statement, into)
    copy.start()
    whole = False
    try:
        # No cell holds a line end, so each one is the end of a row.
        while piece := os.read(source, PIECE_BYTES):
            yield piece.replace(b"\n", b"\r\n")
        whole = True
    finally:
        os.close(source)
        if not whole:
            cast(Any, connection.connection).cancel()
        copy.join()
        if not whole:
            # A cancellation that came late would meet the next query.
            connection.close()
    if copy.failure is not None:
        with connection.wrap_database_errors:
            raise copy.failure
