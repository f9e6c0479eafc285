"""Changes of public meetings that wait for a second person, and what the desk says among itself of a meeting."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.history import Stamped, tracked
from meetings.models import Session
from meetings.triggers import stamp
from statements.models.decision import Proposed


@tracked()
class Proposal(Proposed):
    """The whole of a public meeting as it would be. Nothing of it is public before somebody else approves it."""

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="proposals", help_text="The meeting that it changes."
    )
    note = models.TextField("what it changes and why", help_text="As its author says it, for the reviewer.")
    document = models.JSONField(help_text="The meeting as proposed (statements.meeting).")
    base_document = models.JSONField(help_text="The meeting as it was public when this was proposed.")
    base_version = models.PositiveIntegerField(
        help_text="The number of that version in the meeting's history."
    )

    class Meta(Proposed.Meta):
        triggers = [stamp()]

    def __str__(self) -> str:
        return f"Proposal {self.pk} for S{self.session_id}"


class CommentQuerySet(models.QuerySet[Any]):
    def unresolved(self) -> Self:
        return self.filter(resolved_at__isnull=True)


@tracked()
class Comment(Stamped):
    """A remark of an editor or reviewer on a meeting, for the desk alone. `created_at`: when it was made."""

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="comments", help_text="The meeting that it is about."
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who wrote it."
    )
    text = models.TextField("comment", help_text="For editors and reviewers; never public.")
    resolved_at = models.DateTimeField(
        null=True, help_text="When it was settled (UTC); NULL while it is not."
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who said that it is settled.",
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="comment_has_text",
                violation_error_message="A comment needs its text.",
            ),
        ]
        triggers = [stamp()]

    def __str__(self) -> str:
        return self.text[:80]
