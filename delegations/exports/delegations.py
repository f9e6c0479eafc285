"""`delegations.csv`: one row per party and session; `delegation_citations.csv`, `memberships.csv`."""

from dataclasses import replace

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from delegations.exports.attended import NEEDED, PREVIOUS, with_previous
from delegations.models import Delegate, Delegation, DelegationCitation, Membership, PartyName
from delegations.vocabulary import Attendance, AttendanceMode, Capacity, DelegationFact, PartyKind
from meetings.dates import DateInterval
from meetings.exports.cited import SOURCE_REFERENCE, source_id_column
from meetings.exports.columns import (
    Column,
    Formula,
    Kind,
    Made,
    Reference,
    Table,
    column,
    data_version_column,
    public_id,
    public_ids,
    stamp_columns,
)
from meetings.exports.councils import COUNCIL_REFERENCE, matching_councils
from meetings.exports.countries import NO_USER_CODE, USER_CODE
from meetings.exports.evidence import (
    NOT_RECORDED,
    SESSION_REFERENCE,
    confidence_column,
    excerpt_column,
    excerpt_withheld_columns,
    locator_column,
    note_column,
    session_id_column,
    source_columns,
)
from meetings.exports.expressions import (
    bounds,
    bytewise,
    council_slug_column,
    count_of,
    distinct,
    earliest,
    in_export_order,
    iso3_then,
    latest,
    name_then,
    on_day,
    session_start_columns,
)
from meetings.exports.gathering import Gathered
from meetings.exports.scope import Scope
from meetings.exports.stream import read_mappings
from meetings.exports.whole import of_whole_record
from meetings.models import Session, SessionCitation, SessionCouncil
from meetings.vocabulary import DateBasis, Level, Stance, Status

NOBODY = "Nobody is on record."
NOT_LEFT = "It still sits there, or did until the council was concluded."
NO_DOCUMENT = "No document is named."


def chosen_delegations(scope: Scope) -> "QuerySet[Delegation]":
    """Delegations of the sessions that match; of the parties and with the people that the address names.

    A row tells by itself whether the party came, so `party` chooses rows here, not sessions: known absences of the
    party are among them, and `absent` leaves only those.
    """
    query = scope.query
    rows = Delegation.objects.filter(session__in=query.changed(party=()).sessions(scope.now))
    if query.party and query.absent:  # the sessions at which one met without the other
        rows = rows.filter(session__in=query.sessions(scope.now))
    if named := {*query.party, *query.absent}:
        rows = rows.filter(party__code__in=named)
    if query.person:
        sat = Delegate.objects.filter(delegation=OuterRef("pk"), person__slug__in=query.person)
        rows = rows.filter(Exists(sat))
    return rows


def select(scope: Scope) -> Made:
    chosen = chosen_delegations(scope)
    rows = in_export_order(chosen, "session", "id")
    told = with_previous(read_mappings(rows.annotate(council_ids=_council_ids()), _READ, scope), scope)
    return Made(chosen.count, told, in_one_pass=rows)


def _council_ids() -> ArraySubquery:
    links = SessionCouncil.objects.filter(session=OuterRef("session_id"))
    return ArraySubquery(links.order_by("council_id").values("council_id"))


def _of_heads(value: str) -> ArrayAgg:
    return ArrayAgg(value, filter=Q(leads=True), order_by=("position", "id"))


# Our name of each person; of someone who is only described, the words printed.
_NAME = Coalesce(NullIf(F("person__name"), Value("")), F("name_as_printed"), output_field=TextField())
_DELEGATES = Gathered(
    "delegate",
    lambda scope: Delegate.objects.all(),
    "delegation",
    "id",
    {
        "heads": _of_heads("person_id"),
        "names": _of_heads("person__name"),
        "printed": _of_heads("name_as_printed"),
        "roles": _of_heads("role_as_printed"),
        "all": ArrayAgg(_NAME, order_by=("-leads", "position", "id")),
    },
)
_OWN_SOURCES = Gathered(
    "cited",
    lambda scope: DelegationCitation.objects.all(),
    "delegation",
    "id",
    {"urls": ArrayAgg("source__url", order_by="pk")},
)["urls"]
_SOURCES_OF_SESSION = Gathered(
    "session_cited",
    lambda scope: SessionCitation.objects.all(),
    "session",
    "session_id",
    {"urls": ArrayAgg("source__url", order_by="pk")},
)["urls"]


def _statements(scope: Scope) -> Subquery:
    public = Q(statements__embargo_until__isnull=True) | Q(statements__embargo_until__lte=scope.now)
    spoken = Session.objects.filter(
        public, pk=OuterRef("session_id"), statements__parties=OuterRef("party_id")
    )
    return count_of(spoken, "statements__pk")


def _member_status() -> Subquery:
    """Its standing in the council, or in the first of several by slug, on the first day of the session."""
    seats = Membership.objects.filter(
        on_day("", "joined", "left", OuterRef("session__start__startswith")),
        council__session_links__session=OuterRef("session_id"),
        party=OuterRef("party_id"),
    )
    return Subquery(seats.order_by("council__slug", "id").values("standing")[:1])


