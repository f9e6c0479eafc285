"""Where sessions meet and what they are about."""

from django.db import models

from meetings.history import Stamped, tracked
from meetings.languages import in_language
from meetings.triggers import keeps_spelling, raises_data_version, retires_slug, sort_key, stamp


@tracked()
class Place(Stamped):
    """A city, named once; a venue inside it stands on the session."""

    slug = models.SlugField(
        max_length=80, unique=True, help_text="The place's address: /places/<slug>/. Old ones keep working."
    )
    name = models.CharField(max_length=120, help_text="The city as English readers know it: Brussels.")
    iso3 = models.CharField(
        "country",
        max_length=3,
        blank=True,
        help_text="Country today, ISO 3166-1 alpha-3: BEL. Empty if not known.",
    )
    sort_key = models.CharField(max_length=300, editable=False, default="")

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "iso3"],
                name="place_once",
                violation_error_message="This place is already on record: choose it from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(iso3="") | models.Q(iso3__regex=r"^[A-Z]{3}$"),
                name="place_iso3_form",
                violation_error_message="The country is three capital letters (ISO 3166-1 alpha-3), such as BEL.",
            ),
        ]
        triggers = [
            stamp(),
            sort_key(),
            retires_slug("places"),
            raises_data_version(),
            keeps_spelling("place"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.iso3})" if self.iso3 else self.name

    def get_absolute_url(self) -> str:
        return in_language(f"/places/{self.slug}/")


@tracked()
class Topic(Stamped):
    """A subject that several sessions share."""

    slug = models.SlugField(
        max_length=80, unique=True, help_text="The topic's address: /topics/<slug>/. Old ones keep working."
    )
    name = models.CharField(max_length=160, unique=True, help_text="Short and neutral: arms control.")
    sort_key = models.CharField(max_length=300, editable=False, default="")

    class Meta:
        ordering = ["sort_key", "id"]
        triggers = [
            stamp(),
            sort_key(),
            retires_slug("topics"),
            raises_data_version(),
            keeps_spelling("topic"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return in_language(f"/topics/{self.slug}/")
