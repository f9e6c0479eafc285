"""Sessions from CSV: each row finds its session on record, or becomes one."""

from __future__ import annotations

from functools import partial

from django.db.models import Q

from meetings.dates import DateInterval
from meetings.imports.cells import number_of
from meetings.imports.desk import PLANNED, Desk
from meetings.imports.ids import taken
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
        self._claimed: set[tuple[str, int]] = set()
        self._parts: dict[int, tuple[Row, int]] = {}
        self._planned_starts: set[int] = set()
        self._found: dict[tuple[str, DateInterval], int | None] = {}

    def take(self, rows: list[Row]) -> None:
        found = (self.desk.reads(TABLE, row, partial(self._checked, row)) for row in rows)
        records = [each for each in found if isinstance(each, SessionRow)]
        if not records:
            return
        sources = self.desk.sources((each.row, draft) for each in records for draft in each.sources)
        on_record = _on_record(self.desk, records)
        numbers = {record.number for record in records} - {0}
        free = numbers - taken(Session, "S", numbers) if numbers else set()
        writer = SessionWriter(self.desk, self.topics, sources, free)
        for record, session in zip(records, self._matches(records, on_record), strict=True):
            writer.place(record, session)
            if record.key not in on_record and not self.desk.writing:
                self._planned_starts.add(hash((record.key[0], record.key[1])))
            if record.part_of:
                self._parts[record.number] = (record.row, record.part_of)
        self._warn_of_others(records, on_record)
        writer.write()
        self._claimed.update((record.key[0], session.pk) for record, session in writer.made if session.pk)

    def _matches(
        self, records: list[SessionRow], on_record: dict[Key, list[Session]]
    ) -> list[Session | None]:
        """The session on record of each row. An export may have two of the same council, start, level and number: each
        is met once, that of the row's own number first."""
        found: list[Session | None] = [None] * len(records)
        for is_own in (True, False):
            for place, record in enumerate(records):
                slug = record.key[0]
                left = [
                    each for each in on_record.get(record.key, []) if (slug, each.pk) not in self._claimed
                ]
                if found[place] is not None or not left:
                    continue
                own = self.desk.ids.find(Session, record.number) or record.number
                match = next((each for each in left if each.pk == own), None) if is_own else left[0]
                if match is not None:
                    found[place] = match
                    self._claimed.add((slug, match.pk))
        return found

    def finish(self) -> None:
        """Say of each part of another session, which may stand further down, of which it is a part."""
        for number, (row, part_of) in self._parts.items():
            here, whole = self.desk.ids.find(Session, number) or PLANNED, self.desk.ids.find(Session, part_of)
            if whole is None or self._leads_back(number):
                reason = "it is a part of itself" if whole else f"there is no session S{part_of} in the files"
                self.desk.warn(row, "part_of_session_id", f"{reason}: that stays empty.")
            elif self.desk.writing:
                Session.objects.filter(pk=here).exclude(part_of=whole).update(part_of=whole)

    def _leads_back(self, number: int) -> bool:
        """Whether the session is, over others, a part of itself."""
        seen: set[int] = set()
        whole = number
        while whole in self._parts and whole not in seen:
            seen.add(whole)
            whole = self._parts[whole][1]
            if whole == number:
                return True
        return False

    def _warn_of_others(self, records: list[SessionRow], on_record: dict[Key, list[Session]]) -> None:
        """A session that began when another one of the council did may be the same, its level or number mistaken."""
        began = {(slug, start): sessions[0] for (slug, start, _, _), sessions in on_record.items()}
        for record in records:
            other = began.get(record.key[:2])
            if other is not None and record.key not in on_record:
                level = other.get_level_display() if other.level else "without a level"
                self.desk.warn(
                    record.row, "", f"on record is another session that began then, S{other.pk} ({level})."
                )

    def _checked(self, row: Row) -> SessionRow:
        record = read_session(self.desk, row)
        first = self._rows_of_keys.setdefault(hash((record.key, record.number)), row.number)
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
        number = number_of(exported_id.strip(), "S", "session_id")
        known = self.desk.ids.find(Session, number)
        if known is not None:
            return known
        here = Session.objects.filter(pk=number, council_links__council__slug=council)
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


def _on_record(desk: Desk, records: list[SessionRow]) -> dict[Key, list[Session]]:
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
    found: dict[Key, list[Session]] = {}
    for link in links:
        key = (slugs[link.council_id], link.session.start, link.session.level, link.number)
        found.setdefault(key, []).append(link.session)
    return found
