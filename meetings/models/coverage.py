"""What was searched, and what explains a silence: coverage and context events of councils."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from meetings.dates import IntervalDateField, day_bounds_constraint, interval_bounds_constraint
from meetings.history import Stamped, tracked
from meetings.models.council import Council
from meetings.models.source import Source
from meetings.triggers import marks_assessment_due, raises_data_version, stamp
from meetings.vocabulary import Completeness, ContextKind


@tracked()
class Coverage(Stamped):
    """For a council and a period: were records searched, how, when, and how complete are they?"""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="coverage")
    first_day = models.DateField("from", help_text="First day of the period searched.")
    last_day = models.DateField("to", null=True, blank=True, help_text="Last day; empty: up to today.")
    completeness = models.CharField(
        max_length=12,
        choices=Completeness,
        help_text="Complete: every session is on record. Sampled: some may be missing. Not searched: nobody has looked.",
    )
    searched_on = models.DateField(null=True, blank=True, help_text="The day of the search.")
    method = models.TextField(blank=True, help_text="Where was searched and how, in a sentence for readers.")
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="coverage",
        help_text="The document that shows it.",
    )

    class Meta:
        ordering = ["council", "first_day"]
        verbose_name_plural = "coverage"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="coverage_ends_after_start",
                violation_error_message="The period ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=False) | Q(searched_on__isnull=False),
                name="coverage_has_source_or_search_day",
                violation_error_message="Say on which day the records were searched, or give the source.",
            ),
            day_bounds_constraint("coverage_day_bounds", "first_day", "last_day", "searched_on"),
            ExclusionConstraint(
                name="coverage_periods_apart",
                expressions=[
                    (
                        Func(
                            F("first_day"),
                            F("last_day"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("council", RangeOperators.EQUAL),
                ],
                violation_error_message="This council already has coverage for part of the period: change that entry.",
            ),
        ]
        triggers = [
            stamp(),
            raises_data_version(),
            marks_assessment_due("ARRAY[NEW.council_id, OLD.council_id]"),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day or 'today'}: {self.get_completeness_display()}"


@tracked()
class ContextEvent(Stamped):
    """A dated, cited event that explains a silence. It changes the text and the watch state, never a grade."""

    kind = models.CharField(
        max_length=10, choices=ContextKind, help_text="Suspension: the council itself was suspended."
    )
    title = models.CharField(
        max_length=200, help_text="What happened, in a few words: Practical cooperation suspended."
    )
    description = models.TextField(blank=True, help_text="A sentence or two for readers.")
    start = IntervalDateField(help_text="When it began, as precisely as known.")
    end = IntervalDateField(null=True, blank=True, help_text="When it ended; empty while it lasts.")
    councils: "models.ManyToManyField[Council, ContextEventCouncil]" = models.ManyToManyField(
        Council, through="ContextEventCouncil", related_name="context_events"
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="context_events",
        help_text="The document that says so.",
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__endswith__gt=F("start__startswith")),
                name="context_event_ends_after_start",
                violation_error_message="The event ends before it begins.",
            ),
            interval_bounds_constraint("start", "context_event_start_bounds"),
            interval_bounds_constraint("end", "context_event_end_bounds"),
        ]
        triggers = [
            stamp(),
            raises_data_version(),
            marks_assessment_due(
                "ARRAY(SELECT council_id FROM meetings_contexteventcouncil WHERE event_id = COALESCE(NEW.id, OLD.id))"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class ContextEventCouncil(models.Model):
    """A council that a context event concerns."""

    event = models.ForeignKey(ContextEvent, on_delete=models.CASCADE, related_name="council_links")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="context_event_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "council"],
                name="context_event_council_once",
                violation_error_message="This council is already linked to the event.",
            )
        ]
        triggers = [raises_data_version(), marks_assessment_due("ARRAY[NEW.council_id, OLD.council_id]")]

    def __str__(self) -> str:
        return f"{self.event} · {self.council}"
