"""Sessions from CSV: the reference layout and that of our own exports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.db.models import Q

from meetings.dates import DateInterval, format_interval
from meetings.imports.countries import read_alpha2, read_alpha3
from meetings.imports.desk import PLANNED, Desk, SourceDraft, changes, one_line
from meetings.imports.files import Layout
from meetings.imports.plan import Action, RefusedError
from meetings.imports.rows import Row
from meetings.imports.topics import TopicShelf
from meetings.models import AgendaItem, Session, SessionCitation, SessionCouncil, Source
from meetings.vocabulary import (
    COUNTING_STATUSES,
    LEVEL_RANK,
    AgendaStanding,
    Confidence,
    DateBasis,
    Format,
    Formation,
    Level,
    OutcomeKind,
    Publication,
    Status,
)

TABLE = "sessions"
REFERENCE = Layout(
    TABLE,
    frozenset({"council_slug", "start_date"}),
    frozenset(
        {
            "council_slug",
            "start_date",
            "end_date",
            "level",
            "formation",
            "format",
            "city",
            "country_iso2",
            "venue",
        }
        | {"status", "number", "agenda_topics", "outcome", "source_url", "source_title", "source_publisher"}
        | {"source_date", "confidence", "title"}
    ),
    "sessions.csv",
)
EXPORT = Layout(
    TABLE,
    # Most tables of an export name a session and its dates; only this one says which sessions count.
    frozenset({"session_id", "council_slug", "date_start_min", "date_start_max", "counts_for_gap"}),
    frozenset(),
    "sessions.csv",
    is_export=True,
)
# What tells imported sessions apart: council, start as printed, level, number.
Key = tuple[str, DateInterval, str, str]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session of one council as a row gives it."""

    row: Row
    key: Key
    exported_id: str
    fields: dict[str, object]
    counts: bool
    city: str
    iso3: str
    agenda: tuple[tuple[str, str], ...]
    sources: tuple[SourceDraft, ...]
    confidence: str


def _read(desk: Desk, row: Row) -> SessionRow:
    """A row in either layout; raises RefusedError."""
    exported = "session_id" in row.header
    start = (
        row.bounds("date_start_min", "date_start_max", required=True)
        if exported
        else row.interval("start_date", required=True)
    )
    assert start is not None  # required
    council = row.slug("council_slug", required=True)
    founded = desk.council(council).founded
    if founded is not None and start.certainly_before(founded):
        desk.warn(
            row, "", f"{format_interval(start)} is before {council} was founded, {format_interval(founded)}."
        )
    level = row.code("level", Level.values)
    number = row.text("session_number" if exported else "number", most=30)
    status = row.code("session_status" if exported else "status", Status.values, Status.HELD)
    formation = row.code("formation", Formation.values, Formation.PLENARY)
    sources, confidence = _sources(row, exported)
    if desk.publish and not sources:
        raise RefusedError(
            "source_urls" if exported else "source_url",
            "a session needs a source before it can be published.",
        )
    fields: dict[str, object] = {
        "end": _end(row, start, exported),
        "status": status,
        "formation": formation,
        "format": row.code("format", Format.values),
        "venue": row.text("venue", most=200),
        "outcome": row.text("outcome"),
        "title": row.text("session_title" if exported else "title", most=250),
        **(_export_fields(row) if exported else {}),
    }
    may_count = status in COUNTING_STATUSES and formation == Formation.PLENARY
    return SessionRow(
        row=row,
        key=(council, start, level, number),
        exported_id=row.text("session_id") if exported else "",
        fields=fields,
        counts=not (may_count and row.flag("counts_for_gap") is False),
        city=row.text("place" if exported else "city", most=120),
        iso3=read_alpha3(row.text("place_iso3"), "place_iso3")
        if exported
        else read_alpha2(row.text("country_iso2"), "country_iso2"),
        agenda=_agenda(row, exported),
        sources=sources,
        confidence=confidence,
    )


def _end(row: Row, start: DateInterval, exported: bool) -> DateInterval | None:
    """None if it ends the day it starts: an export then repeats the start."""
    column = "date_end_max" if exported else "end_date"
    end = row.bounds("date_end_min", "date_end_max") if exported else row.interval("end_date")
    if end is None or (end == start and (exported or start.is_day)):
        return None
    if end.latest < start.earliest:
        raise RefusedError(
            column, f"it ends, {format_interval(end)}, before it starts, {format_interval(start)}."
        )
    return end


def _export_fields(row: Row) -> dict[str, object]:
    shortest, longest = row.number_of("duration_minutes_min"), row.number_of("duration_minutes_max")
    if shortest is not None and longest is not None and longest < shortest:
        raise RefusedError("duration_minutes_max", "it is less than duration_minutes_min.")
    return {
        "date_basis": row.code("date_basis", DateBasis.values),
        "duration_minutes_min": shortest,
        "duration_minutes_max": longest,
        "outcome_kind": row.code("outcome_kind", OutcomeKind.values),
        "follow_up": row.text("followup_text"),
        "roster_complete": row.flag("roster_complete"),
    }


