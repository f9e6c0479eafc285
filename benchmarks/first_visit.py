"""The first visit to the timeline in headless Chromium, from the production server with its compression: what is shown
when, what is transferred, and when ten thousand sessions stand in the page."""

import os
import shutil
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from statistics import median
from typing import Any

from benchmarks.filling import fill, tidy
from benchmarks.one_worker import NOW
from benchmarks.table import Row
from benchmarks.timeline import REFERENCE
from benchmarks.web_server import serving
from meetings.assessment import assess_councils
from meetings.models import Council
from statements.history_import import import_history

SUBJECT = "first visit"
RUNS = 7
COUNCILS, SESSIONS = 20, 500
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
# Shifts are gathered from before the first paint; a page's own bytes are those of its document. The picture with all its
# sessions stands in the page when what follows it does.
OBSERVE = """
window.shifted = 0;
new PerformanceObserver(list => { for (const e of list.getEntries()) window.shifted += e.value; })
    .observe({type: "layout-shift", buffered: true});
window.pictured = NaN;
new MutationObserver((_, observer) => {
    if (document.querySelector(".tl-lists")) { window.pictured = performance.now(); observer.disconnect(); }
}).observe(document, {childList: true, subtree: true});
"""
MEASURE = """
() => {
    const [page] = performance.getEntriesByType("navigation");
    const files = performance.getEntriesByType("resource");
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return {
        paint: paint ? paint.startTime : NaN,
        answered: page.responseStart,
        pictured: window.pictured,
        dom: page.domInteractive,
        shifted: window.shifted,
        kilobytes: (page.transferSize + files.reduce((sum, file) => sum + file.transferSize, 0)) / 1000,
    };
}
"""


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
        Row(SUBJECT, f"first byte, {of}", middle("answered"), "ms"),
        Row(SUBJECT, f"picture of the sessions in the DOM, {of}", middle("pictured"), "ms", dom_within),
        Row(SUBJECT, f"whole page in the DOM, {of}", middle("dom"), "ms"),
        Row(SUBJECT, f"layout shift, {name}", max(visit["shifted"] for visit in visits), "", 0),
        Row(SUBJECT, f"transferred, {name}", max(visit["kilobytes"] for visit in visits), "kB", 200),
        Row(SUBJECT, f"page with {name}, size", _size(address), "kB", 300),
        Row(SUBJECT, f"page with {name}, size in German", _size(in_german), "kB", 300),
    ]


def run() -> list[Row]:
    import_history(REFERENCE, publish=True)
    _assess(list(Council.objects.values_list("pk", flat=True)))
    tidy()
    with serving() as (address, _):
        rows = _rows("reference histories", address, dom_within=None)
    made = fill(COUNCILS, SESSIONS)
    _assess(made)
    tidy()
    with serving() as (address, _):
        chosen = "?" + "&".join(f"council=council-{SESSIONS}-{n}" for n in sorted(map(str, range(COUNCILS))))
        rows += _rows(f"{COUNCILS * SESSIONS:,} sessions in view", address + chosen, dom_within=300)
    return rows


def _assess(council_ids: list[int]) -> None:
    assess_councils(council_ids=council_ids, now=datetime.fromisoformat(NOW))
