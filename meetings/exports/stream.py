"""From a table's declaration to the bytes of its file, row by row.

Rows are read with one query through a server-side cursor, so memory stays flat however many there are. The caller
holds the snapshot (`meetings.pages.public_page`), in which the rows were counted before the first was sent. An error
in mid-stream is not caught: the web server then cuts the connection without the last chunk, which every client sees.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet

from meetings.exports.columns import Column, Made, Scope, Table
from meetings.exports.csv_form import cell_form, encoded

# Rows fetched from the cursor at a time.
FETCH_ROWS = 1000


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
        self._rows = table.select(scope)

    @property
    def count(self) -> int:
        """Rows that will be sent, the header not counted."""
        return self._rows.count if isinstance(self._rows, Made) else self._rows.count()

    def cells(self) -> Iterator[list[str]]:
        columns = self.table.columns
        places = {name: place for place, name in enumerate(source_names(columns))}
        cells = [_cell(column, places, for_excel=self.for_excel) for column in columns]
        for row in _tuples(self._rows, columns, self.scope):
            yield [cell(row) for cell in cells]

    def pieces(self) -> Iterator[bytes]:
        return encoded(self.table.header, self.cells(), for_excel=self.for_excel)
