"""`sessions.csv` of a million sessions through the real web server, beside PostgreSQL's own COPY and Datasette.

All in one run on one machine, each read by this process over loopback in large pieces and thrown away:

- psql: the very COPY statement of the view with the settings of its transaction, over the database's unix socket.
- the web server: gunicorn with one worker of four threads, the address `/sessions.csv`, no compression.
- the pipe alone: a table that holds the finished cells, so that the query costs nothing, copied by psql and through the
  pipe that stands between psycopg and the web server.
- Datasette: the same finished cells in an SQLite file, `datasette serve FILE`, streamed with `_stream=1&_size=max`; for half
  a minute, since it takes longer the further it comes.

RECONVENE_BENCH_SCALE=0.01 makes a hundredth of the record.
"""

import csv
import http.client
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.db import connection
from django.http import QueryDict
from tqdm import tqdm

from benchmarks.archive import build, chosen_size
from benchmarks.filling import tidy
from benchmarks.one_worker import assess_what_is_due, environment
from benchmarks.table import Row
from benchmarks.web_server import free_port, serving, wait_for
from meetings.exports.copying import SETTINGS, copied
from meetings.exports.scope import Scope
from meetings.exports.sessions import SESSIONS
from meetings.exports.stream import Export
from meetings.models import DataVersion
from meetings.query import read_query
from meetings.scheduling import mark_due

SUBJECT = "exports"
PIECE = 1 << 20
RUNS, FIRST_BYTES = 11, 5
FIRST = {
    "everything": "sessions.csv",
    "one level": "sessions.csv?level=ministers",
    "all delegations": "delegations.csv",
    "all statements": "statements.csv",
}
SHARE = 0.8  # of psql's throughput, promised
DATASETTE_SECONDS = 30


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Transfer:
    """What came of one reading: `first_row` is when the first byte after the header came. Seconds and bytes."""

    size: int
    seconds: float
    first_byte: float = 0.0
    first_row: float = 0.0

    @property
    def megabytes_a_second(self) -> float:
        return self.size / 1e6 / self.seconds


def run() -> list[Row]:
    size = chosen_size()
    councils = build(size)
    mark_due(councils)
    assess_what_is_due()
    tidy()
    return measure(size.sessions_each)


def measure(sessions_each: int) -> list[Row]:
    """On a record that stands already."""
    with connection.cursor() as cursor:
        # The servers of tests end a query after two minutes.
        cursor.execute(f"ALTER DATABASE {connection.settings_dict['NAME']} SET statement_timeout = 0")
        cursor.execute("SET statement_timeout = 0")
    with tempfile.TemporaryDirectory() as folder, serving() as (address, worker):
        file = Path(folder) / "sessions.csv"
        by_psql = _through_psql(_statement())
        before = _memory(worker, "VmRSS")
        by_web = _download(address + "sessions.csv", keep=file)
        grown = _memory(worker, "VmHWM") - before
        first_bytes = {
            what: median(_first_byte(address + path) for _ in range(FIRST_BYTES))
            for what, path in FIRST.items()
        }
        one = f"{address}councils/council-{sessions_each}-0/sessions.csv"
        few = median(_download(one).seconds for _ in range(RUNS))
        _make_finished(file)
        plain = "COPY finished TO STDOUT (FORMAT csv)"
        finished, piped = _through_psql(plain), _through_pipe(plain)
        datasette = _through_datasette(file)
    rows = by_web_rows(by_psql, by_web)
    return [
        *rows,
        Row(SUBJECT, "the pipe alone, from a table of finished cells", piped.megabytes_a_second, "MB/s", None, finished.megabytes_a_second, "psql"),
        Row(SUBJECT, "sessions.csv of everything", by_web.megabytes_a_second, "MB/s", None, datasette.megabytes_a_second, "Datasette, finished cells"),
        Row(SUBJECT, "worker's memory grows by", grown, "MB", 50),
        *(
            Row(SUBJECT, f"first byte of {what}, median of {FIRST_BYTES}", 1000 * seconds, "ms", 300)
            for what, seconds in first_bytes.items()
        ),
        Row(SUBJECT, "first row of everything", 1000 * by_web.first_row, "ms"),
        Row(SUBJECT, f"one council's {sessions_each:,} rows, whole, median of {RUNS}", 1000 * few, "ms", 100),
    ]  # fmt: skip


def by_web_rows(by_psql: Transfer, by_web: Transfer) -> list[Row]:
    """The same in seconds, where less is better, as promised; and in megabytes a second."""
    per_gigabyte, promised = 1000 / by_web.megabytes_a_second, 1000 / by_psql.megabytes_a_second / SHARE
    what = f"sessions.csv of everything, {by_web.size / 1e6:,.0f} MB"
    return [
        Row(SUBJECT, f"{what}, seconds a GB", per_gigabyte, "s", promised, promised * SHARE, "psql COPY of the same query"),
        Row(SUBJECT, what, by_web.megabytes_a_second, "MB/s", None, by_psql.megabytes_a_second, "psql COPY of the same query"),
    ]  # fmt: skip


def _statement() -> str:
    now = datetime.now(UTC)
    query = read_query(QueryDict(""), today=now.date())
    statement = Export(SESSIONS, Scope(query, now, DataVersion.current())).copy_statement()
    assert statement
    return statement


