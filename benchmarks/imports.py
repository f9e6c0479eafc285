"""What an import of 5,000 sessions at the desk costs: read and planned as CSV and as XLSX, and written by a worker."""

import csv
import io
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from benchmarks.table import Row
from meetings.models import Council, Session
from statements.history_import import import_history
from statements.models import Upload
from statements.uploads.confirming import upload_confirm
from statements.uploads.planning import upload_stage
from statements.uploads.running import upload_run
from statements.vocabulary import Reach

SESSIONS = 5_000
PROMISED_SECONDS = 60
HEADER = (
    "council_slug", "start_date", "end_date", "level", "formation", "format", "city", "country_iso2", "venue", "status",
    "number", "agenda_topics", "outcome", "source_url", "source_title", "source_publisher", "source_date", "confidence",
)  # fmt: skip


def _rows(council: str) -> list[list[str]]:
    """Weekly sessions with a source and two subjects each, as an archive would have them."""
    days = (date(1900, 1, 1) + timedelta(days=7 * number) for number in range(SESSIONS))
    return [
        [
            council, day.isoformat(), "", "ambassadors", "", "in_person", "Brussels", "BE", "NATO headquarters", "held",
            str(number), f"subject {number % 50}; item {number}", "Agreed to meet again.",
            f"https://news.example/{council}/{number}", f"Report {number}", "ZDF", day.isoformat(), "high",
        ]
        for number, day in enumerate(days, start=1)
    ]  # fmt: skip


def _csv(council: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([list(HEADER), *_rows(council)])
    return text.getvalue().encode()


def _xlsx(council: str) -> bytes:
    book, stream = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Sessions")
    for row in [list(HEADER), *_rows(council)]:
        sheet.append(row)
    book.save(stream)
    return stream.getvalue()


def _seconds(function: Callable[[], object]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start


def run() -> list[Row]:
    user = get_user_model().objects.create_superuser("anna")
    for slug in ("by-command", "as-csv", "as-xlsx"):
        Council.objects.create(slug=slug, name=slug)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sessions.csv"
        file.write_bytes(_csv("by-command"))
        planned = _seconds(lambda: import_history(file, dry_run=True))
        command = _seconds(lambda: import_history(file))
    rows = []
    for kind, data in (("CSV", _csv("as-csv")), ("XLSX", _xlsx("as-xlsx"))):
        uploaded = SimpleUploadedFile(f"sessions.{kind.lower()}", data)
        start = perf_counter()
        upload = upload_stage(files=[uploaded], reach=Reach.DRAFTS, user=user, now=timezone.now())
        staged = perf_counter() - start
        written = _seconds(lambda upload=upload: _write(upload, user))  # type: ignore[misc]  # bound now
        rows += [
            _row(f"{kind} read, staged and planned", staged, planned, "import_history, the plan"),
            _row(f"{kind} planned again and written", written, command, "import_history, all of it"),
        ]
    assert Session.objects.count() == 3 * SESSIONS
    return rows


def _row(what: str, seconds: float, baseline: float, name: str) -> Row:
    return Row("import", f"{SESSIONS:,} sessions, {what}", seconds, "s", PROMISED_SECONDS, baseline, name)


def _write(upload: Upload, user: object) -> None:
    upload_confirm(
        upload_id=upload.pk,
        user=user,
        plan_number=upload.plan_number,
        skips_refused=False,
        reason="",
        now=timezone.now(),
    )
    upload_run(upload_id=upload.pk, run=1)
