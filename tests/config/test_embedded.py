"""The embedded servers, really started: by the wheels and by the system's own programs."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import redis

from config.embedded import broker as broker_module
from config.embedded import installation
from config.embedded.backend import Backend, new_record, record
from config.embedded.processes import start_mark
from config.embedded.state import StartProblem, StateDirectory

pytestmark = pytest.mark.services
CHECKOUT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A directory that the database's account can reach; pytest's own is private."""
    for directory in (tmp_path, *tmp_path.parents):
        if directory.stat().st_uid == os.geteuid() and directory != Path("/"):
            directory.chmod(directory.stat().st_mode | stat.S_IXOTH)
    return tmp_path


def ask(url: str, sql: str) -> Any:
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]
    finally:
        connection.close()


def started(home: Path) -> tuple[StateDirectory, Backend]:
    state = StateDirectory(home)
    assert state.acquire()
    backend = Backend(state, {}, throwaway=True)
    backend.start()
    return state, backend


def test_servers_in_a_path_with_a_space(outside: Path) -> None:
    state, backend = started(outside / "a state")
    try:
        env = backend.environment()
        assert ask(env["DATABASE_URL"], "SELECT lower('ГРУШКО')") == "грушко"
        assert ask(env["DATABASE_URL"], "SHOW listen_addresses") == ""
        assert redis.Redis.from_url(env["REDIS_URL"]).ping()
        if os.geteuid() == 0:
            assert backend.postgres and backend.postgres.child.pid
            assert Path(f"/proc/{backend.postgres.child.pid}").stat().st_uid != 0
        sockets = Path(env["PGHOST"])
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    finally:
        backend.stop()
        state.release()
    assert not sockets.exists() or list(sockets.iterdir()) == []


def test_the_data_stay_and_a_killed_start_is_cleared_away(outside: Path) -> None:
    state, backend = started(outside / "state")
    url = backend.environment()["DATABASE_URL"]
    ask(url, "CREATE TABLE kept (x int); INSERT INTO kept VALUES (7); COMMIT; SELECT 1")
    record(state, new_record("demo", "test"), backend.children)
    left = [(child.pid, start_mark(child.pid or 0)) for child in backend.children]
    state._lock = None  # the holder is gone, its servers are not
    (outside / "state" / "lock").unlink()

    state, again = started(outside / "state")
    try:
        for pid, mark in left:
            # They are our own children here, so they stay as zombies until they are waited for.
            assert start_mark(pid or 0) != mark
        assert ask(again.environment()["DATABASE_URL"], "SELECT x FROM kept") == 7
    finally:
        again.stop()
        backend.stop()
        state.release()


def test_a_pid_file_with_a_strangers_number_does_not_keep_the_database_down(outside: Path) -> None:
    state, backend = started(outside / "state")
    backend.stop()
    assert backend.postgres
    pid_file = backend.postgres.data / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{backend.postgres.data}\n")
    state.release()
    state, backend = started(outside / "state")
    assert ask(backend.environment()["DATABASE_URL"], "SELECT 1") == 1
    backend.stop()
    state.release()


def test_what_the_environment_names_is_not_started(outside: Path) -> None:
    state = StateDirectory(outside / "state")
    assert state.acquire()
    backend = Backend(state, {"DATABASE_URL": "postgresql://x/y", "REDIS_URL": "redis://z"})
    backend.start()
    assert backend.children == [] and backend.environment() == {}
    state.release()


def test_the_systems_servers_serve_where_there_are_no_wheels(
    outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = broker_module.find_program()
    programs = outside / "bin"
    programs.mkdir()
    (programs / "redis-server").symlink_to(wheel)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    monkeypatch.setattr(installation.importlib.util, "find_spec", lambda _name: None)
    try:
        found = installation.find_installation()
    except StartProblem:
        pytest.skip("no PostgreSQL on this system")
    assert found.root is None and found.major >= installation.OLDEST_MAJOR
    state, backend = started(outside / "state")
    try:
        url = backend.environment()["DATABASE_URL"]
        assert ask(url, "SHOW server_version_num").startswith(str(found.major))
        assert ask(url, "SELECT lower('ГРУШКО')") == "грушко"
        assert redis.Redis.from_url(backend.environment()["REDIS_URL"]).ping()
    finally:
        backend.stop()
        state.release()


def test_neither_wheel_nor_system_server_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(installation, "_system_candidates", lambda: iter(()))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(StartProblem, match="Install PostgreSQL, or set DATABASE_URL"):
        installation.find_installation()
    with pytest.raises(StartProblem, match="set REDIS_URL"):
        broker_module.find_program()


def test_run_passes_the_exit_code_on_and_leaves_nothing() -> None:
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    argv = [sys.executable, "-m", "config.embedded", "run", "--", "sh", "-c", 'echo "$STATE_DIR"; exit 3']
    done = subprocess.run(argv, cwd=CHECKOUT, env=env, capture_output=True, text=True)
    assert done.returncode == 3, done.stderr
    assert not Path(done.stdout.strip()).exists()


def test_run_uses_the_servers_that_are_named() -> None:
    argv = [sys.executable, "-m", "config.embedded", "run", "--", "sh", "-c", 'echo "$DATABASE_URL"']
    began = time.monotonic()
    done = subprocess.run(argv, cwd=CHECKOUT, capture_output=True, text=True)
    assert done.stdout.strip() == os.environ["DATABASE_URL"]
    assert time.monotonic() - began < 5
