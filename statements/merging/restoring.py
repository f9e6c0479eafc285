"""Rows as a merge wrote them down, made rows again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from meetings.models import Merge, RetiredId
from statements.merging.act import MergeRefused
from statements.merging.kinds import KINDS

# What a row that comes back has anew: when, and its next version.
_ANEW = {"updated_at", "record_version"}


@dataclass(frozen=True)
class Move:
    """Rows of a table whose column led to `start` before a merge and to `end` after it."""

    table: str
    column: str
    start: int | None
    end: int | None
    rows: tuple[int, ...]

    def still_there(self) -> QuerySet[Any]:
        """Those that are where the merge put them."""
        records: Any = apps.get_model(self.table)._base_manager
        found: QuerySet[Any] = records.filter(pk__in=self.rows, **{f"{self.column}_id": self.end})
        return found

    def reverse(self) -> None:
        """Lead them back. Their words stand as they were checked."""
        rows = list(self.still_there())
        keys = [row.pk for row in rows]
        records: Any = apps.get_model(self.table)._base_manager
        records.filter(pk__in=keys).update(**{f"{self.column}_id": self.start})
        for row in rows:
            if getattr(row, "checked_at", None) is not None:
                records.filter(pk=row.pk).update(checked_at=row.checked_at, checked_by=row.checked_by)


def moves_of(merge: Merge) -> list[Move]:
    """What the merge moved, from where each row first was to where it came to be in the end."""
    ways: dict[tuple[str, str, int], tuple[Any, Any]] = {}
    for each in merge.moved:
        place = (each["table"], each["column"], each["row"])
        start = ways[place][0] if place in ways else each["from"]
        ways[place] = (start, each["to"])
    together: dict[tuple[str, str, int | None, int | None], list[int]] = {}
    for (table, column, row), (start, end) in ways.items():
        together.setdefault((table, column, start, end), []).append(row)
    return [
        Move(table, column, start, end, tuple(rows)) for (table, column, start, end), rows in together.items()
    ]


def coming_back(merge: Merge) -> set[tuple[str, int]]:
    """Table and number of each row that is gone by the merge, and back once it is undone."""
    record = (KINDS[merge.kind].model._meta.label, int(merge.old_record["id"]))
    return {record, *((each["table"], each["row"]) for each in merge.joined)}


def put_back(
    model: type[models.Model], record: dict[str, Any], key: int, coming: Collection[tuple[str, int]] = ()
) -> Any:
    """The row with its old number and columns. A column that did not exist then has its default. `coming`: rows that it
    may lead to though they are not there yet."""
    row: Any = model(pk=key)
    for each in model._meta.concrete_fields:
        if each.attname in record and not each.primary_key and each.name not in _ANEW:
            setattr(row, each.attname, value_of(model, each.attname, record[each.attname], coming))
    if "record_version" in record:
        row.record_version = record["record_version"] + 1
    model._base_manager.bulk_create([row])
    return row


def value_of(
    model: type[models.Model], column: str, value: Any, coming: Collection[tuple[str, int]] = ()
) -> Any:
    """The value of a column that was kept as plain JSON. What it leads to may have become another record since."""
    field: Any = next(each for each in model._meta.concrete_fields if each.attname == column)
    if value is None:
        return None
    if isinstance(field, models.ForeignKey):
        return _where_it_is_now(field, field.target_field.to_python(value), coming)
    return field.to_python(value)


def _where_it_is_now(field: Any, key: Any, coming: Collection[tuple[str, int]]) -> Any:
    """The record that the key leads to today; None where it is gone and may be missing."""
    model, seen = field.related_model, set()
    kind = next((each.key for each in KINDS.values() if each.model is model), "")
    while key not in seen and (model._meta.label, key) not in coming:
        if model._base_manager.filter(pk=key).exists():
            break
        seen.add(key)
        merged = Merge.objects.standing().filter(kind=kind, old_record__id=key).first()
        if merged is None or merged.kept_number is None:
            if field.null:
                return None
            raise MergeRefused(f"The {model._meta.verbose_name} no. {key} is no longer on record.")
        key = merged.kept_number
    return key


def retire_no_more(merge: Merge) -> None:
    """Every id and address leads where it led before the merge, or to its own record again."""
    for each in reversed(merge.beside["retired"]):
        before = each["before"]
        if before is None or before["outcome"] == RetiredId.Outcome.ERASED:
            RetiredId.objects.filter(key=each["key"]).delete()
            continue
        told = {name: before[name] for name in ("successor", "outcome", "reason")}
        RetiredId.objects.update_or_create(key=each["key"], defaults=told)
