"""Sources and the shape that every citation shares."""

from django.core.validators import RegexValidator
from django.db import models

from meetings.dates import IntervalDateField, day_bounds_constraint, interval_bounds_constraint
from meetings.history import Stamped, tracked
from meetings.languages import in_language
from meetings.triggers import raises_data_version, retires_id, stamp
from meetings.vocabulary import Confidence, DateBasis, SourceKind, Stance

language_code = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$",
    "A language is a code such as en, de, fr, ru, es or sr-Latn.",
)


@tracked()
class Source(Stamped):
    """A published document that facts rest on. Its address is its identity."""

    url = models.URLField(
        "address",
        max_length=1000,
        unique=True,
        null=True,
        blank=True,
        help_text="The page's own address, without tracking parameters. Empty only for print.",
    )  # NULL, not "", for print: several print sources must not collide
    title = models.CharField(
        max_length=500, blank=True, help_text="Headline as printed, in its own language."
    )
    publisher = models.CharField(
        max_length=200, blank=True, help_text="Outlet or institution: ZDF, NATO, TASS."
    )
    author = models.CharField(
        max_length=200, blank=True, help_text="By-line as printed; empty if none is printed."
    )
    kind = models.CharField(
        max_length=12, choices=SourceKind, blank=True, help_text="What sort of document it is."
    )
    language = models.CharField(
        max_length=12,
        blank=True,
        validators=[language_code],
        help_text="Language of the document: de, en, fr, ru, es.",
    )
    published = IntervalDateField(
        null=True,
        blank=True,
        help_text="When it was published, as precisely as printed; empty if no date is printed.",
    )
    accessed = models.DateField(null=True, blank=True, help_text="The day on which you read it.")
    archive_url = models.URLField(
        "archive address", max_length=1000, blank=True, help_text="A stored copy that will outlive the page."
    )
    archived_on = models.DateField(null=True, blank=True, help_text="The day on which the copy was stored.")
    corrected_on = models.DateField(
        null=True, blank=True, help_text="The day on which the publisher corrected it."
    )
    retracted_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day on which the publisher withdrew it; what rests on it is then reviewed.",
    )
    derived_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="derivatives",
        help_text="The agency text or document that this one repeats: ten outlets with one agency text are one origin.",
    )
    withholds_quotations = models.BooleanField(
        default=False,
        help_text="Tick if the publisher forbids passing on its quotations: exports then leave their text out.",
    )
    note = models.TextField(blank=True, help_text="For editors; never public.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(url__isnull=False) | ~models.Q(title=""),
                name="source_has_url_or_title",
                violation_error_message="Give the source's address or, for print, its title.",
            ),
            models.CheckConstraint(
                condition=models.Q(derived_from__isnull=True) | ~models.Q(derived_from=models.F("id")),
                name="source_not_derived_from_itself",
                violation_error_message="A source cannot be derived from itself.",
            ),
            interval_bounds_constraint("published", "source_published_bounds"),
            day_bounds_constraint(
                "source_day_bounds", "accessed", "archived_on", "corrected_on", "retracted_on"
            ),
        ]
        indexes = [
            # Which sources has this outlet, newest first? (editors' list)
            models.Index(fields=["publisher", "-id"], name="source_by_publisher"),
        ]
        triggers = [stamp(), retires_id("U"), raises_data_version()]

    def __str__(self) -> str:
        return " — ".join(part for part in (self.publisher, self.title) if part) or self.url or f"U{self.pk}"

    @property
    def public_id(self) -> str:
        return f"U{self.pk}"

    def get_absolute_url(self) -> str:
        return in_language(f"/sources/{self.pk}/")


class Citation(models.Model):
    """This fact of this record rests on that source, at that place. Abstract: one table per kind of record."""

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        help_text="The document. Use + to enter a new one here.",
    )
    stance = models.CharField(
        max_length=12,
        choices=Stance,
        default=Stance.SUPPORTS,
        help_text="Does it support or contradict the fact?",
    )
    basis = models.CharField(
        max_length=8,
        choices=DateBasis,
        default=DateBasis.PRINTED,
        help_text="Is the fact printed there, or did you conclude it?",
    )
    locator = models.CharField(
        max_length=200, blank=True, help_text="Where in the document: paragraph 3, photo caption, 02:15."
    )
    excerpt = models.TextField(
        blank=True, help_text="The few words that say it, exactly as printed, in their language."
    )
    confidence = models.CharField(
        max_length=6,
        choices=Confidence,
        blank=True,
        help_text="How far the source is to be trusted on this; empty if not judged.",
    )
    note = models.TextField(blank=True, help_text="What a reader must know to weigh it.")

    class Meta:
        abstract = True
