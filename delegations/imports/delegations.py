"""Delegations from the CSV of our own exports: one party at one session, and who led it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from delegations.imports.parties import PartyBook, PersonBook
from delegations.models import Delegate, Delegation, DelegationCitation
from delegations.vocabulary import Attendance, AttendanceMode, Capacity, PartyKind
from meetings.imports.changes import changes, in_words
from meetings.imports.desk import Desk, SourceDraft, each_document_once
from meetings.imports.files import Layout
from meetings.imports.plan import Action, RefusedError
from meetings.imports.rows import Row
from meetings.imports.sessions import SessionImport
from meetings.vocabulary import Level

TABLE = "delegations"
EXPORT = Layout(
    TABLE,
    frozenset({"delegation_id", "session_id", "council_slug", "party_name_then", "attendance"}),
    frozenset(),
    "delegations.csv",
    is_export=True,
)


@dataclass(frozen=True, slots=True)
class Head:
    """One who led, as the export's lists give them."""

    name: str
    printed: str
    role: str


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One delegation as a row gives it, its session and party found."""

    row: Row
    session_id: int
    party_id: int
    fields: dict[str, object]
    heads: tuple[Head, ...]
    others: tuple[str, ...]
    sources: tuple[SourceDraft, ...]


def _fields(row: Row) -> dict[str, object]:
    return {
        "designation_as_printed": row.text("designation_as_printed", most=200),
        "capacity": row.code("capacity", Capacity.values),
        "invited": row.flag("invited"),
        # Not `code`, for which "unknown" is an empty cell: here a source can say that nobody knows.
        "attendance": _attendance(row),
        "attendance_mode": row.code("attendance_mode", AttendanceMode.values),
        "absence_reason": row.text("absence_reason", most=250),
        "is_host": row.flag("is_host"),
        "is_chair": row.flag("is_chair"),
        "level": row.code("delegation_level", Level.values),
    }


def _attendance(row: Row) -> str:
    text = row.text("attendance") or Attendance.UNKNOWN
    if text not in Attendance.values:
        raise RefusedError("attendance", f"“{text}” is none of {', '.join(Attendance.values)}.")
    return text


def _heads(row: Row) -> tuple[Head, ...]:
    """Names, printed names and roles belong together only where the lists are equally long."""
    names = row.texts("head_names", most=160, joint="; ")
    printed, roles = (
        row.texts("head_names_as_printed", most=200, joint="; "),
        row.texts("head_roles", most=200, joint="; "),
    )
    length = len(names) or len(printed)
    names = names if len(names) == length else [""] * length
    printed = printed if len(printed) == length else [""] * length
    roles = roles if len(roles) == length else [""] * length
    return tuple(Head(*each) for each in zip(names, printed, roles, strict=True))


class DelegationImport:
    """Finds the session by the export's id, the party by code or name."""

    def __init__(self, desk: Desk, sessions: SessionImport, parties: PartyBook, people: PersonBook) -> None:
        self.desk = desk
        self.sessions = sessions
        self.parties = parties
        self.people = people
        self.rows: dict[tuple[str, str], int] = {}

    def take(self, rows: list[Row]) -> None:
        found = (self.desk.reads(TABLE, row, partial(self._read, row)) for row in rows)
        records = [each for each in found if isinstance(each, DelegationRow)]
        sources = self.desk.sources((each.row, draft) for each in records for draft in each.sources)
        on_record = {
            (each.session_id, each.party_id): each
            for each in Delegation.objects.filter(session__in={each.session_id for each in records})
        }
        public = self.desk.public_among({each.session_id for each in records})
        for record in records:
            delegation = on_record.get((record.session_id, record.party_id))
            differing = changes(delegation, record.fields) if delegation else {}
            to_write = self.desk.decide(
                TABLE,
                record.row,
                Action.CREATE if delegation is None else Action.UPDATE if differing else Action.SKIP,
                public=record.session_id in public,
                what=partial(in_words, delegation, differing) if delegation else str,
            )
            if not (to_write and self.desk.writing):
                continue
            if delegation is None:
                made = self._make(record)
                DelegationCitation.objects.bulk_create(
                    DelegationCitation(delegation=made, source=sources[draft.url])
                    for draft in each_document_once(record.sources)
                )
            else:
                for name, value in differing.items():
                    setattr(delegation, name, value)
                delegation.save()

    def finish(self) -> None:
        """Nothing waits for rows further down."""

    def _read(self, row: Row) -> DelegationRow:
        council = row.slug("council_slug", required=True)
        exported_id = row.text("session_id", required=True)
        session_id = self.sessions.session_of_export(exported_id, council)
        if session_id is None:
            raise RefusedError(
                "session_id",
                f"there is no session {exported_id} of {council}: add the sessions.csv of the export.",
            )
        name = row.text("party_name_then", most=160, required=True)
        first = self.rows.setdefault((exported_id, name.casefold()), row.number)
        if first != row.number:
            raise RefusedError("", f"it is the delegation of row {first} again.")
        party_id = self.parties.find_or_make(
            name,
            row.text("party_iso3") or row.text("party_iso3_user"),
            kind=row.code("party_type", PartyKind.values),
            column="party_name_then",
        )
        heads = _heads(row)
        known = {head.name for head in heads} | {head.printed for head in heads}
        return DelegationRow(
            row=row,
            session_id=session_id,
            party_id=party_id,
            fields=_fields(row),
            heads=heads,
            others=tuple(text for text in row.texts("delegates", most=200, joint="; ") if text not in known),
            sources=tuple(SourceDraft(url) for url in row.urls("source_urls")),
        )

    def _make(self, record: DelegationRow) -> Delegation:
        fields = {name: value for name, value in record.fields.items() if value not in (None, "")}
        delegation = Delegation.objects.create(
            session_id=record.session_id, party_id=record.party_id, **fields
        )
        heads = [
            Delegate(
                delegation=delegation,
                person_id=self.people.find_or_make(head.name) if head.name else None,
                name_as_printed=head.printed,
                role_as_printed=head.role,
                leads=True,
                position=position,
            )
            for position, head in enumerate(record.heads)
        ]
        others = [
            Delegate(
                delegation=delegation,
                person_id=self.people.find(name),
                name_as_printed="" if self.people.find(name) else name,
                position=position,
            )
            for position, name in enumerate(record.others, start=len(heads))
        ]
        Delegate.objects.bulk_create([*heads, *others])
        return delegation
