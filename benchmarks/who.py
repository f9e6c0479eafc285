"""What the pages of who cost with a long record: a party in 20,000 sessions of 40,000, met by sixty others."""

from collections.abc import Iterable
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from unittest import mock

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from benchmarks.filling import fill, tidy
from benchmarks.table import Row
from benchmarks.timeline import PLAIN_FILES
from delegations.models import Delegation, Party, Person

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
COUNCILS, SESSIONS, OTHERS, COMPANIONS = 100, 400, 60, 4
RUNS = 5


def _fill() -> None:
    fill(COUNCILS, SESSIONS)
    parties = [Party.objects.create(code="BIG", name="Big", kind="state")]
    parties += Party.objects.bulk_create(
        Party(code=f"P{n:02d}", name=f"Party {n}", kind="state", sort_key=f"party {n:02d}")
        for n in range(OTHERS)
    )
    people = Person.objects.bulk_create(Person(slug=f"p-{n}", name=f"P {n}") for n in range(OTHERS + 1))
    keys, heads = [party.pk for party in parties], [person.pk for person in people]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        columns = [
            f.column
            for f in Delegation._meta.concrete_fields
            if f.column not in ("id", "session_id", "party_id")
        ]
        sample = Delegation.objects.create(
            session_id=_some_session(cursor), party=parties[0], attendance="attended", capacity="member"
        )
        names, values = ", ".join(f'"{c}"' for c in columns), ", ".join(f'sample."{c}"' for c in columns)
        # Every second session; of the others each a few, another mixture each time.
        cursor.execute(
            f"INSERT INTO delegations_delegation (session_id, party_id, {names}) "
            f"SELECT seats.id, (%s)[1 + seats.place], {values} FROM ("
            f"SELECT DISTINCT s.id, CASE n WHEN 0 THEN 0 ELSE 1 + (s.id * 7 + n * 13) %% {OTHERS} END AS place "
            f"FROM meetings_session s, generate_series(0, {COMPANIONS}) n WHERE s.id %% 2 = 0"
            ") seats, delegations_delegation sample WHERE sample.id = %s AND seats.id <> sample.session_id",
            [keys, sample.pk],
        )
        cursor.execute(
            "INSERT INTO delegations_delegate (delegation_id, person_id, name_as_printed, role_as_printed, leads, chairs, "
            "position, created_at, updated_at, record_version) "
            "SELECT id, (%s)[1 + array_position(%s, party_id) - 1], '', '', true, false, 0, now(), now(), 1 "
            "FROM delegations_delegation",
            [heads, keys],
        )
        cursor.execute("SET session_replication_role = origin")
    tidy()


def _some_session(cursor: object) -> int:
    from meetings.models import Session

    return int(Session.objects.order_by("pk").values_list("pk", flat=True)[0])


def run() -> Iterable[Row]:
    _fill()
    with (
        override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=PLAIN_FILES),
        mock.patch("meetings.pages.clock", return_value=NOW),
    ):
        return [
            row
            for address in (
                "/parties/BIG/",
                "/people/p-0/",
                "/parties/",
                "/people/",
                "/parties/BIG/councils/",
            )
            for row in _rows(address)
        ]


def _rows(address: str) -> list[Row]:
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        body = client.get(address).content
    # Counted at once: the next request forgets them.
    asked = len([query for query in queries if query["sql"].startswith("SELECT")])
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        client.get(address)
        times.append(1000 * (perf_counter() - start))
    return [
        Row("who", f"{address} with 100,000 delegations, median of {RUNS}", median(times), "ms"),
        Row("who", f"{address}, queries", asked, ""),
        Row("who", f"{address}, size", len(body) / 1000, "kB"),
    ]
