"""Reads the records of our own exports, whatever their table: `records` declares the tables, `cells` their cells.

Of one row come one record's values, and the records it refers to by the ids of the export (`ids`). A row's record is
found here by what tells records of its kind apart, never by its number alone: another installation has other records
under the same numbers. Rows that say the same twice are two records, here as there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from meetings.imports.cells import Links, Own, Refers, number_of
from meetings.imports.changes import changes, in_words, one_line
from meetings.imports.desk import PLANNED, Desk
from meetings.imports.ids import count_on_from, taken
from meetings.imports.plan import Action, RefusedError
from meetings.imports.records import Records
from meetings.imports.rows import Row

Key = tuple[Any, ...]
_UNREAD = object()


@dataclass(slots=True)
class Draft:
    """One record as a row gives it: `values` by attribute, references among them once they are resolved;
    `here`: the number of its record here; `further`: what a table reads beside."""

    row: Row
    number: int
    values: dict[str, Any]
    named: dict[Refers | Links, list[int | str]]
    here: int = PLANNED
    further: list[str] = field(default_factory=list)
    others: dict[Links, list[int]] = field(default_factory=dict)


class RecordImport:
    """Passes over one table's rows in batches; what it keeps of a row are numbers."""

    def __init__(self, desk: Desk, records: Records) -> None:
        self.desk = desk
        self.records = records
        self._claimed: set[int] = set()
        self._later: list[tuple[Draft, Refers, bool]] = []
        self._linked: dict[Links, dict[int, set[int]]] = {}

    @property
    def table(self) -> str:
        return self.records.table

    def take(self, rows: list[Row]) -> None:
        drafts = self._resolved(self._read(rows))
        on_record = self._claim(drafts)
        free = self._free(draft for draft, found in zip(drafts, on_record, strict=True) if found is None)
        public = self.public(drafts)
        self._linked = self._links_on_record([draft for draft in drafts if draft.here != PLANNED])
        made: list[tuple[Draft, Any]] = []
        changed: list[tuple[Any, dict[str, Any]]] = []
        written: list[tuple[Draft, bool]] = []
        for draft, found in zip(drafts, on_record, strict=True):
            if found is None:
                if self._decide(draft, Action.CREATE, public, None, {}):
                    made.append((draft, self._new(draft, free)))
                    written.append((draft, True))
                continue
            differing = changes(found, self.wanted(draft))
            lacks = any(self._unlinked(draft, links) for links in draft.others)
            action = Action.UPDATE if differing or lacks else Action.SKIP
            if self._decide(draft, action, public, found, differing) or action is Action.SKIP:
                self._note(draft, made=False)
                changed.append((found, differing))
                written.append((draft, False))
        if self.desk.writing:
            self._write(made, changed)
        for draft, record in made:
            draft.here = record.pk or PLANNED
            self._note(draft, made=True)
        for draft, is_new in written:
            later = (cell for cell in self.records.references if cell.later and draft.named[cell])
            self._later += [(draft, cell, is_new) for cell in later]
        if self.desk.writing:
            self.link([draft for draft, _ in written])

    def finish(self) -> None:
        """Lead the references to rows further down to where they are now known to be."""
        for draft, cell, is_new in self._later:
            key = draft.named[cell][0]
            found = self.desk.ids.find(cell.to, int(key))
            if found is None:
                self.desk.warn(draft.row, cell.column, f"{self._unknown(cell, key)} It stays empty.")
            elif self.desk.writing:
                rows = self.records.model._default_manager.filter(pk=draft.here)
                rows = rows if is_new else rows.exclude(**{cell.attname: found})
                rows.update(**{cell.attname: found})
        self._later.clear()

    # What a kind of record may do in its own way.

    def key_of(self, draft: Draft) -> Key:
        """What tells the draft's record from others, as `keys_on_record` has it."""
        return tuple(_comparable(draft.values.get(name)) for name in self.records.key)

    def keys_on_record(self, drafts: Sequence[Draft]) -> Iterable[tuple[Key, Any]]:
        """The records here that may be meant, each with its key. One query."""
        first = self.records.key[0]
        values = {draft.values.get(first) for draft in drafts} - {None, PLANNED}
        if not values:
            return
        rows = self.records.model._default_manager.filter(**{f"{first}__in": values}).order_by("pk")
        if self.desk.writing:
            rows = rows.select_for_update(of=("self",))
        for record in rows:
            yield tuple(_comparable(getattr(record, name)) for name in self.records.key), record

    def public(self, drafts: Sequence[Draft]) -> set[int]:
        """Of which drafts, by their place, the change can be seen: by the first record to which its key leads, which
        then was here before; else of all that are on record."""
        first = self.records.key[0]
        owner = next((cell for cell in self.records.references if cell.attname == first), None)
        if owner is None:
            return {id(draft) for draft in drafts if draft.here != PLANNED}
        known: set[int] = {
            here for draft in drafts if (here := draft.values.get(first)) not in (None, PLANNED)
        }
        shown = self.desk.public_owners(owner.to, known)
        return {id(draft) for draft in drafts if draft.values.get(first) in shown}

    def wanted(self, draft: Draft) -> dict[str, Any]:
        """What a record that is found here is to have."""
        later = {cell.attname for cell in self.records.references if cell.later}
        left_out = self.records.staying | later
        return {name: value for name, value in draft.values.items() if name not in left_out}

    def link(self, drafts: Sequence[Draft]) -> None:
        """Write the links that are missing."""
        for links in self.records.links:
            links.through._default_manager.bulk_create(
                links.through(**{links.owner: draft.here, links.other: other})
                for draft in drafts
                for other in self._unlinked(draft, links)
            )

    def _unlinked(self, draft: Draft, links: Links) -> list[int]:
        known = self._linked.get(links, {}).get(draft.here, set())
        return [other for other in draft.others.get(links, []) if other not in known]

    def _links_on_record(self, drafts: Sequence[Draft]) -> dict[Links, dict[int, set[int]]]:
        """The links that the records of these drafts have already. One query for each kind."""
        found: dict[Links, dict[int, set[int]]] = {}
        for links in self.records.links if drafts else ():
            rows = links.through._default_manager.filter(
                **{f"{links.owner}__in": [each.here for each in drafts]}
            )
            known = found.setdefault(links, {})
            for owner, other in rows.values_list(links.owner, links.other):
                known.setdefault(owner, set()).add(other)
        return found

    # How rows become drafts.

    def _read(self, rows: list[Row]) -> list[Draft]:
        numbers: set[int] = set()
        words: set[str] = set()
        found = []
        for row in rows:
            draft = self.desk.reads(self.table, row, partial(self._first, row, numbers, words))
            if isinstance(draft, Draft):
                found.append(draft)
        return found

    def _first(self, row: Row, numbers: set[int], words: set[str]) -> Draft:
        """The draft of a row, if no row above, of this batch or another, has its number or word."""
        draft, records, ids = self.read(row), self.records, self.desk.ids
        number, word = draft.number, str(draft.values.get(records.word, ""))
        if number and (number in numbers or ids.find(records.model, number) is not None):
            raise RefusedError(records.number, f"{records.letter}{number} stands in a row above too.")
        if word and (word in words or ids.find_word(records.model, word) is not None):
            column = next(
                cell.name for cell in records.cells if isinstance(cell, Own) and cell.field == records.word
            )
            raise RefusedError(column, f"“{word}” stands in a row above too.")
        numbers.add(number)
        words.add(word)
        return draft

    def read(self, row: Row) -> Draft:
        """One row; raises RefusedError."""
        records = self.records
        number = 0
        if records.number:
            number = number_of(
                row.text(records.number, required=True).strip(), records.letter, records.number
            )
        values = {name: read(row) for name, read in records.readers}
        named: dict[Refers | Links, list[int | str]] = {}
        for cell in records.references:
            named[cell] = cell.keys(row)
            if not named[cell] and not records.model._meta.get_field(cell.field).null:
                raise RefusedError(cell.column, "the cell is empty.")
        named |= {links: links.keys(row) for links in records.links}
        return Draft(row, number, values, named)

    def _resolved(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts with the numbers here of all that they name; those that name what is not there are refused."""
        on_record = self._named_on_record(drafts)
        good = []
        for draft in drafts:
            try:
                for cell in self.records.references:
                    keys = () if cell.later else draft.named[cell]
                    here = [self._resolve(draft, cell, key, on_record) for key in keys]
                    draft.values[cell.attname] = here[0] if here else None
                for links in self.records.links:
                    keys = draft.named[links]
                    draft.others[links] = [self._resolve(draft, links, key, on_record) for key in keys]
            except RefusedError as error:
                self.desk.refuse(self.table, draft.row, error.column, error.reason)
            else:
                good.append(draft)
        return good

    def _resolve(
        self, draft: Draft, cell: Refers | Links, key: int | str, on_record: dict[Any, dict[Any, Any]]
    ) -> int:
        ids = self.desk.ids
        here = ids.find_word(cell.to, str(key)) if cell.word else ids.find(cell.to, int(key))
        if here is not None:
            return here
        known = on_record.get(cell, {}).get(key, _UNREAD)
        if known is not _UNREAD:
            if cell.word:
                return int(known)
            told = draft.row.text(cell.proof[0]) if cell.proof else ""
            if told and one_line(told) == one_line(str(known)):
                return int(key)
        raise RefusedError(cell.column, self._unknown(cell, key))

    def _unknown(self, cell: Refers | Links, key: int | str) -> str:
        what = cell.to._meta.verbose_name
        return f"there is no {what} {cell.letter}{key}: add the file of the export that has it."

    def _named_on_record(self, drafts: list[Draft]) -> dict[Any, dict[Any, Any]]:
        """What is on record here of all that the files do not tell of: by word its number, by number its proof."""
        found: dict[Any, dict[Any, Any]] = {}
        ids = self.desk.ids
        cells: tuple[Refers | Links, ...] = (*self.records.references, *self.records.links)
        for cell in cells:
            keys: set[Any] = {key for draft in drafts for key in draft.named[cell]}
            if cell.word:
                asked = {key for key in keys if ids.find_word(cell.to, key) is None}
                rows = cell.to._default_manager.filter(**{f"{cell.word}__in": asked})
                found[cell] = dict(rows.values_list(cell.word, "pk")) if asked else {}
            elif cell.proof and not cell.later:
                asked = {key for key in keys if ids.find(cell.to, key) is None}
                rows = cell.to._default_manager.filter(pk__in=asked)
                found[cell] = dict(rows.values_list("pk", cell.proof[1])) if asked else {}
        return found

    # Which records they are, and what is written.

    def _claim(self, drafts: list[Draft]) -> list[Any | None]:
        """For each draft its record here, each record once: that of its own number first, then in their order."""
        by_key: dict[Key, list[Any]] = {}
        for key, record in self.keys_on_record(drafts):
            if record.pk not in self._claimed:
                by_key.setdefault(key, []).append(record)
        keys = [self.key_of(draft) for draft in drafts]
        found: list[Any | None] = [None] * len(drafts)
        for is_own in (True, False):
            for place, (draft, key) in enumerate(zip(drafts, keys, strict=True)):
                left = by_key.get(key)
                if found[place] is not None or not left:
                    continue
                match = next((each for each in left if each.pk == draft.number), None) if is_own else left[0]
                if match is not None:
                    left.remove(match)
                    found[place] = match
                    self._claimed.add(match.pk)
                    draft.here = match.pk
        return found

    def _free(self, drafts: Iterable[Draft]) -> set[int]:
        """The numbers of these drafts that are free."""
        numbers = {draft.number for draft in drafts} - {0}
        return numbers - taken(self.records.model, self.records.letter, numbers) if numbers else set()

    def _new(self, draft: Draft, free: set[int]) -> Any:
        values = {name: value for name, value in draft.values.items() if value not in (None, "")}
        if draft.number in free:
            values["pk"] = draft.number
        return self.records.model(**values)

    def _write(self, made: list[tuple[Draft, Any]], changed: list[tuple[Any, dict[str, Any]]]) -> None:
        model = self.records.model
        if kept := [record.pk for _, record in made if record.pk]:
            count_on_from(model, max(kept))
        model._default_manager.bulk_create([record for _, record in made])
        self._claimed.update(record.pk for _, record in made)
        self.desk.wrote(len(made), model)
        for record, differing in changed:
            for name, value in differing.items():
                setattr(record, name, value)
            if differing:
                record.save(update_fields=list(differing))

    def _note(self, draft: Draft, *, made: bool) -> None:
        if draft.number:
            self.desk.ids.note(self.records.model, draft.number, draft.here, made=made)
        if self.records.word:
            self.desk.ids.note_word(self.records.model, draft.values[self.records.word], draft.here)

    def _decide(
        self, draft: Draft, action: Action, public: set[int], found: Any | None, differing: dict[str, Any]
    ) -> bool:
        return self.desk.decide(
            self.table,
            draft.row,
            action,
            public=id(draft) in public,
            what=partial(in_words, found, differing) if found is not None else str,
        )


def _comparable(value: Any) -> Any:
    """Texts that differ in line breaks only do not differ: our exports have none."""
    return one_line(value) if isinstance(value, str) else value
