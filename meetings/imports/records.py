"""How a table of our own exports stands in a file, record by record: declared once, read by `record_import`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from meetings.imports.cells import Links, Own, Refers
from meetings.imports.files import Layout


@dataclass(frozen=True)
class Records:
    """A table of records as its exported file has them.

    ``number``: the column of the record's number, with the letter of its public id if it has one. ``word``: the field
    with the word of its address, if other tables name it so. ``key``: the fields that tell records apart, the one by
    which those on record are looked up first. ``told_by``: columns that no other file has together.
    """

    table: str
    model: type[models.Model]
    cells: tuple[Own | Refers, ...]
    key: tuple[str, ...]
    told_by: frozenset[str]
    number: str = ""
    letter: str = ""
    word: str = ""
    links: tuple[Links, ...] = ()

    @cached_property
    def layout(self) -> Layout:
        return Layout(self.table, self.told_by, frozenset(self.columns), f"{self.table}.csv", is_export=True)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        read = [self.number] if self.number else []
        for cell in self.cells:
            read += cell.columns(self.model) if isinstance(cell, Own) else (cell.column,)
        return tuple(dict.fromkeys([*read, *(each.column for each in self.links)]))

    @cached_property
    def readers(self) -> tuple[tuple[str, Any], ...]:
        return tuple((cell.field, cell.reader(self.model)) for cell in self.cells if isinstance(cell, Own))

    @cached_property
    def references(self) -> tuple[Refers, ...]:
        return tuple(cell for cell in self.cells if isinstance(cell, Refers))

    @cached_property
    def staying(self) -> frozenset[str]:
        """Fields in which a record that is found here keeps what it has."""
        return frozenset(cell.field for cell in self.cells if isinstance(cell, Own) and cell.stays)
