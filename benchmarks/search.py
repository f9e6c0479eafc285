"""What a search costs with a million statements in five languages: words, phrases, names in another script, filters."""

from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from unittest import mock

from django.conf import settings
from django.test import Client, override_settings

from benchmarks.filling import fill
from benchmarks.saying import say
from benchmarks.table import Row

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
COUNCILS, SESSIONS, STATEMENTS = 1_000, 100, 1_000_000
RUNS = 11
PROMISED_MS = 100
ADDRESSES = (
    ("a rare word", "/search/?q=seegrenze"),
    ("a word often heard", "/search/?q=waffenruhe"),
    ("a word that is everywhere", "/search/?q=Sicherheit"),
    ("a phrase", "/search/?q=%22der+die%22"),
    ("two words", "/search/?q=waffenruhe+sicherheit"),
    ("a name in another script", "/search/?q=%D0%93%D1%80%D1%83%D1%88%D0%BA%D0%BE"),
    ("a council and a word", "/search/?council=council-100-3&q=Sicherheit"),
    ("statements, a word that is everywhere", "/statements/?q=Sicherheit"),
    ("statements, a name and a word", "/statements/?q=Gruschko+Sicherheit"),
    ("statements, a period and a word", "/statements/?from=1855&to=1856&q=Sicherheit"),
    ("statements, no words", "/statements/"),
)


def _milliseconds(function: Callable[..., object], *arguments: object) -> float:
    start = perf_counter()
    function(*arguments)
    return 1000 * (perf_counter() - start)


def run() -> list[Row]:
    fill(COUNCILS, SESSIONS)
    say(STATEMENTS)
    plain = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    rows = []
    with (
        override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=plain),
        mock.patch("meetings.pages.clock", return_value=NOW),
    ):
        client = Client()
        for name, address in ADDRESSES:
            response = client.get(address)
            assert response.status_code == 200, (address, response.status_code)
            time = median(_milliseconds(client.get, address) for _ in range(RUNS))
            rows.append(Row("search", f"{name}, median of {RUNS}", time, "ms", at_most=PROMISED_MS))
    return rows
