"""What hangs on a record, and which rows of two records are one and the same.

Read from the models themselves, so that a table that comes later moves along without being named here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pghistory.models
from django.db import models
from django.db.models import UniqueConstraint

from delegations.models import Party, Person
from meetings.models import Council, Place, Session, Source, Topic
from statements.groups import DERIVED
from statements.models import Proposal, Statement, Wording

# Records of their own: they may hang on another, and are never one with another of themselves because they look alike.
RECORDS: tuple[type[models.Model], ...] = (Session, Person, Source, Statement, Party, Place, Topic, Council)
# A proposal is about the meeting as it was when it was made; that of a meeting that is gone is history.
_STAYS = {Proposal}
# Where a row stands on a page and what was made of it: two rows that differ in nothing else say the same.
NOT_CONTENT = {
    "created_at", "updated_at", "record_version", "position", "sort_key", "checked_by", "checked_at",
}  # fmt: skip
# A wording is known by its words; of what it is a translation may be known to one editor only.
_NOT_KNOWN_BY = {"translated_from", "translation_origin"}


@dataclass(frozen=True)
class Relation:
    """A table whose rows point to a record with the foreign key `field`."""

    model: type[models.Model]
    field: str

    @property
    def table(self) -> str:
        """`delegations.Delegation`"""
        return self.model._meta.label

    @property
    def is_same_record(self) -> bool:
        """Whether the rows are records of the very kind that they point to: parts of a session, copies of a source."""
        return self.model in RECORDS and self.model is self.model._meta.get_field(self.field).related_model

    @property
    def goes_with_it(self) -> bool:
        """Whether the rows would be deleted with the record: they are part of it."""
        points: Any = self.model._meta.get_field(self.field)
        return bool(points.remote_field.on_delete is models.CASCADE)

    def rows_of(self, record: models.Model) -> list[Any]:
        return list(self.model._base_manager.filter(**{self.field: record}).order_by("pk"))

    def named(self, number: int) -> str:
        """`1 delegation`, `3 delegations`"""
        meta = self.model._meta
        return f"{number} {meta.verbose_name if number == 1 else meta.verbose_name_plural}"


@cache
def relations_of(model: type[models.Model]) -> tuple[Relation, ...]:
    """Every table that points to the model, apart from what the database or an assessment makes by itself."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or isinstance(relation, models.ManyToManyRel):
            continue
        child: Any = relation.related_model
        is_history = issubclass(child, pghistory.models.Event)
        if is_history or child._meta.proxy or child in _STAYS or child._meta.model_name in DERIVED:
            continue
        if child._meta.app_label in ("meetings", "delegations", "statements"):
            found.append(Relation(child, relation.field.name))
    return tuple(found)


def keys_of(row: Any, relation: Relation) -> set[Hashable]:
    """What a row is known by beside the record it hangs on: rows of two records with a key in common are one.

    The database's own rules that a row stands only once give keys; so does having the same content, but for rows that
    are records of their own. Two statements are one if the same is said by the same and a wording has the same words.
    """
    if row.__class__ is Statement:
        return set(_words_of(row))
    keys: set[Hashable] = set()
    for columns, nulls_are_equal in _unique_columns(row.__class__):
        if relation.field in columns:
            values = tuple(_value(row, name) for name in columns if name != relation.field)
            if nulls_are_equal or None not in values:
                keys.add((columns, values))
    is_leaf = row.__class__ not in RECORDS and not relations_of(row.__class__)
    if is_leaf or row.__class__ is Wording:
        keys.add(("content", tuple(_value(row, field.name) for field in content_fields(relation))))
    return keys


def content_fields(relation: Relation) -> Sequence[models.Field[Any, Any]]:
    """The columns that say something, beside the one that leads to the record."""
    return [
        field
        for field in relation.model._meta.concrete_fields
        if not field.primary_key and field.name not in {*NOT_CONTENT, *_NOT_KNOWN_BY, relation.field}
    ]


@cache
def _unique_columns(model: type[models.Model]) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Columns of which no two rows may have the same values, and whether two NULLs are the same value."""
    declared = [
        (tuple(each.fields), each.nulls_distinct is False)
        for each in model._meta.constraints
        if isinstance(each, UniqueConstraint) and each.fields
    ]
    return (*declared, *((tuple(columns), False) for columns in model._meta.unique_together))


def _value(row: Any, name: str) -> Hashable:
    value: Hashable = getattr(row, row._meta.get_field(name).attname)
    return value


def _words_of(statement: Any) -> Iterator[Hashable]:
    parties = tuple(sorted(statement.parties.values_list("pk", flat=True)))
    by = (statement.speaker_id, statement.speaker_kind, statement.timing, str(statement.said_on), parties)
    for wording in statement.wordings.all():
        if words := normalised(wording.text):
            yield (*by, wording.language, words)


def normalised(text: str) -> str:
    """The words of a text in small letters, without marks, quotation marks and spaces that outlets set differently."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def matched(
    theirs: Iterable[Any], ours: Iterable[Any], relation: Relation
) -> Iterator[tuple[Any, Any | None]]:
    """Each of their rows with the row of ours that it is one with, or None."""
    known: dict[Hashable, Any] = {}
    for row in ours:
        for key in keys_of(row, relation):
            known.setdefault(key, row)
    for row in theirs:
        yield row, next((known[key] for key in keys_of(row, relation) if key in known), None)
