"""A party's presence over time: of each council's session whether it came, by the rule of the attendance matrix, counted
in the database, so that a council with any number of sessions is read as a few years."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import ExtractYear

from delegations.attendance.cells import Presence
from delegations.attendance.sessions import A_DAY
from delegations.models import Delegation, Membership, Party
from delegations.parties.record import sessions_met
from delegations.vocabulary import Attendance, Capacity
from meetings.dates import DateInterval
from meetings.models import Council, SessionCouncil
from meetings.query import TimelineQuery
from meetings.timeline.presence import SYMBOLS_MAX, Occasion

LANES_SHOWN = 12
CAME = (Presence.ATTENDED, Presence.PARTIAL, Presence.WALKED_OUT)


@dataclass
class CouncilPresence:
    """One council: how often what is on record, and how often of the sessions with a complete list of delegations.

    `seats`: as a member, in order of time. `occasions`: each session, or years where there are many.
    """

    council: Council
    seats: Sequence[Membership]
    counts: Counter[Presence] = field(default_factory=Counter)
    listed: int = 0
    listed_present: int = 0
    last: DateInterval | None = None
    last_session: int | None = None
    occasions: list[Occasion] = field(default_factory=list)

    @property
    def came(self) -> int:
        return sum(self.counts[kind] for kind in CAME)

    @property
    def total(self) -> int:
        """Sessions at which it could have been: all but those at which it certainly was no member."""
        return sum(self.counts.values()) - self.counts[Presence.NOT_MEMBER]


@dataclass(frozen=True)
class PartyPresence:
    """`total`: councils in which it has or had a seat, or to a session of which it is on record."""

    councils: Sequence[CouncilPresence]
    total: int


def party_presence(
    party: Party, query: TimelineQuery, at: datetime, *, first: int = 0, most: int = LANES_SHOWN
) -> PartyPresence:
    """The councils from the `first` on, those with most on record first. Six queries, whatever the number of rows."""
    ranked = ranked_councils(party, query, at)
    shown = [pk for pk, _ in ranked[first : first + most]]
    councils = Council.objects.in_bulk(shown)
    seats: dict[int, list[Membership]] = {pk: [] for pk in shown}
    for seat in _seats(party, query).filter(council__in=shown).order_by("joined__startswith", "pk"):
        seats[seat.council_id].append(seat)
    found = {pk: CouncilPresence(councils[pk], seats[pk]) for pk in shown}
    if found:
        _fill(found, party, query, at)
    return PartyPresence(list(found.values()), len(ranked))


def ranked_councils(party: Party, query: TimelineQuery, at: datetime) -> list[tuple[int, int]]:
    """Keys of the party's councils, with the number of its delegations on record; most first. Two queries."""
    on_record = (
        SessionCouncil.objects.filter(session__in=sessions_met(query, at), session__delegations__party=party)
        .order_by()
        .values_list("council")
        .annotate(n=Count("pk"))
    )
    if query.council:
        on_record = on_record.filter(council__slug__in=query.council)
    counts = dict(on_record)
    seated = _seats(party, query).filter(council__in=Council.objects.public(at))
    for pk in seated.order_by("council__sort_key", "council").values_list("council", flat=True):
        counts.setdefault(pk, 0)
    return sorted(counts.items(), key=lambda item: -item[1])


def _seats(party: Party, query: TimelineQuery) -> "QuerySet[Membership]":
    """Seats as a member by the as-of day, in the query's councils."""
    seats = Membership.objects.filter(
        Q(joined=None) | Q(joined__startswith__lte=query.as_of_day), party=party, standing=Capacity.MEMBER
    )
    return seats.filter(council__slug__in=query.council) if query.council else seats


