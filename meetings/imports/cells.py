"""How cells of our own exports become values of a model's fields: what a layout of records is declared with.

What a cell may hold is told by the field: its kind, its length, its words, its validators.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from meetings.dates import IntervalDateField
from meetings.imports.plan import RefusedError
from meetings.imports.rows import Row

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")

Read = Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class Own:
    """A field with a column of its own (or, of a date between two days, the pair ``…_min``, ``…_max``).

    ``stays``: a record that is found here keeps what it has. ``is_edtf``: a date between two days in one column.
    ``beside``: the column that has the text where this one is empty.
    """

    field: str
    column: str = ""
    stays: bool = False
    is_edtf: bool = False
    beside: str = ""

    @property
    def name(self) -> str:
        return self.column or self.field

    def columns(self, model: type[models.Model]) -> tuple[str, ...]:
        """The columns that are read."""
        is_pair = isinstance(model._meta.get_field(self.field), IntervalDateField) and not self.is_edtf
        if is_pair:
            return (f"{self.name}_min", f"{self.name}_max")
        return (self.name, self.beside) if self.beside else (self.name,)

    def reader(self, model: type[models.Model]) -> Read:
        """What gives the field's value of a row; raises RefusedError for what the field does not take."""
        if self.is_edtf:
            return lambda row: row.interval(self.name)
        read = _reader(model._meta.get_field(self.field), self.name)
        if not self.beside:
            return read
        other = _reader(model._meta.get_field(self.field), self.beside)
        return lambda row: read(row) or other(row)


@dataclass(frozen=True, slots=True)
class Refers:
    """A field that names another record, by its public id or number, or (``word``) by the word of its address.

    ``proof``: a column and the field of the other record that must agree before an id that no file beside explains is
    taken for that of the record here: another installation has other records under the same ids. ``later``: it may
    name a row further down in the same file.
    """

    field: str
    to: type[models.Model]
    column: str
    letter: str = ""
    word: str = ""
    proof: tuple[str, str] | None = None
    later: bool = False

    @property
    def attname(self) -> str:
        return f"{self.field}_id"

    def keys(self, row: Row) -> list[int | str]:
        """The number or word in the cell; none if it is empty."""
        text = row.text(self.column).strip()
        if not text:
            return []
        return [text if self.word else number_of(text, self.letter, self.column)]


@dataclass(frozen=True, slots=True)
class Links:
    """Other records that a record is linked with, in one cell, each by its public id or the word of its address."""

    through: Any
    owner: str
    other: str
    to: type[models.Model]
    column: str
    letter: str = ""
    word: str = ""
    proof: ClassVar[None] = None
    later: ClassVar[bool] = False

    def keys(self, row: Row) -> list[int | str]:
        """The numbers or words in the cell, each once."""
        parts = [part.strip() for part in row.text(self.column).split(";") if part.strip()]
        return list(
            dict.fromkeys(part if self.word else number_of(part, self.letter, self.column) for part in parts)
        )


def number_of(text: str, letter: str, column: str) -> int:
    """The number of a public id such as S12 or, without a letter, of a row."""
    digits = text.removeprefix(letter) if text.startswith(letter) else ""
    if not _NUMBER.fullmatch(digits):
        raise RefusedError(
            column, f"“{text[:40]}” is no {'id such as ' + letter if letter else 'number such as '}12."
        )
    return int(digits)


def _reader(field: Any, column: str) -> Read:
    """The reader of the field's kind; an empty cell is NULL, or the field's own word for nothing, or its default."""
    needed = not (field.blank or field.null or field.has_default())
    if isinstance(field, IntervalDateField):
        return lambda row: row.bounds(f"{column}_min", f"{column}_max", required=needed)
    if isinstance(field, models.BooleanField):
        return lambda row: row.flag(column)
    if isinstance(field, models.DateTimeField):
        return lambda row: _instant(row, column)
    if isinstance(field, models.DateField):
        return lambda row: row.day(column, required=needed)
    if isinstance(field, models.TimeField):
        return lambda row: _time(row, column)
    if isinstance(field, models.IntegerField):
        return lambda row: _checked(field, column, row.number_of(column))
    if field.choices:
        return lambda row: _word(row, column, [value for value, _ in field.flatchoices], needed)
    if isinstance(field, models.URLField):
        return lambda row: row.url(column) or (None if field.null else "")
    return _text_reader(field, column, needed)


def _word(row: Row, column: str, words: list[str], needed: bool) -> str:
    text = row.text(column, required=needed).strip()
    if text and text not in words:
        raise RefusedError(column, f"“{text[:80]}” is none of {', '.join(words)}.")
    return text


def _text_reader(field: Any, column: str, needed: bool) -> Read:
    return lambda row: _checked(field, column, row.text(column, most=field.max_length, required=needed))


def _checked(field: Any, column: str, value: Any) -> Any:
    """The value, if the field's own validators take it; of its length the row has told already."""
    for check in field.validators if value not in (None, "") else ():
        try:
            check(value)
        except ValidationError as error:
            raise RefusedError(column, f"“{str(value)[:80]}”: {' '.join(error.messages)}") from error
    return value


def _instant(row: Row, column: str) -> datetime | None:
    text = row.text(column).strip()
    if not text:
        return None
    try:
        if not _INSTANT.fullmatch(text):
            raise ValueError
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise RefusedError(
            column, f"“{text[:40]}” is no instant in UTC such as 2022-01-12T09:30:00Z."
        ) from error


def _time(row: Row, column: str) -> time | None:
    text = row.text(column).strip()
    if not text:
        return None
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007  # a time at the venue has no zone of its own
    except ValueError as error:
        raise RefusedError(column, f"“{text[:40]}” is no time such as 09:30.") from error
