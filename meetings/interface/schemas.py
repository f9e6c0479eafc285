"""The schema of an item, made from the declaration of its table."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from meetings.exports.columns import Column, Kind

_FORMATS: dict[Kind, dict[str, str]] = {
    Kind.DATE: {"format": "date"},
    Kind.INSTANT: {"format": "date-time"},
    Kind.ID: {"pattern": "^[A-Z][1-9][0-9]*$"},
    Kind.URL: {"format": "uri"},
}
_TYPES: dict[Kind, Any] = {Kind.INTEGER: int, Kind.NUMBER: float, Kind.BOOLEAN: bool}


class Record(BaseModel):
    """What all items are: the fields named here and no other."""

    model_config = ConfigDict(extra="forbid")


def field_of(column: Column) -> tuple[Any, Any]:
    """Type and description of a column as pydantic takes them. Every field is there; one that can be empty is null."""
    extra: dict[str, Any] = dict(_FORMATS.get(column.kind, {}))
    if column.unit:
        extra["x-unit"] = column.unit
    kind: Any = _TYPES.get(column.kind, str)
    meanings = column.meanings
    if meanings:
        kind = Literal[tuple(value for value, _ in meanings)]
        extra["x-meanings"] = {value: words for value, words in meanings if value != words}
    described = column.description
    if column.kind.is_list:
        kind = list[kind]
        described += f" Empty: {column.empty}" if column.empty else ""
    elif column.empty:
        kind = kind | None
        described += f" null: {column.empty}"
    return kind, Field(description=described, json_schema_extra=extra or None)


def record(name: str, columns: Iterable[Column], description: str, **more: Any) -> type[BaseModel]:
    """The schema ``name`` with a field for each column, and ``more`` fields in pydantic's own words."""
    fields: dict[str, Any] = {column.name: field_of(column) for column in columns} | more
    return create_model(name, __base__=Record, __doc__=description, **fields)


def page_of(name: str, item: type[BaseModel], description: str) -> type[BaseModel]:
    """The schema of one page of a list."""
    return create_model(
        f"{name}Page",
        __base__=Record,
        __doc__=f"Some of them, in a fixed order. {description}",
        data=(list[item], Field(description="The records, sparse: a record’s own address has all of it.")),  # type: ignore[valid-type]  # made at run time
        next=(
            str | None,
            Field(description="Address of the next page; null: this is the last.", json_schema_extra={"format": "uri"}),
        ),
        csv=(
            str | None,
            Field(
                description="The same rows as a file, in one piece; null: there is none.",
                json_schema_extra={"format": "uri"},
            ),
        ),
        data_version=(int, Field(description="Version of the whole dataset from which this answer was made.")),
        updated_until=(
            str,
            Field(
                description="Whatever is written later says so: pass it as updated_since the next time you ask, if"
                " this was the first page.",
                json_schema_extra={"format": "date-time"},
            ),
        ),
    )  # fmt: skip
