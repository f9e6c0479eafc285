"""What a batch of session rows changes: new sessions, changed fields, new agenda items, new citations."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from meetings.imports.changes import changes, in_words, one_line
from meetings.imports.desk import PLANNED, Desk, SourceDraft, each_document_once
from meetings.imports.plan import Action
from meetings.imports.session_rows import TABLE, SessionRow
from meetings.imports.topics import TopicShelf
from meetings.models import AgendaItem, Session, SessionCitation, SessionCouncil, Source
from meetings.sources.addresses import address_key
from meetings.vocabulary import (
    AgendaStanding,
    Publication,
)


class SessionWriter:
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
        for record, _ in self.made:
            desk.decide(TABLE, record.row, Action.CREATE)
        self._join()
        if desk.writing:
            Session.objects.bulk_create([session for _, session in self.made])
            desk.wrote(len(self.made))
            desk.published_here.update(session.pk for _, session in self.made)
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

    def _join(self) -> None:
        """Further councils of joint sessions; those of a public session only if that may change."""
        public = self.desk.public_among(
            {found for _, exported_id in self.joined if (found := self.exported.get(exported_id, PLANNED))}
        )
        self.joined = [
            (record, exported_id)
            for record, exported_id in self.joined
            if self.desk.decide(
                TABLE, record.row, Action.CREATE, public=self.exported.get(exported_id) in public
            )
        ]

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
            uncited = tuple(each for each in record.sources if each.key not in cited[session.pk])
            further = [f"agenda: {text}" for _, text in missing] + [f"cites {each.url}" for each in uncited]
            if not self.desk.decide(
                TABLE,
                record.row,
                Action.UPDATE if differing or further else Action.SKIP,
                public=session.publication == Publication.PUBLISHED,
                what=partial(in_words, session, dict(differing), further),
            ):
                continue
            if session.publication != Publication.PUBLISHED:
                self.desk.published_here.add(session.pk)
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
            for draft in each_document_once(drafts)
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
    """The keys of all addresses of the sources that each session cites."""
    found: dict[int, set[str]] = {session.pk: set() for session in sessions}
    citations = SessionCitation.objects.filter(session__in=found, source__url__isnull=False)
    columns = ("session_id", "source__url", "source__address_key", "source__addresses__address_key")
    for session_id, url, key, other in citations.values_list(*columns):
        found[session_id].update({key or address_key(url or ""), other or ""})
    return found
