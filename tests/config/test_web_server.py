"""gunicorn as it is configured: no visitor tells it where they are, and addresses may be long."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.config.test_demo import CHECKOUT, free_port

pytestmark = pytest.mark.services


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    port = free_port()
    with (tmp_path / "web.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:config.web_server", "--bind", f"127.0.0.1:{port}",
             "config.wsgi"],
            cwd=CHECKOUT, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + 30
        while not answers(port):
            assert server.poll() is None and time.monotonic() < deadline, (tmp_path / "web.log").read_text()
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def answers(port: int, address: str = "/healthz", **headers: str) -> int:
    """The status of an address, else of the process's own health; 0 if nobody listens yet."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as client:
        try:
            client.request("GET", address, headers=headers)
        except ConnectionRefusedError:
            return 0
        return client.getresponse().status


def test_headers_of_a_visitor_lead_to_no_other_address(port: int) -> None:
    assert answers(port, SCRIPT_NAME="/elsewhere") == 200
    assert answers(port, SCRIPT_NAME="/healthz") == 200
    assert answers(port, PATH_INFO="/no-such-page/") == 200


def test_an_address_may_be_as_long_as_proxies_take(port: int) -> None:
    assert answers(port, f"/healthz?{'a' * 8_000}") == 200
