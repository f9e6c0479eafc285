"""Sessions from CSV: each row finds its session on record, or becomes one."""

from __future__ import annotations

from functools import partial

from django.db.models import Q

from meetings.dates import DateInterval
from meetings.imports.desk import PLANNED, Desk
from meetings.imports.plan import RefusedError
from meetings.imports.rows import Row
from meetings.imports.session_rows import TABLE, Key, SessionRow, read_session
from meetings.imports.session_writer import SessionWriter
from meetings.imports.topics import TopicShelf
from meetings.models import Session, SessionCouncil
from meetings.vocabulary import (
    LEVEL_RANK,
    Formation,
)


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
        writer = SessionWriter(self.desk, self.topics, sources, self._ids_of_exported)
        for record in records:
            writer.place(record, on_record.get(record.key))
            if record.key not in on_record and not self.desk.writing:
                self._planned_starts.add(hash((record.key[0], record.key[1])))
        self._warn_of_others(records, on_record)
        writer.write()

    def _warn_of_others(self, records: list[SessionRow], on_record: dict[Key, Session]) -> None:
        """A session that began when another one of the council did may be the same, its level or number mistaken."""
        began = {(slug, start): session for (slug, start, _, _), session in on_record.items()}
        for record in records:
            other = began.get(record.key[:2])
            if other is not None and record.key not in on_record:
                level = other.get_level_display() if other.level else "without a level"
                self.desk.warn(
                    record.row, "", f"on record is another session that began then, S{other.pk} ({level})."
                )

    def _checked(self, row: Row) -> SessionRow:
        record = read_session(self.desk, row)
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
    """The sessions on record that the rows mean; locked while writing, lest a save in between be overwritten."""
    slugs = {desk.councils[each.key[0]].id: each.key[0] for each in records}
    slugs.pop(PLANNED, None)
    if not slugs:
        return {}
    links = SessionCouncil.objects.filter(
        council_id__in=slugs, session__start__startswith__in={each.key[1].earliest for each in records}
    ).select_related("session")
    if desk.writing:
        links = links.select_for_update(of=("session",)).order_by("session_id")
    return {
        (slugs[link.council_id], link.session.start, link.session.level, link.number): link.session
        for link in links
    }
