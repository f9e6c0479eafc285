"""Notices: the publishable events. Feeds, calendars and mails read nothing else."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from meetings.models.assessment import Resumption
from meetings.models.council import Council
from meetings.models.session import Session
from meetings.triggers import raises_data_version_by_statement
from meetings.vocabulary import Grade, NoticeKind


class Notice(models.Model):
    """One publishable event. Append-only; the natural key makes recomputation unable to tell it twice."""

    natural_key = models.CharField(
        max_length=200, unique=True, help_text="What makes it the same event: resumption_raised:R12:major."
    )
    kind = models.CharField(max_length=24, choices=NoticeKind)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="notices")
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="notices")
    resumption = models.ForeignKey(Resumption, null=True, on_delete=models.PROTECT, related_name="notices")
    follows = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
        help_text="The earlier notice that this one corrects or continues; NULL for the first of its matter.",
    )
    grade = models.CharField(
        max_length=10,
        choices=Grade,
        blank=True,
        help_text="Grade of the resumption or silence as it was told; empty for sessions and merely possible flags.",
    )
    is_news = models.BooleanField(
        default=True,
        help_text="Told to subscribers. Feeds show the others too, under the day of the event: history that was entered later.",
    )
    happened_on = models.DateField(help_text="The day of the event in the world, not of its entry.")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [
            # What is new for this council? (feeds)
            models.Index(fields=["council", "-id"], name="notice_by_council"),
            # What has come since that moment? (mails)
            models.Index(fields=["created_at"], name="notice_by_time", condition=models.Q(is_news=True)),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            raises_data_version_by_statement(),
        ]

    def __str__(self) -> str:
        return self.title


class SessionEdition(models.Model):
    """What the public was last told of a session: its dates, status and place, and how often that has changed.

    Exists from the first notice of the session on. Calendars count by it.
    """

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="edition")
    told = models.JSONField(help_text="The facts as they were told: dates, status, place, councils.")
    sequence = models.PositiveIntegerField(
        default=0, help_text="0 when first told, one more with each change."
    )
    changed_at = models.DateTimeField(help_text="When it was last told anew (UTC).")

    def __str__(self) -> str:
        return f"S{self.session_id}, edition {self.sequence}"
