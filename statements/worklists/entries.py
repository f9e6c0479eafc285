"""What a work list is, a line of it, and how many rows all of them have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Nobody works through more: counting stops here, so that the first page stays fast.
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose lists they are, and on which day (UTC)."""

    user: Any
    today: date


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: the page of the desk where the work is done, and what to call it.

    ``quote``: words of a source, in ``language``; ``note``: what else to know, quieter.
    """

    address: str
    text: str
    note: str = ""
    quote: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class WorkList:
    """A list of the desk.

    ``key``: in its address (`/admin/work/<key>/`). ``about``: which records stand on it and how they leave it, for
    editors. ``rows``: in the order shown, with all that ``line`` reads (one query, or one more for each prefetch).
    ``permission``: who sees it. ``lead``: a page that goes through it one after the other, as (address, words), or
    None for this asker. ``is_always_shown``: on the first page even when it is empty; ``empty``: what to do
    then, as (name of the address, words).
    """

    key: str
    title: str
    about: str
    rows: Callable[[Asker], QuerySet[Any]]
    line: Callable[[Any], Line]
    permission: str = "meetings.view_session"
    lead: Callable[[Asker], tuple[str, str] | None] = lambda asker: None
    is_always_shown: bool = False
    empty: tuple[str, str] | None = None

    def lines(self, asker: Asker, most: int) -> list[Line]:
        """The first rows, made into lines."""
        return [self.line(row) for row in self.rows(asker)[:most]]


def counted(lists: Sequence[WorkList], asker: Asker) -> dict[str, int]:
    """How many rows each list has, by its key; `MOST_COUNTED` + 1 where there are more than that. One query."""
    parts, parameters = [], []
    for each in lists:
        rows = each.rows(asker).order_by().values("pk")[: MOST_COUNTED + 1]
        try:
            sql, given = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT %s, count(*) FROM ({sql}) found")
        parameters += [each.key, *given]
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return dict(cursor.fetchall())
