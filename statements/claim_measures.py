"""What is claimed, a length or a date, and how well what lies before a session fits it, in numbers and words.

Pure: no database, no clock, no settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from meetings.dates import DateInterval, format_interval
from meetings.dates.durations import Duration, Unit, counted
from statements.claim_record import Before
from statements.claim_tolerances import (
    ROUNDED_UP_OVER,
    TRUNCATED_OVER,
    Tolerance,
)
from statements.vocabulary import ClaimQualifier, ClaimType

# Days by which the readings of a date on record may differ. Beyond that most claims would agree with some reading.
VAGUEST = 366

_QUALIFIERS = {
    ClaimQualifier.MORE_THAN: "more than",
    ClaimQualifier.LESS_THAN: "almost",
    ClaimQualifier.APPROX: "about",
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
        gap, claimed, length = fit.before.gap, self.allowed.claimed, self.duration.in_words()
        qualifier = _QUALIFIERS.get(ClaimQualifier(self.qualifier))
        of_claim = length if qualifier else f"the {length} claimed"
        if gap.days_min <= claimed <= gap.days_max and gap.days_min != gap.days_max:
            words = f"{of_claim} can be right within that"
        else:
            nearest = "" if gap.days_min == gap.days_max else "at the nearest reading, "
            days = counted(abs(fit.difference), "day")
            if self.duration.unit is Unit.DAYS:
                days = f"{abs(fit.difference):,}"
            apart = f"{days} {'more' if fit.difference > 0 else 'less'} than" if fit.difference else "exactly"
            words = f"{nearest}{apart} {of_claim}"
        return f"{words} (claimed: {qualifier} {length})" if qualifier else words

    def remark(self, fit: Fit) -> str:
        if fit.match is not Match.ROUNDED:
            return ""
        if fit.difference < 0:
            return f"Rounded up by the source: the record is more than {ROUNDED_UP_OVER} months shorter."
        return f"Truncated by the source: the record is more than {TRUNCATED_OVER} months longer."

    def would_agree(self) -> str:
        if self.allowed.longest is None:
            return f"{self.allowed.shortest:,} days or more would agree."
        return f"Anything from {self.allowed.shortest:,} to {self.allowed.longest:,} days would agree."


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

    def in_words(self, fit: Fit) -> str:
        words = format_interval(self.claimed)
        if fit.difference == 0:
            return f"as claimed, {'on' if self.claimed.is_day else 'in'} {words}"
        side = "later" if fit.difference > 0 else "earlier"
        return f"{counted(abs(fit.difference), 'day')} {side} than the date claimed, {words}"

    def remark(self, fit: Fit) -> str:
        return "The source gives the date as a rough one." if fit.match is Match.ROUNDED else ""

    def would_agree(self) -> str:
        return ""
