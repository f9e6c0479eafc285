"""Old uploads go: of what was imported the rows, of what was not everything. What the history names stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from statements.models import Upload, UploadRow
from statements.uploads.standing import hold
from statements.vocabulary import UploadState


def clear_old_uploads(*, now: datetime) -> None:
    """Delete the rows of imports done, and all of those planned or confirmed, that long before `now`."""
    before = now - timedelta(days=settings.UPLOADS_KEPT_DAYS)
    done = Upload.objects.filter(state=UploadState.DONE, finished_at__lt=before, cleared_at__isnull=True)
    for upload in done:
        with transaction.atomic():
            UploadRow.objects.filter(file__upload=upload).delete()
            upload.cleared_at = now
            upload.save(update_fields=["cleared_at"])
    left = Upload.objects.exclude(state=UploadState.DONE).filter(planned_at__lt=before)
    for upload_id in left.values_list("pk", flat=True):
        with transaction.atomic():
            if hold(upload_id):  # no worker is at it
                Upload.objects.exclude(state=UploadState.DONE).filter(pk=upload_id).delete()
