"""Is a council's rhythm regular? Answered with the numbers of the resumption rule, never with others. Pure.

The rule's threshold is the larger of `factor x typical gap` and `K x reference gap` (docs/flags.md). Where the typical
gap decides, what is long for the council follows from its rhythm: it is regular. Where its longest gaps decide, it is
not. With the rule's numbers the line lies at a reference gap of twice the typical one (2.5 / 1.25).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meetings.silences import Silence
from meetings.thresholds import Baseline, Parameters


class Kind(StrEnum):
    """What can be said of a rhythm. `declared`: by statute or habit only; `few`: too few gaps to say more."""

    UNKNOWN = "unknown"
    DECLARED = "declared"
    FEW = "few"
    REGULAR = "regular"
    IRREGULAR = "irregular"


@dataclass(frozen=True, slots=True)
class Regularity:
    """`typical`: days, None where no rhythm is known. `reach`: the reference gap over the typical one; `limit`: up to
    so many times it is regular. `gaps`: earlier gaps that made the baseline."""

    kind: Kind
    typical: float | None
    reach: float | None
    limit: float
    gaps: int


def regularity_of(baseline: Baseline, parameters: Parameters | None = None) -> Regularity:
    """`parameters`: those of the rule itself where None; a council cannot change the two numbers that are read here."""
    rule = parameters or Parameters()
    settled = rule.multipliers_notable[-1]
    limit = rule.factor_notable / settled
    typical, reference = baseline.typical, baseline.reference
    if not typical or reference is None:
        return Regularity(Kind.UNKNOWN, None, None, limit, baseline.n)
    reach = reference / typical
    if baseline.n < rule.fewest_gaps:
        kind = Kind.DECLARED
    elif _multiplier(baseline.m, rule) > settled:
        kind = Kind.FEW
    else:
        kind = Kind.REGULAR if reach <= limit else Kind.IRREGULAR
    return Regularity(kind, typical, reach, limit, baseline.n)


def _multiplier(gaps_that_prove: int, rule: Parameters) -> float:
    """K of the rule for so many gaps."""
    ladder = rule.multipliers_notable
    return ladder[max(0, min(gaps_that_prove, len(ladder)) - 1)]


def usual_gap_ends(silence: Silence) -> date | None:
    """The day on which the typical gap since the last sitting has passed. None where no rhythm is known, and beyond
    the calendar. A mark on the calendar, no promise: nobody announced anything."""
    if silence.baseline.typical is None:
        return None
    ordinal = silence.since.toordinal() + math.ceil(silence.baseline.typical)
    return date.fromordinal(ordinal) if ordinal <= date.max.toordinal() else None
