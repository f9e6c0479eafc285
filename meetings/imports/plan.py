"""What an import would do: counts of rows by table and action, and each refusal and warning with its place.

Where somebody is to look at every row before it is written, the plan keeps the outcome of each.
"""

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happens to one row of a file. `reason` says of a refusal why, of an update what changes; `public`: what it
    changes is public already."""

    table: str
    file: str
    row: int
    action: Action
    column: str = ""
    reason: str = ""
    public: bool = False


@dataclass(slots=True)
class Plan:
    """What happens to every row of an import. `outcomes` None: too many rows may come to keep each of them. `n_public`:
    how many change what is public. `waiting`: rows of each table that are left to a second person, who finds them as the
    import with the number `upload`; they are in no other number."""

    counts: Counter[tuple[str, Action]] = field(default_factory=Counter)
    outcomes: list[Outcome] | None = None
    kept: int = KEPT
    refusals: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    n_warnings: int = 0
    ignored: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    n_public: int = 0
    waiting: Counter[str] = field(default_factory=Counter)
    upload: int | None = None

    @classmethod
    def of_every_row(cls, most: int) -> Plan:
        """A plan that keeps the outcome, refusal and warning of each of at most so many rows."""
        return cls(outcomes=[], kept=most)

    def decide(self, outcome: Outcome) -> None:
        self.counts[outcome.table, outcome.action] += 1
        self.n_public += outcome.public
        if self.outcomes is not None:
            self.outcomes.append(outcome)

    def refuse(self, table: str, remark: Remark) -> None:
        self.decide(
            Outcome(table, remark.file, remark.row, Action.REFUSE, remark.column, remark.reason),
        )
        if len(self.refusals) < self.kept:
            self.refusals.append(remark)

    def warn(self, remark: Remark) -> None:
        self.n_warnings += 1
        if len(self.warnings) < self.kept:
            self.warnings.append(remark)

    def total(self, action: Action) -> int:
        return sum(number for (_, each), number in self.counts.items() if each is action)

    @property
    def n_refused(self) -> int:
        return self.total(Action.REFUSE)

    @property
    def n_waiting(self) -> int:
        return self.waiting.total()

    @property
    def tables(self) -> list[str]:
        """The tables named, in the order in which they were first met."""
        return list(dict.fromkeys(table for table, _ in self.counts))
