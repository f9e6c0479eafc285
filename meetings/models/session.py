"""Sessions: one meeting each, convened by one council or jointly by several, and the sources of its facts."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from meetings.dates import IntervalDateField, interval_bounds_constraint
from meetings.history import Stamped, tracked
from meetings.languages import in_language
from meetings.models.council import Council
from meetings.models.place import Place
from meetings.models.source import Citation
from meetings.publication import OfPublicSessionQuerySet, SessionQuerySet, publication_field
from meetings.triggers import (
    PUBLISHED_ITSELF,
    counts_rows,
    keeps_searched,
    keeps_source,
    marks_assessment_due,
    needs_source,
    of_published_session,
    places_on_timeline,
    raises_data_version,
    retires_id,
    stamp,
    stays_merged,
)
from meetings.vocabulary import (
    COUNTING_STATUSES,
    DateBasis,
    Format,
    Formation,
    Level,
    OutcomeKind,
    SessionFact,
    Status,
)


def check_time_zone(value: str) -> None:
    """Accept the name of an IANA time zone; raise ValidationError for anything else."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(f"“{value}” is not an IANA time zone; write for example Europe/Brussels.")


@tracked()
class Session(Stamped):
    """One meeting. Days are plain calendar days of the venue as printed, never converted."""

    councils: "models.ManyToManyField[Council, SessionCouncil]" = models.ManyToManyField(
        Council, through="SessionCouncil", related_name="sessions"
    )
    title = models.CharField(
        max_length=250, blank=True, help_text="Only if the meeting has a name of its own: Lisbon summit."
    )
    start = IntervalDateField(
        help_text="First day as the source gives it: 12 January 2022, 12.-13.03.2009, Aug 2008, 2008, март 2009. A vague date stays vague."
    )
    end = IntervalDateField(
        "last day", null=True, blank=True, help_text="Only if it lasted longer than its first day."
    )
    date_as_printed = models.CharField(
        max_length=200, blank=True, help_text="The words of the source: Mittwoch; am 12.01.2022."
    )
    date_basis = models.CharField(
        max_length=8,
        choices=DateBasis,
        default=DateBasis.PRINTED,
        help_text="Inferred: you concluded the day, for example from a weekday.",
    )
    start_time = models.TimeField(null=True, blank=True, help_text="Local time at the venue, if printed.")
    end_time = models.TimeField(null=True, blank=True, help_text="Local time at the venue, if printed.")
    time_zone = models.CharField(
        max_length=60,
        blank=True,
        validators=[check_time_zone],
        help_text="Needed with a time: Europe/Brussels.",
    )
    planned_start = IntervalDateField(
        "first planned for",
        null=True,
        blank=True,
        help_text="The day first planned, if the meeting was moved or called off.",
    )
    decided = IntervalDateField(
        "called off or moved on", null=True, blank=True, help_text="When that was decided."
    )
    status = models.CharField(
        max_length=12,
        choices=Status,
        default=Status.HELD,
        help_text="Only held and interrupted sessions end a silence.",
    )
    formation = models.CharField(
        max_length=12,
        choices=Formation,
        default=Formation.PLENARY,
        help_text="Plenary unless a source says otherwise; never concluded from the level. Only plenary sessions end a silence.",
    )
    level = models.CharField(
        max_length=26,
        choices=Level,
        blank=True,
        help_text="Rank at which it was convened; empty if no source says.",
    )
    format = models.CharField(max_length=10, choices=Format, blank=True, help_text="Empty if no source says.")
    part_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text="For a dinner, bilateral or round inside another session. A part never ends a silence by itself.",
    )
    place = models.ForeignKey(
        Place,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessions",
        help_text="The city; empty if not known or not in person.",
    )
    venue = models.CharField(max_length=200, blank=True, help_text="The building: NATO headquarters.")
    duration_minutes_min = models.PositiveIntegerField(
        "lasted at least", null=True, blank=True, help_text="Minutes. “About four hours”: 225."
    )
    duration_minutes_max = models.PositiveIntegerField(
        "lasted at most", null=True, blank=True, help_text="Minutes. “About four hours”: 255."
    )
    duration_as_printed = models.CharField(
        max_length=120, blank=True, help_text="The words of the source: rund vier Stunden."
    )
    outcome_kind = models.CharField(
        max_length=20, choices=OutcomeKind, blank=True, help_text="What came of it; empty if no source says."
    )
    outcome = models.TextField(blank=True, help_text="What came of it in a sentence, in your words.")
    outcome_according_to = models.CharField(
        max_length=200, blank=True, help_text="Whose judgement that is: the outlet, Stoltenberg, both sides."
    )
    follow_up = models.TextField(
        "follow-up",
        blank=True,
        help_text="What was said about meeting again. A date announced goes under Announcements.",
    )
    roster_complete = models.BooleanField(
        "list of delegations complete",
        default=False,
        help_text="Tick only if every party present is recorded: then those missing count as absent.",
    )
    note = models.TextField("note for editors", blank=True, help_text="Never public.")
    publication = publication_field()
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="Not public before this moment (UTC). Empty: no embargo."
    )
    corrected_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When what was public of it was last changed by an approved proposal (UTC); NULL: never.",
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["start__startswith", "start__endswith", "id"]
        permissions = [("publish_session", "Can publish and withdraw sessions")]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__endswith__gt=F("start__startswith")),
                name="session_ends_after_start",
                violation_error_message="The session ends before it starts: check both days.",
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")),
                name="session_not_part_of_itself",
                violation_error_message="A session cannot be a part of itself.",
            ),
            models.CheckConstraint(
                condition=Q(duration_minutes_min__isnull=True)
                | Q(duration_minutes_max__isnull=True)
                | Q(duration_minutes_max__gte=F("duration_minutes_min")),
                name="session_duration_order",
                violation_error_message="“Lasted at most” is shorter than “lasted at least”.",
            ),
            models.CheckConstraint(
                condition=(Q(start_time__isnull=True) & Q(end_time__isnull=True)) | ~Q(time_zone=""),
                name="session_time_has_zone",
                violation_error_message="A time needs its time zone, for example Europe/Brussels.",
            ),
            interval_bounds_constraint("start", "session_start_bounds"),
            interval_bounds_constraint("end", "session_end_bounds"),
            interval_bounds_constraint("planned_start", "session_planned_bounds"),
            interval_bounds_constraint("decided", "session_decided_bounds"),
        ]
        indexes = [
            # Which public sessions lie in this period, in order? (timeline, exports)
            models.Index(F("start__startswith"), F("start__endswith"), "id", name="session_in_order"),
            # Which sessions are to come, or have just been? (notices, within each assessment)
            models.Index(F("start__endswith"), name="session_latest_start"),
            models.Index(F("end__endswith"), name="session_latest_end", condition=Q(end__isnull=False)),
            # What has changed since that moment, in order? (/api/v1/sessions?updated_since=)
            models.Index(fields=["updated_at", "id"], name="session_by_change"),
            # How many are of this level, status or place? (exports, timeline) A third of a million, without their rows.
            models.Index(
                fields=["level", "status", "place"],
                include=["id", "start", "end", "publication", "embargo_until"],
                name="session_by_kind",
            ),
            # What was embargoed until a moment that has passed? (the minute sweep)
            models.Index(
                fields=["embargo_until"], name="session_embargo", condition=Q(embargo_until__isnull=False)
            ),
        ]
        triggers = [
            stamp(),
            needs_source(),
            retires_id("S"),
            stays_merged("S"),
            places_on_timeline("ARRAY[NEW.id]", "start", "end", "publication", "embargo_until"),
            raises_data_version(PUBLISHED_ITSELF),
            marks_assessment_due(
                "ARRAY(SELECT council_id FROM meetings_sessioncouncil WHERE session_id = COALESCE(NEW.id, OLD.id))"
            ),
            keeps_searched(
                "reconvene_keep_session(OLD.id, NEW.id, NEW.start, "
                "concat_ws(E'\\n', NEW.title, NEW.venue, NEW.outcome, NEW.follow_up))"
            ),
        ]

    def __str__(self) -> str:
        from meetings.dates import format_span

        return (
            f"{self.public_id} · {self.title + ', ' if self.title else ''}{format_span(self.start, self.end)}"
        )

    def clean(self) -> None:
        ancestor = self.part_of
        while ancestor is not None:
            if self.pk and ancestor.pk == self.pk:
                raise ValidationError({"part_of": "This would make the session a part of itself."})
            ancestor = ancestor.part_of

    @property
    def public_id(self) -> str:
        return f"S{self.pk}"

    def get_absolute_url(self) -> str:
        return in_language(f"/sessions/S{self.pk}/")

    @property
    def took_place(self) -> bool:
        """Held or interrupted."""
        return self.status in COUNTING_STATUSES

    @property
    def may_count(self) -> bool:
        """Could end a silence: took place, plenary, not a part. A council may still leave it out (SessionCouncil.counts)."""
        return self.took_place and self.formation == Formation.PLENARY and self.part_of_id is None


