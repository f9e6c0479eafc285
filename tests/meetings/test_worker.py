"""Real Celery workers on a real broker: the flag comes by itself, and what breaks only delays it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings
from django.db import connection
from kombu import Connection

from config.embedded.broker import Broker
from config.embedded.processes import stop_children
from meetings import tasks
from meetings.models import AssessmentDue, Council, Gap, Notice, Resumption, Silence
from tests import factories
from tests.conftest import StartWorker

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

HELD = ("2016-01-01", "2016-05-01", "2016-10-01", "2017-01-01")
AFTER_THE_SILENCE, WITHIN_IT = "2022-01-12", "2021-12-01"


def make_history(*more: str) -> Council:
    council = factories.make_council()
    for day in (*HELD, *more):
        factories.make_session(council, day)
    return council


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> float:
    """Seconds until it held; fails if it did not within the time."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, "waited in vain"
        time.sleep(0.02)
    return time.monotonic() - start


def nothing_due() -> bool:
    return not AssessmentDue.objects.exists()


def everything_stored() -> list[object]:
    return [list(table.objects.order_by("pk").values()) for table in (Gap, Resumption, Silence, Notice)]


def waiting_for_the_flag() -> list[int]:
    """The server processes of workers that wait for the lock of a flag: their gaps are written by then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            """ AND query LIKE 'SELECT "meetings_resumption".%'"""
        )
        return [pid for (pid,) in cursor.fetchall()]


@contextmanager
def flags_locked() -> Iterator[None]:
    """As if a reviewer's transaction held all flags: an assessment stops there, in the middle of its own."""
    reviewer = connection.copy()
    reviewer.set_autocommit(False)
    try:
        with reviewer.cursor() as cursor:
            cursor.execute("SELECT id FROM meetings_resumption FOR UPDATE")
        yield
    finally:
        reviewer.rollback()
        reviewer.close()


def test_a_published_session_is_flagged_within_two_seconds(worker: "subprocess.Popen[bytes]") -> None:
    council = make_history()
    wait_for(nothing_due)
    session = factories.make_session(council, AFTER_THE_SILENCE)
    assert wait_for(Resumption.objects.filter(session=session).exists) < 2


def test_a_worker_killed_in_the_middle_leaves_all_old_verdicts_and_the_next_brings_all_new(
    start_worker: StartWorker,
) -> None:
    council = make_history(AFTER_THE_SILENCE)
    tasks.sweep()
    before = everything_stored()
    worker = start_worker()
    with flags_locked():
        factories.make_session(council, WITHIN_IT)
        wait_for(lambda: len(waiting_for_the_flag()) == 1)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        assert everything_stored() == before
        with redis.Redis.from_url(settings.REDIS_URL) as broker:
            (message,) = broker.hvals("unacked")  # acknowledged only when done, so it is not lost
            assert b"meetings.tasks.assess_due" in message
    # The server gives the dead worker's transaction up as soon as it hears nothing from it.
    wait_for(lambda: not waiting_for_the_flag())
    assert everything_stored() == before
    assert AssessmentDue.objects.filter(council=council).exists()
    start_worker()
    wait_for(nothing_due)
    assert Gap.objects.filter(council=council).count() == len(HELD) + 2
    old, new = Resumption.objects.order_by("id")
    assert (old.state, new.session.start.edtf) == ("withdrawn", WITHIN_IT)


def test_a_child_killed_in_the_middle_has_its_message_delivered_again(start_worker: StartWorker) -> None:
    council = make_history(AFTER_THE_SILENCE)
    tasks.sweep()
    parent = start_worker(pool="prefork")
    (child,) = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
    with flags_locked():
        factories.make_session(council, WITHIN_IT)
        wait_for(lambda: len(waiting_for_the_flag()) == 1)
        os.kill(int(child), signal.SIGKILL)
    # Nobody sweeps here: the parent hands the message to its next child.
    wait_for(nothing_due)
    assert Resumption.objects.filter(council=council, state="withdrawn").count() == 1
    assert Resumption.objects.filter(session__start__startswith=WITHIN_IT).count() == 1


SAVE = """
import sys, time, django
django.setup()
from meetings.models import Council
from tests import factories
council = Council.objects.get(pk=int(sys.argv[1]))
source = factories.make_source(url="https://news.example/saved")
start = time.monotonic()
factories.make_session(council, sys.argv[2], source=source)
print(time.monotonic() - start)
"""


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A broker of this test's own, to stop and start."""
    with tempfile.TemporaryDirectory(prefix="reconvene-") as sockets:  # a socket's path must be short
        broker = Broker(tmp_path, Path(sockets), tmp_path / "broker.log", throwaway=True)
        broker.prepare()
        start(broker)
        yield broker
        stop_children([broker.child], 2)


def start(broker: Broker) -> None:
    broker.child.start()
    broker.wait()


def save(council: Council, day: str, broker: Broker) -> float:
    """An editor's process saves a session, with this broker or without it; the seconds that it took."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{settings.DATABASES['default']['NAME']}")
    saved = subprocess.run(
        [sys.executable, "-c", SAVE, str(council.pk), day],
        env={
            **os.environ,
            "DATABASE_URL": database.geturl(),
            "REDIS_URL": broker.url,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        },
        capture_output=True,
        text=True,
    )
    assert saved.returncode == 0, saved.stderr
    return float(saved.stdout)


def test_with_the_broker_down_saving_works_and_the_sweep_brings_the_flag_once_it_is_back(
    broker: Broker, start_worker: StartWorker
) -> None:
    council = make_history()
    worker = start_worker(broker=broker.url)
    wait_for(nothing_due)
    stop_children([broker.child], 2)
    assert save(council, AFTER_THE_SILENCE, broker) < 2, "saving waited for the broker"
    assert AssessmentDue.objects.filter(council=council).exists()
    start(broker)
    # Beat sends this each minute; the worker that lost its broker has come back to it by itself.
    with Connection(broker.url.replace("unix://", "redis+socket://", 1)) as line:
        tasks.sweep.apply_async(connection=line)
    wait_for(Resumption.objects.filter(council=council).exists)
    assert worker.poll() is None
