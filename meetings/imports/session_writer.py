"""What a batch of session rows changes: new sessions, changed fields, new agenda items, new citations."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from meetings.imports.changes import changes, in_words, one_line
from meetings.imports.desk import GROWING, PLANNED, Desk, SourceDraft, each_document_once
from meetings.imports.ids import count_on_from
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
        self, desk: Desk, topics: TopicShelf, sources: dict[str, Source | None], free: set[int]
    ) -> None:
        self.desk = desk
        self.topics = topics
        self.sources = sources
        self.free = free
        self.made: list[tuple[SessionRow, Session]] = []
        self.joined: list[SessionRow] = []
        self.matched: list[tuple[SessionRow, Session]] = []
        self._made_numbers: set[int] = set()

    def place(self, record: SessionRow, on_record: Session | None) -> None:
        """Sort a record: on record, a further council of a joint session, or new."""
        number, ids = record.number, self.desk.ids
        known = number and (number in self._made_numbers or ids.find(Session, number) is not None)
        if on_record is not None:
            self.matched.append((record, on_record))
            if number:
                ids.note(Session, number, on_record.pk, made=False)
        elif known:
            self.joined.append(record)
        else:
            self.made.append((record, self._new(record)))
            self._made_numbers.add(number)

    def _here(self, record: SessionRow) -> int:
        """The number here of a session that an export numbers."""
        return self.desk.ids.find(Session, record.number) or PLANNED

    def _new(self, record: SessionRow) -> Session:
        fields = {name: value for name, value in record.fields.items() if value not in (None, "")}
        _, start, level, _ = record.key
        return Session(
            pk=record.number if record.number in self.free else None,
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
        if desk.writing:
            if kept := [session.pk for _, session in self.made if session.pk]:
                count_on_from(Session, max(kept))
            Session.objects.bulk_create([session for _, session in self.made])
            desk.wrote(len(self.made), *GROWING)
            desk.published_here.update(session.pk for _, session in self.made)
        for record, session in self.made:
            if record.number:
                desk.ids.note(Session, record.number, session.pk or PLANNED, made=True)
        self._join()
        self._update()
        if not desk.writing:
            return
        links = [(record, session.pk) for record, session in self.made]
        links += [(record, self._here(record)) for record in self.joined]
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
        public = self.desk.public_among({self._here(record) for record in self.joined})
        self.joined = [
            record
            for record in self.joined
            if self.desk.decide(TABLE, record.row, Action.CREATE, public=self._here(record) in public)
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
