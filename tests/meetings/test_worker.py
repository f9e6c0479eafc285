"""A real Celery worker on a real broker: the flag comes by itself, and what breaks only delays it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from config.embedded.broker import Broker
from config.embedded.processes import stop_children
from meetings import tasks
from meetings.models import AssessmentDue, Council, Resumption
from tests import factories

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

CELERY = [sys.executable, "-m", "celery", "-A", "config.celery_app"]
HELD = ("2016-01-01", "2016-05-01", "2016-10-01", "2017-01-01")


def make_history() -> Council:
    council = factories.make_council()
    for day in HELD:
        factories.make_session(council, day)
    return council


def wait_for(condition: Callable[[], bool], seconds: float) -> float:
    """Seconds until it held; fails if it did not within the time."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, "waited in vain"
        time.sleep(0.02)
    return time.monotonic() - start


def nothing_due() -> bool:
    return not AssessmentDue.objects.exists()


def test_a_published_session_is_flagged_within_two_seconds(worker: "subprocess.Popen[bytes]") -> None:
    council = make_history()
    wait_for(nothing_due, 10)
    session = factories.make_session(council, "2022-01-12")
    waited = wait_for(Resumption.objects.filter(session=session).exists, 2)
    assert waited < 2


SAVE = """
import sys, time, django
django.setup()
from meetings.models import Council
from tests import factories
council = Council.objects.get(pk=int(sys.argv[1]))
start = time.monotonic()
factories.make_session(council, "2022-01-12", source=factories.make_source(url="https://news.example/saved"))
print(time.monotonic() - start)
"""


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A broker of this test's own, to stop and start."""
    sockets = Path(tempfile.mkdtemp(prefix="reconvene-"))  # a socket's path must be short
    broker = Broker(tmp_path, sockets, tmp_path / "broker.log", throwaway=True)
    broker.prepare()
    broker.child.start()
    broker.wait()
    yield broker
    stop_children([broker.child], 2)
    shutil.rmtree(sockets)


@pytest.fixture
def beside(broker: Broker) -> dict[str, str]:
    """The environment of processes on this test's database and on its own broker."""
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{settings.DATABASES['default']['NAME']}")
    given = {"DATABASE_URL": address.geturl(), "REDIS_URL": broker.url}
    return {**os.environ, **given, "DJANGO_SETTINGS_MODULE": "config.settings"}


@pytest.fixture
def worker_beside(beside: dict[str, str]) -> Iterator[None]:
    worker = subprocess.Popen(
        [*CELERY, "worker", "--pool", "solo", "--without-gossip", "--without-mingle"],
        env=beside,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield
    worker.terminate()
    worker.wait(10)


def test_with_the_broker_down_saving_works_and_the_sweep_brings_the_flag(
    broker: Broker, beside: dict[str, str], worker_beside: None
) -> None:
    council = make_history()
    subprocess.run([*CELERY, "call", "meetings.tasks.sweep"], env=beside, check=True, capture_output=True)
    wait_for(nothing_due, 20)
    stop_children([broker.child], 2)
    saved = subprocess.run(
        [sys.executable, "-c", SAVE, str(council.pk)], env=beside, capture_output=True, text=True
    )
    assert saved.returncode == 0, saved.stderr
    assert float(saved.stdout) < 2, "saving waited for the broker"
    assert AssessmentDue.objects.filter(council=council).exists()
    assert not Resumption.objects.exists()
    broker.child.start()
    broker.wait()
    subprocess.run([*CELERY, "call", "meetings.tasks.sweep"], env=beside, check=True, capture_output=True)
    wait_for(Resumption.objects.filter(council=council).exists, 30)


def test_a_worker_killed_before_its_work_leaves_the_mark_for_the_next(
    worker: "subprocess.Popen[bytes]",
) -> None:
    council = make_history()
    wait_for(nothing_due, 10)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    factories.make_session(council, "2022-01-12")
    assert AssessmentDue.objects.filter(council=council).exists()
    tasks.sweep()
    assert Resumption.objects.filter(council=council).exists()
