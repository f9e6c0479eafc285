"""The resources of councils, sessions and what follows from them. Higher apps add to them, in `config.api`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q, QuerySet

from meetings.among import Among
from meetings.exports.announcements import ANNOUNCEMENTS
from meetings.exports.columns import Made
from meetings.exports.councils import COUNCILS, COVERAGE, matching_councils
from meetings.exports.evidence import AGENDA, CITATIONS
from meetings.exports.gaps import GAPS
from meetings.exports.resumptions import RESUMPTIONS
from meetings.exports.rule_inputs import rule_columns
from meetings.exports.scope import Scope
from meetings.exports.session_gaps import flag_columns, gap_columns
from meetings.exports.sessions import SESSIONS
from meetings.exports.silences import SILENCES
from meetings.exports.subjects import PLACES, TOPICS
from meetings.interface.history import HISTORY
from meetings.interface.resources import Found, Key, Resource, rows_of, whole_record
from meetings.models import Council, Gap, Place, Resumption, Session, SessionCouncil, Topic
from meetings.publication import is_public_session

SESSION_ID = Key("session_id", "pk", "S")
COUNCIL_SLUG = Key("council_slug", "slug")
# What the rows within a whole session would repeat of it.
OF_ITS_SESSION = ("session_id", "council_slug", "date_start_min", "date_start_max", "session_status")


def _councils_of(sessions: Sequence[int]) -> tuple[str, ...]:
    links = SessionCouncil.objects.filter(session__in=sessions).order_by("council__slug")
    return tuple(links.values_list("council__slug", flat=True).distinct())


def of_sessions(scope: Scope, sessions: Sequence[int]) -> Scope:
    """The scope of these sessions. On a past day, and for all of one session, only their councils are asked about."""
    councils = _councils_of(sessions) if scope.query.is_past or len(sessions) == 1 else ()
    return whole_record(scope, numbers=tuple(sessions), council=councils)


def of_their_sessions(scope: Scope, found: Sequence[Found]) -> Scope:
    """The scope of the sessions to which these records belong."""
    return of_sessions(scope, sorted({each["session_id"] for each in found}))


def of_one_session(scope: Scope, found: Found) -> Scope:
    return of_sessions(scope, [found["pk"]])


def came_since(since: datetime, now: datetime) -> Q:
    """Sessions whose embargo passed, or of which a council was changed or came to be public."""
    councils = Council.objects.filter(Q(updated_at__gte=since) | embargo_passed(since, now))
    links = SessionCouncil.objects.filter(council__in=councils.order_by())
    return embargo_passed(since, now) | Q(Among(F("pk"), ArraySubquery(links.order_by().values("session"))))


def embargo_passed(since: datetime, now: datetime) -> Q:
    """Records whose own embargo ended since then."""
    return Q(embargo_until__gte=since, embargo_until__lte=now)


def changed_sessions(since: datetime, now: datetime) -> "QuerySet[Session]":
    """Sessions changed, or come to be public, since then: what hangs on them may be public since then too."""
    return Session.objects.filter(Q(updated_at__gte=since) | came_since(since, now)).order_by()


def of_changed_sessions(since: datetime, now: datetime) -> Q:
    """Rows that may have come to be public with their session."""
    return Q(Among(F("session_id"), ArraySubquery(changed_sessions(since, now).values("pk"))))


def _sessions(scope: Scope) -> "QuerySet[Any]":
    return scope.query.sessions(scope.now)


SESSION_RESOURCE = Resource(
    name="sessions",
    one="session",
    table=SESSIONS,
    listed=(
        "session_id", "session_title", "session_status", "formation", "level", "format", "date_start_min", "date_start_max",
        "date_end_min", "date_end_max", "date_prec", "date_edtf", "date_text", "place", "place_iso3", "url", "updated_at",
        "council_id", "council_slug", "council_abbreviation", "session_number", "counts_for_gap", "gap_days_min",
        "gap_days_max", "grade", "flag_state",
    ),
    found=_sessions,
    keys=(SESSION_ID,),
    narrowed=lambda scope, found: of_sessions(scope, [each["pk"] for each in found]),
    came_since=came_since,
    per_council=frozenset(
        {
            "council_id", "council_slug", "council_abbreviation", "council_name_then", "session_number", "counts_for_gap",
            "n_members", "n_absent", "n_attendance_unknown",
            *(column.name for column in (*gap_columns(), *flag_columns(), *rule_columns())),
        }
    ),
    nested=(
        rows_of("agenda", "subject of a session", AGENDA, "What it was about.", of_one_session, without=OF_ITS_SESSION),
        rows_of("citations", "citation of a session", CITATIONS, "Which fact of it rests on which source.", of_one_session, without=OF_ITS_SESSION),
        rows_of("announcements", "announcement of a session", ANNOUNCEMENTS, "Next meetings announced there.", of_one_session, of=SESSION_ID, without=("session_id",)),
    ),
)  # fmt: skip


def _of_councils(scope: Scope, found: Sequence[Found]) -> Scope:
    return whole_record(scope, council=tuple(each["slug"] for each in found))


def _of_one_council(scope: Scope, found: Found) -> Scope:
    return _of_councils(scope, [found])


_SILENCE = rows_of(
    "silence",
    "silence of a council",
    SILENCES,
    "How long it has been silent on the as-of day. null: nothing is known.",
    _of_one_council,
    without=("council_id", "council_slug", "url"),
    is_single=True,
)
COUNCIL_RESOURCE = Resource(
    name="councils",
    one="council",
    table=COUNCILS,
    listed=(
        "council_id", "council_slug", "name", "abbreviation", "founded", "dissolved", "predecessor_slug",
        "url", "updated_at",
    ),
    found=matching_councils,
    keys=(COUNCIL_SLUG, Key("council_id", "pk", "C")),
    narrowed=_of_councils,
    slug="slug",
    path="councils",
    came_since=embargo_passed,
    nested=(
        _SILENCE,
        rows_of("coverage", "searched period of a council", COVERAGE, "Which of its records were searched.", _of_one_council, without=("council_slug",)),
    ),
)  # fmt: skip

SILENCE_RESOURCE = Resource(
    name="silences",
    one="silence",
    table=SILENCES,
    listed=(
        "council_id", "council_slug", "last_session_id", "silent_since_min", "silent_since_max", "as_of", "silence_days_min",
        "silence_days_max", "state", "unusual_since", "next_planned_on", "announced_for", "url",
    ),
    found=matching_councils,
    keys=(COUNCIL_SLUG, Key("council_id", "pk", "C")),
    narrowed=_of_councils,
    slug="slug",
    path="councils",
    changed="",
)  # fmt: skip


def _gaps(scope: Scope) -> "QuerySet[Any]":
    """Gaps that a session ended; the table leaves out those that are no real ones."""
    rows = Gap.objects.public(scope.now).filter(previous_session__isnull=False)
    if scope.query.council:
        rows = rows.filter(council__slug__in=scope.query.council)
    return rows.filter(session__in=scope.query.sessions(scope.now)) if scope.is_narrow else rows


def _of_their_councils(scope: Scope, found: Sequence[Found]) -> Scope:
    """Only these councils are judged, whatever the day."""
    sessions = tuple(each["session_id"] for each in found)
    councils = tuple(sorted({each["council__slug"] for each in found}))
    return whole_record(scope, numbers=sessions, council=councils)


def _listed_flags(scope: Scope) -> "QuerySet[Any] | Made":
    """As the table has them, but for what followed, which a list does not tell and which takes long to find."""
    if scope.query.is_past:
        return RESUMPTIONS.select(scope)
    return Resumption.objects.filter(
        Q(previous_session__isnull=True) | is_public_session(scope.now, "previous_session__"),
        session__in=scope.query.sessions(scope.now),
    )


GAP_RESOURCE = Resource(
    name="gaps",
    one="gap",
    table=GAPS,
    listed=tuple(column.name for column in GAPS.columns if column.name not in ("censored", "data_version")),
    found=_gaps,
    keys=(Key("council_slug", "council__slug"), Key("to_session_id", "session_id", "S")),
    narrowed=_of_their_councils,
    has_items=False,
    changed="",
)


def _resumptions(scope: Scope) -> "QuerySet[Any]":
    rows = Resumption.objects.public(scope.now)
    if scope.query.council:
        rows = rows.filter(council__slug__in=scope.query.council)
    return rows.filter(session__in=scope.query.sessions(scope.now)) if scope.is_narrow else rows


RESUMPTION_RESOURCE = Resource(
    name="resumptions",
    one="resumption",
    table=RESUMPTIONS,
    listed=(
        "resumption_id", "council_id", "council_slug", "session_id", "previous_session_id", "resumed_on_min",
        "resumed_on_max", "gap_days_min", "gap_days_max", "grade", "grade_certain", "grade_possible", "state", "reason",
        "raised_at", "revised_at", "withdrawn_at", "url",
    ),
    found=_resumptions,
    keys=(Key("resumption_id", "pk", "R"), Key("session_id", "session_id", "S"), Key("council_slug", "council__slug")),
    narrowed=_of_their_councils,
    came_since=of_changed_sessions,
    listed_as=replace(RESUMPTIONS, select=_listed_flags),
    nested=(HISTORY,),
)  # fmt: skip


def _whole(scope: Scope, found: Sequence[Found]) -> Scope:
    return whole_record(scope)


TOPIC_RESOURCE = Resource(
    name="topics",
    one="topic",
    table=TOPICS,
    listed=tuple(column.name for column in TOPICS.columns),
    found=lambda scope: TOPICS.queryset(scope) if scope.is_narrow else Topic.objects.all(),
    keys=(Key("topic_slug", "slug"),),
    narrowed=_whole,
    slug="slug",
    path="topics",
)
PLACE_RESOURCE = Resource(
    name="places",
    one="place",
    table=PLACES,
    listed=tuple(column.name for column in PLACES.columns),
    found=lambda scope: PLACES.queryset(scope) if scope.is_narrow else Place.objects.all(),
    keys=(Key("place_slug", "slug"),),
    narrowed=_whole,
    slug="slug",
    path="places",
)
