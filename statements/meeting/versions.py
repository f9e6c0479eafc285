"""Every version of a whole meeting that the database recorded, whatever wrote it: forms, lists, imports, jobs, SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import CharField, JSONField, QuerySet, Value
from django.db.models.expressions import RawSQL

from statements.meeting.differences import differences
from statements.meeting.document import SHAPES, Document, empty, link_key
from statements.meeting.reading import as_row
from statements.meeting.tables import TABLES, Table

# Of the session's own row, what is not content but part of its history.
_PUBLICATION = "publication"


@dataclass(frozen=True)
class Version:
    """The meeting from a moment on: what one transaction made of it. `number`: from 1, the oldest.

    `publication`: where it then stood on its way to the public; "" once the session was deleted. `context`: what Django
    knew of the change (user, url, reason); empty for plain SQL, which `role` then names.
    """

    number: int
    moment: datetime
    document: Document
    publication: str
    context: Mapping[str, Any]
    role: str

    @property
    def reason(self) -> str:
        return str(self.context.get("reason") or "").strip()


def versions(session_id: int) -> list[Version]:
    """All versions, the oldest first. A moment at which nothing of the content changed is none. One query."""
    found: list[Version] = []
    for moment, document, publication, context, role in _states(session_id):
        last = found[-1] if found else None
        changed = last is None or differences(last.document, document) or last.publication != publication
        if changed:
            found.append(Version(len(found) + 1, moment, document, publication, context, role))
    return found


def version_number(session_id: int) -> int:
    """The number of the version that is stored now."""
    return len(versions(session_id))


_State = tuple[datetime, Document, str, Mapping[str, Any], str]


def _states(session_id: int) -> Iterator[_State]:
    """The meeting after each transaction that wrote to it."""
    by_moment: dict[datetime, list[tuple[Any, ...]]] = defaultdict(list)
    for row in _events(session_id):
        by_moment[row[3]].append(row)
    latest: dict[str, dict[int, dict[str, Any]]] = {name: {} for name in TABLES}
    for moment in sorted(by_moment):
        context: dict[str, Any] = {}
        roles: list[str] = []
        for _, name, key, _, label, said, role, data in sorted(by_moment[moment], key=_order):
            context |= said or {}
            roles.append(role)
            if label == "delete":
                latest[name].pop(key, None)
            else:
                latest[name][key] = data
        session = latest["session"].get(session_id, {})
        yield moment, _document(session_id, latest), str(session.get(_PUBLICATION, "")), context, roles[-1]


def _order(row: tuple[Any, ...]) -> int:
    return int(row[0])


def _document(session_id: int, latest: Mapping[str, Mapping[int, dict[str, Any]]]) -> Document:
    """What of the latest rows belongs to the meeting: a row that moved to another one is no longer its own."""
    document = empty(session_id)
    for name, shape in SHAPES.items():
        table, kept = TABLES[name], document["rows"][name]
        for key, data in latest[name].items():
            if shape.parent:
                belongs = str(data[shape.parent]) in document["rows"][shape.refers[shape.parent]]
            else:
                belongs = name == "session" or data["session_id"] == session_id
            if belongs:
                row = as_row(table, data)
                kept[link_key(name, row) if shape.is_link else str(key)] = row
    return document


def _events(session_id: int) -> Any:
    """The history of every row that ever belonged to the meeting."""
    ever: dict[str, QuerySet[Any, Any]] = {}
    parts = []
    for name, table in TABLES.items():
        events = _events_of(table.model)
        if name == "session":
            owned = events.filter(pgh_obj_id=session_id)
        elif table.shape.parent:
            owned = events.filter(
                **{f"{table.shape.parent}__in": ever[table.shape.refers[table.shape.parent]]}
            )
        else:
            owned = events.filter(session_id=session_id)
        ever[name] = owned.order_by().values("pgh_obj_id")
        parts.append(_part(table, events.filter(pgh_obj_id__in=ever[name])))
    return parts[0].union(*parts[1:], all=True)


def _events_of(model: Any) -> QuerySet[Any]:
    """All history rows of the table, which pghistory keeps in a model of its own."""
    return model.pgh_event_model._default_manager.all()


def _part(table: Table, events: QuerySet[Any]) -> Any:
    name = connection.ops.quote_name(events.model._meta.db_table)
    return (
        events.order_by()
        .annotate(
            of_table=Value(table.name, CharField()),
            as_json=RawSQL(f"to_jsonb({name})", [], output_field=JSONField()),
        )
        .values_list(
            "pgh_id",
            "of_table",
            "pgh_obj_id",
            "pgh_created_at",
            "pgh_label",
            "pgh_context",
            "pgh_role",
            "as_json",
        )
    )
