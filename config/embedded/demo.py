"""`make demo`: everything, from an empty state directory to `Ready`, until Ctrl-C."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from urllib.parse import quote

import psycopg2

from config.embedded.backend import Backend, holder, new_record, record
from config.embedded.processes import Child, Starter, Stopped, ignore_stop_signals, spawn, stop_children, tail
from config.embedded.state import CHECKOUT, StartProblem, StateDirectory
from config.embedded.supervisor import Supervisor, say

HOST = "127.0.0.1"
_READY_SECONDS = 120
# Together they stay under the three seconds that a stop may take.
_PROGRAMS_STOP_SECONDS = 1.0
_SERVERS_STOP_SECONDS = 1.0


def demo(*, until_parent_ends: bool) -> int:
    """Start and supervise the demo; returns an exit code. With `until_parent_ends` it also stops when the
    process that started it (make) has been killed."""
    starter = Starter() if until_parent_ends else None
    port = chosen_port(os.environ)
    state = StateDirectory.from_environment()
    if not take(state, "demo", say):
        running = holder(state)
        where = f": {running.address}" if running and running.address else ""
        who = f" (process {running.pid})" if running else ""
        say(f"Reconvene is already running from {state.path}{where}{who}. Stop it with Ctrl-C there,")
        say("or start another beside it with its own PORT and STATE_DIR.")
        return 1
    try:
        return _Demo(state, port, starter).run()
    finally:
        state.release()


def take(state: StateDirectory, wanted_for: str, tell: Callable[[str], None], seconds: float = 30) -> bool:
    """Take the state directory's lock. A demo that holds it will not let go: then false at once. A command
    that holds it is waited for."""
    deadline = time.monotonic() + seconds
    told = False
    while not state.acquire():
        running = holder(state)
        if (running and running.kind == "demo") or time.monotonic() > deadline:
            return False
        if running and not told and time.monotonic() > deadline - seconds + 1:
            tell(f"Waiting for `{running.title}` (process {running.pid}) to finish with {state.path} ...")
            told = True
        time.sleep(0.1)
    return True


def chosen_port(environ: Mapping[str, str]) -> int:
    text = environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise StartProblem(f"PORT is {text!r}; it must be a number from 1 to 65535.")
    return int(text)


def project_environment(state: StateDirectory, port: int, environ: Mapping[str, str]) -> dict[str, str]:
    """The settings of every process that works on this state directory. What the environment already
    says stands, except that the demo never runs with DEBUG."""
    defaults = {
        "SECRET_KEY": state.secret_key(),
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "SITE_URL": f"http://{HOST}:{port}",
        "EMAIL_URL": f"filemail:///{quote(str(state.mail.absolute()))}",
        "STATIC_ROOT": str(state.path / "static"),
        "RELEASES_DIR": str(state.path / "releases"),
    }
    given = {name: value for name, value in environ.items() if value or name not in defaults}
    return {**defaults, **given, "DEBUG": "0", "STATE_DIR": str(state.path), "PYTHONUTF8": "1"}


def _require_free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise StartProblem(
                f"Port {port} of {HOST} cannot be used: {error.strerror}. Choose another: make demo PORT=8001"
            ) from error


class _Demo:
    """One run, from the lock taken to the lock given back."""

    def __init__(self, state: StateDirectory, port: int, starter: Starter | None) -> None:
        self._state = state
        self._port = port
        self._starter = starter
        self._record = new_record("demo", "make demo", f"http://{HOST}:{port}/")
        self._backend = Backend(state, os.environ)
        self._supervisor = Supervisor(self._write_record)
        self._preparing: Child | None = None

    def _write_record(self, children: list[Child]) -> None:
        record(self._state, self._record, children)

    def run(self) -> int:
        code = 0
        try:
            self._start()
            while True:
                self._supervisor.check()
                self._pause(0.2)
        except Stopped:
            say("\nStopping ...")
        except StartProblem as problem:
            print(problem, file=sys.stderr)
            code = 1
        finally:
            ignore_stop_signals()
            self._stop()
        say("Stopped.")
        return code

    def _start(self) -> None:
        _require_free_port(self._port)
        earlier = self._state.read_running()
        self._start_servers()
        if earlier:
            say("An earlier start was killed; what it left running has been stopped.")
        env = {**project_environment(self._state, self._port, os.environ), **self._backend.environment()}
        self._prepare(env)
        self._record.usable = True
        self._record.environment = self._backend.environment()
        say("Starting web, worker and beat, and assessing what is due ...")
        web, worker, beat = self._programs(env)
        self._supervisor.add(web)
        self._supervisor.add(worker)
        self._wait_until_ready(env["DATABASE_URL"], web)
        self._supervisor.add(beat)  # last: nothing at the start waits for it
        say(f"Ready: {self._record.address}")
        say(f"Accounts (also in {self._state.accounts}): kind, name, password")
        say(self._state.accounts.read_text("utf-8").rstrip())
        if not os.environ.get("EMAIL_URL"):
            say(
                f"Mail leaves this machine only with EMAIL_URL set; until then each is a file in {self._state.mail}"
            )
        say("Ctrl-C stops everything; the data stays.")

    def _start_servers(self) -> None:
        say("Starting the database and the broker ...")
        self._backend.start()
        self._record.sockets = self._backend.sockets_elsewhere
        for child in self._backend.children:
            self._supervisor.add(child)

    def _prepare(self, env: dict[str, str]) -> None:
        """Tables, static files, accounts, reference data: in a process of its own, so that this one stays
        small and a stop need not wait for a migration."""
        argv = [sys.executable, "-m", "config.embedded.prepare"]
        self._preparing = Child("preparation", lambda: spawn(argv, env=env, cwd=CHECKOUT))
        self._preparing.start()
        self._write_record([*self._supervisor.children, self._preparing])
        while (ended := self._preparing.ended()) is None:
            self._pause(0.02)
        if ended != "ended with code 0":
            raise StartProblem(f"The database could not be prepared (it {ended}): see above.")
        self._preparing = None

    def _programs(self, env: dict[str, str]) -> list[Child]:
        python = [sys.executable, "-m"]
        celery = [*python, "celery", "-A", "config.celery_app"]
        web = "--config python:config.web_server --workers 1 --threads 4 --graceful-timeout 1"
        # One process without a pool: the smallest worker. A task cut short is delivered again.
        worker = "worker --pool solo --loglevel INFO --without-gossip --without-mingle"
        schedule = str(self._state.path / "beat-schedule")
        commands = {
            "web": [*python, "gunicorn", "config.wsgi", "--bind", f"{HOST}:{self._port}", *web.split()],
            "worker": [*celery, *worker.split()],
            "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile", "", "--schedule", schedule],
        }
        return [self._program(name, argv, env) for name, argv in commands.items()]

    def _program(self, name: str, argv: list[str], env: dict[str, str]) -> Child:
        log = self._state.logs / f"{name}.log"

        def launch() -> "subprocess.Popen[bytes]":
            return spawn(argv, env=env, log=log, cwd=CHECKOUT)

        return Child(name, launch, log=log)

    def _wait_until_ready(self, database_url: str, web: Child) -> None:
        """Until the site says that it is ready and no council waits for its assessment."""
        began = time.monotonic()
        while not (self._answers_ready() and _nothing_due(database_url)):
            self._supervisor.check()
            child, failures = self._supervisor.worst()
            waited = time.monotonic() - began
            if failures > 4 or waited > _READY_SECONDS:
                failing = child if failures else web
                raise StartProblem(f"The {failing.name} does not come up:{tail(failing.log, 30)}")
            self._pause(0.05)

    def _pause(self, seconds: float) -> None:
        """Wait a moment; stop as after Ctrl-C if whoever started us is gone."""
        time.sleep(seconds)
        if self._starter and self._starter.gave_up():
            raise Stopped(signal.SIGTERM)

    def _answers_ready(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=2)
        try:
            connection.request("GET", "/readyz", headers={"Host": f"{HOST}:{self._port}"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _stop(self) -> None:
        programs = [child for child in self._supervisor.children if child not in self._backend.children]
        if self._preparing:
            programs.append(self._preparing)
        stop_children(programs, _PROGRAMS_STOP_SECONDS)
        self._backend.stop(_SERVERS_STOP_SECONDS)


def _nothing_due(database_url: str) -> bool:
    """Whether the worker has assessed every council that was marked for it."""
    try:
        connection = psycopg2.connect(database_url, connect_timeout=2)
    except psycopg2.OperationalError:
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT NOT EXISTS (SELECT FROM meetings_assessmentdue)")
            return cursor.fetchone() == (True,)
    finally:
        connection.close()
