"""`manage.py` without DATABASE_URL or REDIS_URL: the command works on the demo's database."""

import os
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from config.embedded.backend import Backend, holder, new_record, record
from config.embedded.demo import chosen_port, project_environment, take
from config.embedded.processes import end_on_stop_signals
from config.embedded.state import StartProblem, StateDirectory

# These read no table. `makemigrations` and `check` only warn without a database.
_WITHOUT_DATABASE = {
    "help",
    "version",
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "makemessages",
    "makemigrations",
    "startapp",
}


def needs_servers(argv: Sequence[str]) -> bool:
    """Whether this command line reads or writes the database, and the environment does not name one."""
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return False
    command = argv[1] if len(argv) > 1 else "help"
    if command.startswith("-") or {"-h", "--help"} & set(argv[2:]):
        return False
    return command not in _WITHOUT_DATABASE or "--database" in argv


@contextmanager
def servers_for(argv: Sequence[str]) -> Iterator[None]:
    """Set the environment so that this command reaches the demo's servers.

    A running demo is joined; otherwise the servers are started for the length of the block.
    """
    state = StateDirectory.from_environment()

    def environment() -> dict[str, str]:
        return project_environment(state, chosen_port(os.environ), os.environ)

    def tell(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    if not needs_servers(argv):
        if not os.environ.get("DATABASE_URL"):
            # Settings ask for these two; no command that comes here serves or signs anything.
            os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe())
            os.environ.setdefault("ALLOWED_HOSTS", "localhost")
        yield
    elif take(state, "command", tell):
        end_on_stop_signals()
        backend = Backend(state, os.environ)
        try:
            state.write_running(new_record("command", " ".join(["manage.py", *argv[1:]])))
            backend.start()
            running = new_record("command", " ".join(["manage.py", *argv[1:]]))
            running.sockets = backend.sockets_elsewhere
            record(state, running, backend.children)
            os.environ.update({**environment(), **backend.environment()})
            yield
        finally:
            backend.stop()
            state.release()
    else:
        joined = _wait_for_demo(state)
        os.environ.update({**environment(), **joined})
        yield


def _wait_for_demo(state: StateDirectory, seconds: float = 120) -> dict[str, str]:
    """The running demo's addresses, once its database has its tables."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        running = holder(state)
        if running and running.kind == "demo" and running.usable:
            return running.environment
        time.sleep(0.1)
    raise StartProblem(f"{state.path} is in use, and what uses it is not ready. Try again when it is.")
