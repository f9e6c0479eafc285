"""Councils side by side: their lanes and years on one axis, their rhythms in a table, what they have in common."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from meetings.councils.listing import last_and_planned, public_sessions_named
from meetings.councils.regularity import Regularity, regularity_of
from meetings.councils.rhythm_words import kind_in_words, year_in_words
from meetings.councils.years import Met, YearCounts, count_years, counted_until
from meetings.dates import DateInterval
from meetings.evidence import coverage_spans
from meetings.gaps import Gap
from meetings.models import Council, Session, SessionCouncil
from meetings.publication import is_public
from meetings.query import TimelineQuery
from meetings.streams import TOOK_PLACE
from meetings.timeline.chart import make_chart
from meetings.timeline.layout import lay_out
from meetings.timeline.records import read_records
from meetings.timeline.scale import TimeScale
from meetings.timeline.shapes import Figure, LaneShapes
from meetings.timeline.year_columns import Column, year_columns
from meetings.vocabulary import Formation
from meetings.watch import CouncilSilence

MEMBERS_SHOWN = 60


@dataclass(frozen=True)
class ComparedLane:
    """A lane of the timeline with the council's sessions per year under it, on the same axis."""

    shapes: LaneShapes
    columns: Sequence[Column]


@dataclass(frozen=True)
class Compared:
    """One council in the table. ``met``: public sessions that took place; ``longest``: the longest gap that ended."""

    council: Council
    silence: CouncilSilence | None
    last: Session | None
    planned: Session | None
    years: YearCounts
    met: int
    resumptions: int
    members: int

    @property
    def regularity(self) -> Regularity | None:
        return regularity_of(self.silence.silence.baseline) if self.silence and self.silence.silence else None

    @property
    def rhythm_kind(self) -> str:
        found = self.regularity
        return kind_in_words(found) if found and found.typical else ""

    @property
    def longest(self) -> Gap | None:
        gaps = self.silence.silence.baseline.longest if self.silence and self.silence.silence else ()
        return gaps[0] if gaps else None


@dataclass(frozen=True)
class Pair:
    """Two councils. ``members``: parties that sit in both; ``joint``: sessions that they held together."""

    one: Council
    other: Council
    members: int
    joint: int


@dataclass(frozen=True)
class SharedMember:
    """A party that sits in several of the councils; ``seats``: in the order of the table, its standing or nothing."""

    name: str
    code: str
    seats: Sequence[str]

    @property
    def address(self) -> str:
        return f"/parties/{self.code}/"


@dataclass(frozen=True)
class CouncilComparison:
    figure: Figure
    lanes: Sequence[ComparedLane]
    rows: Sequence[Compared]
    pairs: Sequence[Pair]
    shared: Sequence[SharedMember]
    shared_by_all: int
    shared_left_out: int
    uncertain: int
    """Sessions whose year is not known, counted once for each council."""


def compare_councils(councils: Sequence[Council], query: TimelineQuery, at: datetime) -> CouncilComparison:
    """The councils that the query names, the one with the latest news first. Eight queries more than the timeline's."""
    records = read_records(query, at, apart=True)
    figure = lay_out(make_chart(records, query).chart)
    by_slug = {council.slug: council for council in councils}
    order = [by_slug[shapes.lane.key] for shapes in figure.lanes if shapes.lane.key in by_slug]
    order += [council for council in councils if council not in order]
    ids = [council.pk for council in order]
    held = _held(ids, query.begun_by, at)
    spans = coverage_spans(ids)
    silences = records.silences
    years = {
        council.pk: count_years(
            held.met[council.pk],
            spans.get(council.pk, ()),
            counted_until(query.as_of_day, council.dissolved, held.met[council.pk]),
        )
        for council in order
    }
    sessions = public_sessions_named(silences.values(), at)
    seats = _seats(ids, query.as_of_day, at)
    shared = list(_shared(ids, seats))
    return CouncilComparison(
        figure=figure,
        lanes=_lanes(figure, years, {council.slug: council.pk for council in order}, query.lang),
        rows=[
            Compared(
                council=council,
                silence=silences.get(council.pk),
                **dict(
                    zip(
                        ("last", "planned"), last_and_planned(silences.get(council.pk), sessions), strict=True
                    )
                ),
                years=years[council.pk],
                met=len(held.ids[council.pk]),
                resumptions=records.flags.by_council.get(council.pk, 0),
                members=sum(standing == "member" for standing in seats[council.pk].values()),
            )
            for council in order
        ],
        pairs=[
            Pair(
                one,
                other,
                members=len(seats[one.pk].keys() & seats[other.pk].keys()),
                joint=len(held.ids[one.pk] & held.ids[other.pk]),
            )
            for one, other in combinations(order, 2)
        ],
        shared=shared[:MEMBERS_SHOWN],
        shared_by_all=sum(all(member.seats) for member in shared),
        shared_left_out=max(0, len(shared) - MEMBERS_SHOWN),
        uncertain=sum(counts.uncertain for counts in years.values()),
    )


