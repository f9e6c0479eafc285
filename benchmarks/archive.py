"""A record as large as a research archive: a thousand councils, a million sessions, five million delegations, two million
statements. Written by the database itself past the project's triggers, always the same; what triggers keep is left out
where no file reads it.

`make bench` reads RECONVENE_BENCH_SCALE: 0.01 makes a hundredth of it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from tqdm import tqdm

from benchmarks.filling import fill, tidy
from benchmarks.saying import say
from delegations.models import Delegate, Delegation, Membership, Party, PartyName, Person
from meetings.models import AgendaItem, CouncilName, Place, SessionCitation, Source, Topic
from statements.models import StatementParty

PORTION = 50_000  # sessions at a time, between two looks at the progress
PARTIES, PEOPLE, MEMBERS, SOURCES, DELEGATIONS_A_SESSION = 60, 5_000, 20, 50_000, 5

# A few of each, so that texts have all that cells must bear: quotes, commas, other scripts.
OUTCOMES = (
    "The sides exchanged views and agreed to meet again.",
    'No "concrete" progress, both sides said; talks continue at expert level.',
    "Es wurden Gespräche über Rüstungskontrolle vereinbart, Ort und Tag blieben offen.",
    "Стороны подтвердили позиции и договорились продолжить консультации.",
    "",
)


@dataclass(frozen=True)
class Size:
    councils: int = 1_000
    sessions_each: int = 1_000
    statements: int = 2_000_000

    @property
    def sessions(self) -> int:
        return self.councils * self.sessions_each

    @property
    def delegations(self) -> int:
        return DELEGATIONS_A_SESSION * self.sessions


def chosen_size() -> Size:
    scale = float(os.environ.get("RECONVENE_BENCH_SCALE", "1"))
    return Size(max(1, round(1_000 * scale)), 1_000, max(1, round(2_000_000 * scale)))


def build(size: Size) -> list[int]:
    """Writes it all and returns the councils' ids. Nothing is assessed yet."""
    whole = size.sessions + size.delegations + size.statements
    with (
        tqdm(total=whole, unit=" rows", unit_scale=True, desc="archive") as progress,
        connection.cursor() as cursor,
    ):
        cursor.execute("SET statement_timeout = 0")
        councils = fill(size.councils, size.sessions_each)
        progress.update(size.sessions)
        cursor.execute("SET session_replication_role = replica")
        starts = _name(cursor)
        for first in range(0, size.sessions, PORTION):
            end = min(first + PORTION, size.sessions)
            _portion(cursor, first, end, starts)
            progress.update((end - first) * DELEGATIONS_A_SESSION)
        say(size.statements, people=0, searched=False)
        _attribute(cursor)
        progress.update(size.statements)
        tidy()
    return councils


def _write(cursor: Any, model: type[models.Model], given: Mapping[str, str], rows: str) -> None:
    """Rows of a model: the columns given as SQL, all others with their default."""
    columns = dict(given)
    for field in model._meta.concrete_fields:
        left_out = field.column in given or field.primary_key or field.null or field.has_db_default()
        if not left_out:
            columns[field.column] = cursor.mogrify("%s", [field.get_default()]).decode()
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(columns.values())} FROM {rows}"
    )


def _name(cursor: Any) -> dict[type[models.Model], int]:
    """Parties, people, places, subjects; earlier names; who sits where. The first key of each kind."""
    Person.objects.bulk_create(Person(slug=f"person-{n}", name=f"Person {n}") for n in range(PEOPLE))
    Party.objects.bulk_create(
        Party(
            code=f"P{n:02d}", name=f"Party {n}", kind="state", iso3=f"A{chr(65 + n // 26)}{chr(65 + n % 26)}"
        )
        for n in range(PARTIES)
    )
    Place.objects.bulk_create(Place(name=f"City {n}", slug=f"city-{n}", iso3="BEL") for n in range(100))
    Topic.objects.bulk_create(Topic(name=f"Subject {n}", slug=f"subject-{n}") for n in range(50))
    _write(cursor, Source, {
        "url": "'https://news.example/reports/' || n", "title": "'Report ' || n || ' on the talks'", "language": "'en'",
        "publisher": "(ARRAY['ZDF', 'Reuters', 'dpa', 'TASS', 'AFP'])[1 + n % 5]",
    }, f"generate_series(0, {SOURCES - 1}) n")  # fmt: skip
    cursor.execute(
        "UPDATE meetings_source SET derived_from_id = id - 1 WHERE url LIKE 'https://news.example/reports/%' AND id % 10 = 0"
    )
    _write(cursor, CouncilName, {
        "council_id": "c.id", "text": "'Former ' || c.name", "language": "'en'", "kind": "'former'",
        "valid_to": "daterange('1900-01-01', '1900-01-02')",
    }, "meetings_council c")  # fmt: skip
    _write(cursor, PartyName, {
        "party_id": "p.id", "text": "'Former ' || p.name", "language": "'en'", "kind": "'former'",
        "valid_to": "daterange('1870-01-01', '1870-01-02')",
    }, "delegations_party p")  # fmt: skip
    _write(cursor, Membership, {
        "council_id": "c.id", "party_id": "p.id", "standing": "'member'", "joined": "daterange('1860-01-01', '1861-01-01')",
    }, f"meetings_council c JOIN delegations_party p ON (p.id * 7 + c.id) % {PARTIES} < {MEMBERS}")  # fmt: skip
    made = {
        Party: "code = 'P00'",
        Place: "slug = 'city-0'",
        Topic: "slug = 'subject-0'",
        Person: "slug = 'person-0'",
    }
    found = {Source: "url = 'https://news.example/reports/0'", **made}
    starts = {}
    for model, condition in found.items():
        cursor.execute(f"SELECT id FROM {model._meta.db_table} WHERE {condition}")
        (starts[model],) = cursor.fetchone()
    return starts


