"""What one download is of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Field, Value
from django.db.models.expressions import Expression

from meetings.query import TimelineQuery


@dataclass(frozen=True)
class Scope:
    """What one download is of: the address's filters, the instant of embargoes, the data's version."""

    query: TimelineQuery
    now: datetime
    data_version: int
    is_open: bool = False  # of a statement that is kept: what it says of the scope is filled in later
    known: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def is_narrow(self) -> bool:
        """Whether the address leaves sessions out. Else they need not be looked for in the whole record."""
        return self.query.is_filtered or bool(self.query.as_of)

    def once(self, read: "Callable[[Scope], Any]") -> Any:
        """What is read for this download, and stands in several of its columns."""
        if read not in self.known:
            self.known[read] = read(self)
        return self.known[read]


@dataclass(frozen=True)
class Open:
    """Stands in a kept statement for a value of the scope."""

    value: "Callable[[Scope], Any]"


class _OpenValue(Expression):
    def __init__(self, value: "Callable[[Scope], Any]", output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.value = Open(value)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # the stubs want a tuple of strings and numbers
        return "%s", [self.value]


def of_scope(
    value: "Callable[[Scope], Any]", output_field: "Field[Any, Any]"
) -> "Callable[[Scope], Expression]":
    """The source of a column that is one value for the whole file. Where the statement is kept, the value stays open."""
    return lambda scope: (
        _OpenValue(value, output_field) if scope.is_open else Value(scope.once(value), output_field)
    )
