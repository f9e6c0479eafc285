"""Parties side by side: where and when each was present, how often they met, who spoke for them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any

from django.apps import apps
from django.db.models import Count, DateField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import ExtractQuarter, ExtractYear

from delegations.models import Delegation, Membership, Party
from delegations.vocabulary import PRESENT, Attendance, Capacity
from meetings.models import Council, Session
from meetings.publication import is_public
from meetings.query import TimelineQuery
from meetings.timeline.strip import Quarters, Strip, quarter_of, session_strip
from meetings.vocabulary import COUNTING_STATUSES

COUNCILS_SHOWN = 30
SPEAKERS_SHOWN = 6


@dataclass
class Presence:
    """One party in one council. ``first``, ``last``: first days of sessions at which it was present, as early as
    they may have been; ``seats``: its standings there with their periods."""

    party: Party
    present: int = 0
    absent: int = 0
    first: Session | None = None
    last: Session | None = None
    seats: list[Membership] = field(default_factory=list)
    quarters: list[Quarters] = field(default_factory=list)
    strip: Strip | None = None
    terms: Sequence[tuple[int, int]] = ()
    """Place and width of its member's seats on the strip, in quarters."""


@dataclass(frozen=True)
class InCouncil:
    """A council in which at least one of the parties sat or was present; one row for each party, in order."""

    council: Council
    rows: Sequence[Presence]

    @property
    def present(self) -> int:
        return sum(row.present for row in self.rows)


@dataclass(frozen=True)
class Met:
    """Two parties present at the same session. ``councils``: in how many different councils."""

    one: Party
    other: Party
    times: int
    councils: int
    last: Session | None


@dataclass(frozen=True)
class Voice:
    """Who spoke for a party. ``statements``: all on record; ``speakers``: name, address and number, the most first."""

    party: Party
    statements: int
    speakers: Sequence[tuple[str, str, int]]
    more: int


@dataclass(frozen=True)
class PartyComparison:
    councils: Sequence[InCouncil]
    left_out: int
    pairs: Sequence[Met]
    voices: Sequence[Voice]
    first: date
    ticks: Sequence[tuple[str, int]]
    """Places in per cent and years of the axis."""
    width: int


def compare_parties(parties: Sequence[Party], query: TimelineQuery, at: datetime) -> PartyComparison:
    """The parties in the order given. Nine queries."""
    day, ids = query.as_of_day, [party.pk for party in parties]
    attended = _attended(ids, query.begun_by, at)
    presences = _presences(parties, attended, ids, day, at)
    first = _axis_start(presences.values(), day)
    for row in presences.values():
        row.strip = session_strip(row.quarters, first, day, None)
        row.terms = [term for seat in row.seats if (term := _term(seat, first, day))]
    by_council: dict[int, list[Presence]] = defaultdict(list)
    councils = Council.objects.in_bulk({council for council, _ in presences})
    for pk in councils:
        by_council[pk] = [presences.get((pk, party.pk)) or Presence(party) for party in parties]
    found = [InCouncil(councils[pk], rows) for pk, rows in by_council.items()]
    for group in found:
        for row in group.rows:
            row.strip = row.strip or session_strip([], first, day, None)
    found.sort(key=lambda each: (-each.present, each.council.sort_key, each.council.pk))
    return PartyComparison(
        councils=found[:COUNCILS_SHOWN],
        left_out=max(0, len(found) - COUNCILS_SHOWN),
        pairs=_pairs(parties, attended, at),
        voices=_voices(parties, query.begun_by, at),
        first=first,
        ticks=_ticks(first, day),
        width=quarter_of(day) - quarter_of(first) + 1,
    )


def _attended(ids: Collection[int], day: date, at: datetime) -> "QuerySet[Delegation]":
    """Delegations of the parties to public sessions that took place by the day; parts are not counted apart."""
    return (
        Delegation.objects.public(at)
        .filter(
            party__in=ids,
            session__status__in=COUNTING_STATUSES,
            session__part_of=None,
            session__start__startswith__lte=day,
        )
        .order_by()
    )


def _presences(
    parties: Sequence[Party], attended: "QuerySet[Delegation]", ids: Collection[int], day: date, at: datetime
) -> dict[tuple[int, int], Presence]:
    """By council and party. Four queries."""
    by_pk = {party.pk: party for party in parties}
    found: dict[tuple[int, int], Presence] = {}

    def row(council: int, party: int) -> Presence:
        return found.setdefault((council, party), Presence(by_pk[party]))

    present = Q(attendance__in=PRESENT)
    council = "session__council_links__council"
    counted = attended.values(council, "party").annotate(
        present=Count("session", filter=present, distinct=True),
        absent=Count("session", filter=Q(attendance=Attendance.ABSENT), distinct=True),
    )
    for each in counted:
        presence = row(each[council], each["party"])
        presence.present, presence.absent = each["present"], each["absent"]
    for each in _by_quarter(attended.filter(present)):
        row(each[0], each[1]).quarters.append(Quarters(*each[2:]))
    seats = Membership.objects.filter(is_public(at, "council__"), party__in=ids)
    for seat in seats.filter(Q(joined=None) | Q(joined__startswith__lte=day)).order_by(
        "joined__startswith", "id"
    ):
        row(seat.council_id, seat.party_id).seats.append(seat)
    _add_first_and_last(found, attended.filter(present), council)
    return found


