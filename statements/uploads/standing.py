"""Where an upload stands. A worker that runs holds a lock that dies with it; nothing has to be tidied after it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.db import connection

from statements.models import Upload, UploadProgress
from statements.vocabulary import UploadState

_LOCK = 0x52656369  # "Reci", with the number of the upload


class Stand(Enum):
    PLANNED = "planned"
    WAITING = "waiting"  # for a worker
    RUNNING = "running"
    STOPPED = "stopped"  # the worker ended in the middle; nothing was written
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Standing:
    """An upload, how far a worker has come, and what that means."""

    upload: Upload
    progress: UploadProgress
    stand: Stand

    @property
    def is_moving(self) -> bool:
        """Whether it will look different in a moment."""
        return self.stand in (Stand.WAITING, Stand.RUNNING)


def hold(upload_id: int) -> bool:
    """Hold the upload's lock until the end of the transaction; False if another worker does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, upload_id])
        return bool(cursor.fetchone()[0])


def _is_held(upload_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s::bigint::oid"
            " AND objid = %s::bigint::oid AND objsubid = 2"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [_LOCK, upload_id],
        )
        return bool(cursor.fetchone()[0])


def standing_of(upload_id: int) -> Standing:
    """Where it stands now. Read in this order, for a worker may begin or end in between: a run that had begun and holds
    no lock any more has ended, and what it left is read last."""
    progress = UploadProgress.objects.get(upload=upload_id)
    held = _is_held(upload_id)
    upload = Upload.objects.select_related("uploaded_by", "confirmed_by").get(pk=upload_id)
    return Standing(upload, progress, _stand(upload, progress, held=held))


def _stand(upload: Upload, progress: UploadProgress, *, held: bool) -> Stand:
    if upload.state == UploadState.DONE:
        return Stand.DONE
    if upload.state == UploadState.PLANNED:
        return Stand.PLANNED
    if progress.run < upload.run:
        return Stand.WAITING
    return Stand.RUNNING if held else Stand.STOPPED
