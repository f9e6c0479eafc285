"""Councils and their lineage from CSV."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from meetings.dates import DateInterval
from meetings.imports.changes import changes, in_words
from meetings.imports.countries import read_alpha2, read_alpha3
from meetings.imports.desk import PLANNED, Desk, KnownCouncil, SourceDraft
from meetings.imports.files import Layout
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
    frozenset(),
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


def _read(desk: Desk, row: Row) -> CouncilRow:
    founded, dissolved = _life(row)
    slug = row.slug("slug" if "slug" in row.header else "council_slug", required=True)
    predecessors = _predecessors(row)
    if slug in dict(predecessors):
        raise RefusedError("predecessor_slug", f"the council {slug} cannot succeed itself.")
    url = row.url("source_url")
    if desk.publish and not url:
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
    iso3 = read_alpha2(row.text("seat_country"), "seat_country") or read_alpha3(
        row.text("seat_iso3"), "seat_iso3"
    )
    source = SourceDraft(url) if url else None
    return CouncilRow(row, slug, fields, row.text("seat_city", most=120), iso3, predecessors, source)


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
    founded = row.interval("founded") or row.bounds("founded_min", "founded_max")
    dissolved = row.interval("dissolved") or row.bounds("dissolved_min", "dissolved_max")
    if founded and dissolved and dissolved.latest < founded.earliest:
        raise RefusedError("dissolved", f"it ends, {dissolved}, before it was founded, {founded}.")
    return founded, dissolved


class CouncilImport:
    """All rows of a file are read before any is written: a predecessor may stand below its successor."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.read: dict[str, CouncilRow] = {}

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
        links = set(Succession.objects.values_list("successor__slug", "predecessor__slug"))
        for record in list(self.read.values()):
            source = sources[record.source.url] if record.source else None
            wanted = {
                **record.fields,
                "seat_id": self.desk.place(record.city, record.iso3),
                "source_id": source.pk if source else PLANNED if record.source else None,
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
        was_public = council is not None and council.publication == Publication.PUBLISHED
        if council is None:
            to_write = self.desk.decide(TABLE, record.row, Action.CREATE)
            if self.desk.writing:
                council = Council(slug=record.slug, publication=self.desk.publication)
                wanted = {name: value for name, value in wanted.items() if value is not None}
        else:
            if self.desk.publish:
                wanted["publication"] = Publication.PUBLISHED
            wanted = changes(council, wanted)
            before = [slug for slug, _ in record.predecessors if (record.slug, slug) not in links]
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
        founded = record.fields["founded"] or (council.founded if council else None)
        published = was_public or self.desk.publish
        self.desk.councils[record.slug] = KnownCouncil(
            council.pk if council is not None and council.pk else PLANNED,
            founded if isinstance(founded, DateInterval) else None,
            was_public,
            Publication.PUBLISHED if published else council.publication if council else Publication.DRAFT,
        )

    def _refuse_circles(self) -> None:
        """Refuse rows whose predecessor is unknown, or leads back to themselves over others."""
        links = Succession.objects.values_list("successor__slug", "predecessor__slug")
        before: dict[str, set[str]] = {}
        for successor, predecessor in links:
            before.setdefault(successor, set()).add(predecessor)
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

    def _lineage_problem(self, record: CouncilRow, predecessor: str, before: dict[str, set[str]]) -> str:
        if predecessor not in self.read and predecessor not in self.desk.councils:
            return f"there is no council “{predecessor}”, neither on record nor in the files."
        front, seen = {predecessor}, set[str]()
        while front:
            if record.slug in front:
                return f"{record.slug} would succeed itself: {predecessor} follows it already."
            seen |= front
            front = {earlier for each in front for earlier in before.get(each, ())} - seen
        return ""

    def _keep_lineage(self, links: set[tuple[str, str]]) -> None:
        for record in self.read.values():
            for predecessor, kind in record.predecessors:
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
