"""Sources, the addresses by which they are known, and the shape that every citation shares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from meetings.dates import IntervalDateField, day_bounds_constraint, interval_bounds_constraint
from meetings.history import Stamped, tracked
from meetings.languages import in_language
from meetings.sources.addresses import address_key
from meetings.triggers import origins_without_circle, raises_data_version, retires_id, stamp
from meetings.vocabulary import (
    Confidence,
    DateBasis,
    LinkState,
    RecheckOutcome,
    SourceKind,
    SourceMark,
    Stance,
)

if TYPE_CHECKING:
    _KeyColumn = models.CharField[str | None, str | None]
else:
    _KeyColumn = models.CharField

IN_A_CIRCLE = "Each of these documents would repeat the other: name the one that was there first."

language_code = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$",
    "A language is a code such as en, de, fr, ru, es or sr-Latn.",
)


class AddressKeyField(_KeyColumn):
    """What all spellings of the row's ``url`` have in common, computed with every save.

    NULL without an address; and where another row had the key before keys were kept: the two wait to be merged.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        url: str | None = getattr(model_instance, "url", None)
        key = address_key(url) if url else None
        is_double = not add and key is not None and not getattr(model_instance, self.attname)
        if is_double and self._is_taken(model_instance, key):
            key = None
        setattr(model_instance, self.attname, key)
        return super().pre_save(model_instance, add)

    def _is_taken(self, row: models.Model, key: str | None) -> bool:
        others = self.model._base_manager.exclude(pk=row.pk)
        return others.filter(**{self.attname: key}).exists()


def _address_key_field() -> AddressKeyField:
    return AddressKeyField(
        max_length=500,
        unique=True,
        null=True,
        editable=False,
        help_text="Host, path and query in one spelling: what finds the document whichever of its addresses is given.",
        error_messages={"unique": "This document is on record already."},
    )


# The key follows from the address, which has a history.
@tracked(exclude=["address_key"])
class Source(Stamped):
    """A published document that facts rest on. Its address, however it is spelt, is its identity."""

    url = models.URLField(
        "address",
        max_length=1000,
        unique=True,
        null=True,
        blank=True,
        help_text="The page's own address, without tracking parameters. Empty only for print.",
    )  # NULL, not "", for print: several print sources must not collide
    address_key = _address_key_field()
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
    restricted_access = models.BooleanField(
        default=False, help_text="Tick if readers must pay or sign in to read it: the page then says so."
    )
    corrected_on = models.DateField(
        null=True, blank=True, help_text="The day on which the publisher corrected it."
    )
    retracted_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day on which the publisher withdrew it; what rests on it is then checked again.",
    )
    mark_note = models.TextField(
        "what the publisher says",
        blank=True,
        help_text="Of the correction or withdrawal, in a sentence: readers see it beside the day.",
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
        help_text="Tick if the publisher forbids passing on its quotations: pages and files then leave their text out.",
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
        triggers = [stamp(), retires_id("U"), raises_data_version(), origins_without_circle()]

    def __str__(self) -> str:
        return " — ".join(part for part in (self.publisher, self.title) if part) or self.url or f"U{self.pk}"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """The key goes with the address, also where the address alone is saved."""
        if update_fields is not None and "url" in update_fields:
            update_fields = {*update_fields, "address_key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self) -> None:
        """Refuse a circle: a document that, over others, repeats itself. The database does it too."""
        seen: set[int | None] = {None}
        origin = self.derived_from if self.pk else None
        while origin is not None and origin.pk not in seen:
            if origin.pk == self.pk:
                raise ValidationError({"derived_from": IN_A_CIRCLE})
            seen.add(origin.pk)
            origin = origin.derived_from

    @property
    def mark(self) -> tuple[SourceMark, date] | None:
        """What its publisher did to it, and when: the withdrawal, else the correction. None: nothing on record."""
        if self.retracted_on:
            return SourceMark.RETRACTED, self.retracted_on
        return (SourceMark.CORRECTED, self.corrected_on) if self.corrected_on else None

    @property
    def public_id(self) -> str:
        return f"U{self.pk}"

    def get_absolute_url(self) -> str:
        return in_language(f"/sources/{self.pk}/")


@tracked()
class SourceAddress(models.Model):
    """Another address at which the document stands or stood; the source's own is in its row."""

    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, related_name="addresses", help_text="The document."
    )
    url = models.URLField(
        "other address", max_length=1000, help_text="Where it also stands, or stood before it moved."
    )
    address_key = _address_key_field()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.url


class LinkCheck(models.Model):
    """Whether an address of a source answers, as the link check last saw it. Written by its job alone."""

    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, related_name="link_checks", help_text="The document."
    )
    address = models.URLField(
        max_length=1000, help_text="The page's own address, or that of its stored copy."
    )
    host = models.CharField(max_length=255, help_text="Asked once a minute at most.")
    state = models.CharField(max_length=12, choices=LinkState, help_text="What its last answer means.")
    http_status = models.PositiveSmallIntegerField(null=True, help_text="NULL: it did not answer at all.")
    detail = models.CharField(max_length=300, help_text="In a few words: not found, no such host, …")
    checked_at = models.DateTimeField(help_text="UTC.")
    failing_since = models.DateTimeField(
        null=True, help_text="First check since it last answered (UTC); NULL: it answers."
    )
    failures = models.PositiveIntegerField(default=0, help_text="Checks in a row without the page.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "address"],
                name="link_checked_once",
                violation_error_message="This address is checked already.",
            ),
        ]
        indexes = [
            # Which hosts were asked just now, and does any address answer at all?
            models.Index(fields=["-checked_at"], name="link_check_by_time"),
        ]
        # Readers are told of dead addresses only.
        triggers = [
            raises_data_version(
                "(COALESCE(OLD.state, '') = 'dead') IS DISTINCT FROM (COALESCE(NEW.state, '') = 'dead')"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.get_state_display()}"


@tracked()
class Recheck(models.Model):
    """A person looked again at a fact whose source was corrected or retracted. What has none since then is still to do."""

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="rechecks",
        help_text="What was corrected or withdrawn.",
    )
    fact_table = models.CharField(
        max_length=60, help_text="The table of the fact, such as meetings.sessioncitation."
    )
    fact_id = models.PositiveBigIntegerField(help_text="The fact's key in its table.")
    mark = models.CharField(max_length=9, choices=SourceMark, help_text="What had been done to the source.")
    marked_on = models.DateField(help_text="The day of that mark.")
    outcome = models.CharField(
        max_length=9, choices=RecheckOutcome, help_text="Does the fact stand, or was the record corrected?"
    )
    because = models.TextField(help_text="Why, in a sentence.")
    checked_at = models.DateTimeField(db_default=models.functions.Now(), editable=False, help_text="UTC.")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="rechecks",
        help_text="Never public.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "fact_table", "fact_id", "mark", "marked_on"],
                name="fact_rechecked_once",
                violation_error_message="Somebody else has checked this fact already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(because=""),
                name="recheck_says_why",
                violation_error_message="Say in a sentence why.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact_table} {self.fact_id}: {self.get_outcome_display()}"


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
