"""From the commit of a publication to the stored verdict, with a real, idle worker on a real broker."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import redis
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from benchmarks.one_worker import environment
from benchmarks.table import Row
from config import heartbeat
from meetings.assessment import assess_council
from meetings.dates import DateInterval
from meetings.models import (
    AssessmentDue,
    Council,
    Resumption,
    Session,
    SessionCitation,
    SessionCouncil,
    Source,
)
from meetings.vocabulary import Publication

REPETITIONS = 31
HELD = ("2016-01-01", "2016-05-01", "2016-10-01", "2017-01-01")
RESUMED_ON = "2022-01-12"
PATIENCE = 60.0
_numbers = count(1)


def _session(council: Council, source: Source, day: str) -> Session:
    """A draft with all that its publication asks for."""
    session = Session.objects.create(start=DateInterval.parse_iso(day))
    SessionCouncil.objects.create(session=session, council=council)
    SessionCitation.objects.create(session=session, source=source)
    return session


def _publish(session: Session) -> None:
    session.publication = Publication.PUBLISHED
    session.save()


def _silent_council(source: Source) -> Council:
    number = next(_numbers)
    council = Council.objects.create(
        slug=f"council-{number}",
        name=f"Council {number}",
        publication=Publication.PUBLISHED,
        source=source,
    )
    with transaction.atomic():
        for day in HELD:
            _publish(_session(council, source, day))
    return council


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = perf_counter() + PATIENCE
    while not holds():
        if perf_counter() > deadline:
            raise TimeoutError("the worker did not do its work")
        sleep(0.001)


@contextmanager
def _idle_worker() -> Iterator[None]:
    with redis.Redis.from_url(settings.REDIS_URL) as broker, tempfile.TemporaryFile() as log:
        broker.flushdb()
        argv = [sys.executable, "-m", "celery", "-A", "config.celery_app", "worker", "--concurrency", "1"]
        worker = subprocess.Popen(
            [*argv, "--without-gossip", "--without-mingle"],
            env=environment(),
            cwd=Path(__file__).resolve().parent.parent,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until(lambda: broker.get(heartbeat.KEY) is not None)
            yield
        finally:
            worker.terminate()
            worker.wait(30)


def _once(source: Source) -> float:
    council = _silent_council(source)
    session = _session(council, source, RESUMED_ON)
    _wait_until(lambda: not AssessmentDue.objects.exists())
    with transaction.atomic():
        _publish(session)
        start = perf_counter()  # the commit is what follows
    _wait_until(Resumption.objects.filter(session=session).exists)
    return perf_counter() - start


def run() -> list[Row]:
    source = Source.objects.create(url="https://news.example/all", title="All")
    with _idle_worker():
        waited = sorted(_once(source) for _ in range(REPETITIONS))
    council_id = Council.objects.values_list("pk", flat=True)[0]
    now: datetime = timezone.now()
    alone = []
    for _ in range(REPETITIONS):
        start = perf_counter()
        assess_council(council_id=council_id, now=now)
        alone.append(perf_counter() - start)
    slow = waited[round(0.9 * (REPETITIONS - 1))]
    of = f"of {REPETITIONS}, idle worker"
    compared = (median(alone), "assessing it")
    return [
        Row("commit", f"to the stored verdict, median {of}", median(waited), "s", 0.5, *compared),
        Row("commit", f"to the stored verdict, nine in ten {of}", slow, "s", None, *compared),
    ]
