"""What one person proposes and another decides: the columns, rules and states that all such rows share."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from meetings.history import Stamped
from statements.vocabulary import ProposalState

NOT_BY_ITS_AUTHOR = "A proposal is approved by somebody else than its author."


class ProposedQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Those that wait, the oldest first."""
        return self.filter(state=ProposalState.OPEN).order_by("created_at", "id")


class Proposed(Stamped):
    """Waits until somebody else than its author decides. The database refuses an approval by the author."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who proposed it."
    )
    state = models.CharField(
        max_length=10,
        choices=ProposalState,
        default=ProposalState.OPEN,
        help_text="Open until a reviewer decides or its author takes it back.",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who approved or rejected it, or took it back; NULL while it is open.",
    )
    decided_at = models.DateTimeField(null=True, help_text="When (UTC); NULL while it is open.")
    reason = models.TextField(
        blank=True, help_text="Why: of an approved one, as readers see it; of a rejected one, for its author."
    )

    objects = ProposedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(decided_by=F("author")),
                name="%(class)s_not_approved_by_author",
                violation_error_message=NOT_BY_ITS_AUTHOR,
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
                | Q(~Q(state="open"), decided_by__isnull=False, decided_at__isnull=False),
                name="%(class)s_decided_by_somebody",
                violation_error_message="A decision has its day and the person who took it.",
            ),
        ]
        indexes = [
            # What waits for a reviewer? (first page of the desk)
            models.Index(fields=["created_at"], name="%(class)s_open", condition=Q(state="open")),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN
