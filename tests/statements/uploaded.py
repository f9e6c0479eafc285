"""Files as an editor uploads them, made in memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from statements.models import Upload
from statements.uploads.planning import upload_stage
from statements.vocabulary import Reach

SESSIONS = ("council_slug", "start_date", "level", "venue", "outcome", "agenda_topics", "source_url")


def session_row(start: str = "2019-07-05", **cells: str) -> dict[str, str]:
    """A session of the council `nrc`."""
    row = {
        "council_slug": "nrc",
        "start_date": start,
        "level": "ambassadors",
        "source_url": "https://news.example/1",
    }
    return row | cells


def csv_bytes(
    rows: Iterable[dict[str, str]], header: Sequence[str] = SESSIONS, separator: str = ","
) -> bytes:
    lines = [separator.join(header)]
    lines += [separator.join(row.get(name, "") for name in header) for row in rows]
    return ("\r\n".join(lines) + "\r\n").encode()


def csv_file(*rows: dict[str, str], name: str = "sessions.csv", data: bytes | None = None) -> Any:
    return SimpleUploadedFile(name, csv_bytes(rows) if data is None else data)


def workbook_bytes(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """Rows of cells by the title of their sheet; a pair is a value and its number format."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                cell = sheet.cell(number, place)
                if isinstance(value, tuple):
                    cell.value, cell.number_format = value
                else:
                    cell.value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(name: str = "histories.xlsx", **sheets: Sequence[Sequence[Any]]) -> Any:
    return SimpleUploadedFile(name, workbook_bytes(sheets))


def stage(*files: Any, user: Any = None, reach: str = Reach.DRAFTS) -> Upload:
    """Uploaded and planned."""
    return upload_stage(files=files, reach=reach, user=user, now=timezone.now())
