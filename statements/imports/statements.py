"""Statements from CSV: the reference layout, and our own export with its leading wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from delegations.imports.parties import PartyBook, PersonBook
from delegations.models import Delegation, DelegationCitation, Party, Post
from meetings.dates import DateInterval
from meetings.imports.changes import one_line
from meetings.imports.desk import REFUSED, SPARED, Desk, SourceDraft
from meetings.imports.files import Layout
from meetings.imports.plan import Action, RefusedError
from meetings.imports.rows import Row
from meetings.imports.sessions import SessionImport
from meetings.models import Session, Source
from meetings.models.source import language_code
from statements.imports.speakers import speaker_kind
from statements.models import Statement, Wording
from statements.vocabulary import Attribution, Fidelity, SpeakerKind, Timing, TranslationOrigin

TABLE = "statements"
REFERENCE = Layout(
    TABLE,
    frozenset({"council_slug", "session_date", "quote_text"}),
    frozenset(
        {"council_slug", "session_date", "speaker", "role_at_time", "delegation", "language", "kind"}
        | {"quote_text", "translation_en", "source_url"}
    ),
    "statements.csv",
)
EXPORT = Layout(
    TABLE,
    frozenset({"statement_id", "session_id", "council_slug", "speaker_kind", "text"}),
    frozenset(),
    "statements.csv",
    is_export=True,
)
# What the plain layout calls the kinds; whether a quote was translated from what was spoken it cannot say.
_KINDS = {"direct": Fidelity.VERBATIM_UNKNOWN, "indirect": Fidelity.REPORTED, "fragment": Fidelity.FRAGMENT}


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement as a row gives it."""

    row: Row
    council: str
    day: DateInterval | None
    exported_id: str
    person: str
    speaker_kind: str
    role: str
    party_names: tuple[str, ...]
    wording: dict[str, str]
    is_excerpt: bool
    english: str
    english_origin: str
    timing: str
    spoken_language: str
    said_on: DateInterval | None
    source: SourceDraft


def _language(row: Row, column: str) -> str:
    text = row.text(column, most=12)
    if text and not re.fullmatch(language_code.regex, text):
        raise RefusedError(column, f"“{text}” is no language code such as en, de, fr, ru or es.")
    return text


def _read_reference(row: Row) -> StatementRow:
    speaker, party = row.text("speaker", most=160), row.text("delegation", most=160)
    kind = speaker_kind(speaker, party)
    fidelity = row.code("kind", _KINDS, "direct")
    language = _language(row, "language")
    if not language:
        raise RefusedError("language", "the cell is empty; write the language of the text, such as en.")
    return StatementRow(
        row=row,
        council=row.slug("council_slug", required=True),
        day=row.interval("session_date", required=True),
        exported_id="",
        person=speaker if kind == SpeakerKind.PRINCIPAL else "",
        speaker_kind=kind,
        role=row.text("role_at_time", most=200),
        party_names=(party,) if party else (),
        wording={
            "text": row.text("quote_text", required=True),
            "fidelity": _KINDS[fidelity],
            "language": language,
            "speaker_as_printed": speaker,
        },
        is_excerpt=False,
        english=row.text("translation_en"),
        english_origin=TranslationOrigin.EDITOR,
        timing="",
        spoken_language="",
        said_on=None,
        source=SourceDraft(row.url("source_url", required=True)),
    )


def _read_export(row: Row) -> StatementRow:
    if not row.text("text"):
        raise RefusedError("text", "the cell is empty: its publisher forbids passing on the quotation.")
    language, origin = _language(row, "text_language"), row.text("text_en_origin")
    return StatementRow(
        row=row,
        council=row.slug("council_slug", required=True),
        day=None,
        exported_id=row.text("session_id", required=True),
        person=row.text("speaker_name", most=160),
        speaker_kind=row.code("speaker_kind", SpeakerKind.values, SpeakerKind.PRINCIPAL),
        role=row.text("speaker_role", most=200),
        party_names=tuple(row.texts("party_names", most=160, joint="; ")),
        wording={
            "text": row.text("text"),
            "fidelity": row.code("fidelity", Fidelity.values, Fidelity.VERBATIM_UNKNOWN),
            "language": language or "und",
            "speaker_as_printed": row.text("speaker_as_printed", most=200),
            "attribution": row.code("attribution", Attribution.values, Attribution.PRINTED),
            "locator": row.text("source_locator", most=200),
        },
        is_excerpt=bool(row.flag("is_excerpt")),
        english=row.text("text_en") if language != "en" else "",
        english_origin=origin if origin in TranslationOrigin.values else "",
        timing=row.code("timing", Timing.values),
        spoken_language=_language(row, "spoken_language"),
        said_on=row.bounds("date_min", "date_max"),
        source=SourceDraft(
            row.url("source_url", required=True),
            row.text("source_title", most=500),
            row.text("source_publisher", most=200),
            row.interval("source_published"),
        ),
    )


