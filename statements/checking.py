"""A second person holds a quote against its source. Who typed the words never vouches for them alone.

The check is undone by the database itself when the words, their speaker as printed or their source change.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pghistory
from django.db import transaction

from statements.models import Wording
from statements.models.statement import CHECKED_COLUMNS

CHECKED = "Checked against the source."
OPENED_AGAIN = "The check was taken back."


class CheckRefused(ValueError):
    """Its text is a sentence for the editor; nothing was stored."""


def authors_of(wording: Wording) -> frozenset[str]:
    """Keys (as text) of the accounts that gave the wording its present words, speaker or source, from the first entry on.

    Imports and commands that no account ran have none.
    """
    events = Wording.pgh_event_model.objects.filter(pgh_obj=wording.pk).order_by("pgh_id")  # type: ignore[attr-defined]  # made by pghistory
    authors, before = set(), None
    for event in events:
        now = tuple(getattr(event, name) for name in CHECKED_COLUMNS)
        account = (event.pgh_context or {}).get("user")
        if now != before and account:
            authors.add(str(account))
        before = now
    return frozenset(authors)


def wording_check(
    *, wording: Wording, checker: Any, now: datetime, opened_as: int | None = None, is_right: bool = True
) -> None:
    """Store that `checker` found the wording as its source prints it; `is_right` false takes the check back.

    `opened_as`: the record version that the checker read; None: not held to one. Raises CheckRefused where the words
    are the checker's own or have changed since. The wording is brought up to what is stored.
    """
    with transaction.atomic(), pghistory.context(reason=CHECKED if is_right else OPENED_AGAIN):
        stored = Wording.objects.select_for_update().filter(pk=wording.pk).first()
        if stored is None:
            raise CheckRefused("This wording was removed in the meantime.")
        if opened_as is not None and stored.record_version != opened_as:
            raise CheckRefused("This wording changed while you had it open: read it again.")
        if is_right and str(checker.pk) in authors_of(stored):
            raise CheckRefused(
                "You entered or changed these words yourself: somebody else has to check them."
            )
        stored.checked_by, stored.checked_at = (checker, now) if is_right else (None, None)
        stored.save(update_fields=["checked_by", "checked_at"])
        wording.refresh_from_db()
