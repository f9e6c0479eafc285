"""A process that does what a worker is sent for, once, and says how long it took and how much memory it needed."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

NOW = "2026-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Work:
    """Seconds of the assessments alone; megabytes that the process held at most; flags raised, revised, withdrawn."""

    councils: int
    seconds: float
    megabytes: float
    changes: int


def environment() -> dict[str, str]:
    """For processes that work on this benchmark's own database."""
    from django.db import connection

    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    return {**os.environ, "DATABASE_URL": address.geturl()}


def assess_what_is_due() -> Work:
    """Has a new process assess all councils that carry a mark."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.one_worker"],
        env=environment(),
        cwd=Path(__file__).resolve().parent.parent,
        check=True,
        stdout=subprocess.PIPE,
    )
    return Work(**json.loads(done.stdout))


def _peak_kilobytes() -> float:
    """The most memory that this process held. `ru_maxrss` starts at what its parent held when it was made."""
    status = Path("/proc/self/status")
    if status.exists():
        return float(status.read_text().split("VmHWM:")[1].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)


def _main() -> None:
    from datetime import datetime

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from meetings.assessment import assess_due_councils

    start = perf_counter()
    outcomes = assess_due_councils(now=datetime.fromisoformat(NOW))
    seconds = perf_counter() - start
    kilobytes = _peak_kilobytes()
    changes = sum(len(outcome.changes) for outcome in outcomes)
    print(
        json.dumps(
            {
                "councils": len(outcomes),
                "seconds": seconds,
                "megabytes": kilobytes / 1024,
                "changes": changes,
            }
        )
    )


if __name__ == "__main__":
    _main()
