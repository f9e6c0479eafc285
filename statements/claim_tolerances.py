"""How far a length on record may differ from the one claimed. Pure: no database, no clock, no settings.

People round. "Three years" is said of two and a half as of nearly four; "two and a half" is meant more exactly;
"thirteen months" more exactly still. The numbers were chosen so that they fit 85 of 89 claims in real reports.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from meetings.dates.durations import MEAN_MONTH, Duration, Unit
from statements.vocabulary import ClaimQualifier

# Months, for whole years as given: what still agrees, and from where on it is said how the source rounded.
YEARS_SHORTER, YEARS_LONGER = 6, 12
ROUNDED_UP_OVER, TRUNCATED_OVER = 3, 6
# Months either way, for years and a half, and for anything printed in months.
HALF_YEARS_EITHER_WAY = 4
MONTHS_EITHER_WAY = 1.5
# Days either way. A count of days may include both ends or neither, and a day begins earlier in the east.
WEEKS_EITHER_WAY = 7
DAYS_EITHER_WAY = 2
# "Almost": from this share of the length, to so many months over it (weeks and days: as above).
ALMOST_FROM = 0.8
ALMOST_OVER = 1.5
# "About": this share either way.
ABOUT = 0.2


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The lengths on record, in days, that agree with a claim of `claimed` days; `longest` None: any longer one.

    Shorter than `rounded_up_below`, or longer than `truncated_above`, they agree only rounded; None: never so.
    """

    claimed: int
    shortest: int
    longest: int | None
    rounded_up_below: int | None = None
    truncated_above: int | None = None

    def nearest(self, days_min: int, days_max: int) -> int:
        """The reading of a gap on record that suits the claim best."""
        aim = self.claimed if self.longest is not None else self.shortest
        return min(max(aim, days_min), days_max)

    def allows(self, days: int) -> bool:
        return self.shortest <= days and (self.longest is None or days <= self.longest)

    def is_rounded_up(self, days: int) -> bool:
        return self.rounded_up_below is not None and days < self.rounded_up_below

    def is_truncated(self, days: int) -> bool:
        return self.truncated_above is not None and days > self.truncated_above


def tolerance(duration: Duration, qualifier: str, day: date) -> Tolerance:
    """What agrees with a length counted back from that day. Fractions of days are rounded in the claim's favour."""
    claimed = duration.days_before(day)
    match qualifier:
        case ClaimQualifier.MORE_THAN:
            return Tolerance(claimed, claimed + 1, None)
        case ClaimQualifier.LESS_THAN:
            over = _either_way(duration) if duration.unit <= Unit.WEEKS else ALMOST_OVER * MEAN_MONTH
            return _between(claimed, claimed * ALMOST_FROM, claimed + over)
        case ClaimQualifier.APPROX:
            return _between(claimed, claimed * (1 - ABOUT), claimed * (1 + ABOUT))
    if duration.unit is Unit.YEARS:
        return Tolerance(
            claimed,
            math.floor(claimed - YEARS_SHORTER * MEAN_MONTH),
            math.ceil(claimed + YEARS_LONGER * MEAN_MONTH),
            rounded_up_below=math.floor(claimed - ROUNDED_UP_OVER * MEAN_MONTH),
            truncated_above=math.ceil(claimed + TRUNCATED_OVER * MEAN_MONTH),
        )
    either_way = _either_way(duration)
    return _between(claimed, claimed - either_way, claimed + either_way)


def _either_way(duration: Duration) -> float:
    """Days either way of a length that is not in whole years."""
    return {
        Unit.HALF_YEARS: HALF_YEARS_EITHER_WAY * MEAN_MONTH,
        Unit.WEEKS: WEEKS_EITHER_WAY,
        Unit.DAYS: DAYS_EITHER_WAY,
    }.get(duration.unit, MONTHS_EITHER_WAY * MEAN_MONTH)


def _between(claimed: int, shortest: float, longest: float) -> Tolerance:
    return Tolerance(claimed, max(1, math.floor(shortest)), math.ceil(longest))