def _read(source: Readable, start: float, target: Any = None, *, stop: bool = False) -> Transfer:
    """All of it, or only until the first byte has come."""
    size, first_byte, first_row = 0, 0.0, 0.0
    header = 0
    while piece := source.read(PIECE):
        now = perf_counter() - start
        first_byte = first_byte or now
        if not header:
            header = piece.find(b"\n") + 1
        size += len(piece)
        if not first_row and size > header:
            first_row = now
        if target is not None:
            target.write(piece)
        if stop:
            break
    return Transfer(size, perf_counter() - start, first_byte, first_row)


def _psql() -> str:
    from config.embedded.installation import find_installation

    bundled = find_installation().bin / "psql"
    found = str(bundled) if bundled.exists() else shutil.which("psql")
    if found is None:
        raise RuntimeError("psql was not found.")
    return found


def _through_psql(statement: str) -> Transfer:
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(f"BEGIN; {SETTINGS}; {statement}; COMMIT;")
        script.flush()
        argv = [_psql(), "-X", "-q", "-f", script.name, environment()["DATABASE_URL"]]
        start = perf_counter()
        with subprocess.Popen(argv, stdout=subprocess.PIPE, bufsize=0) as client:
            assert client.stdout is not None
            transfer = _read(client.stdout, start)
        assert client.returncode == 0
    return transfer


def _through_pipe(statement: str) -> Transfer:
    start, size = perf_counter(), 0
    for piece in copied(statement):
        size += len(piece)
    return Transfer(size, perf_counter() - start)


class _Body:
    """Whatever has come of a response, at once: `read` would wait until a piece is full."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self._response = response

    def read(self, size: int, /) -> bytes:
        return self._response.read1(size)


def _download(
    address: str, *, keep: Path | None = None, stop: bool = False, most: float | None = None
) -> Transfer:
    parts = urlsplit(address)
    client = http.client.HTTPConnection(parts.netloc, timeout=600)
    with closing(client):
        client.connect()
        start = perf_counter()
        client.request("GET", f"{parts.path}?{parts.query}".rstrip("?"))
        response = client.getresponse()
        assert response.status == 200, (address, response.status)
        body = _Body(response) if most is None else _Limited(_Body(response), start + most)
        if keep is None:
            return _read(body, start, stop=stop)
        with keep.open("wb") as target:
            return _read(body, start, target, stop=stop)


def _first_byte(address: str) -> float:
    """Seconds. The server learns only with the next piece that the reader has gone, and the database would sort until
    then, beside whatever is measured next."""
    seconds = _download(address, stop=True).first_byte
    ended, until = 0, perf_counter() + 1  # a short file's is over before it is seen
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND state = 'active' AND query LIKE 'COPY%'"
            )
            (running,) = cursor.fetchone()
            ended += running
            if not running and (ended or perf_counter() > until):
                return seconds
            sleep(0.05)


class _Limited:
    """The body until an instant: then it counts as ended."""

    def __init__(self, body: Readable, until: float) -> None:
        self._body, self._until = body, until

    def read(self, size: int, /) -> bytes:
        return b"" if perf_counter() > self._until else self._body.read(size)


def _memory(process: int, what: str) -> float:
    """`VmRSS`: held now, `VmHWM`: held at most. MB; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    return float(status.read_text().split(f"{what}:")[1].split()[0]) / 1000


def _make_finished(file: Path) -> None:
    """A table of the finished cells, from the file itself."""
    columns = ", ".join(f'"{name}" text' for name in SESSIONS.header)
    with connection.cursor() as cursor, file.open("rb") as rows:
        cursor.execute(f"CREATE TABLE finished ({columns})")
        cursor.cursor.copy_expert("COPY finished FROM STDIN (FORMAT csv, HEADER)", rows)
        cursor.execute("VACUUM ANALYZE finished")


def _make_sqlite(file: Path, target: Path) -> None:
    with closing(sqlite3.connect(target)) as database, file.open(newline="", encoding="utf-8") as text:
        rows = csv.reader(text)
        header = next(rows)
        database.execute(f"CREATE TABLE sessions ({', '.join(header)})")
        marks = ", ".join("?" * len(header))
        database.executemany(
            f"INSERT INTO sessions VALUES ({marks})", tqdm(rows, unit=" rows", desc="SQLite")
        )
        database.commit()


@contextmanager
def _datasette(file: Path) -> Iterator[str]:
    port = free_port()
    argv = [sys.executable, "-m", "datasette", "serve", str(file), "--host", "127.0.0.1", "--port", str(port)]
    limits = ["--setting", "max_csv_mb", "0", "--setting", "sql_time_limit_ms", "60000"]
    with subprocess.Popen([*argv, *limits], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/", server)
            yield f"http://127.0.0.1:{port}/{file.stem}"
        finally:
            server.terminate()


def _through_datasette(file: Path) -> Transfer:
    target = file.with_name("archive.db")
    _make_sqlite(file, target)
    with _datasette(target) as address:
        return _download(f"{address}/sessions.csv?_stream=1&_size=max", most=DATASETTE_SECONDS)
