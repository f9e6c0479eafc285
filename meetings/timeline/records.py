"""What the timeline's page reads from the database: few queries, whatever the number of rows."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from meetings.compiled import Compiled, written_once
from meetings.dates import DateInterval
from meetings.matching import matching
from meetings.models import (
    ContextEventCouncil,
    Council,
    Coverage,
    Succession,
)
from meetings.point_in_time import PastDay, judge_past_day
from meetings.query import TimelineQuery
from meetings.timeline.bins import GAPS_MAX, longest_first, share_per_lane
from meetings.timeline.entries import entries_of, is_plain
from meetings.timeline.flags import Flags, read_flags
from meetings.timeline.lane_rows import Crowding, LaneRows, read_lanes
from meetings.timeline.leading import leading_councils
from meetings.timeline.lineages import Link, in_order, lineages
from meetings.timeline.scope import Scope, scope_of
from meetings.vocabulary import SuccessionKind
from meetings.watch import CouncilSilence, silences_on

# More lanes than this are not drawn; the page says so and the table has all sessions.
LANES_MAX = 30
# Of flags and silences below the picture; their own pages have all.
LIST_MAX = 40
# Of more councils than this, silences are read only for those that may come first, and on a past day, when the rule
# judges anew, only those that are drawn are judged.
JUDGED_MAX = 100


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
    """Everything the picture needs. `lines`: the lines of councils that are drawn, in order, and `lanes` what each has;
    `lines_total`: of how many. `sizes`: sessions of each council that match, of `scope.total` in all.

    `silences`: of all councils `shown`, also where their lanes are not drawn; of more than `JUDGED_MAX`, of those that
    come first and those that are silent most unusually. `past`: where the as-of day has
    passed, what the rule said then: silences and resumptions are taken from it, and where there are more than
    `JUDGED_MAX` councils, they are those of the councils drawn.
    """

    councils: dict[int, Council]
    shown: frozenset[int]
    links: Sequence[Link]
    as_of: date
    scope: Scope = field(default_factory=Scope)
    sizes: Mapping[int, int] = field(default_factory=dict)
    silences: Mapping[int, CouncilSilence] = field(default_factory=dict)
    lines: Sequence[Sequence[int]] = ()
    lines_total: int = 0
    lanes: Sequence[LaneRows] = ()
    searched: Sequence[Searched] = ()
    events: Sequence[Event] = ()
    flags: Flags = field(default_factory=Flags)
    past: PastDay | None = None

    @property
    def total(self) -> int:
        """Sessions, a joint one counted once."""
        return self.scope.total


def read_records(
    query: TimelineQuery,
    at: datetime,
    found: Compiled | None = None,
    scope: Scope | None = None,
    beside: Collection[int] = (),
    apart: bool = False,
) -> Records:
    """Six queries, seven where not all lines are drawn; more for a past day, whatever the number of sessions.

    `at`: the instant at which embargoes are judged. `found`, `scope`: the sessions of the query (`matching`) and how
    many they are, where they are at hand.
    `beside`: further councils to be judged on a past day. `apart`: a council that continues another has a lane of its
    own.
    """
    found = matching(query, at) if found is None else found
    scope = scope_of(query, found, at) if scope is None else scope
    councils = {council.pk: council for council in Council.objects.raw(*_councils(at))}
    chosen = {pk for pk, council in councils.items() if council.slug in query.council}
    sizes = {
        pk: size for pk, size in scope.sizes.items() if pk in councils and (pk in chosen or not query.council)
    }
    shown = frozenset(sizes) | chosen
    records = Records(
        councils=councils,
        shown=shown,
        links=() if apart else sorted(link for pk in shown for link in _links(councils[pk])),
        as_of=query.as_of_day,
        scope=scope,
        sizes=sizes,
    )
    judged = shown if not query.is_past or len(shown) <= JUDGED_MAX else frozenset()
    records = _judged(records, query, at, judged | set(beside) if judged else judged)
    lines = in_order(lineages(records), query.order, records)
    records = replace(records, lines=lines[:LANES_MAX], lines_total=len(lines))
    drawn = {pk for line in records.lines for pk in line}
    if query.is_past and not judged:
        records = _judged(records, query, at, drawn | set(beside))
    standing = None if records.past is None else records.past.standing
    flags = read_flags(query, at, found, shown=shown, drawn=drawn, past=standing, listed=LIST_MAX)
    return _drawn(replace(records, flags=flags), query, at, found, drawn)


def _judged(records: Records, query: TimelineQuery, at: datetime, pks: Collection[int]) -> Records:
    """With the silences of the councils; of none: with those of today, to choose the lanes by."""
    if query.is_past and pks:
        past = judge_past_day(sorted(pks), day=query.as_of_day, now=at, known=records.councils)
        return replace(records, past=past, silences=past.silences)
    day = query.as_of_day if not query.is_past else at.date()
    wanted: Collection[int] = pks or records.shown
    if len(wanted) > JUDGED_MAX:
        # A line takes several councils, and a suspended one may leave the list: twice as many are enough for both.
        most = {"lanes": 2 * LANES_MAX, "listed": 2 * LIST_MAX}
        wanted = leading_councils(wanted, query.order, day, records.councils, **most)
    return replace(records, silences=silences_on(sorted(wanted), day=day, now=at))


def _drawn(
    records: Records, query: TimelineQuery, at: datetime, found: Compiled, drawn: Collection[int]
) -> Records:
    """With what stands in the lanes."""
    first = query.first_day or records.scope.first or query.as_of_day
    last = max(first, query.last_day or records.scope.last or query.as_of_day)
    crowding = Crowding(
        total=records.scope.total,
        first=first,
        last=last,
        lines=records.lines,
        sizes=records.sizes,
        ended=_ended(records, first, last),
    )
    councils = [records.councils[pk] for pk in sorted(drawn)]
    # Only councils that were asked for are drawn: their own entries need not be looked for again.
    entries = partial(entries_of, query.changed(council=()), at) if is_plain(query) else None
    return replace(
        records,
        lanes=read_lanes(found, crowding, entries),
        searched=[row for council in councils for row in _searched(council)],
        events=[
            event for council in councils for event in _events(council) if event.first <= query.as_of_day
        ],
    )


def _ended(records: Records, first: date, last: date) -> dict[int, list[tuple[date, int]]]:
    """The ends of the gaps that are drawn between two days, by council; see `Crowding`."""
    gaps = [
        [
            (flag.silent_since, flag.resumed_on, flag)
            for flag in records.flags.of_lanes
            if flag.council_id in line and flag.silent_since
        ]
        for line in records.lines
    ]
    most = share_per_lane(list(map(len, gaps)), GAPS_MAX)
    ended = defaultdict(list)
    for of_line in gaps:
        on_axis = [gap for gap in of_line if gap[0].earliest <= last and gap[1].latest >= first]
        on_axis.sort(key=lambda gap: longest_first(gap[0], gap[1]))
        for _, closes, flag in on_axis[:most]:
            ended[flag.council_id].append((closes.earliest, flag.session_id))
    return ended


# Of a thousand councils.
_NOT_SHOWN = ("created_at", "updated_at", "record_version", "description", "seat", "source", "embargo_until")


@written_once
def _councils(at: datetime) -> QuerySet[Council]:
    """All public councils, with the rows about them that a lane shows gathered in the same query, as JSON."""
    of_council = {"council": OuterRef("pk")}
    links = Succession.objects.filter(successor=OuterRef("pk"), kind=SuccessionKind.CONTINUES).order_by("id")
    return Council.objects.public(at).defer(*_NOT_SHOWN).annotate(
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
    for row in map(json.loads, council.link_rows):
        first, last = _day(row["first"]), _before(row["after"])
        happened = DateInterval(first, last) if first and last else None
        yield Link(row["id"], council.pk, happened)


def _searched(council: Any) -> Iterator[Searched]:
    for row in map(json.loads, council.searched_rows):
        yield Searched(council.pk, date.fromisoformat(row["first"]), _day(row["last"]), row["completeness"])


def _events(council: Any) -> Iterator[Event]:
    for row in map(json.loads, council.event_rows):
        yield Event(
            council.pk, row["kind"], row["title"], date.fromisoformat(row["first"]), _before(row["after"])
        )
