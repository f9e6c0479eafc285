"""From a table's declaration to the bytes of its file.

Where every column can be said in SQL, PostgreSQL writes the lines (`copying`). Where a rule is asked, and for the
spreadsheet variant, Python does: rows are read with one query through a server-side cursor. Both give the same bytes,
and memory stays flat however many there are. The caller holds the snapshot (`meetings.pages.public_page`), in which
the rows were counted before the first was sent. An error in mid-stream is not caught: the web server then cuts the
connection without the last chunk, which every client sees.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from meetings.exports.columns import Column, Made, Table
from meetings.exports.copying import copied, copy_by_keys, copy_statement
from meetings.exports.csv_form import cell_form, encoded
from meetings.exports.scope import Scope
from meetings.exports.sql_form import can_be_copied

# Rows fetched from the cursor at a time.
FETCH_ROWS = 1000
# Of so many rows what hangs on them is looked up; of more, all there is is gathered in one pass.
FEW = 50_000


def source_names(columns: tuple[Column, ...]) -> list[str]:
    """Every source once, in the order of its first use."""
    return list(dict.fromkeys(name for column in columns for name in column.source_names()))


def with_sources(rows: "QuerySet[Any]", columns: tuple[Column, ...], scope: Scope) -> "QuerySet[Any]":
    """The queryset with every expression that the columns read."""
    annotations: dict[str, Any] = {}
    for column in columns:
        annotations |= column.annotations(scope)
    return rows.annotate(**annotations)


def read_mappings(
    rows: "QuerySet[Any]", columns: tuple[Column, ...], scope: Scope
) -> Iterator[dict[str, Any]]:
    """The rows as mappings from source names to values, for tables that change or add some."""
    selected = with_sources(rows, columns, scope).values(*source_names(columns))
    return iter(selected.iterator(chunk_size=FETCH_ROWS))


def _tuples(
    rows: "QuerySet[Any] | Made", columns: tuple[Column, ...], scope: Scope
) -> Iterator[tuple[Any, ...]]:
    names = source_names(columns)
    if isinstance(rows, Made):
        return (tuple(row[name] for name in names) for row in rows)
    selected = with_sources(rows, columns, scope).values_list(*names)
    return iter(selected.iterator(chunk_size=FETCH_ROWS))


def _cell(column: Column, places: dict[str, int], *, for_excel: bool) -> Callable[[tuple[Any, ...]], str]:
    """How the column's cell is made of a row of sources."""
    form = cell_form(column.kind, for_excel=for_excel)
    indices = [places[name] for name in column.source_names()]
    value = column.value
    if value is None:
        (index,) = indices
        return lambda row: form(row[index])
    if len(indices) == 1:
        index = indices[0]
        return lambda row: form(value(row[index]))
    return lambda row: form(value(*(row[index] for index in indices)))


class Export:
    """One table for one scope: how many rows, and the file in pieces. Needs a snapshot that outlives the reading."""

    def __init__(self, table: Table, scope: Scope, *, for_excel: bool = False) -> None:
        self.table = table
        self.scope = scope
        self.for_excel = for_excel

    @cached_property
    def _rows(self) -> "QuerySet[Any] | Made":
        return self.table.select(self.scope)

    @cached_property
    def count(self) -> int:
        """Rows that will be sent, the header not counted."""
        if self._keys is not None:
            return len(self._keys)
        if self._known is not None:
            return self._known
        return self._rows.count if isinstance(self._rows, Made) else self._rows.count()

    @cached_property
    def _known(self) -> int | None:
        return self.table.count(self.scope)

    @cached_property
    def _keys(self) -> Sequence[int] | None:
        """The keys of the rows, where they are few and all that has to be asked of the address."""
        if self.table.few is None or self.scope.query.is_past or (self._known or 0) > FEW:
            return None
        keys = self.table.few.keys(self.scope, FEW + 1)
        return keys if len(keys) <= FEW else None

    def cells(self) -> Iterator[list[str]]:
        columns = self.table.columns
        places = {name: place for place, name in enumerate(source_names(columns))}
        cells = [_cell(column, places, for_excel=self.for_excel) for column in columns]
        for row in _tuples(self._rows, columns, self.scope):
            yield [cell(row) for cell in cells]

    @property
    def is_copied(self) -> bool:
        """Whether PostgreSQL writes the lines."""
        if not can_be_copied(self.table.columns) or self.for_excel:
            return False
        if self._keys is not None or not isinstance(self._rows, Made):
            return True
        return self._rows.in_one_pass is not None and self.count > FEW

    def copy_statement(self) -> str | None:
        """The COPY that writes them; None if no row can match."""
        if self._keys is not None:
            return copy_by_keys(self.table, self.scope, self._keys) if self._keys else None
        rows = self._rows.in_one_pass if isinstance(self._rows, Made) else self._rows
        assert rows is not None
        return copy_statement(rows, self.table.columns, self.scope, are_few=self.count <= FEW)

    def pieces(self) -> Iterator[bytes]:
        """The file. The header is handed on before the rows are asked for."""
        if not self.is_copied:
            yield from self.written()
            return
        yield from encoded(self.table.header, ())
        if statement := self.copy_statement():
            yield from copied(statement)

    def written(self) -> Iterator[bytes]:
        """The file as Python writes it."""
        return encoded(self.table.header, self.cells(), for_excel=self.for_excel)
