"""Two people's changes to the same meeting, each of which can be taken or left, also where only one of them changed
something. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from statements.meeting.differences import RowChange, differences
from statements.meeting.document import Document, Row, children_of, copied, parent_of, rows_of
from statements.meeting.merging import MINE, THEIRS, Merged, aligned, merge


@dataclass(frozen=True)
class OneSided:
    """What only one side changed of one row: a column of it, or the row itself (`column` "").

    `change` leads from the other side to this one. `beneath`: what hangs on a row that was added or removed.
    """

    side: str
    change: RowChange
    column: str = ""
    beneath: tuple[RowChange, ...] = ()
    chosen: str = ""

    @property
    def name(self) -> str:
        """By which a choice names it."""
        return f"{self.change.table}:{self.change.key}:{self.column}"


@dataclass(frozen=True)
class Settled:
    """`merged` has what was chosen; where nobody has, what the only one to change it made of it."""

    mine: Document
    merged: Merged
    one_sided: tuple[OneSided, ...]


def settle(base: Document, theirs: Document, mine: Document, choices: Mapping[str, str]) -> Settled:
    """Both sides' changes since `base`, each taken or left. `choices`: by name "theirs" or "mine"."""
    mine = aligned(base, theirs, mine)
    conflicts = merge(base, theirs, mine).conflicts
    all_theirs = merge(base, theirs, mine, dict.fromkeys((each.name for each in conflicts), THEIRS)).document
    all_mine = merge(base, theirs, mine, dict.fromkeys((each.name for each in conflicts), MINE)).document
    one_sided = (
        *_one_sided(THEIRS, differences(mine, all_mine), mine, all_mine, choices),
        *_one_sided(MINE, differences(theirs, all_theirs), theirs, all_theirs, choices),
    )
    left = {THEIRS: theirs, MINE: mine}
    for each in one_sided:
        if each.chosen != each.side:
            other = mine if each.side == THEIRS else theirs
            left[each.side] = _undone(left[each.side], other, each)
    return Settled(mine, merge(base, left[THEIRS], left[MINE], choices), one_sided)


def _one_sided(
    side: str, changes: list[RowChange], before: Document, after: Document, choices: Mapping[str, str]
) -> Iterator[OneSided]:
    whole = {(each.table, each.key): each for each in changes if not each.fields}
    beneath: dict[tuple[str, str], list[RowChange]] = {}
    for place, change in whole.items():
        parent = parent_of(change.table, change.row)
        if parent in whole:
            beneath.setdefault(parent, []).append(whole[place])

    def chosen(change: RowChange, column: str = "") -> str:
        choice = choices.get(f"{change.table}:{change.key}:{column}", "")
        return choice if choice in (THEIRS, MINE) else side

    for change in changes:
        for field in change.fields:
            yield OneSided(side, change, field.column, (), chosen(change, field.column))
        if not change.fields and parent_of(change.table, change.row) not in whole:
            rows = tuple(beneath.get((change.table, change.key), ()))
            yield OneSided(side, change, "", rows, chosen(change))


def _undone(document: Document, other: Document, each: OneSided) -> Document:
    """The side's document with that change taken back: as the other side has it."""
    document, change = copied(document), each.change
    rows = rows_of(document, change.table)
    if each.column:
        rows[change.key][each.column] = (change.before or {})[each.column]
    elif change.before is None:
        for table, key in [*_below(document, change.table, change.key)]:
            del document["rows"][table][key]
        del rows[change.key]
    else:
        rows[change.key] = dict(change.before)
        for table, key in _below(other, change.table, change.key):
            row: Row = rows_of(other, table)[key]
            document["rows"][table][key] = dict(row)
    return document


def _below(document: Document, table: str, key: str) -> Iterator[tuple[str, str]]:
    """All rows that hang on that one."""
    for child in children_of(document, table, key):
        yield child
        yield from _below(document, *child)
