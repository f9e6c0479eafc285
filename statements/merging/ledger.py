"""What a merge writes down while it is done, so that what came from where is known, and can go back there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from meetings.dates import DateInterval


@dataclass
class Ledger:
    """What was done, for the merge's own row."""

    choices: Mapping[str, str]
    chosen: list[dict[str, Any]] = field(default_factory=list)
    moved: list[dict[str, Any]] = field(default_factory=list)
    joined: list[dict[str, Any]] = field(default_factory=list)
    made: list[dict[str, Any]] = field(default_factory=list)
    retired: list[dict[str, Any]] = field(default_factory=list)
    apart: list[dict[str, Any]] = field(default_factory=list)

    def note_moved(self, rows: Iterable[Any], column: str, to: Any) -> None:
        """Rows as they are before they are moved."""
        attribute = f"{column}_id"
        self.moved += [
            {
                "table": row._meta.label,
                "column": column,
                "row": row.pk,
                "from": getattr(row, attribute),
                "to": to,
            }
            for row in rows
        ]

    def note_made(self, *rows: Any) -> None:
        self.made += [{"table": row._meta.label, "row": row.pk} for row in rows]


def columns_of(row: Any) -> dict[str, Any]:
    """The row's own columns as plain JSON."""
    return {each.attname: plain(getattr(row, each.attname)) for each in row._meta.concrete_fields}


def plain(value: Any) -> Any:
    if isinstance(value, DateInterval):
        return value.edtf
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
