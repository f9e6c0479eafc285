"""An import in a real browser with a real worker: 5,000 rows, and what is seen without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from meetings.models import Council, Session
from statements.groups import make_groups
from tests import factories as make
from tests.conftest import StartWorker
from tests.statements.desk_browser import Desk
from tests.statements.uploaded import csv_bytes, session_row

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
PATIENCE = 120_000  # milliseconds; it takes a few seconds where nothing else runs
ADD = "/admin/statements/upload/add/"


@pytest.fixture
def nrc(live_server: Any) -> Council:
    make_groups()
    make.make_editor("edith")
    return make.make_council("NRC", slug="nrc")


def upload(page: Any, data: bytes) -> None:
    Desk(page).sign_in("edith")
    page.goto(ADD)
    page.set_input_files("#id_files", {"name": "sessions.csv", "mimeType": "text/csv", "buffer": data})
    page.click("input[value='Upload and plan']", timeout=PATIENCE)


def test_five_thousand_rows_are_uploaded_planned_confirmed_and_done(
    page: Any, nrc: Council, start_worker: StartWorker
) -> None:
    page.set_default_navigation_timeout(PATIENCE)
    days = (date(1900, 1, 1) + timedelta(days=7 * number) for number in range(4999))
    upload(page, csv_bytes([*(session_row(day.isoformat()) for day in days), session_row("soon")]))
    page.get_by_text("Nothing has been written.").wait_for()
    assert page.locator(".import-kinds a").all_inner_texts() == ["all 5,000", "create 4,999", "refuse 1"]
    page.click("text=refuse 1")
    assert page.locator(".import-rows tbody tr").count() == 1
    assert not Session.objects.exists()
    page.check("text=Leave the refused row out")
    page.click("input[name=_confirm]")
    page.get_by_text("It waits for a worker.").wait_for()
    start_worker()
    # Nobody reloads: the page asks by itself, and stops asking when it is done.
    page.locator(".import-stand-done").wait_for(timeout=PATIENCE)
    assert page.locator("#import").get_attribute("hx-trigger") is None
    assert Session.objects.count() == 4999


def test_progress_is_seen_while_it_runs_and_by_reloading_without_javascript(
    page: Any, open_page: Any, nrc: Council, start_worker: StartWorker
) -> None:
    make.make_session(nrc, "2019-07-05", level="ambassadors", published=False)
    start_worker()
    upload(
        page, csv_bytes([session_row(venue="HQ"), *(session_row(str(year)) for year in range(1900, 2000))])
    )
    plain = open_page(java_script_enabled=False)
    Desk(plain).sign_in("edith")
    with sessions_locked():
        page.click("input[name=_confirm]")
        page.locator("progress").wait_for()
        page.get_by_text("Writing sessions.csv: 0 of 101 rows").wait_for()
        plain.goto(page.url)
        assert "Writing sessions.csv: 0 of 101 rows" in plain.inner_text("#import")
    page.locator(".import-stand-done").wait_for(timeout=PATIENCE)
    plain.click("text=Look again")
    assert "Imported" in plain.inner_text(".import-stand")
    plain.click("text=update 1")
    assert "venue: — → HQ" in plain.inner_text(".import-rows")


def test_a_login_that_expires_while_it_runs_is_asked_for_in_place(
    page: Any, nrc: Council, start_worker: StartWorker
) -> None:
    make.make_session(nrc, "2019-07-05", level="ambassadors", published=False)
    start_worker()
    upload(page, csv_bytes([session_row(venue="HQ")]))
    with sessions_locked():
        page.click("input[name=_confirm]")
        page.locator("progress").wait_for()
        page.context.clear_cookies()
        page.locator("#login-form").wait_for()
        assert "Uploaded by edith" in page.inner_text("#content-main"), "The page is still the import's."
        page.fill("#id_username", "edith")
        page.fill("#id_password", make.PASSWORD)
        page.click("#login-form input[type=submit]")
        page.locator("progress").wait_for()
    page.locator(".import-stand-done").wait_for(timeout=PATIENCE)


@contextmanager
def sessions_locked() -> Iterator[None]:
    """As if somebody saved these sessions at the moment: the import waits for them."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT id FROM meetings_session FOR UPDATE")
        yield
    finally:
        other.rollback()
        other.close()
