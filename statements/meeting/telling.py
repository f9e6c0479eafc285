"""Differences and conflicts in plain words, for the desk: every column that its forms have, notes for editors too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst

from statements.meeting.differences import RowChange
from statements.meeting.document import SHAPES, Document, Row, Value
from statements.meeting.merging import Conflict
from statements.meeting.words import Words

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
# Said by the name of the row already.
_UNSAID = {"delegation_id", "statement_id", "position"}


@dataclass(frozen=True)
class ToldField:
    """One column: `before` and `after` in words, "" for nothing. `is_text`: to be quoted, each in lines of its own."""

    column: str
    label: str
    before: str
    after: str
    is_text: bool = False


@dataclass(frozen=True)
class ToldChange:
    """One row: `delegation of Norway`, `added`. `fields`: what changed; of an added or removed row all that it says, boxes that are
    not ticked aside."""

    table: str
    key: str
    name: str
    verb: str
    fields: tuple[ToldField, ...]

    @property
    def words(self) -> str:
        """All of it in one line."""
        said = [
            f"{field.label}: {field.before or '—'} → {field.after or '—'}"
            if self.verb == CHANGED
            else f"{field.label}: {field.after or field.before}"
            for field in self.fields
        ]
        return f"{capfirst(self.name)} {self.verb}" + (f": {'; '.join(said)}" if said else "")


@dataclass(frozen=True)
class ToldConflict:
    """A conflict with its values in words. `label` is empty where one side removed the row and the other changed it."""

    conflict: Conflict
    row: str
    label: str
    base: str
    theirs: str
    mine: str
    is_text: bool


def tell(changes: Iterable[RowChange], *documents: Document) -> list[ToldChange]:
    """The changes in words. `documents`: those compared, where the rows that others hang on are found. One query."""
    changes = list(changes)
    rows = [(each.table, row) for each in changes for row in (each.before, each.after) if row is not None]
    words = Words(rows, documents)
    return [_told(change, words) for change in changes]


def _told(change: RowChange, words: Words) -> ToldChange:
    verb = ADDED if change.before is None else REMOVED if change.after is None else CHANGED
    name = words.row(change.table, change.row, short=verb == CHANGED)
    if verb == CHANGED:
        pairs = [(each.column, each.before, each.after) for each in change.fields]
    else:
        before, after = change.before or {}, change.after or {}
        left_out = _UNSAID | SHAPES[change.table].carried
        pairs = [
            (column, before.get(column), after.get(column))
            for column, value in change.row.items()
            if column not in left_out and value is not False
        ]
    fields = (_field(words, change.table, *pair) for pair in pairs)
    said = tuple(field for field in fields if field.before or field.after)
    return ToldChange(change.table, change.key, name, verb, said)


def _field(words: Words, table: str, column: str, before: Value, after: Value) -> ToldField:
    return ToldField(
        column,
        words.label(table, column),
        words.value(table, column, before),
        words.value(table, column, after),
        words.is_text(table, column),
    )


def tell_conflicts(conflicts: Iterable[Conflict], *documents: Document) -> list[ToldConflict]:
    """The conflicts in words. `documents`: base, theirs and mine. One query."""
    conflicts = list(conflicts)
    rows = [(each.table, row) for each in conflicts for row in _rows(each, documents)]
    words = Words(rows, documents)
    return [_told_conflict(conflict, words, documents) for conflict in conflicts]


def _rows(conflict: Conflict, documents: Iterable[Document]) -> list[Row]:
    found = (document["rows"].get(conflict.table, {}).get(conflict.key) for document in documents)
    return [row for row in found if row is not None]


def _told_conflict(conflict: Conflict, words: Words, documents: Iterable[Document]) -> ToldConflict:
    rows = _rows(conflict, documents)
    row = words.row(conflict.table, rows[0], short=True) if rows else conflict.key
    table, column = conflict.table, conflict.column
    sides = (conflict.base, conflict.theirs, conflict.mine)
    if not column:
        base, theirs, mine = (_whole(words, table, side) for side in sides)
        return ToldConflict(conflict, row, "", base, theirs, mine, is_text=False)
    base, theirs, mine = (words.value(table, column, _scalar(side)) for side in sides)
    label, is_text = words.label(table, column), words.is_text(table, column)
    return ToldConflict(conflict, row, label, base, theirs, mine, is_text)


def _scalar(side: Value | Row) -> Value:
    return None if isinstance(side, dict) else side


def _whole(words: Words, table: str, side: Value | Row) -> str:
    """All that a row says, in one line; that it is removed if there is none."""
    if not isinstance(side, dict):
        return "removed"
    left_out = _UNSAID | SHAPES[table].carried
    said = (
        (words.label(table, column), words.value(table, column, value))
        for column, value in side.items()
        if column not in left_out
    )
    return "; ".join(f"{label}: {value}" for label, value in said if value)
