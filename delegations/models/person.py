"""People, their names in every script, and the posts they held."""

from django.db import models
from django.db.models import F, Q

from delegations.models.party import Party
from delegations.querysets import PersonQuerySet
from meetings.dates import IntervalDateField, interval_bounds_constraint
from meetings.history import Stamped, tracked
from meetings.languages import in_language
from meetings.models import Source
from meetings.models.source import language_code
from meetings.triggers import keeps_spelling, raises_data_version, retires_id, retires_slug, sort_key, stamp
from meetings.vocabulary import NameKind


@tracked()
class Person(Stamped):
    """A human being who sat in a delegation or was quoted by name."""

    slug = models.SlugField(
        max_length=80, unique=True, help_text="The person's address: /people/<slug>/. Old ones keep working."
    )
    name = models.CharField(max_length=160, help_text="Usual name in English: Alexander Grushko.")
    description = models.CharField(
        max_length=250,
        blank=True,
        help_text="What tells this person from others of the name: Russian diplomat, born 1955.",
    )
    note = models.TextField(blank=True, help_text="For editors; never public.")
    sort_key = models.CharField(max_length=300, editable=False, default="")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name_plural = "people"
        triggers = [
            stamp(),
            sort_key(),
            retires_slug("people"),
            retires_id("P"),
            raises_data_version(),
            keeps_spelling("person"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_id(self) -> str:
        return f"P{self.pk}"

    def get_absolute_url(self) -> str:
        return in_language(f"/people/{self.slug}/")


@tracked()
class PersonName(Stamped):
    """A spelling of a person's name."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(
        "name", max_length=200, help_text="As printed, in its own script: Грушко, Александр."
    )
    language = models.CharField(max_length=12, validators=[language_code], help_text="de, en, fr, ru, es …")
    script = models.CharField(
        max_length=4, blank=True, help_text="Four letters: Latn, Cyrl. Empty: the language's usual script."
    )
    kind = models.CharField(
        max_length=8,
        choices=NameKind,
        default=NameKind.ALIAS,
        help_text="Official name, short form, other spelling or former name.",
    )
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="person_names",
        help_text="Where it is printed so.",
    )

    class Meta:
        ordering = ["person", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "text", "language"],
                name="person_name_once",
                violation_error_message="This spelling is already recorded for the person.",
            )
        ]
        triggers = [
            stamp(),
            raises_data_version(),
            keeps_spelling("person", "person_id", "text", "NEW.language"),
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class Post(Stamped):
    """An office that a person held for a party over a period."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    party = models.ForeignKey(
        Party,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
        help_text="For whom: Russia, NATO. Empty for none.",
    )
    title = models.CharField(max_length=200, help_text="The office: Deputy Foreign Minister.")
    start = IntervalDateField(
        "from", null=True, blank=True, help_text="As precisely as known; empty if not known."
    )
    end = IntervalDateField("to", null=True, blank=True, help_text="Empty while held, or if not known.")
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
        help_text="The document that says so.",
    )

    class Meta:
        ordering = ["person", "start__startswith", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "party", "title", "start"],
                nulls_distinct=False,
                name="post_once",
                violation_error_message="This post is already recorded for the person.",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True)
                | Q(end__isnull=True)
                | Q(end__endswith__gt=F("start__startswith")),
                name="post_ends_after_start",
                violation_error_message="The post ends before it begins.",
            ),
            interval_bounds_constraint("start", "post_start_bounds"),
            interval_bounds_constraint("end", "post_end_bounds"),
        ]
        triggers = [stamp(), raises_data_version()]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}" + (f" ({self.party})" if self.party else "")
