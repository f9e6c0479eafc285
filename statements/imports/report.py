"""The plan of an import and its progress, for people at a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from tqdm import tqdm

from meetings.imports.desk import Progress
from meetings.imports.plan import Action, Plan, Remark

_SHOWN = 50  # refusals and warnings each; the rest is counted
_SECONDS_BETWEEN_LINES = 5.0


def plan_lines(plan: Plan) -> Iterator[str]:
    """The plan: a line per table, then what is refused, warned of and ignored."""
    yield f"Files: {', '.join(plan.files) or 'none of ours'}"
    for name, reason in plan.ignored.items():
        yield f"Ignored: {name} ({reason})"
    width = max((len(table) for table in plan.tables), default=0)
    for table in plan.tables:
        counts = ", ".join(f"{plan.counts[table, action]} {action.value}" for action in Action)
        waiting = f"; {plan.waiting[table]} for a second person" if plan.waiting[table] else ""
        yield f"  {table:{width}}  {counts}{waiting}"
    yield from _remarks("Refused", plan.refusals, plan.n_refused)
    yield from _remarks("Warning", plan.warnings, plan.n_warnings)


def waiting_sentence(plan: Plan) -> str:
    """What was left to a second person, and where; empty if nothing was."""
    number = plan.n_waiting
    if not number:
        return ""
    rows = "1 row that changes" if number == 1 else f"{number:,} rows that change"
    if plan.upload is None:
        return f" {rows} what is public would wait for a second person."
    wait = "waits" if number == 1 else "wait"
    return f" {rows} what is public {wait} for a second person: Import {plan.upload}, under “Imports to confirm” at the desk."


def _remarks(word: str, remarks: list[Remark], number: int) -> Iterator[str]:
    for remark in remarks[:_SHOWN]:
        yield f"{word}: {remark}"
    if number > _SHOWN:
        yield f"{word}: and {number - _SHOWN} more."


def progress_to(stream: TextIO) -> Progress:
    """A bar on a terminal, now and then a line elsewhere."""
    return _bar(stream) if stream.isatty() else _lines(stream)


def _bar(stream: TextIO) -> Progress:
    @contextmanager
    def shown(description: str, total: int) -> Iterator[Callable[[int], None]]:
        with tqdm(total=total, desc=description, unit="row", file=stream, leave=False) as bar:

            def add(done: int) -> None:
                bar.update(done)

            yield add

    return shown


def _lines(stream: TextIO) -> Progress:
    @contextmanager
    def shown(description: str, total: int) -> Iterator[Callable[[int], None]]:
        rows, last = 0, time.monotonic()

        def add(done: int) -> None:
            nonlocal rows, last
            rows += done
            if time.monotonic() - last >= _SECONDS_BETWEEN_LINES:
                last = time.monotonic()
                stream.write(f"{description}: {rows} of about {total} rows\n")
                stream.flush()

        yield add
        stream.write(f"{description}: {rows} rows\n")

    return shown
