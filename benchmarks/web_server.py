"""A production web server on the database of a benchmark."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.one_worker import environment

ROOT = Path(__file__).resolve().parent.parent
STARTED_WITHIN = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving() -> Iterator[tuple[str, int]]:
    """gunicorn as the demo starts it, with one worker of four threads: its address, and the worker's process."""
    port = free_port()
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
        web = [
            "--config",
            "python:config.web_server",
            "--workers",
            "1",
            "--threads",
            "4",
            "--log-level",
            "warning",
        ]
        server = subprocess.Popen(
            [*python, "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", *web], env=env, cwd=ROOT
        )
        try:
            address = f"http://127.0.0.1:{port}/"
            wait_for(address, server)
            yield address, _worker_of(server.pid)
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise RuntimeError(f"The server at {address} did not answer within {STARTED_WITHIN} seconds.")


def _worker_of(master: int) -> int:
    """The process that answers; where the system does not tell, the one that was started."""
    children = Path(f"/proc/{master}/task/{master}/children")
    return int(children.read_text().split()[0]) if children.exists() else master
