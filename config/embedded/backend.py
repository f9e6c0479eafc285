"""The database and the broker of one state directory, as far as the environment does not name others."""

import os
import re
import shutil
import signal
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from config.embedded.broker import Broker
from config.embedded.installation import reachable, server_account
from config.embedded.postgres import Postgres
from config.embedded.processes import Account, Child, start_mark, stop_children, stop_stray
from config.embedded.state import Running, StartProblem, StateDirectory

# Linux allows 107 bytes for a socket's path, macOS 103; the longest name below the directory has 22.
_LONGEST_SOCKET_DIRECTORY = 80


def _socket_directory(state: Path, account: Account | None) -> Path:
    """`run` in the state directory; a short one of the system where that path is too long, has characters
    that mean something in a server's setting, or cannot be entered by the server's account."""
    ours = state / "run"
    plain = re.fullmatch(r"[A-Za-z0-9/_.-]+", str(ours)) and len(str(ours)) <= _LONGEST_SOCKET_DIRECTORY
    if plain and (account is None or reachable(state, account)):
        ours.mkdir(exist_ok=True)
        ours.chmod(0o711)
        return ours
    for place in (Path(tempfile.gettempdir()), Path("/tmp")):
        if len(str(place)) + 20 <= _LONGEST_SOCKET_DIRECTORY and (
            account is None or reachable(place, account)
        ):
            made = Path(tempfile.mkdtemp(prefix="reconvene-", dir=place))
            made.chmod(0o711)
            return made
    raise StartProblem(
        "No directory with a short path was found for the servers' sockets: set TMPDIR to one."
    )


class Backend:
    """Starts and stops what DATABASE_URL and REDIS_URL leave to us. The state directory's lock is held."""

    def __init__(self, state: StateDirectory, given: Mapping[str, str], *, throwaway: bool = False) -> None:
        self._state = state
        self._given = given
        self._throwaway = throwaway
        self._sockets: Path | None = None
        self.postgres: Postgres | None = None
        self.broker: Broker | None = None

    @property
    def children(self) -> list[Child]:
        return [part.child for part in (self.postgres, self.broker) if part]

    @property
    def sockets_elsewhere(self) -> str | None:
        """The socket directory if it is outside the state directory, else None."""
        outside = self._sockets and self._state.path not in self._sockets.parents
        return str(self._sockets) if outside else None

    def environment(self) -> dict[str, str]:
        """The addresses of what is started here. PGHOST is for `dbshell`, which reads no address."""
        return {
            **({"DATABASE_URL": self.postgres.url, "PGHOST": self.postgres.sockets} if self.postgres else {}),
            **({"REDIS_URL": self.broker.url} if self.broker else {}),
        }

    def start(self) -> None:
        """Clear away an earlier start that was killed, then start both and wait until they answer."""
        clear_earlier_start(self._state)
        account = server_account() if not self._given.get("DATABASE_URL") else None
        if not (self._given.get("DATABASE_URL") and self._given.get("REDIS_URL")):
            self._sockets = _socket_directory(self._state.path, account)
        if self._sockets and not self._given.get("REDIS_URL"):
            broker = Broker(
                self._state.path, self._sockets, self._state.logs / "broker.log", throwaway=self._throwaway
            )
            broker.prepare()
            self.broker = broker
            broker.child.start()
        if self._sockets and not self._given.get("DATABASE_URL"):
            postgres = Postgres(
                self._state.path,
                self._sockets,
                self._state.logs / "database.log",
                account,
                throwaway=self._throwaway,
            )
            postgres.prepare()
            self.postgres = postgres
            postgres.child.start()
            postgres.wait()
            postgres.ensure_database()
        if self.broker:
            self.broker.wait()

    def stop(self, seconds: float = 10) -> None:
        stop_children(self.children, seconds)
        if elsewhere := self.sockets_elsewhere:
            shutil.rmtree(elsewhere, ignore_errors=True)


def clear_earlier_start(state: StateDirectory) -> None:
    """Stop what a killed holder of this state directory left running, and remove its socket directory."""
    earlier = state.read_running()
    if earlier is None:
        return
    for name, (pid, mark) in reversed(earlier.processes.items()):
        stop_stray(pid, mark, signal.SIGINT if name == "database" else signal.SIGTERM)
    if earlier.sockets and Path(earlier.sockets).name.startswith("reconvene-"):
        shutil.rmtree(earlier.sockets, ignore_errors=True)


def record(state: StateDirectory, running: Running, children: list[Child]) -> None:
    """Write down who runs, before anything else can go wrong."""
    running.processes = {c.name: (c.pid, c.mark) for c in children if c.pid is not None and c.mark}
    with suppress(OSError):  # a full disk must not stop a supervisor that is up
        state.write_running(running)


def holder(state: StateDirectory) -> Running | None:
    """Who holds the lock now; None if it has not yet written its record."""
    running = state.read_running()
    return running if running and start_mark(running.pid) == running.mark else None


def new_record(kind: str, title: str, address: str | None = None) -> Running:
    """The record of this process as holder."""
    return Running(
        kind=kind, pid=os.getpid(), mark=start_mark(os.getpid()) or "", title=title, address=address
    )
