"""The shape of a meeting's document: its tables, what hangs on what, and how a row is keyed. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypedDict

# Raised when what is written cannot be read by the same code any more. A new column needs no new format.
FORMAT = 1

# Dates known between two days are EDTF text (`2022-01-12`, `2019-07`), instants and times ISO 8601.
Value = str | int | bool | float | None
Row = dict[str, Value]


class Document(TypedDict):
    """`rows`: of each table (the names in `SHAPES`) its rows by key, which is the row's id as text.

    A key that is no number (`new1`) stands for a row that has no id yet; other rows may point to it.
    """

    format: int
    session: int
    rows: dict[str, dict[str, Row]]


@dataclass(frozen=True, slots=True)
class Shape:
    """One table of the document.

    `parent`: the column that says which row it hangs on; "" if it hangs on the session itself. `refers`: columns that
    point to rows of the document, each with their table, the parent's among them. `once`: columns of which no two rows
    may have the same values; a NULL among them never clashes. `is_link`: the row is nothing but these columns, which are
    its key then. `carried`: columns that are neither compared nor changed, only written again with a row that comes back.
    """

    parent: str = ""
    refers: Mapping[str, str] = field(default_factory=dict)
    once: tuple[str, ...] = ()
    is_link: bool = False
    carried: frozenset[str] = frozenset()


_OF_DELEGATION = {"delegation_id": "delegation"}
_OF_STATEMENT = {"statement_id": "statement"}
# Parents before what hangs on them. Named as in `meetings.revisions`.
SHAPES: Mapping[str, Shape] = {
    "session": Shape(),
    "link": Shape(once=("council_id",)),
    "citation": Shape(),
    "agenda": Shape(),
    "delegation": Shape(once=("party_id",)),
    "delegate": Shape("delegation_id", _OF_DELEGATION, once=("delegation_id", "person_id")),
    "seat_citation": Shape("delegation_id", _OF_DELEGATION),
    "statement": Shape(),
    "party": Shape("statement_id", _OF_STATEMENT, once=("statement_id", "party_id"), is_link=True),
    "topic": Shape("statement_id", _OF_STATEMENT, once=("statement_id", "topic_id"), is_link=True),
    "wording": Shape(
        "statement_id",
        {**_OF_STATEMENT, "translated_from_id": "wording"},
        carried=frozenset({"checked_by_id", "checked_at"}),
    ),
    "claim": Shape(),
    "announcement": Shape(),
}


def empty(session_id: int) -> Document:
    """A document without rows."""
    return {"format": FORMAT, "session": session_id, "rows": {table: {} for table in SHAPES}}


def copied(document: Document) -> Document:
    """One that can be changed without changing the other."""
    return {
        "format": document["format"],
        "session": document["session"],
        "rows": {
            table: {key: dict(row) for key, row in rows_of(document, table).items()} for table in SHAPES
        },
    }


def rows_of(document: Document, table: str) -> dict[str, Row]:
    """The table's rows by key; none if the document was written before the table existed."""
    return document["rows"].get(table, {})


def parent_of(table: str, row: Row) -> tuple[str, str] | None:
    """Table and key of the row that this one hangs on; None if that is the session."""
    shape = SHAPES[table]
    return (shape.refers[shape.parent], str(row[shape.parent])) if shape.parent else None


def children_of(document: Document, table: str, key: str) -> Iterator[tuple[str, str]]:
    """Table and key of each row that hangs on that one."""
    for child, shape in SHAPES.items():
        if shape.parent and shape.refers[shape.parent] == table:
            for child_key, row in rows_of(document, child).items():
                if str(row[shape.parent]) == key:
                    yield child, child_key


def link_key(table: str, row: Row) -> str:
    """The key of a row of a link table: what it joins."""
    return "-".join(str(row[column]) for column in SHAPES[table].once)


def rekeyed(document: Document, new_keys: Mapping[tuple[str, str], str]) -> Document:
    """The same with other keys for some rows, also where other rows point to them."""
    if not new_keys:
        return document
    changed = empty(document["session"]) | {"format": document["format"]}
    for table, shape in SHAPES.items():
        for key, row in rows_of(document, table).items():
            moved = dict(row)
            for column, target in shape.refers.items():
                found = new_keys.get((target, str(row.get(column))))
                if found is not None:
                    moved[column] = int(found) if found.isdigit() else found
            key = link_key(table, moved) if shape.is_link else new_keys.get((table, key), key)
            changed["rows"][table][key] = moved
    return changed


def digest(document: Document) -> str:
    """Changes with anything of the content; the same for equal documents."""
    content = {
        table: {
            key: {column: value for column, value in row.items() if column not in shape.carried}
            for key, row in rows_of(document, table).items()
        }
        for table, shape in SHAPES.items()
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


def order(key: str) -> tuple[int, int, str]:
    """For sorting keys: ids by number, rows without an id last."""
    return (0, int(key), "") if key.isascii() and key.isdigit() else (1, 0, key)
