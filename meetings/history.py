"""Change history, written by the database itself (django-pghistory) for every tracked table.

Each insert, update and delete leaves a whole copy of the row in ``<table>event``, whatever made the change: a form,
an import, a bulk update, a Celery task or plain SQL. ``pgh_context`` says who and why where Django knew it
(``{"user": 3, "url": "/admin/...", "reason": "..."}``; NULL for plain SQL) and ``pgh_role`` which database role wrote it.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pghistory.models
from django.db import models
from django.db.models.functions import Now

Model = TypeVar("Model", bound=type[models.Model])


class CurrentRole(models.Func):
    """The database role of the session that writes."""

    template = "CURRENT_USER"
    output_field = models.TextField()


class Event(pghistory.models.Event):
    """A history row that also names the database role, so that plain SQL has an author too."""

    pgh_role = models.TextField(db_default=CurrentRole(), help_text="Database role that made the change.")

    class Meta:
        abstract = True


def tracked(**options: Any) -> Callable[[Model], Model]:
    """Class decorator: record every insert, update and delete of the model's table."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        base_model=Event,
        **options,
    )


class Stamped(models.Model):
    """Times and version of a row, kept by database triggers (see ``meetings.triggers.stamp``)."""

    created_at = models.DateTimeField(
        db_default=Now(), editable=False, help_text="When the row was made (UTC)."
    )
    updated_at = models.DateTimeField(
        db_default=Now(), editable=False, help_text="When the row was last changed (UTC)."
    )
    record_version = models.PositiveIntegerField(
        default=1, editable=False, help_text="1 when made, one more with each change."
    )

    class Meta:
        abstract = True
