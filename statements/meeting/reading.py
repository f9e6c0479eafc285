"""Reads whole meetings into documents."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import CharField, F, JSONField, Value
from django.db.models.expressions import RawSQL

from meetings.dates import IntervalDateField
from meetings.dates.fields import from_range
from meetings.models import Session
from statements.meeting import document as shapes
from statements.meeting.document import Document, Row, link_key
from statements.meeting.tables import TABLES, Table


def read(session_id: int) -> Document:
    """The meeting as it is stored now. One query. Raises `Session.DoesNotExist`."""
    found = read_many([session_id])
    if session_id not in found:
        raise Session.DoesNotExist(f"There is no session S{session_id}.")
    return found[session_id]


def read_many(session_ids: Collection[int]) -> dict[int, Document]:
    """The meetings that exist, by the id of the session. One query, whatever their number."""
    parts = [_part(table, session_ids) for table in TABLES.values()]
    found: dict[int, Document] = {}
    # The union keeps no order, and what hangs on a session may come before the session itself.
    for session_id, name, key, data in parts[0].union(*parts[1:], all=True):
        document = found.setdefault(session_id, shapes.empty(session_id))
        row = as_row(TABLES[name], data)
        document["rows"][name][link_key(name, row) if TABLES[name].shape.is_link else str(key)] = row
    return {key: document for key, document in found.items() if document["rows"]["session"]}


def _part(table: Table, session_ids: Collection[int]) -> Any:
    name = connection.ops.quote_name(table.model._meta.db_table)
    return (
        table.records.filter(**{f"{table.path}__in": session_ids})
        .order_by()
        .annotate(
            of_session=F(table.path),
            of_table=Value(table.name, CharField()),
            as_json=RawSQL(f"to_jsonb({name})", [], output_field=JSONField()),
        )
        .values_list("of_session", "of_table", "pk", "as_json")
    )


def as_row(table: Table, data: dict[str, Any]) -> Row:
    """A row of the document, from the whole row as the database writes it in JSON (of the table, or of its history)."""
    return {
        column: _as_edtf(data[column]) if isinstance(field, IntervalDateField) else data[column]
        for column, field in table.columns.items()
        if column in data
    }


def _as_edtf(text: str | None) -> str | None:
    """`[2022-01-12,2022-01-13)` as `2022-01-12`."""
    if text is None:
        return None
    first, after_last = text.strip("[)").split(",")
    return from_range(DateRange(date.fromisoformat(first), date.fromisoformat(after_last))).edtf
