"""The sessions of the lanes that are drawn: one by one where there is room, else counted by stretches of the axis."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection

from meetings.compiled import Compiled, compiled
from meetings.dates import DateInterval
from meetings.models import Gap, Place, Session, SessionCouncil
from meetings.models.entry import EntryQuerySet
from meetings.timeline.bins import LANE_MARKS_MIN, MARKS_MAX, share_per_lane
from meetings.timeline.lanes import LaneBin
from meetings.vocabulary import COUNTING_STATUSES, Formation, GapStatus


class SessionRow(NamedTuple):
    """A session as one council's lane sees it. `gap_min`, `gap_max`: days since the council's sitting before, as stored
    today; None where there is no gap to tell."""

    id: int
    council_id: int
    counts: bool
    level: str
    status: str
    formation: str
    part_of_id: int | None
    place: str | None
    gap_min: int | None
    gap_max: int | None
    start: DateInterval
    end: DateInterval | None

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


@dataclass(frozen=True, slots=True)
class Crowding:
    """How the lanes are to be read. `total`: sessions that match. `first`, `last`: the axis. `lines`: the councils of each
    lane. `sizes`: sessions by council. `ended`: of each council the days on which a gap ended, with the session that
    ended it: it is drawn by itself, and no bin reaches over the day."""

    total: int
    first: date
    last: date
    lines: Sequence[Sequence[int]]
    sizes: Mapping[int, int]
    ended: Mapping[int, Sequence[tuple[date, int]]] = field(default_factory=dict)


@dataclass(slots=True)
class LaneRows:
    """What one lane shows: sessions, oldest first, and bins; each session in one of the two, once."""

    sessions: list[SessionRow] = field(default_factory=list)
    bins: list[LaneBin] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.sessions) + sum(counted.count for counted in self.bins)


_SESSIONS, _LINKS, _PLACES, _GAPS = (model._meta.db_table for model in (Session, SessionCouncil, Place, Gap))
_DAYS = """lower(s.start) AS first, GREATEST(upper(s.start), upper(s."end")) - 1 AS last,
        upper(s.start) - lower(s.start) > 1 OR COALESCE(upper(s."end") - lower(s."end"), 1) > 1 AS is_vague"""
# The sessions that match are found first, wherever they are, once.
_BY_SESSION = f"""
    SELECT member.*, s.id, link.counts, {_DAYS}
    FROM matching s
    JOIN {_LINKS} link ON link.session_id = s.id
    JOIN member ON member.council_id = link.council_id
"""
FEW = 2_000
# Where the entries alone know which sessions match, only their index is read. It does not tell a session of several days
# from one of a vague date.
_BY_ENTRY = """
    SELECT member.*, entry.session_id AS id, entry.is_first AS counts, entry.first_day AS first, entry.last_day AS last,
        entry.last_day > entry.first_day AS is_vague
    FROM member
    JOIN ({matching}) entry ON entry.council_id = member.council_id
