"""What a table counts or lists over the rows that hang on its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Aggregate, BooleanField, F, Field, Func, Model, OuterRef, QuerySet, Subquery

from meetings.compiled import Compiled
from meetings.exports.scope import Scope

ROWS = "q"  # the rows that are read, in a statement that copies them


class OfRow(Func):
    """A column of the row for which something is looked up, in such a statement."""

    arity = 0

    def __init__(self, column: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.template = f'{ROWS}."{column}"'


class Beside(NamedTuple):
    """How what hangs on a row is found by other columns of that row, where this is cheaper than by its key: the rows, whose
    conditions name those columns (`OfRow`), and the same values over them."""

    rows: "QuerySet[Any]"
    values: Mapping[str, Aggregate | Func]


@dataclass(frozen=True, eq=False)
class Gathered:
    """Aggregates over the rows that hang on a row of a table: those whose ``key`` is the row's ``of``. No such rows: NULL,
    or 0 of what is counted.

    Declared once and read in two ways: as a subquery of each row or, by the database that writes many rows at once, in
    one pass over all of them.
    """

    name: str
    rows: "Callable[[Scope], QuerySet[Any]]"
    key: str
    of: str
    values: Mapping[str, Aggregate | Func]
    beside: "Callable[[], Beside] | None" = None

    def __getitem__(self, name: str) -> "GatheredValue":
        return GatheredValue(self, name)

    def grouped(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """The key and every value, of all these rows at once."""
        values = {self.alias(name): aggregate for name, aggregate in self.values.items()}
        return rows.order_by().values(self.key).annotate(**values).values_list(self.key, *values)

    def of_one(self, scope: Scope) -> "QuerySet[Any]":
        """Every value, of what hangs on the row that a statement reads."""
        if self.beside:
            rows, values = self.beside()
        else:
            theirs = Func(
                F(self.key), template=f'(%(expressions)s = {ROWS}."{self.of}")', output_field=BooleanField()
            )
            rows, values = self.rows(scope).filter(theirs), self.values
        named = {self.alias(name): aggregate for name, aggregate in values.items()}
        found = rows.order_by().annotate(**named).values_list(*named)
        found.query.group_by = None  # of all of them together
        return found

    def alias(self, name: str) -> str:
        return f"{self.name}_{name}"

    def statement(self, scope: Scope) -> Compiled | None:
        """For what no grouping can give: a query for the key and every value, of everything at once."""
        return None


@dataclass(frozen=True)
class GatheredValue:
    """One of them, as the source of a column."""

    gathered: Gathered
    name: str

    @property
    def alias(self) -> str:
        return self.gathered.alias(self.name)

    def of_one_row(self, scope: Scope) -> Subquery:
        key = self.gathered.key
        rows = self.gathered.rows(scope).filter(**{key: OuterRef(self.gathered.of)}).order_by()
        values = {self.alias: self.gathered.values[self.name]}
        return Subquery(rows.values(key).annotate(**values).values(self.alias))


def hanging_on(model: type[Model], relation: str) -> "QuerySet[Any]":
    """The rows that hang on those of a model, which may belong to an app above it: by the name of the reverse relation."""
    return model._meta.get_field(relation).related_model._default_manager.all()  # type: ignore[union-attr]  # a relation