def _fill(found: dict[int, CouncilPresence], party: Party, query: TimelineQuery, at: datetime) -> None:
    rows = with_presence(found.values(), party, query, at)
    years = rows.annotate(
        year=ExtractYear("session__start__startswith"),
        # The end of a stored range is the day after its last.
        last_year=ExtractYear(F("session__start__endswith") - A_DAY),
    )
    grouped: dict[int, list[Occasion]] = {pk: [] for pk in found}
    for council, presence, listed, year, last_year, count in (
        years.order_by()
        .values_list("council", "presence", "is_listed", "year", "last_year")
        .annotate(n=Count("pk"))
    ):
        lane, kind = found[council], Presence(presence)
        lane.counts[kind] += count
        if listed:
            lane.listed += count
            lane.listed_present += count if kind in CAME else 0
        days = DateInterval(date(year, 1, 1), date(last_year, 12, 31))
        grouped[council].append(Occasion(days, kind, count=count))
    few = [pk for pk, lane in found.items() if lane.counts.total() <= SYMBOLS_MAX]
    for pk, lane in found.items():
        lane.occasions = [] if pk in few else grouped[pk]
    for row in rows.filter(council__in=few).select_related("session"):
        session = row.session
        found[row.council_id].occasions.append(
            Occasion(session.start, row.presence, session.get_absolute_url(), end=session.end)
        )
    _last_presence(found, party, query, at)


def with_presence(
    lanes: Iterable[CouncilPresence], party: Party, query: TimelineQuery, at: datetime
) -> "QuerySet[Any]":
    """The councils' sessions that took place, with `presence` and `is_listed`: its list of delegations is complete and
    the party certainly was a member. The conditions are those of `standing_on` and `cell_of`."""
    lanes = list(lanes)
    with_members = Membership.objects.filter(
        council__in=[lane.council.pk for lane in lanes], standing=Capacity.MEMBER
    )
    attendance = Delegation.objects.filter(session=OuterRef("session"), party=party).values("attendance")
    sure, perhaps = _standing(lanes)
    is_listed = Q(session__roster_complete=True) & sure
    return (
        SessionCouncil.objects.filter(
            council__in=[lane.council.pk for lane in lanes], session__in=sessions_met(query, at)
        )
        .annotate(attendance=Subquery(attendance[:1]))
        .annotate(
            presence=Case(
                When(attendance=Attendance.UNKNOWN, then=Value(Presence.UNKNOWN.value)),
                When(attendance__isnull=False, then=F("attendance")),
                When(is_listed, then=Value(Presence.ABSENT.value)),
                When(perhaps, then=Value(Presence.UNKNOWN.value)),
                # Where nobody wrote down who the members are, nobody can be said not to be one.
                When(council__in=with_members.values("council"), then=Value(Presence.NOT_MEMBER.value)),
                default=Value(Presence.UNKNOWN.value),
                output_field=CharField(),
            ),
            is_listed=Case(When(is_listed, then=Value(True)), default=Value(False)),
        )
    )


def _standing(lanes: Iterable[CouncilPresence]) -> tuple[Q, Q]:
    """Conditions: the party certainly, or perhaps, was a member on the session's first day."""
    sure = perhaps = Q(pk__in=[])
    for lane in lanes:
        for seat in lane.seats:
            surely = possibly = Q(council=lane.council.pk)
            if seat.joined:
                surely &= Q(session__start__startswith__gte=seat.joined.latest)
                possibly &= Q(session__start__endswith__gt=seat.joined.earliest)
            if seat.left:
                surely &= Q(session__start__endswith__lte=seat.left.earliest + A_DAY)
                possibly &= Q(session__start__startswith__lte=seat.left.latest)
            sure |= surely
            perhaps |= possibly
    return sure, perhaps


def _last_presence(
    found: dict[int, CouncilPresence], party: Party, query: TimelineQuery, at: datetime
) -> None:
    """When the party was last present in each council."""
    last = (
        SessionCouncil.objects.filter(
            council__in=found,
            session__in=sessions_met(query, at),
            session__delegations__party=party,
            session__delegations__attendance__in=[kind.value for kind in CAME],
        )
        .order_by("council", "-session__start__startswith", "-session__start__endswith", "-session")
        .distinct("council")
        .values_list("council", "session", "session__start")
    )
    for council, session, start in last:
        found[council].last, found[council].last_session = start, session
