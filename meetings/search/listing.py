"""The newest rows found, exact ones first, as many as anybody leafs through: a word that is everywhere stays fast.

Not ranked by how often a word stands in a text: a record is looked through by day. Nobody counts to the end of a word
that half of all texts have; the list says that there are more, and the CSV has them all.

Whether a row is public is asked of the newest found, not of all: of a million rows nearly all are, and the database
would rather look through every session than at the few that matter.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from meetings.models import Session, TimelineEntry
from meetings.models.entry import WIDEST
from meetings.search.meaning import Meaning
from meetings.search.sessions import KINDS, public_texts, sessions_by_name, sessions_named

MOST_LISTED = 500
# Rows that filters choose are named one by one up to so many.
_NAMED_AT_MOST = 5000
Row = tuple[Any, ...]
Keep = Callable[[Collection[int]], Collection[int]]


@dataclass(frozen=True, slots=True)
class Listing:
    """Ids in the order shown. ``goes_on``: there are more than these; ``exact``: how many of the first are as typed."""

    ids: tuple[int, ...]
    goes_on: bool = False
    exact: int = 0

    @property
    def total(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which ids may be listed. ``ids``: just these, where they are few; else ``keep`` tells of some which may.

    ``first``, ``last``: no session of theirs ended before or began after these days; None: nothing is known of that.
    """

    ids: "tuple[int, ...] | None"
    keep: Keep
    first: date | None = None
    last: date | None = None

    def stretches(self, day: str, session: str) -> list[Q]:
        """Where to look for them, the newest first, by the columns of a session's first day and of its number."""
        if self.ids is not None:
            return [Q()]
        until = Q(**{f"{day}__lte": self.last}) if self.last else Q()
        if self.first is None or self.first.year <= date.min.year + 1:
            return [until]
        near = self.first - WIDEST
        wide = TimelineEntry.objects.filter(is_wide=True, first_day__lt=near).values("session")
        return [until & Q(**{f"{day}__gte": near}), Q(**{f"{day}__lt": near, f"{session}__in": wide})]


def choose(
    rows: "QuerySet[Any]", *, is_narrow: bool, first: date | None = None, last: date | None = None
) -> Chosen:
    """Of public rows by their id. ``is_narrow``: filters leave some out, so that it is worth seeing how few they leave.
    ``first``, ``last``: see `Chosen`."""
    ids = tuple(rows.order_by().values_list("pk", flat=True)[: _NAMED_AT_MOST + 1]) if is_narrow else ()
    few = is_narrow and len(ids) <= _NAMED_AT_MOST
    return Chosen(
        ids if few else None,
        lambda some: set(rows.filter(pk__in=some).order_by().values_list("pk", flat=True)),
        first,
        last,
    )


def newest(rows: "QuerySet[Any]", columns: tuple[str, ...], chosen: Chosen, most: int) -> list[Row]:
    """The newest of the rows by these columns, day first, id last, among the chosen; more than `most` if there are more.

    ``columns`` are followed by the row's own id in the order, so that an index gives it.
    """
    if chosen.ids is not None:
        rows = rows.filter(**{f"{columns[-1]}__in": chosen.ids})
    order = [f"-{name}" for name in dict.fromkeys([*columns[:2], "pk"])]
    ordered = rows.order_by(*order).values_list(*columns)
    found: dict[int, Row] = {}
    for stretch in chosen.stretches(*columns[:2]):
        # A session has several texts: what is enough for so many statements is not for so many sessions.
        size = (most + 1) * (4 if len(columns) == 2 else 1)
        _find_first(ordered.filter(stretch), size, chosen, most, found)
        if len(found) > most:
            break
    return list(found.values())


def _find_first(
    ordered: "QuerySet[Any, Any]", size: int, chosen: Chosen, most: int, found: dict[int, Row]
) -> None:
    """Add the first of the rows that may be listed to those found, looking at `size` at first and then at ever more,
    until these are more than `most`."""
    start = 0
    while len(found) <= most:
        batch = list(ordered[start : start + size])
        new = {row[-1]: row for row in batch if row[-1] not in found}
        public = new if chosen.ids is not None else chosen.keep(new.keys())
        found |= {key: row for key, row in new.items() if key in public}
        if len(batch) < size:
            break
        start, size = start + size, 3 * size


def listed(exact: Iterable[Row], others: Iterable[Row], most: int) -> Listing:
    """Both lists as one, newest first in each, every id (the last column) once."""
    first = _ids(exact)
    ids = list(dict.fromkeys([*first, *_ids(others)]))
    return Listing(tuple(ids[:most]), len(ids) > most, min(len(first), most))


def _ids(rows: Iterable[Row]) -> list[int]:
    return list(dict.fromkeys(row[-1] for row in sorted(set(rows), reverse=True)))


def sessions_found(
    meaning: Meaning,
    public: "QuerySet[Session]",
    at: datetime | None,
    *,
    is_narrow: bool,
    first: date | None = None,
    last: date | None = None,
    most: int = MOST_LISTED,
) -> Listing:
    """Sessions that have the words, among those given (public, unordered): those of `sessions_having`, no others.
    ``first``, ``last``: see `Chosen`."""
    chosen = choose(public, is_narrow=is_narrow, first=first, last=last)
    texts = public_texts(at)
    of_texts = ("day", "session")
    as_typed = meaning.exact_condition()
    exact = newest(texts.filter(as_typed), of_texts, chosen, most) if as_typed else []
    others: list[Row] = []
    for way in meaning.ways(KINDS):
        if len(exact) > most:
            break
        named = [sessions_named(kind, owners, at) for kind, owners in way.named.items()]
        if not way.rest and len(named) == 1:
            for kind, owners in way.named.items():
                for rows in sessions_by_name(kind, owners, at):
                    exact += newest(rows, ("start__startswith", "pk"), chosen, most)
        elif not way.rest and named:
            sessions = Session.objects.all()
            for ids in named:
                sessions = sessions.filter(pk__in=ids)
            exact += newest(sessions, ("start__startswith", "pk"), chosen, most)
        elif condition := meaning.text_condition(way.rest):
            rows = texts.filter(condition)
            for ids in named:
                rows = rows.filter(session__in=ids)
            others += newest(rows, of_texts, chosen, most)
    return listed(exact, others, most)
