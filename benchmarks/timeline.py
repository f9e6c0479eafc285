"""What the timeline costs: the page with the reference histories, with a million sessions of a thousand councils at
several zooms and filters, and the layout of a crowded picture."""

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from unittest import mock

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from benchmarks.filling import fill, tidy
from benchmarks.one_worker import assess_what_is_due
from benchmarks.table import Row
from delegations.models import Delegation, Party
from meetings.assessment import assess_councils
from meetings.dates import DateInterval
from meetings.models import Council, Session
from meetings.scheduling import mark_due
from meetings.timeline.chart import month_names
from meetings.timeline.lanes import Chart, Lane, LaneSession
from meetings.timeline.layout import lay_out
from statements.history_import import import_history

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
REFERENCE = Path(__file__).resolve().parent.parent / "meetings" / "reference"
RUNS = 31
MILLION_RUNS = 9
COUNCILS, SESSIONS = 1000, 1000
PARTY_SESSIONS = 20_000
PLAIN_FILES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def _milliseconds(function: Callable[..., object], *arguments: object) -> float:
    start = perf_counter()
    function(*arguments)
    return 1000 * (perf_counter() - start)


def _crowd(number: int) -> Chart:
    first = date(1900, 1, 1)
    sessions = [
        LaneSession(day, day, "ministers", "met", True, f"/sessions/S{position}/", "a session")
        for position in range(number)
        for day in [DateInterval.day(first + timedelta(days=position * 45_000 // number))]
    ]
    lane = Lane("crowded", "Crowded", "", "/councils/crowded/", sessions=tuple(sessions))
    return Chart((lane,), date(2026, 11, 23), month_names())


def run() -> list[Row]:
    with (
        override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=PLAIN_FILES),
        mock.patch("meetings.pages.clock", return_value=NOW),
    ):
        import_history(REFERENCE, publish=True)
        assess_councils(council_ids=list(Council.objects.values_list("pk", flat=True)), now=NOW)
        tidy()
        return [*_page_rows(), *_million_rows(), *_layout_rows()]


def _page_rows() -> list[Row]:
    # On a past day the rule judges anew: few queries are promised, no time.
    addresses = (
        ("the page", "/", 100),
        ("a past day", "/?as_of=2021-02-26", None),
        ("its picture", "/timeline.svg", None),
    )
    return [row for name, address, promised in addresses for row in _cost(name, address, promised, RUNS)]


def _cost(name: str, address: str, promised: float | None, runs: int) -> list[Row]:
    client = Client()
    body = client.get(address).content
    times = [_milliseconds(client.get, address) for _ in range(runs)]
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    asked = [query for query in queries if query["sql"].lstrip().startswith(("SELECT", "WITH"))]
    return [
        Row("timeline", f"{name}, median of {runs}", median(times), "ms", at_most=promised),
        Row("timeline", f"{name}, queries", len(asked), "", at_most=12),
        Row("timeline", f"{name}, size", len(body) / 1000, "kB", at_most=300),
        Row("timeline", f"{name}, compressed", len(gzip.compress(body)) / 1000, "kB"),
    ]


def _million_rows() -> list[Row]:
    """One screen of lanes: any zoom and any council is promised; other filters, and the depths of the table, are shown."""
    mark_due(fill(COUNCILS, SESSIONS))
    assess_what_is_due()
    _make_a_party()
    tidy()
    addresses = (
        ("all years", "/", 200),
        ("fifty years", "/?from=1880&to=1929", 200),
        ("ten years", "/?from=1900&to=1909", 200),
        ("one year", "/?from=1900&to=1900", 200),
        ("one council", f"/?council=council-{SESSIONS}-7", 200),
        ("one level", "/?level=ministers", None),
        (f"one party of {PARTY_SESSIONS:,} sessions", "/?party=BENCH", None),
        ("the middle of the table", f"/?page={COUNCILS * SESSIONS // 400}", None),
    )
    return [
        row
        for name, address, promised in addresses
        for row in _cost(f"a million sessions, {name}", address, promised, MILLION_RUNS)[:3]
    ]


def _make_a_party() -> None:
    party = Party.objects.create(name="Benchmark", code="BENCH", kind="state")
    sample = Delegation.objects.create(session_id=_any_session(), party=party, attendance="attended")
    columns = [f.column for f in Delegation._meta.concrete_fields if f.column not in ("id", "session_id")]
    named = ", ".join(f'"{name}"' for name in columns)
    taken = ", ".join(f'sample."{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            f"INSERT INTO delegations_delegation (session_id, {named}) SELECT s.id, {taken} "
            "FROM meetings_session s, delegations_delegation sample "
            "WHERE sample.id = %s AND s.id %% %s = 0 AND s.id <> sample.session_id",
            [sample.pk, COUNCILS * SESSIONS // PARTY_SESSIONS],
        )
        cursor.execute("SET session_replication_role = origin")


def _any_session() -> int:
    return Session.objects.order_by("-pk").values_list("pk", flat=True)[0]


def _layout_rows() -> list[Row]:
    small, large = _crowd(1000), _crowd(10_000)
    lay_out(small)
    one, ten = (median(_milliseconds(lay_out, crowd) for _ in range(5)) for crowd in (small, large))
    return [
        Row(
            "timeline",
            "layout of 10,000 sessions",
            ten,
            "ms",
            baseline=10 * one,
            baseline_name="10 x of 1,000",
        )
    ]
