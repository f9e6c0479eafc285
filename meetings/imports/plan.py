"""What an import would do: counts of rows by table and action, and each refusal and warning with its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

# How many refusals and warnings are kept word for word; all are counted.
KEPT = 1000


class Action(Enum):
    CREATE = "create"
    UPDATE = "update"
    SKIP = "skip"
    REFUSE = "refuse"


class RefusedError(ValueError):
    """A row cannot be read; `column` is empty if the whole row is meant."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


class RefusedFileError(ValueError):
    """A file cannot be read beyond `row`, the row of the sheet (the header is row 1)."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(reason)
        self.row = row
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a place in a file: `row` is the row of the sheet (the header is row 1)."""

    file: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}, row {self.row}{column}: {self.reason}"


@dataclass(slots=True)
class Plan:
    """What happens to every row of an import."""

    counts: Counter[tuple[str, Action]] = field(default_factory=Counter)
    refusals: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    n_warnings: int = 0
    ignored: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def count(self, table: str, action: Action) -> None:
        self.counts[table, action] += 1

    def refuse(self, table: str, remark: Remark) -> None:
        self.count(table, Action.REFUSE)
        if len(self.refusals) < KEPT:
            self.refusals.append(remark)

    def warn(self, remark: Remark) -> None:
        self.n_warnings += 1
        if len(self.warnings) < KEPT:
            self.warnings.append(remark)

    def total(self, action: Action) -> int:
        return sum(number for (_, each), number in self.counts.items() if each is action)

    @property
    def n_refused(self) -> int:
        return self.total(Action.REFUSE)

    @property
    def tables(self) -> list[str]:
        """The tables named, in the order in which they were first met."""
        return list(dict.fromkeys(table for table, _ in self.counts))
