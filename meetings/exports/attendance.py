"""How many came: counts over memberships and delegations, which belong to an app above and are read by name.

The lists are gathered once for a row, and every count is made of them.
"""

from collections.abc import Sequence

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q, QuerySet

from meetings.exports.columns import Column, Formula, Gathered, Kind, Scope, column, literal
from meetings.exports.expressions import none_is_zero, on_day
from meetings.models import Session, SessionCouncil
from meetings.vocabulary import ABSENT, PRESENT

UNKNOWN = "unknown"


def _members(scope: Scope) -> "QuerySet[SessionCouncil]":
    """Links of sessions to councils, once for each membership that held on the first day of the session."""
    return SessionCouncil.objects.filter(
        on_day("council__memberships__", "joined", "left", F("session__start__startswith")),
        council__memberships__standing="member",
    )


def _statements(scope: Scope) -> "QuerySet[Session]":
    """Sessions with their public statements."""
    shown = Q(statements__embargo_until__isnull=True) | Q(statements__embargo_until__lte=scope.now)
    return Session.objects.filter(shown, statements__isnull=False)


LISTED = "session__roster_complete"
MEMBERS = Gathered(
    "member", _members, "id", "id", {"parties": ArrayAgg("council__memberships__party", distinct=True)}
)["parties"]
_DELEGATIONS = Gathered(
    "delegation",
    lambda scope: Session.objects.filter(delegations__isnull=False),
    "pk",
    "session_id",
    {"parties": ArrayAgg("delegations__party"), "came": ArrayAgg("delegations__attendance")},
)
NAMED, CAME = _DELEGATIONS["parties"], _DELEGATIONS["came"]
STATEMENTS = Gathered("statement", _statements, "pk", "session_id", {"number": Count("statements")})["number"]


def _count(came: Sequence[str] | None, *words: str) -> int:
    return sum(word in words for word in came or ())


def _count_sql(came: str, *words: str) -> str:
    return " + ".join(f"coalesce(cardinality(array_positions({came}, {literal(word)})), 0)" for word in words)


def _unnamed(members: Sequence[int] | None, named: Sequence[int] | None) -> int:
    """Members that the list of delegations does not name."""
    return len(set(members or ()) - set(named or ()))


def _unnamed_sql(members: str, named: str) -> str:
    return f"(SELECT count(*) FROM unnest({members}) AS member(party) WHERE party <> ALL (coalesce({named}, '{{}}')))"


_attended = Formula(
    lambda listed, came: _count(came, *PRESENT) if listed else None,
    lambda listed, came: f"CASE WHEN {listed} THEN {_count_sql(came, *PRESENT)} END",
)
_absent = Formula(
    lambda listed, came, members, named: _count(came, ABSENT) + _unnamed(members, named) if listed else None,
    lambda listed, came, members, named: (
        f"CASE WHEN {listed} THEN {_count_sql(came, ABSENT)} + {_unnamed_sql(members, named)} END"
    ),
)
_unknown = Formula(
    lambda listed, came, members, named: _count(came, UNKNOWN) + (0 if listed else _unnamed(members, named)),
    lambda listed, came, members, named: (
        f"{_count_sql(came, UNKNOWN)} + CASE WHEN {listed} THEN 0 ELSE {_unnamed_sql(members, named)} END"
    ),
)


def attendance_columns() -> tuple[Column, ...]:
    """n_members to n_statements of `sessions.csv`, over a queryset of SessionCouncil."""
    not_listed = "The list of delegations is not known to be complete."
    return (
        column(
            "n_members",
            Kind.INTEGER,
            "Members of the council on the first day of the session.",
            MEMBERS,
            value=Formula(
                lambda members: members and len(members), lambda members: f"cardinality({members})"
            ),
            empty="No memberships are on record for that day.",
            unit="parties",
        ),
        column(
            "n_attended",
            Kind.INTEGER,
            "Delegations that came, if only in part or until they walked out.",
            LISTED,
            CAME,
            value=_attended,
            empty=not_listed,
            unit="delegations",
        ),
        column(
            "n_absent",
            Kind.INTEGER,
            "Delegations recorded as absent, and members that the complete list does not name.",
            LISTED,
            CAME,
            MEMBERS,
            NAMED,
            value=_absent,
            empty=not_listed,
            unit="parties",
        ),
        column(
            "n_attendance_unknown",
            Kind.INTEGER,
            "Delegations whose presence is recorded as unknown and, where the list is not known to be complete,"
            " members that it does not name.",
            LISTED,
            CAME,
            MEMBERS,
            NAMED,
            value=_unknown,
            unit="parties",
        ),
        column(
            "roster_complete",
            Kind.BOOLEAN,
            "Whether every delegation present is on record.",
            LISTED,
        ),
        column(
            "n_statements",
            Kind.INTEGER,
            "Statements on record.",
            STATEMENTS,
            value=none_is_zero,
            unit="statements",
        ),
    )
