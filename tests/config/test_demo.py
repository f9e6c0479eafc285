"""`make demo` as a person meets it: real processes, killed at bad moments."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded.backend import holder
from config.embedded.processes import start_mark
from config.embedded.state import StateDirectory

pytestmark = [pytest.mark.services, pytest.mark.xdist_group("demo")]
CHECKOUT = Path(__file__).resolve().parent.parent.parent
DEMO = [sys.executable, "-m", "config.embedded", "demo"]
# Three on an idle machine; other tests run beside this one.
STOP_SECONDS = 5
OURS = ("PATH", "HOME", "CHROMIUM", "PIP_", "SSL_")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Demo:
    """One demo in a directory of its own, in an environment without LANG and without a database."""

    def __init__(self, home: Path) -> None:
        self.state = StateDirectory(home)
        self.port = free_port()
        self.env = {name: value for name, value in os.environ.items() if name.startswith(OURS)}
        self.env |= {"STATE_DIR": str(home), "PORT": str(self.port)}
        self.process: subprocess.Popen[str] | None = None
        self.output = ""

    def start(self) -> float:
        """Start it, return the seconds to `Ready`."""
        began = time.monotonic()
        self.process = subprocess.Popen(
            DEMO,
            cwd=CHECKOUT,
            env=self.env,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        assert self.process.stdout
        self.output = ""
        for line in self.process.stdout:
            self.output += line
            if line.startswith("Ready: "):
                return time.monotonic() - began
        raise AssertionError(f"It ended with {self.process.wait()}:\n{self.output}")

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Stop it with a signal, return the seconds until it has ended."""
        assert self.process and self.process.stdout
        began = time.monotonic()
        self.process.send_signal(number)
        self.output += self.process.stdout.read()
        self.process.wait(10)
        seconds = time.monotonic() - began
        self.process.stdout.close()
        return seconds

    def pid(self, name: str) -> int:
        running = self.state.read_running()
        return running.processes.get(name, (0, ""))[0] if running else 0

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=CHECKOUT,
            env=self.env,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def until(condition: object, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    base = tmp_path_factory.mktemp("demo")
    for directory in (base, *base.parents):
        if directory.stat().st_uid == os.geteuid() and directory != Path("/"):
            directory.chmod(directory.stat().st_mode | stat.S_IXOTH)
    demo = Demo(base / "a state")
    demo.start()
    yield demo
    if demo.process and demo.process.poll() is None:
        demo.stop()


def test_it_serves_and_tells_its_accounts(demo: Demo) -> None:
    assert demo.ready()
    lines = demo.state.accounts.read_text("utf-8").splitlines()
    assert [line.split()[0] for line in lines] == ["editor", "reviewer", "admin"]
    assert all(len(line.split()) == 3 for line in lines)
    assert stat.S_IMODE(demo.state.accounts.stat().st_mode) == 0o600


def test_a_second_one_says_where_the_first_is(demo: Demo) -> None:
    second = subprocess.run(DEMO, cwd=CHECKOUT, env=demo.env, capture_output=True, text=True)
    assert second.returncode == 1
    assert f"already running from {demo.state.path}: http://127.0.0.1:{demo.port}/" in second.stdout
    assert demo.ready()


def test_a_taken_port_is_said(demo: Demo, tmp_path: Path) -> None:
    env = {**demo.env, "STATE_DIR": str(tmp_path / "other")}
    second = subprocess.run(DEMO, cwd=CHECKOUT, env=env, capture_output=True, text=True)
    assert second.returncode == 1
    assert f"Port {demo.port} of 127.0.0.1 cannot be used" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_command_joins_the_running_demo(demo: Demo) -> None:
    before = demo.pid("database")
    assert "[X] 0001_initial" in demo.manage("showmigrations", "statements")
    assert demo.pid("database") == before and demo.ready()


@pytest.mark.parametrize("name", ["web", "worker", "beat", "broker", "database"])
def test_what_is_killed_comes_back(demo: Demo, name: str) -> None:
    assert until(lambda: demo.pid(name) != 0)
    killed = demo.pid(name)
    os.kill(killed, signal.SIGKILL)
    assert until(lambda: demo.pid(name) not in (0, killed) and demo.ready())


def test_it_stops_at_once_starts_warm_and_keeps_its_data(demo: Demo) -> None:
    accounts = demo.state.accounts.read_text("utf-8")
    processes = demo.state.read_running()
    assert demo.stop() < STOP_SECONDS
    assert processes and all(start_mark(pid) != mark for pid, mark in processes.processes.values())
    assert "Traceback" not in demo.output and demo.output.endswith("Stopped.\n")
    assert demo.process and demo.process.returncode == 0
    # Without the demo a command starts the servers for itself, and stops them.
    assert "[X] 0001_initial" in demo.manage("showmigrations", "statements")
    assert holder(demo.state) is None
    demo.start()
    assert "tables" not in demo.output
    assert demo.state.accounts.read_text("utf-8") == accounts


def test_after_a_kill_of_the_whole_it_starts_again(demo: Demo) -> None:
    assert demo.process and demo.process.stdout
    processes = demo.state.read_running()
    assert processes
    demo.process.kill()
    demo.process.wait()
    demo.process.stdout.close()
    if sys.platform == "linux":
        assert until(lambda: all(start_mark(pid) != mark for pid, mark in processes.processes.values()))
    demo.start()
    assert "An earlier start was killed" in demo.output
    assert demo.ready()
    assert demo.stop(signal.SIGINT) < STOP_SECONDS
