"""What stood on a session's agenda, and the next meetings that were announced."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from meetings.dates import IntervalDateField, interval_bounds_constraint
from meetings.history import Stamped, tracked
from meetings.models.council import Council
from meetings.models.place import Topic
from meetings.models.session import Session
from meetings.models.source import Source
from meetings.publication import OfPublicSessionQuerySet, is_public
from meetings.triggers import (
    counts_rows,
    keeps_searched,
    marks_assessment_due,
    of_published_session,
    raises_data_version,
    stamp,
)
from meetings.vocabulary import AgendaStanding, AnnouncementOutcome


@tracked()
class AgendaItem(Stamped):
    """A subject that was discussed, offered, left for later or demanded off the agenda."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="agenda")
    text = models.CharField(
        max_length=400, help_text="The subject in your words: Russian troops near Ukraine."
    )
    topic = models.ForeignKey(
        Topic,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agenda_items",
        help_text="The shared topic it belongs to, if any.",
    )
    standing = models.CharField(
        max_length=16,
        choices=AgendaStanding,
        default=AgendaStanding.DISCUSSED,
        help_text="Was it discussed, or only offered?",
    )
    according_to = models.CharField(
        max_length=200, blank=True, help_text="Whose word it is: Stoltenberg, NATO. Empty: the source's own."
    )
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agenda_items",
        help_text="The document that says so.",
    )
    locator = models.CharField(max_length=200, blank=True, help_text="Where in the document.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Order on the page.")

    objects = OfPublicSessionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        triggers = [
            stamp(),
            raises_data_version(of_published_session()),
            keeps_searched(
                "reconvene_keep_searched('agenda', OLD.id, NEW.id, NEW.session_id, NEW.text)",
            ),
            *counts_rows(),
        ]

    def __str__(self) -> str:
        return self.text


class AnnouncementQuerySet(OfPublicSessionQuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Of a public council; made at a public session or elsewhere."""
        return self.filter(AnnouncementQuerySet.shown(at))

    def hidden(self, at: datetime | None = None) -> Self:
        """All others."""
        return self.exclude(AnnouncementQuerySet.shown(at))

    @staticmethod
    def shown(at: datetime | None = None) -> Q:
        """The condition of `public`, for those who need to know it of every row."""
        at_session = Q(session=None) | Q(session__in=Session.objects.public(at))
        return at_session & is_public(at, "council__")


@tracked()
class Announcement(Stamped):
    """A source announces a next meeting: a day, a month, or no date at all; and what became of it."""

    council = models.ForeignKey(
        Council,
        on_delete=models.PROTECT,
        related_name="announcements",
        help_text="The council that is to meet.",
    )
    session = models.ForeignKey(
        Session,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="announcements",
        help_text="The session at which it was announced; empty if elsewhere.",
    )
    expected = IntervalDateField(
        "announced for", null=True, blank=True, help_text="Empty: no date was given."
    )
    announced_on = IntervalDateField(
        null=True,
        blank=True,
        help_text="When it was announced, if not at the session or on the day of the report.",
    )
    text = models.TextField(
        help_text="What was announced, in a sentence: both sides are ready to explore a timetable."
    )
    according_to = models.CharField(max_length=200, blank=True, help_text="Who said so.")
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="announcements",
        help_text="The document that reports it.",
    )
    locator = models.CharField(max_length=200, blank=True, help_text="Where in the document.")
    outcome = models.CharField(
        max_length=10,
        choices=AnnouncementOutcome,
        default=AnnouncementOutcome.PENDING,
        help_text="What became of it, if a source says so. “Pending”: the record tells.",
    )
    outcome_session = models.ForeignKey(
        Session,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="fulfils",
        help_text="The session that came of it.",
    )

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            interval_bounds_constraint("expected", "announcement_expected_bounds"),
            interval_bounds_constraint("announced_on", "announcement_made_bounds"),
        ]
        triggers = [
            stamp(),
            raises_data_version(of_published_session()),
            marks_assessment_due("ARRAY[NEW.council_id, OLD.council_id]"),
        ]

    def __str__(self) -> str:
        return self.text


class AnnouncementFate(models.Model):
    """What became of an announcement by the record as it is today. Made by the assessment, never by hand."""

    announcement = models.OneToOneField(Announcement, on_delete=models.CASCADE, related_name="fate")
    outcome = models.CharField(max_length=10, choices=AnnouncementOutcome)
    session = models.ForeignKey(
        Session,
        null=True,
        on_delete=models.CASCADE,
        related_name="fates",
        help_text="The session that came of it, or that was called off; NULL if there is none on record.",
    )
    slipped_days = models.IntegerField(
        null=True,
        help_text="Days from the day announced (of an interval the nearest) to the session; NULL where none was held or no day announced.",
    )
    lapses_on = models.DateField(
        null=True,
        help_text="First day on which it counts as lapsed in silence, if nothing comes of it; NULL: settled, or no date was given.",
    )

    class Meta:
        triggers = [raises_data_version()]

    def __str__(self) -> str:
        return f"{self.announcement}: {self.get_outcome_display()}"