def _agenda(row: Row, exported: bool) -> tuple[tuple[str, str], ...]:
    if not exported:
        return tuple((AgendaStanding.DISCUSSED.value, text) for text in row.texts("agenda_topics", most=400))
    columns = (("topics_discussed", AgendaStanding.DISCUSSED), ("topics_offered", AgendaStanding.OFFERED))
    return tuple(
        (standing.value, text) for column, standing in columns for text in row.texts(column, most=400)
    )


def _sources(row: Row, exported: bool) -> tuple[tuple[SourceDraft, ...], str]:
    if exported:
        return tuple(SourceDraft(url) for url in row.urls("source_urls")), ""
    confidence = row.code("confidence", Confidence.values)
    title, publisher = row.text("source_title", most=500), row.text("source_publisher", most=200)
    published = row.interval("source_date")
    url = row.url("source_url")
    return ((SourceDraft(url, title, publisher, published),) if url else ()), confidence


class SessionImport:
    """Passes over the rows in batches; what it keeps of a row is a hash and a number."""

    def __init__(self, desk: Desk, topics: TopicShelf) -> None:
        self.desk = desk
        self.topics = topics
        self._rows_of_keys: dict[int, int] = {}
        self._ids_of_exported: dict[str, int] = {}
        self._planned_starts: set[int] = set()
        self._found: dict[tuple[str, DateInterval], int | None] = {}

    def take(self, rows: list[Row]) -> None:
        found = (self.desk.reads(TABLE, row, partial(self._checked, row)) for row in rows)
        records = [each for each in found if isinstance(each, SessionRow)]
        if not records:
            return
        sources = self.desk.sources((each.row, draft) for each in records for draft in each.sources)
        on_record = _on_record(self.desk, records)
        writer = _Writer(self.desk, self.topics, sources, self._ids_of_exported)
        for record in records:
            writer.place(record, on_record.get(record.key))
            if record.key not in on_record and not self.desk.writing:
                self._planned_starts.add(hash((record.key[0], record.key[1])))
        writer.write()

    def _checked(self, row: Row) -> SessionRow:
        record = _read(self.desk, row)
        first = self._rows_of_keys.setdefault(hash(record.key), row.number)
        if first != row.number:
            raise RefusedError(
                "", f"it is the session of row {first} again: same council, start, level and number."
            )
        if not self.desk.writing:
            self.topics.note(text for _, text in record.agenda)
        return record

    def session_on(self, council: str, day: DateInterval) -> int | None:
        """The session of a council that began then, else that lasted over that day; None if there is none.

        Of several the plenary of the highest level; `PLANNED` if it is still to be written.
        """
        if hash((council, day)) in self._planned_starts:
            return PLANNED
        if (council, day) not in self._found:
            self._found[council, day] = _session_on_record(council, day)
        return self._found[council, day]

    def session_of_export(self, exported_id: str, council: str) -> int | None:
        """The session that an export calls `S12`: by the export's own `sessions.csv`, else the one on record here."""
        if exported_id in self._ids_of_exported:
            return self._ids_of_exported[exported_id]
        number = exported_id.removeprefix("S")
        if not (number.isascii() and number.isdecimal()):
            return None
        here = Session.objects.filter(pk=int(number), council_links__council__slug=council)
        return here.values_list("pk", flat=True).first()


def _session_on_record(council: str, day: DateInterval) -> int | None:
    began = Session.objects.filter(council_links__council__slug=council, start=day)
    lasted = Session.objects.filter(
        Q(start__contains=day) | Q(start__startswith__lte=day.earliest, end__endswith__gt=day.latest),
        council_links__council__slug=council,
    )
    for sessions in (began, lasted):
        found = list(sessions.only("pk", "formation", "level"))
        if found:
            return min(
                found,
                key=lambda each: (
                    each.formation != Formation.PLENARY,
                    -LEVEL_RANK.get(each.level, 0),
                    each.pk,
                ),
            ).pk
    return None


def _on_record(desk: Desk, records: list[SessionRow]) -> dict[Key, Session]:
    """The sessions on record that the rows mean."""
    slugs = {desk.councils[each.key[0]].id: each.key[0] for each in records}
    slugs.pop(PLANNED, None)
    if not slugs:
        return {}
    links = SessionCouncil.objects.filter(
        council_id__in=slugs, session__start__startswith__in={each.key[1].earliest for each in records}
    ).select_related("session")
    return {
        (slugs[link.council_id], link.session.start, link.session.level, link.number): link.session
        for link in links
    }


