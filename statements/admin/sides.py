"""Base, theirs and mine of a meeting in words: a line for each box, a block for each row, as a page sets them side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst

from statements.meeting import Document, Settled, tell, tell_conflicts
from statements.meeting.document import SHAPES


@dataclass(frozen=True)
class Conflict:
    """`seen`: a digest of theirs. `refusals`: why the choices just posted were not stored."""

    base: Document
    theirs: Document
    typed: Document
    settled: Settled
    seen: str
    refusals: list[str]


@dataclass(frozen=True)
class Line:
    """One box, or a whole row (`label` empty), in words. `contradicts`: both changed it."""

    name: str
    label: str
    base: str
    theirs: str
    mine: str
    chosen: str
    contradicts: bool
    is_text: bool = False


@dataclass(frozen=True)
class Block:
    """One row of the meeting with what differs in it."""

    row: str
    lines: tuple[Line, ...]

    @property
    def contradicts(self) -> bool:
        return any(line.contradicts for line in self.lines)


def blocks(conflict: Conflict) -> list[Block]:
    """All that differs, row by row: where both contradict first."""
    found: dict[tuple[str, str], tuple[str, list[Line]]] = {}
    for table, key, row, line in (*_contradictions(conflict), *_one_sided(conflict)):
        found.setdefault((table, key), (row, []))[1].append(line)
    order = {table: number for number, table in enumerate(SHAPES)}
    rows = [
        Block(capfirst(found[place][0]), tuple(found[place][1]))
        for place in sorted(found, key=lambda p: order[p[0]])
    ]
    return sorted(rows, key=lambda block: not block.contradicts)


def _contradictions(conflict: Conflict) -> Iterator[tuple[str, str, str, Line]]:
    documents = (conflict.base, conflict.theirs, conflict.settled.mine)
    for told in tell_conflicts(conflict.settled.merged.conflicts, *documents):
        each = told.conflict
        line = Line(each.name, told.label, told.base, told.theirs, told.mine, each.chosen, True, told.is_text)
        yield each.table, each.key, told.row, line


def _one_sided(conflict: Conflict) -> Iterator[tuple[str, str, str, Line]]:
    documents = (conflict.base, conflict.theirs, conflict.settled.mine)
    every = conflict.settled.one_sided
    beneath = [row for each in every for row in each.beneath]
    told = iter(tell([each.change for each in every], *documents))
    words = {(row.table, row.key): row.words for row in tell(beneath, *documents)} if beneath else {}
    for each, row in zip(every, told, strict=True):
        if each.column:
            field = next((field for field in row.fields if field.column == each.column), None)
            label, was, now = (field.label, field.before, field.after) if field else (each.column, "", "")
            is_text = bool(field and field.is_text)
        else:
            said = "; ".join(f"{field.label}: {field.after or field.before}" for field in row.fields)
            said = ". ".join([said or row.name, *(words[below.table, below.key] for below in each.beneath)])
            label, is_text = "", False
            was, now = ("not there", said) if each.change.before is None else (said, "removed")
        theirs, mine = (now, was) if each.side == "theirs" else (was, now)
        line = Line(each.name, label, was, theirs, mine, each.chosen, False, is_text)
        yield each.change.table, each.change.key, row.name, line
