"""The language in which a table is declared: columns with type, meaning and where the value comes from.

One declaration makes the header, the cells, the codebook and the table schema, so that none can disagree with another.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple, TypeAlias

from django.conf import settings
from django.db.models import (
    IntegerField,
    QuerySet,
    TextChoices,
)
from django.db.models.expressions import Combinable

from meetings.exports.gathering import GatheredValue
from meetings.exports.scope import Scope, of_scope


class Kind(Enum):
    """What a cell holds: its word in the codebook and its type in the table schema (Frictionless)."""

    ID = ("public id", "string")
    IDS = ("public ids", "string")
    CODE = ("code", "string")
    WORD = ("word without spaces", "string")
    WORDS = ("words without spaces", "string")
    TEXT = ("text", "string")
    TEXTS = ("texts", "string")
    URL = ("address", "string")
    URLS = ("addresses", "string")
    EDTF = ("EDTF date", "string")
    DATE = ("day", "date")
    INSTANT = ("instant, UTC", "datetime")
    INTEGER = ("whole number", "integer")
    NUMBER = ("number", "number")
    BOOLEAN = ("0 or 1", "boolean")

    def __init__(self, words: str, schema_type: str) -> None:
        self.words = words
        self.schema_type = schema_type

    @property
    def is_list(self) -> bool:
        """Several values in a cell, joined with "; "."""
        return self in (Kind.IDS, Kind.WORDS, Kind.TEXTS, Kind.URLS)

    @property
    def is_free_text(self) -> bool:
        """Whatever a source or an editor wrote: what the spreadsheet variant guards."""
        return self in (Kind.TEXT, Kind.TEXTS)


# A field's path from the table's queryset, an expression over it, an expression that depends on the scope, or something
# gathered.
Source: TypeAlias = str | Combinable | GatheredValue | Callable[[Scope], Combinable]


@dataclass(frozen=True)
class Formula:
    """How a cell's value is made of its sources, in Python and in SQL.

    ``sql`` takes an SQL expression for each source, cheap enough to be repeated, and gives one. A table of which every
    column is a plain source or a formula is written by PostgreSQL itself; a test holds both forms against each other.
    ``is_finished``: what it gives in SQL is a text as it stands in the file.
    """

    python: Callable[..., Any]
    sql: Callable[..., str]
    is_finished: bool = False

    def __call__(self, *sources: Any) -> Any:
        return self.python(*sources)


@dataclass(frozen=True)
class Column:
    """One column. ``empty`` says what an empty cell means; without it the cell is never empty.

    ``value`` makes the cell's value of what ``sources`` yield, one argument each; without it the only source's value
    is taken as it is. None, an empty string and an empty list are an empty cell. A `Formula` can also be asked of the
    database; any other function only of Python. A code's closed list is a vocabulary
    (``words``) or, where it mixes several, pairs of value and words (``codes``).
    """

    name: str
    kind: Kind
    description: str
    sources: tuple[Source, ...]
    value: Callable[..., Any] | None = None
    empty: str = ""
    unit: str = ""
    words: type[TextChoices] | None = None
    codes: tuple[tuple[str, Any], ...] = ()

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """The closed list of a code's values, each with its words."""
        return [(value, str(label)) for value, label in (self.words.choices if self.words else self.codes)]

    def source_names(self) -> list[str]:
        """Under which name the queryset yields each source."""
        return [
            source.alias
            if isinstance(source, GatheredValue)
            else source
            if isinstance(source, str)
            else f"x{number}_{self.name}"
            for number, source in enumerate(self.sources)
        ]

    def annotations(self, scope: Scope) -> dict[str, Any]:
        """The sources that are not plain fields, by name; what is gathered, as a subquery."""
        return {**self.expressions(scope), **{each.alias: each.of_one_row(scope) for each in self.gathered}}

    @property
    def gathered(self) -> list[GatheredValue]:
        return [source for source in self.sources if isinstance(source, GatheredValue)]

    def expressions(self, scope: Scope) -> dict[str, Any]:
        """The sources that are neither plain fields nor gathered."""
        return {
            name: source if isinstance(source, Combinable) else source(scope)
            for name, source in zip(self.source_names(), self.sources, strict=True)
            if not isinstance(source, str | GatheredValue)
        }


