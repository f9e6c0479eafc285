"""The sessions at which attendance is asked about, and what is on record of all of them."""

from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from delegations.models import Delegation
from delegations.vocabulary import PRESENT, Attendance, Capacity
from meetings.dates.interval import A_DAY
from meetings.models import Council, Session, SessionCouncil
from meetings.publication import SessionQuerySet
from meetings.vocabulary import COUNTING_STATUSES


def sessions_to_attend(council: Council, day: date, at: datetime) -> SessionQuerySet:
    """Public sessions of the council that took place and had begun by the day, of any formation; no parts."""
    return Session.objects.public(at).filter(
        pk__in=SessionCouncil.objects.filter(council=council).values("session"),
        status__in=COUNTING_STATUSES,
        part_of=None,
        start__startswith__lte=day,
    )


def on_record(council: Council, day: date, at: datetime) -> dict[int, tuple[int, int]]:
    """How often each party was present and absent at all these sessions, by its key. Two queries.

    Absent: said so, or a member that a complete list does not name.
    """
    sessions = sessions_to_attend(council, day, at)
    rows = (
        Delegation.objects.filter(session__in=sessions)
        .order_by()
        .values("party")
        .annotate(
            present=Count("pk", filter=Q(attendance__in=PRESENT)),
            absent=Count("pk", filter=Q(attendance=Attendance.ABSENT)),
        )
    )
    found = {row["party"]: (row["present"], row["absent"]) for row in rows}
    for party, missing in _missing_from_lists(council, sessions):
        present, absent = found.get(party, (0, 0))
        found[party] = (present, absent + missing)
    return found


def _missing_from_lists(
    council: Council, sessions: SessionQuerySet
) -> "QuerySet[SessionCouncil, tuple[int, int]]":
    """Party and number of sessions with a complete list that does not name it, though it certainly was a member."""
    seat = "council__memberships__"
    named = Delegation.objects.filter(session=OuterRef("session"), party=OuterRef("member"))
    return (
        SessionCouncil.objects.filter(
            # All conditions on the seat in one call: they are of the same seat.
            Q(**{f"{seat}joined": None})
            | Q(**{f"{seat}joined__endswith__lte": F("session__start__startswith") + A_DAY}),
            Q(**{f"{seat}left": None})
            | Q(**{f"{seat}left__startswith__gte": F("session__start__endswith") - A_DAY}),
            council=council,
            session__in=sessions.filter(roster_complete=True),
            **{f"{seat}standing": Capacity.MEMBER},
        )
        .annotate(member=F(f"{seat}party"))
        .filter(~Exists(named))
        .order_by()
        .values("member")
        .annotate(n=Count("session", distinct=True))
        .values_list("member", "n")
    )
