"""What a resource is: a table of the files, as a list of sparse items and as whole ones by their id."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import Q, QuerySet
from pydantic import BaseModel, Field

from meetings.exports.columns import Column, Table
from meetings.exports.scope import Scope
from meetings.interface.schemas import record
from meetings.interface.values import Item, chosen_columns, items

# A row of the resource's model: the fields that name it.
Found: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Key:
    """By what a row of the table is known to be of a found record: the column ``column`` holds the field ``field``, behind
    the letter of a public id."""

    column: str
    field: str
    letter: str = ""

    def value(self, found: Found) -> str:
        return f"{self.letter}{found[self.field]}"


@dataclass(frozen=True)
class Nested:
    """Further rows within a whole item. ``read``: those of the found record, from the scope that ``narrowed`` makes of it.
    ``is_single``: the only one, or null."""

    name: str
    schema: type[BaseModel]
    description: str
    read: Callable[[Scope, Found], list[Item]]
    narrowed: "Callable[[Scope, Found], Scope]"
    is_single: bool = False

    @property
    def field(self) -> tuple[Any, Any]:
        """Its type and description as pydantic takes them."""
        kind: Any = self.schema | None if self.is_single else list[self.schema]  # type: ignore[name-defined]
        return kind, Field(description=self.description)

    def value(self, scope: Scope, found: Found) -> "list[Item] | Item | None":
        rows = self.read(scope, found)
        return next(iter(rows), None) if self.is_single else rows


@dataclass(frozen=True)
class Resource:
    """``found``: the public records that a scope matches, of any order; the table decides what is shown of them.

    ``narrowed``: a scope in which the table has the rows of these records and few others. ``per_council``: columns that a
    joint session has once for each council; they stand in the array `councils`. ``came_since``: condition on records that
    came to be public at an instant or later without a change of their own. ``listed_as``: the table with a cheaper way to its rows,
    for the columns of a list. ``changed``: the field of their last change; empty
    if they have none. ``slug``: the field by which a record may be
    named beside its id.
    """

    name: str
    one: str
    table: Table
    listed: tuple[str, ...]
    found: Callable[[Scope], "QuerySet[Any]"]
    keys: tuple[Key, ...]
    narrowed: Callable[[Scope, Sequence[Found]], Scope]
    nested: tuple[Nested, ...] = ()
    per_council: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    came_since: Callable[[datetime, datetime], Q] | None = None
    slug: str = ""
    path: str = ""
    has_items: bool = True
    listed_as: Table | None = None
    changed: str = "updated_at"

    @property
    def has_changes(self) -> bool:
        """Whether its records say when they were last changed."""
        return bool(self.changed)

    @property
    def letter(self) -> str:
        """Of its public ids; empty if it has none."""
        return next((key.letter for key in self.keys if key.field == "pk"), "")

    @property
    def schema_name(self) -> str:
        return self.one.title().replace(" ", "")

    def columns(self, names: Sequence[str] | None = None) -> tuple[Column, ...]:
        return tuple(
            column for column in chosen_columns(self.table, names) if column.name not in self.left_out
        )

    def with_nested(self, *nested: Nested) -> "Resource":
        """The same with more rows in its whole items."""
        return replace(self, nested=(*self.nested, *nested))


def whole_record(scope: Scope, **changes: Any) -> Scope:
    """The scope without any filter but these, on the same day."""
    none = scope.query.cleared()
    return replace(scope, query=none.changed(as_of=scope.query.as_of, **changes))


def rows_of(
    name: str,
    one: str,
    table: Table,
    description: str,
    narrowed: Callable[[Scope, Found], Scope],
    *,
    of: Key | None = None,
    without: Sequence[str] = (),
    is_single: bool = False,
) -> Nested:
    """Rows of another table within a whole item: those of the narrowed scope that have its key in a column.

    ``without``: columns that the item has itself.
    """
    left = tuple(column for column in chosen_columns(table) if column.name not in without)
    names = [column.name for column in left] + ([of.column] if of else [])

    def read(scope: Scope, found: Found) -> list[Item]:
        rows = items(table, scope, names)
        kept = (row for row in rows if of is None or row[of.column] == of.value(found))
        return [{column.name: row[column.name] for column in left} for row in kept]

    return Nested(
        name,
        record(one.title().replace(" ", ""), left, table.description),
        description,
        read,
        narrowed,
        is_single,
    )