class StatementImport:
    """A statement on record is known by its session and text, and left as it is."""

    def __init__(self, desk: Desk, sessions: SessionImport, parties: PartyBook, people: PersonBook) -> None:
        self.desk = desk
        self.sessions = sessions
        self.parties = parties
        self.people = people
        self.rows: dict[int, int] = {}
        self.positions: dict[int, int] = {}

    def take(self, rows: list[Row]) -> None:
        found = (self.desk.reads(TABLE, row, partial(self._checked, row)) for row in rows)
        records = [each for each in found if isinstance(each, tuple)]
        sources = self.desk.sources((record.row, record.source) for record, _ in records)
        session_ids = {session_id for _, session_id in records}
        wordings = Wording.objects.filter(statement__session__in=session_ids)
        on_record = {
            (session_id, one_line(text))
            for session_id, text in wordings.values_list("statement__session_id", "text")
        }
        public = self.desk.public_among(session_ids)
        for record, session_id in records:
            if (session_id, one_line(record.wording["text"])) in on_record:
                self.desk.decide(TABLE, record.row, Action.SKIP)
            elif session_id in public and self.desk.spares_public:
                self.desk.refuse(TABLE, record.row, "", SPARED)
            elif self.desk.reads(TABLE, record.row, partial(self._find_named, record)) is not REFUSED:
                self.desk.decide(TABLE, record.row, Action.CREATE, public=session_id in public)
                if self.desk.writing:
                    source = sources[record.source.url]
                    assert source is not None  # written by now
                    self._make(record, session_id, source)

    def finish(self) -> None:
        """Nothing waits for rows further down."""

    def _checked(self, row: Row) -> tuple[StatementRow, int]:
        record = _read_export(row) if "statement_id" in row.header else _read_reference(row)
        self.desk.council(record.council)
        if record.day is not None:
            session_id = self.sessions.session_on(record.council, record.day)
            where = f"{record.council} has no session on {record.day}"
        else:
            session_id = self.sessions.session_of_export(record.exported_id, record.council)
            where = f"there is no session {record.exported_id} of {record.council}"
        if session_id is None:
            column = "session_date" if record.day is not None else "session_id"
            raise RefusedError(column, f"{where}, neither on record nor in the files.")
        key = hash((record.council, record.day, record.exported_id, record.person, record.wording["text"]))
        first = self.rows.setdefault(key, row.number)
        if first != row.number:
            raise RefusedError("", f"it is the statement of row {first} again.")
        return record, session_id

    def _find_named(self, record: StatementRow) -> None:
        """Find, or plan to make, those whom a row names; refuses names that cannot be told apart."""
        for name in record.party_names:
            self.parties.find_or_make(name, column="delegation")
        if record.person:
            self.people.find_or_make(record.person)

    def _make(self, record: StatementRow, session_id: int, source: Source) -> None:
        if session_id not in self.positions:
            self.positions[session_id] = Statement.objects.filter(session_id=session_id).count()
        party_ids = [self.parties.find_or_make(name, column="delegation") for name in record.party_names]
        person_id = self.people.find_or_make(record.person) if record.person else None
        statement = Statement.objects.create(
            session_id=session_id,
            speaker_id=person_id,
            speaker_kind=record.speaker_kind,
            speaker_role=record.role,
            timing=record.timing,
            spoken_language=record.spoken_language,
            said_on=self._other_day(record.said_on, session_id),
            position=self.positions[session_id],
        )
        self.positions[session_id] += 1
        statement.parties.set(party_ids)
        wording = Wording.objects.create(
            statement=statement, source=source, is_excerpt=record.is_excerpt, **record.wording
        )
        if record.english and record.english != wording.text:
            self._add_english(wording, record)
        for party_id in party_ids:
            self._seat(session_id, party_id, source)
        if person_id and record.role and record.day is not None:
            Post.objects.get_or_create(
                person_id=person_id,
                party=Party.objects.filter(pk__in=party_ids[:1]).first(),
                title=record.role,
                defaults={"source": source},
            )

    def _other_day(self, said_on: DateInterval | None, session_id: int) -> DateInterval | None:
        """The day it was said, if it is not the session's: exports repeat that of the session."""
        if said_on is None or Session.objects.filter(pk=session_id, start=said_on).exists():
            return None
        return said_on

    def _add_english(self, original: Wording, record: StatementRow) -> None:
        reported = original.fidelity in (Fidelity.REPORTED, Fidelity.FRAGMENT)
        Wording.objects.create(
            statement=original.statement,
            text=record.english,
            language="en",
            fidelity=original.fidelity if reported else Fidelity.VERBATIM_TRANSLATED,
            speaker_as_printed=original.speaker_as_printed,
            translated_from=original,
            translation_origin=record.english_origin,
            source=original.source,
            position=1,
        )

    def _seat(self, session_id: int, party_id: int, source: Source) -> None:
        """A party that spoke at a session sat there; the statement's source says so."""
        delegation, made = Delegation.objects.get_or_create(session_id=session_id, party_id=party_id)
        if made:
            DelegationCitation.objects.create(delegation=delegation, source=source)
