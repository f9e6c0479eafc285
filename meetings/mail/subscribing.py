"""Asking for notices, confirming, changing and ending: what readers do with their subscriptions."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from meetings.consumers import request_service
from meetings.models import Subscription
from meetings.vocabulary import Rhythm

ANSWER_AGAIN_AFTER = timedelta(hours=1)
UNCONFIRMED_AT_MOST = 5
FORGOTTEN_AFTER = timedelta(days=30)


def ask(*, email: str, query: str, rhythm: Rhythm, note_to_self: str, now: datetime) -> None:
    """Note that somebody asked for notices at this address, and have it answered by a mail.

    At most one mail for an address and query in an hour, and at most five unconfirmed subscriptions of an address.
    Who asks learns nothing of what is on record. What is confirmed already is not changed: the mail says how.
    """
    with transaction.atomic():
        request_service()  # always: the time an answer takes must tell nothing either
        # A row that is just being served is left alone: waiting for it would tell that it exists.
        of_address = Subscription.objects.lasting().of_address(email)
        known = of_address.filter(query=query).select_for_update(skip_locked=True).first()
        if known is not None:
            _ask_again(known, rhythm, note_to_self, now)
        elif of_address.filter(confirmed_at__isnull=True).count() < UNCONFIRMED_AT_MOST:
            asked = Subscription(email=email, query=query, rhythm=rhythm, note_to_self=note_to_self)
            Subscription.objects.bulk_create([asked], ignore_conflicts=True)


def _ask_again(known: Subscription, rhythm: Rhythm, note_to_self: str, now: datetime) -> None:
    if known.asked_at is None or known.asked_at > now - ANSWER_AGAIN_AFTER:
        return
    if known.confirmed_at is None:
        known.rhythm, known.note_to_self = rhythm, note_to_self
    known.asked_at = None
    known.save(update_fields=["rhythm", "note_to_self", "asked_at"])


def confirm(*, subscription_id: int, now: datetime) -> bool:
    """Begin to send. Confirming twice changes nothing. False: there is no such subscription any more."""
    lasting = Subscription.objects.lasting().filter(pk=subscription_id)
    lasting.filter(confirmed_at__isnull=True).update(confirmed_at=now)
    return lasting.exists()


def change_rhythm(*, subscription_ids: Collection[int], rhythm: Rhythm) -> None:
    """Send as often as this from now on. What is waiting goes out with the next mail of the new rhythm."""
    Subscription.objects.lasting().filter(pk__in=subscription_ids).update(rhythm=rhythm)


def end(*, subscription_ids: Collection[int], now: datetime) -> int:
    """End them at once, and forget address and note. One that was never confirmed leaves nothing. Returns how many.

    Safe to repeat.
    """
    with transaction.atomic():
        lasting = Subscription.objects.lasting().filter(pk__in=subscription_ids)
        ended, _ = lasting.filter(confirmed_at__isnull=True).delete()
        return ended + lasting.update(
            ended_at=now, email="", note_to_self="", failure="", failures=0, retry_at=None
        )


def forget_unconfirmed(*, now: datetime) -> int:
    """Delete what nobody confirmed within thirty days of the last mail. Returns how many."""
    old = Subscription.objects.lasting().filter(confirmed_at__isnull=True)
    old = old.alias(last=Coalesce(F("asked_at"), F("created_at"))).filter(last__lt=now - FORGOTTEN_AFTER)
    return old.delete()[0]
