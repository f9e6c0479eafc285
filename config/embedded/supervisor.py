"""Keeps a set of processes running: what dies is started again, and said."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from config.embedded.processes import Child, tail

_DELAYS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)
_STEADY_SECONDS = 10.0


def say(text: str) -> None:
    """Print a line at once. A terminal that has gone away is no reason to stop."""
    with suppress(OSError):
        print(text, flush=True)


@dataclass
class _Watched:
    child: Child
    failures: int = 0
    start_due: float | None = None


class Supervisor:
    """Watches children in the order in which they were added. `on_change` is called after each start."""

    def __init__(self, on_change: Callable[[list[Child]], None]) -> None:
        self._watched: list[_Watched] = []
        self._on_change = on_change

    @property
    def children(self) -> list[Child]:
        return [watched.child for watched in self._watched]

    def add(self, child: Child) -> None:
        """Watch a child, starting it if it has not been started."""
        self._watched.append(_Watched(child))
        if child.pid is None:
            child.start()
        self._on_change(self.children)

    def worst(self) -> tuple[Child, int]:
        """The child with the most failures in a row, and how many."""
        watched = max(self._watched, key=lambda candidate: candidate.failures)
        return watched.child, watched.failures

    def check(self) -> None:
        """Look at each child once; start again what has ended, later after each failure in a row."""
        now = time.monotonic()
        for watched in self._watched:
            if watched.start_due is not None:
                if now >= watched.start_due:
                    watched.start_due = None
                    watched.child.start()
                    self._on_change(self.children)
            elif ended := watched.child.ended():
                self._ended(watched, ended, now)

    def _ended(self, watched: _Watched, ended: str, now: float) -> None:
        watched.child.clear()
        if now - watched.child.started_at > _STEADY_SECONDS:
            watched.failures = 0
        delay = _DELAYS[min(watched.failures, len(_DELAYS) - 1)]
        watched.failures += 1
        watched.start_due = now + delay
        when = f"starting it again in {delay:g} s" if delay else "starting it again"
        detail = tail(watched.child.log) if watched.failures == 3 else ""
        say(f"{watched.child.name}: {ended}; {when}.{detail}")
