"""Rows of `sessions.csv` as one kind of record, whether in the plain layout or that of our own exports."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.dates import DateInterval, format_interval
from meetings.imports.cells import Own, number_of
from meetings.imports.countries import read_alpha2, read_alpha3
from meetings.imports.desk import Desk, SourceDraft
from meetings.imports.files import Layout
from meetings.imports.plan import RefusedError
from meetings.imports.rows import UNKNOWN, Row
from meetings.models import Session
from meetings.vocabulary import (
    COUNTING_STATUSES,
    AgendaStanding,
    Confidence,
    Format,
    Formation,
    Level,
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
# What only our own exports have, and is read as it stands there.
EXPORTED = (
    *(Own(name) for name in ("date_basis", "duration_minutes_min", "duration_minutes_max", "outcome_kind")),
    *(Own(name) for name in ("outcome_according_to", "date_as_printed", "duration_as_printed", "decided")),
    *(Own(name) for name in ("roster_complete", "time_zone", "corrected_at")),
    Own("follow_up", "followup_text"),
    Own("planned_start", "planned"),
    Own("start_time", "start_time_local"),
    Own("end_time", "end_time_local"),
)
EXPORT = Layout(
    TABLE,
    # Most tables of an export name a session and its dates; only this one says which sessions count.
    frozenset({"session_id", "council_slug", "date_start_min", "date_start_max", "counts_for_gap"}),
    frozenset(
        {
            "session_id",
            "council_slug",
            "session_number",
            "session_title",
            "session_status",
            "formation",
            "level",
        }
        | {"counts_for_gap", "format", "date_start_min", "date_start_max", "date_end_min", "date_end_max"}
        | {
            "place",
            "place_iso3",
            "place_iso3_user",
            "venue",
            "topics_discussed",
            "topics_offered",
            "outcome",
            "source_urls",
        }
        | {"part_of_session_id", *(name for cell in EXPORTED for name in cell.columns(Session))}
    ),
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
    number: int
    part_of: int
    fields: dict[str, object]
    counts: bool
    city: str
    iso3: str
    agenda: tuple[tuple[str, str], ...]
    sources: tuple[SourceDraft, ...]
    confidence: str


def read_session(desk: Desk, row: Row) -> SessionRow:
    """A row in either layout; raises RefusedError."""
    exported = "session_id" in row.header
    cited_beside = exported and "citations" in desk.exported
    start = (
        row.bounds("date_start_min", "date_start_max", required=True)
        if exported
        else row.interval("start_date", required=True)
    )
    assert start is not None  # required
    council = row.slug("council_slug", required=True)
    known = desk.council(council)
    founded = known.founded
    if founded is not None and start.certainly_before(founded):
        desk.warn(
            row, "", f"{format_interval(start)} is before {council} was founded, {format_interval(founded)}."
        )
    level = row.code("level", Level.values)
    number = row.text("session_number" if exported else "number", most=30)
    status = _status(row, "session_status" if exported else "status")
    formation = row.code("formation", Formation.values, Formation.PLENARY)
    sources, confidence = _sources(row, exported)
    if desk.publish and not sources and not cited_beside:
        raise RefusedError(
            "source_urls" if exported else "source_url",
            "a session needs a source before it can be published.",
        )
    if desk.publish and known.publication != Publication.PUBLISHED:
        raise RefusedError("council_slug", f"{council} is not published, and its sessions would stay hidden.")
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
    part_of = _number(row, "part_of_session_id")
    may_count = status in COUNTING_STATUSES and formation == Formation.PLENARY and not part_of
    return SessionRow(
        row=row,
        key=(council, start, level, number),
        number=_number(row, "session_id") if exported else 0,
        part_of=part_of,
        fields=fields,
        counts=not (may_count and row.flag("counts_for_gap") is False),
        city=row.text("place" if exported else "city", most=120),
        iso3=(
            read_alpha3(row.text("place_iso3"), "place_iso3")
            or read_alpha3(row.text("place_iso3_user"), "place_iso3_user")
        )
        if exported
        else read_alpha2(row.text("country_iso2"), "country_iso2"),
        agenda=() if exported and "agenda" in desk.exported else _agenda(row, exported),
        sources=() if cited_beside else sources,
        confidence=confidence,
    )


def _status(row: Row, column: str) -> str:
    """Held if nothing is said; unconfirmed if the file says that nobody knows."""
    if row.text(column) == UNKNOWN:
        return Status.UNCONFIRMED
    return row.code(column, Status.values, Status.HELD)


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


def _number(row: Row, column: str) -> int:
    """The number of a session; 0 for an empty cell."""
    text = row.text(column).strip()
    return number_of(text, "S", column) if text else 0


def _export_fields(row: Row) -> dict[str, object]:
    fields = {cell.field: cell.reader(Session)(row) for cell in EXPORTED}
    shortest, longest = fields.get("duration_minutes_min"), fields.get("duration_minutes_max")
    if shortest is not None and longest is not None and longest < shortest:
        raise RefusedError("duration_minutes_max", "it is less than duration_minutes_min.")
    if (fields.get("start_time") or fields.get("end_time")) and not fields.get("time_zone"):
        raise RefusedError("time_zone", "the cell is empty: a time needs its time zone.")
    return fields


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
