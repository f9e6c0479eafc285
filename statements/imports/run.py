"""An import from beginning to end: plan all, refuse or write all, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pghistory
from django.db import connection, transaction

from delegations.imports import delegations, memberships
from delegations.imports.parties import PartyBook, PersonBook
from meetings.imports import councils, coverage, session_rows, sessions
from meetings.imports.desk import BATCH, Desk, Progress
from meetings.imports.files import TableFile, open_folder
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


@dataclass(frozen=True, slots=True)
class Import:
    """What is imported and how; planned and written by the same passes, whether files lie in a folder or in the
    database. For `publish`, `spares_public` and `batch` see `Desk`."""

    files: Sequence[TableFile]
    publish: bool = False
    spares_public: bool = False
    batch: int = BATCH
    progress: Progress = no_progress

    def plan(self, plan: Plan, topics: TopicShelf) -> None:
        """The first pass, which writes nothing; what it remembers of the rows, but for the plan, is gone after it."""
        self._pass(plan, topics, writing=False)

    def write(self, plan: Plan, topics: TopicShelf) -> None:
        """The second pass, within the caller's transaction and history context. `topics` come from the first.

        Once it is committed, the councils concerned are assessed.
        """
        self._pass(plan, topics, writing=True)
        request_assessment()  # bulk writes send no signals

    def _pass(self, plan: Plan, topics: TopicShelf, *, writing: bool) -> None:
        desk = Desk.open(
            plan=plan,
            writing=writing,
            publish=self.publish,
            progress=self.progress,
            spares_public=self.spares_public,
            batch=self.batch,
        )
        _read_all(desk, self.files, topics)


def only_import(*, wait: bool) -> bool:
    """Hold the lock of imports until the end of the transaction; False if another one runs and `wait` is not set."""
    function = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_LOCK])
        return wait or bool(cursor.fetchone()[0])


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
            only_import(wait=True)
        topics, plan = TopicShelf(), Plan()
        wanted = Import(open_folder(path, LAYOUTS, plan), publish=publish, progress=progress)
        wanted.plan(plan, topics)
        planned(plan)
        if plan.n_refused and not skip_refused:
            raise ImportRefusedError(plan)
        if not dry_run:
            with pghistory.context(reason=f"Import of {', '.join(plan.files)}."):
                wanted.write(Plan(), topics)
    return plan


def _read_all(desk: Desk, files: Sequence[TableFile], topics: TopicShelf) -> None:
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
    for file in sorted(files, key=lambda file: LAYOUTS.index(file.layout)):
        if waiting and file.layout.table != councils.TABLE:
            council_import.finish()
            waiting = False
        desk.read(file, take[file.layout.table])
    if waiting:
        council_import.finish()
