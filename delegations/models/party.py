"""Parties: states, organisations and others that sit in councils."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from delegations.querysets import PartyQuerySet
from delegations.vocabulary import Capacity, PartyKind
from meetings.dates import IntervalDateField, interval_bounds_constraint
from meetings.history import Stamped, tracked
from meetings.languages import in_language
from meetings.models import Council, Source
from meetings.models.source import language_code
from meetings.triggers import keeps_spelling, raises_data_version, retires_id, sort_key, stamp
from meetings.vocabulary import NameKind

party_code = RegexValidator(
    r"^[A-Z][A-Z0-9-]{1,19}$", "A code is two to twenty capital letters, digits or hyphens: RUS, NATO."
)


@tracked()
class Party(Stamped):
    """Who sits. A renamed state keeps its row; a successor state gets its own."""

    code = models.CharField(
        max_length=20,
        unique=True,
        validators=[party_code],
        help_text="In its address: ISO alpha-3 for a state (RUS), an acronym otherwise (NATO).",
    )
    name = models.CharField(max_length=160, help_text="Its usual name in English: Russia.")
    kind = models.CharField(
        max_length=12, choices=PartyKind, help_text="State, international organisation, or another entity."
    )
    iso3 = models.CharField(
        "ISO 3166-1 alpha-3",
        max_length=3,
        blank=True,
        help_text="Official code, of the time it existed: RUS. Empty for organisations.",
    )
    iso3_user = models.CharField(
        "user-assigned code",
        max_length=3,
        blank=True,
        help_text="A code in common use that ISO has not assigned: XKX.",
    )
    existed_from = IntervalDateField(
        null=True, blank=True, help_text="Since when it has existed; empty if that does not matter."
    )
    existed_to = IntervalDateField(null=True, blank=True, help_text="Until when; empty while it exists.")
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parties",
        help_text="The document that describes it.",
    )
    sort_key = models.CharField(max_length=300, editable=False, default="")

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(iso3="") | Q(iso3__regex=r"^[A-Z]{3}$"),
                name="party_iso3_form",
                violation_error_message="An ISO alpha-3 code is three capital letters.",
            ),
            models.CheckConstraint(
                condition=Q(iso3="") | Q(iso3_user=""),
                name="party_one_kind_of_code",
                violation_error_message="Give the official code or a user-assigned one, not both.",
            ),
            interval_bounds_constraint("existed_from", "party_from_bounds"),
            interval_bounds_constraint("existed_to", "party_to_bounds"),
        ]
        triggers = [
            stamp(),
            sort_key(),
            retires_id("E"),
            raises_data_version(),
            keeps_spelling("party"),
            keeps_spelling("party", text="code"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_id(self) -> str:
        return f"E{self.pk}"

    def get_absolute_url(self) -> str:
        return in_language(f"/parties/{self.code}/")


@tracked()
class PartyName(Stamped):
    """A spelling of a party's name."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="names")
    text = models.CharField("name", max_length=200, help_text="As printed, in its own script: Россия.")
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
    valid_from = IntervalDateField(
        null=True, blank=True, help_text="Since when it was in use; empty if not known."
    )
    valid_to = IntervalDateField(null=True, blank=True, help_text="Until when; empty while in use.")
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="party_names",
        help_text="Where it is printed so.",
    )

    class Meta:
        ordering = ["party", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "text", "language", "kind"],
                name="party_name_once",
                violation_error_message="This name is already recorded for the party.",
            ),
            interval_bounds_constraint("valid_from", "party_name_from_bounds"),
            interval_bounds_constraint("valid_to", "party_name_to_bounds"),
        ]
        triggers = [
            stamp(),
            raises_data_version(),
            keeps_spelling("party", "party_id", "text", "NEW.language"),
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class Membership(Stamped):
    """A party's standing in a council over a period."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="memberships")
    standing = models.CharField(
        max_length=12, choices=Capacity, default=Capacity.MEMBER, help_text="As what it sits in the council."
    )
    joined = IntervalDateField(null=True, blank=True, help_text="As precisely as known; empty if not known.")
    left = IntervalDateField(null=True, blank=True, help_text="Empty while it sits.")
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memberships",
        help_text="The document that says so.",
    )

    class Meta:
        ordering = ["council", "party", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "council", "standing", "joined"],
                nulls_distinct=False,
                name="membership_once",
                violation_error_message="This membership is already recorded.",
            ),
            models.CheckConstraint(
                condition=Q(joined__isnull=True)
                | Q(left__isnull=True)
                | Q(left__endswith__gt=F("joined__startswith")),
                name="membership_ends_after_start",
                violation_error_message="The party left before it joined: check both dates.",
            ),
            interval_bounds_constraint("joined", "membership_joined_bounds"),
            interval_bounds_constraint("left", "membership_left_bounds"),
        ]
        triggers = [stamp(), raises_data_version()]

    def __str__(self) -> str:
        return f"{self.party} in {self.council.short_name}"
