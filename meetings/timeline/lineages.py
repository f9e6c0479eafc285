"""Which councils share a lane, what they are called there, and which lane comes first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from meetings.dates import format_interval
from meetings.models import Council
from meetings.timeline.lanes import LaneJoin
from meetings.timeline.records import Link, Records, SessionRow
from meetings.timeline.words import number


def lineages(records: Records) -> list[list[int]]:
    """Councils of which each continues the one before, oldest first; a council split in two goes on in the elder."""
    following: dict[int, int] = {}
    for link in records.links:
        if link.predecessor_id in records.shown:
            following.setdefault(link.predecessor_id, link.successor_id)
    before: dict[int, list[int]] = defaultdict(list)
    for predecessor, successor in following.items():
        before[successor].append(predecessor)
    lines: list[list[int]] = []
    for last in sorted(records.shown.difference(following)):
        line, front = [last], [last]
        while front:
            front = [pk for successor in front for pk in before[successor] if pk not in line]
            line = front + line
        lines.append(line)
    return lines


def latest_news(
    line: Sequence[int], by_council: Mapping[int, Sequence[SessionRow]], records: Records
) -> date:
    """The last day up to the as-of day on which anything changed in a lane."""
    days = [
        min(row.last.latest, records.as_of)
        for pk in line
        for row in by_council.get(pk, ())
        if row.may_end_a_silence and row.start.earliest <= records.as_of
    ]
    running = records.silences.get(line[-1])
    if running is not None and running.silence is not None:
        silence = running.silence
        stages = (
            silence.notable_from, silence.major_from, silence.historic_from, silence.unrated_from,
            silence.lapsed_from, silence.concluded_from,
        )  # fmt: skip
        days += [day for day in stages if day and day <= records.as_of]
    return max(days, default=date.min)


def lane_note(councils: Sequence[Council], records: Records, sessions: int) -> str:
    """`PJC, from 28 May 2002 NRC · 148 sessions`."""
    names = councils[0].short_name if councils[0].short_name != councils[0].name else ""
    for earlier, later in pairwise(councils):
        link = _link(earlier, later, records.links)
        since = f", from {format_interval(link.happened)} " if link and link.happened else ", then "
        names += since + later.short_name
    counted = f"{number(sessions)} {'session' if sessions == 1 else 'sessions'}"
    return f"{names} · {counted}" if names else counted


def _link(earlier: Council, later: Council, links: Sequence[Link]) -> Link | None:
    return next((s for s in links if s.predecessor_id == earlier.pk and s.successor_id == later.pk), None)


def lane_joins(councils: Sequence[Council], links: Sequence[Link]) -> tuple[LaneJoin, ...]:
    joins = []
    for link in links:
        ends = [council for council in councils if council.pk in (link.predecessor_id, link.successor_id)]
        if len(ends) == 2 and link.happened:
            before, after = sorted(ends, key=lambda council: council.pk == link.successor_id)
            joins.append(LaneJoin(link.happened.midpoint, before.short_name, after.short_name))
    return tuple(joins)
