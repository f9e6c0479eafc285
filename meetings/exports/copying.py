"""A table through PostgreSQL's own COPY: the database writes the lines, and they pass through here in pieces.

psycopg hands a COPY over by calling, the web server takes a response by asking. Between the two stands a pipe of the
operating system and a thread: the pipe is short, so that a slow reader holds up the database and not our memory.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Self, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate

from meetings.exports.columns import Column, Gathered, Scope
from meetings.exports.sql_form import cell

PIECE_BYTES = 1 << 18
COPY_THREAD = "export-copy"
# For the transaction: what a connection was told at its start does not hold behind a pooling proxy. And a query over
# everything sorts and joins more than any other of ours.
SETTINGS = (
    "SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC'; SET LOCAL jit = off;"
    " SET LOCAL work_mem = '64MB'; SET LOCAL join_collapse_limit = 11"
)
ROWS = "q"  # the rows that are read, in the statement


def copy_statement(
    rows: "QuerySet[Any]", columns: Sequence[Column], scope: Scope, *, are_few: bool
) -> str | None:
    """The COPY that writes the cells of these rows, without a header; None if no row can match.

    One query reads the rows, as Python would; what is gathered is joined to them. ``are_few``: what hangs on
    a row is looked up; else all there is is gathered in one pass.
    """
    expressions: dict[str, Any] = {}
    for column in columns:
        expressions |= column.expressions(scope)
    gathered = list(dict.fromkeys(each.gathered for column in columns for each in column.gathered))
    plain = [name for column in columns for name in _plain_names(column)]
    names = list(dict.fromkeys([*plain, *(each.of for each in gathered)]))
    order = [_Place.of(item, number) for number, item in enumerate(rows.query.order_by)]
    expressions |= {place.name: place.expression for place in order if place.expression}
    names = list(dict.fromkeys([*names, *(place.name for place in order)]))
    selected = rows.order_by().annotate(**expressions).values_list(*names)
    try:
        read = sql_of(selected)
    except EmptyResultSet:
        return None
    listed = ", ".join(f'"{name}"' for name in names)
    joins = "".join(_join(each, scope, row_by_row=are_few) for each in gathered)
    cells = ", ".join(
        cell(column, [_place_of(name, column) for name in column.source_names()]) for column in columns
    )
    # The offset keeps the query whole: taken apart, an expression that several cells read would be asked several times.
    return (
        f"COPY (SELECT {cells} FROM ({read} OFFSET 0) AS {ROWS}({listed}){joins}"
        f" ORDER BY {', '.join(map(str, order))}) TO STDOUT (FORMAT csv)"
    )


def _plain_names(column: Column) -> list[str]:
    aliases = {each.alias for each in column.gathered}
    return [name for name in column.source_names() if name not in aliases]


def _place_of(name: str, column: Column) -> str:
    table = next((each.gathered.name for each in column.gathered if each.alias == name), ROWS)
    return f'{table}."{name}"'


class _Place(NamedTuple):
    """One item of an order, all of which ascend: a name that the query knows, or one for an expression."""

    name: str
    expression: Combinable | None = None
    collation: str = ""

    @classmethod
    def of(cls, item: "str | Combinable", number: int) -> Self:
        if isinstance(item, str):
            return cls(item)
        if isinstance(item, Collate) and isinstance(sorted_by := item.get_source_expressions()[0], F):
            return cls(sorted_by.name, None, f' COLLATE "{item.collation}"')  # type: ignore[attr-defined]  # both have it
        return cls(f"place_{number}", item)

    def __str__(self) -> str:
        return f'{ROWS}."{self.name}"{self.collation}'


def _join(gathered: Gathered, scope: Scope, *, row_by_row: bool) -> str:
    of_row = f'{ROWS}."{gathered.of}"'
    theirs = Func(F(gathered.key), template=f"(%(expressions)s = {of_row})", output_field=BooleanField())
    grouped = gathered.statement(scope)
    if grouped is None:
        rows = gathered.rows(scope)
        grouped = sql_of(gathered.grouped(rows.filter(theirs) if row_by_row else rows))
    columns = ", ".join(f'"{gathered.alias(name)}"' for name in gathered.values)
    table = f"({grouped}) AS {gathered.name}(of_row, {columns})"
    return f" LEFT JOIN {'LATERAL ' if row_by_row else ''}{table} ON {gathered.name}.of_row = {of_row}"


def sql_of(rows: "QuerySet[Any]") -> str:
    """The query with its values in it."""
    sql, values = rows.query.get_compiler(connection=connection).as_sql()
    return str(connection.ops.compose_sql(sql, values))  # type: ignore[attr-defined]  # PostgreSQL's


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
                self.cursor.execute(SETTINGS)
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
