"""Merges of what is public that wait for a second person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Greatest, Least

from meetings.history import tracked
from meetings.models import Merge, RecordKind
from meetings.triggers import stamp
from statements.models.decision import Proposed

ASKED_ALREADY = "Somebody proposed to merge these two already: it waits for a reviewer."


@tracked()
class ProposedMerge(Proposed):
    """Two records of which somebody says that they are one, or that they are two after all. Nothing moves before somebody
    else approves it."""

    kind = models.CharField(max_length=10, choices=RecordKind, help_text="What kind of records they are.")
    kept = models.BigIntegerField(help_text="Number of the record that would stay.")
    other = models.BigIntegerField(help_text="Number of the one that would become one with it.")
    kept_label = models.CharField(max_length=500, help_text="What the desk called the one that stays.")
    other_label = models.CharField(max_length=500, help_text="What the desk called the other one.")
    note = models.TextField("why they are one", help_text="As its author says it, for the reviewer.")
    choices = models.JSONField(
        default=dict, help_text="Which of two values stands, by the name of the choice; else its default."
    )
    base = models.JSONField(help_text="Both records as they were when this was proposed.")
    kept_version = models.PositiveIntegerField(
        help_text="Of the record that stays: the number of that version of the meeting, or of the row."
    )
    other_version = models.PositiveIntegerField(help_text="The same of the other record.")
    undoes = models.ForeignKey(
        Merge,
        null=True,
        on_delete=models.PROTECT,
        related_name="proposed_undoings",
        help_text="The merge that it would undo; NULL where the two would become one.",
    )
    merge = models.OneToOneField(
        Merge,
        null=True,
        on_delete=models.PROTECT,
        related_name="proposed",
        help_text="What was done of it; NULL unless it is approved.",
    )

    class Meta(Proposed.Meta):
        verbose_name = "proposed merge"
        constraints = [
            *Proposed.Meta.constraints,
            models.UniqueConstraint(
                "kind",
                Least("kept", "other"),
                Greatest("kept", "other"),
                name="proposedmerge_once",
                condition=Q(state="open"),
                violation_error_message=ASKED_ALREADY,
            ),
            models.CheckConstraint(
                condition=Q(state="approved", undoes__isnull=True, merge__isnull=False)
                | Q(~Q(state="approved") | Q(undoes__isnull=False), merge__isnull=True),
                name="proposedmerge_approved_is_done",
                violation_error_message="What is approved is done, and nothing else.",
            ),
        ]
        triggers = [stamp()]

    def __str__(self) -> str:
        if self.undoes_id is not None:
            return f"{self.other_label} out of {self.kept_label} again"
        return f"{self.other_label} into {self.kept_label}"
