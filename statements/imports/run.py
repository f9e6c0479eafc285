"""One import, whatever its rows lie in: planned and written by the same two passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from django.db import connection

from delegations.imports import delegations, memberships
from delegations.imports import record_tables as delegation_tables
from delegations.imports.parties import PartyBook, PersonBook
from meetings.imports import councils, coverage, derived, flags, record_tables, session_rows, sessions
from meetings.imports.desk import BATCH, Desk, Progress
from meetings.imports.files import TableFile
from meetings.imports.plan import Plan
from meetings.imports.rows import Row
from meetings.imports.topics import TopicShelf
from meetings.scheduling import request_assessment
from statements.imports import record_tables as statement_tables
from statements.imports import retired_ids, statements

# In the order in which their rows refer to each other; what follows from others first, for it is only told.
LAYOUTS = (
    *derived.LAYOUTS,
    record_tables.SOURCES.layout,
    record_tables.TOPICS.layout,
    record_tables.PLACES.layout,
    councils.REFERENCE,
    councils.EXPORT,
    record_tables.SUCCESSIONS.layout,
    record_tables.CONTEXT_EVENTS.layout,
    coverage.EXPORT,
    coverage.REFERENCE,
    delegation_tables.PARTIES.layout,
    delegation_tables.PEOPLE.layout,
    delegation_tables.POSTS.layout,
    delegation_tables.NAMES.layout,
    session_rows.REFERENCE,
    session_rows.EXPORT,
    record_tables.AGENDA.layout,
    record_tables.CITATIONS.layout,
    record_tables.ANNOUNCEMENTS.layout,
    memberships.REFERENCE,
    memberships.EXPORT,
    delegations.EXPORT,
    delegation_tables.DELEGATES.layout,
    delegation_tables.DELEGATION_CITATIONS.layout,
    statements.REFERENCE,
    statements.EXPORT,
    statement_tables.WORDINGS.layout,
    statement_tables.GAP_CLAIMS.layout,
    flags.RESUMPTIONS.layout,
    retired_ids.RETIRED_IDS.layout,
)
# With these beside them, tables of an export are read by its ids; without, their rows alone must tell whom they mean.
_WHOM = frozenset({"sources", "parties", "people"})
_BESIDE = {"memberships": _WHOM, "delegations": _WHOM | {"delegates"}, "statements": _WHOM | {"wordings"}}
_LOCK = 0x5265636F  # "Reco": one import at a time


@contextmanager
def no_progress(description: str, total: int) -> Iterator[Callable[[int], None]]:
    """Shows nothing."""
    yield lambda done: None


@dataclass(frozen=True, slots=True)
class Import:
    """What is imported and how; planned and written by the same passes, whether files lie in a folder or in the
    database. For `publish`, `spares_public`, `trusts_checks` and `batch` see `Desk`."""

    files: Sequence[TableFile]
    publish: bool = False
    spares_public: bool = False
    trusts_checks: bool = False
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
            exported=frozenset(file.layout.table for file in self.files if file.layout.is_export),
            trusts_checks=self.trusts_checks,
        )
        _read_all(desk, self.files, topics)


def only_import(*, wait: bool) -> bool:
    """Hold the lock of imports until the end of the transaction; False if another one runs and `wait` is not set."""
    function = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_LOCK])
        return wait or bool(cursor.fetchone()[0])


def _read_all(desk: Desk, files: Sequence[TableFile], topics: TopicShelf) -> None:
    """Read every file once, in the order of the layouts."""
    importers = _importers(desk, topics)
    council_import = importers[councils.TABLE]
    waiting = True
    for file in sorted(files, key=lambda file: LAYOUTS.index(file.layout)):
        table = file.layout.table
        if waiting and table not in _BEFORE_COUNCILS:
            council_import.finish()
            waiting = False
        importer = importers[table]
        desk.read(file, importer.take)
        if table != councils.TABLE:
            importer.finish()
    if waiting:
        council_import.finish()


_BEFORE_COUNCILS = {"sources", "topics", "places", councils.TABLE}


class Importer(Protocol):
    """Reads the rows of one table."""

    def take(self, rows: list[Row]) -> None: ...

    def finish(self) -> None:
        """After the last row of a file."""


def _importers(desk: Desk, topics: TopicShelf) -> dict[str, Importer]:
    """By table. What reads an export by its ids is told by the files that stand beside it."""
    session_import = sessions.SessionImport(desk, topics)
    parties, people = PartyBook(desk), PersonBook(desk)
    found: dict[str, Importer] = {
        councils.TABLE: councils.CouncilImport(desk),
        session_rows.TABLE: session_import,
        coverage.TABLE: coverage.CoverageImport(desk),
        memberships.TABLE: memberships.MembershipImport(desk, parties),
        delegations.TABLE: delegations.DelegationImport(desk, session_import, parties, people),
        statements.TABLE: statements.StatementImport(desk, session_import, parties, people),
        **{importer.table: importer for importer in record_tables.importers(desk)},
        **{importer.table: importer for importer in delegation_tables.importers(desk)},
        **{importer.table: importer for importer in statement_tables.importers(desk)},
        flags.RESUMPTIONS.table: flags.ResumptionImport(desk),
        retired_ids.RETIRED_IDS.table: retired_ids.RetiredIdImport(desk),
    }
    by_id = (*delegation_tables.importers_by_id(desk), *statement_tables.importers_by_id(desk))
    return found | {each.table: each for each in by_id if desk.exported >= _BESIDE[each.table]}


def columns_read() -> dict[str, set[str]]:
    """The columns of each table of our own exports that an import of all of them reads."""
    read = {layout.table: set(layout.known) for layout in LAYOUTS if layout.is_export}
    for records in (*delegation_tables.BY_ID, *delegation_tables.ALL_NAMES, statement_tables.STATEMENTS):
        read[records.table] |= set(records.columns)
    read["sources"].add("other_urls")
    read["names"].add("name_of")
    read["statements"].add("text")
    return read
