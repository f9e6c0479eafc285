"""Records that were one and the same, and records that only look so: what people decided of them."""

from __future__ import annotations

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from meetings.history import Stamped, tracked
from meetings.triggers import stamp


class RecordKind(models.TextChoices):
    """Kinds of records of which two can be one."""

    SESSION = "session", "session"
    PERSON = "person", "person"
    SOURCE = "source", "source"
    STATEMENT = "statement", "statement"
    PARTY = "party", "party"
    PLACE = "place", "place"
    TOPIC = "topic", "topic"
    COUNCIL = "council", "council"


_UNDONE = "'{undone_at,undone_by_id,undone_reason}'::text[]"


class MergeQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """Those that nobody has undone."""
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """Two records became one: which, by whom, why, and what came from where. Only that it was undone is added later."""

    kind = models.CharField(max_length=10, choices=RecordKind)
    old_key = models.CharField(
        max_length=300,
        help_text="The public id (S12) or address (places/bruxelles) that leads to the other record now.",
    )
    kept_key = models.CharField(max_length=300, help_text="The id or address of the record that was kept.")
    kept_number = models.BigIntegerField(
        null=True, help_text="Number of the record that was kept; empty of merges from before this was noted."
    )
    old_label = models.CharField(max_length=500, help_text="What the desk called the record.")
    reason = models.TextField(
        blank=True, help_text="Why they are one, in a sentence; never empty of public records."
    )
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField(db_default=models.functions.Now(), editable=False)
    old_record = models.JSONField(default=dict, help_text="The record's own columns as they were.")
    chosen = models.JSONField(
        default=list, help_text="Columns that the kept record took over: table, row, column, before, after."
    )
    moved = models.JSONField(
        default=list, help_text="Rows that hang on the kept record now: table, column, row, from, to."
    )
    joined = models.JSONField(
        default=list, help_text="Rows that both had: table, row, the row it became one with, its columns."
    )
    beside = models.JSONField(
        default=dict,
        help_text="What else was done: made (rows), retired (ids, and where they led before), apart (pairs told apart).",
    )
    undone_at = models.DateTimeField(null=True, help_text="When it was undone (UTC); NULL while it stands.")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who undid it, or approved that.",
    )
    undone_reason = models.TextField(
        blank=True, help_text="Why they are two after all; never empty of public records."
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["old_key"],
                name="merge_once",
                condition=Q(undone_at__isnull=True),
                violation_error_message="It was merged already.",
            )
        ]
        indexes = [
            # Was this record merged, and into which? (also after it was undone)
            models.Index(fields=["old_key"], name="merge_by_old_key"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="only_undone",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL"
                    f" OR to_jsonb(OLD) - {_UNDONE} IS DISTINCT FROM to_jsonb(NEW) - {_UNDONE}"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_key} → {self.kept_key}"


@tracked()
class Distinction(Stamped):
    """Two records that look alike and are two: nobody is warned of the pair again."""

    kind = models.CharField(max_length=10, choices=RecordKind, help_text="What kind of records they are.")
    first = models.BigIntegerField(help_text="Number of the record entered first.")
    second = models.BigIntegerField(help_text="Number of the other one.")
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who said so.",
    )
    note = models.CharField(
        max_length=300, blank=True, help_text="What tells them apart, if it needs saying."
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first", "second"],
                name="distinction_once",
                violation_error_message="These two are told apart already.",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="distinction_in_order",
                violation_error_message="Name the record entered first (the smaller number) first.",
            ),
        ]
        triggers = [stamp()]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first} and {self.second}"
