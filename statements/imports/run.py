"""An import from beginning to end: plan all, refuse or write all, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pghistory
from django.db import connection, transaction

from delegations.imports import delegations, memberships
from delegations.imports.parties import PartyBook, PersonBook
from meetings.imports import councils, coverage, session_rows, sessions
from meetings.imports.desk import Desk, Progress
from meetings.imports.files import CsvFile, open_folder
from meetings.imports.plan import Plan
from meetings.imports.topics import TopicShelf
from meetings.scheduling import request_assessment
from statements.imports import statements

# In the order in which their rows refer to each other.
LAYOUTS = (
    councils.REFERENCE,
    councils.EXPORT,
    session_rows.REFERENCE,
    session_rows.EXPORT,
    coverage.LAYOUT,
    memberships.REFERENCE,
    memberships.EXPORT,
    delegations.EXPORT,
    statements.REFERENCE,
    statements.EXPORT,
)
_LOCK = 0x5265636F  # "Reco": one import at a time


class ImportRefusedError(Exception):
    """Rows were refused and nothing was written; the plan says which and why."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"{plan.n_refused} rows were refused.")
        self.plan = plan


@contextmanager
def no_progress(description: str, total: int) -> Iterator[Callable[[int], None]]:
    """Shows nothing."""
    yield lambda done: None


def import_history(
    path: Path,
    *,
    dry_run: bool = False,
    publish: bool = False,
    skip_refused: bool = False,
    progress: Progress = no_progress,
    planned: Callable[[Plan], None] = lambda plan: None,
) -> Plan:
    """Import the CSV files of a folder; returns the plan, carried out unless `dry_run`.

    `publish`: records arrive published, and those on record are published. `skip_refused`: leave refused rows out
    instead of raising ImportRefusedError. `planned` is called with the plan before anything is written.
    """
    with transaction.atomic():
        if not dry_run:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        topics = TopicShelf()
        plan, files = _plan(path, topics, publish=publish, progress=progress)
        planned(plan)
        if plan.n_refused and not skip_refused:
            raise ImportRefusedError(plan)
        if not dry_run:
            with pghistory.context(reason=f"Import of {', '.join(plan.files)}."):
                writing = Desk.open(writing=True, publish=publish, progress=progress)
                _pass(writing, files, topics)
            request_assessment()  # bulk writes send no signals
    return plan


def _plan(path: Path, topics: TopicShelf, *, publish: bool, progress: Progress) -> tuple[Plan, list[CsvFile]]:
    """The first pass; what it remembers of the rows is gone when it returns."""
    desk = Desk.open(writing=False, publish=publish, progress=progress)
    files = open_folder(path, LAYOUTS, desk.plan)
    _pass(desk, files, topics)
    return desk.plan, files


def _pass(desk: Desk, files: list[CsvFile], topics: TopicShelf) -> None:
    """Read every file once, in the order of the layouts."""
    council_import = councils.CouncilImport(desk)
    session_import = sessions.SessionImport(desk, topics)
    parties, people = PartyBook(desk), PersonBook(desk)
    take = {
        councils.TABLE: council_import.take,
        session_rows.TABLE: session_import.take,
        coverage.TABLE: coverage.CoverageImport(desk).take,
        memberships.TABLE: memberships.MembershipImport(desk, parties).take,
        delegations.TABLE: delegations.DelegationImport(desk, session_import, parties, people).take,
        statements.TABLE: statements.StatementImport(desk, session_import, parties, people).take,
    }
    waiting = True
    for file in files:
        if waiting and file.layout.table != councils.TABLE:
            council_import.finish()
            waiting = False
        desk.read(file, take[file.layout.table])
    if waiting:
        council_import.finish()
