"""What tells two documents of a meeting apart, per row and column. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from statements.meeting.document import SHAPES, Document, Row, Value, order, rows_of


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of one row."""

    column: str
    before: Value
    after: Value


@dataclass(frozen=True)
class RowChange:
    """One row. `before` None: it was added; `after` None: it was removed. `fields`: what changed of a row in both."""

    table: str
    key: str
    before: Row | None
    after: Row | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def row(self) -> Row:
        """What the row is, or was."""
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found


def differences(before: Document, after: Document) -> list[RowChange]:
    """Each row that was added, removed or changed: table by table, in order of their ids."""
    return [change for table in SHAPES for change in _of_table(table, before, after)]


def _of_table(table: str, before: Document, after: Document) -> Iterator[RowChange]:
    old, new = rows_of(before, table), rows_of(after, table)
    for key in sorted(old.keys() | new.keys(), key=order):
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            yield RowChange(table, key, was, now)
        elif fields := changed_fields(table, was, now):
            yield RowChange(table, key, was, now, fields)


def changed_fields(table: str, was: Row, now: Row) -> tuple[FieldChange, ...]:
    """The columns that differ. One that a document does not know, having been written before it existed, does not."""
    carried = SHAPES[table].carried
    return tuple(
        FieldChange(column, was[column], value)
        for column, value in now.items()
        if column not in carried and column in was and was[column] != value
    )
