"""Who sat in a council, from when to when: parties with the same period together, each period a bar on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from meetings.dates import DateInterval
from meetings.models import Council
from meetings.timeline.scale import TimeScale, percent


@dataclass(frozen=True, slots=True)
class Term:
    """A period on the axis: what is certain of it, and the whole that the dates allow. Per cent of the axis."""

    certain: tuple[str, str] | None
    whole: tuple[str, str]


@dataclass(frozen=True)
class Membership:
    """Parties that sat in a council in the same standing over the same period, by the same source."""

    first: Any
    members: Sequence[Any]
    term: Term | None = None


@dataclass(frozen=True)
class Members:
    """`day`: the day shown, the last of a council that was concluded before it. `groups`: the earliest to join first.
    `sitting`: parties with a member's seat on the day. `since`: the first year of the axis, None where nobody's first
    day is on record."""

    day: date
    groups: Sequence[Membership]
    sitting: int
    since: int | None
    seats: Sequence[Any] = field(default=())


def members_of(council: Council, day: date) -> Members:
    """Seats taken by the day. One query; they belong to the app above and are read by the name of the relation."""
    if council.dissolved:
        day = min(day, council.dissolved.latest)
    rows: Any = council.memberships.select_related("party", "source").order_by(
        "joined__startswith", "left__startswith", "party__sort_key", "id"
    )
    seats = [row for row in rows if row.joined is None or row.joined.earliest <= day]
    alike: dict[tuple[Any, ...], list[Any]] = {}
    for row in seats:
        alike.setdefault((row.standing, row.joined, row.left, row.source_id), []).append(row)
    known = [row.joined.earliest for row in seats if row.joined]
    scale = TimeScale(min(known).replace(month=1, day=1), day) if known else None
    return Members(
        day=day,
        groups=[
            Membership(rows[0], rows, term_on(rows[0].joined, rows[0].left, scale) if scale else None)
            for rows in alike.values()
        ],
        sitting=len({row.party_id for row in seats if row.standing == "member" and _sits(row, day)}),
        since=scale.first.year if scale else None,
        seats=seats,
    )


def _sits(row: Any, day: date) -> bool:
    return row.left is None or bool(row.left.latest >= day)


def term_on(joined: DateInterval | None, left: DateInterval | None, scale: TimeScale) -> Term:
    """Without a first day the bar begins at the left edge, without a last one it runs to the right."""
    opens = (joined.earliest, joined.latest) if joined else (scale.first, scale.first)
    closes = (left.earliest, left.latest) if left else (scale.last, scale.last)
    certain = None
    if opens[1] <= min(closes[0], scale.last):
        certain = _bar(scale, opens[1], closes[0])
    return Term(certain, _bar(scale, opens[0], closes[1]))


def _bar(scale: TimeScale, first: date, last: date) -> tuple[str, str]:
    start, end = scale.at(first), scale.after(last)
    return percent(start), percent(max(0.002, end - start))