def _portion(cursor: Any, first: int, end: int, starts: Mapping[type[models.Model], int]) -> None:
    """All that hangs on the sessions from the one number to the other, in the order of their keys. ``starts``: the first
    key of the sources, parties, places and subjects, whose keys follow each other."""
    cursor.execute(
        "CREATE TEMPORARY TABLE portion AS SELECT id, row_number() OVER (ORDER BY id) + %s AS n FROM "
        "(SELECT id FROM meetings_session ORDER BY id OFFSET %s LIMIT %s) s",
        [first, first, end - first],
    )
    cursor.execute(
        "UPDATE meetings_session s SET outcome = (%s)[1 + n %% 5], place_id = %s + n %% 100, outcome_kind = 'other', "
        "title = CASE WHEN n %% 3 = 0 THEN 'Meeting ' || n ELSE '' END, venue = 'NATO headquarters', "
        "status = CASE WHEN n %% 20 = 0 THEN 'cancelled' ELSE 'held' END, roster_complete = n %% 2 = 0, "
        '"end" = CASE WHEN n %% 4 = 0 THEN daterange(upper(start), upper(start) + 1) END '
        "FROM portion WHERE portion.id = s.id",
        [list(OUTCOMES), starts[Place]],
    )
    for nth, rows in enumerate(("portion", "portion WHERE n % 2 = 0")):
        _write(cursor, SessionCitation, {
            "session_id": "portion.id", "source_id": f"{starts[Source]} + (n * 31 + {nth} * 7) % {SOURCES}",
        }, rows)  # fmt: skip
    _write(cursor, AgendaItem, {
        "session_id": "portion.id", "text": "'Item ' || n || ', ' || k", "topic_id": f"{starts[Topic]} + (n + k) % 50",
        "standing": "(ARRAY['discussed', 'offered'])[1 + k % 2]", "position": "k",
    }, "portion, generate_series(0, 1) k")  # fmt: skip
    _write(cursor, Delegation, {
        "session_id": "portion.id", "party_id": f"{starts[Party]} + (n * 7 + k * 11) % {PARTIES}",
        "attendance": "(ARRAY['attended', 'attended', 'attended', 'absent', 'unknown'])[1 + (n + k) % 5]",
        "capacity": "'member'", "position": "k", "designation_as_printed": "'delegation ' || k",
    }, f"portion, generate_series(0, {DELEGATIONS_A_SESSION - 1}) k ORDER BY n, k")  # fmt: skip
    _write(cursor, Delegate, {
        "delegation_id": "d.id", "person_id": f"{starts[Person]} + d.id % {PEOPLE}", "leads": "true",
        "name_as_printed": "'Printed ' || d.id", "role_as_printed": "'Deputy Foreign Minister'",
    }, "delegations_delegation d JOIN portion ON portion.id = d.session_id WHERE d.id % 2 = 0")  # fmt: skip
    cursor.execute("DROP TABLE portion")


def _attribute(cursor: Any) -> None:
    """Each statement is a party's that has a delegation at its session."""
    cursor.execute("SET session_replication_role = replica")
    _write(cursor, StatementParty, {
        "statement_id": "s.id",
        "party_id": "(SELECT party_id FROM delegations_delegation d WHERE d.session_id = s.session_id ORDER BY id LIMIT 1)",
    }, "statements_statement s")  # fmt: skip
    cursor.execute("SET session_replication_role = origin")
