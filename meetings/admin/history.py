"""The history of a record in plain words, from what the database recorded of every change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.text import capfirst

from meetings.dates import DateInterval
from meetings.dates.wording import format_interval

_LATEST = 400
_UNSAID = {"created_at", "updated_at", "record_version", "sort_key", "id"}
_VERBS = {"insert": "added", "update": "changed", "delete": "removed"}


@dataclass(frozen=True)
class Change:
    """One save: all that one person changed of the record and its rows for one reason."""

    at: datetime
    who: str
    why: str
    what: list[str]


def record_history(
    model: type[models.Model], key: str, children: Sequence[tuple[type[Any], str]] = ()
) -> list[Change]:
    """Changes of the record with that key and of its rows, newest first; of each table the latest 400.

    ``children``: tables of rows, each with the name of its foreign key to the record.
    """
    described = _described(model, {"pgh_obj_id": key}, "")
    for child, foreign_key in children:
        described += _described(child, {f"{foreign_key}_id": key}, str(child._meta.verbose_name), foreign_key)
    described.sort(key=lambda each: each[0].pgh_created_at, reverse=True)
    names = dict(get_user_model()._default_manager.values_list("pk", "username"))
    return [_as_change(list(saved), names) for _, saved in groupby(described, key=_save_of)]


def _save_of(described: tuple[Any, str]) -> object:
    event = described[0]
    return event.pgh_context_id or event.pgh_created_at


def _as_change(saved: list[tuple[Any, str]], names: dict[Any, str]) -> Change:
    event = saved[0][0]
    context = event.pgh_context or {}
    user = context.get("user")
    who = names.get(user, "a former account") if user else f"the database role {event.pgh_role}"
    return Change(event.pgh_created_at, str(who), str(context.get("reason", "")), [what for _, what in saved])


def _described(model: Any, lookup: dict[str, Any], noun: str, parent: str = "") -> list[tuple[Any, str]]:
    """The table's events for the record, each with what it changed."""
    event_model = model.pgh_event_model
    references = [
        field.name
        for field in event_model._meta.fields
        if isinstance(field, models.ForeignKey) and field.name != "pgh_obj"
    ]
    events = event_model.objects.filter(**lookup).select_related(*references).order_by("-pgh_id")[:_LATEST]
    before: dict[Any, Any] = {}
    described = []
    for event in reversed(events):
        described.append((event, _sentence(event, before.get(event.pgh_obj_id), noun, parent)))
        before[event.pgh_obj_id] = event
    return described


def _sentence(event: Any, previous: Any, noun: str, parent: str) -> str:
    verb = _VERBS.get(event.pgh_label, event.pgh_label)
    subject = f"{capfirst(noun)} {verb}" if noun else capfirst(verb)
    if event.pgh_label == "update" and previous is not None:
        return f"{subject}: {'; '.join(_differences(previous, event)) or 'nothing that is shown'}"
    said = [f"{label} {value}" for name, label, value in _values(event) if value != "—" and name != parent]
    return f"{subject}: {'; '.join(said[:6])}" if noun else f"{subject}."


def _differences(previous: Any, event: Any) -> list[str]:
    pairs = zip(_values(previous), _values(event), strict=True)
    return [f"{label}: {old} → {new}" for (_, label, old), (_, _, new) in pairs if old != new]


def _values(event: Any) -> list[tuple[str, str, str]]:
    """Name, label and shown value of each recorded field."""
    fields = [
        field
        for field in event._meta.fields
        if not field.name.startswith("pgh_") and field.name not in _UNSAID
    ]
    return [(field.name, str(field.verbose_name), _shown(event, field)) for field in fields]


def _shown(event: Any, field: Any) -> str:
    if field.choices:
        return str(getattr(event, f"get_{field.name}_display")()) or "—"
    if isinstance(field, models.ForeignKey) and getattr(event, field.attname) is not None:
        try:
            return str(getattr(event, field.name))
        except ObjectDoesNotExist:
            return f"no. {getattr(event, field.attname)}, since removed"
    value = getattr(event, field.name)
    if isinstance(value, DateInterval):
        return format_interval(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "—" if value in (None, "") else str(value)[:200]