def _lanes(
    figure: Figure, years: Mapping[int, YearCounts], keys: Mapping[str, int], locale: str
) -> list[ComparedLane]:
    """All columns by one measure, so that a high one is high for each council."""
    scale = TimeScale(figure.first, figure.last)
    most = max((counts.most for counts in years.values()), default=0)
    return [
        ComparedLane(
            shapes,
            year_columns(
                years[keys[shapes.lane.key]].years, scale, lambda year: year_in_words(year, locale), most
            )
            if shapes.lane.key in keys
            else (),
        )
        for shapes in figure.lanes
    ]


@dataclass(frozen=True)
class _Held:
    """Sessions that took place, by council; parts left out."""

    ids: Mapping[int, set[int]]
    met: Mapping[int, list[Met]]


def _held(ids: Collection[int], day: date, at: datetime) -> _Held:
    sessions: dict[int, set[int]] = defaultdict(set)
    met: dict[int, list[Met]] = defaultdict(list)
    rows = SessionCouncil.objects.filter(
        council__in=ids,
        session__in=Session.objects.public(at),
        session__part_of=None,
        session__status__in=TOOK_PLACE,
        session__start__startswith__lte=day,
    ).values_list("council_id", "session_id", "counts", "session__formation", "session__start")
    for council, session, counts, formation, start in rows:
        sessions[council].add(session)
        met[council].append(Met(start, counts and formation == Formation.PLENARY))
    return _Held(sessions, met)


Seats = Mapping[tuple[str, str, str], str]  # sort key, name and code of a party; its standing


def _seats(ids: Collection[int], day: date, at: datetime) -> Mapping[int, Seats]:
    """Who has a seat in each council on the day, as far as dates are recorded. One query.

    Seats belong to the app above and are read by the name of the relation.
    """
    rows = (
        Council.objects.filter(is_public(at), pk__in=ids, memberships__isnull=False)
        .values_list(
            "pk",
            "memberships__party__sort_key",
            "memberships__party__name",
            "memberships__party__code",
            "memberships__standing",
            "memberships__joined",
            "memberships__left",
        )
        .order_by("pk", "memberships__party__sort_key")
    )
    found: dict[int, dict[tuple[str, str, str], str]] = defaultdict(dict)
    for council, order, name, code, standing, joined, left in rows:
        if _holds(joined, left, day):
            found[council][order, name, code] = standing
    return found


def _holds(joined: DateInterval | None, left: DateInterval | None, day: date) -> bool:
    return (joined is None or joined.earliest <= day) and (left is None or left.latest >= day)


def _shared(ids: Sequence[int], seats: Mapping[int, Seats]) -> Iterator[SharedMember]:
    """Parties with a seat in at least two of the councils, by name."""
    parties = sorted({party for pk in ids for party in seats[pk]})
    for party in parties:
        standings = [seats[pk].get(party, "") for pk in ids]
        if sum(map(bool, standings)) > 1:
            yield SharedMember(party[1], party[2], standings)
