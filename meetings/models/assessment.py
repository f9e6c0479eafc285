"""What follows from the records: stored gaps, resumptions and silences, and the marks of what must be judged again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from meetings.dates import IntervalDateField
from meetings.history import Stamped, tracked
from meetings.languages import in_language
from meetings.models.council import Council
from meetings.models.session import Session
from meetings.publication import OfPublicSessionQuerySet, is_public
from meetings.triggers import (
    counts_rows,
    raises_data_version,
    raises_data_version_by_statement,
    retires_id,
    stamp,
)
from meetings.vocabulary import (
    COVERAGE_CHOICES,
    NO_GAPS,
    STANDING,
    FlagState,
    GapStatus,
    Grade,
    SilenceState,
    Stream,
)


class AssessmentDue(models.Model):
    """A council whose records changed since it was last assessed. Written by the database, deleted by the assessment.

    One row per council and transaction, so that editors never wait for each other or for a worker.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="due_marks")
    marked_at = models.DateTimeField(help_text="Start of the transaction that made the change (UTC).")
    transaction_id = models.BigIntegerField(help_text="The database's number of that transaction.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "transaction_id"], name="assessment_due_once")
        ]

    def __str__(self) -> str:
        return f"{self.council} due since {self.marked_at:%Y-%m-%d %H:%M}"


class Assessment(models.Model):
    """When a council was last assessed, and the row that two workers lock."""

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="assessment")
    assessed_at = models.DateTimeField(
        null=True, help_text="Instant of the last assessment (UTC); NULL before the first."
    )
    rule_version = models.CharField(max_length=20, blank=True)
    parameters = models.JSONField(
        default=dict, help_text="The rule's numbers by which all stored gaps of the council were judged."
    )

    def __str__(self) -> str:
        return f"{self.council}: {self.assessed_at or 'not yet'}"


class Judged(models.Model):
    """The numbers of one judged gap. Days; NULL where the rule has no value."""

    days_min = models.PositiveIntegerField(
        null=True, help_text="Shortest possible gap on the dates given, days."
    )
    days = models.PositiveIntegerField(
        null=True, help_text="Gap between the midpoints of vague dates, days: the one that is graded."
    )
    days_max = models.PositiveIntegerField(null=True, help_text="Longest possible gap, days.")
    n_prior_gaps = models.PositiveIntegerField(null=True, help_text="Earlier gaps that made the baseline.")
    typical_days = models.FloatField(null=True, help_text="Median of the baseline, days; NULL without one.")
    longest_prior_days = models.PositiveIntegerField(
        null=True, help_text="Longest earlier gap, days; NULL if there is none."
    )
    threshold_notable = models.FloatField(
        null=True, help_text="Days from which a gap is notable; NULL: no such threshold."
    )
    threshold_major = models.FloatField(
        null=True, help_text="Days from which it is major; NULL: no such threshold."
    )
    threshold_historic = models.FloatField(
        null=True, help_text="Days from which it is historic; NULL: no such threshold."
    )
    grade = models.CharField(
        max_length=10, choices=Grade, blank=True, help_text="Best estimate; empty: not unusual."
    )
    grade_certain = models.CharField(
        max_length=10,
        choices=Grade,
        blank=True,
        help_text="Grade of the shortest reading; empty too where records were not fully searched.",
    )
    grade_possible = models.CharField(
        max_length=10, choices=Grade, blank=True, help_text="Grade of the longest reading."
    )
    coverage = models.CharField(
        max_length=12,
        choices=COVERAGE_CHOICES,
        blank=True,
        help_text="How the records of the gap were searched.",
    )
    fingerprint = models.CharField(
        max_length=64, blank=True, help_text="Digest of all that the verdict says: equal means untouched."
    )

    class Meta:
        abstract = True


