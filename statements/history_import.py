"""`import_history` from beginning to end: plan all, refuse or write all, in one transaction.

What is public already is not written by whoever runs it: those rows are staged as an upload is, with their plan, and
wait at the desk until a second person confirms them (`statements.uploads`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pghistory
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from meetings.imports.desk import Progress
from meetings.imports.files import CsvFile, open_folder
from meetings.imports.plan import Action, Plan
from meetings.imports.topics import TopicShelf
from statements.imports.run import LAYOUTS, Import, no_progress, only_import
from statements.uploads.planning import upload_plan, upload_stage, waiting_already
from statements.vocabulary import Reach


class ImportRefusedError(Exception):
    """Rows were refused and nothing was written; the plan says which and why."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"{plan.n_refused} rows were refused.")
        self.plan = plan


def import_history(
    path: Path,
    *,
    dry_run: bool = False,
    publish: bool = False,
    skip_refused: bool = False,
    reason: str = "",
    by: Any = None,
    progress: Progress = no_progress,
    planned: Callable[[Plan], None] = lambda plan: None,
) -> Plan:
    """Import the CSV files of a folder; returns the plan, carried out unless `dry_run`.

    `publish`: records arrive published, and drafts on record are published. Rows that would change what is public wait
    for a second person (`Plan.waiting`), with the `reason` for its readers and in the name of `by`, an account; without
    `publish` and `reason` they are refused. `skip_refused`: leave refused rows out instead of raising
    ImportRefusedError. `planned` is called with the plan before anything is written. Raises NotReadError, and nothing is
    written, where what is to wait is too large for the desk.
    """
    with transaction.atomic():
        if not dry_run:
            only_import(wait=True)
        topics, plan = TopicShelf(), Plan()
        files = open_folder(path, LAYOUTS, plan)
        wanted = Import(
            files,
            publish=publish,
            spares_public=not (publish or reason),
            trusts_checks=True,
            progress=progress,
        )
        wanted.plan(plan, topics)
        if plan.n_public and not (plan.n_refused and not skip_refused):
            topics, plan, wanted = _without_what_waits(plan, wanted)
        planned(plan)
        if plan.n_refused and not skip_refused:
            raise ImportRefusedError(plan)
        if not dry_run:
            what = f"Import of {', '.join(plan.files)}."
            with pghistory.context(reason=f"{reason} {what}" if reason else what):
                wanted.write(Plan(), topics)
            if plan.waiting:
                _have_wait(plan, files, Reach.PUBLISH if publish else Reach.CHANGES, reason, by)
    return plan


def _without_what_waits(plan: Plan, wanted: Import) -> tuple[TopicShelf, Plan, Import]:
    """The import that spares what is public, planned: what it refuses and the whole one does not is to wait. That is
    what would change a public record, and whatever hangs on a row that does."""
    spares = Import(
        wanted.files,
        publish=wanted.publish,
        spares_public=True,
        trusts_checks=wanted.trusts_checks,
        progress=wanted.progress,
    )
    topics, left = TopicShelf(), Plan()
    spares.plan(left, topics)
    plan.waiting = Counter()
    for table in left.tables:
        number = left.counts[table, Action.REFUSE] - plan.counts[table, Action.REFUSE]
        if number > 0:
            plan.waiting[table] = number
            left.counts[table, Action.REFUSE] -= number
    plan.counts = left.counts
    return topics, plan, spares


def _have_wait(plan: Plan, files: Sequence[CsvFile], reach: Reach, reason: str, by: Any) -> None:
    """Stage the files as if they were uploaded, unless the same rows wait already. What was written just now is planned
    as unchanged; the rest waits."""
    now = timezone.now()
    with ExitStack() as opened:
        taken = [File(opened.enter_context(file.path.open("rb")), name=file.name) for file in files]
        upload = upload_stage(files=taken, reach=reach, user=by, now=now, reason=reason)
    earlier = waiting_already(upload)
    if earlier is not None:
        upload.delete()
        earlier.reason = reason or earlier.reason
        upload_plan(upload=earlier, now=now)
        earlier.save(update_fields=["reason"])
    plan.upload = (earlier or upload).pk
