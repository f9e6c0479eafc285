"""Memberships from CSV: which parties sat in a council, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from delegations.imports.parties import PartyBook
from delegations.models import Membership
from delegations.vocabulary import Capacity, PartyKind
from meetings.dates import DateInterval
from meetings.imports.changes import changes, in_words
from meetings.imports.countries import read_alpha2, read_alpha3
from meetings.imports.desk import PLANNED, Desk, SourceDraft
from meetings.imports.files import Layout
from meetings.imports.plan import Action, RefusedError
from meetings.imports.rows import Row

TABLE = "memberships"
REFERENCE = Layout(
    TABLE,
    frozenset({"council_slug", "member_name", "member_iso2"}),
    frozenset({"council_slug", "member_name", "member_iso2", "joined", "left", "source_url", "standing"}),
    "memberships.csv",
)
EXPORT = Layout(
    TABLE,
    frozenset({"council_slug", "member_name", "party_code"}),
    frozenset(),
    "memberships.csv",
    is_export=True,
)


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """One party's standing in one council as a row gives it."""

    row: Row
    council: str
    name: str
    iso3: str
    code: str
    kind: str
    standing: str
    joined: DateInterval | None
    left: DateInterval | None
    source: SourceDraft | None


def _read(desk: Desk, row: Row) -> MembershipRow:
    council = row.slug("council_slug", required=True)
    desk.council(council)
    joined, left = row.interval("joined"), row.interval("left")
    if joined and left and left.latest < joined.earliest:
        raise RefusedError("left", f"it left, {left}, before it joined, {joined}.")
    url = row.url("source_url")
    return MembershipRow(
        row=row,
        council=council,
        name=row.text("member_name", most=160, required=True),
        iso3=read_alpha2(row.text("member_iso2"), "member_iso2")
        or read_alpha3(row.text("party_iso3"), "party_iso3"),
        code=row.text("party_code", most=20),
        kind=row.code("party_type", PartyKind.values),
        standing=row.code("member_status", Capacity.values)
        or row.code("standing", Capacity.values, Capacity.MEMBER),
        joined=joined,
        left=left,
        source=SourceDraft(url) if url else None,
    )


class MembershipImport:
    """All memberships on record are read first: there are few of them."""

    def __init__(self, desk: Desk, parties: PartyBook) -> None:
        self.desk = desk
        self.parties = parties
        self.on_record = {
            (each.council.slug, each.party_id, each.standing, each.joined): each
            for each in Membership.objects.select_related("council")
        }
        self.rows: dict[tuple[str, str, str, DateInterval | None], int] = {}

    def take(self, rows: list[Row]) -> None:
        found = (self.desk.reads(TABLE, row, partial(self._checked, row)) for row in rows)
        records = [each for each in found if isinstance(each, MembershipRow)]
        sources = self.desk.sources((each.row, each.source) for each in records if each.source)
        for record in records:
            source = sources[record.source.url] if record.source else None
            party_id = self.desk.reads(
                TABLE,
                record.row,
                partial(
                    self.parties.find_or_make,
                    record.name,
                    record.iso3,
                    kind=record.kind,
                    code=record.code,
                    source=source,
                    column="member_name",
                ),
            )
            if isinstance(party_id, int):
                source_id = source.pk if source else PLANNED if record.source else None
                self._keep(record, party_id, {"left": record.left, "source_id": source_id})

    def finish(self) -> None:
        """Nothing waits for rows further down."""

    def _checked(self, row: Row) -> MembershipRow:
        record = _read(self.desk, row)
        key = (record.council, record.name.casefold(), record.standing, record.joined)
        first = self.rows.setdefault(key, row.number)
        if first != row.number:
            raise RefusedError("", f"it is the membership of row {first} again.")
        return record

    def _keep(self, record: MembershipRow, party_id: int, wanted: dict[str, object]) -> None:
        membership = self.on_record.get((record.council, party_id, record.standing, record.joined))
        public = self.desk.is_public_council(record.council)
        if membership is None:
            if self.desk.decide(TABLE, record.row, Action.CREATE, public=public) and self.desk.writing:
                Membership.objects.create(
                    council_id=self.desk.councils[record.council].id,
                    party_id=party_id,
                    standing=record.standing,
                    joined=record.joined,
                    **wanted,
                )
            return
        wanted = changes(membership, wanted)
        action = Action.UPDATE if wanted else Action.SKIP
        what = partial(in_words, membership, wanted)
        if self.desk.decide(TABLE, record.row, action, public=public, what=what) and self.desk.writing:
            for name, value in wanted.items():
                setattr(membership, name, value)
            membership.save()
