"""How long it takes to judge many councils: the pure rule, and the whole way through the database."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import pairwise
from time import perf_counter

from django.db import connection

from benchmarks.table import Row
from meetings.assessment import BATCH, assess_councils
from meetings.dates import DateInterval
from meetings.gaps import Row as Session
from meetings.models import Council, Resumption, SessionCouncil, Source
from meetings.models import Session as SessionRecord
from meetings.resumptions import assess
from meetings.vocabulary import Publication

NOW = datetime(2026, 1, 1, tzinfo=UTC)
COUNCILS, SESSIONS = 1000, 100
SUBJECT, NAMES = "assessment", f"{COUNCILS:,} councils of {SESSIONS} sessions"


def _days(number: int, seed: int) -> list[date]:
    """Monthly meetings with bursts and, now and then, a long silence; the same for the same seed."""
    chance = random.Random(seed)
    day, days = date(1900, 1, 1).toordinal(), []
    steps = [3, 20, 30, 30, 31, 60, 90] if number < 1000 else [3, 7, 7, 7]
    for _ in range(number):
        day += 700 if chance.random() < 0.01 and number < 1000 else chance.choice(steps)
        days.append(date.fromordinal(day))
    return days


def _rows(number: int, seed: int) -> list[Session]:
    return [Session(n, day, day, day, day, n % 3) for n, day in enumerate(_days(number, seed))]


def _seconds(function: Callable[[], object]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start


def _linear_pass(councils: list[list[Session]]) -> int:
    """The least that any rule must do: visit each session and subtract one day from the next."""
    longest = 0
    for rows in councils:
        for before, after in pairwise(rows):
            longest = max(longest, (after.start_earliest - before.end_latest).days)
    return longest


def _fill() -> list[int]:
    """Published councils with their sessions, written past the triggers, whose work is not what is measured."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        source = Source.objects.create(url="https://news.example/all", title="All")
        councils = Council.objects.bulk_create(
            Council(
                slug=f"council-{n}", name=f"Council {n}", publication=Publication.PUBLISHED, source=source
            )
            for n in range(COUNCILS)
        )
        for seed, council in enumerate(councils):
            sessions = SessionRecord.objects.bulk_create(
                SessionRecord(start=DateInterval.day(day), publication=Publication.PUBLISHED)
                for day in _days(SESSIONS, seed)
            )
            SessionCouncil.objects.bulk_create(
                SessionCouncil(session=each, council=council) for each in sessions
            )
        cursor.execute("SET session_replication_role = origin")
        # Or the server's own clean-up after so many new rows would run beside what is measured.
        cursor.execute("VACUUM ANALYZE")
    return [council.pk for council in councils]


def _assess_all(council_ids: list[int]) -> None:
    for start in range(0, len(council_ids), BATCH):
        assess_councils(council_ids=council_ids[start : start + BATCH], now=NOW)


def _read_all() -> None:
    list(
        SessionCouncil.objects.public(NOW)
        .values_list("council_id", "session_id", "session__start")
        .iterator()
    )


def _rule_rows() -> list[Row]:
    """The rule alone, on rows made in memory and gone before the stored ones are measured."""
    big, many = _rows(10_000, 1), [_rows(SESSIONS, seed) for seed in range(COUNCILS)]
    plain_big, plain_many = _seconds(lambda: _linear_pass([big])), _seconds(lambda: _linear_pass(many))
    rule_big = _seconds(lambda: assess(big))
    rule_many = _seconds(lambda: [assess(rows) for rows in many])
    return [
        Row(
            SUBJECT, "rule alone, one council of 10,000 sessions", rule_big, "s", 1, plain_big, "linear pass"
        ),
        Row(SUBJECT, f"rule alone, {NAMES}", rule_many, "s", None, plain_many, "linear pass"),
    ]


def run() -> list[Row]:
    rows = _rule_rows()
    council_ids = _fill()
    read = _seconds(_read_all)
    first = _seconds(lambda: _assess_all(council_ids))
    again = _seconds(lambda: _assess_all(council_ids))
    assert Resumption.objects.exists()
    return [
        *rows,
        Row(SUBJECT, f"stored for the first time, {NAMES}", first, "s", 10, read, "reading the sessions"),
        Row(SUBJECT, f"assessed again unchanged, {NAMES}", again, "s", 10, read, "reading the sessions"),
    ]
