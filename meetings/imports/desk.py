"""What the tables of one import share: the plan, whether rows are written, and the records rows refer to.

An import passes over its files twice with the same code: first to plan, writing nothing, then to write. In the first
pass a record that would be made has the id `PLANNED`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.db import connection
from django.db.models import Model
from django.utils.text import slugify

from meetings.dates import DateInterval
from meetings.imports.cells import number_of
from meetings.imports.countries import english_name
from meetings.imports.files import TableFile
from meetings.imports.ids import Ids
from meetings.imports.plan import Action, Outcome, Plan, RefusedError, RefusedFileError, Remark
from meetings.imports.rows import Row
from meetings.models import (
    AgendaItem,
    Council,
    Place,
    Session,
    SessionCitation,
    SessionCouncil,
    Source,
)
from meetings.sources.addresses import address_key
from meetings.sources.finding import sources_by_key
from meetings.vocabulary import Publication

PLANNED = -1
BATCH = 2000
SPARED = "it is public: only an import with a reason, which at the desk a reviewer confirms, may change it."
# What grows with the sessions of a file.
GROWING = (Session, SessionCouncil, AgendaItem, SessionCitation, Source)
_MEASURED_AT = tuple(2000 * 4**step for step in range(8))  # rows written in one import

# Called with a description and a number of rows; gives a function to call with each number of rows done.
Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
T = TypeVar("T")


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


@dataclass(frozen=True, slots=True)
class KnownCouncil:
    """A council that rows may name: its id (`PLANNED` if not yet made), when founded, whether it was public before
    this import, and how it stands once the import is done."""

    id: int
    founded: DateInterval | None
    was_public: bool
    publication: str


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A document as a row describes it; only the address is sure to be there."""

    url: str
    title: str = ""
    publisher: str = ""
    published: DateInterval | None = None

    @property
    def key(self) -> str:
        return address_key(self.url)