@tracked()
class SessionCouncil(Stamped):
    """A council that held the session. Several rows: a joint session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="council_links")
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="session_links", help_text="The council that met."
    )
    number = models.CharField(
        max_length=30,
        blank=True,
        help_text="The official number or round of the session: 12, 5+2/3. Empty if none.",
    )
    counts = models.BooleanField(
        "counts for gaps",
        default=True,
        help_text="Untick if the session is on record but must not end this council's silence.",
    )

    objects = OfPublicSessionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "council"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "council"],
                name="session_council_once",
                violation_error_message="This council is already named for the session.",
            )
        ]
        triggers = [
            stamp(),
            raises_data_version(of_published_session()),
            marks_assessment_due("ARRAY[NEW.council_id, OLD.council_id]"),
            places_on_timeline("ARRAY[NEW.session_id, OLD.session_id]"),
        ]

    def __str__(self) -> str:
        return f"{self.council.short_name} {self.number}".strip()


@tracked()
class SessionCitation(Stamped, Citation):
    """This fact of the session rests on that source."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="citations")
    fact = models.CharField(
        max_length=12,
        choices=SessionFact,
        blank=True,
        help_text="The fact that the source supports; empty: the session as a whole.",
    )

    objects = OfPublicSessionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "citation"
        indexes = [
            # What rests on this source? (source page, retraction)
            models.Index(fields=["source", "session"], name="session_citation_by_source"),
        ]
        triggers = [stamp(), keeps_source(), raises_data_version(of_published_session()), *counts_rows()]

    def __str__(self) -> str:
        return f"{self.get_fact_display() or 'session'}: {self.source}"
