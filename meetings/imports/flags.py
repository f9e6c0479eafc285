"""Flags from our own exports: their ids, and what people made of them. Their verdicts are for the assessment to give."""

from __future__ import annotations

from typing import Any

from meetings.imports.cells import Own, Refers
from meetings.imports.desk import Desk
from meetings.imports.plan import Action
from meetings.imports.record_import import Draft, RecordImport
from meetings.imports.records import Records
from meetings.imports.rows import Row
from meetings.models import Council, Resumption, Session
from meetings.vocabulary import FlagState

_READ = ("resumed_on", "grade", "state", "stream", "reason", "rule_version", "raised_at", "reviewed_at")

RESUMPTIONS = Records(
    "resumptions",
    Resumption,
    cells=(
        Refers("council", Council, "council_id", letter="C"),
        Refers("session", Session, "session_id", letter="S"),
        Refers("previous_session", Session, "previous_session_id", letter="S"),
        *(Own(name) for name in (*_READ, "reviewed_as", "reviewed_grade", "review_note")),
    ),
    key=("session_id", "council_id"),
    told_by=frozenset({"resumption_id", "resumed_on_min", "stream"}),
    number="resumption_id",
    letter="R",
)


class ResumptionImport(RecordImport):
    """Flags that stand, so that the assessment after the import finds them: it gives their verdicts anew, and keeps a
    person's judgement of a grade that is the same.

    Withdrawn ones have no verdict that anything could give them back. And what people judged is not for an upload to say.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, RESUMPTIONS)

    def take(self, rows: list[Row]) -> None:
        may_come = self.desk.trusts_checks and "sessions" in self.desk.exported
        coming = [row for row in rows if may_come and row.text("state") != FlagState.WITHDRAWN]
        super().take(coming)
        numbers = {row.number for row in coming}
        for row in rows:
            if row.number not in numbers:
                self.desk.decide(self.table, row, Action.SKIP)

    def wanted(self, draft: Draft) -> dict[str, Any]:
        """Nothing: a flag that is here already is judged here."""
        return {}