class Gap(Judged):
    """The gap before a session of a council: stored facts, recomputed with each assessment."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="gaps")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="gaps")
    previous_session = models.ForeignKey(
        Session,
        null=True,
        on_delete=models.CASCADE,
        related_name="gaps_after",
        help_text="The session at which the previous sitting ended; NULL for the first on record.",
    )
    status = models.CharField(max_length=16, choices=GapStatus)
    ratio = models.FloatField(null=True, help_text="Gap divided by the typical gap; NULL without one.")
    full_years_min = models.PositiveSmallIntegerField(
        null=True, help_text="Completed years that have certainly passed."
    )

    objects = OfPublicSessionQuerySet.as_manager()

    class Meta:
        ordering = ["council", "session"]
        constraints = [models.UniqueConstraint(fields=["council", "session"], name="gap_once")]
        indexes = [
            # How many are no gaps? (gaps.csv)
            models.Index(fields=["id"], condition=Q(status__in=NO_GAPS), name="gap_that_is_none"),
        ]
        triggers = [raises_data_version_by_statement(), *counts_rows()]

    def __str__(self) -> str:
        return f"{self.council.short_name} before S{self.session_id}: {self.days if self.days is not None else 'first'}"


class ResumptionQuerySet(OfPublicSessionQuerySet):
    def standing(self) -> "ResumptionQuerySet":
        """Flags that hold today: not withdrawn, not dismissed."""
        return self.filter(state__in=STANDING)


@tracked()
class Resumption(Stamped, Judged):
    """A sitting that ended an unusual gap. Never deleted: withdrawn, with the reason; its history keeps every version."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="resumptions")
    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        related_name="resumptions",
        help_text="First session of the sitting that ended the gap.",
    )
    previous_session = models.ForeignKey(
        Session,
        null=True,
        on_delete=models.PROTECT,
        related_name="resumptions_after",
        help_text="The session after which the silence began.",
    )
    stream = models.CharField(max_length=26, choices=Stream, default=Stream.MAIN)
    resumed_on = IntervalDateField(help_text="Start of the sitting, as precisely as known.")
    silent_since = IntervalDateField(null=True, help_text="End of the sitting before the gap.")
    state = models.CharField(max_length=10, choices=FlagState, default=FlagState.RAISED)
    reason = models.TextField(help_text="The verdict in a sentence.")
    evidence = models.JSONField(
        default=dict, help_text="Parameters and baseline as they were when it was judged."
    )
    rule_version = models.CharField(max_length=20)
    raised_at = models.DateTimeField(help_text="When the flag was first raised (UTC).")
    revised_at = models.DateTimeField(
        null=True, help_text="When its verdict last changed (UTC); NULL if never."
    )
    withdrawn_at = models.DateTimeField(
        null=True, help_text="When it was withdrawn (UTC); NULL while it stands."
    )
    withdrawn_because = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(
        null=True, help_text="When a person last judged it (UTC); NULL if nobody has."
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_grade = models.CharField(
        max_length=10,
        choices=Grade,
        blank=True,
        help_text="The grade that the person judged; a new grade asks again.",
    )
    reviewed_as = models.CharField(
        max_length=10,
        choices=FlagState,
        blank=True,
        help_text="What the person made of it; its state says otherwise where the grade has changed since.",
    )
    review_note = models.TextField(
        blank=True, help_text="Why it was confirmed or dismissed; shown to readers."
    )

    objects = ResumptionQuerySet.as_manager()

    class Meta:
        ordering = ["-resumed_on__startswith", "-id"]
        permissions = [("judge_resumption", "Can confirm and dismiss resumptions")]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "session"],
                condition=~Q(state="withdrawn"),
                name="resumption_once_per_sitting",
                violation_error_message="This session already has a flag.",
            )
        ]
        indexes = [
            # Which flags stand, latest first? (/resumptions/)
            models.Index(fields=["state", "-id"], name="resumption_by_state"),
            # Which councils met again last? (timeline)
            models.Index(
                F("resumed_on__startswith"),
                F("resumed_on__endswith"),
                "id",
                condition=Q(state__in=STANDING),
                name="resumption_latest",
            ),
            # Which flags have changed since that moment, in order? (/api/v1/resumptions?updated_since=)
            models.Index(fields=["updated_at", "id"], name="resumption_by_change"),
        ]
        triggers = [stamp(), retires_id("R"), raises_data_version(), *counts_rows()]

    def __str__(self) -> str:
        return f"R{self.pk} {self.council.short_name}"

    def get_absolute_url(self) -> str:
        return in_language(f"/resumptions/R{self.pk}/")

    @property
    def public_id(self) -> str:
        return f"R{self.pk}"

    @property
    def is_only_possible(self) -> bool:
        """No certain grade: the dates are vague or the records were not fully searched."""
        return not self.grade_certain

    @property
    def is_judged(self) -> bool:
        """A person confirmed or dismissed it, whether or not that still holds."""
        return self.reviewed_as in (FlagState.CONFIRMED, FlagState.DISMISSED)


class SilenceQuerySet(models.QuerySet["Silence"]):
    def public(self, at: "object | None" = None) -> "SilenceQuerySet":
        return self.filter(is_public(at, "council__"))  # type: ignore[arg-type]  # datetime or None


class Silence(models.Model):
    """The gap still running, as dates: on which day it becomes late, notable, major, historic. NULL: never, on this record.

    A state on a day is a comparison with these dates, so nothing has to run for a silence to grow.
    """

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="silence")
    last_session = models.ForeignKey(
        Session,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Last session on record; NULL if there is none.",
    )
    silent_since = IntervalDateField(
        null=True, help_text="End of the last sitting; NULL if none is on record."
    )
    late_from = models.DateField(
        null=True,
        help_text="First day on which it is longer than any earlier gap and 1.5 times the typical one.",
    )
    notable_from = models.DateField(null=True)
    major_from = models.DateField(null=True)
    historic_from = models.DateField(null=True)
    unrated_from = models.DateField(null=True, help_text="First day of “long, no rhythm known”.")
    lapsed_from = models.DateField(null=True)
    concluded_from = models.DateField(
        null=True, help_text="Day of the council's conclusion: from then on it is not watched."
    )
    suspended_from = models.DateField(null=True, help_text="Start of a suspension that is still declared.")
    n_prior_gaps = models.PositiveIntegerField(default=0)
    typical_days = models.FloatField(null=True, help_text="Median of the baseline, days.")
    longest_prior_days = models.PositiveIntegerField(null=True)
    threshold_notable = models.FloatField(null=True)
    coverage = models.CharField(max_length=12, choices=COVERAGE_CHOICES, blank=True)
    next_planned = models.ForeignKey(
        Session,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The next scheduled session; NULL if none is known.",
    )
    evidence = models.JSONField(default=dict, help_text="What the sentence of explanation is made from.")
    rule_version = models.CharField(max_length=20, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    objects = SilenceQuerySet.as_manager()

    class Meta:
        ordering = ["council__slug"]
        triggers = [raises_data_version()]

    def __str__(self) -> str:
        return f"{self.council.short_name} silent since {self.silent_since or 'ever'}"

    STATE_FIELDS = (
        (SilenceState.LAPSED, "lapsed_from"),
        (SilenceState.HISTORIC, "historic_from"),
        (SilenceState.MAJOR, "major_from"),
        (SilenceState.NOTABLE, "notable_from"),
        (SilenceState.UNRATED, "unrated_from"),
        (SilenceState.LATE, "late_from"),
    )
