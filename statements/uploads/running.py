"""What a worker does with a confirmed upload: all of its plan in one transaction, or nothing, and the upload says why."""

from __future__ import annotations

import logging

import pghistory
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from meetings.imports.plan import Plan
from meetings.imports.topics import TopicShelf
from statements.imports.run import only_import
from statements.models import Upload
from statements.uploads.planning import new_plan, rows_planned_otherwise, staged_import, upload_plan
from statements.uploads.progress import ProgressBeside, progress_beside
from statements.uploads.standing import hold
from statements.vocabulary import Reach, UploadState

logger = logging.getLogger(__name__)

BROKEN = "The program failed; what happened stands in the worker's log."
CLASHED = "It met somebody's save of the same records. Confirm it again."
_WAITED_FOR_EACH_OTHER = ("40P01", "55P03")  # deadlock_detected, lock_not_available
_NAMED = 5  # files in the history; of more the number


class OutdatedError(Exception):
    """The records have changed since the plan was made."""

    def __init__(self, n_rows: int) -> None:
        super().__init__(
            f"Records have changed since the plan was made: {n_rows:,} row{'' if n_rows == 1 else 's'} would now be"
            " taken otherwise. The plan was made anew; look at it again."
        )


def upload_run(*, upload_id: int, run: int) -> None:
    """Write the upload if it is confirmed and this run of it has not begun; else do nothing.

    Begun and not done, because the worker was killed, it waits for a person. While another import runs it does
    nothing either: the sweep comes back.
    """
    with transaction.atomic():
        if not (only_import(wait=False) and hold(upload_id)):
            return
        confirmed = Upload.objects.select_for_update(of=("self",), no_key=True)
        upload = confirmed.filter(pk=upload_id, state=UploadState.CONFIRMED, run=run).first()
        if upload is None:
            return
        with progress_beside(upload_id) as progress:
            if progress.take_up(run):
                _write_or_say_why(upload, progress)


def run_waiting() -> None:
    """Whatever is confirmed and was not taken up: a message was lost, or another import was in the way."""
    waiting = Upload.objects.filter(state=UploadState.CONFIRMED, progress__run__lt=F("run"))
    for upload_id, run in list(waiting.order_by("confirmed_at").values_list("pk", "run")):
        upload_run(upload_id=upload_id, run=run)


def _write_or_say_why(upload: Upload, progress: ProgressBeside) -> None:
    try:
        with transaction.atomic():
            _write(upload, progress)
    except OutdatedError as error:
        failure = str(error)
    except DatabaseError as error:
        if not connection.is_usable():
            raise
        failure = _told(error)
        logger.exception("Import %d wrote nothing.", upload.pk)
    except Exception:
        failure = BROKEN
        logger.exception("Import %d wrote nothing.", upload.pk)
    else:
        return
    upload.refresh_from_db()
    upload.state = UploadState.PLANNED
    upload.failure = f"Nothing was written. {failure}"
    upload.save()
    upload_plan(upload=upload, now=timezone.now())


def _write(upload: Upload, progress: ProgressBeside) -> None:
    """Both passes must come to the plan that was confirmed, the second one too: it reads what it writes upon."""
    wanted, topics = staged_import(upload, progress), TopicShelf()
    plan = new_plan()
    wanted.plan(plan, topics)
    _refuse_if_otherwise(upload, plan)
    written = new_plan()
    with pghistory.context(user=upload.confirmed_by_id, upload=upload.pk, reason=reason_in_history(upload)):
        wanted.write(written, topics)
    _refuse_if_otherwise(upload, written)
    upload.state = UploadState.DONE
    upload.finished_at = timezone.now()
    upload.save()


def _refuse_if_otherwise(upload: Upload, plan: Plan) -> None:
    if n_rows := rows_planned_otherwise(upload, plan):
        raise OutdatedError(n_rows)


def reason_in_history(upload: Upload) -> str:
    """What the history of each record says. Readers see it where the record is public."""
    names = list(upload.files.values_list("name", flat=True))
    named = ", ".join(names) if len(names) <= _NAMED else f"{len(names)} files"
    done = f"Import {upload.pk}: {named}."
    return done if upload.reach == Reach.DRAFTS else f"{upload.reason} ({done[:-1]})"


def _told(error: DatabaseError) -> str:
    if isinstance(error, (OperationalError, InterfaceError)):
        code = getattr(error.__cause__, "pgcode", None)
        return CLASHED if code in _WAITED_FOR_EACH_OTHER else BROKEN
    return f"The database refused it: {str(error).splitlines()[0]}."
