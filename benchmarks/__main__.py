"""`make bench [ARGS="assessment labels"]`: runs the benchmarks named, or all, and prints and keeps their table.

A benchmark is a module of this package with `run() -> list[Row]`. Each has a throw-away database of its own with
the tables of the project and nothing in them. `benchmarks/RESULTS.md` is written when all of them were run.
"""

import importlib
import os
import pkgutil
import platform
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
_NOT_BENCHMARKS = {"__main__", "table", "filling", "one_worker", "saying"}


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
            rows += [row for row in vars(module)["run"]() if isinstance(row, Row)]
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
    table = markdown(rows)
    print(table)
    if not chosen:
        machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        text = f"# Benchmarks\n\nWritten by `make bench` ({machine}). Ratios are measured in one run.\n\n{table}\n"
        (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
