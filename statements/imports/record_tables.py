"""The layouts of our own exports' records, of this app: what was said, in which words, and what is said of gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from delegations.models import Party, Person
from meetings.imports.cells import Links, Own, Refers
from meetings.imports.changes import one_line
from meetings.imports.desk import Desk
from meetings.imports.plan import RefusedError
from meetings.imports.record_import import Draft, Key, RecordImport
from meetings.imports.record_tables import session, source
from meetings.imports.records import Records
from meetings.imports.rows import Row
from meetings.models import Topic
from statements.models import GapClaim, Statement, StatementTopic, Wording

WITHHELD = "the cell is empty: its publisher forbids passing on the quotation."

STATEMENTS = Records(
    "statements",
    Statement,
    cells=(
        session(proof=False),
        Refers("speaker", Person, "speaker_id", letter="P", proof=("speaker_name", "name")),
        *(Own(name) for name in ("speaker_kind", "speaker_role", "timing", "spoken_language", "position")),
        Own("said_on", is_edtf=True),
    ),
    key=("session_id", "speaker_id"),
    told_by=frozenset({"statement_id", "session_id", "council_slug", "speaker_kind", "text"}),
    number="statement_id",
    letter="Q",
    links=(
        Links(Statement.parties.through, "statement_id", "party_id", Party, "party_ids", letter="E"),
        Links(StatementTopic, "statement_id", "topic_id", Topic, "topic_slugs", word="slug"),
    ),
)
WORDINGS = Records(
    "wordings",
    Wording,
    cells=(
        Refers("statement", Statement, "statement_id", letter="Q"),
        *(Own(name) for name in ("position", "fidelity", "text", "clause", "speaker_as_printed")),
        *(Own(name) for name in ("attribution", "is_excerpt", "translation_origin")),
        Own("language", "text_language"),
        Own("locator", "source_locator"),
        Own("checked_at", "quote_checked_at"),
        Refers("translated_from", Wording, "translated_from_wording_id", letter="W", later=True),
        source(),
    ),
    key=("statement_id", "text", "language", "source_id"),
    told_by=frozenset({"wording_id", "statement_id", "translated_from_wording_id"}),
    number="wording_id",
    letter="W",
)
GAP_CLAIMS = Records(
    "gap_claims",
    GapClaim,
    cells=(
        session(),
        *(Own(name) for name in ("phrase", "language", "claim_type", "value", "qualifier", "subject")),
        Own("times_printed"),
        Own("locator", "source_locator"),
        source(),
    ),
    key=("session_id", "phrase", "source_id", "claim_type", "value"),
    told_by=frozenset({"gap_claim_id", "session_id", "claim_type", "times_printed"}),
    number="gap_claim_id",
)


class StatementImport(RecordImport):
    """A statement is told from others of its speaker by its leading words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, STATEMENTS)

    def read(self, row: Row) -> Draft:
        draft = super().read(row)
        draft.further = [one_line(row.text("text"))]
        return draft

    def key_of(self, draft: Draft) -> Key:
        return (*super().key_of(draft), draft.further[0])

    def keys_on_record(self, drafts: Sequence[Draft]) -> Iterable[tuple[Key, Any]]:
        found = list(super().keys_on_record(drafts))
        leading: dict[int, str] = {}
        wordings = Wording.objects.filter(statement__in=[record.pk for _, record in found])
        for wording in wordings.select_related("source").most_original_first():
            text = "" if wording.source.withholds_quotations else one_line(wording.text)
            leading.setdefault(wording.statement_id, text)
        for key, record in found:
            yield (*key, leading.get(record.pk, "")), record


class WordingImport(RecordImport):
    """Without its text a wording is none; and who vouches for a check is not for any file to say."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, WORDINGS)

    def read(self, row: Row) -> Draft:
        if not row.text("text"):
            raise RefusedError("text", WITHHELD)
        draft = super().read(row)
        if not self.desk.trusts_checks:
            draft.values["checked_at"] = None
        return draft


def importers(desk: Desk) -> list[RecordImport]:
    """The importer of each table that nothing else reads."""
    return [WordingImport(desk), RecordImport(desk, GAP_CLAIMS)]


def importers_by_id(desk: Desk) -> list[RecordImport]:
    """That of statements, which are read otherwise where parties and people do not stand beside."""
    return [StatementImport(desk)]
