"""The layouts of our own exports' records, of this app: parties, people, their names and posts, and who came."""

from __future__ import annotations

from delegations.models import (
    Delegate,
    Delegation,
    DelegationCitation,
    Membership,
    Party,
    PartyName,
    Person,
    PersonName,
    Post,
)
from meetings.imports.cells import Own, Refers
from meetings.imports.desk import Desk
from meetings.imports.record_import import RecordImport
from meetings.imports.record_tables import session, source
from meetings.imports.records import Records
from meetings.imports.rows import Row
from meetings.models import Council, CouncilName

PARTIES = Records(
    "parties",
    Party,
    cells=(
        Own("code", "party_code", stays=True),
        Own("name"),
        Own("kind", "party_type"),
        Own("iso3", "party_iso3"),
        Own("iso3_user", "party_iso3_user"),
        Own("existed_from"),
        Own("existed_to"),
        source(),
    ),
    key=("code",),
    told_by=frozenset({"party_id", "party_code", "existed_from_min"}),
    number="party_id",
    letter="E",
    word="code",
)
PEOPLE = Records(
    "people",
    Person,
    cells=(Own("slug", "person_slug", stays=True), Own("name"), Own("description")),
    key=("slug",),
    told_by=frozenset({"person_id", "person_slug", "other_names"}),
    number="person_id",
    letter="P",
    word="slug",
)


def party(column: str = "party_id", *, proof: tuple[str, str] | None = None) -> Refers:
    return Refers("party", Party, column, letter="E", proof=proof)


def person(*, proof: tuple[str, str] | None = None) -> Refers:
    return Refers("person", Person, "person_id", letter="P", proof=proof)


POSTS = Records(
    "posts",
    Post,
    cells=(
        person(proof=("person_slug", "slug")),
        Own("title"),
        party(proof=("party_name", "name")),
        Own("start"),
        Own("end"),
        source(),
    ),
    key=("person_id", "party_id", "title", "start"),
    told_by=frozenset({"post_id", "person_slug", "title"}),
    number="post_id",
)
MEMBERSHIPS = Records(
    "memberships",
    Membership,
    cells=(
        Refers("council", Council, "council_slug", word="slug"),
        party(proof=("party_code", "code")),
        Own("standing", "member_status"),
        Own("joined"),
        Own("left"),
        source(),
    ),
    key=("council_id", "party_id", "standing", "joined"),
    told_by=frozenset({"membership_id", "council_slug", "party_id", "member_status"}),
    number="membership_id",
)
DELEGATIONS = Records(
    "delegations",
    Delegation,
    cells=(
        session(),
        party(),
        *(Own(name) for name in ("designation_as_printed", "capacity", "invited", "attendance")),
        *(Own(name) for name in ("attendance_mode", "absence_reason", "is_host", "is_chair", "position")),
        Own("level", "delegation_level"),
    ),
    key=("session_id", "party_id"),
    told_by=frozenset({"delegation_id", "session_id", "council_slug", "party_name_then", "attendance"}),
    number="delegation_id",
    letter="D",
)
DELEGATES = Records(
    "delegates",
    Delegate,
    cells=(
        Refers("delegation", Delegation, "delegation_id", letter="D"),
        person(proof=("person_name", "name")),
        Refers("post", Post, "post_id", proof=("post", "title")),
        *(Own(name) for name in ("name_as_printed", "role_as_printed", "leads", "chairs", "position")),
    ),
    key=("delegation_id", "person_id", "name_as_printed"),
    told_by=frozenset({"delegate_id", "delegation_id", "name_as_printed"}),
    number="delegate_id",
)
DELEGATION_CITATIONS = Records(
    "delegation_citations",
    DelegationCitation,
    cells=(
        Refers("delegation", Delegation, "delegation_id", letter="D"),
        *(Own(name) for name in ("fact", "stance", "basis", "confidence", "excerpt", "note")),
        Own("locator", "source_locator"),
        source(),
    ),
    key=("delegation_id", "source_id", "fact", "stance", "locator"),
    told_by=frozenset({"citation_id", "delegation_id", "fact"}),
    number="citation_id",
)

_NAME = (Own("text", "name"), *(Own(name) for name in ("language", "script", "kind")))
_PERIOD = (Own("valid_from"), Own("valid_to"))
_TOLD_BY = frozenset({"name_of", "name_id", "usual_name"})
_NAMES = {
    "council": Records(
        "names",
        CouncilName,
        cells=(Refers("council", Council, "council_id", letter="C"), *_NAME, *_PERIOD, source()),
        key=("council_id", "text", "language", "kind"),
        told_by=_TOLD_BY,
        number="name_id",
    ),
    "party": Records(
        "names",
        PartyName,
        cells=(party(proof=("usual_name", "name")), *_NAME, *_PERIOD, source()),
        key=("party_id", "text", "language", "kind"),
        told_by=_TOLD_BY,
        number="name_id",
    ),
    "person": Records(
        "names",
        PersonName,
        cells=(person(proof=("usual_name", "name")), *_NAME, source()),
        key=("person_id", "text", "language"),
        told_by=_TOLD_BY,
        number="name_id",
    ),
}
NAMES = _NAMES["council"]
ALL_NAMES = tuple(_NAMES.values())
BY_ID = (MEMBERSHIPS, DELEGATIONS)


class NameImport:
    """One file has the names of councils, parties and people, which are kept apart."""

    table = NAMES.table

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._of = {owner: RecordImport(desk, records) for owner, records in _NAMES.items()}

    def take(self, rows: list[Row]) -> None:
        sorted_rows: dict[str, list[Row]] = {owner: [] for owner in self._of}
        for row in rows:
            owner = row.text("name_of").strip()
            if owner in sorted_rows:
                sorted_rows[owner].append(row)
            else:
                self.desk.refuse(
                    NAMES.table, row, "name_of", f"“{owner[:80]}” is none of {', '.join(self._of)}."
                )
        for owner, own in sorted_rows.items():
            self._of[owner].take(own)

    def finish(self) -> None:
        """Nothing waits for rows further down."""


def importers(desk: Desk) -> list[RecordImport | NameImport]:
    """The importer of each table that nothing else reads."""
    own = (PARTIES, PEOPLE, POSTS, DELEGATES, DELEGATION_CITATIONS)
    return [*(RecordImport(desk, records) for records in own), NameImport(desk)]


def importers_by_id(desk: Desk) -> list[RecordImport]:
    """Those of tables that are read otherwise where their parties and people do not stand beside."""
    return [RecordImport(desk, records) for records in BY_ID]
