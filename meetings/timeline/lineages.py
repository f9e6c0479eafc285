"""Which councils share a lane, what they are called there, and which lane comes first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.dates import DateInterval
from meetings.models import Council
from meetings.silences import SilenceState
from meetings.timeline.lanes import LaneJoin
from meetings.timeline.words import date_in_words, number
from meetings.watch import CouncilSilence


class Link(NamedTuple):
    """One council continuing another; `happened` None where no date is recorded."""

    predecessor_id: int
    successor_id: int
    happened: DateInterval | None


class Overview(Protocol):
    """What the order of the lanes is made from, before any session is read."""

    @property
    def councils(self) -> Mapping[int, Council]: ...
    @property
    def shown(self) -> frozenset[int]: ...
    @property
    def links(self) -> Sequence[Link]: ...
    @property
    def silences(self) -> Mapping[int, CouncilSilence]: ...
    @property
    def as_of(self) -> date: ...


def lineages(records: Overview) -> list[list[int]]:
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


def latest_news(line: Sequence[int], records: Overview) -> date:
    """The last day up to the as-of day on which anything changed in a lane: it met, fell silent, or ended.

    A council that was concluded is watched no more: its silence reaches no further grade.
    """
    running = records.silences.get(line[-1])
    if running is not None and running.silence is not None:
        silence = running.silence
        days = [
            min(silence.since_latest, records.as_of), silence.notable_from, silence.major_from, silence.historic_from,
            silence.unrated_from, silence.lapsed_from, silence.concluded_from,
        ]  # fmt: skip
        end = min(records.as_of, silence.concluded_from or records.as_of)
        return max((day for day in days if day and day <= end), default=date.min)
    return date.min


def in_order(lines: Sequence[Sequence[int]], order: str, records: Overview) -> list[Sequence[int]]:
    """The lines as an address asks for them (`meetings.query.ORDERS`); where two are equal, by their slug.

    news: what changed last is on top. name: by the alphabet. silence: the longest running silence first, what is
    concluded last. rhythm: what usually meets most often first, what has no known rhythm last.
    """

    def key(line: Sequence[int]) -> tuple[object, str]:
        last = records.councils[line[-1]]
        running = records.silences.get(last.pk)
        if order == "name":
            return last.sort_key, last.slug
        if order == "silence":
            days = running.days if running and running.state is not SilenceState.CONCLUDED else None
            return -days[1] if days else 1, last.slug
        if order == "rhythm":
            typical = running.silence.baseline.typical if running and running.silence else None
            return typical if typical is not None else float("inf"), last.slug
        return -latest_news(line, records).toordinal(), last.slug

    return sorted(lines, key=key)


def lane_note(councils: Sequence[Council], links: Sequence[Link], sessions: int) -> str:
    """`PJC, from 28 May 2002 NRC · 148 sessions`."""
    is_told = len(councils) > 1 or councils[0].short_name != councils[0].name
    names = councils[0].short_name if is_told else ""
    for earlier, later in pairwise(councils):
        link = _link(earlier, later, links)
        if link and link.happened:
            words = _("%(earlier)s, from %(day)s %(later)s")
            names = words % {"earlier": names, "day": date_in_words(link.happened), "later": later.short_name}
        else:
            names = _("%(earlier)s, then %(later)s") % {"earlier": names, "later": later.short_name}
    counted = ngettext("%(n)s session", "%(n)s sessions", sessions) % {"n": number(sessions)}
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
