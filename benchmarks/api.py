"""What the JSON interface costs at a million sessions: pages of lists at their beginning, middle and end, changes, one record.

Asked in this process, without a web server; each address a few times, its median. RECONVENE_BENCH_SCALE=0.01 makes a hundredth
of the record.
"""

from collections.abc import Iterator
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

import pgtrigger
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.archive import build, chosen_size
from benchmarks.filling import tidy
from benchmarks.one_worker import assess_what_is_due
from benchmarks.table import Row
from config.api import RESOURCES
from meetings.interface.cursors import Place
from meetings.models import Session
from meetings.scheduling import mark_due

SUBJECT = "api"
RUNS = 5
MOST_MILLISECONDS = 300
ROOT = "/api/v1"


def run() -> list[Row]:
    mark_due(build(chosen_size()))
    assess_what_is_due()
    _change_a_few()
    tidy()
    with override_settings(ALLOWED_HOSTS=["testserver"], API_REQUESTS_A_MINUTE=0):
        return list(_rows())


def _change_a_few() -> None:
    """A thousand sessions changed a moment ago, all others when the record was made."""
    numbers = list(Session.objects.order_by("-pk").values_list("pk", flat=True)[:1000])
    with pgtrigger.ignore():
        Session.objects.filter(pk__in=numbers).update(updated_at=timezone.now())


def _addresses() -> Iterator[tuple[str, str]]:
    middle = Session.objects.count() // 2
    session = Session.objects.order_by("pk")[middle]
    council = session.councils.all()[0]
    for resource in RESOURCES:
        yield f"{resource.name}, first page", f"/{resource.name}"
    yield "sessions, a page in the middle", f"/sessions?cursor={Place(session.pk).written()}"
    yield "sessions, of one council", f"/sessions?council={council.slug}"
    yield "sessions, of one level and period", "/sessions?level=ministers&from=1900&to=1905"
    instant = session.updated_at
    yield "sessions, everything as changes", "/sessions?updated_since=1970-01-01"
    place = Place(session.pk, instant).written()
    yield (
        "sessions, changes, in the middle",
        f"/sessions?{urlencode({'updated_since': '1970-01-01', 'cursor': place})}",
    )
    moment = f"{Session.objects.latest('updated_at').updated_at:%Y-%m-%dT%H:%M:%SZ}"
    for name in ("councils", "sessions", "delegations", "statements", "resumptions", "people", "sources"):
        yield f"{name}, a thousand sessions changed", f"/{name}?updated_since={moment}"
    yield "one session", f"/sessions/S{session.pk}"
    yield "one council", f"/councils/{council.slug}"


def _rows() -> Iterator[Row]:
    client = Client()
    for name, path in _addresses():
        address = ROOT + path
        assert client.get(address).status_code == 200, address
        times = [_milliseconds(client, address) for _ in range(RUNS)]
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        yield Row(SUBJECT, f"{name}, median of {RUNS}", median(times), "ms", at_most=MOST_MILLISECONDS)
        yield Row(SUBJECT, f"{name}, queries", len(queries), "")


def _milliseconds(client: Client, address: str) -> float:
    started = perf_counter()
    client.get(address)
    return (perf_counter() - started) * 1000
