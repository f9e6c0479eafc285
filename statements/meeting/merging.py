"""Two sets of changes to the same document, brought together; where they contradict, a person chooses. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from statements.meeting.differences import changed_fields
from statements.meeting.document import (
    SHAPES,
    Document,
    Row,
    Value,
    children_of,
    copied,
    empty,
    parent_of,
    rekeyed,
    rows_of,
)

THEIRS, MINE = "theirs", "mine"


@dataclass(frozen=True)
class Conflict:
    """Both sides changed the same column differently; or one removed a row that the other changed (`column` "").

    `base`, `theirs`, `mine`: the values, or the rows, None where it is removed. `chosen`: "theirs", "mine", or "" while nobody has.
    """

    table: str
    key: str
    column: str
    base: Value | Row
    theirs: Value | Row
    mine: Value | Row
    chosen: str = ""

    @property
    def name(self) -> str:
        """By which a choice names it: `session:12:venue`, of a row `delegation:7:`."""
        return f"{self.table}:{self.key}:{self.column}"


@dataclass(frozen=True)
class Merged:
    """The document with both sides' changes. Where nobody has chosen yet it has theirs."""

    document: Document
    conflicts: tuple[Conflict, ...]

    @property
    def unresolved(self) -> tuple[Conflict, ...]:
        return tuple(conflict for conflict in self.conflicts if not conflict.chosen)


def merge(
    base: Document, theirs: Document, mine: Document, choices: Mapping[str, str] | None = None
) -> Merged:
    """What both sides changed since `base`. `choices`: by the conflict's `name`, "theirs" or "mine".

    A row that both added anew (the same council, the same party) is one row, theirs.
    """
    mine = aligned(base, theirs, mine)
    return _Merge(base, theirs, mine, choices or {}).merged()


class _Merge:
    def __init__(self, base: Document, theirs: Document, mine: Document, choices: Mapping[str, str]) -> None:
        self.base, self.theirs, self.mine, self.choices = base, theirs, mine, choices
        self.conflicts: list[Conflict] = []
        # Rows that one side removed and the other changed: which side they follow, with all that hangs on them.
        self.followed: dict[tuple[str, str], str] = {}

    def merged(self) -> Merged:
        document = empty(self.theirs["session"])
        for table in SHAPES:
            keys = {**rows_of(self.theirs, table), **rows_of(self.mine, table)}
            for key in keys:
                row = self._row(table, key)
                if row is not None and self._has_its_parent(document, table, row):
                    document["rows"][table][key] = row
        return Merged(_without_dangling(document), tuple(self.conflicts))

    def _has_its_parent(self, document: Document, table: str, row: Row) -> bool:
        """What hangs on a row that goes, goes with it."""
        parent = parent_of(table, row)
        return parent is None or parent[1] in document["rows"][parent[0]]

    def _row(self, table: str, key: str) -> Row | None:
        was, theirs, mine = (rows_of(each, table).get(key) for each in (self.base, self.theirs, self.mine))
        parents = {parent_of(table, row) for row in (theirs, mine) if row is not None}
        for parent in parents:
            if parent is not None and parent in self.followed:
                return theirs if self.followed[parent] == THEIRS else mine
        if theirs is not None and mine is not None:
            return self._columns(table, key, was, theirs, mine)
        if was is None:  # added by one of them
            return theirs if theirs is not None else mine
        if theirs is None and mine is None:
            return None
        changed_by_the_other = (
            self._touched(self.mine, table, key) if theirs is None else self._touched(self.theirs, table, key)
        )
        if not changed_by_the_other:
            return None
        side = self._chosen(Conflict(table, key, "", was, theirs, mine))
        self.followed[table, key] = side
        return theirs if side == THEIRS else mine

    def _columns(self, table: str, key: str, was: Row | None, theirs: Row, mine: Row) -> Row:
        row = dict(theirs)
        for change in changed_fields(table, theirs, mine):
            column = change.column
            if was is not None and was.get(column) == change.after:
                continue  # only theirs changed it
            if was is not None and was.get(column) == change.before:
                row[column] = change.after  # only mine did
                continue
            base = was.get(column) if was is not None else None
            if self._chosen(Conflict(table, key, column, base, change.before, change.after)) == MINE:
                row[column] = change.after
        return row

    def _chosen(self, conflict: Conflict) -> str:
        choice = self.choices.get(conflict.name, "")
        chosen = choice if choice in (THEIRS, MINE) else ""
        self.conflicts.append(
            Conflict(
                conflict.table,
                conflict.key,
                conflict.column,
                conflict.base,
                conflict.theirs,
                conflict.mine,
                chosen,
            )
        )
        return chosen or THEIRS

    def _touched(self, side: Document, table: str, key: str) -> bool:
        """Whether the side changed the row since the base, or what hangs on it."""
        was, now = rows_of(self.base, table).get(key), rows_of(side, table).get(key)
        if was is None or now is None or changed_fields(table, was, now):
            return True
        before, after = set(children_of(self.base, table, key)), set(children_of(side, table, key))
        return before != after or any(self._touched(side, *child) for child in after)


def _without_dangling(document: Document) -> Document:
    """A wording translated from one that is gone is a translation of none on record."""
    for table, shape in SHAPES.items():
        for column, target in shape.refers.items():
            if column != shape.parent:
                for row in document["rows"][table].values():
                    if row.get(column) is not None and str(row[column]) not in document["rows"][target]:
                        row[column] = None
    return document


def aligned(base: Document, theirs: Document, mine: Document) -> Document:
    """Mine, with the keys of theirs for rows that both added: no council, party or delegate may stand twice."""
    mine = copied(mine)
    for table, shape in SHAPES.items():
        if not shape.once or shape.is_link:
            continue
        new_in_theirs = _added(base, theirs, table)
        by_identity = {identity: key for key, identity in new_in_theirs}
        mine = rekeyed(
            mine,
            {
                (table, key): by_identity[identity]
                for key, identity in _added(base, mine, table)
                if identity in by_identity
            },
        )
    return mine


def _added(base: Document, side: Document, table: str) -> Iterable[tuple[str, tuple[Value, ...]]]:
    for key, row in rows_of(side, table).items():
        identity = tuple(row.get(column) for column in SHAPES[table].once)
        if key not in rows_of(base, table) and None not in identity:
            yield key, identity
