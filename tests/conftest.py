"""What all tests share: the browser, the worker, and a clear word when something they need is missing."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_configure(config: pytest.Config) -> None:
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        pytest.exit(
            "The tests need a database and a broker. Run `make test`, or\n"
            "    .venv/bin/python -m config.embedded run -- .venv/bin/python -m pytest tests/...\n"
            "or set DATABASE_URL and REDIS_URL.",
            returncode=4,
        )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test that uses the browser carries the marker `browser`, and is skipped where there is none."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and "no Chromium" in report.longrepr[2]
    ]
    if skipped:
        terminalreporter.section("BROWSER TESTS DID NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{len(skipped)} browser tests were skipped: Chromium was not found. "
            "Install it (Debian: apt-get install chromium) or name it in CHROMIUM."
        )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One headless Chromium for the session (a Playwright Browser)."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would refuse to touch the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


class Complaints(list[str]):
    """What the browser complained of. A test that provokes a complaint clears the list itself."""


def _watch(page: Any, complaints: Complaints, origin: str, unanswered: set[Any]) -> None:
    """Note errors on the console (a broken content policy among them), uncaught exceptions, files that do
    not load, and requests to any other host. The answer to a page's own address is the test's business."""

    def said(message: Any) -> None:
        # A question that a newer one replaces is given up: htmx says so as an error, and means none.
        meant_none = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")
        if message.type == "error" and not message.text.startswith(meant_none):
            complaints.append(message.text)

    def asked(request: Any) -> None:
        if urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(origin):
            complaints.append(f"request to another host: {request.url}")

    def answered(response: Any) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            complaints.append(f"{response.status} {response.url}")

    page.on("request", lambda request: unanswered.add(request))
    page.on("requestfinished", lambda request: unanswered.discard(request))
    page.on("requestfailed", lambda request: unanswered.discard(request))
    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", asked)
    page.on("response", answered)


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def open_page(chromium: Any, live_server: Any, complaints: Complaints) -> Iterator[Callable[..., Any]]:
    """Opens pages of the live server, each with cookies of its own: `open_page(java_script_enabled=False)`.

    Takes what Playwright's `new_context` takes. `page.goto("/councils/")` is relative to the live server.
    After the test no page may have complained.
    """
    contexts = []
    unanswered: set[Any] = set()

    def opened(**options: Any) -> Any:
        defaults = {
            "base_url": live_server.url,
            "locale": "en-GB",
            "viewport": {"width": 1280, "height": 900},
        }
        context = chromium.new_context(**{**defaults, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        _watch(page, complaints, live_server.url, unanswered)
        return page

    yield opened
    # The tables are emptied next: not under a question that is still being answered.
    patience = 200
    while unanswered and patience and (pages := [page for context in contexts for page in context.pages]):
        pages[0].wait_for_timeout(50)
        patience -= 1
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """A page of the live server in Chromium."""
    return open_page()


@pytest.fixture
def page_without_javascript(open_page: Callable[..., Any]) -> Any:
    return open_page(java_script_enabled=False)


StartWorker = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[StartWorker]:
    """Starts real Celery workers on this test's database, and ends them after it.

    `start_worker(broker=URL, pool="prefork")`: on another broker than the suite's, with children of its own.
    Returns when the worker is ready: it has swept what was left and takes messages.
    """
    import redis
    from django.conf import settings

    from config import heartbeat

    name = settings.DATABASES["default"]["NAME"]
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    argv = [sys.executable, "-m", "celery", "-A", "config.celery_app", "worker", "--loglevel", "INFO"]
    argv += ["--without-gossip", "--without-mingle", "--concurrency", "1", "--pool"]
    started: list[subprocess.Popen[bytes]] = []

    def start(*, broker: str = settings.REDIS_URL, pool: str = "solo") -> "subprocess.Popen[bytes]":
        log = tmp_path / f"worker-{len(started)}.log"
        with redis.Redis.from_url(broker) as client, log.open("wb") as output:
            client.delete(heartbeat.KEY)
            process = subprocess.Popen(
                [*argv, pool],
                cwd=CHECKOUT,
                env={**os.environ, "DATABASE_URL": address, "REDIS_URL": broker},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            started.append(process)
            deadline = time.monotonic() + 60
            while client.get(heartbeat.KEY) is None:
                assert process.poll() is None and time.monotonic() < deadline, log.read_text()
                time.sleep(0.02)
        return process

    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.flushdb()
    yield start
    for process in started:
        process.terminate()
    for process in started:
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture
def worker(start_worker: StartWorker) -> "subprocess.Popen[bytes]":
    """A real Celery worker, in its own process, on this test's database and broker."""
    return start_worker()
