"""Sentences in sources about gaps, to be held against the record."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from meetings.history import Stamped, tracked
from meetings.models import Session, Source
from meetings.publication import OfPublicSessionQuerySet
from meetings.triggers import marks_assessment_due, of_published_session, raises_data_version, stamp
from statements.claim_measures import read_value
from statements.vocabulary import ClaimQualifier, ClaimSubject, ClaimType, ClaimVerdict, ComparedWith

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
    objects = OfPublicSessionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        triggers = [
            stamp(),
            raises_data_version(of_published_session()),
            marks_assessment_due(
                "ARRAY(SELECT council_id FROM meetings_sessioncouncil WHERE session_id IN (NEW.session_id, OLD.session_id))"
            ),
        ]

    def __str__(self) -> str:
        return self.phrase

    def clean(self) -> None:
        """The value must be what the type claims: a length of time, or a date that exists."""
        if self.claim_type not in ClaimType.values or not re.match(iso_value.regex, self.value):
            return  # said by the fields themselves
        try:
            read_value(self.claim_type, self.value)
        except ValueError as unfit:
            raise ValidationError({"value": str(unfit)}) from unfit


class ClaimFinding(models.Model):
    """A claim held against the record as it is today. Made after each assessment, never by hand."""

    claim = models.OneToOneField(GapClaim, on_delete=models.CASCADE, related_name="finding")
    verdict = models.CharField(max_length=16, choices=ClaimVerdict)
    reason = models.TextField(help_text="Why, in a sentence with both dates and the difference.")
    compared_with = models.CharField(
        max_length=16,
        choices=ComparedWith,
        blank=True,
        help_text="Which earlier sessions decided; empty where it cannot be checked.",
    )
    previous_session = models.ForeignKey(
        Session,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The session on record from which the gap is counted; NULL where it cannot be checked.",
    )
    days_min = models.PositiveIntegerField(null=True, help_text="Shortest gap on record, days.")
    days_max = models.PositiveIntegerField(null=True, help_text="Longest gap on record, days.")
    difference_days = models.IntegerField(
        null=True,
        help_text="Days on record less the days claimed (for a date: the record's date less the claimed one); 0 within the printed precision; NULL where it cannot be checked.",
    )
    fingerprint = models.CharField(max_length=64, help_text="Digest of all that the finding says.")
    checked_at = models.DateTimeField(help_text="When the finding was last made anew (UTC).")

    class Meta:
        triggers = [raises_data_version()]

    def __str__(self) -> str:
        return f"{self.claim}: {self.get_verdict_display()}"
