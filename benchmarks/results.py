"""`RESULTS.md`: the figures of the last run of each benchmark, one section for each, with the day and the machine."""

import os
import platform
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.table import Row, markdown

FILE = Path(__file__).resolve().parent / "RESULTS.md"
_HEAD = """# Benchmarks

Written by `make bench`, each section when its benchmark was last run. Ratios and what they compare are of one run.
"""
_SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)


def keep(benchmark: str, rows: Sequence[Row], day: date) -> None:
    """Replaces the section of one benchmark; those of the others stay as they are."""
    sections = dict(_SECTION.findall(FILE.read_text(encoding="utf-8"))) if FILE.exists() else {}
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    sections[benchmark] = f"\n{day.isoformat()}, {machine}\n\n{markdown(rows)}\n"
    text = "".join(f"\n## {name}\n\n{section.strip()}\n" for name, section in sorted(sections.items()))
    FILE.write_text(_HEAD + text, encoding="utf-8")
