"""Councils with made-up sessions, a million if need be, written by the database itself past the project's triggers."""

from collections.abc import Sequence

from django.db import connection

from meetings.dates import DateInterval
from meetings.models import Council, Session, SessionCouncil, Source
from meetings.totals import count_anew
from meetings.vocabulary import Publication

MONTHLY = (3, 20, 30, 30, 31, 60, 90)
WEEKLY = (3, 7, 7, 7)
_DAYS = """
SELECT council, number, DATE '1850-01-01' + (sum(step) OVER (PARTITION BY council ORDER BY number))::int AS day
FROM (
    SELECT council, number,
        CASE WHEN random() < %(freezes)s THEN 700 ELSE (%(steps)s)[1 + floor(%(choices)s * random())::int] END AS step
    FROM generate_series(0, %(councils)s - 1) council, generate_series(1, %(sessions)s) number
    ORDER BY council, number
) steps
"""
# Of three levels, so that all three streams are judged.
_LEVELS = "(ARRAY['ambassadors', 'ministers', 'heads_of_state_government'])[1 + number %% 3]"


def _columns(model: type[Session] | type[SessionCouncil], given: Sequence[str]) -> tuple[str, str]:
    """The columns of a table, those given first, and those of a row of it to take the others from."""
    others = [f.column for f in model._meta.concrete_fields if f.column not in given]
    quoted = [f'"{name}"' for name in others]
    return ", ".join([*given, *quoted]), ", ".join(f"sample.{name}" for name in quoted)


def fill(
    councils: int, sessions: int, *, steps: Sequence[int] = MONTHLY, freezes: float = 0.003
) -> list[int]:
    """Publishes so many councils with so many sessions each, always the same ones, and returns their ids.

    `steps`: the days between sessions, in bursts and rhythms; `freezes`: how often it is a long silence instead.
    The sessions of all councils are stored by their day, as editors of all councils would have entered them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        source, _ = Source.objects.get_or_create(url="https://news.example/all", defaults={"title": "All"})
        made = Council.objects.bulk_create(
            Council(
                slug=f"council-{sessions}-{n}",
                name=f"Council {n}",
                publication=Publication.PUBLISHED,
                source=source,
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
        numbers = {"councils": councils, "sessions": sessions, "freezes": freezes}
        cursor.execute(
            f"CREATE TEMPORARY TABLE days AS {_DAYS}",
            {**numbers, "steps": list(steps), "choices": len(steps)},
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
        cursor.execute(
            "INSERT INTO meetings_timelineentry "
            "(session_id, council_id, first_day, last_day, is_wide, is_first, embargo_until) "
            "SELECT * FROM reconvene_timeline_rows(ARRAY(SELECT id FROM numbered))"
        )
        cursor.execute("DROP TABLE days, numbered")
        link.delete()
        session.delete()
        cursor.execute("TRUNCATE meetings_timelinecount")
        cursor.execute(
            "INSERT INTO meetings_timelinecount (council_id, year, entries, sessions) "
            "SELECT * FROM reconvene_timeline_counts()"
        )
        for table in (Session, SessionCouncil):
            name = table._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"
            )
        cursor.execute("SET session_replication_role = origin")
        tidy()
    return ids


def tidy() -> None:
    """What hangs on so many new rows: their numbers, which triggers would have kept, and the server's own clean-up, which
    would run beside what is measured."""
    count_anew()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def move_a_session_of_each(council_ids: Sequence[int]) -> None:
    """One session of each council, in the middle of its history, is found to have been a week later."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "WITH middle AS (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY session_id) AS id "
            "FROM meetings_sessioncouncil WHERE council_id = ANY(%s) GROUP BY council_id) "
            "UPDATE meetings_session SET start = daterange(lower(start) + 7, upper(start) + 7) "
            "FROM middle WHERE middle.id = meetings_session.id",
            [list(council_ids)],
        )
        cursor.execute("SET session_replication_role = origin")
