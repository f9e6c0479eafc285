"""Councils with made-up sessions, a million if need be, written by the database itself past the project's triggers."""

from collections.abc import Sequence

from django.db import connection

from meetings.dates import DateInterval
from meetings.models import Council, Session, SessionCouncil, Source
from meetings.vocabulary import Publication

# Monthly meetings with bursts and, now and then, a long silence; of three levels.
_DAYS = """
SELECT council, number, DATE '1850-01-01' + (sum(step) OVER (PARTITION BY council ORDER BY number))::int AS day
FROM (
    SELECT council, number,
        CASE WHEN random() < 0.01 THEN 700 ELSE (ARRAY[3, 20, 30, 30, 31, 60, 90])[1 + floor(7 * random())::int] END AS step
    FROM generate_series(0, %(councils)s - 1) council, generate_series(1, %(sessions)s) number
    ORDER BY council, number
) steps
"""
_LEVELS = "(ARRAY['ambassadors', 'ministers', 'heads_of_state_government'])[1 + number %% 3]"


def _columns(model: type[Session] | type[SessionCouncil], given: Sequence[str]) -> tuple[str, str]:
    """The columns of a table, those given first, and those of a row of it to take the others from."""
    others = [f.column for f in model._meta.concrete_fields if f.column not in given]
    quoted = [f'"{name}"' for name in others]
    return ", ".join([*given, *quoted]), ", ".join(f"sample.{name}" for name in quoted)


def fill(councils: int, sessions: int) -> list[int]:
    """Publishes so many councils with so many sessions each, always the same ones, and returns their ids.

    The sessions of all councils are stored by their day, as editors of all councils would have entered them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        source = Source.objects.create(url="https://news.example/all", title="All")
        made = Council.objects.bulk_create(
            Council(
                slug=f"council-{n}", name=f"Council {n}", publication=Publication.PUBLISHED, source=source
            )
            for n in range(councils)
        )
        ids = [council.pk for council in made]
        session = Session.objects.create(
            start=DateInterval.parse_iso("1849"), publication=Publication.PUBLISHED
        )
        link = SessionCouncil.objects.create(session=session, council=made[0])
        columns, others = _columns(Session, ("id", "start", "level"))
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(
            f"CREATE TEMPORARY TABLE days AS {_DAYS}", {"councils": councils, "sessions": sessions}
        )
        cursor.execute(
            "CREATE TEMPORARY TABLE numbered AS "
            "SELECT council, number, day, %s + row_number() OVER (ORDER BY day, council, number) AS id FROM days",
            [session.pk],
        )
        cursor.execute(
            f"INSERT INTO {Session._meta.db_table} ({columns}) "
            f"SELECT numbered.id, daterange(day, day + 1), {_LEVELS}, {others} "
            f"FROM numbered, {Session._meta.db_table} sample WHERE sample.id = %s ORDER BY numbered.id",
            [session.pk],
        )
        columns, others = _columns(SessionCouncil, ("id", "session_id", "council_id"))
        cursor.execute(
            f"INSERT INTO {SessionCouncil._meta.db_table} ({columns}) "
            f"SELECT %s + numbered.id, numbered.id, (%s)[1 + council], {others} "
            f"FROM numbered, {SessionCouncil._meta.db_table} sample WHERE sample.id = %s ORDER BY numbered.id",
            [link.pk, ids, link.pk],
        )
        cursor.execute("DROP TABLE days, numbered")
        link.delete()
        session.delete()
        cursor.execute("SET session_replication_role = origin")
        tidy()
    return ids


def tidy() -> None:
    """Or the server's own clean-up after so many new rows would run beside what is measured."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def move_one_session_of_each() -> None:
    """One session of each council, in the middle of its history, is found to have been a week later."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "WITH middle AS (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY session_id) AS id "
            "FROM meetings_sessioncouncil GROUP BY council_id) "
            "UPDATE meetings_session SET start = daterange(lower(start) + 7, upper(start) + 7) "
            "FROM middle WHERE middle.id = meetings_session.id"
        )
        cursor.execute("SET session_replication_role = origin")
        tidy()
