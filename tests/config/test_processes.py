"""Processes are recognised for certain before they are stopped, and none is left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.embedded.processes import Child, spawn, start_mark, stop_children, stop_stray, tail

pytestmark = pytest.mark.services


def sleeper(code: str = "import time; time.sleep(60)", **options: object) -> "subprocess.Popen[bytes]":
    return spawn([sys.executable, "-c", code], env=dict(os.environ), **options)  # type: ignore[arg-type]


def test_a_mark_tells_a_process_from_a_later_one_with_its_number() -> None:
    process = sleeper()
    mark = start_mark(process.pid)
    assert mark and mark == start_mark(process.pid) != start_mark(os.getpid())
    process.kill()
    process.wait()
    assert start_mark(process.pid) is None


def test_a_stranger_with_a_recorded_number_is_left_alone() -> None:
    stranger = sleeper()
    assert not stop_stray(stranger.pid, "an earlier start")
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_stray_that_ignores_its_signal_is_killed(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    stray = sleeper(
        "import signal, time, pathlib; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    )
    while not ready.exists():
        time.sleep(0.01)
    mark = start_mark(stray.pid)
    assert mark and stop_stray(stray.pid, mark, seconds=0.2)
    assert stray.wait(2) == -signal.SIGKILL


def test_stopping_takes_the_children_of_a_child_with_it(tmp_path: Path) -> None:
    grandchild = tmp_path / "pid"
    code = (
        "import signal, subprocess, sys, time, pathlib;"
        "inner = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        f"pathlib.Path({str(grandchild)!r}).write_text(str(inner.pid)); time.sleep(60)"
    )
    child = Child("parent", lambda: sleeper(code))
    child.start()
    while not (grandchild.exists() and grandchild.read_text()):
        time.sleep(0.01)
    stop_children([child], seconds=1)
    assert child.ended() == "killed by signal 15"
    for _ in range(100):
        if start_mark(int(grandchild.read_text())) is None:
            return
        time.sleep(0.02)
    pytest.fail("the grandchild is still running")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can promise this")
def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    code = (
        "import os, pathlib, sys, time; from config.embedded.processes import spawn;"
        "inner = spawn([sys.executable, '-c', 'import time; time.sleep(60)'], env=dict(os.environ));"
        f"pathlib.Path({str(pid_file)!r}).write_text(str(inner.pid)); time.sleep(60)"
    )
    parent = sleeper(code, cwd=Path(__file__).parent.parent.parent)
    while not (pid_file.exists() and pid_file.read_text()):
        assert parent.poll() is None
        time.sleep(0.01)
    parent.kill()
    parent.wait()
    for _ in range(100):
        if start_mark(int(pid_file.read_text())) is None:
            return
        time.sleep(0.02)
    pytest.fail("the child outlived its parent")


def test_the_end_of_a_log_is_told_indented(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert tail(log) == ""
    log.write_text("one\ntwo\nthree\n")
    assert tail(log, 2) == "\n    two\n    three"
