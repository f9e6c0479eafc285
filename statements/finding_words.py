"""A stored finding on a claim, told anew in the language of the page from what is stored of it.

What a finding says of narrower comparisons and of the search is kept only in its English sentence; in other languages
it tells the comparison that decided, with both dates and the difference.
"""

from typing import Any

from meetings.gaps import Gap
from meetings.languages import DEFAULT, language
from statements import claim_words
from statements.claim_measures import CLAIM_A_LENGTH, Date, Fit, Length, Match, Measure, read_value
from statements.claim_record import Before
from statements.claim_tolerances import tolerance
from statements.vocabulary import ClaimQualifier, ClaimVerdict, ComparedWith

_MATCHES = {
    ClaimVerdict.AGREES: Match.AGREES,
    ClaimVerdict.AGREES_ROUNDED: Match.ROUNDED,
    ClaimVerdict.CONTRADICTS: Match.DIFFERS,
}


def finding_in_words(finding: Any) -> str:
    """Why the claim agrees or not. ``finding``: a stored one, with its claim, the claim's session and the session
    before. Empty where it cannot be checked: the badge says so."""
    if language() == DEFAULT:
        return str(finding.reason)
    match = _MATCHES.get(finding.verdict)
    if match is None or finding.previous_session is None or finding.days_max is None:
        return ""
    claim, fit = finding.claim, Fit(_before(finding), match, finding.difference_days, False)
    measure = _measure(claim)
    if finding.is_to_the_letter and isinstance(measure, Date):
        return claim_words.to_the_letter(measure.in_words_alone(), fit, "")
    if match is not Match.DIFFERS:
        return claim_words.agreement(measure, fit, "")
    return " ".join(filter(None, [claim_words.agreement(measure, fit, ""), measure.would_agree()]))


def _measure(claim: Any) -> Measure:
    claimed = read_value(claim.claim_type, claim.value)
    if claim.claim_type in CLAIM_A_LENGTH:
        day = claim.session.start.midpoint
        return Length(claimed, claim.qualifier, tolerance(claimed, claim.qualifier, day))  # type: ignore[arg-type]  # the type of claim says which
    return Date(claimed, about=claim.qualifier == ClaimQualifier.APPROX)  # type: ignore[arg-type]  # likewise


def _before(finding: Any) -> Before:
    """What the finding keeps of the gap that it was compared with."""
    previous = finding.previous_session
    ended = previous.end or previous.start
    gap = Gap(
        previous_session_id=previous.pk,
        session_id=finding.claim.session_id,
        since=ended.midpoint,
        since_earliest=ended.earliest,
        since_latest=ended.latest,
        until=finding.claim.session.start.midpoint,
        days=finding.days_max,
        days_min=finding.days_min,
        days_max=finding.days_max,
    )
    compared_with = ComparedWith(finding.compared_with or ComparedWith.ALL)
    return Before(compared_with, gap, previous.start.earliest, ended.latest, previous.start, previous.end)
