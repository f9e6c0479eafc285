"""The first visit to the timeline in headless Chromium, from the production server with its compression: what is shown
when, what is transferred, and when ten thousand sessions stand in the page."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.filling import fill, tidy
from benchmarks.one_worker import NOW, environment
from benchmarks.table import Row
from benchmarks.timeline import REFERENCE
from meetings.assessment import assess_councils
from meetings.models import Council
from statements.imports.run import import_history

ROOT = Path(__file__).resolve().parent.parent
SUBJECT = "first visit"
RUNS = 7
COUNCILS, SESSIONS = 20, 500
STARTED_WITHIN = 60
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
# Shifts are gathered from before the first paint; a page's own bytes are those of its document.
OBSERVE = """
window.shifted = 0;
new PerformanceObserver(list => { for (const e of list.getEntries()) window.shifted += e.value; })
    .observe({type: "layout-shift", buffered: true});
"""
MEASURE = """
() => {
    const [page] = performance.getEntriesByType("navigation");
    const files = performance.getEntriesByType("resource");
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return {
        paint: paint ? paint.startTime : NaN,
        dom: page.domInteractive,
        shifted: window.shifted,
        kilobytes: (page.transferSize + files.reduce((sum, file) => sum + file.transferSize, 0)) / 1000,
    };
}
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _server() -> Iterator[str]:
    """The address of a production server on this benchmark's own database."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as static:
        env = {
            **environment(),
            "DEBUG": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": f"http://127.0.0.1:{port}",
            "STATIC_ROOT": static,
            "SECRET_KEY": os.environ.get("SECRET_KEY")
            or "of a benchmark only, and never of anything that is public",
        }
        python = [sys.executable, "-m"]
        collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(collect, env=env, cwd=ROOT, check=True)
        web = ["--worker-class", "gthread", "--workers", "1", "--threads", "4", "--log-level", "warning"]
        server = subprocess.Popen(
            [*python, "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", *web], env=env, cwd=ROOT
        )
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.wait()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise RuntimeError(f"The server at {address} did not answer within {STARTED_WITHIN} seconds.")


def _visits(address: str) -> Iterator[dict[str, Any]]:
    """First visits: each in a context of its own, whose cache is empty."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise RuntimeError("Chromium was not found. Install it or name it in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for _ in range(RUNS):
            context = browser.new_context(viewport={"width": 1400, "height": 900})
            page = context.new_page()
            page.add_init_script(OBSERVE)
            page.goto(address, wait_until="networkidle")
            yield page.evaluate(MEASURE)
            context.close()
        browser.close()


def _size(address: str) -> float:
    with urllib.request.urlopen(address) as page:
        return len(page.read()) / 1000


def _rows(name: str, address: str, *, dom_within: float | None) -> list[Row]:
    visits = list(_visits(address))
    in_german = f"{address}{'&' if '?' in address else '?'}lang=de"
    of = f"{name}, median of {RUNS}"

    def middle(what: str) -> float:
        return median(visit[what] for visit in visits)

    return [
        Row(SUBJECT, f"first contentful paint, {of}", middle("paint"), "ms", 1000),
        Row(SUBJECT, f"sessions in the DOM, {of}", middle("dom"), "ms", dom_within),
        Row(SUBJECT, f"layout shift, {name}", max(visit["shifted"] for visit in visits), "", 0),
        Row(SUBJECT, f"transferred, {name}", max(visit["kilobytes"] for visit in visits), "kB", 200),
        Row(SUBJECT, f"page with {name}, size", _size(address), "kB", 300),
        Row(SUBJECT, f"page with {name}, size in German", _size(in_german), "kB", 300),
    ]


def run() -> list[Row]:
    import_history(REFERENCE, publish=True)
    _assess(list(Council.objects.values_list("pk", flat=True)))
    tidy()
    with _server() as address:
        rows = _rows("reference histories", address, dom_within=None)
    made = fill(COUNCILS, SESSIONS)
    _assess(made)
    tidy()
    with _server() as address:
        chosen = "?" + "&".join(f"council=council-{SESSIONS}-{n}" for n in sorted(map(str, range(COUNCILS))))
        rows += _rows(f"{COUNCILS * SESSIONS:,} sessions in view", address + chosen, dom_within=300)
    return rows


def _assess(council_ids: list[int]) -> None:
    assess_councils(council_ids=council_ids, now=datetime.fromisoformat(NOW))
