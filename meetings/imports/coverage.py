"""Coverage from CSV: which periods of a council were searched, and how completely."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from meetings.imports.changes import changes, in_words
from meetings.imports.desk import PLANNED, Desk, SourceDraft
from meetings.imports.files import Layout
from meetings.imports.plan import Action, RefusedError
from meetings.imports.rows import Row
from meetings.models import Coverage
from meetings.vocabulary import Completeness

TABLE = "coverage"
_COLUMNS = frozenset({"council_slug", "from", "to", "completeness", "searched_on", "source_url", "method"})
EXPORT = Layout(
    TABLE,
    frozenset({"council_slug", "from", "completeness", "record_version"}),
    _COLUMNS | {"source_id"},
    "coverage.csv",
    is_export=True,
)
REFERENCE = Layout(TABLE, frozenset({"council_slug", "from", "completeness"}), _COLUMNS, "coverage.csv")


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One searched period as a row gives it; `last` None is today."""

    row: Row
    council: str
    first: date
    last: date | None
    fields: dict[str, object]
    source: SourceDraft | None
    source_id: int | None


def _read(desk: Desk, row: Row) -> CoverageRow:
    council = row.slug("council_slug", required=True)
    desk.council(council)
    begins, ends = row.interval("from", required=True), row.interval("to")
    assert begins is not None  # required
    first, last = begins.earliest, ends.latest if ends else None
    if last is not None and last < first:
        raise RefusedError("to", f"the period ends, {last}, before it begins, {first}.")
    completeness = row.code("completeness", Completeness.values)
    if not completeness:
        raise RefusedError(
            "completeness", f"the cell is empty; write one of {', '.join(Completeness.values)}."
        )
    source_id, searched_on = desk.source_of(row), row.day("searched_on")
    url = "" if source_id else row.url("source_url")
    if not (url or source_id) and searched_on is None:
        raise RefusedError("searched_on", "coverage needs the day of the search or a source.")
    fields: dict[str, object] = {
        "last_day": last,
        "completeness": completeness,
        "searched_on": searched_on,
        "method": row.text("method"),
    }
    return CoverageRow(row, council, first, last, fields, SourceDraft(url) if url else None, source_id)


class CoverageImport:
    """Coverage files are short: all periods are kept, to find those that overlap."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.on_record = {
            (each.council.slug, each.first_day): each for each in Coverage.objects.select_related("council")
        }
        self.periods: dict[str, list[tuple[date, date | None]]] = {}
        for (slug, first), each in self.on_record.items():
            self.periods.setdefault(slug, []).append((first, each.last_day))

    def take(self, rows: list[Row]) -> None:
        found = (self.desk.reads(TABLE, row, partial(self._checked, row)) for row in rows)
        records = [each for each in found if isinstance(each, CoverageRow)]
        sources = self.desk.sources((each.row, each.source) for each in records if each.source)
        for record in records:
            source = sources[record.source.url] if record.source else None
            source_id = record.source_id or (source.pk if source else PLANNED if record.source else None)
            self._keep(record, {**record.fields, "source_id": source_id})

    def finish(self) -> None:
        """Nothing waits for rows further down."""

    def _checked(self, row: Row) -> CoverageRow:
        record = _read(self.desk, row)
        periods = self.periods.setdefault(record.council, [])
        known = self.on_record.get((record.council, record.first))
        if known is not None and (record.first, known.last_day) in periods:
            periods.remove((record.first, known.last_day))
        for first, last in periods:
            if first <= (record.last or date.max) and record.first <= (last or date.max):
                raise RefusedError(
                    "from", f"it overlaps the coverage of {record.council} from {first} to {last or 'today'}."
                )
        periods.append((record.first, record.last))
        return record

    def _keep(self, record: CoverageRow, wanted: dict[str, object]) -> None:
        coverage = self.on_record.get((record.council, record.first))
        public = self.desk.is_public_council(record.council)
        if coverage is None:
            if self.desk.decide(TABLE, record.row, Action.CREATE, public=public) and self.desk.writing:
                council_id = self.desk.councils[record.council].id
                Coverage.objects.create(council_id=council_id, first_day=record.first, **wanted)
            return
        wanted = changes(coverage, wanted)
        action = Action.UPDATE if wanted else Action.SKIP
        what = partial(in_words, coverage, wanted)
        if self.desk.decide(TABLE, record.row, action, public=public, what=what) and self.desk.writing:
            for name, value in wanted.items():
                setattr(coverage, name, value)
            coverage.save()
