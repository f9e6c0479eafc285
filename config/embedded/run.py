"""`python -m config.embedded run -- COMMAND`: one command beside a database and a broker of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from config.embedded.backend import Backend, clear_earlier_start, new_record, record
from config.embedded.state import StartProblem, StateDirectory

_PREFIX = "reconvene-run-"
_OLD_SECONDS = 3600


def _remove_abandoned() -> None:
    """Clear away what earlier runs left that were killed with kill -9: nobody holds their lock any more.
    Only old ones: a new one is without its lock for a moment."""
    for home in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, StartProblem):
            state = StateDirectory(home)
            if time.time() - home.stat().st_mtime > _OLD_SECONDS and state.acquire():
                clear_earlier_start(state)
                state.release()
                shutil.rmtree(home, ignore_errors=True)


def run(command: Sequence[str]) -> int:
    """Run the command with DATABASE_URL and REDIS_URL set, stop the servers, return its exit code.

    What the environment already names is used and not started. The state directory is a fresh one.
    """
    _remove_abandoned()
    home = Path(tempfile.mkdtemp(prefix=_PREFIX))
    state = StateDirectory(home)
    try:
        if not state.acquire():
            raise StartProblem(f"{home} is already in use.")
        backend = Backend(state, os.environ, throwaway=True)
        try:
            backend.start()
            running = new_record("command", " ".join(command))
            running.sockets = backend.sockets_elsewhere
            record(state, running, backend.children)
            env = {"SECRET_KEY": state.secret_key(), "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver"}
            return _run_to_end(
                command, {**env, **os.environ, **backend.environment(), "STATE_DIR": str(home)}
            )
        finally:
            backend.stop()
    finally:
        state.release()
        shutil.rmtree(home, ignore_errors=True)


def _run_to_end(command: Sequence[str], env: dict[str, str]) -> int:
    """Wait for the command. It shares our terminal, so Ctrl-C reaches it by itself; a SIGTERM is passed on."""
    try:
        process = subprocess.Popen(list(command), env=env)
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: process.send_signal(received))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    code = process.wait()
    return 128 - code if code < 0 else code
