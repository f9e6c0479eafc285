"""Councils and their lineage from CSV."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from meetings.dates import DateInterval
from meetings.imports.cells import number_of
from meetings.imports.changes import changes, in_words
from meetings.imports.countries import read_alpha2, read_alpha3
from meetings.imports.desk import PLANNED, Desk, KnownCouncil, SourceDraft
from meetings.imports.files import Layout
from meetings.imports.ids import count_on_from, taken
from meetings.imports.lineage import Before, leads_back, predecessors_on_record
from meetings.imports.plan import Action, RefusedError
from meetings.imports.rows import Row
from meetings.models import Council, Succession
from meetings.vocabulary import Publication, SuccessionKind

TABLE = "councils"
REFERENCE = Layout(
    TABLE,
    frozenset({"slug", "name"}),
    frozenset(
        {
            "slug",
            "name",
            "abbreviation",
            "founded",
            "dissolved",
            "predecessor_slug",
            "seat_city",
            "seat_country",
        }
        | {"description", "source_url"}
    ),
    "councils.csv",
)
EXPORT = Layout(
    TABLE,
    frozenset({"council_id", "council_slug", "name"}),
    frozenset(
        {"council_id", "council_slug", "name", "abbreviation", "description", "founded_min", "founded_max"}
        | {
            "dissolved_min",
            "dissolved_max",
            "predecessor_slug",
            "predecessor_kind",
            "seat_city",
            "seat_iso3",
            "seat_iso3_user",
        }
        | {"floor_days", "sitting_span_days", "declared_cadence_days", "muted", "source_url", "source_id"}
    ),
    "councils.csv",
    is_export=True,
)
_RULE_NUMBERS = ("floor_days", "sitting_span_days", "declared_cadence_days")


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """One council as a row gives it."""

    row: Row
    slug: str
    fields: dict[str, object]
    city: str
    iso3: str
    predecessors: tuple[tuple[str, str], ...]
    source: SourceDraft | None
    number: int
    source_id: int | None


def _read(desk: Desk, row: Row) -> CouncilRow:
    founded, dissolved = _life(row)
    slug = row.slug("slug" if "slug" in row.header else "council_slug", required=True)
    predecessors = _predecessors(row)
    if slug in dict(predecessors):
        raise RefusedError("predecessor_slug", f"the council {slug} cannot succeed itself.")
    source_id = desk.source_of(row)
    url = "" if source_id else row.url("source_url")
    if desk.publish and not (url or source_id):
        raise RefusedError("source_url", "a council needs a source before it can be published.")
    fields: dict[str, object] = {
        "name": row.text("name", most=250, required=True),
        "abbreviation": row.text("abbreviation", most=30),
        "description": row.text("description"),
        "founded": founded,
        "dissolved": dissolved,
        **{name: row.number_of(name) for name in _RULE_NUMBERS},
    }
    if row.flag("muted"):
        fields["muted"] = True
    iso3 = (
        read_alpha2(row.text("seat_country"), "seat_country")
        or read_alpha3(row.text("seat_iso3"), "seat_iso3")
        or read_alpha3(row.text("seat_iso3_user"), "seat_iso3_user")
    )
    source = SourceDraft(url) if url else None
    number = row.text("council_id").strip()
    return CouncilRow(
        row,
        slug,
        fields,
        row.text("seat_city", most=120),
        iso3,
        predecessors,
        source,
        number_of(number, "C", "council_id") if number else 0,
        source_id,
    )


def _predecessors(row: Row) -> tuple[tuple[str, str], ...]:
    """(slug, kind of succession); several, as our exports may have, are joined with `; `."""
    slugs = row.texts("predecessor_slug", most=80)
    kinds = [part.strip() for part in row.text("predecessor_kind").split(";")]
    if len(kinds) != len(slugs) or not kinds[0]:
        kinds = [SuccessionKind.CONTINUES.value] * len(slugs)
    for kind in kinds[: len(slugs)]:
        if kind not in SuccessionKind.values:
            raise RefusedError("predecessor_kind", f"“{kind}” is none of {', '.join(SuccessionKind.values)}.")
    return tuple(zip(slugs, kinds, strict=False))


def _life(row: Row) -> tuple[DateInterval | None, DateInterval | None]:
    founded = row.bounds("founded_min", "founded_max") or row.interval("founded")
    dissolved = row.bounds("dissolved_min", "dissolved_max") or row.interval("dissolved")
    if founded and dissolved and dissolved.latest < founded.earliest:
        raise RefusedError("dissolved", f"it ends, {dissolved}, before it was founded, {founded}.")
    return founded, dissolved


class CouncilImport:
    """All rows of a file are read before any is written: a predecessor may stand below its successor."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.read: dict[str, CouncilRow] = {}
        self._free: set[int] = set()

    def take(self, rows: list[Row]) -> None:
        for row in rows:
            record = self.desk.reads(TABLE, row, lambda row=row: self._checked(row))  # type: ignore[misc]  # bound now
            if isinstance(record, CouncilRow):
                self.read[record.slug] = record

    def _checked(self, row: Row) -> CouncilRow:
        record = _read(self.desk, row)
        if record.slug in self.read:
            raise RefusedError(
                "slug", f"the council {record.slug} stands in row {self.read[record.slug].row.number} too."
            )
        return record

    def finish(self) -> None:
        """Write the councils, then what each continues."""
        self._refuse_circles()
        sources = self.desk.sources((each.row, each.source) for each in self.read.values() if each.source)
        on_record = {council.slug: council for council in Council.objects.filter(slug__in=self.read)}
        numbers = {record.number for slug, record in self.read.items() if slug not in on_record} - {0}
        self._free = numbers - taken(Council, "C", numbers)
        if self.desk.writing and self._free:
            count_on_from(Council, max(self._free))
        links = set(Succession.objects.values_list("successor__slug", "predecessor__slug"))
        for record in list(self.read.values()):
            source = sources[record.source.url] if record.source else None
            wanted = {
                **record.fields,
                "seat_id": self.desk.place(record.city, record.iso3),
                "source_id": record.source_id
                or (source.pk if source else PLANNED if record.source else None),
            }
            self._keep(record, on_record.get(record.slug), wanted, links)
        self._keep_lineage(links)

    def _keep(
        self,
        record: CouncilRow,
        council: Council | None,
        wanted: dict[str, object],
        links: set[tuple[str, str]],
    ) -> None:
        is_new = council is None
        was_public = council is not None and council.publication == Publication.PUBLISHED
        if council is None:
            to_write = self.desk.decide(TABLE, record.row, Action.CREATE)
            if self.desk.writing:
                number = record.number if record.number in self._free else None
                council = Council(pk=number, slug=record.slug, publication=self.desk.publication)
                wanted = {name: value for name, value in wanted.items() if value is not None}
        else:
            if self.desk.publish:
                wanted["publication"] = Publication.PUBLISHED
            wanted = changes(council, wanted)
            told_beside = "successions" in self.desk.exported
            before = [
                slug
                for slug, _ in record.predecessors
                if not told_beside and (record.slug, slug) not in links
            ]
            action = Action.UPDATE if wanted or before else Action.SKIP
            to_write = self.desk.decide(
                TABLE,
                record.row,
                action,
                public=was_public,
                what=partial(in_words, council, wanted, [f"follows {slug}" for slug in before]),
            )
            if not to_write and action is not Action.SKIP:
                del self.read[record.slug]
        if council is not None and self.desk.writing and wanted and to_write:
            for name, value in wanted.items():
                setattr(council, name, value)
            council.save()
        here = (
            council.pk if council is not None else record.number if record.number in self._free else PLANNED
        )
        self.desk.ids.note_word(Council, record.slug, here)
        if record.number:
            self.desk.ids.note(Council, record.number, here, made=is_new)
        founded = record.fields["founded"] or (council.founded if council else None)
        published = was_public or self.desk.publish
        self.desk.councils[record.slug] = KnownCouncil(
            here,
            founded if isinstance(founded, DateInterval) else None,
            was_public,
            Publication.PUBLISHED if published else council.publication if council else Publication.DRAFT,
        )

    def _refuse_circles(self) -> None:
        """Refuse rows whose predecessor is unknown, or leads back to themselves over others."""
        before = predecessors_on_record()
        for record in list(self.read.values()):
            reason = next(
                filter(
                    None, (self._lineage_problem(record, each, before) for each, _ in record.predecessors)
                ),
                "",
            )
            if reason:
                self.desk.refuse(TABLE, record.row, "predecessor_slug", reason)
                del self.read[record.slug]
            else:
                before.setdefault(record.slug, set()).update(slug for slug, _ in record.predecessors)

    def _lineage_problem(self, record: CouncilRow, predecessor: str, before: Before) -> str:
        if predecessor not in self.read and predecessor not in self.desk.councils:
            return f"there is no council “{predecessor}”, neither on record nor in the files."
        if leads_back(before, record.slug, predecessor):
            return f"{record.slug} would succeed itself: {predecessor} follows it already."
        return ""

    def _keep_lineage(self, links: set[tuple[str, str]]) -> None:
        for record in self.read.values():
            for predecessor, kind in record.predecessors:
                if "successions" in self.desk.exported:
                    continue  # the file beside says more of them
                known = (record.slug, predecessor) in links
                self.desk.count("successions", Action.SKIP if known else Action.CREATE)
                if self.desk.writing and not known:
                    self._continue(record.slug, predecessor, kind)

    def _continue(self, slug: str, predecessor: str, kind: str) -> None:
        """Dated by the day the successor was founded, and resting on its source."""
        successor = Council.objects.get(slug=slug)
        Succession.objects.create(
            successor=successor,
            predecessor=Council.objects.get(slug=predecessor),
            kind=kind,
            happened=successor.founded,
            source=successor.source,
        )
