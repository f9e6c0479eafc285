"""Councils: any body that meets, its names and its lineage."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from meetings.dates import IntervalDateField, interval_bounds_constraint
from meetings.history import Stamped, tracked
from meetings.languages import in_language
from meetings.models.place import Place
from meetings.models.source import Source, language_code
from meetings.publication import CouncilQuerySet, publication_field
from meetings.triggers import (
    PUBLISHED_ITSELF,
    keeps_spelling,
    marks_assessment_due,
    raises_data_version,
    retires_id,
    retires_slug,
    sort_key,
    stamp,
    stays_merged,
)
from meetings.vocabulary import NameKind, SuccessionKind


@tracked()
class Council(Stamped):
    """Any body that meets: a council, a summit format, a negotiation, a standing conference."""

    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text="The council's address: /councils/<slug>/. Old ones keep working.",
    )
    name = models.CharField(max_length=250, help_text="Its name in English as it calls itself today.")
    abbreviation = models.CharField(
        max_length=30, blank=True, help_text="As used in print: NRC. Empty if none is in use."
    )
    description = models.TextField(
        blank=True, help_text="Two or three sentences for a reader who has never heard of it."
    )
    founded = IntervalDateField(
        null=True,
        blank=True,
        help_text="When it was set up, as precisely as known: 2002, May 2002, 28 May 2002.",
    )
    dissolved = IntervalDateField(
        null=True,
        blank=True,
        help_text="When it was concluded; empty while it exists. It then leaves the watch list.",
    )
    seat = models.ForeignKey(
        Place,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seat_of",
        help_text="Where its secretariat sits; empty if it has none.",
    )
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="councils",
        help_text="The document that describes it. Needed before it can be published.",
    )
    floor_days = models.PositiveIntegerField(
        "shortest gap that can be unusual",
        null=True,
        blank=True,
        help_text="Days. Empty: 120, the rule's own number.",
    )
    sitting_span_days = models.PositiveSmallIntegerField(
        "sitting span",
        null=True,
        blank=True,
        help_text="Days between sessions that count as one sitting. Empty: 6, the rule's own number.",
    )
    declared_cadence_days = models.PositiveIntegerField(
        "declared cadence",
        null=True,
        blank=True,
        help_text="Days between sessions by statute or habit. Used only while fewer than two gaps are on record.",
    )
    muted = models.BooleanField(
        default=False,
        help_text="Tick to raise no flags for this council: its records are too uneven to judge.",
    )
    publication = publication_field()
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="Not public before this moment (UTC). Empty: no embargo."
    )
    sort_key = models.CharField(max_length=300, editable=False, default="")

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        permissions = [("publish_council", "Can publish and withdraw councils")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(publication="published") | Q(source__isnull=False),
                name="council_published_with_source",
                violation_error_message="A council cannot be published without a source: enter the document that describes it.",
            ),
            models.CheckConstraint(
                condition=Q(founded__isnull=True)
                | Q(dissolved__isnull=True)
                | Q(dissolved__endswith__gt=F("founded__startswith")),
                name="council_dissolved_after_founded",
                violation_error_message="The council was dissolved before it was founded: check both dates.",
            ),
            models.CheckConstraint(
                condition=Q(declared_cadence_days__isnull=True) | Q(declared_cadence_days__gte=1),
                name="council_cadence_positive",
                violation_error_message="A cadence is at least one day.",
            ),
            interval_bounds_constraint("founded", "council_founded_bounds"),
            interval_bounds_constraint("dissolved", "council_dissolved_bounds"),
        ]
        triggers = [
            stamp(),
            sort_key(),
            retires_slug("councils"),
            retires_id("C"),
            stays_merged("C"),
            raises_data_version(PUBLISHED_ITSELF),
            marks_assessment_due("ARRAY[NEW.id, OLD.id]"),
            keeps_spelling("council"),
            keeps_spelling("council", text="abbreviation"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_id(self) -> str:
        return f"C{self.pk}"

    @property
    def short_name(self) -> str:
        return self.abbreviation or self.name

    def get_absolute_url(self) -> str:
        return in_language(f"/councils/{self.slug}/")


@tracked()
class CouncilName(Stamped):
    """A spelling of a council's name."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="names")
    text = models.CharField("name", max_length=250, help_text="As printed, in its own script.")
    language = models.CharField(max_length=12, validators=[language_code], help_text="de, en, fr, ru, es …")
    script = models.CharField(
        max_length=4,
        blank=True,
        help_text="Four letters: Latn, Cyrl, Arab, Hang. Empty: the language's usual script.",
    )
    kind = models.CharField(
        max_length=8,
        choices=NameKind,
        default=NameKind.ALIAS,
        help_text="Official name, short form, other spelling or former name.",
    )
    valid_from = IntervalDateField(
        null=True, blank=True, help_text="Since when it was in use; empty if not known."
    )
    valid_to = IntervalDateField(null=True, blank=True, help_text="Until when; empty while in use.")
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="council_names",
        help_text="Where it is printed so.",
    )

    class Meta:
        ordering = ["council", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "text", "language", "kind"],
                name="council_name_once",
                violation_error_message="This name is already recorded for the council.",
            ),
            interval_bounds_constraint("valid_from", "council_name_from_bounds"),
            interval_bounds_constraint("valid_to", "council_name_to_bounds"),
        ]
        triggers = [
            stamp(),
            raises_data_version(),
            keeps_spelling("council", "council_id", "text", "NEW.language"),
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class Succession(Stamped):
    """One council continuing, replacing, splitting from, merging or reviving another."""

    successor = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="predecessor_links", help_text="The later council."
    )
    predecessor = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="successor_links", help_text="The earlier council."
    )
    kind = models.CharField(
        max_length=12,
        choices=SuccessionKind,
        help_text="Only a council that continues another takes over its earlier sessions when gaps are judged.",
    )
    happened = IntervalDateField("date", null=True, blank=True, help_text="When, as precisely as known.")
    note = models.TextField(blank=True, help_text="How it happened, in a sentence for readers.")
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successions",
        help_text="The document that says so.",
    )

    class Meta:
        ordering = ["successor", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["successor", "predecessor"],
                name="succession_once",
                violation_error_message="This succession is already recorded.",
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("predecessor")),
                name="succession_not_of_itself",
                violation_error_message="A council cannot succeed itself: choose two different councils.",
            ),
            interval_bounds_constraint("happened", "succession_happened_bounds"),
        ]
        triggers = [
            stamp(),
            raises_data_version(),
            marks_assessment_due("ARRAY[NEW.successor_id, OLD.successor_id]"),
        ]

    def __str__(self) -> str:
        return f"{self.successor.short_name} {self.get_kind_display()} {self.predecessor.short_name}"

    def clean(self) -> None:
        """Refuse a circle: a council that, over others, succeeds itself."""
        seen, front = set[int](), {self.predecessor_id} - {self.successor_id}
        while front:
            seen |= front
            links = Succession.objects.filter(successor_id__in=front).exclude(pk=self.pk)
            earlier = set(links.values_list("predecessor_id", flat=True))
            if self.successor_id in earlier:
                raise ValidationError(
                    {"predecessor": "This would make the council its own predecessor: check the direction."}
                )
            front = earlier - seen
