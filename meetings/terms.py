"""Numbers that the database keeps as terms of a sum: who changes one adds a term, and waits for nobody."""

from collections.abc import Sequence

from django.db import connection, models


def sum_up(model: type[models.Model], keys: Sequence[str], numbers: Sequence[str]) -> None:
    """Make the terms of the same keys one, and none where they come to nothing. Whatever another such run holds is left to
    it; who adds terms meanwhile neither waits nor is lost. ``keys``, ``numbers``: columns."""
    table = model._meta.db_table
    quoted = [[connection.ops.quote_name(name) for name in names] for names in (keys, numbers)]
    key, number = (", ".join(names) for names in quoted)
    sums = [f"sum({name})" for name in quoted[1]]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH several AS (SELECT {key} FROM {table} GROUP BY {key} HAVING count(*) > 1),"
            f" taken AS (DELETE FROM {table} WHERE id = ANY(ARRAY("
            f"SELECT term.id FROM {table} term JOIN several USING ({key}) FOR UPDATE OF term SKIP LOCKED"
            f")) RETURNING {key}, {number})"
            f" INSERT INTO {table} ({key}, {number}) SELECT {key}, {', '.join(sums)} FROM taken"
            f" GROUP BY {key} HAVING {' OR '.join(f'{each} <> 0' for each in sums)}"
        )
