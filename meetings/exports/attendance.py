"""How many came: counts over memberships and delegations, which belong to an app above and are read by name."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import NullIf

from meetings.exports.columns import Column, Kind, Scope, column
from meetings.exports.expressions import count_of, on_day
from meetings.models import Council, Session
from meetings.vocabulary import ABSENT, PRESENT


def _members() -> "QuerySet[Council]":
    """Members of the row's council on the first day of its session, one row each, the party as ``member``."""
    day = OuterRef("session__start__startswith")
    return Council.objects.filter(
        on_day("memberships__", "joined", "left", day),
        pk=OuterRef("council_id"),
        memberships__standing="member",
    ).annotate(member=F("memberships__party"))


def _members_without_delegation() -> "QuerySet[Council]":
    named = Session.objects.filter(pk=OuterRef(OuterRef("session_id")), delegations__party=OuterRef("member"))
    return _members().filter(~Exists(named))


def _delegations(*attendance: str) -> "QuerySet[Session]":
    return Session.objects.filter(pk=OuterRef("session_id"), delegations__attendance__in=attendance)


def _if_complete(complete: Combinable, otherwise: Combinable | None = None) -> Case:
    """The first where the list of delegations is complete, else the second (None: unknown)."""
    return Case(
        When(Q(session__roster_complete=True), then=complete),
        default=otherwise if otherwise is not None else Value(None),
        output_field=IntegerField(),
    )


def statement_count(scope: Scope) -> Combinable:
    """Public statements of the row's session."""
    shown = Q(statements__embargo_until__isnull=True) | Q(statements__embargo_until__lte=scope.now)
    return count_of(Session.objects.filter(shown, pk=OuterRef("session_id")), "statements__pk")


def attendance_columns() -> tuple[Column, ...]:
    """n_members to n_statements of `sessions.csv`, over a queryset of SessionCouncil."""
    attended = count_of(_delegations(*PRESENT), "delegations__pk")
    absent = count_of(_delegations(ABSENT), "delegations__pk")
    unknown = count_of(_delegations("unknown"), "delegations__pk")
    unnamed = count_of(_members_without_delegation(), "member")
    return (
        column(
            "n_members",
            Kind.INTEGER,
            "Members of the council on the first day of the session.",
            NullIf(count_of(_members(), "member"), Value(0)),
            empty="No memberships are on record for that day.",
            unit="parties",
        ),
        column(
            "n_attended",
            Kind.INTEGER,
            "Delegations that came, if only in part or until they walked out.",
            _if_complete(attended),
            empty="The list of delegations is not known to be complete.",
            unit="delegations",
        ),
        column(
            "n_absent",
            Kind.INTEGER,
            "Delegations recorded as absent, and members that the complete list does not name.",
            _if_complete(absent + unnamed),
            empty="The list of delegations is not known to be complete.",
            unit="parties",
        ),
        column(
            "n_attendance_unknown",
            Kind.INTEGER,
            "Delegations whose presence is recorded as unknown and, where the list is not known to be complete,"
            " members that it does not name.",
            _if_complete(unknown, unknown + unnamed),
            unit="parties",
        ),
        column(
            "roster_complete",
            Kind.BOOLEAN,
            "Whether every delegation present is on record.",
            "session__roster_complete",
        ),
        column("n_statements", Kind.INTEGER, "Statements on record.", statement_count, unit="statements"),
    )
