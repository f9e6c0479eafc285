"""The layouts of our own exports' records, of this app: sources, words, lineage, context, and what hangs on sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from meetings.imports.cells import Links, Own, Refers
from meetings.imports.desk import PLANNED, Desk
from meetings.imports.lineage import leads_back, predecessors_on_record
from meetings.imports.plan import Action, RefusedError
from meetings.imports.record_import import Draft, Key, RecordImport
from meetings.imports.records import Records
from meetings.imports.rows import Row
from meetings.models import (
    AgendaItem,
    Announcement,
    ContextEvent,
    ContextEventCouncil,
    Council,
    Place,
    Session,
    SessionCitation,
    Source,
    SourceAddress,
    Succession,
    Topic,
)
from meetings.sources.addresses import address_key
from meetings.sources.finding import sources_by_key

SOURCES = Records(
    "sources",
    Source,
    cells=(
        Own("url", "source_url", stays=True),
        *(
            Own(name)
            for name in ("title", "publisher", "author", "kind", "language", "published", "accessed")
        ),
        *(Own(name) for name in ("archive_url", "archived_on", "restricted_access", "corrected_on")),
        *(Own(name) for name in ("retracted_on", "mark_note", "withholds_quotations")),
        Refers("derived_from", Source, "derived_from_source_id", letter="U", later=True),
    ),
    key=("url",),
    told_by=frozenset({"source_id", "publisher", "withholds_quotations"}),
    number="source_id",
    letter="U",
)
TOPICS = Records(
    "topics",
    Topic,
    cells=(Own("slug", "topic_slug", stays=True), Own("name")),
    key=("name",),
    told_by=frozenset({"topic_slug", "name"}),
    word="slug",
)
PLACES = Records(
    "places",
    Place,
    cells=(Own("slug", "place_slug", stays=True), Own("name"), Own("iso3", beside="iso3_user")),
    key=("name", "iso3"),
    told_by=frozenset({"place_slug", "name", "iso3"}),
    word="slug",
)


def source(*, proof: bool = True) -> Refers:
    """The document of a row, which an address beside its id may prove."""
    return Refers("source", Source, "source_id", letter="U", proof=("source_url", "url") if proof else None)


def session(field: str = "session", column: str = "session_id", *, proof: bool = True) -> Refers:
    """The session of a row, which its first possible day may prove."""
    return Refers(
        field, Session, column, letter="S", proof=("date_start_min", "start__startswith") if proof else None
    )


SUCCESSIONS = Records(
    "successions",
    Succession,
    cells=(
        Refers("successor", Council, "successor_slug", word="slug"),
        Refers("predecessor", Council, "predecessor_slug", word="slug"),
        *(Own(name) for name in ("kind", "happened", "note")),
        source(),
    ),
    key=("successor_id", "predecessor_id"),
    told_by=frozenset({"succession_id", "successor_slug", "predecessor_slug"}),
    number="succession_id",
)
CONTEXT_EVENTS = Records(
    "context_events",
    ContextEvent,
    cells=(*(Own(name) for name in ("kind", "title", "description", "start", "end")), source()),
    key=("title", "start"),
    told_by=frozenset({"event_id", "council_slug", "title"}),
    number="event_id",
    links=(Links(ContextEventCouncil, "event_id", "council_id", Council, "council_slug", word="slug"),),
)
AGENDA = Records(
    "agenda",
    AgendaItem,
    cells=(
        session(),
        Refers("topic", Topic, "topic_slug", word="slug"),
        *(Own(name) for name in ("position", "standing", "text", "according_to")),
        Own("locator", "source_locator"),
        source(),
    ),
    key=("session_id", "standing", "text"),
    told_by=frozenset({"agenda_id", "session_id", "standing", "text"}),
    number="agenda_id",
)
CITATIONS = Records(
    "citations",
    SessionCitation,
    cells=(
        session(),
        *(Own(name) for name in ("fact", "stance", "basis", "confidence", "excerpt", "note")),
        Own("locator", "source_locator"),
        source(),
    ),
    key=("session_id", "source_id", "fact", "stance", "locator"),
    told_by=frozenset({"citation_id", "session_id", "source_id", "source_kind"}),
    number="citation_id",
)
ANNOUNCEMENTS = Records(
    "announcements",
    Announcement,
    cells=(
        Refers("council", Council, "council_slug", word="slug"),
        session(proof=False),
        session("outcome_session", "outcome_session_id", proof=False),
        *(Own(name) for name in ("text", "according_to", "expected", "announced_on", "outcome")),
        Own("locator", "source_locator"),
        source(),
    ),
    key=("council_id", "session_id", "text", "source_id"),
    told_by=frozenset({"announcement_id", "council_slug", "outcome_session_id"}),
    number="announcement_id",
)


class SourceImport(RecordImport):
    """A document is its address, in whatever spelling; a printed one its title, publisher and date."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, SOURCES)

    def key_of(self, draft: Draft) -> Key:
        values = draft.values
        if values["url"]:
            return (address_key(values["url"]),)
        return (values["title"], values["publisher"], values["published"])

    def keys_on_record(self, drafts: Sequence[Draft]) -> Iterable[tuple[Key, Any]]:
        keys = [key for draft in drafts for key in self.key_of(draft) if draft.values["url"]]
        for key, found in sources_by_key(keys).items():
            yield (key,), found
        titles = {draft.values["title"] for draft in drafts if not draft.values["url"]}
        for found in Source.objects.filter(url=None, title__in=titles).order_by("pk"):
            yield (found.title, found.publisher, found.published), found

    def read(self, row: Row) -> Draft:
        draft = super().read(row)
        draft.further = row.urls("other_urls")
        return draft

    def link(self, drafts: Sequence[Draft]) -> None:
        """The other addresses at which the documents stand, each by which no document is known yet."""
        wanted = {address_key(url): (url, draft.here) for draft in drafts for url in draft.further}
        known = sources_by_key(wanted)
        SourceAddress.objects.bulk_create(
            SourceAddress(source_id=here, url=url) for key, (url, here) in wanted.items() if key not in known
        )


