"""Imports that wait for a person: a plan that nobody has confirmed, one that was stopped in the middle."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from statements.models import Upload
from statements.uploads.confirming import may_confirm
from statements.vocabulary import Reach, UploadState
from statements.worklists.entries import Asker, Line


def to_confirm(asker: Asker) -> QuerySet[Upload]:
    """Plans that this asker may confirm, and those stopped while they were written, the oldest first.

    A running one stands here too for the seconds that it takes: whether a worker is at it is not stored.
    """
    taken_up = Q(state=UploadState.CONFIRMED, progress__run__gte=F("run"))
    waiting = Upload.objects.filter(Q(state=UploadState.PLANNED) | taken_up)
    if not may_confirm(asker.user, Upload(reach=Reach.PUBLISH)):
        waiting = waiting.filter(reach=Reach.DRAFTS)
    return waiting.select_related("uploaded_by").prefetch_related("files").order_by("pk")


def import_line(upload: Any) -> Line:
    return Line(
        address=reverse("admin:statements_upload_change", args=[upload.pk]),
        text=f"{upload}: {', '.join(file.name for file in upload.files.all())}",
        note=f"{upload.n_to_write:,} to write, {upload.n_refused:,} refused; uploaded by {upload.whose}",
    )
