"""Book-keeping of the record itself: its version, and the ids and addresses that are no longer in use."""

from django.db import models

from meetings.triggers import counts_data_version


class DataVersion(models.Model):
    """One row: how often what the public can see has changed. Kept by the database."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(
        default=0, help_text="Raised last in each transaction that changes public data."
    )
    raised_at = models.DateTimeField(
        null=True, help_text="When it was last raised (UTC); NULL before the first change."
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="data_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The version in this transaction's snapshot; 0 before the first public change."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0


class PendingChange(models.Model):
    """A public change in a transaction still running; empty outside one. Its deferred trigger counts the version."""

    class Meta:
        triggers = [counts_data_version()]

    def __str__(self) -> str:
        return f"pending change {self.pk}"


class RetiredId(models.Model):
    """A public id or address that was in use: where it leads now, or that it is gone."""

    class Outcome(models.TextChoices):
        RENAMED = "renamed", "renamed"
        MERGED = "merged", "merged into another record"
        ERASED = "erased", "erased"

    key = models.CharField(
        max_length=300,
        unique=True,
        help_text="The public id (S12) or the address without slashes at its ends (councils/old-slug).",
    )
    successor = models.CharField(
        max_length=300, blank=True, help_text="The id or address that took its place; empty when it is gone."
    )
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(blank=True, help_text="Why, in one sentence for the public.")
    retired_at = models.DateTimeField(db_default=models.functions.Now(), editable=False)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key} → {self.successor or 'gone'}"
