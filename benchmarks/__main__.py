"""`make bench [ARGS="assessment labels"]`: runs the benchmarks named, or all, and prints and keeps their table.

A benchmark is a module of this package with `run() -> list[Row]`. Each has a throw-away database of its own with
the tables of the project and nothing in them. Each that has run rewrites its section of `benchmarks/RESULTS.md`.
"""

import importlib
import os
import pkgutil
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
_NOT_BENCHMARKS = {
    "__main__",
    "table",
    "filling",
    "one_worker",
    "archive",
    "web_server",
    "saying",
    "results",
    "reader_scores",
}


def _names() -> list[str]:
    return sorted(
        module.name
        for module in pkgutil.iter_modules([str(HERE)])
        if module.name not in _NOT_BENCHMARKS and not module.ispkg
    )


def main(chosen: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.db import connection

    from benchmarks.results import keep
    from benchmarks.table import Row, markdown

    unknown = set(chosen) - set(_names())
    if unknown:
        print(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(_names())}.")
        return 2
    rows: list[Row] = []
    name = connection.settings_dict["NAME"]
    for benchmark in chosen or _names():
        print(f"{benchmark} ...", file=sys.stderr, flush=True)
        module = importlib.import_module(f"benchmarks.{benchmark}")
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            measured = [row for row in vars(module)["run"]() if isinstance(row, Row)]
            keep(benchmark, measured, datetime.now(UTC).date())
            rows += measured
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
    print(markdown(rows))
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
