"""What the timeline's page reads from the database: few queries, whatever the number of rows."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from meetings.dates import DateInterval
from meetings.models import (
    ContextEventCouncil,
    Council,
    Coverage,
    Gap,
    Resumption,
    SessionCouncil,
    Succession,
)
from meetings.point_in_time import PastDay, judge_past_day
from meetings.query import TimelineQuery
from meetings.vocabulary import COUNTING_STATUSES, Formation, SuccessionKind
from meetings.watch import CouncilSilence, silences_on


class SessionRow(NamedTuple):
    """A session as one council's lane sees it; a joint session has one row for each council that held it."""

    id: int
    council_id: int
    number: str
    counts: bool
    start: DateInterval
    end: DateInterval | None
    title: str
    level: str
    status: str
    formation: str
    part_of_id: int | None
    place: str | None

    @property
    def last(self) -> DateInterval:
        """The last day; the first where no end is recorded."""
        return self.end or self.start

    @property
    def may_end_a_silence(self) -> bool:
        """Whether the rule counts it."""
        return (
            self.counts
            and self.status in COUNTING_STATUSES
            and self.formation == Formation.PLENARY
            and self.part_of_id is None
        )

    @property
    def address(self) -> str:
        return f"/sessions/S{self.id}/"


class Link(NamedTuple):
    """One council continuing another; `happened` None where no date is recorded."""

    predecessor_id: int
    successor_id: int
    happened: DateInterval | None


class Searched(NamedTuple):
    """How completely a period's records were searched; `last` None: up to today."""

    council_id: int
    first: date
    last: date | None
    completeness: str


class Event(NamedTuple):
    """What explains a silence; `last` None while it lasts."""

    council_id: int
    kind: str
    title: str
    first: date
    last: date | None


@dataclass(frozen=True)
class Records:
    """Everything the picture needs. `sessions` in order of time; flags and silences only of `shown` councils.
    `past`: where the as-of day has passed, what the rule said then; flags and silences are taken from it."""

    sessions: Sequence[SessionRow]
    councils: dict[int, Council]
    shown: frozenset[int]
    links: Sequence[Link]
    searched: Sequence[Searched]
    events: Sequence[Event]
    resumptions: Sequence[Resumption]
    silences: dict[int, CouncilSilence]
    as_of: date
    past: PastDay | None = None

    @property
    def total(self) -> int:
        """Sessions, a joint one counted once."""
        return len({row.id for row in self.sessions})


def read_records(query: TimelineQuery, at: datetime) -> Records:
    """Four queries; ten for a past day. `at`: the instant at which embargoes are judged."""
    councils = {council.pk: council for council in _councils(at)}
    rows = session_rows(query, at)
    if query.council:
        rows = [row for row in rows if councils[row.council_id].slug in query.council]
    shown = {row.council_id for row in rows}
    shown |= {pk for pk, council in councils.items() if council.slug in query.council}
    past = judge_past_day(sorted(shown), day=query.as_of_day, now=at) if query.is_past else None
    resumptions = past.standing if past else _standing(shown, query, at)
    drawn = [councils[pk] for pk in sorted(shown)]
    return Records(
        sessions=rows,
        councils=councils,
        shown=frozenset(shown),
        links=sorted(link for council in drawn for link in _links(council)),
        searched=[row for council in drawn for row in _searched(council)],
        events=[event for council in drawn for event in _events(council) if event.first <= query.as_of_day],
        resumptions=sorted(resumptions, key=lambda flag: (flag.resumed_on, flag.pk)),
        silences=past.silences if past else silences_on(sorted(shown), day=query.as_of_day, now=at),
        as_of=query.as_of_day,
        past=past,
    )


def _standing(shown: Collection[int], query: TimelineQuery, at: datetime) -> Sequence[Resumption]:
    flags = Resumption.objects.public(at).standing().filter(council__in=shown)
    return list(flags.filter(resumed_on__startswith__lte=query.as_of_day))


def _councils(at: datetime) -> QuerySet[Council]:
    """All public councils, with the rows about them that a lane shows gathered in the same query."""
    of_council = {"council": OuterRef("pk")}
    links = Succession.objects.filter(successor=OuterRef("pk"), kind=SuccessionKind.CONTINUES).order_by("id")
    return Council.objects.public(at).annotate(
        link_rows=_gathered(links, id="predecessor_id", first="happened__startswith", after="happened__endswith"),
        searched_rows=_gathered(
            Coverage.objects.filter(**of_council).order_by("first_day"),
            first="first_day", last="last_day", completeness="completeness",
        ),
        event_rows=_gathered(
            ContextEventCouncil.objects.filter(**of_council).order_by("event_id"),
            kind="event__kind", title="event__title", first="event__start__startswith", after="event__end__endswith",
        ),
    )  # fmt: skip


def _gathered(rows: QuerySet[Any], **columns: str) -> ArraySubquery:
    return ArraySubquery(rows.values(row=JSONObject(**columns)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _before(text: str | None) -> date | None:
    """The last day of a stored range, from the day after it."""
    day = _day(text)
    return day - timedelta(days=1) if day else None


def _links(council: Any) -> Iterator[Link]:
    for row in council.link_rows:
        first, last = _day(row["first"]), _before(row["after"])
        happened = DateInterval(first, last) if first and last else None
        yield Link(row["id"], council.pk, happened)


def _searched(council: Any) -> Iterator[Searched]:
    for row in council.searched_rows:
        yield Searched(council.pk, date.fromisoformat(row["first"]), _day(row["last"]), row["completeness"])


def _events(council: Any) -> Iterator[Event]:
    for row in council.event_rows:
        yield Event(
            council.pk, row["kind"], row["title"], date.fromisoformat(row["first"]), _before(row["after"])
        )


def session_rows(query: TimelineQuery, at: datetime) -> list[SessionRow]:
    """The sessions of an address, oldest first, one row for each council. One query."""
    values = SessionCouncil.objects.filter(session__in=query.sessions(at)).values_list(
        "session_id",
        "council_id",
        "number",
        "counts",
        "session__start",
        "session__end",
        "session__title",
        "session__level",
        "session__status",
        "session__formation",
        "session__part_of_id",
        "session__place__name",
    )
    return sorted(map(SessionRow._make, values), key=lambda row: (row.start, row.id, row.council_id))


def gaps_before(session_ids: Sequence[int], councils: Sequence[int]) -> dict[tuple[int, int], Gap]:
    """Stored gaps of the main stream by session and council. One query."""
    found = Gap.objects.filter(session_id__in=session_ids, council_id__in=councils).only(
        "session_id", "council_id", "status", "days_min", "days", "days_max"
    )
    return {(gap.session_id, gap.council_id): gap for gap in found}
