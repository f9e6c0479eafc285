"""Staging what was read, and planning it with the one planner of all imports. Writes no record of the domain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from meetings.imports.desk import Progress, batches
from meetings.imports.files import Layout
from meetings.imports.plan import Action, Outcome, Plan
from meetings.imports.rows import Row
from meetings.imports.topics import TopicShelf
from statements.imports.run import LAYOUTS, Import, no_progress
from statements.models import Upload, UploadFile, UploadProgress, UploadRow
from statements.uploads.reading import Reading, Uploaded, read_files
from statements.vocabulary import Reach, UploadState

_BATCH = 250  # rows; so often a worker says how far it has come
_LONGEST_COLUMN = 300  # characters of its name
_AT_ONCE = 2000  # rows stored in one statement


@dataclass(frozen=True, slots=True)
class StagedFile:
    """An uploaded table as the planner reads files."""

    record: UploadFile
    layout: Layout

    @property
    def name(self) -> str:
        return self.record.name

    def count_rows(self) -> int:
        return self.record.n_rows

    def rows(self) -> Iterator[Row]:
        places = {name: place for place, name in enumerate(self.record.header)}
        stored = self.record.rows.order_by("number").values_list(
            "number", "cells", "problem_column", "problem"
        )
        for number, cells, column, problem in stored.iterator():
            yield Row(self.name, number, places, cells, (column, problem) if problem else None)


def upload_stage(
    *, files: Sequence[Uploaded], reach: str, user: Any, now: datetime, reason: str = ""
) -> Upload:
    """Read the files, keep their rows and plan what would happen to them. `reason`: why, as far as it is known; whoever
    confirms it may write another. Raises NotReadError; keeps nothing then."""
    reading = read_files(files)
    with transaction.atomic():
        upload = Upload.objects.create(uploaded_by=user, reach=reach, ignored=reading.ignored, reason=reason)
        UploadProgress.objects.create(upload=upload)
        _store(upload, reading)
        upload_plan(upload=upload, now=now)
    return upload


def _store(upload: Upload, reading: Reading) -> None:
    for position, table in enumerate(reading.tables):
        file = UploadFile.objects.create(
            upload=upload,
            position=position,
            name=table.name,
            table=table.layout.table,
            is_export=table.layout.is_export,
            header=list(table.header),
            n_rows=len(table.rows),
            warning=table.warning,
        )
        UploadRow.objects.bulk_create(
            (
                UploadRow(
                    file=file,
                    number=row.number,
                    cells=row.cells,
                    problem_column=row.problem[0][:_LONGEST_COLUMN] if row.problem else "",
                    problem=row.problem[1] if row.problem else "",
                )
                for row in table.rows
            ),
            batch_size=_AT_ONCE,
        )


def upload_plan(*, upload: Upload, now: datetime) -> int:
    """Plan the upload by the record as it is now, and store the plan. Returns of how many rows the plan changed."""
    plan = new_plan()
    staged_import(upload).plan(plan, TopicShelf())
    return store_plan(upload=upload, plan=plan, now=now)


def waiting_already(upload: Upload) -> Upload | None:
    """An earlier upload of the same rows, as far-reaching and of the same person, that nobody has confirmed yet."""
    same = Upload.objects.filter(
        state=UploadState.PLANNED,
        reach=upload.reach,
        uploaded_by=upload.uploaded_by,
        cleared_at__isnull=True,
        pk__lt=upload.pk,
    )
    rows = _digest(upload)
    return next((each for each in same.order_by("pk") if _digest(each) == rows), None)


def _digest(upload: Upload) -> list[tuple[Any, ...]]:
    """Of each file its name and the MD5 of its rows; for comparing only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT file.name, file.header, md5(string_agg(concat(row.number, row.cells), E'\\n' ORDER BY row.number))"
            f" FROM {UploadFile._meta.db_table} file LEFT JOIN {UploadRow._meta.db_table} row ON row.file_id = file.id"
            " WHERE file.upload_id = %s GROUP BY file.id, file.name, file.header ORDER BY file.name",
            [upload.pk],
        )
        return list(cursor.fetchall())


def new_plan() -> Plan:
    """An empty plan that keeps every row."""
    return Plan.of_every_row(settings.UPLOAD_MAX_ROWS)


def staged_import(upload: Upload, progress: Progress = no_progress) -> Import:
    """The upload as the planner takes it."""
    layouts = {(layout.table, layout.is_export): layout for layout in LAYOUTS}
    return Import(
        [StagedFile(file, layouts[file.table, file.is_export]) for file in upload.files.all()],
        publish=upload.reach == Reach.PUBLISH,
        spares_public=upload.reach == Reach.DRAFTS,
        batch=_BATCH,
        progress=progress,
    )


def store_plan(*, upload: Upload, plan: Plan, now: datetime) -> int:
    """Store the plan in place of the one before. Returns for how many rows it says something else."""
    assert plan.outcomes is not None  # kept for every row
    files = {file.name: file.pk for file in upload.files.all()}
    warnings: dict[tuple[str, int], list[str]] = {}
    for remark in plan.warnings:
        warnings.setdefault((remark.file, remark.row), []).append(remark.reason)
    replaces = upload.plan_number > 0
    n_new = 0
    for batch in batches(plan.outcomes, _AT_ONCE):
        n_new += _store_outcomes(batch, files, warnings, replaces=replaces)
    upload.counts = _counts(plan)
    upload.plan_number += 1
    upload.planned_at = now
    upload.save(update_fields=["counts", "plan_number", "planned_at"])
    return n_new


def _counts(plan: Plan) -> list[list[object]]:
    return [
        [table, {action.value: plan.counts[table, action] for action in Action if plan.counts[table, action]}]
        for table in plan.tables
    ]


def _store_outcomes(
    outcomes: list[Outcome],
    files: dict[str, int],
    warnings: dict[tuple[str, int], list[str]],
    *,
    replaces: bool,
) -> int:
    columns: tuple[Any, ...] = (
        [files[each.file] for each in outcomes],
        [each.row for each in outcomes],
        [each.action.value for each in outcomes],
        [each.column for each in outcomes],
        [each.reason for each in outcomes],
        [" ".join(warnings.get((each.file, each.row), ())) for each in outcomes],
        [each.public for each in outcomes],
    )
    table = UploadRow._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE {table} AS kept SET action = new.action, "column" = new.col, reason = new.reason, '
            "warning = new.warning, is_public = new.public, is_new = %s AND "
            '(kept.action, kept."column", kept.reason) IS DISTINCT FROM (new.action, new.col, new.reason) '
            "FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bool[]) "
            "AS new(file_id, number, action, col, reason, warning, public) "
            "WHERE kept.file_id = new.file_id AND kept.number = new.number RETURNING kept.is_new",
            (replaces, *columns),
        )
        return sum(is_new for (is_new,) in cursor.fetchall())


def rows_planned_otherwise(upload: Upload, plan: Plan) -> int:
    """For how many rows this plan says something else than the one that is stored."""
    assert plan.outcomes is not None  # kept for every row
    stored = UploadRow.objects.filter(file__upload=upload)
    known = {
        (file, number): said
        for file, number, *said in stored.values_list(
            "file__name", "number", "action", "column", "reason", "is_public"
        )
    }
    return sum(
        known.get((each.file, each.row)) != [each.action.value, each.column, each.reason, each.public]
        for each in plan.outcomes
    )
