"""How the rows, columns and values of a document are called: by the labels of their forms and the names of records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from delegations.models import Party, Person, Post
from meetings.dates import IntervalDateField
from meetings.dates.wording import format_interval
from meetings.models import Council, Place, Session, Source, Topic
from meetings.revisions.events import names_of
from meetings.revisions.visibility import Version
from meetings.revisions.words import Teller, references
from statements.meeting.document import SHAPES, Document, Row, parent_of, rows_of
from statements.meeting.document import Value as Scalar
from statements.meeting.tables import TABLES
from statements.models import Wording

SESSION = "the session itself"
_GONE = "a record since removed"
_NAMES: dict[type[models.Model], tuple[str, Any]] = {
    Council: ("council", F("name")),
    Place: ("place", F("name")),
    Topic: ("topic", F("name")),
    Source: ("source", Coalesce(NullIf("title", Value("")), NullIf("publisher", Value("")), "url")),
    Party: ("party", F("name")),
    Person: ("person", F("name")),
    Post: ("post", F("title")),
    Session: ("session", Concat(Value("S"), Cast("pk", CharField()))),
    Wording: ("wording", F("text")),
    get_user_model(): ("user", F("username")),
}


class Words:
    """Names and values of the rows of some documents. One query, for all names at once.

    `told`: the rows that are told of, by table; `documents`: where the rows that others hang on are found.
    """

    def __init__(self, told: Iterable[tuple[str, Row]], documents: Sequence[Document]) -> None:
        self._documents = documents
        wanted: dict[str, set[int]] = defaultdict(set)
        for table, row in told:
            for kind, key in self._pointed_to(table, row):
                wanted[kind].add(key)
        kinds = {kind: (model._default_manager.all(), name) for model, (kind, name) in _NAMES.items()}
        self._names = names_of(wanted, kinds)
        self._teller = Teller(self._names, self._parent)

    def _pointed_to(self, table: str, row: Row) -> Iterable[tuple[str, int]]:
        for column, field in TABLES[table].columns.items():
            value = row.get(column)
            if isinstance(value, int) and field.related_model in _NAMES:
                yield _NAMES[field.related_model][0], value
        parent = self._row_of(parent_of(table, row))
        if parent is not None:
            yield from references(_version(*parent))

    def _row_of(self, parent: tuple[str, str] | None) -> tuple[str, Row] | None:
        if parent is None:
            return None
        table, key = parent
        found = (rows_of(document, table).get(key) for document in self._documents)
        return next(((table, row) for row in found if row is not None), None)

    def _parent(self, version: Version) -> Version | None:
        found = self._row_of(parent_of(version.table, dict(version.data)))
        return _version(*found) if found else None

    def row(self, table: str, row: Row, *, short: bool = False) -> str:
        """`delegation of Norway`. `short`: without the text that it is."""
        return SESSION if table == "session" else self._teller.name(_version(table, row), short=short)

    def label(self, table: str, column: str) -> str:
        """The column as its box is labelled; its own name if the table has no such column any more."""
        field = TABLES[table].columns.get(column)
        return str(field.verbose_name) if field is not None else column

    def is_text(self, table: str, column: str) -> bool:
        """Whether its values are whole texts, to be quoted rather than said in a sentence."""
        return isinstance(TABLES[table].columns.get(column), models.TextField)

    def value(self, table: str, column: str, value: Scalar) -> str:
        """As a reader would say it; empty for nothing."""
        field = TABLES[table].columns.get(column)
        if value is None or value == "" or field is None:
            return "" if value is None else str(value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(field, IntervalDateField):
            read = field.to_python(value)
            return format_interval(read) if read else ""
        if isinstance(field, models.DateTimeField):
            return f"{field.to_python(value).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        if isinstance(field, models.ForeignKey) and isinstance(value, int):
            kind = _NAMES.get(field.related_model, ("", None))[0]
            return self._names.get((kind, value)) or (
                f"a new {kind}" if column in SHAPES[table].refers else _GONE
            )
        return str(value)


def _version(table: str, row: Row) -> Version:
    """A row of a document as the public history's words take it."""
    return Version(table, 0, _ANY_MOMENT, "", row)


_ANY_MOMENT = datetime.min.replace(tzinfo=UTC)
