"""The sentences of findings on claims, in the language of the page. Pure: no database, no clock.

Each prints both dates and the difference, and speaks of what is "on record": a missing record is no missing meeting.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.coverage import Coverage
from meetings.dates import DateInterval, durations, format_span
from meetings.dates.durations import number, years_and_months
from meetings.explanations import listed
from meetings.sequels import on_date
from statements.claim_measures import Fit, Measure
from statements.claim_record import Before
from statements.vocabulary import ComparedWith

_KINDS: dict[ComparedWith, str | Promise] = {
    ComparedWith.LEVEL_AND_FORMAT: gettext_lazy("at this level or higher in this format"),
    ComparedWith.LEVEL: gettext_lazy("at this level or higher"),
    ComparedWith.FORMAT: gettext_lazy("in this format"),
}
EITHER_MISSING = gettext_lazy("Either the source errs or a session is missing from the record.")
EITHER_COUNTED = gettext_lazy(
    "Either the source errs, or it does not count that session, or the record has it wrong; "
    "a session missing from the record would not explain it."
)


def _date(before: Before) -> str:
    return format_span(before.start, before.end)


def _on_date(before: Before) -> str:
    """`on 5 July 2019`, `in July 2019`, `between 3 and 9 May 2010`, `on 12–13 March 2009`."""
    if before.end is None or before.end == before.start:
        start = before.start
        return on_date(start) if start.is_day or start.is_month or start.is_year else format_span(start, None)
    words = {"date": _date(before)}
    return _("on %(date)s") % words if before.start.is_day else _("in %(date)s") % words


def _length(before: Before) -> str:
    """`922 days (2 years 6 months)`, or the shortest and the longest reading."""
    gap = before.gap
    if gap.days_min != gap.days_max:
        return _("%(fewest)s to %(most)s days") % {
            "fewest": number(gap.days_min),
            "most": number(gap.days_max),
        }
    rough = years_and_months(gap.days_max)
    return f"{durations.days(gap.days_max)} ({rough})" if rough else durations.days(gap.days_max)


def _on_record(fit: Fit, council: str) -> str:
    """What the record has before the session, in the words of the comparison."""
    before = fit.before
    kind = _KINDS.get(before.compared_with)
    words = {
        "council": council,
        "kind": kind,
        "on_date": _on_date(before),
        "date": _date(before),
        "length": _length(before),
    }
    if kind is None and council:
        return _("On record the council (%(council)s) last met %(on_date)s, %(length)s before") % words
    if kind is None:
        return _("On record the council last met %(on_date)s, %(length)s before") % words
    if council:
        return (
            _(
                "On record this was the first session of the council (%(council)s) %(kind)s since %(date)s,"
                " %(length)s before"
            )
            % words
        )
    return _("On record this was the first session %(kind)s since %(date)s, %(length)s before") % words


def _then(fit: Fit, council: str, rest: str) -> str:
    """What the record has, a colon, and what follows from it."""
    return _("%(record)s: %(rest)s.") % {"record": _on_record(fit, council), "rest": rest}


def _searched(coverage: Coverage) -> str:
    if coverage is Coverage.SAMPLED:
        return _("The records of that time are only a sample.")
    return _("The records of that time were not searched.") if coverage is Coverage.NOT_SEARCHED else ""


def agreement(measure: Measure, fit: Fit, council: str) -> str:
    sentences = [_then(fit, council, measure.in_words(fit)), measure.remark(fit)]
    return " ".join(filter(None, sentences))


def to_the_letter(claimed: str, fit: Fit, council: str) -> str:
    """For “first since” a date after which nothing is on record, though the last session on record is older still."""
    record = _on_record(fit, council)
    return _(
        "True to the letter: no session is on record since %(claimed)s. But %(record)s, %(days)s earlier than the"
        " date claimed: either that date is not the last session’s, or a session is missing from the record."
    ) % {
        "claimed": claimed,
        "record": f"{record[0].lower()}{record[1:]}",
        "days": durations.days(abs(fit.difference)),
    }


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
    sentences = [_then(whole, council, measure.in_words(whole)), measure.would_agree()]
    sentences += _narrower(narrower, whole, unknown)
    if may_be_missing(fits, unknown):
        sentences += [_searched(coverage), str(EITHER_MISSING)]
    else:
        sentences.append(str(EITHER_COUNTED))
    return " ".join(filter(None, sentences))


def may_be_missing(fits: Sequence[Fit], unknown: Sequence[ComparedWith]) -> bool:
    """Whether a session not on record would explain it: some comparison reaches further back than the claim."""
    return bool(unknown) or any(fit.reaches_back for fit in fits)


def _narrower(fits: Sequence[Fit], whole: Fit, unknown: Sequence[ComparedWith]) -> list[str]:
    # A wider comparison with the same session before says more, and comes later.
    differing = {fit.before.gap.previous_session_id: fit.before for fit in fits}
    differing.pop(whole.before.gap.previous_session_id, None)
    sentences = [
        _("%(kind)s it last met %(on_date)s, %(length)s before")
        % {"kind": _KINDS[before.compared_with], "on_date": _on_date(before), "length": _length(before)}
        for before in differing.values()
    ]
    if unknown:
        kinds = listed([str(_KINDS[kind]) for kind in unknown])
        sentences.append(_("%(kinds)s none earlier is on record") % {"kinds": kinds})
    return [f"{words[0].upper()}{words[1:]}." for words in sentences]


def too_vague(fit: Fit, council: str) -> str:
    return _then(fit, council, _("the dates on record are too vague to tell"))


def order_open(fit: Fit, council: str) -> str:
    return _("%(record)s; but the dates on record leave open whether another session lies between.") % {
        "record": _on_record(fit, council)
    }


def not_searched(measure: Measure, fit: Fit, council: str) -> str:
    but = _("But the records of that time were not searched, so that a session may well be missing.")
    return f"{_then(fit, council, measure.in_words(fit))} {but}"


def nothing_earlier(council: str) -> str:
    if council:
        return _("No earlier session of the council (%(council)s) is on record to compare it with.") % {
            "council": council
        }
    return _("No earlier session is on record to compare it with.")


def after_the_session(claimed: DateInterval, start: DateInterval) -> str:
    return _("The date claimed, %(claimed)s, is not before the session itself, %(session)s.") % {
        "claimed": format_span(claimed, None),
        "session": format_span(start, None),
    }
