"""Sentences in sources about gaps, to be held against the record."""

import re
from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.dates import durations
from meetings.history import Stamped, tracked
from meetings.models import Session, Source
from meetings.publication import OfPublicSessionQuerySet
from meetings.triggers import marks_assessment_due, of_published_session, raises_data_version, stamp
from statements.claim_measures import CLAIM_A_LENGTH, read_value
from statements.finding_words import finding_in_words
from statements.vocabulary import ClaimQualifier, ClaimSubject, ClaimType, ClaimVerdict, ComparedWith

iso_value = RegexValidator(
    r"^(P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?|\d{4}(-\d{2}(-\d{2})?)?)$",
    "Write a duration such as P2Y6M (two years, six months) or a date such as 2019-07.",
)


class GapClaimQuerySet(OfPublicSessionQuerySet):
    def for_page(self, at: datetime | None = None) -> Self:
        """With source, finding and ``finding_is_shown``."""
        return self.with_public_finding(at).select_related("session", "source", "finding__previous_session")

    def with_public_finding(self, at: datetime | None = None) -> Self:
        """Annotate ``finding_is_shown``: there is a finding, and the session it names is public at ``at`` (now).

        A session that has just been withdrawn must not be read of in a finding until the worker has come round.
        """
        public = Exists(Session.objects.public(at).filter(pk=OuterRef("finding__previous_session")))
        shown = Q(finding__isnull=False) & (Q(finding__previous_session__isnull=True) | public)
        return self.annotate(finding_is_shown=ExpressionWrapper(shown, BooleanField()))

    def contradicting(self) -> Self:
        """Those that contradict the record."""
        return self.filter(finding__verdict=ClaimVerdict.CONTRADICTS)

    def to_look_into(self) -> Self:
        """Those, and claims that agree only to the letter: a session may be missing from the record."""
        letter = Q(finding__verdict=ClaimVerdict.AGREES, claim_type=ClaimType.FIRST_SINCE) & ~Q(
            finding__difference_days=0
        )
        return self.filter(Q(finding__verdict=ClaimVerdict.CONTRADICTS) | letter)


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
    objects = GapClaimQuerySet.as_manager()

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
        return f"{self.claim}: {self.in_words}"

    @property
    def in_words(self) -> str:
        """The verdict as its badge says it."""
        return (
            _("agrees, but only to the letter") if self.is_to_the_letter else str(self.get_verdict_display())
        )

    @property
    def reason_in_words(self) -> str:
        """The reason in the language of the page."""
        return finding_in_words(self)

    @property
    def is_to_the_letter(self) -> bool:
        """Whether nothing is on record since the date claimed, though the session before is older still."""
        since = self.verdict == ClaimVerdict.AGREES and self.claim.claim_type == ClaimType.FIRST_SINCE
        return since and bool(self.difference_days)

    @property
    def difference_in_words(self) -> str:
        """`7 days more`, of dates `43 days earlier`; `none` within the printed precision; empty if not compared."""
        if self.difference_days is None:
            return ""
        if self.difference_days == 0:
            return pgettext("difference", "none")
        is_more, days = self.difference_days > 0, {"days": durations.days(abs(self.difference_days))}
        if self.claim.claim_type in CLAIM_A_LENGTH:
            return _("%(days)s more") % days if is_more else _("%(days)s less") % days
        return _("%(days)s later") % days if is_more else _("%(days)s earlier") % days