class ContextEventImport(RecordImport):
    """An event has a row for each council that it concerns: the first makes it, the others add their council."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, CONTEXT_EVENTS)

    def take(self, rows: list[Row]) -> None:
        seen: set[str] = set()
        first: list[Row] = []
        others: list[Row] = []
        for row in rows:
            number = row.text("event_id")
            is_known = number in seen or (
                number.isdecimal() and self.desk.ids.find(ContextEvent, int(number)) is not None
            )
            (others if is_known else first).append(row)
            seen.add(number)
        super().take(first)
        self._join(others)

    def _join(self, rows: list[Row]) -> None:
        for row in rows:
            council = row.text("council_slug")
            known = self.desk.councils.get(council)
            event = self.desk.ids.find(ContextEvent, int(row.text("event_id")))
            if known is None or event is None:
                self.desk.refuse(self.table, row, "council_slug", f"there is no council “{council}”.")
                continue
            links = ContextEventCouncil.objects.filter(event=event, council=known.id)
            is_there = event != PLANNED and known.id != PLANNED and links.exists()
            action = Action.SKIP if is_there else Action.CREATE
            if self.desk.decide(self.table, row, action, public=known.was_public) and self.desk.writing:
                ContextEventCouncil.objects.create(event_id=event, council_id=known.id)


class PlaceImport(RecordImport):
    """Councils and sessions name their places in words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PLACES)

    def _note(self, draft: Draft, *, made: bool) -> None:
        super()._note(draft, made=made)
        self.desk.note_place(draft.values["name"], draft.values["iso3"], draft.here)


class SuccessionImport(RecordImport):
    """No council comes to follow itself, over others."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, SUCCESSIONS)
        self._before = predecessors_on_record()

    def read(self, row: Row) -> Draft:
        draft = super().read(row)
        successor, predecessor = row.text("successor_slug"), row.text("predecessor_slug")
        if leads_back(self._before, successor, predecessor):
            raise RefusedError(
                "predecessor_slug", f"{successor} would succeed itself: {predecessor} follows it already."
            )
        self._before.setdefault(successor, set()).add(predecessor)
        return draft


def importers(desk: Desk) -> list[RecordImport]:
    """The importer of each table."""
    return [
        SourceImport(desk),
        RecordImport(desk, TOPICS),
        PlaceImport(desk),
        SuccessionImport(desk),
        ContextEventImport(desk),
        *(RecordImport(desk, records) for records in (AGENDA, CITATIONS, ANNOUNCEMENTS)),
    ]
