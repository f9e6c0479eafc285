"""The records that verdicts are made from, read for any number of councils in few queries and little memory."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, DateField, F, IntegerField, Value
from django.db.models.expressions import CombinedExpression

from meetings.coverage import Coverage, CoverageSpan
from meetings.explanations import Context, NamedEvent
from meetings.gaps import Row
from meetings.models import ContextEventCouncil, Council, Session, SessionCouncil, Succession
from meetings.models import Coverage as CoverageEntry
from meetings.resumptions import Assessment, Parameters, assess
from meetings.silences import Suspension
from meetings.streams import Planned, Recorded, place_in_stream
from meetings.vocabulary import ContextKind, Status, SuccessionKind


@dataclass(frozen=True, slots=True)
class Event:
    """What explains a silence without suspending the council. `last`: its latest possible day; None while it lasts."""

    first: date
    last: date | None
    named: NamedEvent


@dataclass(slots=True)
class Records:
    """Everything that the verdicts on one council follow from.

    `line`: the council and those that it continues, nearest first. `rows` include the sessions of all of them; `own`
    are the ids of its own among them.
    `concluded_on` is the latest possible day of its conclusion; None while it exists. `council`: its own record, for
    those who name it; None where records were only supposed.
    """

    council_id: int
    council: Council | None = None
    line: list[int] = field(default_factory=list)
    parameters: Parameters = field(default_factory=Parameters)
    rows: list[Row] = field(default_factory=list)
    own: set[int] = field(default_factory=set)
    coverage: list[CoverageSpan] = field(default_factory=list)
    concluded_on: date | None = None
    suspensions: list[Suspension] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)
    predecessors: list[str] = field(default_factory=list)

    def assess(self, as_of: date | None = None) -> Assessment:
        """What the rule says of these records; `as_of`: as it stood that day."""
        return assess(
            self.rows,
            self.parameters,
            coverage=self.coverage,
            concluded_on=self.concluded_on,
            suspensions=self.suspensions,
            as_of=as_of,
        )

    def planned_between(self, since: date, until: date) -> list[Planned]:
        """What was planned for the days between the two."""
        return [plan for plan in self.planned if since < plan.earliest and plan.latest < until]

    def context_of(self, since: date, until: date, *, running: bool = False) -> Context:
        """What a reader should know of the days between the two. `running`: nothing has ended the silence, so
        that a session still scheduled is not one that failed to come."""
        inside = [plan.status for plan in self.planned_between(since, until)]
        unheld = Counter(status for status in inside if not (running and status == Status.SCHEDULED))
        suspended = any(s.since < until and (s.to is None or s.to > since) for s in self.suspensions)
        events = [e.named for e in self.events if e.first < until and (e.last is None or e.last > since)]
        return Context(dict(unheld), suspended, tuple(self.predecessors), tuple(events))

    def next_planned(self, day: date) -> Planned | None:
        """The next session still scheduled that day; None if no source announces one."""
        ahead = [plan for plan in self.planned if plan.status == Status.SCHEDULED and plan.latest >= day]
        return min(ahead, key=lambda plan: (plan.earliest, plan.latest, plan.session_id), default=None)


def lineages(council_ids: Collection[int]) -> dict[int, list[int]]:
    """For each council, itself and all councils whose sessions begin its stream, nearest first. Safe in circles."""
    earlier = defaultdict(list)
    links = Succession.objects.filter(kind=SuccessionKind.CONTINUES).order_by("id")
    for successor, predecessor in links.values_list("successor_id", "predecessor_id"):
        earlier[successor].append(predecessor)
    found = {}
    for council_id in council_ids:
        line = [council_id]
        for member in line:  # grows while it is walked
            line += [other for other in dict.fromkeys(earlier[member]) if other not in line]
        found[council_id] = line
    return found


def _parameters(council: Council) -> Parameters:
    defaults = Parameters()

    def or_default(value: int | None, default: int) -> int:
        return default if value is None else value

    return Parameters(
        floor=or_default(council.floor_days, defaults.floor),
        sitting_span=or_default(council.sitting_span_days, defaults.sitting_span),
        declared_cadence=council.declared_cadence_days,
        muted=council.muted,
    )


@dataclass(slots=True)
class _Held:
    """The sessions of one council: those that count, and those that were only planned."""

    rows: list[Row] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)


def last_day_of(interval: str) -> CombinedExpression:
    """The last day of a stored interval: the upper bound of its range is the day after."""
    return CombinedExpression(
        F(f"{interval}__endswith"), "-", Value(1, IntegerField()), output_field=DateField()
    )


def _sessions(council_ids: Collection[int], at: datetime) -> dict[int, _Held]:
    """The public sessions of the councils. Each is looked up by its id: joined by the planner's own plan, a portion of
    the record would cost a walk through all of it, once for each portion."""
    sessions, parameters = (
        Session.objects.public(at)
        .extra(where=["meetings_session.id = link.session_id"])
        .order_by()
        .values_list(
            "id",
            "status",
            "formation",
            "part_of_id",
            "level",
            "start__startswith",
            last_day_of("start"),
            "end__startswith",
            last_day_of("end"),
        )
        .query.sql_with_params()
    )
    held: dict[int, _Held] = defaultdict(_Held)
    with connection.cursor() as cursor:
        # OFFSET 0 keeps the planner from joining after all.
        cursor.execute(
            f"SELECT link.council_id, public.*, link.counts FROM {SessionCouncil._meta.db_table} link "
            f"CROSS JOIN LATERAL ({sessions} OFFSET 0) public WHERE link.council_id = ANY(%s)",
            [*parameters, list(council_ids)],
        )
        while rows := cursor.fetchmany(5000):
            for council_id, *recorded in rows:
                match place_in_stream(Recorded._make(recorded)):
                    case Row() as row:
                        held[council_id].rows.append(row)
                    case Planned() as plan:
                        held[council_id].planned.append(plan)
    return held


def coverage_spans(council_ids: Collection[int]) -> dict[int, list[CoverageSpan]]:
    """What was searched of the records of each council, in the order of the periods. One query."""
    spans = defaultdict(list)
    entries = CoverageEntry.objects.filter(council__in=council_ids).order_by("council", "first_day")
    for council_id, first, last, completeness in entries.values_list(
        "council_id", "first_day", "last_day", "completeness"
    ):
        spans[council_id].append(CoverageSpan(first, last, Coverage(completeness)))
    return spans


@dataclass(slots=True)
class _Around:
    """What lay behind the silences of one council, in order of time."""

    suspensions: list[Suspension] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def _events(council_ids: Collection[int]) -> dict[int, _Around]:
    found: dict[int, _Around] = defaultdict(_Around)
    links = ContextEventCouncil.objects.filter(council__in=council_ids).select_related("event")
    for link in links.order_by("event__start", "event_id"):
        event, around = link.event, found[link.council_id]
        first, last = event.start.earliest, event.end.latest if event.end else None
        if event.kind == ContextKind.SUSPENSION:
            around.suspensions.append(Suspension(first, last))
        else:
            named = NamedEvent(event.title, event.kind, event.start, event.end)
            around.events.append(Event(first, last, named))
    return found


def _joined(line: list[int], held: dict[int, _Held]) -> tuple[list[Row], list[Planned]]:
    """The sessions of a line of councils, each session once: a joint session may belong to several of them."""
    if len(line) == 1:
        alone = held.get(line[0]) or _Held()
        return alone.rows, alone.planned
    rows = {row.id: row for member in line if member in held for row in held[member].rows}
    planned = {plan.session_id: plan for member in line if member in held for plan in held[member].planned}
    return list(rows.values()), list(planned.values())


_COUNCILS_AT_ONCE = 100
_SESSIONS_AT_ONCE = 50_000


def portions(council_ids: Iterable[int]) -> Iterator[list[int]]:
    """The councils in portions that fit into memory and into a short transaction, in their order.

    At most 100 councils and 50,000 sessions, those of councils continued included; a council alone may have more.
    """
    wanted = list(dict.fromkeys(council_ids))
    return _portions(wanted, lineages(wanted))


def _portions(wanted: list[int], lines: dict[int, list[int]]) -> Iterator[list[int]]:
    if len(wanted) < 2:
        yield wanted
        return
    members = {member for line in lines.values() for member in line}
    sessions = SessionCouncil.objects.filter(council__in=members).order_by().values_list("council_id")
    sizes = dict(sessions.annotate(Count("pk")))
    portion: list[int] = []
    room = _SESSIONS_AT_ONCE
    for council_id in wanted:
        size = sum(sizes.get(member, 0) for member in lines[council_id])
        if portion and (size > room or len(portion) == _COUNCILS_AT_ONCE):
            yield portion
            portion, room = [], _SESSIONS_AT_ONCE
        portion.append(council_id)
        room -= size
    yield portion


def read_records(council_ids: Iterable[int], *, at: datetime) -> Iterator[Records]:
    """The public records of the councils as they stand in this transaction, in the order of the ids given.

    `at`: the instant at which an embargo must have passed. A council that does not exist is left out. A few queries
    for each portion (`portions`), whose records are in memory together: do not keep them all.
    """
    wanted = list(dict.fromkeys(council_ids))
    lines = lineages(wanted)
    for portion in _portions(wanted, lines):
        yield from _read({council_id: lines[council_id] for council_id in portion}, at)


def read_portion(
    council_ids: Collection[int], *, at: datetime, known: Mapping[int, Council] | None = None
) -> Iterator[Records]:
    """The same for a portion alone, however large it is: six queries, whatever the number of councils.

    `known`: councils that have been read in this transaction; where they are all that is needed, a query less.
    """
    return _read(lineages(council_ids), at, known or {})


def _read(
    lines: dict[int, list[int]], at: datetime, known: Mapping[int, Council] | None = None
) -> Iterator[Records]:
    members = {member for line in lines.values() for member in line}
    councils = known if known and members <= known.keys() else Council.objects.in_bulk(members)
    held, coverage, around = _sessions(members, at), coverage_spans(members), _events(lines)
    for council_id, line in lines.items():
        if council_id not in councils:
            continue
        council = councils[council_id]
        rows, planned = _joined(line, held)
        yield Records(
            council_id=council_id,
            council=council,
            line=line,
            parameters=_parameters(council),
            rows=rows,
            own={row.id for row in held[council_id].rows} if council_id in held else set(),
            coverage=[span for member in line for span in coverage[member]],
            concluded_on=council.dissolved.latest if council.dissolved else None,
            suspensions=around[council_id].suspensions,
            events=around[council_id].events,
            planned=planned,
            predecessors=[councils[member].short_name for member in line[1:] if member in held],
        )
