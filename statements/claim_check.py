"""A claim such as “first time in two and a half years”, held against a council's record.

Pure: no database, no clock, no settings. A claim is compared with the sessions of the same level and format, then of
the same level (or higher), then of the same format, then with all of them. The narrowest comparison that agrees
decides; where a wider one has the very same session before, the wider is named, for it says more. A contradiction
is one with all of them.

A date on record may be vague: a claim agrees if some reading of the dates agrees, and contradicts only if none does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from meetings.coverage import Coverage
from meetings.dates import DateInterval, format_interval
from meetings.dates.durations import Duration
from meetings.vocabulary import Status
from statements import claim_words as words
from statements.claim_measures import Date, Fit, Length, Match, Measure, read_value
from statements.claim_record import CouncilRecord, Met
from statements.claim_tolerances import tolerance
from statements.vocabulary import ClaimQualifier, ClaimSubject, ClaimType, ClaimVerdict


class Claim(NamedTuple):
    """What the editor read in the source, in the words of the vocabulary; `value` is ISO 8601."""

    claim_type: str
    value: str
    qualifier: str = ClaimQualifier.EXACT
    subject: str = ClaimSubject.SESSION


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict and what it rests on; all None and empty where nothing could be compared.

    `difference_days`: days on record less the days claimed; of dates, the record's less the claimed one, 0 within
    the printed precision. `may_be_missing`: a session not on record would explain the difference.
    """

    verdict: ClaimVerdict
    reason: str
    compared_with: str = ""
    previous_session_id: int | None = None
    days_min: int | None = None
    days_max: int | None = None
    difference_days: int | None = None
    may_be_missing: bool = False


class UnfitError(ValueError):
    """The claim cannot be compared with anything; the message says why, a sentence."""


def check(claim: Claim, session: Met, record: CouncilRecord, *, council: str = "") -> Finding:
    """Hold the claim against the record of one council of the session.

    `session` is the one of which it is said, itself part of `record`. `council` is named in the reason if it is
    given: for a joint session.
    """
    try:
        measure = _measure(claim, session)
    except ValueError as unfit:
        return Finding(ClaimVerdict.CANNOT_CHECK, str(unfit))
    befores = record.before(session)
    if not befores:
        return Finding(ClaimVerdict.CANNOT_CHECK, words.nothing_earlier(council))
    fits = [measure.fit(before) for before in befores]
    deciding = _deciding(measure, fits)
    if deciding is not None:
        verdict = ClaimVerdict.AGREES if deciding.match is Match.AGREES else ClaimVerdict.AGREES_ROUNDED
        return _finding(verdict, words.agreement(measure, deciding, council), deciding)
    if _is_true_to_the_letter(claim, fits[-1]):
        assert isinstance(measure, Date)
        reason = words.to_the_letter(format_interval(measure.claimed), fits[-1], council)
        return _finding(ClaimVerdict.AGREES, reason, fits[-1], may_be_missing=True)
    return _undecided(measure, fits, council) or _contradiction(measure, fits, session, record, council)


def _measure(claim: Claim, session: Met) -> Measure:
    if claim.subject != ClaimSubject.SESSION:
        raise UnfitError(_("It is not said of this council’s sessions."))
    if not session.took_place:
        raise UnfitError(
            _("The session is recorded as %(status)s; only one that was held can be compared.")
            % {"status": Status(session.status).label}
        )
    if session.is_part:
        raise UnfitError(_("The session is a part of another one, and parts are not counted."))
    if not session.counts:
        raise UnfitError(_("The session is on record, but not counted when this council’s gaps are judged."))
    start = DateInterval(session.row.start_earliest, session.row.start_latest)
    claimed = read_value(claim.claim_type, claim.value)
    if isinstance(claimed, Duration):
        return Length(claimed, claim.qualifier, tolerance(claimed, claim.qualifier, start.midpoint))
    if claimed.earliest > start.latest:
        raise UnfitError(words.after_the_session(claimed, start))
    return Date(claimed, about=claim.qualifier == ClaimQualifier.APPROX)


def _deciding(measure: Measure, fits: Sequence[Fit]) -> Fit | None:
    """The comparison that decides an agreement: plain before rounded, the narrowest first."""
    order = list(reversed(fits)) if measure.widest_decides else list(fits)
    agreeing = sorted(
        (fit for fit in order if fit.match.is_agreement), key=lambda fit: fit.match is Match.ROUNDED
    )
    if not agreeing:
        return None
    previous = agreeing[0].before.gap.previous_session_id
    return [fit for fit in fits if fit.before.gap.previous_session_id == previous][-1]


def _is_true_to_the_letter(claim: Claim, whole: Fit) -> bool:
    """“First since 2015”, with nothing on record since, though the session before was in 2014 already."""
    return claim.claim_type == ClaimType.FIRST_SINCE and whole.match is Match.DIFFERS and whole.reaches_back


def _undecided(measure: Measure, fits: Sequence[Fit], council: str) -> Finding | None:
    """For dates so vague that no verdict would mean anything."""
    vague = next((fit for fit in reversed(fits) if fit.match is Match.TOO_VAGUE), None)
    if vague is not None:
        return Finding(ClaimVerdict.CANNOT_CHECK, words.too_vague(vague, council))
    if fits[-1].match is Match.ORDER_OPEN:
        return Finding(ClaimVerdict.CANNOT_CHECK, words.order_open(fits[-1], council))
    return None


def _contradiction(
    measure: Measure, fits: Sequence[Fit], session: Met, record: CouncilRecord, council: str
) -> Finding:
    whole = fits[-1]
    coverage = record.coverage(whole.before.gap)
    if whole.reaches_back and coverage is Coverage.NOT_SEARCHED:
        return Finding(ClaimVerdict.CANNOT_CHECK, words.not_searched(measure, whole, council))
    compared = {fit.before.compared_with for fit in fits}
    unknown = [kind for kind in record.kinds(session) if kind not in compared]
    reason = words.contradiction(measure, fits, council, unknown=unknown, coverage=coverage)
    missing = words.may_be_missing(fits, unknown)
    return _finding(ClaimVerdict.CONTRADICTS, reason, whole, may_be_missing=missing)


def _finding(verdict: ClaimVerdict, reason: str, fit: Fit, *, may_be_missing: bool = False) -> Finding:
    gap = fit.before.gap
    return Finding(
        verdict,
        reason,
        fit.before.compared_with,
        gap.previous_session_id,
        gap.days_min,
        gap.days_max,
        fit.difference,
        may_be_missing,
    )


_BEST_FIRST = (
    ClaimVerdict.AGREES,
    ClaimVerdict.AGREES_ROUNDED,
    ClaimVerdict.CONTRADICTS,
    ClaimVerdict.CANNOT_CHECK,
)


def best(findings: Sequence[Finding]) -> Finding:
    """Of a joint session's findings, one for each council, the one that stands: agreement with any is agreement."""
    return min(findings, key=lambda finding: _BEST_FIRST.index(finding.verdict))
