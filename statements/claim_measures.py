"""What is claimed, a length or a date, and how well what lies before a session fits it, in numbers and words.

Pure: no database, no clock, no settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from meetings.dates import DateInterval, durations, format_interval
from meetings.dates.durations import Duration, Unit, number
from meetings.sequels import on_date
from statements.claim_record import Before
from statements.claim_tolerances import (
    ROUNDED_UP_OVER,
    TRUNCATED_OVER,
    Tolerance,
)
from statements.vocabulary import ClaimQualifier, ClaimType

# Days by which the readings of a date on record may differ. Beyond that most claims would agree with some reading.
VAGUEST = 366

_QUALIFIED: dict[ClaimQualifier, str | Promise] = {
    ClaimQualifier.MORE_THAN: pgettext_lazy("claimed length", "more than %(length)s"),
    ClaimQualifier.LESS_THAN: pgettext_lazy("claimed length", "almost %(length)s"),
    ClaimQualifier.APPROX: pgettext_lazy("claimed length", "about %(length)s"),
}

CLAIM_A_LENGTH = (ClaimType.FIRST_DURATION, ClaimType.GAP_DURATION)


def read_value(claim_type: str, value: str) -> Duration | DateInterval:
    """The length or date that is claimed; raises ValueError with a sentence if it is not what the type claims."""
    return Duration.parse_iso(value) if claim_type in CLAIM_A_LENGTH else DateInterval.parse_iso(value)


class Match(Enum):
    """How a claim fits one comparison."""

    AGREES = "agrees"
    ROUNDED = "agrees rounded"
    TOO_VAGUE = "the dates on record are too vague"
    ORDER_OPEN = "the dates on record leave the order open"
    DIFFERS = "differs"

    @property
    def is_agreement(self) -> bool:
        return self in (Match.AGREES, Match.ROUNDED)


@dataclass(frozen=True, slots=True)
class Fit:
    """`difference`: days on record less those claimed; of dates, the record's less the claimed one. `reaches_back`:
    the record goes back further than the claim, so that a session missing from it would explain that."""

    before: Before
    match: Match
    difference: int
    reaches_back: bool


class Measure(Protocol):
    """What is claimed."""

    @property
    def widest_decides(self) -> bool:
        """Whether what fits one comparison fits each narrower one all the more, and so proves least there."""

    def fit(self, before: Before) -> Fit:
        """How well it fits what lies before the session."""

    def in_words(self, fit: Fit) -> str:
        """The difference, to follow the record's own dates after a colon."""

    def remark(self, fit: Fit) -> str:
        """What else should be said of an agreement, a sentence; or nothing."""

    def would_agree(self) -> str:
        """What would have agreed, a sentence; or nothing."""


@dataclass(frozen=True, slots=True)
class Length:
    """“First in two and a half years.”"""

    duration: Duration
    qualifier: str
    allowed: Tolerance

    @property
    def widest_decides(self) -> bool:
        return self.qualifier == ClaimQualifier.MORE_THAN

    def fit(self, before: Before) -> Fit:
        gap = before.gap
        reading = self.allowed.nearest(gap.days_min, gap.days_max)
        difference = reading - self.allowed.claimed
        return Fit(before, self._match(before, reading), difference, reaches_back=difference > 0)

    def _match(self, before: Before, reading: int) -> Match:
        allowed, gap = self.allowed, before.gap
        if not allowed.allows(reading):
            return Match.DIFFERS
        always = allowed.allows(gap.days_min) and allowed.allows(gap.days_max)
        if gap.days_max - gap.days_min > VAGUEST and not always:
            return Match.TOO_VAGUE
        if allowed.is_rounded_up(reading) or allowed.is_truncated(reading):
            return Match.ROUNDED
        return Match.AGREES

    def in_words(self, fit: Fit) -> str:
        length = self.duration.in_words()
        qualified = _QUALIFIED.get(ClaimQualifier(self.qualifier))
        words = self._compared(fit, length if qualified else _("the %(length)s claimed") % {"length": length})
        if not qualified:
            return words
        return _("%(words)s (claimed: %(length)s)") % {
            "words": words,
            "length": qualified % {"length": length},
        }

    def _compared(self, fit: Fit, of_claim: str) -> str:
        gap, claimed = fit.before.gap, self.allowed.claimed
        if gap.days_min <= claimed <= gap.days_max and gap.days_min != gap.days_max:
            return _("%(length)s can be right within that") % {"length": of_claim}
        apart = abs(fit.difference)
        days = number(apart) if self.duration.unit is Unit.DAYS else durations.days(apart)
        words = {"days": days, "length": of_claim}
        if not fit.difference:
            compared = _("exactly %(length)s") % words
        elif fit.difference > 0:
            compared = _("%(days)s more than %(length)s") % words
        else:
            compared = _("%(days)s less than %(length)s") % words
        if gap.days_min == gap.days_max:
            return compared
        return _("at the nearest reading, %(compared)s") % {"compared": compared}

    def remark(self, fit: Fit) -> str:
        if fit.match is not Match.ROUNDED:
            return ""
        if fit.difference < 0:
            return _("Rounded up by the source: the record is more than %(months)s months shorter.") % {
                "months": ROUNDED_UP_OVER
            }
        return _("Truncated by the source: the record is more than %(months)s months longer.") % {
            "months": TRUNCATED_OVER
        }

    def would_agree(self) -> str:
        if self.allowed.longest is None:
            return _("%(shortest)s days or more would agree.") % {"shortest": number(self.allowed.shortest)}
        return _("Anything from %(shortest)s to %(longest)s days would agree.") % {
            "shortest": number(self.allowed.shortest),
            "longest": number(self.allowed.longest),
        }


@dataclass(frozen=True, slots=True)
class Date:
    """“The last session was in July 2019.” `about`: the neighbouring day, month or year agrees too, rounded."""

    claimed: DateInterval
    about: bool = False

    widest_decides = False

    def fit(self, before: Before) -> Fit:
        first, last = before.first_day, before.last_day
        difference = max(0, (first - self.claimed.latest).days) - max(0, (self.claimed.earliest - last).days)
        return Fit(before, self._match(before, difference), difference, reaches_back=difference < 0)

    def _match(self, before: Before, difference: int) -> Match:
        within = self.claimed.earliest <= before.first_day and before.last_day <= self.claimed.latest
        readings = max(before.start.width, before.end.width if before.end else 0)
        if difference == 0:
            return Match.AGREES if within or readings <= VAGUEST else Match.TOO_VAGUE
        if self.about and abs(difference) <= self.claimed.width:
            return Match.ROUNDED
        return Match.ORDER_OPEN if before.gap.order_uncertain else Match.DIFFERS

    def in_words_alone(self) -> str:
        """The date claimed."""
        return format_interval(self.claimed)

    def in_words(self, fit: Fit) -> str:
        if fit.difference == 0:
            return _("as claimed, %(on_date)s") % {"on_date": on_date(self.claimed)}
        words = {"days": durations.days(abs(fit.difference)), "date": format_interval(self.claimed)}
        if fit.difference > 0:
            return _("%(days)s later than the date claimed, %(date)s") % words
        return _("%(days)s earlier than the date claimed, %(date)s") % words

    def remark(self, fit: Fit) -> str:
        return _("The source gives the date as a rough one.") if fit.match is Match.ROUNDED else ""

    def would_agree(self) -> str:
        return ""
