"""What the declarations say of themselves: the codebook as a table, and the table schema of a data package."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from meetings.exports.columns import Column, Kind, Table, column
from meetings.exports.csv_form import cell_form, encoded

# Of tables as they are read: the same form for all of them.
DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}
LICENCES = [
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0, quotations excluded",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }
]

# The codebook's own columns; `rows` gives their values in this order.
CODEBOOK_COLUMNS = (
    column("table", Kind.WORD, "Name of the file, without .csv."),
    column("position", Kind.INTEGER, "Place of the column, from 1."),
    column("column", Kind.WORD, "Name of the column."),
    column("type", Kind.TEXT, "What a cell holds."),
    column("key", Kind.BOOLEAN, "Whether the column is part of the table's key."),
    column("refers_to", Kind.WORD, "Table and column whose key it holds.", empty="It holds no key."),
    column("unit", Kind.WORD, "What is counted.", empty="Nothing is."),
    column("description", Kind.TEXT, "What the column says."),
    column("empty", Kind.TEXT, "What an empty cell means.", empty="The cell is never empty."),
    column(
        "codes",
        Kind.TEXTS,
        "The words that the column knows, each with its meaning.",
        empty="No closed list.",
    ),
)


def reference_of(table: Table, column: Column) -> str:
    """`sessions.session_id`, or empty."""
    found = next((each for each in table.references if each.column == column.name), None)
    return f"{found.table}.{found.to}" if found else ""


def rows(tables: Iterable[Table]) -> Iterator[tuple[Any, ...]]:
    """One row per column of every table."""
    for table in tables:
        for position, each in enumerate(table.columns, start=1):
            yield (
                table.name,
                position,
                each.name,
                each.kind.words,
                each.name in table.key,
                reference_of(table, each),
                each.unit,
                each.description,
                each.empty,
                [value if value == words else f"{value}: {words}" for value, words in each.meanings],
            )


def codebook_pieces(tables: Iterable[Table], *, for_excel: bool = False) -> Iterator[bytes]:
    """`codebook.csv`."""
    forms = [cell_form(each.kind, for_excel=for_excel) for each in CODEBOOK_COLUMNS]
    lines = ([form(value) for form, value in zip(forms, row, strict=True)] for row in rows(tables))
    return encoded([each.name for each in CODEBOOK_COLUMNS], lines, for_excel=for_excel)


def _field(each: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": each.name,
        "type": each.kind.schema_type,
        "description": each.description,
    }
    if each.kind is Kind.BOOLEAN:
        field |= {"trueValues": ["1"], "falseValues": ["0"]}
    if each.kind is Kind.URL:
        field["format"] = "uri"
    if each.unit:
        field["unit"] = each.unit
    if each.empty:
        field["emptyMeaning"] = each.empty
    constraints: dict[str, Any] = {} if each.empty else {"required": True}
    if each.meanings and not each.kind.is_list:
        constraints["enum"] = [value for value, _ in each.meanings]
    if constraints:
        field["constraints"] = constraints
    return field


def _resource(table: Table, folder: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": f"{folder}{table.file_name}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": {
            "fields": [_field(each) for each in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": each.column, "reference": {"resource": each.table, "fields": each.to}}
                for each in table.references
            ],
        },
    }


def data_package(tables: Iterable[Table], data_version: int, folder: str | None = None) -> dict[str, Any]:
    """The Frictionless data package of all tables. ``folder``: where they lie, with a slash at its end, or empty for
    beside the description; None: where they are sent."""
    folder = f"{settings.SITE_URL}/" if folder is None else folder
    return {
        "profile": "tabular-data-package",
        "name": "reconvene",
        "title": "Reconvene: sessions of councils, and the silences between them",
        "description": "Which councils meet, where the silences are, and what resumed, with the source of every fact.",
        "homepage": f"{settings.SITE_URL}/",
        "version": str(data_version),
        "licenses": LICENCES,
        "sources": [
            {"title": "The documents named in every row", "path": f"{settings.SITE_URL}/citations.csv"}
        ],
        "resources": [_resource(table, folder) for table in tables],
    }
