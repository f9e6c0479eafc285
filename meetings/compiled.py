"""Queries as text. Django takes longer to write one than PostgreSQL to answer, so that those of every page are written
once for a process; later only the instant at which embargoes are judged is filled in."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Key = ParamSpec("Key")
# Stands in a kept text for that instant.
AT = datetime(1800, 1, 1, tzinfo=UTC)
KEPT_MOST = 512


class Compiled(NamedTuple):
    """A query as SQL and its values, to be run or to stand within another."""

    sql: str
    values: Sequence[Any]


def compiled(rows: "QuerySet[Any, Any]") -> Compiled:
    """Raises EmptyResultSet if the query cannot match anything."""
    sql, values = rows.query.get_compiler(connection=connection).as_sql()
    return Compiled(sql, list(values))


def written_once(
    write: Callable[Concatenate[datetime, Key], "QuerySet[Any, Any]"],
) -> Callable[Concatenate[datetime, Key], Compiled]:
    """Decorate a function that makes a query for an instant and for other arguments, which can be keys: of these its text
    is kept. The function must look at nothing else, and at the instant only as a value of the query.

    Raises EmptyResultSet if the query cannot match anything.
    """

    @lru_cache(maxsize=KEPT_MOST)
    def kept(*key: Key.args, **named: Key.kwargs) -> Compiled | None:
        try:
            return compiled(write(AT, *key, **named))
        except EmptyResultSet:
            return None

    @wraps(write)
    def filled(at: datetime, *key: Key.args, **named: Key.kwargs) -> Compiled:
        text = kept(*key, **named)  # type: ignore[arg-type]  # "can be keys": hashable
        if text is None:
            raise EmptyResultSet
        return Compiled(text.sql, [at_instant(value, at) for value in text.values])

    return filled


def at_instant(value: Any, at: datetime) -> Any:
    """A value of a kept text."""
    return at if isinstance(value, datetime) and value == AT else value
