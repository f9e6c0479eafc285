"""The state directory: everything that the demo writes, and the lock that says who is using it."""

import errno
import fcntl
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


class StartProblem(Exception):
    """Something that stops a start; its text is a sentence for the person at the terminal."""


@dataclass
class Running:
    """What `running.json` says of the process that holds the lock.

    `kind` is "demo" or "command"; `pid` with `mark` says which process it is. `address` is None for a command. `usable` is true once the database has
    its tables. `environment` is what another process must set to reach the same servers. `processes` maps
    a name to the (pid, start mark) of each process that must not outlive the holder. `sockets` is their
    socket directory where that is outside the state directory.
    """

    kind: str
    pid: int
    mark: str
    title: str
    address: str | None = None
    usable: bool = False
    environment: dict[str, str] = field(default_factory=dict)
    processes: dict[str, tuple[int, str]] = field(default_factory=dict)
    sockets: str | None = None


class StateDirectory:
    """One directory, at most one holder at a time. Files with secrets in them are 0600."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "StateDirectory":
        """The directory that STATE_DIR names; a relative one is relative to the checkout."""
        named = Path(environ.get("STATE_DIR") or ".local").expanduser()
        return cls(CHECKOUT / named)

    @property
    def accounts(self) -> Path:
        return self.path / "accounts.txt"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def mail(self) -> Path:
        """What the demo would have sent, a file for each run of the deliverer."""
        return self.path / "mail"

    def create(self) -> None:
        """Make the directory. Others may pass through it (the database may run as another account) but
        not list it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)
            self.logs.mkdir(exist_ok=True, mode=0o700)
            self.mail.mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            raise StartProblem(
                f"The state directory {self.path} cannot be made: {error.strerror}."
            ) from error

    def acquire(self) -> bool:
        """Take the lock without waiting; false if another process holds it. The kernel releases it when
        the holder ends, however it ends."""
        self.create()
        try:
            descriptor = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StartProblem(
                f"The state directory {self.path} is not writable: {error.strerror}."
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                return False
            raise StartProblem(
                f"The state directory {self.path} cannot be locked: {error.strerror}."
            ) from error
        self._lock = descriptor
        return True

    def release(self) -> None:
        """Forget who ran here and give the lock back."""
        if self._lock is not None:
            self._running_file.unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    @property
    def _running_file(self) -> Path:
        return self.path / "running.json"

    def read_running(self) -> Running | None:
        """The last holder's record; None if there is none. It may be stale: only the lock tells."""
        try:
            return Running(**json.loads(self._running_file.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write_running(self, running: Running) -> None:
        self.write_private(self._running_file, json.dumps(running.__dict__))

    def write_private(self, path: Path, text: str) -> None:
        """Replace a file in one step, readable by its owner only."""
        draft = path.with_name(path.name + ".new")
        with suppress(FileNotFoundError):
            draft.unlink()
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        draft.replace(path)

    def secret_key(self) -> str:
        """The demo's SECRET_KEY, made once."""
        path = self.path / "secret_key"
        with suppress(OSError):
            if key := path.read_text("utf-8").strip():
                return key
        key = secrets.token_urlsafe(48)
        self.write_private(path, key + "\n")
        return key
