"""How many rows whole tables have: from the numbers that the database keeps (`RowTotal`), less the few that do not count."""

from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import QuerySet

from meetings import terms
from meetings.compiled import compiled
from meetings.models import RowTotal
from meetings.triggers import COUNTS_ROWS

_TOTALS = RowTotal._meta.db_table


def rows_but(left_out: "QuerySet[Any]") -> int:
    """Rows of a table that is counted, all but these, which an index should find. One query."""
    rows, values = compiled(left_out.order_by().values("pk"))
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT coalesce((SELECT sum(rows) FROM {_TOTALS} WHERE "table" = %s), 0)'
            f" - (SELECT count(*) FROM ({rows}) AS left_out)",
            [left_out.model._meta.db_table, *values],
        )
        return int(cursor.fetchone()[0])


def counted_tables() -> list[str]:
    """Tables that keep their number of rows."""
    return [model._meta.db_table for model in apps.get_models() if _is_counted(model)]


def _is_counted(model: type[models.Model]) -> bool:
    return any(each.name.startswith(COUNTS_ROWS) for each in getattr(model._meta, "triggers", ()))


def count_anew() -> None:
    """For who has written past the triggers, while nobody else writes."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {_TOTALS}")
        for table in counted_tables():
            cursor.execute(term_of_all_rows(table))


def term_of_all_rows(table: str) -> str:
    """SQL that keeps the number of a table's rows, of which none is kept yet."""
    return (
        f"INSERT INTO {_TOTALS} (\"table\", rows) SELECT '{table}', count(*) FROM {table} HAVING count(*) > 0"
    )


def sum_up() -> None:
    """Make the terms of a table one."""
    terms.sum_up(RowTotal, ("table",), ("rows",))
