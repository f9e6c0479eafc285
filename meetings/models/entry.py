"""Where each session stands on a timeline: a narrow copy of what is spread over two wide tables."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.models.council import Council
from meetings.models.session import Session
from meetings.publication import is_public
from meetings.triggers import counts_entries

# From the first to the last day; what is wider `is_wide`.
WIDEST = timedelta(days=366)


class EntryQuerySet(models.QuerySet["TimelineEntry"]):
    def public(self, at: datetime | None = None) -> Self:
        """Entries of sessions and councils that anyone may see at ``at`` (now); the same sessions as
        ``Session.objects.public(at)`` finds."""
        at = at or timezone.now()
        hidden = TimelineEntry.objects.exclude(is_public(at, "council__"))
        return self.filter(Q(embargo_until=None) | Q(embargo_until__lte=at)).exclude(
            session__in=hidden.values("session")
        )


class TimelineEntry(models.Model):
    """A published session in the lane of a council that held it. Kept by the database's own triggers, in the transaction of
    the change, whoever makes it; nothing else writes here.

    A million sessions are counted, ordered and put into bins from this table's indexes alone.
    """

    # Both are the first column of an index below.
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+", db_index=False)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+", db_index=False)
    first_day = models.DateField(help_text="Earliest day on which it may have begun.")
    last_day = models.DateField(help_text="Latest day on which it may have ended.")
    is_wide = models.BooleanField(help_text="From its first to its last day lies more than a year.")
    is_first = models.BooleanField(
        help_text="The session's only entry, or, of a joint session's, that of the lowest council id."
    )
    embargo_until = models.DateTimeField(null=True, help_text="The session's own; NULL: none.")

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "council"], name="timeline_entry_once")]
        indexes = [
            # What lies in this council's lane between two days?
            models.Index(
                fields=["council", "first_day"],
                include=["last_day", "is_wide", "is_first", "embargo_until", "session"],
                name="entry_in_lane",
            ),
            models.Index(fields=["council"], condition=Q(is_wide=True), name="entry_wide"),
            # What begins first, and what lies at the edge of a period?
            models.Index(
                fields=["first_day"],
                include=["last_day", "is_wide", "is_first", "embargo_until", "session", "council"],
                name="entry_by_first_day",
            ),
            # What ends last?
            models.Index(
                fields=["last_day"],
                include=["first_day", "is_wide", "embargo_until", "session"],
                name="entry_by_last_day",
            ),
            # Of which councils are these sessions, too?
            models.Index(fields=["session"], condition=Q(is_first=False), name="entry_of_joint"),
            # What is not in the kept counts?
            models.Index(
                fields=["embargo_until"], condition=Q(embargo_until__isnull=False), name="entry_embargoed"
            ),
        ]
        triggers = counts_entries()

    def __str__(self) -> str:
        return f"S{self.session_id} in the lane of C{self.council_id}"


class TimelineCount(models.Model):
    """A term of the number of entries that begin in one year in one council's lane: those without an embargo, which count
    at every instant. The number is the sum of the terms.

    Each statement that changes entries adds terms, in its transaction, and waits for nobody; of many terms
    `meetings.timeline.counts.sum_up` makes one. Nothing else writes here.
    """

    council = models.ForeignKey(
        Council,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        help_text="May be gone: the sum is then nothing.",
    )
    year = models.SmallIntegerField(help_text="Of the earliest day on which they may have begun.")
    entries = models.IntegerField(help_text="Entries more, or fewer if negative.")
    sessions = models.IntegerField(help_text="Of these, those that are their session's first entry.")

    class Meta:
        # How many are there between two years?
        indexes = [models.Index(fields=["year"], name="timeline_count_by_year")]

    def __str__(self) -> str:
        return f"{self.entries:+} in {self.year} in the lane of C{self.council_id}"
