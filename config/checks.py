"""Start-up checks of the database. A cluster made with a plain C locale cannot lower-case, stem or compare
anything but English, and says nothing: names in Cyrillic would silently not be found."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

_HOW = (
    "Make the cluster with: initdb --locale-provider=builtin --builtin-locale=C.UTF-8 "
    "--lc-collate=C --lc-ctype=C.UTF-8 -E UTF8"
)
# What the database does with Cyrillic, and what it must do.
_PROBES = (
    ("lower-casing", "lower('ГРУШКО')", "грушко"),
    ("character classes", "regexp_replace('Грушко', '[[:alpha:]]', '', 'g')", ""),
    ("full-text search", "to_tsvector('simple', 'ГРУШКО')::text", "'грушко':1"),
)


def locale_problems() -> list[str]:
    """One sentence for each way in which the database's locale breaks text that is not English."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        if (encoding := cursor.fetchone()[0]) != "UTF8":
            return [f"The database's encoding is {encoding}; it must be UTF8. {_HOW}"]
        cursor.execute("SELECT " + ", ".join(sql for _, sql, _ in _PROBES))
        results = cursor.fetchone()
    return [
        f"The database's locale breaks {name} of Cyrillic: {sql} gives {got!r}. {_HOW}"
        for (name, sql, wanted), got in zip(_PROBES, results, strict=True)
        if got != wanted
    ]


@register(Tags.database)
def check_locale(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Runs in `migrate` and in `check --database default`."""
    if not databases:
        return []
    return [Error(problem, id="config.E001") for problem in locale_problems()]
