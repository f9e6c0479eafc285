"""Ids and addresses that are no longer in use, from our own exports: they go on leading where they led."""

from __future__ import annotations

import re

from django.db.models import Model

from delegations.models import Delegation, Party, Person
from meetings.imports.cells import Own
from meetings.imports.desk import PLANNED, Desk
from meetings.imports.ids import count_on_from
from meetings.imports.plan import Action
from meetings.imports.record_import import Draft, RecordImport
from meetings.imports.records import Records
from meetings.imports.rows import Row
from meetings.models import Council, Resumption, RetiredId, Session, Source
from statements.models import Statement

_OF_LETTERS: dict[str, type[Model]] = {
    "C": Council,
    "D": Delegation,
    "E": Party,
    "P": Person,
    "Q": Statement,
    "R": Resumption,
    "S": Session,
    "U": Source,
}
_PUBLIC_ID = re.compile(r"([CDEPQRSU])([1-9][0-9]{0,8})")

RETIRED_IDS = Records(
    "retired_ids",
    RetiredId,
    cells=(Own("key", "retired"), *(Own(name) for name in ("successor", "outcome", "reason", "retired_at"))),
    key=("key",),
    told_by=frozenset({"retired", "successor", "outcome"}),
    word="key",
)


class RetiredIdImport(RecordImport):
    """An id that a record has here was given anew, which only another installation can have done: it stays."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, RETIRED_IDS)

    def take(self, rows: list[Row]) -> None:
        in_use = self._in_use(rows)
        super().take([row for row in rows if row.text("retired") not in in_use])
        for row in rows:
            if row.text("retired") in in_use:
                self.desk.warn(row, "retired", f"{row.text('retired')} is a record here: it stays in use.")
                self.desk.decide(self.table, row, Action.SKIP)

    def read(self, row: Row) -> Draft:
        draft = super().read(row)
        if found := _PUBLIC_ID.fullmatch(draft.values["successor"]):
            here = self.desk.ids.find(_OF_LETTERS[found[1]], int(found[2]))
            if here is not None and here != PLANNED:
                draft.values["successor"] = f"{found[1]}{here}"
        return draft

    def _in_use(self, rows: list[Row]) -> set[str]:
        """Of the ids in the rows those of records here; all others are never given again."""
        numbers: dict[str, set[int]] = {}
        for row in rows:
            if found := _PUBLIC_ID.fullmatch(row.text("retired")):
                numbers.setdefault(found[1], set()).add(int(found[2]))
        in_use = set()
        for letter, wanted in numbers.items():
            model = _OF_LETTERS[letter]
            on_record = model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True)
            in_use |= {f"{letter}{number}" for number in on_record}
            in_use |= {f"{letter}{number}" for number in wanted if self.desk.ids.was_made(model, number)}
            if self.desk.writing:
                count_on_from(model, max(wanted))
        return in_use
