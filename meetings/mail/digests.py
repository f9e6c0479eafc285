"""Which notices an address is told, and because of which of its subscriptions. Pure: no database, no clock."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from meetings.vocabulary import Rhythm

DIGEST_HOUR = time(6)  # UTC
DIGEST_WEEKDAY = 0  # Monday


def due_since(rhythm: Rhythm, now: datetime) -> datetime:
    """The last moment, up to ``now``, at which mails of this rhythm were to go out. Who was served before is due."""
    if rhythm == Rhythm.IMMEDIATE:
        return now
    hour = datetime.combine(now.date(), DIGEST_HOUR, now.tzinfo)
    if hour > now:
        hour -= timedelta(days=1)
    if rhythm == Rhythm.WEEKLY:
        hour -= timedelta(days=(hour.weekday() - DIGEST_WEEKDAY) % 7)
    return hour


@dataclass(frozen=True, slots=True)
class Subscribed:
    """One subscription of an address. ``told_after``: notices made up to this instant are not told.

    ``is_due``: its own time has come; others of the address are told along with it, lest they tell it again.
    """

    id: int
    query: str
    is_due: bool
    told_after: datetime


@dataclass(frozen=True, slots=True)
class News:
    """A notice that is news."""

    id: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """A notice to be told once, with the subscriptions that it is told for.

    ``corrects``: the nearest earlier notice of its matter that the address was told in an earlier mail; None: the
    matter is new to it.
    """

    notice_id: int
    subscription_ids: tuple[int, ...]
    corrects: int | None


def earlier_of(notice_id: int, follows: Mapping[int, int]) -> Iterator[int]:
    """The notices that this one continues, nearest first."""
    seen = {notice_id}
    while (earlier := follows.get(notice_id)) is not None and earlier not in seen:
        seen.add(earlier)
        yield earlier
        notice_id = earlier


def select(
    subscribed: Sequence[Subscribed],
    news: Iterable[News],
    *,
    matched: Mapping[str, Collection[int]],
    follows: Mapping[int, int],
    told: Mapping[int, Collection[int]],
) -> list[Item]:
    """What one address is told now: nothing twice, each notice for every subscription that it concerns.

    A notice concerns a subscription that was confirmed before it was made and whose query matches it, or that was
    told of something which it continues: those told of a flag are told of its withdrawal, whatever the query says.

    ``matched``: ids of notices by query. ``follows``: the notice that each one continues, complete for the chains of
    ``news``. ``told``: ids of notices by subscription, of all subscriptions of the address.
    """
    told_here = {each.id: set(told.get(each.id, ())) for each in subscribed}
    already = set().union(*told_here.values())
    items = []
    for notice in sorted(news, key=lambda each: each.id):
        if notice.id in already:
            continue
        chain = list(earlier_of(notice.id, follows))
        because = [
            each
            for each in subscribed
            if notice.made_at > each.told_after
            and (notice.id in matched.get(each.query, ()) or not told_here[each.id].isdisjoint(chain))
        ]
        if any(each.is_due for each in because):
            corrects = next((earlier for earlier in chain if earlier in already), None)
            items.append(Item(notice.id, tuple(each.id for each in because), corrects))
            for each in because:
                told_here[each.id].add(notice.id)
    return items


def by_matter(items: Sequence[Item], follows: Mapping[int, int]) -> list[tuple[Item, ...]]:
    """Items of one matter together, oldest first, so that a flag raised and withdrawn in one week is told as one."""
    matters: dict[int, list[Item]] = {}
    for item in items:
        chain = [item.notice_id, *earlier_of(item.notice_id, follows)]
        matters.setdefault(chain[-1], []).append(item)
    return [tuple(matter) for matter in matters.values()]
