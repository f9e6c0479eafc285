"""How many came: counts over memberships and delegations, which belong to an app above and are read by name.

The lists are read once for a row, and every count is made of them.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.expressions import Combinable

from meetings.exports.columns import Column, Formula, Kind, Scope, column, literal
from meetings.exports.expressions import count_of, on_day
from meetings.models import Council, Session
from meetings.vocabulary import ABSENT, PRESENT

UNKNOWN = "unknown"

# Sources of the columns: parties that were members on the first day of the session, parties of which a delegation is on
# record, and of each of those whether it came.
MEMBERS, NAMED, CAME = "members", "named", "came"
LISTED = "session__roster_complete"


def attendance_lists() -> dict[str, Any]:
    """What the columns read, to annotate a queryset of SessionCouncil with."""
    members = Council.objects.filter(
        on_day("memberships__", "joined", "left", OuterRef("session__start__startswith")),
        pk=OuterRef("council_id"),
        memberships__standing="member",
    )
    delegations = Session.objects.filter(pk=OuterRef("session_id"), delegations__isnull=False).order_by()
    return {
        MEMBERS: ArraySubquery(members.order_by().values("memberships__party").distinct()),
        NAMED: ArraySubquery(delegations.values("delegations__party")),
        CAME: ArraySubquery(delegations.values("delegations__attendance")),
    }


def statement_count(scope: Scope) -> Combinable:
    """Public statements of the row's session."""
    shown = Q(statements__embargo_until__isnull=True) | Q(statements__embargo_until__lte=scope.now)
    return count_of(Session.objects.filter(shown, pk=OuterRef("session_id")), "statements__pk")


def _count(came: Sequence[str], *words: str) -> int:
    return sum(word in words for word in came)


def _count_sql(came: str, *words: str) -> str:
    return " + ".join(f"cardinality(array_positions({came}, {literal(word)}))" for word in words)


def _unnamed(members: Sequence[int], named: Sequence[int]) -> int:
    """Members that the list of delegations does not name."""
    return len(set(members) - set(named))


def _unnamed_sql(members: str, named: str) -> str:
    return f"(SELECT count(*) FROM unnest({members}) AS member(party) WHERE party <> ALL ({named}))"


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
    """n_members to n_statements of `sessions.csv`, over a queryset with `attendance_lists`."""
    not_listed = "The list of delegations is not known to be complete."
    return (
        column(
            "n_members",
            Kind.INTEGER,
            "Members of the council on the first day of the session.",
            MEMBERS,
            value=Formula(
                lambda members: len(members) or None, lambda members: f"nullif(cardinality({members}), 0)"
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
        column("n_statements", Kind.INTEGER, "Statements on record.", statement_count, unit="statements"),
    )
