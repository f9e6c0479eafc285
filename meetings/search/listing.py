"""The newest rows found, exact ones first, as many as anybody leafs through: a word that is everywhere stays fast.

Not ranked by how often a word stands in a text: a record is looked through by day. Nobody counts to the end of a word
that half of all texts have; the list says that there are more, and the CSV has them all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from meetings.models import SearchedText, Session
from meetings.search.meaning import Meaning, Way
from meetings.search.sessions import KINDS, public_texts, sessions_named

MOST_LISTED = 1000
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Ids in the order shown. ``goes_on``: there are more than these; ``exact``: how many of the first are as typed."""

    ids: tuple[int, ...]
    goes_on: bool = False
    exact: int = 0

    @property
    def total(self) -> int:
        return len(self.ids)


def newest(rows: "QuerySet[Any]", *columns: str) -> list[Row]:
    """The newest of the rows by these columns, day first; one more than is listed tells that there are others."""
    found = rows.order_by(*(f"-{name}" for name in columns)).values_list(*columns).distinct()
    return list(found[: MOST_LISTED + 1])


def listed(exact: Iterable[Row], others: Iterable[Row]) -> Listing:
    """Both lists as one, newest first in each, every id (the last column) once."""
    first = _ids(exact)
    ids = list(dict.fromkeys([*first, *_ids(others)]))
    return Listing(tuple(ids[:MOST_LISTED]), len(ids) > MOST_LISTED, min(len(first), MOST_LISTED))


def _ids(rows: Iterable[Row]) -> list[int]:
    return list(dict.fromkeys(row[-1] for row in sorted(set(rows), reverse=True)))


def sessions_found(meaning: Meaning, chosen: "QuerySet[Session]", at: datetime | None) -> Listing:
    """Sessions that have the words, among the chosen ones (public, unordered): those of `sessions_having`, no others."""
    texts = public_texts(at).filter(session__in=chosen.values("pk"))
    as_typed = meaning.exact_condition()
    exact = newest(texts.filter(as_typed), "day", "session") if as_typed else []
    if len(exact) > MOST_LISTED:
        return listed(exact, ())
    others: list[Row] = []
    for way in meaning.ways(KINDS):
        for rows, columns in _of_way(meaning, way, texts, chosen, at):
            (others if way.rest or not way.named else exact).extend(newest(rows, *columns))
    return listed(exact, others)


def _of_way(
    meaning: Meaning,
    way: Way,
    texts: "QuerySet[SearchedText]",
    chosen: "QuerySet[Session]",
    at: datetime | None,
) -> Iterator[tuple["QuerySet[Any]", tuple[str, ...]]]:
    named = [sessions_named(kind, owners, at) for kind, owners in way.named.items()]
    if way.rest or not named:
        condition: Q | None = meaning.text_condition(way.rest)
        if condition is not None:
            rows = texts.filter(condition)
            for ids in named:
                rows = rows.filter(session__in=ids)
            yield rows, ("day", "session")
    else:
        sessions = chosen
        for ids in named:
            sessions = sessions.filter(pk__in=ids)
        yield sessions, ("start__startswith", "pk")
