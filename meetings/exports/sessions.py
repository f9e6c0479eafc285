"""`sessions.csv`: one row per session and council, with the gap before it and the flag on it."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, QuerySet

from meetings.exports.attendance import attendance_columns
from meetings.exports.columns import (
    Column,
    Few,
    Formula,
    Kind,
    Made,
    Reference,
    Table,
    column,
    data_version_column,
    public_id,
    site_url,
    stamp_columns,
)
from meetings.exports.countries import country, country_of_users
from meetings.exports.expressions import (
    IndependentOrigins,
    bounds,
    distinct,
    key_if_public,
    name_then,
    none_is_zero,
)
from meetings.exports.gathering import Gathered
from meetings.exports.point_in_time import judged_as_of
from meetings.exports.rule_inputs import rule_columns
from meetings.exports.scope import Scope
from meetings.exports.session_dates import date_columns
from meetings.exports.session_gaps import counts_for_gap, flag_columns, gap_columns
from meetings.exports.session_rows import count, found, keys, of_any_address, with_verdicts
from meetings.models import AgendaItem, CouncilName, SessionCitation, SessionCouncil
from meetings.vocabulary import (
    AgendaStanding,
    Format,
    Formation,
    Level,
    OutcomeKind,
    Status,
)

NOT_RECORDED = "Not recorded."
NO_PLACE = "Not recorded, or they did not meet in one place."


def select(scope: Scope) -> "QuerySet[SessionCouncil] | Made":
    """Sessions that match the filters, once for each council that held them (and that a council filter names)."""
    links = with_verdicts(found(scope.now, scope.query), scope.now)
    return judged_as_of(links, COLUMNS, scope) if scope.query.is_past else links


def _subjects(*standings: str) -> ArrayAgg:
    return ArrayAgg("text", filter=Q(standing__in=standings), order_by=("position", "pk"))


_AGENDA = Gathered(
    "agenda",
    lambda scope: AgendaItem.objects.all(),
    "session",
    "session_id",
    {
        "discussed": _subjects(AgendaStanding.DISCUSSED),
        "offered": _subjects(AgendaStanding.TO_BE_DISCUSSED, AgendaStanding.OFFERED),
    },
)
_CITED = Gathered(
    "cited",
    lambda scope: SessionCitation.objects.all(),
    "session",
    "session_id",
    {
        "sources": Count("source", distinct=True),
        "origins": IndependentOrigins("source"),
        "urls": ArrayAgg("source__url", order_by="pk"),
    },
)


def _identity_columns() -> tuple[Column, ...]:
    return (
        column("session_id", Kind.ID, "The session.", "session_id", value=public_id("S")),
        column("council_id", Kind.ID, "The council.", "council_id", value=public_id("C")),
        column("council_slug", Kind.WORD, "The council, as in its address.", "council__slug"),
        column(
            "council_abbreviation",
            Kind.TEXT,
            "As used in print: NRC.",
            "council__abbreviation",
            empty="None is in use.",
        ),
        column(
            "council_name_then",
            Kind.TEXT,
            "English name of the council on the first day of the session; today's where no other is on record.",
            name_then(CouncilName, "council", "council_id", "session__start__startswith", "council__name"),
        ),
        column(
            "session_number",
            Kind.TEXT,
            "Official number or round of the session. It may repeat.",
            "number",
            empty="The session has no number, or none is on record.",
        ),
        column(
            "session_title",
            Kind.TEXT,
            "The session's own name.",
            "session__title",
            empty="It has no name of its own.",
        ),
        column("session_status", Kind.CODE, "What became of the session.", "session__status", words=Status),
        column(
            "formation",
            Kind.CODE,
            "In which formation the council sat.",
            "session__formation",
            words=Formation,
        ),
        column(
            "counts_for_gap",
            Kind.BOOLEAN,
            "1 if the session ends a silence: held or interrupted, plenary, not a part of another session, and not"
            " left out for this council by an editor.",
            counts_for_gap(),
        ),
        column(
            "level",
            Kind.CODE,
            "Rank at which it was convened.",
            "session__level",
            words=Level,
            empty="No source says.",
        ),
        column(
            "format", Kind.CODE, "How they met.", "session__format", words=Format, empty="No source says."
        ),
    )


def _content_columns() -> tuple[Column, ...]:
    return (
        column(
            "place",
            Kind.TEXT,
            "The city.",
            "session__place__name",
            empty=NO_PLACE,
        ),
        country("place_iso3", "Country of the city today", "session__place__iso3", NO_PLACE),
        column("venue", Kind.TEXT, "The building.", "session__venue", empty=NOT_RECORDED),
        column(
            "topics_discussed",
            Kind.TEXTS,
            "What was discussed; agenda.csv has the same with its sources.",
            _AGENDA["discussed"],
            empty=NOT_RECORDED,
        ),
        column(
            "topics_offered",
            Kind.TEXTS,
            "What was offered or is to be discussed later; agenda.csv tells the two apart.",
            _AGENDA["offered"],
            empty=NOT_RECORDED,
        ),
        column(
            "outcome_kind",
            Kind.CODE,
            "What came of it.",
            "session__outcome_kind",
            words=OutcomeKind,
            empty="No source says.",
        ),
        column(
            "outcome", Kind.TEXT, "What came of it, in a sentence.", "session__outcome", empty=NOT_RECORDED
        ),
        column(
            "followup_text",
            Kind.TEXT,
            "What was said about meeting again.",
            "session__follow_up",
            empty=NOT_RECORDED,
        ),
    )


def _evidence_columns() -> tuple[Column, ...]:
    return (
        column(
            "n_sources",
            Kind.INTEGER,
            "Different sources that the session's citations name.",
            _CITED["sources"],
            value=none_is_zero,
            unit="sources",
        ),
        column(
            "n_independent_origins",
            Kind.INTEGER,
            "Origins of these sources: ten outlets with one agency text are one.",
            _CITED["origins"],
            value=none_is_zero,
            unit="origins",
        ),
        column(
            "source_urls",
            Kind.URLS,
            "Addresses of these sources, in order of entry.",
            _CITED["urls"],
            value=distinct,
            empty="The sources are printed ones without an address.",
        ),
        column("url", Kind.URL, "The session's page.", "session_id", value=site_url("/sessions/S{}/")),
    )


def _further_columns() -> tuple[Column, ...]:
    """Added after the columns that scripts rely on."""
    return (
        column("part_of_session_id", Kind.ID, "The session of which this one is a part.", key_if_public("session__part_of_id"), value=public_id("S"), empty="It stands for itself, or what it is a part of is not public."),
        column("outcome_according_to", Kind.TEXT, "Whose judgement the outcome is.", "session__outcome_according_to", empty=NOT_RECORDED),
        column("date_as_printed", Kind.TEXT, "The date in the words of the source.", "session__date_as_printed", empty=NOT_RECORDED),
        column("duration_as_printed", Kind.TEXT, "The duration in the words of the source.", "session__duration_as_printed", empty=NOT_RECORDED),
        *bounds("planned", "session__planned_start", "The day first planned, if it was moved or called off", empty=NOT_RECORDED),
        *bounds("decided", "session__decided", "The day on which that was decided", empty=NOT_RECORDED),
        column("start_time_local", Kind.WORD, "Time of the start at the venue, hours and minutes.", "session__start_time", value=local_time, empty=NOT_RECORDED),
        column("end_time_local", Kind.WORD, "Time of the end at the venue.", "session__end_time", value=local_time, empty=NOT_RECORDED),
        column("time_zone", Kind.WORD, "IANA time zone of the venue.", "session__time_zone", empty="No time is on record."),
    )  # fmt: skip


def _latest_columns() -> tuple[Column, ...]:
    """Further ones go after these."""
    return (
        column("corrected_at", Kind.INSTANT, "When what was public of it was last changed by an approved proposal.", "session__corrected_at", empty="Never."),
        column("place_slug", Kind.WORD, "The city, as in its address.", "session__place__slug", empty="As place."),
        country_of_users("place_iso3", "session__place__iso3"),
    )  # fmt: skip


local_time = Formula(
    lambda value: None if value is None else f"{value:%H:%M}", lambda value: f"to_char({value}, 'HH24:MI')"
)


COLUMNS: tuple[Column, ...] = (
    *_identity_columns(),
    *date_columns(),
    *_content_columns(),
    *gap_columns(),
    *flag_columns(),
    *attendance_columns(),
    *_evidence_columns(),
    *stamp_columns("session__", created=True),
    data_version_column(),
    *_further_columns(),
    *rule_columns(),
    *_latest_columns(),
)

SESSIONS = Table(
    name="sessions",
    title="Sessions",
    description="The session history: every meeting on record, whatever became of it, with the gap before it and the"
    " flag on it. A joint session has one row for each council that held it; a filter by council leaves out the rows"
    " of other councils.",
    row="one session of one council",
    columns=COLUMNS,
    key=("session_id", "council_id"),
    select=select,
    count=count,
    few=Few(keys, "session_id", of_any_address),
    references=(
        Reference("council_id", "councils", "council_id"),
        Reference("prev_session_id", "sessions", "session_id"),
        Reference("part_of_session_id", "sessions", "session_id"),
        Reference("place_slug", "places", "place_slug"),
    ),
)