def column(
    name: str,
    kind: Kind,
    description: str,
    *sources: Source,
    value: Callable[..., Any] | None = None,
    empty: str = "",
    unit: str = "",
    words: type[TextChoices] | None = None,
    codes: tuple[tuple[str, Any], ...] = (),
) -> Column:
    """A column as the tables write it: name, kind, description, then where the value comes from."""
    return Column(name, kind, description, sources, value, empty, unit, words, codes)


@dataclass(frozen=True)
class Reference:
    """A column that holds the key of another table (a foreign key of the table schema)."""

    column: str
    table: str
    to: str


@dataclass(frozen=True)
class Made:
    """Rows that do not come from one queryset: how many (asked only by who wants to know), and each as a mapping from source
    names to values.

    ``in_one_pass``: the same rows as a queryset, if the database can make them where they are many.
    """

    size: int | Callable[[], int]
    rows: Iterable[Mapping[str, Any]]
    in_one_pass: "QuerySet[Any] | None" = None

    @property
    def count(self) -> int:
        return self.size if isinstance(self.size, int) else self.size()

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.rows)


class Few(NamedTuple):
    """How rows are read by their keys, where an address of today leaves few.

    ``keys``: for each row of a scope what ``key`` is in it, at most so many; ``rows``: those of every address, as the
    table selects them. What rows and columns take of the scope, beside its instant, is `of_scope`.
    """

    keys: Callable[[Scope, int], list[int]]
    key: str
    rows: "Callable[[Scope], QuerySet[Any]]"


@dataclass(frozen=True)
class Table:
    """One file. ``select`` gives its rows in their order: a queryset, or `Made` where a rule has to be asked. ``count``
    says how many these are where something knows that sooner than they can be counted; None: nothing does.
    ``few``: how rows are read where an address leaves few.
    """

    name: str
    title: str
    description: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    select: Callable[[Scope], "QuerySet[Any] | Made"]
    references: tuple[Reference, ...] = ()
    count: Callable[[Scope], int | None] = lambda scope: None
    few: Few | None = None

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    def queryset(self, scope: Scope) -> "QuerySet[Any]":
        """Its rows, of a table that one query reads. TypeError: a rule has to be asked for them."""
        rows = self.select(scope)
        if not isinstance(rows, QuerySet):
            raise TypeError(f"{self.file_name} is not read with one query.")
        return rows


def literal(text: str) -> str:
    """The text as an SQL constant."""
    return "'" + text.replace("'", "''") + "'"


def public_id(letter: str) -> Formula:
    """The value of an id column whose source is a primary key."""
    return Formula(
        lambda key: None if key is None else f"{letter}{key}", lambda key: f"({literal(letter)} || {key})"
    )


def public_ids(letter: str) -> Formula:
    """The same for an array of keys."""
    return Formula(
        lambda keys: [f"{letter}{key}" for key in keys or () if key is not None],
        lambda keys: (
            f"array_remove(string_to_array({literal(letter)} || array_to_string({keys}, ' {letter}'), ' '), {literal(letter)})"
        ),
    )


def site_url(path: str) -> Formula:
    """The absolute address of a record, from a pattern such as ``/sessions/S{}/``."""
    before, after = path.split("{}")
    return Formula(
        lambda key: settings.SITE_URL + path.format(key),
        lambda key: f"({literal(settings.SITE_URL + before)} || {key} || {literal(after)})",
    )


def data_version_column() -> Column:
    return column(
        "data_version",
        Kind.INTEGER,
        "Version of the whole dataset from which this file was made; the same in every row. Cite it.",
        of_scope(lambda scope: scope.data_version, IntegerField()),
    )


def stamp_columns(prefix: str = "", *, created: bool = False) -> tuple[Column, ...]:
    """``created_at`` if asked for, ``updated_at``, ``record_version`` of the row reached over ``prefix``."""
    columns = (
        column("created_at", Kind.INSTANT, "When the record was entered.", f"{prefix}created_at"),
        column("updated_at", Kind.INSTANT, "When the record was last changed.", f"{prefix}updated_at"),
        column(
            "record_version",
            Kind.INTEGER,
            "1 when entered, one more with each change of the record.",
            f"{prefix}record_version",
        ),
    )
    return columns if created else columns[1:]
