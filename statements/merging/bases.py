"""Both records of a merge as they are at one moment, and what was changed of them since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from meetings.models import RecordKind
from statements.meeting import ToldChange, ToldField, differences, read, tell
from statements.meeting.telling import ADDED, CHANGED, REMOVED
from statements.meeting.versions import version_number
from statements.merging.kinds import Kind
from statements.merging.ledger import columns_of
from statements.merging.plan import OTHER, Pair, Plan
from statements.merging.relations import NOT_CONTENT, relations_of

# Of a meeting a document, of any other record its rows by table and key.
Base = dict[str, Any]


def base_of(kind: Kind, record: Any) -> Base:
    """All that is the record's own. Of a meeting the whole of it; of any other record its row and those that would be
    deleted with it (names, wordings), not what refers to it from elsewhere: facts of other records may come and go."""
    if kind.key == RecordKind.SESSION:
        return dict(read(record.pk))
    rows: Base = {}
    for row in (record, *_own_rows(record)):
        rows.setdefault(row._meta.label, {})[str(row.pk)] = _content(row)
    return {"rows": rows}


def version_of(kind: Kind, record: Any) -> int:
    """Of a meeting the number of its version, of any other record that of its row."""
    if kind.key == RecordKind.SESSION:
        return version_number(record.pk)
    return int(getattr(record, "record_version", 1))


def changed_since(kind: Kind, before: Base, now: Base) -> list[ToldChange]:
    """What changed of one of the two records, in words. One query."""
    if kind.key == RecordKind.SESSION:
        documents: Any = (before, now)
        return tell(differences(*documents), *documents)
    return list(_differences(before["rows"], now["rows"]))


def what_it_becomes(plan: Plan) -> list[ToldChange]:
    """Which columns of the record that stays, and of rows that both have, take the value of the other one."""
    told = [_taken(pair) for pair in (plan.record, *plan.joined)]
    return [*(change for change in told if change.fields), *_spelling(plan)]


def _spelling(plan: Plan) -> Iterator[ToldChange]:
    """The name that goes is a spelling of the record that stays."""
    names = plan.kind.names
    if names is not None and plan.other.name != plan.kept.name:
        yield ToldChange(names._meta.label, "", f"{names._meta.verbose_name} “{plan.other.name}”", ADDED, ())


def is_changed(kind: Kind, before: Base, now: Base) -> bool:
    """Whether anything of the content is another."""
    if kind.key == RecordKind.SESSION:
        documents: Any = (before, now)
        return bool(differences(*documents))
    return bool(before["rows"] != now["rows"])


def _own_rows(record: Any) -> Iterator[Any]:
    for relation in relations_of(record.__class__):
        if relation.goes_with_it:
            for row in relation.rows_of(record):
                yield row
                yield from _own_rows(row)


def _content(row: Any) -> dict[str, Any]:
    left_out = {each.attname for each in row._meta.concrete_fields if each.name in NOT_CONTENT}
    return {column: value for column, value in columns_of(row).items() if column not in left_out}


def _differences(before: dict[str, Any], now: dict[str, Any]) -> Iterator[ToldChange]:
    for table in before | now:
        old, new = before.get(table, {}), now.get(table, {})
        for key in old | new:
            was, is_now = old.get(key), new.get(key)
            if was != is_now:
                yield _told(table, key, was, is_now)


def _told(table: str, key: str, was: dict[str, Any] | None, is_now: dict[str, Any] | None) -> ToldChange:
    model = apps.get_model(table)
    verb = ADDED if was is None else REMOVED if is_now is None else CHANGED
    was, is_now = was or {}, is_now or {}
    labels = {each.attname: str(each.verbose_name) for each in model._meta.concrete_fields}
    fields = tuple(
        ToldField(column, label, _words(was.get(column)), _words(is_now.get(column)))
        for column, label in labels.items()
        if was.get(column) != is_now.get(column)
    )
    return ToldChange(table, key, f"{model._meta.verbose_name} no. {key}", verb, fields)


def _words(value: Any) -> str:
    return "" if value is None else str(value)


def _taken(pair: Pair) -> ToldChange:
    fields = tuple(
        ToldField(each.column, each.label, each.kept.strip("—"), each.other.strip("—"))
        for each in pair.choices
        if each.default == OTHER
    )
    name = f"{pair.kept._meta.verbose_name} {pair.kept}"
    return ToldChange(pair.kept._meta.label, str(pair.kept.pk), name, CHANGED, fields)
