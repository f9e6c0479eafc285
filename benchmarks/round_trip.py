"""What it costs to read our own export back: sessions with all that hangs on them, planned and written; and twice as many."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from benchmarks.table import Row
from meetings.models import Council, Source
from statements.history_import import import_history

SESSIONS = 2_000
DELEGATIONS, SUBJECTS = 3, 2  # of each session
ADDRESS = "https://news.example/1"
# Of each table the columns that have something in them here.
HEADERS = {
    "sources": "source_id,source_url,title,publisher,withholds_quotations",
    "councils": "council_id,council_slug,name,source_id",
    "parties": "party_id,party_code,name,party_type,existed_from_min",
    "people": "person_id,person_slug,name,other_names",
    "sessions": "session_id,council_slug,date_start_min,date_start_max,counts_for_gap,level,outcome",
    "agenda": "agenda_id,session_id,standing,text",
    "citations": "citation_id,session_id,source_id,source_kind,stance,basis",
    "delegations": "delegation_id,session_id,council_slug,party_id,party_name_then,attendance",
    "delegates": "delegate_id,delegation_id,person_id,name_as_printed",
    "statements": "statement_id,session_id,council_slug,speaker_id,speaker_kind,party_ids,text",
    "wordings": "wording_id,statement_id,source_id,fidelity,text,text_language,translated_from_wording_id",
}


def _few() -> dict[str, list[Sequence[object]]]:
    return {
        "sources": [("U1", ADDRESS, "Report", "ZDF", 0)],
        "councils": [("C1", "council", "Council", "U1")],
        "parties": [(f"E{n}", f"P{n}", f"Party {n}", "state", "") for n in range(1, DELEGATIONS + 1)],
        "people": [(f"P{n}", f"person-{n}", f"Person {n}", "") for n in range(1, DELEGATIONS + 1)],
    }


def _of_session(n: int) -> Iterator[tuple[str, Sequence[object]]]:
    day = (date(1850, 1, 1) + timedelta(days=7 * n)).isoformat()
    session, text = f"S{n}", f"Sentence {n}, “quoted”; предложение {n}."
    yield "sessions", (session, "council", day, day, 1, "ambassadors", "They agreed to meet again.")
    yield "citations", (n, session, "U1", "news", "supports", "printed")
    yield "statements", (f"Q{n}", session, "council", "P1", "principal", "E1; E2", text)
    yield "wordings", (f"W{n}", f"Q{n}", "U1", "verbatim", text, "en", "")
    for each in range(SUBJECTS):
        yield "agenda", (SUBJECTS * n + each, session, "discussed", f"Subject {each} of {n}")
    for each in range(DELEGATIONS):
        number = DELEGATIONS * n + each
        party = each + 1
        yield "delegations", (f"D{number}", session, "council", f"E{party}", f"Party {party}", "attended")
        yield "delegates", (number, f"D{number}", f"P{party}", "")


def _write_files(folder: Path, sessions: int) -> int:
    """The files of an export; returns how many records they have."""
    tables = _few()
    for n in range(1, sessions + 1):
        for table, row in _of_session(n):
            tables.setdefault(table, []).append(row)
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEADERS[table].split(","), *rows])
    return sum(map(len, tables.values()))


def _seconds(folder: Path, *, dry_run: bool) -> float:
    started = perf_counter()
    import_history(folder, dry_run=dry_run)
    return perf_counter() - started


def _empty() -> None:
    """As before the import, past all triggers."""
    from django.apps import apps
    from django.db import connection

    labels = ("meetings", "delegations", "statements")
    names = {
        model._meta.db_table for label in labels for model in apps.get_app_config(label).get_models(True)
    }
    kept = {"meetings_dataversion"}
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(sorted(names - kept))}")
    assert not Council.objects.exists() and not Source.objects.exists()


def run() -> list[Row]:
    found = []
    each: dict[int, float] = {}
    for sessions in (SESSIONS, 2 * SESSIONS):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            records = _write_files(folder, sessions)
            planned = _seconds(folder, dry_run=True)
            written = _seconds(folder, dry_run=False)
            again = _seconds(folder, dry_run=False)
        each[sessions] = 1000 * written / records
        what = f"{sessions:,} sessions, {records:,} records"
        found += [
            Row("our own export read back", f"{what}: planned", planned, "s"),
            Row("our own export read back", f"{what}: planned and written", written, "s"),
            Row("our own export read back", f"{what}: the same again, nothing changes", again, "s"),
        ]
        _empty()
    found.append(
        Row(
            "our own export read back",
            f"{2 * SESSIONS:,} sessions: of each record",
            each[2 * SESSIONS],
            "ms",
            baseline=each[SESSIONS],
            baseline_name=f"{SESSIONS:,} sessions",
        )
    )
    return found
