"""Rows of a table as JSON: null for what the file leaves empty, arrays for several values, numbers, booleans."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Model, QuerySet

from meetings.dates import DateInterval
from meetings.exports.columns import Column, Kind, Made, Table
from meetings.exports.csv_form import instant
from meetings.exports.scope import Scope
from meetings.exports.stream import source_names, with_sources

Item: TypeAlias = dict[str, Any]
Only: TypeAlias = tuple[type[Model], Collection[int]]
# Stands beside the rows of every answer, once.
DATA_VERSION = "data_version"


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _edtf(value: "DateInterval | str") -> str:
    return value if isinstance(value, str) else value.edtf


_SINGLE: dict[Kind, Callable[[Any], Any]] = {
    Kind.EDTF: _edtf,
    Kind.INSTANT: lambda value: value if isinstance(value, str) else instant(value),
    Kind.INTEGER: int,
    Kind.NUMBER: lambda value: round(float(value), 3),
    Kind.BOOLEAN: bool,
}


def json_value(kind: Kind, value: Any) -> Any:
    """The value of a cell. Texts keep their line breaks, which a file cannot."""
    if kind.is_list:
        return [str(each) for each in value or () if each not in (None, "")]
    if value is None or value == "":
        return None
    return _SINGLE.get(kind, _text)(value)


def _reader(column: Column) -> Callable[[Mapping[str, Any]], Any]:
    names = column.source_names()
    value, kind = column.value, column.kind
    if value is None:
        (name,) = names
        return lambda row: json_value(kind, row[name])
    return lambda row: json_value(kind, value(*(row[name] for name in names)))


def chosen_columns(table: Table, names: Collection[str] | None = None) -> tuple[Column, ...]:
    """The table's columns of these names in its order; all, if None. Never the data version."""
    return tuple(
        column
        for column in table.columns
        if column.name != DATA_VERSION and (names is None or column.name in names)
    )


def items(
    table: Table, scope: Scope, names: Collection[str] | None = None, only: Only | None = None
) -> Iterator[Item]:
    """The table's rows in its order. ``names``: of the columns wanted; None: all.

    ``only``: a model and primary keys of the rows wanted, for a table that is read from that model with one query; rows
    of other models, and those made by a rule, come as the scope has them.
    """
    columns = chosen_columns(table, names)
    readers = {column.name: _reader(column) for column in columns}
    for row in _mappings(table.select(scope), columns, scope, only):
        yield {name: read(row) for name, read in readers.items()}


def _mappings(
    selected: "QuerySet[Any] | Made",
    columns: tuple[Column, ...],
    scope: Scope,
    only: Only | None,
) -> Iterable[Mapping[str, Any]]:
    if isinstance(selected, Made):
        return selected
    if only is not None and selected.model is only[0]:
        selected = selected.filter(pk__in=only[1])
    return with_sources(selected, columns, scope).values(*source_names(columns))
