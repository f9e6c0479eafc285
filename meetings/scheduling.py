"""When councils are assessed: after the commit of any change that a verdict reads, and by a sweep for the rest.

The marks themselves are written by database triggers, in the transaction of the change. Here a worker is only
told that there are some; a message that is lost costs a minute, until the next sweep.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Model, Q
from django.db.models.signals import post_delete, post_save

from meetings.models import (
    Announcement,
    AssessmentDue,
    ContextEvent,
    ContextEventCouncil,
    Council,
    Coverage,
    Session,
    SessionCouncil,
    Silence,
    Succession,
)

logger = logging.getLogger(__name__)

# The tables that an assessment reads (see `meetings.evidence`).
READ_BY_VERDICTS: tuple[type[Model], ...] = (
    Announcement,
    Council,
    Succession,
    Coverage,
    ContextEvent,
    ContextEventCouncil,
    Session,
    SessionCouncil,
)


def _send() -> None:
    """Tell a worker, without waiting for it. Saving has succeeded already and must not fail now."""
    from meetings.tasks import assess_due

    try:
        assess_due.apply_async(retry=False)
    except Exception as error:  # any broker's failure: the sweep finds the marks
        logger.warning(
            "The broker did not take the message that councils are due (%s); the sweep will.", error
        )


def request_assessment(**_: Any) -> None:
    """Have the councils that this transaction marks assessed soon after it commits. Once per transaction.

    Bulk writes, which send no signals, call it themselves; whoever does not is served by the sweep.
    """
    waiting = (entry[1] for entry in connection.run_on_commit)
    if _send not in waiting:
        transaction.on_commit(_send, robust=True)


def assess_after_changes_of(*models: type[Model]) -> None:
    """Ask for an assessment after every change of these tables. Their triggers mark the councils concerned."""
    for model in models:
        for signal in (post_save, post_delete):
            signal.connect(request_assessment, sender=model, dispatch_uid=f"assess after {model.__name__}")


def due_councils() -> list[int]:
    """The councils that carry a mark, the one that has waited longest first."""
    marks = AssessmentDue.objects.order_by("marked_at", "council_id").values_list("council_id", flat=True)
    return list(dict.fromkeys(marks))


def mark_due(council_ids: list[int]) -> None:
    """Mark councils, and those that continue them, as the database's own triggers do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reconvene_mark_assessment_due(%s::bigint[])", [council_ids])


def _since_assessed(path: str, now: datetime) -> Q:
    """The moment at `path` has passed, and the council was not assessed after it."""
    passed = Q(**{f"{path}__lte": now})
    return passed & (
        Q(assessment__isnull=True)
        | Q(assessment__assessed_at__isnull=True)
        | Q(**{f"{path}__gt": F("assessment__assessed_at")})
    )


def release_embargoes(*, now: datetime) -> list[int]:
    """Mark the councils whose own or whose sessions' embargo has passed since they were last assessed.

    What became public so changed no row, so the data version is raised here, in the same transaction. Returns
    the ids of the councils marked.
    """
    with transaction.atomic():
        released = Council.objects.filter(
            _since_assessed("embargo_until", now) | _since_assessed("sessions__embargo_until", now)
        ).exclude(due_marks__isnull=False)
        council_ids = list(released.order_by("pk").values_list("pk", flat=True).distinct())
        if council_ids:
            mark_due(council_ids)
            with connection.cursor() as cursor:
                cursor.execute("SELECT reconvene_public_change()")
    return council_ids


def mark_outdated_plans(*, now: datetime) -> None:
    """Mark the councils whose next planned session lies in the past: another may be next now."""
    yesterday = now.date() - timedelta(days=1)
    outdated = Silence.objects.filter(next_planned__start__endswith__lte=yesterday + timedelta(days=1))
    if council_ids := list(outdated.values_list("council_id", flat=True)):
        mark_due(council_ids)
