"""Celery's way in: each task calls one function. All are idempotent and may run late, twice, or at once."""

from datetime import datetime
from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from meetings import assessment, consumers, scheduling, silence_notices, totals
from meetings.mail import subscribing
from meetings.sources import links
from meetings.timeline import counts


@shared_task(name="meetings.tasks.assess_due")
def assess_due() -> None:
    """Sent after each commit, and every minute for what a lost message left."""
    assessment.assess_due_councils(now=timezone.now())


@shared_task(name="meetings.tasks.assess")
def assess(council_id: int) -> None:
    """Assess one council, due or not."""
    assessment.assess_council(council_id=council_id, now=timezone.now())


@shared_task(name="meetings.tasks.sweep")
def sweep() -> None:
    """Every minute: embargoes that have passed, councils still marked, notices still to be handed on, numbers
    that are to be summed up."""
    counts.sum_up()
    totals.sum_up()
    scheduling.release_embargoes(now=timezone.now())
    assessment.assess_due_councils(now=timezone.now())
    consumers.serve_all(now=timezone.now())


@shared_task(name="meetings.tasks.serve_consumers")
def serve_consumers() -> None:
    """Sent after each commit that may have made notices, and at the hour of the digests."""
    consumers.serve_all(now=timezone.now())


@worker_ready.connect
def sweep_at_start(**_: Any) -> None:
    """What was left while no worker ran need not wait for the next minute."""
    sweep.apply_async(retry=False)


@shared_task(name="meetings.tasks.announce_silences")
def announce_silences() -> None:
    """Every day: the silences whose date has come."""
    scheduling.mark_outdated_plans(now=timezone.now())
    assessment.assess_due_councils(now=timezone.now())
    silence_notices.announce_silences(now=timezone.now())
    consumers.serve_all(now=timezone.now())


@shared_task(name="meetings.tasks.check_links")
def check_links() -> None:
    """Every minute, where the operator wants it: a few addresses of sources."""
    links.check_due_links(now=timezone.now())


@shared_task(name="meetings.tasks.check_links_of")
def check_links_of(source_ids: list[int], since: str) -> None:
    """Asked for at the desk: the addresses of these sources, those of one host a minute apart."""
    left = links.check_sources(source_ids=source_ids, since=datetime.fromisoformat(since), now=timezone.now())
    if left:
        check_links_of.apply_async((left, since), countdown=60, retry=False)


@shared_task(name="meetings.tasks.forget_unconfirmed")
def forget_unconfirmed() -> None:
    """Every day: addresses that never confirmed."""
    subscribing.forget_unconfirmed(now=timezone.now())
