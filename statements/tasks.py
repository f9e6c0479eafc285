"""Celery's way to what this app does: each task calls one function, and may run late, twice, or at once."""

from celery import shared_task
from django.utils import timezone

from statements.uploads import clearing, running


@shared_task(name="statements.tasks.run_upload")
def run_upload(upload_id: int, run: int) -> None:
    """Sent when somebody confirms a plan, or has it run again."""
    running.upload_run(upload_id=upload_id, run=run)


@shared_task(name="statements.tasks.run_waiting")
def run_waiting() -> None:
    """Every minute: confirmed uploads that no worker has taken up."""
    running.run_waiting()


@shared_task(name="statements.tasks.clear_old_uploads")
def clear_old_uploads() -> None:
    """Every day."""
    clearing.clear_old_uploads(now=timezone.now())
