"""How many came: counts over memberships and delegations, which belong to an app above and are read by name.

The lists are gathered once for a row, and every count is made of them.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BigIntegerField, Count, DateField, F, Q, QuerySet

from meetings.exports.columns import Column, Formula, Kind, column, literal
from meetings.exports.expressions import none_is_zero, on_day
from meetings.exports.gathering import Beside, Gathered, OfRow, hanging_on
from meetings.exports.scope import Scope
from meetings.models import Council, Session, SessionCouncil
from meetings.vocabulary import ABSENT, PRESENT

UNKNOWN = "unknown"


LISTED = "session__roster_complete"
_STANDING = "member"


def _members(scope: Scope) -> "QuerySet[SessionCouncil]":
    """Links of sessions to councils, once for each membership that held on the first day of the session."""
    return SessionCouncil.objects.filter(
        on_day("council__memberships__", "joined", "left", F("session__start__startswith")),
        council__memberships__standing=_STANDING,
    )


def _members_beside() -> Beside:
    """The memberships of the row's council that held on its session's day."""
    day = OfRow("session__start__startswith", DateField())
    rows = hanging_on(Council, "memberships").filter(
        on_day("", "joined", "left", day), council=OfRow("council_id", BigIntegerField()), standing=_STANDING
    )
    return Beside(rows, {"parties": ArrayAgg("party", distinct=True)})


def _statements(scope: Scope) -> "QuerySet[Any]":
    """Public statements."""
    shown = Q(embargo_until__isnull=True) | Q(embargo_until__lte=scope.now)
    return hanging_on(Session, "statements").filter(shown)


MEMBERS = Gathered(
    "member",
    _members,
    "id",
    "id",
    {"parties": ArrayAgg("council__memberships__party", distinct=True)},
    _members_beside,
)["parties"]
_DELEGATIONS = Gathered(
    "delegation",
    lambda scope: hanging_on(Session, "delegations"),
    "session",
    "session_id",
    {"parties": ArrayAgg("party"), "came": ArrayAgg("attendance")},
)
NAMED, CAME = _DELEGATIONS["parties"], _DELEGATIONS["came"]
STATEMENTS = Gathered("statement", _statements, "session", "session_id", {"number": Count("pk")})["number"]


def _count(came: Sequence[str] | None, *words: str) -> int:
    return sum(word in words for word in came or ())


def _count_sql(came: str, *words: str) -> str:
    return " + ".join(f"coalesce(cardinality(array_positions({came}, {literal(word)})), 0)" for word in words)


def _unnamed(members: Sequence[int] | None, named: Sequence[int] | None) -> int:
    """Members that the list of delegations does not name."""
    return len(set(members or ()) - set(named or ()))


def _unnamed_sql(members: str, named: str) -> str:
    # Each party is named once. Fewer are named than are members.
    among = f"(SELECT count(*) FROM unnest({named}) AS named(party) WHERE party = ANY ({members}))"
    return f"coalesce(cardinality({members}) - {among}, 0)"


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