"""
# A group is one session, or those that begin in one stretch of the axis and on the same side of each ended gap. Those
# drawn alone are looked up by their numbers as an array: as a subquery, PostgreSQL would read a million for the few.
_READ = f"""
WITH member (council_id, lane, slots, breaks, singled) AS (VALUES {{members}}),
{{first}}
held AS ({{held}}),
found AS (
    SELECT {{distinct}} lane, council_id, id, slots, first, last, is_vague,
        CASE WHEN slots = 0 OR id = ANY(singled) THEN id END AS alone,
        width_bucket(first, breaks) AS after_break
    FROM held
    {{order}}
),
drawn AS MATERIALIZED (
    SELECT lane, count(*) AS sessions, min(first) AS first, max(last) AS last, bool_or(is_vague) AS is_vague,
        min(id) AS id, min(council_id) AS council_id
    FROM found
    GROUP BY lane, alone, after_break,
        CASE WHEN alone IS NULL THEN LEAST(slots - 1, GREATEST(0, (first - %s) * slots / %s)) END
),
alone AS (
    SELECT s.id, link.council_id, link.counts, s.level, s.status, s.formation, s.part_of_id, place.name,
        gap.days_min, gap.days_max, lower(s.start), upper(s.start) - 1, lower(s."end"), upper(s."end") - 1
    FROM {_SESSIONS} s
    JOIN {_LINKS} link ON link.session_id = s.id
    LEFT JOIN {_PLACES} place ON place.id = s.place_id
    LEFT JOIN {_GAPS} gap ON gap.session_id = s.id AND gap.council_id = link.council_id
        AND gap.status = '{GapStatus.COMPUTED}'
    WHERE s.id = ANY(ARRAY(SELECT id FROM drawn WHERE sessions = 1))
)
SELECT drawn.lane, drawn.sessions, drawn.first, drawn.last, drawn.is_vague, alone.*
FROM drawn
LEFT JOIN alone ON drawn.sessions = 1 AND alone.id = drawn.id AND alone.council_id = drawn.council_id
ORDER BY drawn.lane, drawn.first, drawn.last, alone.id
"""
# A session that several councils of one lane held jointly is one mark, as the council sees it for which it counts.
_ONCE = ("DISTINCT ON (lane, id)", "ORDER BY lane, id, counts DESC, council_id")


def read_lanes(
    found: Compiled, crowding: Crowding, entries: Callable[[], EntryQuerySet] | None = None
) -> list[LaneRows]:
    """The sessions (`matching`) of each line of councils, in the order of the lines. One query, or none.

    `entries` makes those of the same sessions, where they alone know which match.
    """
    lanes = [LaneRows() for _ in crowding.lines]
    by_session = crowding.total <= FEW or entries is None
    if crowding.total > FEW and entries is not None:
        councils = [pk for line in crowding.lines for pk in line]
        columns = ("council_id", "session_id", "first_day", "last_day", "is_first")
        try:
            found = compiled(entries().filter(council__in=councils).values(*columns))
        except EmptyResultSet:
            return lanes
    members = list(_members(crowding))
    if not members:
        return lanes
    distinct, order = _ONCE if any(len(line) > 1 for line in crowding.lines) else ("", "")
    held = _BY_SESSION if by_session else _BY_ENTRY
    sql = _READ.format(
        members=", ".join(["(%s, %s, %s, %s::date[], %s::bigint[])"] * len(members)),
        first=f"matching AS MATERIALIZED ({found.sql})," if by_session else "",
        held=held.format(matching=found.sql),
        distinct=distinct,
        order=order,
    )
    days = (crowding.last - crowding.first).days + 1
    with connection.cursor() as cursor:
        cursor.execute(
            sql, [*(cell for member in members for cell in member), *found.values, crowding.first, days]
        )
        for lane, count, first, last, is_vague, *cells in cursor.fetchall():
            if count == 1:
                lanes[lane].sessions.append(_row(cells))
            else:
                lanes[lane].bins.append(LaneBin(first, last, count, is_vague))
    return lanes


def _members(crowding: Crowding) -> "Sequence[tuple[int, int, int, list[date], list[int]]]":
    """Each council with the number of its lane, the stretches that the axis is cut into (0: not at all), and where."""
    crowds = [sum(crowding.sizes.get(pk, 0) for pk in line) for line in crowding.lines]
    room = share_per_lane(crowds, MARKS_MAX, LANE_MARKS_MIN)
    ends = [sorted({end for pk in line for end in crowding.ended.get(pk, ())}) for line in crowding.lines]
    # A session that ended a gap is a mark of its own, and cuts a stretch in two.
    more = 2 * sum(len(ended) for size, ended in zip(crowds, ends, strict=True) if size > room)
    room = min(room, share_per_lane(crowds, MARKS_MAX - more, LANE_MARKS_MIN))
    members = []
    for lane, (line, size, ended) in enumerate(zip(crowding.lines, crowds, ends, strict=True)):
        cut = ended if size > room else []
        breaks, singled = sorted({day for day, _ in cut}), [pk for _, pk in cut]
        members += [(pk, lane, room if size > room else 0, breaks, singled) for pk in line if size]
    return members


def _row(cells: Sequence[Any]) -> SessionRow:
    *facts, opens, until, closes, after = cells
    end = DateInterval(closes, after) if closes else None
    return SessionRow._make([*facts, DateInterval(opens, until), end])
