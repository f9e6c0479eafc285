"""What a row would change of a record, and that in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Field, ForeignKey, Model

from meetings.dates import DateInterval, format_interval

_SHOWN = 80  # characters of a text


def one_line(text: str) -> str:
    """A text as our exports write it: line breaks and runs of spaces are one space."""
    return " ".join(text.split())


def _differs(recorded: object, value: object) -> bool:
    if isinstance(recorded, str) and isinstance(value, str):
        return one_line(recorded) != one_line(value)
    return recorded != value


def changes(record: object, wanted: dict[str, object]) -> dict[str, object]:
    """The wanted values that differ from the record's; an empty one never erases what is on record.

    Texts that differ in line breaks only do not differ: our exports have none.
    """
    return {
        name: value
        for name, value in wanted.items()
        if value not in (None, "") and _differs(getattr(record, name), value)
    }


def in_words(record: Model, differing: Mapping[str, object], further: Iterable[str] = ()) -> str:
    """`venue: — → NATO HQ; status: held → cancelled`, and what else changes. Of a record that it leads to, the name
    of the field alone: the row says which."""
    told = [_change(record, name, value) for name, value in differing.items()]
    return "; ".join([*told, *further])


def _change(record: Model, name: str, value: object) -> str:
    field = record._meta.get_field(name)
    assert isinstance(field, Field)
    if isinstance(field, ForeignKey):
        return f"another {field.verbose_name}"
    return f"{field.verbose_name}: {_shown(field, getattr(record, name))} → {_shown(field, value)}"


def _shown(field: Field[object, object], value: object) -> str:
    if value in (None, ""):
        return "—"
    if isinstance(value, DateInterval):
        return format_interval(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = one_line(str(dict(field.flatchoices).get(value, value)))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