def _party_columns() -> tuple[Column, ...]:
    return (
        column("party_id", Kind.ID, "The party.", "party_id", value=public_id("E")),
        column("party_name_then", Kind.TEXT, "English name of the party on the first day of the session; today's where no other is on record.", name_then(PartyName, "party", "party_id", "session__start__startswith", "party__name")),
        column("party_type", Kind.CODE, "What sort of party it is.", "party__kind", words=PartyKind),
        column("party_iso3", Kind.WORD, "ISO 3166-1 alpha-3 code on the first day of the session: SUN, then RUS.", iso3_then("party__iso3", "session__start__startswith"), empty="It has none."),
        column("party_iso3_user", Kind.WORD, USER_CODE, "party__iso3_user", empty=NO_USER_CODE),
        column("designation_as_printed", Kind.TEXT, "How the source names the delegation.", "designation_as_printed", empty=NOT_RECORDED),
        column("member_status", Kind.CODE, "The party's standing in the council that day.", _member_status(), words=Capacity, empty="No membership is on record for that day."),
        column("capacity", Kind.CODE, "As what it sat.", "capacity", words=Capacity, empty=NOT_RECORDED),
        column("invited", Kind.BOOLEAN, "Whether it was invited.", "invited", empty="No source says."),
        column("attendance", Kind.CODE, "Whether it came.", "attendance", words=Attendance),
        column("attendance_mode", Kind.CODE, "How it came.", "attendance_mode", words=AttendanceMode, empty="No source says."),
        column("absence_reason", Kind.TEXT, "Why it stayed away or left.", "absence_reason", empty="No source says."),
        column("is_host", Kind.BOOLEAN, "Whether it hosted the session.", "is_host"),
        column("is_chair", Kind.BOOLEAN, "Whether it chaired the session.", "is_chair"),
    )  # fmt: skip


def _people_columns() -> tuple[Column, ...]:
    return (
        column("delegation_level", Kind.CODE, "Rank of its head.", "level", words=Level, empty="No source says."),
        column("head_person_ids", Kind.IDS, "Those who led it, where they are people on record.", _DELEGATES["heads"], value=public_ids("P"), empty=NOBODY),
        column("head_names", Kind.TEXTS, "Their names as we spell them.", _DELEGATES["names"], empty=NOBODY),
        column("head_names_as_printed", Kind.TEXTS, "Those who led it, as the source spells them.", _DELEGATES["printed"], empty=NOT_RECORDED),
        column("head_roles", Kind.TEXTS, "Their offices as printed.", _DELEGATES["roles"], empty=NOT_RECORDED),
        column("delegates", Kind.TEXTS, "Everybody on record in the delegation, heads first; as printed where the source only describes them.", _DELEGATES["all"], empty=NOBODY),
    )  # fmt: skip


def _days_between(bound: str) -> Formula:
    """Days from the end of the earlier session to the start of this one."""

    def between(end: DateInterval | None, start: DateInterval) -> int | None:
        if end is None:
            return None
        first, last = (end.latest, start.earliest) if bound == "min" else (end.earliest, start.latest)
        return max(0, (last - first).days)

    def sql(end: str, start: str) -> str:
        first, last = (latest, earliest) if bound == "min" else (earliest, latest)
        return f"CASE WHEN {end} IS NOT NULL THEN greatest(0, {last.sql(start)} - {first.sql(end)}) END"

    return Formula(between, sql)


def _gap_columns() -> tuple[Column, ...]:
    empty = "It did not come, the session is not of the main stream, or no earlier one is on record."
    sources = (PREVIOUS["end"], "session__start")
    return (
        column("prev_attended_session_id", Kind.ID, "The last earlier session of the same council's main stream to which the party came, whatever the filter.", PREVIOUS["id"], value=public_id("S"), empty=empty),
        column("party_gap_days_min", Kind.INTEGER, "Days from the end of that session to the start of this one, at least.", *sources, value=_days_between("min"), empty=empty, unit="days"),
        column("party_gap_days_max", Kind.INTEGER, "The same, at most.", *sources, value=_days_between("max"), empty=empty, unit="days"),
    )  # fmt: skip


_sources = Formula(
    lambda own, of_session: distinct(own) or distinct(of_session),
    lambda own, of_session: (
        f"CASE WHEN array_to_string({own}, '') <> '' THEN {distinct.sql(own)} ELSE {distinct.sql(of_session)} END"
    ),
)


GAP_COLUMNS = _gap_columns()
COLUMNS: tuple[Column, ...] = (
    column("delegation_id", Kind.ID, "The delegation.", "id", value=public_id("D")),
    session_id_column(),
    council_slug_column(),
    *_party_columns(),
    *_people_columns(),
    *session_start_columns("session"),
    column("session_status", Kind.CODE, "What became of the session.", "session__status", words=Status),
    *GAP_COLUMNS,
    column("n_statements", Kind.INTEGER, "Statements on record for the party at this session.", _statements, unit="statements"),
    column("source_urls", Kind.URLS, "Sources of the delegation; where it has none of its own, those of the session.", _OWN_SOURCES, _SOURCES_OF_SESSION, value=_sources, empty="Printed sources without an address."),
    *stamp_columns(),
    data_version_column(),
    column("position", Kind.INTEGER, "Its place on the session's page.", "position"),
)  # fmt: skip

