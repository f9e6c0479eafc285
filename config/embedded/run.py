"""`python -m config.embedded run -- COMMAND`: one command beside a database and a broker of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from config.embedded.backend import Backend, new_record, record
from config.embedded.state import StartProblem, StateDirectory


def run(command: Sequence[str]) -> int:
    """Run the command with DATABASE_URL and REDIS_URL set, stop the servers, return its exit code.

    What the environment already names is used and not started. The state directory is a fresh one.
    """
    home = Path(tempfile.mkdtemp(prefix="reconvene-run-"))
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
            return _run_to_end(command, {**env, **os.environ, **backend.environment(), "STATE_DIR": str(home)})
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
