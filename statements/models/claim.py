"""Sentences in sources about gaps, to be held against the record."""

from django.core.validators import RegexValidator
from django.db import models

from meetings.history import Stamped, tracked
from meetings.models import Session, Source
from meetings.publication import OfPublicSessionQuerySet
from meetings.triggers import of_published_session, raises_data_version, stamp
from statements.vocabulary import ClaimQualifier, ClaimSubject, ClaimType, ClaimVerdict

iso_value = RegexValidator(
    r"^(P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?|\d{4}(-\d{2}(-\d{2})?)?)$",
    "Write a duration such as P2Y6M (two years, six months) or a date such as 2019-07.",
)


@tracked()
class GapClaim(Stamped):
    """A claim such as "first time in two and a half years", with its source."""

    session = models.ForeignKey(
        Session,
        on_delete=models.CASCADE,
        related_name="gap_claims",
        help_text="The session of which it is said.",
    )
    phrase = models.CharField(
        max_length=400, help_text="Exactly as printed: Zum ersten Mal seit zweieinhalb Jahren."
    )
    language = models.CharField(
        max_length=12, blank=True, help_text="Language of the phrase: de, en, fr, ru, es."
    )
    claim_type = models.CharField("type", max_length=16, choices=ClaimType, help_text="What it claims.")
    value = models.CharField(
        max_length=20,
        validators=[iso_value],
        help_text="ISO 8601: P2Y6M for two and a half years, 2019-07 for July 2019.",
    )
    qualifier = models.CharField(
        max_length=10,
        choices=ClaimQualifier,
        default=ClaimQualifier.EXACT,
        help_text="“More than”, “almost”, “about” or as given.",
    )
    subject = models.CharField(
        max_length=8,
        choices=ClaimSubject,
        default=ClaimSubject.SESSION,
        help_text="Is it about this council's sessions?",
    )
    times_printed = models.PositiveSmallIntegerField(default=1, help_text="How often the source prints it.")
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="gap_claims", help_text="The document that prints it."
    )
    locator = models.CharField(max_length=200, blank=True, help_text="Where in the document.")
    verdict = models.CharField(
        max_length=16,
        choices=ClaimVerdict,
        blank=True,
        editable=False,
        help_text="Held against the record; empty: not yet.",
    )
    verdict_reason = models.TextField(blank=True, editable=False)
    checked_at = models.DateTimeField(
        null=True, editable=False, help_text="When it was last held against the record (UTC); NULL: never."
    )

    objects = OfPublicSessionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        triggers = [stamp(), raises_data_version(of_published_session())]

    def __str__(self) -> str:
        return self.phrase
