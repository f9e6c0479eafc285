"""gunicorn as it is started from the checkout: no visitor tells it where they are."""

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
            [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--no-control-socket",
             "--worker-class", "gthread", "config.wsgi"],
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


def answers(port: int, **headers: str) -> int:
    """The status of the process's own health; 0 if nobody listens yet."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as client:
        try:
            client.request("GET", "/healthz", headers=headers)
        except ConnectionRefusedError:
            return 0
        return client.getresponse().status


def test_headers_of_a_visitor_lead_to_no_other_address(port: int) -> None:
    assert answers(port, SCRIPT_NAME="/elsewhere") == 200
    assert answers(port, SCRIPT_NAME="/healthz") == 200
    assert answers(port, PATH_INFO="/no-such-page/") == 200