@dataclass(slots=True)
class Desk:
    """One pass of one import.

    `publish`: new records are published, and those on record that a row names. `spares_public`: rows that would
    change what is public are refused. `batch`: how many rows are read and written at a time. `exported`: the tables of
    our own exports among the files. `trusts_checks`: what the files say of checks and judgements by people is taken over.
    """

    plan: Plan
    writing: bool
    publish: bool
    progress: Progress
    spares_public: bool = False
    batch: int = BATCH
    exported: frozenset[str] = frozenset()
    trusts_checks: bool = False
    councils: dict[str, KnownCouncil] = field(default_factory=dict)
    published_here: set[int] = field(default_factory=set)
    ids: Ids = field(default_factory=Ids)
    _n_written: dict[type[Model], int] = field(default_factory=dict)
    _places: dict[tuple[str, str], int] = field(default_factory=dict)
    _titles: dict[int, int] = field(default_factory=dict)

    @classmethod
    def open(
        cls,
        *,
        plan: Plan,
        writing: bool,
        publish: bool,
        progress: Progress,
        spares_public: bool = False,
        batch: int = BATCH,
        exported: frozenset[str] = frozenset(),
        trusts_checks: bool = False,
    ) -> Desk:
        """A pass that knows the councils and places on record."""
        desk = cls(plan, writing, publish, progress, spares_public, batch, exported, trusts_checks)
        for council in Council.objects.only("id", "slug", "founded", "publication"):
            public = council.publication == Publication.PUBLISHED
            desk.councils[council.slug] = KnownCouncil(
                council.id, council.founded, public, council.publication
            )
        for place in Place.objects.only("id", "name", "iso3"):
            desk._places[place.name, place.iso3] = place.id
        return desk

    @property
    def publication(self) -> str:
        """The state in which new records arrive."""
        return Publication.PUBLISHED if self.publish else Publication.DRAFT

    def read(self, file: TableFile, take: Callable[[list[Row]], None]) -> None:
        """Pass the file's rows on in batches. A file that cannot be read to its end is refused where it ends."""
        table = file.layout.table
        verb = "writing" if self.writing else "checking"
        with self.progress(f"{verb} {file.name}", file.count_rows()) as done:
            rows = file.rows()
            while True:
                batch: list[Row] = []
                broken: RefusedFileError | None = None
                try:
                    for row in islice(rows, self.batch):
                        batch.append(row)
                except RefusedFileError as error:
                    broken = error
                take([row for row in batch if self.reads(table, row, row.check) is not REFUSED])
                done(len(batch))
                if broken is not None:
                    self.plan.refuse(table, Remark(file.name, broken.row, "", broken.reason))
                if broken is not None or not batch:
                    return

    def reads(self, table: str, row: Row, read: Callable[[], T]) -> T | object:
        """What `read` gives, or `REFUSED` after noting why not."""
        try:
            return read()
        except RefusedError as error:
            self.refuse(table, row, error.column, error.reason)
            return REFUSED

    def refuse(self, table: str, row: Row, column: str, reason: str) -> None:
        self.plan.refuse(table, row.remark(column, reason))

    def warn(self, row: Row, column: str, reason: str) -> None:
        if not self.writing:
            self.plan.warn(row.remark(column, reason))

    def decide(
        self,
        table: str,
        row: Row,
        action: Action,
        *,
        public: bool = False,
        what: Callable[[], str] = str,
    ) -> bool:
        """Note what happens to a row; False if nothing is to be written for it.

        `public`: the record that it would change is public. `what`: says what changes, asked only if it is kept.
        """
        if public and self.spares_public and action is not Action.SKIP:
            self.refuse(table, row, "", SPARED)
            return False
        reason = what() if self.plan.outcomes is not None else ""
        changes_public = public and action is not Action.SKIP
        self.plan.decide(Outcome(table, row.file, row.number, action, reason=reason, public=changes_public))
        return action is not Action.SKIP

    def count(self, table: str, action: Action) -> None:
        """Count a record that follows from rows of other tables: a party, a person, a succession."""
        self.plan.counts[table, action] += 1

    def public_among(self, session_ids: set[int]) -> set[int]:
        """Which of the sessions were published before this import, embargoed ones too."""
        published = Session.objects.filter(
            pk__in=session_ids - self.published_here, publication=Publication.PUBLISHED
        )
        return set(published.values_list("pk", flat=True))

    def is_public_council(self, slug: str) -> bool:
        """Whether a council that rows may name is published already, not only by this import."""
        return self.councils[slug].was_public

    def public_owners(self, model: type[Model], ids: set[int]) -> set[int]:
        """Which of these records were to be seen before this import, as far as their kind tells.

        Of councils and sessions their publication, of what belongs to a session that of the session; all others are.
        """
        if model is Session:
            return self.public_among(ids)
        if model is Council:
            return {each.id for each in self.councils.values() if each.was_public}
        if any(field.name == "session" for field in model._meta.fields):
            rows = model._default_manager.filter(pk__in=ids)
            sessions = dict(rows.values_list("pk", "session_id"))
            public = self.public_among(set(sessions.values()))
            # Of what this import makes the owner's own row tells: the plan does not know yet which session has it.
            return {
                pk
                for pk, session in sessions.items()
                if session in public and not self.ids.was_made(model, pk)
            }
        return {each for each in ids if not self.ids.was_made(model, each)}

    def wrote(self, number: int, *models: type[Model]) -> None:
        """Have the tables measured now and then while they grow.

        The database plans what triggers ask once; plans made for empty tables read them from end to end for each row.
        """
        grown = []
        for model in models:
            before = self._n_written.get(model, 0)
            self._n_written[model] = before + number
            if any(before < size <= before + number for size in _MEASURED_AT):
                grown.append(model._meta.db_table)
        if grown:
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {', '.join(grown)}")

    def source_of(self, row: Row) -> int | None:
        """The document that a row of our own exports names by its id; None without `sources.csv` beside."""
        text = row.text("source_id").strip()
        return self.ids.find(Source, number_of(text, "U", "source_id")) if text else None

    def council(self, slug: str, column: str = "council_slug") -> KnownCouncil:
        """The council of a cell; refuses an unknown one."""
        found = self.councils.get(slug)
        if found is None:
            raise RefusedError(column, f"there is no council “{slug}”, neither on record nor in the files.")
        return found

    def place(self, city: str, iso3: str) -> int | None:
        """The place of that name, made if need be; a country without a city is a place of its own. None for neither."""
        name = city or (english_name(iso3) if iso3 else "")
        if not name:
            return None
        if (name, iso3) not in self._places:
            self._places[name, iso3] = self._make_place(name, iso3) if self.writing else PLANNED
        return self._places[name, iso3]

    def note_place(self, name: str, iso3: str, here: int) -> None:
        """A file beside tells of the place."""
        self._places[name, iso3] = here

    def _make_place(self, name: str, iso3: str) -> int:
        stem = slugify(name)[:70] or "place"
        candidates = [stem, f"{stem}-{iso3.lower()}", *(f"{stem}-{number}" for number in range(2, 100))]
        taken = set(Place.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
        slug = next(each for each in candidates if each not in taken)
        return Place.objects.create(name=name, iso3=iso3, slug=slug).pk

    def sources(self, drafts: Iterable[tuple[Row, SourceDraft]]) -> dict[str, Source | None]:
        """Address -> source, made if need be (None while planning). The first title of a document stays.

        However an address is spelt, it is the same document.
        """
        wanted: dict[str, SourceDraft] = {}
        keys: dict[str, str] = {}
        for row, draft in drafts:
            self._compare_titles(row, draft)
            keys[draft.url] = draft.key
            wanted.setdefault(draft.key, draft)
        if not wanted:
            return {}
        found = sources_by_key(wanted)
        missing = [draft for key, draft in wanted.items() if key not in found]
        if self.writing and missing:
            made = Source.objects.bulk_create(
                Source(url=each.url, title=each.title, publisher=each.publisher, published=each.published)
                for each in missing
            )
            found.update({each.address_key or "": each for each in made})
        if self.writing:
            _complete([(source, wanted[key]) for key, source in found.items()])
        return {url: found.get(key) for url, key in keys.items()}

    def _compare_titles(self, row: Row, draft: SourceDraft) -> None:
        """Hashes only: a million addresses must not be kept."""
        if not draft.title:
            return
        first = self._titles.setdefault(hash(draft.key), hash(draft.title))
        if first != hash(draft.title):
            self.warn(
                row, "source_title", f"{draft.url} had another title before “{draft.title}”: the first stays."
            )


def each_document_once(drafts: Iterable[SourceDraft]) -> Iterable[SourceDraft]:
    """Without what a row names twice, in two spellings of one address; in their order."""
    first: dict[str, SourceDraft] = {}
    for draft in drafts:
        first.setdefault(draft.key, draft)
    return first.values()


REFUSED = object()


def _complete(pairs: list[tuple[Source, SourceDraft]]) -> None:
    """Fill what a source on record lacks; never overwrite."""
    changed = []
    for source, draft in pairs:
        missing = {
            name: value
            for name in ("title", "publisher", "published")
            if not getattr(source, name) and (value := getattr(draft, name))
        }
        if missing:
            for name, value in missing.items():
                setattr(source, name, value)
            changed.append(source)
    if changed:
        Source.objects.bulk_update(changed, ["title", "publisher", "published"])
