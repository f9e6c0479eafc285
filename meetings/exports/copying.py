"""A table through PostgreSQL's own COPY: the database writes the lines, and they pass through here in pieces.

psycopg hands a COPY over by calling, the web server takes a response by asking. Between the two stands a pipe of the
operating system and a thread: the pipe is short, so that a slow reader holds up the database and not our memory.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Self, cast

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate

from meetings.compiled import AT, Compiled, at_instant, compiled
from meetings.exports.columns import Column, Table
from meetings.exports.gathering import ROWS, Gathered
from meetings.exports.scope import Open, Scope
from meetings.exports.sql_form import cell
from meetings.query import TimelineQuery

PIECE_BYTES = 1 << 18
COPY_THREAD = "export-copy"
# For the transaction: what a connection was told at its start does not hold behind a pooling proxy. And a query over
# everything sorts and joins more than any other of ours.
SETTINGS = (
    "SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC'; SET LOCAL jit = off;"
    " SET LOCAL work_mem = '64MB'; SET LOCAL join_collapse_limit = 11"
)


def copy_statement(
    rows: "QuerySet[Any]", columns: Sequence[Column], scope: Scope, *, are_few: bool
) -> str | None:
    """The COPY that writes the cells of these rows, without a header; None if no row can match.

    ``are_few``: what hangs on a row is looked up; else all there is is gathered in one pass.
    """
    try:
        return composed(_written(rows, columns, scope, row_by_row=are_few))
    except EmptyResultSet:
        return None


def copy_by_keys(table: Table, scope: Scope, keys: Sequence[int]) -> str:
    """The COPY of a table's rows with these keys. Its text is the same whatever an address asks for, and is kept for the
    life of the process: Django would take longer to write it than PostgreSQL to read a hundred rows."""
    assert keys
    sql, values = _kept(table, settings.SITE_URL)
    return composed(Compiled(sql, [_filled(value, scope, keys) for value in values]))


def _filled(value: Any, scope: Scope, keys: Sequence[int]) -> Any:
    if value is _Keys:
        # As one text: the driver would write a list out number by number.
        return f"{{{','.join(map(str, keys))}}}"
    return scope.once(value.value) if isinstance(value, Open) else at_instant(value, scope.now)


@lru_cache
def _kept(table: Table, site: str) -> Compiled:
    """``site``: whose addresses stand in its text."""
    assert table.few
    scope = Scope(TimelineQuery(), AT, 0, is_open=True)
    return _written(
        table.few.rows(scope).filter(_Named(F(table.few.key))), table.columns, scope, row_by_row=True
    )


class _Keys:
    """Stands in a kept statement for the keys of its rows."""


class _Named(Func):
    """Condition: the key is one of those that are filled in."""

    template = "%(expressions)s = ANY(%%s::bigint[])"
    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # the stubs want a tuple of strings and numbers
        sql, values = super().as_sql(compiler, connection, **context)
        return sql, [*values, _Keys]


def _written(rows: "QuerySet[Any]", columns: Sequence[Column], scope: Scope, *, row_by_row: bool) -> Compiled:
    """One query reads the rows, as Python would; what is gathered is joined to them. Raises EmptyResultSet."""
    expressions: dict[str, Any] = {}
    for column in columns:
        expressions |= column.expressions(scope)
    gathered = list(dict.fromkeys(each.gathered for column in columns for each in column.gathered))
    plain = [name for column in columns for name in _plain_names(column)]
    names = list(dict.fromkeys([*plain, *(each.of for each in gathered)]))
    order = [_Place.of(item, number) for number, item in enumerate(rows.query.order_by)]
    expressions |= {place.name: place.expression for place in order if place.expression}
    names = list(dict.fromkeys([*names, *(place.name for place in order)]))
    read = compiled(rows.order_by().annotate(**expressions).values_list(*names))
    listed = ", ".join(f'"{name}"' for name in names)
    joins = [_looked_up(each, scope) if row_by_row else _joined(each, scope) for each in gathered]
    cells = ", ".join(
        cell(column, [_place_of(name, column) for name in column.source_names()]) for column in columns
    )
    # The offset keeps the query whole: taken apart, an expression that several cells read would be asked several times.
    sql = (
        f"COPY (SELECT {_plainly(cells)} FROM ({read.sql} OFFSET 0) AS {ROWS}({listed}){''.join(join.sql for join in joins)}"
        f" ORDER BY {', '.join(map(str, order))}) TO STDOUT (FORMAT csv)"
    )
    return Compiled(sql, [*read.values, *(value for join in joins for value in join.values)])


def _plainly(sql: str) -> str:
    """For a statement with values to be filled in."""
    return sql.replace("%", "%%")


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


def _looked_up(gathered: Gathered, scope: Scope) -> Compiled:
    """Of each row by itself."""
    sql, values = compiled(gathered.of_one(scope))
    columns = ", ".join(f'"{gathered.alias(name)}"' for name in gathered.values)
    return Compiled(f" LEFT JOIN LATERAL ({sql}) AS {gathered.name}({columns}) ON true", values)


def _joined(gathered: Gathered, scope: Scope) -> Compiled:
    """Of everything at once."""
    sql, values = gathered.statement(scope) or compiled(gathered.grouped(gathered.rows(scope)))
    columns = ", ".join(f'"{gathered.alias(name)}"' for name in gathered.values)
    table = f"({sql}) AS {gathered.name}(of_row, {columns})"
    return Compiled(f' LEFT JOIN {table} ON {gathered.name}.of_row = {ROWS}."{gathered.of}"', values)


def composed(statement: Compiled) -> str:
    """The statement with its values in it."""
    return str(connection.ops.compose_sql(*statement))  # type: ignore[attr-defined]  # PostgreSQL's


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
