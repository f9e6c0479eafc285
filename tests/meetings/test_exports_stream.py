"""Files as a real web server sends them: whole, or visibly broken; from one snapshot; without growing memory."""

import csv
import http.client
import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client

from meetings.exports import stream
from meetings.models import Session
from tests import factories as make
from tests.exports_dataset import download

CHECKOUT = Path(__file__).resolve().parents[2]
Start = Callable[..., int]
SESSIONS = 60


@pytest.fixture
def record(transactional_db: None) -> None:
    council = make.make_council("A council")
    for number in range(SESSIONS):
        make.make_session(council, f"{1900 + number}", outcome="x" * 4000)


@pytest.fixture
def web_server(tmp_path: Path) -> Iterator[Start]:
    """Starts gunicorn on this test's database, as the demo does; gives its port."""
    running: list[subprocess.Popen[bytes]] = []

    def start(**environment: str) -> int:
        with closing(socket.socket()) as chosen:
            chosen.bind(("127.0.0.1", 0))
            port: int = chosen.getsockname()[1]
        name = connection.settings_dict["NAME"]
        address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        env = {
            **os.environ,
            "DATABASE_URL": address,
            "DEBUG": "1",
            "ALLOWED_HOSTS": "127.0.0.1",
            **environment,
        }
        argv = [
            "-m",
            "gunicorn",
            "--config",
            "python:config.web_server",
            "--threads",
            "2",
            "--bind",
            f"127.0.0.1:{port}",
        ]
        log = (tmp_path / "web.log").open("wb")
        with log:
            running.append(
                subprocess.Popen(
                    [sys.executable, *argv, "tests.meetings.failing_stream"],
                    cwd=CHECKOUT,
                    env=env,
                    stdout=log,
                    stderr=log,
                )
            )
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return port
            except OSError:
                assert time.monotonic() < deadline, (tmp_path / "web.log").read_text()
                time.sleep(0.05)

    yield start
    for process in running:
        process.terminate()
        process.wait(10)


def get(port: int, address: str) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    client.request("GET", address)
    return client.getresponse(), client


@pytest.mark.services
def test_a_whole_file_arrives_whole(record: None, web_server: Start) -> None:
    response, client = get(web_server(), "/sessions.csv")
    with closing(client):
        rows = list(csv.DictReader(io.StringIO(response.read().decode(), newline="")))
    assert len(rows) == SESSIONS == int(response.headers["X-Row-Count"])
    assert response.headers["Transfer-Encoding"] == "chunked"


@pytest.mark.services
def test_a_fault_in_mid_stream_breaks_the_transfer(record: None, web_server: Start) -> None:
    """A client that trusts HTTP alone must not take half a file for a whole one."""
    port = web_server(BREAK_AFTER="50")
    # By the database and by Python; and the server's connection to the database is still of use afterwards.
    for address in ("/sessions.csv", "/sessions.csv?for=excel") * 2:
        response, client = get(port, address)
        assert response.status == 200
        with closing(client), pytest.raises(http.client.IncompleteRead) as broken:
            response.read()
        assert b"session_id,council_id," in broken.value.partial
    response, client = get(port, "/codebook.csv")
    with closing(client):
        assert response.read().count(b"\r\n") == int(response.headers["X-Row-Count"]) + 1


@pytest.mark.services
def test_a_client_that_goes_away_leaves_no_query_behind(record: None, web_server: Start) -> None:
    Session.objects.update(outcome="x" * 400_000)
    port = web_server()
    for _ in range(4):  # more often than the server has threads
        response, client = get(port, "/sessions.csv")
        response.read(1000)
        client.sock.shutdown(socket.SHUT_RDWR)
        client.close()
    deadline = time.monotonic() + 20
    while copies_running():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    response, client = get(port, "/codebook.csv")
    with closing(client):
        assert response.status == 200 and response.read()


def copies_running() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND state <> 'idle'"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("address", ["/sessions.csv", "/sessions.csv?for=excel"])
def test_a_file_is_of_one_moment(address: str, record: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is published while a file is being sent is not in it: its row count stays true."""
    monkeypatch.setattr(stream, "FETCH_ROWS", 10)
    response = Client().get(address)
    pieces = iter(response.streaming_content)  # type: ignore[attr-defined]
    body = next(pieces)
    in_another_connection(
        "UPDATE meetings_session SET publication = 'draft' WHERE start && '[1940-01-01,2200-01-01)'"
    )
    body += b"".join(pieces)
    assert body.count(b"\r\n") == SESSIONS + 1
    assert download("/sessions.csv")[1]["X-Row-Count"] == "40"


def in_another_connection(statement: str) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(statement)
    finally:
        other.close()


def test_the_transaction_ends_with_the_file(record: None) -> None:
    for read in (True, False):
        response = Client().get("/sessions.csv")
        if read:
            assert b"".join(response.streaming_content)  # type: ignore[attr-defined]
        else:
            next(iter(response.streaming_content))  # type: ignore[attr-defined]
        response.close()
        assert not connection.in_atomic_block
        Session.objects.update(venue="Vienna")  # a read-only transaction would refuse


def test_an_export_only_reads(record: None) -> None:
    response = Client().get("/sessions.csv")
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        assert cursor.fetchone() == ("on",)
        cursor.execute("SHOW transaction_isolation")
        assert cursor.fetchone() == ("repeatable read",)
    response.close()


def test_files_can_be_read_without_server_side_cursors(record: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a pooling proxy in transaction mode (TRANSACTION_POOLING)."""
    addresses = ("/sessions.csv", "/gaps.csv", "/delegations.csv")
    whole = [download(address)[0] for address in addresses]
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    assert [download(address)[0] for address in addresses] == whole
