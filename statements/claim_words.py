"""The sentences of findings on claims. Pure: no database, no clock. English.

Each prints both dates and the difference, and speaks of what is "on record": a missing record is no missing meeting.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetings.coverage import Coverage
from meetings.dates import DateInterval, format_span
from meetings.dates.durations import counted, years_and_months
from statements.claim_measures import Fit, Measure
from statements.claim_record import Before
from statements.vocabulary import ComparedWith

_KINDS = {
    ComparedWith.LEVEL_AND_FORMAT: "at this level or higher in this format",
    ComparedWith.LEVEL: "at this level or higher",
    ComparedWith.FORMAT: "in this format",
}
EITHER_MISSING = "Either the source errs or a session is missing from the record."
EITHER_COUNTED = (
    "Either the source errs, or it does not count that session, or the record has it wrong; "
    "a session missing from the record would not explain it."
)


def _date(before: Before) -> str:
    return format_span(before.start, before.end)


def _on_date(before: Before) -> str:
    """`on 5 July 2019`, `in July 2019`, `between 3 and 9 May 2010`."""
    words = _date(before)
    if words.startswith("between"):
        return words
    return f"{'on' if before.start.is_day else 'in'} {words}"


def _length(before: Before) -> str:
    """`922 days (2 years 6 months)`, or the shortest and the longest reading."""
    gap = before.gap
    if gap.days_min == gap.days_max:
        rough = years_and_months(gap.days_max)
        return counted(gap.days_max, "day") + (f" ({rough})" if rough else "")
    return f"{gap.days_min:,} to {gap.days_max:,} days"


def _on_record(fit: Fit, council: str) -> str:
    """What the record has before the session, in the words of the comparison."""
    before, name = fit.before, f" ({council})" if council else ""
    kind = _KINDS.get(before.compared_with)
    if kind is None:
        return f"On record the council{name} last met {_on_date(before)}, {_length(before)} before"
    of_council = f" of the council{name}" if council else ""
    return f"On record this was the first session{of_council} {kind} since {_date(before)}, {_length(before)} before"


def _searched(coverage: Coverage) -> str:
    if coverage is Coverage.SAMPLED:
        return "The records of that time are only a sample."
    return "The records of that time were not searched." if coverage is Coverage.NOT_SEARCHED else ""


def agreement(measure: Measure, fit: Fit, council: str) -> str:
    sentences = [f"{_on_record(fit, council)}: {measure.in_words(fit)}.", measure.remark(fit)]
    return " ".join(filter(None, sentences))


def to_the_letter(claimed: str, fit: Fit, council: str) -> str:
    """For “first since” a date after which nothing is on record, though the last session on record is older still."""
    earlier = counted(abs(fit.difference), "day")
    return (
        f"True to the letter: no session is on record since {claimed}. But {_on_record(fit, council)[0].lower()}"
        f"{_on_record(fit, council)[1:]}, {earlier} earlier than the date claimed: either that date is not the last "
        "session’s, or a session is missing from the record."
    )


def contradiction(
    measure: Measure,
    fits: Sequence[Fit],
    council: str,
    *,
    unknown: Sequence[ComparedWith],
    coverage: Coverage,
) -> str:
    """Against all sessions (the last of `fits`); what the narrower comparisons say differently; two explanations.

    `unknown`: the comparisons in which nothing earlier is on record.
    """
    *narrower, whole = fits
    sentences = [f"{_on_record(whole, council)}: {measure.in_words(whole)}.", measure.would_agree()]
    sentences += _narrower(narrower, whole, unknown)
    if may_be_missing(fits, unknown):
        sentences += [_searched(coverage), EITHER_MISSING]
    else:
        sentences.append(EITHER_COUNTED)
    return " ".join(filter(None, sentences))


def may_be_missing(fits: Sequence[Fit], unknown: Sequence[ComparedWith]) -> bool:
    """Whether a session not on record would explain it: some comparison reaches further back than the claim."""
    return bool(unknown) or any(fit.reaches_back for fit in fits)


def _narrower(fits: Sequence[Fit], whole: Fit, unknown: Sequence[ComparedWith]) -> list[str]:
    # A wider comparison with the same session before says more, and comes later.
    differing = {fit.before.gap.previous_session_id: fit.before for fit in fits}
    differing.pop(whole.before.gap.previous_session_id, None)
    sentences = [
        f"{_KINDS[before.compared_with]} it last met {_on_date(before)}, {_length(before)} before"
        for before in differing.values()
    ]
    if unknown:
        kinds = " and ".join(_KINDS[kind] for kind in unknown)
        sentences.append(f"{kinds} none earlier is on record")
    return [f"{words[0].upper()}{words[1:]}." for words in sentences]


def too_vague(fit: Fit, council: str) -> str:
    return f"{_on_record(fit, council)}: the dates on record are too vague to tell."


def order_open(fit: Fit, council: str) -> str:
    return f"{_on_record(fit, council)}; but the dates on record leave open whether another session lies between."


def not_searched(measure: Measure, fit: Fit, council: str) -> str:
    return (
        f"{_on_record(fit, council)}: {measure.in_words(fit)}. But the records of that time were not searched, so "
        "that a session may well be missing."
    )


def nothing_earlier(council: str) -> str:
    name = f" of the council ({council})" if council else ""
    return f"No earlier session{name} is on record to compare it with."


def after_the_session(claimed: DateInterval, start: DateInterval) -> str:
    return (
        f"The date claimed, {format_span(claimed, None)}, is not before the session itself, "
        f"{format_span(start, None)}."
    )
