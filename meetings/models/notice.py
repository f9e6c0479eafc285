"""Notices: the publishable events, and who asked to be told. Feeds and mails read nothing else."""

from django.db import models
from django.db.models.functions import Now

from meetings.models.assessment import Resumption
from meetings.models.council import Council
from meetings.models.session import Session
from meetings.vocabulary import NoticeKind


class Notice(models.Model):
    """One publishable event. Append-only; the natural key makes recomputation unable to tell it twice."""

    natural_key = models.CharField(
        max_length=200, unique=True, help_text="What makes it the same event: resumption_raised:R12:major."
    )
    kind = models.CharField(max_length=24, choices=NoticeKind)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="notices")
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="notices")
    resumption = models.ForeignKey(Resumption, null=True, on_delete=models.PROTECT, related_name="notices")
    happened_on = models.DateField(help_text="The day of the event in the world, not of its entry.")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [
            # What is new for this council? (feeds)
            models.Index(fields=["council", "-id"], name="notice_by_council"),
        ]

    def __str__(self) -> str:
        return self.title


class Subscription(models.Model):
    """An address that asked to be told of what a timeline query shows."""

    class Rhythm(models.TextChoices):
        IMMEDIATE = "immediate", "as it happens"
        DAILY = "daily", "once a day"
        WEEKLY = "weekly", "once a week"

    email = models.EmailField(help_text="Where the notices go.")
    query = models.CharField(
        max_length=2000, blank=True, help_text="Canonical query of the timeline; empty: everything."
    )
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    note_to_self = models.TextField(blank=True, help_text="Why one subscribed; printed in each mail.")
    token_digest = models.CharField(
        max_length=64,
        unique=True,
        help_text="SHA-256 of the token in its links; the token itself is not kept.",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(
        null=True, help_text="When the address confirmed; NULL: nothing is sent."
    )
    ended_at = models.DateTimeField(null=True, help_text="When it unsubscribed; NULL while it lasts.")
    last_notice = models.ForeignKey(
        Notice, null=True, on_delete=models.SET_NULL, related_name="+", help_text="The last notice sent."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "query"], condition=models.Q(ended_at__isnull=True), name="subscription_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.query or 'everything'}"