# What the query reads: the columns that need no history, and what the histories need.
_READ = (
    *(each for each in COLUMNS if each not in GAP_COLUMNS),
    column("history", Kind.TEXT, "Read for the gap columns only.", *NEEDED),
)

DELEGATIONS = Table(
    name="delegations",
    title="Delegations",
    description="Who came to a session, and who is known to have stayed away. A filter by"
    " party or person leaves out the other delegations of its sessions.",
    row="one party at one session",
    columns=COLUMNS,
    key=("delegation_id",),
    select=select,
    count=of_whole_record(Delegation.objects.hidden),
    references=(
        SESSION_REFERENCE,
        Reference("party_id", "parties", "party_id"),
        Reference("prev_attended_session_id", "sessions", "session_id"),
    ),
)  # fmt: skip


def _delegation_citations(scope: Scope) -> "QuerySet[DelegationCitation]":
    rows = DelegationCitation.objects.filter(delegation__in=chosen_delegations(scope)).annotate(
        session_id=F("delegation__session_id")
    )
    return in_export_order(rows, "delegation__session", "id")


DELEGATION_CITATIONS = Table(
    name="delegation_citations",
    title="Citations of delegations",
    description="Which fact of a delegation rests on which source.",
    row="one fact of one delegation and one source",
    columns=(
        column("citation_id", Kind.INTEGER, "Number of the row, counted apart from citations.csv.", "id"),
        column("delegation_id", Kind.ID, "The delegation.", "delegation_id", value=public_id("D")),
        session_id_column(),
        council_slug_column(),
        column("fact", Kind.CODE, "The fact that the source supports.", "fact", words=DelegationFact, empty="Its presence as a whole."),
        column("stance", Kind.CODE, "Whether it supports or contradicts the fact.", "stance", words=Stance),
        column("basis", Kind.CODE, "Whether the fact is printed there or was concluded.", "basis", words=DateBasis),
        *source_columns("source__"),
        locator_column(),
        *stamp_columns(),
        data_version_column(),
        confidence_column(),
        excerpt_column(),
        note_column(),
        *excerpt_withheld_columns(),
    ),
    key=("citation_id",),
    select=_delegation_citations,
    count=of_whole_record(DelegationCitation.objects.hidden),
    references=(Reference("delegation_id", "delegations", "delegation_id"), SESSION_REFERENCE, SOURCE_REFERENCE),
)  # fmt: skip


def matching_memberships(scope: Scope) -> "QuerySet[Membership]":
    """Of the parties that the address names, in the councils that the other filters leave; taken by the as-of day."""
    others = replace(scope, query=scope.query.changed(party=(), person=()))
    rows = Membership.objects.filter(council__in=matching_councils(others).order_by())
    if scope.query.party:
        rows = rows.filter(party__code__in=scope.query.party)
    if scope.query.as_of:
        rows = rows.filter(Q(joined=None) | Q(joined__startswith__lte=scope.query.as_of_day))
    return rows.order_by(bytewise("council__slug"), "joined__startswith", "joined__endswith", "id")


MEMBERSHIPS = Table(
    name="memberships",
    title="Memberships",
    description="Who sits in a council, as what, from when to when.",
    row="one party's standing in one council over one period",
    columns=(
        column("membership_id", Kind.INTEGER, "Number of the row.", "id"),
        column("council_slug", Kind.WORD, "The council, as in its address.", "council__slug"),
        column("party_id", Kind.ID, "The party.", "party_id", value=public_id("E")),
        column("member_name", Kind.TEXT, "Its usual name in English.", "party__name"),
        column("party_code", Kind.WORD, "Its code, as in its address.", "party__code"),
        column("party_type", Kind.CODE, "What sort of party it is.", "party__kind", words=PartyKind),
        column("party_iso3", Kind.WORD, "ISO 3166-1 alpha-3 code.", "party__iso3", empty="It has none."),
        column("member_status", Kind.CODE, "As what it sits.", "standing", words=Capacity),
        column("joined", Kind.EDTF, "When it joined, in EDTF.", "joined", empty=NOT_RECORDED),
        *bounds("joined", "joined", "The day it joined", empty=NOT_RECORDED),
        column("left", Kind.EDTF, "When it left, in EDTF.", "left", empty=NOT_LEFT),
        *bounds("left", "left", "The day it left", empty=NOT_LEFT),
        column("source_url", Kind.URL, "The document that says so.", "source__url", empty=NOT_RECORDED),
        *stamp_columns(),
        data_version_column(),
        column("party_iso3_user", Kind.WORD, USER_CODE, "party__iso3_user", empty=NO_USER_CODE),
        source_id_column("source_id", NO_DOCUMENT),
    ),
    key=("membership_id",),
    select=matching_memberships,
    references=(
        COUNCIL_REFERENCE,
        Reference("party_id", "parties", "party_id"),
        SOURCE_REFERENCE,
    ),
)  # fmt: skip
