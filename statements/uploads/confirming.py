"""Who may have a plan written, and asking a worker to write it: the plan that they saw, once."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from statements.models import Upload, UploadRow
from statements.uploads.standing import Stand, hold, standing_of
from statements.vocabulary import Reach, UploadState

logger = logging.getLogger(__name__)

REASON_NEEDED = "Say in a sentence why: readers see it beside what changes."
REVIEWERS_ONLY = "Only reviewers have imported what is public."
ANOTHER_PERSON = "The plan changes what is public, and you uploaded it yourself: another reviewer has to look at it and confirm it."
NOTHING_TO_WRITE = "There is nothing to write: no row would create or change anything."
NOT_STOPPED = "It does not wait to be run again: look at where it stands now."


class NotConfirmedError(Exception):
    """The plan is not written; the sentence says why."""


def may_confirm(user: Any, upload: Upload) -> bool:
    """Drafts: every editor. What is or becomes public: who may publish."""
    if upload.reach == Reach.DRAFTS:
        return bool(user.has_perm("statements.change_upload"))
    return bool(user.has_perms(["meetings.publish_session", "meetings.publish_council"]))


def upload_confirm(
    *, upload_id: int, user: Any, plan_number: int, skips_refused: bool, reason: str, now: datetime
) -> None:
    """Confirm the plan of that number; a worker is asked to write it. Raises NotConfirmedError."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",), no_key=True).get(pk=upload_id)
        _refuse_if_not_ready(upload, user, plan_number)
        if upload.n_refused and not skips_refused:
            raise NotConfirmedError(
                f"{_rows(upload.n_refused)} refused: correct the files and upload them again, or tick that"
                " refused rows are left out."
            )
        if upload.reach != Reach.DRAFTS and not reason:
            raise NotConfirmedError(REASON_NEEDED)
        if upload.uploaded_by_id == user.pk and changes_public(upload):
            raise NotConfirmedError(ANOTHER_PERSON)
        upload.state = UploadState.CONFIRMED
        upload.skips_refused = skips_refused
        upload.reason = reason
        upload.confirmed_by = user
        upload.confirmed_at = now
        upload.failure = ""
        _ask(upload)


def _refuse_if_not_ready(upload: Upload, user: Any, plan_number: int) -> None:
    if not may_confirm(user, upload):
        raise NotConfirmedError(REVIEWERS_ONLY)
    if upload.state != UploadState.PLANNED:
        raise NotConfirmedError(
            f"{upload.confirmed_by or 'Somebody'} has confirmed it already: it runs once."
        )
    if upload.cleared_at is not None:
        raise NotConfirmedError("Its rows were deleted, as old: upload the files again.")
    if plan_number != upload.plan_number:
        raise NotConfirmedError("The plan was made anew since you opened it: look at it again, then confirm.")
    if not upload.n_to_write:
        raise NotConfirmedError(NOTHING_TO_WRITE)


def changes_public(upload: Upload) -> bool:
    """Whether a row would change what is public already."""
    return UploadRow.objects.filter(file__upload=upload, is_public=True).exclude(action="refuse").exists()


def upload_run_again(*, upload_id: int, user: Any) -> None:
    """Ask a worker again for an upload whose worker ended in the middle. Raises NotConfirmedError."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",), no_key=True).get(pk=upload_id)
        if not may_confirm(user, upload):
            raise NotConfirmedError(REVIEWERS_ONLY)
        # Nobody can begin meanwhile: a worker would need the lock that is held here.
        if standing_of(upload_id).stand is not Stand.STOPPED or not hold(upload_id):
            raise NotConfirmedError(NOT_STOPPED)
        _ask(upload)


def _ask(upload: Upload) -> None:
    upload.run += 1
    upload.save()
    transaction.on_commit(partial(_send, upload.pk, upload.run), robust=True)


def _send(upload_id: int, run: int) -> None:
    """Tell a worker, without waiting for it."""
    from statements.tasks import run_upload

    try:
        run_upload.apply_async(args=(upload_id, run), retry=False)
    except Exception as error:  # any broker's failure: the sweep finds it
        logger.warning("The broker did not take the message that import %d waits (%s).", upload_id, error)


def _rows(number: int) -> str:
    return "1 row is" if number == 1 else f"{number:,} rows are"
