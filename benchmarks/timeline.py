"""What the timeline costs: the page with the reference histories, and the layout of a crowded picture."""

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

from benchmarks.table import Row
from meetings.assessment import assess_councils
from meetings.dates import DateInterval
from meetings.models import Council
from meetings.timeline.chart import month_names
from meetings.timeline.lanes import Chart, Lane, LaneSession
from meetings.timeline.layout import lay_out
from statements.imports.run import import_history

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
REFERENCE = Path(__file__).resolve().parent.parent / "meetings" / "reference"
RUNS = 31
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
        return [*_page_rows(), *_layout_rows()]


def _page_rows() -> list[Row]:
    client, rows = Client(), []
    addresses = (
        ("the page", "/", 100),
        ("a past day", "/?as_of=2021-02-26", None),
        ("its picture", "/timeline.svg", None),
    )
    for name, address, promised in addresses:
        body = client.get(address).content
        times = [_milliseconds(client.get, address) for _ in range(RUNS)]
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked = [query for query in queries if query["sql"].startswith("SELECT")]
        rows += [
            Row("timeline", f"{name}, median of {RUNS}", median(times), "ms", at_most=promised),
            Row("timeline", f"{name}, queries", len(asked), "", at_most=12),
            Row("timeline", f"{name}, size", len(body) / 1000, "kB", at_most=300 if address == "/" else None),
            Row("timeline", f"{name}, compressed", len(gzip.compress(body)) / 1000, "kB"),
        ]
    return rows


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
