"""A party's presence over time: of each council's session whether it came, by the rule of the attendance matrix, counted
in the database, so that a council with any number of sessions is read as a few years."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When

from delegations.attendance.cells import Presence
from delegations.models import Delegation, Membership, Party
from delegations.vocabulary import Attendance, Capacity
from meetings.dates import DateInterval
from meetings.dates.interval import A_DAY
from meetings.models import Council, SessionCouncil
from meetings.occasions import LANES_SHOWN, CouncilOccasions, council_occasions
from meetings.query import TimelineQuery
from meetings.record import sessions_met

CAME = (Presence.ATTENDED.value, Presence.PARTIAL.value, Presence.WALKED_OUT.value)
Seats = Mapping[int, Sequence[Membership]]


@dataclass(frozen=True)
class CouncilPresence:
    """One council. `seats`: as a member, in order of time. `listed`: sessions with a complete list of delegations while it
    certainly was a member, `listed_present`: those of them at which it was. `last`: at which it was present."""

    council: Council
    found: CouncilOccasions
    seats: Sequence[Membership]
    listed: int = 0
    listed_present: int = 0
    last: tuple[int, DateInterval] | None = None

    @property
    def came(self) -> int:
        return sum(self.found.counts[kind] for kind in CAME)

    @property
    def absent(self) -> int:
        return self.found.counts[Presence.ABSENT]

    @property
    def unknown(self) -> int:
        return self.found.counts[Presence.UNKNOWN]

    @property
    def partial(self) -> int:
        return self.found.counts[Presence.PARTIAL]

    @property
    def walked_out(self) -> int:
        return self.found.counts[Presence.WALKED_OUT]

    @property
    def total(self) -> int:
        """Sessions at which it could have been: all but those at which it certainly was no member and did not come."""
        return self.found.counts.total() - self.found.counts[Presence.NOT_MEMBER]


@dataclass(frozen=True)
class PartyPresence:
    """`total`: councils in which it has or had a seat, or to a session of which something is on record of it."""

    councils: Sequence[CouncilPresence]
    total: int


def party_presence(
    party: Party, query: TimelineQuery, at: datetime, *, first: int = 0, most: int = LANES_SHOWN
) -> PartyPresence:
    """The councils from the `first` on, those with most on record first. Eight queries, whatever the number of rows."""
    ranked = _ranked(party, query, at)
    shown = ranked[first : first + most]
    seats: dict[int, list[Membership]] = {pk: [] for pk in shown}
    for seat in _seats(party, query).filter(council__in=shown).order_by("joined__startswith", "pk"):
        seats[seat.council_id].append(seat)
    rows = with_presence(shown, seats, party, query, at)
    found = council_occasions(rows, shown)
    listed = _listed(rows) if shown else {}
    last = _last(shown, party, query, at) if shown else {}
    return PartyPresence(
        [
            CouncilPresence(each.council, each, seats[pk], *listed.get(pk, (0, 0)), last.get(pk))
            for pk, each in found.items()
        ],
        len(ranked),
    )


def _ranked(party: Party, query: TimelineQuery, at: datetime) -> list[int]:
    """Keys of the party's councils, those to which most of its delegations are on record first. Two queries."""
    on_record = SessionCouncil.objects.filter(
        session__in=sessions_met(query, at), session__delegations__party=party
    )
    if query.council:
        on_record = on_record.filter(council__slug__in=query.council)
    counted = on_record.order_by().values_list("council").annotate(n=Count("pk"))
    ranked = dict.fromkeys(pk for pk, _ in counted.order_by("-n", "council__sort_key", "council"))
    seated = _seats(party, query).filter(council__in=Council.objects.public(at))
    ranked |= dict.fromkeys(seated.order_by("council__sort_key", "council").values_list("council", flat=True))
    return list(ranked)


def _seats(party: Party, query: TimelineQuery) -> "QuerySet[Membership]":
    """Seats as a member by the as-of day, in the query's councils."""
    seats = Membership.objects.filter(
        Q(joined=None) | Q(joined__startswith__lte=query.as_of_day), party=party, standing=Capacity.MEMBER
    )
    return seats.filter(council__slug__in=query.council) if query.council else seats


def with_presence(
    councils: Collection[int], seats: Seats, party: Party, query: TimelineQuery, at: datetime
) -> "QuerySet[Any]":
    """The councils' sessions that took place, with `kind` (a word of `Presence`) and `is_listed`: its list of delegations is
    complete and the party certainly was a member. The conditions are those of `standing_on` and `cell_of`."""
    with_members = Membership.objects.filter(council__in=councils, standing=Capacity.MEMBER)
    attendance = Delegation.objects.filter(session=OuterRef("session"), party=party).values("attendance")
    sure, perhaps = _standing(seats)
    is_listed = Q(session__roster_complete=True) & sure
    return SessionCouncil.objects.filter(council__in=councils, session__in=sessions_met(query, at)).annotate(
        attendance=Subquery(attendance[:1]),
        is_listed=Case(When(is_listed, then=Value(True)), default=Value(False)),
        kind=Case(
            When(attendance=Attendance.UNKNOWN, then=Value(Presence.UNKNOWN.value)),
            When(attendance__isnull=False, then=F("attendance")),
            When(is_listed, then=Value(Presence.ABSENT.value)),
            When(perhaps, then=Value(Presence.UNKNOWN.value)),
            # Where nobody wrote down who the members are, nobody can be said not to be one.
            When(council__in=with_members.values("council"), then=Value(Presence.NOT_MEMBER.value)),
            default=Value(Presence.UNKNOWN.value),
            output_field=CharField(),
        ),
    )


def _standing(seats: Seats) -> tuple[Q, Q]:
    """Conditions: the party certainly, or perhaps, was a member on the session's first day."""
    sure = perhaps = Q(pk__in=[])
    for council, of_council in seats.items():
        for seat in of_council:
            surely = possibly = Q(council=council)
            if seat.joined:
                surely &= Q(session__start__startswith__gte=seat.joined.latest)
                possibly &= Q(session__start__endswith__gt=seat.joined.earliest)
            if seat.left:
                surely &= Q(session__start__endswith__lte=seat.left.earliest + A_DAY)
                possibly &= Q(session__start__startswith__lte=seat.left.latest)
            sure |= surely
            perhaps |= possibly
    return sure, perhaps


def _listed(rows: "QuerySet[Any]") -> dict[int, tuple[int, int]]:
    """Sessions with a complete list, and at how many of them the party was, by council."""
    counted = (
        rows.filter(is_listed=True)
        .order_by()
        .values_list("council")
        .annotate(n=Count("pk"), present=Count("pk", filter=Q(kind__in=CAME)))
    )
    return {council: (n, present) for council, n, present in counted}


def _last(
    councils: Collection[int], party: Party, query: TimelineQuery, at: datetime
) -> dict[int, tuple[int, DateInterval]]:
    """The session of each council at which the party was last present."""
    rows = (
        SessionCouncil.objects.filter(
            council__in=councils,
            session__in=sessions_met(query, at),
            session__delegations__party=party,
            session__delegations__attendance__in=CAME,
        )
        .order_by("council", "-session__start__startswith", "-session__start__endswith", "-session")
        .distinct("council")
        .values_list("council", "session", "session__start")
    )
    return {council: (session, start) for council, session, start in rows}