def _by_quarter(present: "QuerySet[Delegation]") -> "QuerySet[Any, Any]":
    last = ExpressionWrapper(F("session__start__endswith") - timedelta(days=1), output_field=DateField())
    opens = ExtractYear("session__start__startswith") * 4 + ExtractQuarter("session__start__startswith") - 1
    return (
        present.annotate(opens=opens, closes=ExtractYear(last) * 4 + ExtractQuarter(last) - 1)
        .values("session__council_links__council", "party", "opens", "closes")
        .annotate(n=Count("session", distinct=True))
        .values_list("session__council_links__council", "party", "opens", "closes", "n")
    )


def _add_first_and_last(
    found: Mapping[tuple[int, int], Presence], present: "QuerySet[Delegation]", council: str
) -> None:
    """Two queries: the ids of the sessions at both ends, and the sessions."""
    ends: dict[tuple[int, int], list[int]] = {}
    for name in ("session__start__startswith", "-session__start__startswith"):
        rows = present.order_by(council, "party", name, "session").distinct(council, "party")
        for key_council, party, session in rows.values_list(council, "party", "session"):
            ends.setdefault((key_council, party), []).append(session)
    sessions = Session.objects.in_bulk({pk for pair in ends.values() for pk in pair})
    for key, (first, last) in ends.items():
        found[key].first, found[key].last = sessions[first], sessions[last]


def _axis_start(rows: Collection[Presence], day: date) -> date:
    """The first day of the year of the earliest presence or seat."""
    known = [row.first.start.earliest for row in rows if row.first]
    known += [seat.joined.earliest for row in rows for seat in row.seats if seat.joined]
    return date(min(known, default=day).year, 1, 1)


def _term(seat: Membership, first: date, day: date) -> tuple[int, int] | None:
    if seat.standing != Capacity.MEMBER:
        return None
    opens = max(seat.joined.earliest, first) if seat.joined else first
    closes = min(seat.left.latest, day) if seat.left else day
    if closes < opens:
        return None
    start = quarter_of(opens) - quarter_of(first)
    return start, quarter_of(closes) - quarter_of(first) + 1 - start


def _ticks(first: date, day: date) -> list[tuple[str, int]]:
    quarters = quarter_of(day) - quarter_of(first) + 1
    years = quarters / 4
    step = next((step for step in (1, 2, 5, 10, 20, 50) if years / step <= 6), 100)
    return [
        (f"{(quarter_of(date(year, 1, 1)) - quarter_of(first)) / quarters * 100:.2f}%", year)
        for year in range(first.year + -first.year % step, day.year + 1, step)
        if (quarter_of(date(year, 1, 1)) - quarter_of(first)) / quarters < 0.9
    ]


def _pairs(parties: Sequence[Party], attended: "QuerySet[Delegation]", at: datetime) -> list[Met]:
    """Each two of them. Three queries."""
    other = "session__delegations__party"
    together = attended.filter(
        attendance__in=PRESENT,
        session__delegations__attendance__in=PRESENT,
        session__delegations__party__in=[party.pk for party in parties],
        session__delegations__party__gt=F("party"),
    )
    counts = {
        (row["party"], row[other]): (row["times"], row["councils"])
        for row in together.values("party", other).annotate(
            times=Count("session", distinct=True),
            councils=Count("session__council_links__council", distinct=True),
        )
    }
    latest = together.order_by("party", other, "-session__start__startswith", "-session").distinct(
        "party", other
    )
    last = {(one, two): session for one, two, session in latest.values_list("party", other, "session")}
    sessions = Session.objects.public(at).in_bulk(set(last.values()))
    found = []
    for one, two in combinations(parties, 2):
        key = (min(one.pk, two.pk), max(one.pk, two.pk))
        found.append(Met(one, two, *counts.get(key, (0, 0)), last=sessions.get(last.get(key, 0))))
    return sorted(found, key=lambda pair: -pair.times)


def _voices(parties: Sequence[Party], day: date, at: datetime) -> list[Voice]:
    """Statements made for each, alone or with others, by who made them. One query."""
    statements: Any = apps.get_model("statements.Statement")._default_manager
    rows = (
        statements.public(at)
        .filter(parties__in=[party.pk for party in parties], session__start__startswith__lte=day)
        .order_by()
        .values_list("parties", "speaker__name", "speaker__slug")
        .annotate(n=Count("pk", distinct=True))
    )
    by_party: dict[int, list[tuple[str | None, str | None, int]]] = defaultdict(list)
    for party, name, slug, count in rows:
        by_party[party].append((name, slug, count))
    voices = []
    for party in parties:
        said = by_party[party.pk]
        named = sorted(
            ((name, f"/people/{slug}/", n) for name, slug, n in said if name and slug),
            key=lambda each: (-each[2], each[0]),
        )
        voices.append(
            Voice(
                party, sum(n for *_, n in said), named[:SPEAKERS_SHOWN], max(0, len(named) - SPEAKERS_SHOWN)
            )
        )
    return voices