class _Writer:
    """The records of one batch: what is new and what changes, written together."""

    def __init__(
        self, desk: Desk, topics: TopicShelf, sources: dict[str, Source | None], exported: dict[str, int]
    ) -> None:
        self.desk = desk
        self.topics = topics
        self.sources = sources
        self.exported = exported
        self.made: list[tuple[SessionRow, Session]] = []
        self.joined: list[tuple[SessionRow, str]] = []
        self.matched: list[tuple[SessionRow, Session]] = []
        self._made_ids: set[str] = set()

    def place(self, record: SessionRow, on_record: Session | None) -> None:
        """Sort a record: on record, a further council of a joint session, or new."""
        known = record.exported_id and (
            record.exported_id in self.exported or record.exported_id in self._made_ids
        )
        if on_record is not None:
            self.matched.append((record, on_record))
            if record.exported_id:
                self.exported[record.exported_id] = on_record.pk
        elif known:
            self.joined.append((record, record.exported_id))
        else:
            self.made.append((record, self._new(record)))
            self._made_ids.add(record.exported_id)

    def _new(self, record: SessionRow) -> Session:
        fields = {name: value for name, value in record.fields.items() if value not in (None, "")}
        _, start, level, _ = record.key
        return Session(
            start=start,
            level=level,
            place_id=self.desk.place(record.city, record.iso3),
            publication=self.desk.publication,
            **fields,
        )

    def write(self) -> None:
        desk = self.desk
        desk.count(TABLE, Action.CREATE, len(self.made) + len(self.joined))
        if desk.writing:
            Session.objects.bulk_create([session for _, session in self.made])
            desk.wrote(len(self.made))
        for record, session in self.made:
            if record.exported_id:
                self.exported[record.exported_id] = session.pk or PLANNED
        self._update()
        if not desk.writing:
            return
        links = [(record, session.pk) for record, session in self.made]
        links += [(record, self.exported[exported_id]) for record, exported_id in self.joined]
        SessionCouncil.objects.bulk_create(
            SessionCouncil(
                session_id=session_id,
                council_id=desk.councils[record.key[0]].id,
                number=record.key[3],
                counts=record.counts,
            )
            for record, session_id in links
        )
        self._add_agenda([(record, session.pk, record.agenda, 0) for record, session in self.made])
        self._cite([(record, session.pk, record.sources) for record, session in self.made])

    def _update(self) -> None:
        """What the rows add to sessions on record: changed fields, new agenda items, new sources."""
        if not self.matched:
            return
        sessions = [session for _, session in self.matched]
        agenda, cited = _agenda_on_record(sessions), _cited(sessions)
        changed: list[Session] = []
        names: set[str] = set()
        items: list[tuple[SessionRow, int, tuple[tuple[str, str], ...], int]] = []
        citations: list[tuple[SessionRow, int, tuple[SourceDraft, ...]]] = []
        for record, session in self.matched:
            differing = changes(session, self._wanted(record))
            missing = tuple(each for each in record.agenda if _agenda_key(*each) not in agenda[session.pk])
            uncited = tuple(each for each in record.sources if each.url not in cited[session.pk])
            touched = bool(differing or missing or uncited)
            self.desk.count(TABLE, Action.UPDATE if touched else Action.SKIP)
            for name, value in differing.items():
                setattr(session, name, value)
            if differing:
                changed.append(session)
                names.update(differing)
            items.append((record, session.pk, missing, len(agenda[session.pk])))
            citations.append((record, session.pk, uncited))
        if self.desk.writing:
            if changed:
                Session.objects.bulk_update(changed, sorted(names))
            self._add_agenda(items)
            self._cite(citations)

    def _wanted(self, record: SessionRow) -> dict[str, object]:
        wanted = {**record.fields, "place_id": self.desk.place(record.city, record.iso3)}
        if self.desk.publish:
            wanted["publication"] = Publication.PUBLISHED
        return wanted

    def _add_agenda(self, rows: Iterable[tuple[SessionRow, int, tuple[tuple[str, str], ...], int]]) -> None:
        AgendaItem.objects.bulk_create(
            AgendaItem(
                session_id=session_id,
                text=text,
                standing=standing,
                topic_id=self.topics.find(text),
                source=self._only_source(record),
                position=position,
            )
            for record, session_id, agenda, first in rows
            for position, (standing, text) in enumerate(agenda, start=first)
        )

    def _only_source(self, record: SessionRow) -> Source | None:
        """The source of a row's agenda, where the row names just one."""
        return self.sources[record.sources[0].url] if len(record.sources) == 1 else None

    def _cite(self, rows: Iterable[tuple[SessionRow, int, tuple[SourceDraft, ...]]]) -> None:
        SessionCitation.objects.bulk_create(
            SessionCitation(
                session_id=session_id, source=self.sources[draft.url], confidence=record.confidence
            )
            for record, session_id, drafts in rows
            for draft in drafts
        )


def _agenda_on_record(sessions: list[Session]) -> dict[int, set[tuple[bool, str]]]:
    found: dict[int, set[tuple[bool, str]]] = {session.pk: set() for session in sessions}
    items = AgendaItem.objects.filter(session__in=found)
    for session_id, standing, text in items.values_list("session_id", "standing", "text"):
        found[session_id].add(_agenda_key(standing, text))
    return found


def _agenda_key(standing: str, text: str) -> tuple[bool, str]:
    """What our exports leave of an item: discussed or not, and its text with line breaks and `; ` replaced."""
    return standing == AgendaStanding.DISCUSSED, one_line(text).replace("; ", ", ")


def _cited(sessions: list[Session]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {session.pk: set() for session in sessions}
    citations = SessionCitation.objects.filter(session__in=found, source__url__isnull=False)
    for session_id, url in citations.values_list("session_id", "source__url"):
        found[session_id].add(url or "")
    return found
