"""Who asked to be told, and what they were told."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from meetings.models.notice import Notice
from meetings.vocabulary import Rhythm


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def of_address(self, email: str) -> Self:
        """Those of an address, whatever the case of its letters."""
        return self.alias(address=Lower("email")).filter(address=Lower(models.Value(email)))

    def lasting(self) -> Self:
        """Not ended; confirmed or not."""
        return self.filter(ended_at__isnull=True)

    def active(self) -> Self:
        """Confirmed and not ended: the only ones that notices are sent to."""
        return self.lasting().filter(confirmed_at__isnull=False)

    def may_be_tried(self, now: datetime) -> Self:
        """Without those whose last mail was refused a short while ago."""
        return self.filter(Q(retry_at__isnull=True) | Q(retry_at__lte=now))


class Subscription(models.Model):
    """An address that asked to be told of what a timeline query shows. It ends only when somebody ends it.

    An ended one forgets its address and its note at once; what it was told stays countable.
    """

    email = models.EmailField(blank=True, help_text="Where the notices go; empty: it has ended.")
    query = models.CharField(
        max_length=2000, blank=True, help_text="Canonical query of the timeline; empty: everything."
    )
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    note_to_self = models.TextField(blank=True, help_text="Why one subscribed; printed in each mail.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    asked_at = models.DateTimeField(
        null=True,
        help_text="When the mail that answers the form last went out (UTC); NULL: it is still to be sent.",
    )
    confirmed_at = models.DateTimeField(
        null=True, help_text="When the address confirmed (UTC); NULL: nothing is sent."
    )
    ended_at = models.DateTimeField(null=True, help_text="When it unsubscribed (UTC); NULL while it lasts.")
    sent_at = models.DateTimeField(
        null=True, help_text="When notices were last looked through for it (UTC); NULL: never."
    )
    failures = models.PositiveSmallIntegerField(
        default=0, help_text="How often in a row the mail server refused a mail to this address."
    )
    retry_at = models.DateTimeField(
        null=True, help_text="Nothing is tried before this instant (UTC); NULL: the last mail was taken."
    )
    failure = models.TextField(blank=True, help_text="What the mail server said when it last refused.")

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "query",
                condition=Q(ended_at__isnull=True),
                name="subscription_once",
                violation_error_message="This address is subscribed to this already.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) & ~Q(email="")
                | Q(ended_at__isnull=False, email="", note_to_self="", failure=""),
                name="subscription_ended_forgets",
                violation_error_message="A subscription has an address until it ends, and forgets it then.",
            ),
        ]
        indexes = [
            # Whose digest is due? (the job that sends)
            models.Index(
                fields=["rhythm", "sent_at"],
                name="subscription_due",
                condition=Q(confirmed_at__isnull=False, ended_at__isnull=True),
            ),
            # Who waits for the mail that answers the form? (the job that sends it)
            models.Index(
                fields=["id"],
                name="subscription_to_answer",
                condition=Q(asked_at__isnull=True, ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        if self.ended_at is not None:
            return f"ended subscription {self.pk}"
        return f"{self.email}: {self.query or 'everything'}"


class Delivery(models.Model):
    """A notice that went out because of a subscription: never again, and its corrections go the same way."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    delivered_at = models.DateTimeField(help_text="When the mail was handed over (UTC).")
    message_id = models.CharField(
        max_length=200,
        blank=True,
        help_text="Message-ID of the mail, with its brackets; corrections refer to it.",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "notice"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.notice} to {self.subscription}"
