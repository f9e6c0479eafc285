"""Who led each party's delegations to a council, from when to when, at what rank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from delegations.attendance.sessions import sessions_to_attend
from delegations.models import Delegate
from delegations.vocabulary import PRESENT
from meetings.dates import DateInterval
from meetings.models import Council
from meetings.publication import SessionQuerySet
from meetings.query import TimelineQuery
from meetings.timeline.scale import TimeScale, percent
from meetings.vocabulary import Level

# A council with more is told from its latest sessions, and the page says so.
LEADERS_READ = 3000
LEADERS_SHOWN = 40


class Led(NamedTuple):
    """A person, or words in print, at the head of a delegation at one session."""

    party_id: int
    party_name: str
    party_code: str
    party_order: str
    person_name: str | None
    person_slug: str | None
    name_as_printed: str
    role: str
    post: str | None
    level: str
    session_id: int
    start: DateInterval

    @property
    def address(self) -> str:
        return f"/sessions/S{self.session_id}/"


@dataclass
class Leader:
    """`led`: the sessions, the latest first; `ticks`: their places on the axis of the whole table, in per cent."""

    name: str
    slug: str | None
    led: list[Led]
    ticks: Sequence[str] = ()

    @property
    def address(self) -> str:
        return f"/people/{self.slug}/"

    @property
    def first(self) -> Led:
        return self.led[-1]

    @property
    def last(self) -> Led:
        return self.led[0]

    @property
    def role(self) -> str:
        """As printed at the latest session that has one, else the recorded post."""
        return next((led.role or led.post or "" for led in self.led if led.role or led.post), "")

    @property
    def ranks(self) -> list[str]:
        """Ranks at which delegations were led, the latest first, each once."""
        return [str(Level(level).label) for level in dict.fromkeys(led.level for led in self.led) if level]


@dataclass
class PartyLeaders:
    name: str
    code: str
    leaders: list[Leader] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"/parties/{self.code}/"


@dataclass(frozen=True)
class Leaders:
    """`total`: leaders on record; `is_cut`: only the latest sessions of a very long record were read."""

    parties: Sequence[PartyLeaders]
    total: int
    shown: int
    since: date | None
    is_cut: bool


def leaders_of(
    council: Council, query: TimelineQuery, at: datetime, most: int | None = LEADERS_SHOWN
) -> Leaders:
    """By party in the order of names, of each the latest leader first. One query. `most`: the latest so many."""
    return leaders_at(sessions_to_attend(council, query.begun_by, at), query.as_of_day, most)


def leaders_at(sessions: SessionQuerySet, day: date, most: int | None = None, **of: Any) -> Leaders:
    """The same at any sessions, of delegates who meet the lookups ``of``."""
    rows = (
        Delegate.objects.filter(
            leads=True, delegation__attendance__in=PRESENT, delegation__session__in=sessions, **of
        )
        .order_by("-delegation__session__start__startswith", "-delegation__session", "position", "pk")
        .values_list(
            "delegation__party_id",
            "delegation__party__name",
            "delegation__party__code",
            "delegation__party__sort_key",
            "person__name",
            "person__slug",
            "name_as_printed",
            "role_as_printed",
            "post__title",
            "delegation__level",
            "delegation__session_id",
            "delegation__session__start",
        )
    )
    read = [Led(*row) for row in rows[: LEADERS_READ + 1]]
    return told(read[:LEADERS_READ], day, most=most, is_cut=len(read) > LEADERS_READ)


def told(rows: Iterable[Led], day: date, *, most: int | None = None, is_cut: bool = False) -> Leaders:
    """`rows`: the latest session first. The axis runs from the earliest of them to the day."""
    leaders: dict[tuple[int, str], Leader] = {}
    for row in rows:
        key = (row.party_id, row.person_slug or f"printed: {row.name_as_printed}")
        found = leaders.setdefault(key, Leader(row.person_name or row.name_as_printed, row.person_slug, []))
        found.led.append(row)
    kept = list(leaders.items())[:most]
    since = min((led.start.earliest for _, leader in kept for led in leader.led), default=None)
    parties: dict[int, PartyLeaders] = {}
    for (party_id, _), leader in sorted(kept, key=lambda item: (item[1].last.party_order, item[0][0])):
        if since is not None:
            scale = TimeScale(since, max(since, day))
            leader.ticks = [percent(scale.at(led.start.midpoint)) for led in leader.led]
        last = leader.last
        parties.setdefault(party_id, PartyLeaders(last.party_name, last.party_code)).leaders.append(leader)
    return Leaders(list(parties.values()), len(leaders), len(kept), since, is_cut)
