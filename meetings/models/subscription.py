"""Who asked to be told, and what they were told."""

from django.db import models
from django.db.models.functions import Lower, Now

from meetings.models.notice import Notice
from meetings.vocabulary import Rhythm


class Subscription(models.Model):
    """An address that asked to be told of what a timeline query shows. It ends only when somebody ends it."""

    email = models.EmailField(help_text="Where the notices go.")
    query = models.CharField(
        max_length=2000, blank=True, help_text="Canonical query of the timeline; empty: everything."
    )
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    note_to_self = models.TextField(blank=True, help_text="Why one subscribed; printed in each mail.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    asked_at = models.DateTimeField(
        null=True, help_text="When the mail that asks for confirmation last went out (UTC); NULL: not yet."
    )
    confirmed_at = models.DateTimeField(
        null=True, help_text="When the address confirmed (UTC); NULL: nothing is sent."
    )
    ended_at = models.DateTimeField(null=True, help_text="When it unsubscribed (UTC); NULL while it lasts.")
    sent_at = models.DateTimeField(
        null=True, help_text="When notices were last looked through for it (UTC); NULL: never."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "query",
                condition=models.Q(ended_at__isnull=True),
                name="subscription_once",
                violation_error_message="This address is subscribed to this already.",
            )
        ]
        indexes = [
            # Whose digest is due? (the job that sends)
            models.Index(
                fields=["rhythm", "sent_at"],
                name="subscription_due",
                condition=models.Q(confirmed_at__isnull=False, ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.query or 'everything'}"


class Delivery(models.Model):
    """A notice that went out because of a subscription: never again, and its corrections go the same way."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    delivered_at = models.DateTimeField(help_text="When the mail was handed over (UTC).")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "notice"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.notice} to {self.subscription}"
