"""A council's rhythm in sentences, from the numbers of `regularity`."""

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.councils.regularity import Kind, Regularity, usual_gap_ends
from meetings.councils.years import Year, YearCounts
from meetings.coverage import Coverage
from meetings.dates import DateInterval, format_interval
from meetings.explanations import rhythm_in_words
from meetings.timeline.words import number
from meetings.watch import CouncilSilence

KIND_WORDS = {
    Kind.UNKNOWN: gettext_lazy("no rhythm known"),
    Kind.DECLARED: gettext_lazy("declared, not yet on record"),
    Kind.FEW: gettext_lazy("too few gaps to say"),
    Kind.REGULAR: gettext_lazy("regular"),
    Kind.IRREGULAR: gettext_lazy("irregular"),
}


def kind_in_words(regularity: Regularity) -> str:
    """One or two words: what stands under the number of the usual rhythm."""
    return str(KIND_WORDS[regularity.kind])


def regularity_in_words(regularity: Regularity, locale: str = "en") -> str:
    """What is usual, and by which numbers it is regular or not."""
    if regularity.typical is None or regularity.reach is None:
        return _("Fewer than two gaps are on record, so no usual rhythm is known.")
    words = {
        "rhythm": rhythm_in_words(regularity.typical),
        "reach": format_decimal(round(regularity.reach, 1), locale=locale),
        "limit": format_decimal(regularity.limit, locale=locale),
        "gaps": number(regularity.gaps, locale),
    }
    if regularity.kind is Kind.DECLARED:
        return _("By its declared cadence it meets about every %(rhythm)s.") % words
    if regularity.kind is Kind.FEW:
        return _("About every %(rhythm)s so far: too few gaps to call it regular or irregular.") % words
    if regularity.kind is Kind.REGULAR:
        return (
            _(
                "Regular, about every %(rhythm)s: its long gaps reach %(reach)s times the typical one of the last"
                " %(gaps)s. Up to %(limit)s times counts as regular."
            )
            % words
        )
    return (
        _(
            "Irregular: about every %(rhythm)s, but its long gaps reach %(reach)s times the typical one of the last"
            " %(gaps)s. More than %(limit)s times counts as irregular."
        )
        % words
    )


def usual_gap_in_words(running: CouncilSilence, locale: str = "en") -> str:
    """By which month the typical gap has passed since the last session; empty where no rhythm is known. To the month,
    for a median promises no day."""
    silence = running.silence
    ends = usual_gap_ends(silence) if silence else None
    if silence is None or ends is None or ends.year > 2199:
        return ""
    concluded = silence.concluded_from
    if concluded is not None and concluded <= running.day:
        return ""
    assert silence.baseline.typical is not None
    words = {
        "rhythm": rhythm_in_words(silence.baseline.typical),
        "month": format_interval(DateInterval.month(ends.year, ends.month), locale),
    }
    if ends <= running.day:
        return _("The usual %(rhythm)s had passed by %(month)s.") % words
    return _("The usual %(rhythm)s will have passed by %(month)s.") % words


def searched_in_words(searched: Coverage, alike: bool = True) -> str:
    """How a year's records were searched."""
    words = {
        Coverage.COMPLETE: _("records searched"),
        Coverage.NOT_STATED: _("search not stated"),
        Coverage.SAMPLED: _("records sampled"),
        Coverage.NOT_SEARCHED: _("records not searched"),
    }[searched]
    return words if alike else _("in part: %(words)s") % {"words": words}


def year_in_words(year: Year, locale: str = "en") -> str:
    """One line for a year's column."""
    searched = searched_in_words(year.searched, year.searched_alike)
    parts = []
    if year.met:
        parts.append(ngettext("%(n)s session", "%(n)s sessions", year.met) % {"n": number(year.met, locale)})
    if year.beside:
        parts.append(
            ngettext("%(n)s in another formation", "%(n)s in other formations", year.beside)
            % {"n": number(year.beside, locale)}
        )
    if year.perhaps:
        parts.append(
            ngettext("%(n)s that may lie in another year", "%(n)s that may lie in other years", year.perhaps)
            % {"n": number(year.perhaps, locale)}
        )
    counted = ", ".join(parts) if parts else _("no session on record")
    label = str(year.year) if year.is_over else _("%(year)s, a part of the year") % {"year": year.year}
    return f"{label}: {counted}; {searched}"


def years_in_words(counts: YearCounts, locale: str = "en") -> str:
    """What the columns cannot say: years without a session, not searched, and sessions of uncertain year."""
    sentences = []
    if counts.empty:
        sentences.append(
            ngettext(
                "%(n)s year without a session on record.",
                "%(n)s years without a session on record.",
                counts.empty,
            )
            % {"n": number(counts.empty, locale)}
        )
    if counts.unsearched:
        sentences.append(
            ngettext(
                "%(n)s year was not searched: nothing on record there says nothing.",
                "%(n)s years were not searched: nothing on record there says nothing.",
                counts.unsearched,
            )
            % {"n": number(counts.unsearched, locale)}
        )
    if counts.uncertain:
        sentences.append(
            ngettext(
                "%(n)s session is dated only to several years: it stands pale in each that it may lie in.",
                "%(n)s sessions are dated only to several years: they stand pale in each that they may lie in.",
                counts.uncertain,
            )
            % {"n": number(counts.uncertain, locale)}
        )
    return " ".join(sentences)
