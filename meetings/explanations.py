"""Verdicts in words, in the language of the page. Pure: no database, no clock.

What is stored is English, composed by the same functions; `meetings.verdicts` composes it anew for other languages.
Nothing here is a probability, and every silence is one "on record": a missing record is not a missing meeting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy, pgettext

from meetings.coverage import Coverage
from meetings.dates import DateInterval, format_interval
from meetings.dates.durations import and_a_half_years, days, months, number, weeks, years
from meetings.dates.interval import LAST_DAY
from meetings.gaps import Gap
from meetings.promise_words import lapsed_in_words
from meetings.resumptions import Stream, Verdict
from meetings.silences import Silence
from meetings.thresholds import Baseline, Grade, grade_rank
from meetings.vocabulary import ContextKind

GRADE_WORDS: Mapping[Grade, str | Promise] = {
    Grade.UNRATED: gettext_lazy("long, with no usual rhythm known"),
    Grade.NOTABLE: gettext_lazy("unusually long"),
    Grade.MAJOR: gettext_lazy("far longer than usual"),
    Grade.HISTORIC: gettext_lazy("longest on record, over four years"),
}

_COVERAGE_WORDS: Mapping[Coverage, str | Promise] = {
    Coverage.COMPLETE: gettext_lazy("records searched"),
    Coverage.SAMPLED: gettext_lazy("records sampled"),
    Coverage.NOT_SEARCHED: gettext_lazy("not searched"),
    Coverage.NOT_STATED: gettext_lazy("coverage not stated"),
}

# In every language a noun that takes the same article as "session" alone.
STREAM_SESSION: Mapping[Stream, str | Promise] = {
    Stream.MAIN: gettext_lazy("session"),
    Stream.MINISTERS_AND_ABOVE: gettext_lazy("session of ministers or above"),
    Stream.HEADS_OF_STATE_GOVERNMENT: gettext_lazy("session of heads of state or government"),
}

_SMALL_NUMBERS = (
    gettext_lazy("no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
)

EVENTS_NAMED = 3

# Planned sessions that came to nothing, in the order in which they are mentioned: alone, and after another kind.
_UNHELD_WORDS = {
    "cancelled": (ngettext_lazy("%(n)s meeting cancelled", "%(n)s meetings cancelled", "count"), gettext_lazy("%(n)s cancelled")),
    "declined": (ngettext_lazy("%(n)s meeting declined", "%(n)s meetings declined", "count"), gettext_lazy("%(n)s declined")),
    "postponed": (ngettext_lazy("%(n)s meeting postponed", "%(n)s meetings postponed", "count"), gettext_lazy("%(n)s postponed")),
    "proposed": (ngettext_lazy("%(n)s meeting proposed", "%(n)s meetings proposed", "count"), gettext_lazy("%(n)s proposed")),
    "scheduled": (
        ngettext_lazy(
            "%(n)s meeting scheduled without a record of being held",
            "%(n)s meetings scheduled without a record of being held",
            "count",
        ),
        gettext_lazy("%(n)s scheduled without a record of being held"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """What else lay in a silence: a boycott, a war. `kind`: of `ContextKind`; `end` None: not on record."""

    title: str
    kind: str
    start: DateInterval
    end: DateInterval | None


@dataclass(frozen=True, slots=True)
class Context:
    """What a verdict never reads but a reader should know of the time of a silence.

    `unheld`: how many sessions of each status (cancelled, declined ...) lie in it. `predecessors`: the councils
    whose sessions begin this one's record. `events`: what else explains it; in words (English) where a verdict of
    long ago has kept no more.
    """

    unheld: Mapping[str, int] = field(default_factory=dict)
    suspended: bool = False
    predecessors: Sequence[str] = ()
    events: Sequence[NamedEvent | str] = ()


_END_OF_TITLE = re.compile(r"[\s.]+\Z")  # every kind of space: a line break is one in our files


def event_in_words(event: NamedEvent | str) -> str:
    """`Boycott of the meetings (boycott, from March 2014 to 2016)`."""
    if isinstance(event, str):
        return event
    kind = "" if event.kind == ContextKind.OTHER else ContextKind(event.kind).label
    words = {
        "title": _END_OF_TITLE.sub("", event.title),
        "kind": kind,
        "start": format_interval(event.start),
        "end": format_interval(event.end) if event.end else "",
    }
    if kind and event.end:
        return _("%(title)s (%(kind)s, from %(start)s to %(end)s)") % words
    if kind:
        return _("%(title)s (%(kind)s, from %(start)s)") % words
    if event.end:
        return _("%(title)s (from %(start)s to %(end)s)") % words
    return _("%(title)s (from %(start)s)") % words


def listed(words: Sequence[str]) -> str:
    """`one, two and three`; the one alone."""
    *first, last = words
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _number(count: int) -> str:
    return str(_SMALL_NUMBERS[count]) if count < len(_SMALL_NUMBERS) else number(count)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _day(day: date) -> str | None:
    """The day in words; None beyond the years in which a date can be written."""
    return format_interval(DateInterval.day(day)) if day <= LAST_DAY else None


def rhythm_in_words(length: float) -> str:
    """`9 days`, `3 weeks`, `month`, `2½ years`: a typical gap in days, rounded as people say it after "every"."""
    if length < 14:
        return days(max(1, round(length)))
    if length < 45:
        in_weeks = round(length / 7)
        return pgettext("usual gap", "month") if 4 <= in_weeks <= 5 and length >= 28 else weeks(in_weeks)
    in_months = round(length / 30.4375)
    if in_months < 11:
        return months(in_months)
    half_years = round(length / 182.625)
    if half_years == 2:
        return pgettext("usual gap", "year")
    return and_a_half_years(half_years // 2) if half_years % 2 else years(half_years // 2)


def _years(gap: Gap) -> str:
    """`2012`, `2014-16`, `1999-2001`."""
    first, last = gap.since.year, gap.until.year
    if first == last:
        return str(first)
    return f"{first}-{last % 100:02d}" if first // 100 == last // 100 else f"{first}-{last}"


def _length(session: str | Promise, shortest: int, best: int, longest: int, note: str | Promise) -> str:
    """The first sentence. `note` (coverage) stands in its brackets where the dates leave them free."""
    words = {"session": session, "days": days(best), "note": note}
    if shortest == longest:
        if note:
            return _("No %(session)s on record for %(days)s (%(note)s)") % words
        return _("No %(session)s on record for %(days)s") % words
    return _(
        "No %(session)s on record for about %(days)s (%(shortest)s to %(longest)s, depending on the exact dates)"
    ) % {**words, "shortest": number(shortest), "longest": number(longest)}


def _length_without_rhythm(length: str, earlier_gaps: int) -> str:
    return ngettext(
        "%(length)s; only %(n)s earlier session is on record, so no usual rhythm is known",
        "%(length)s; only %(n)s earlier sessions are on record, so no usual rhythm is known",
        earlier_gaps + 1,
    ) % {"length": length, "n": _number(earlier_gaps + 1)}


def _rhythm(baseline: Baseline) -> str:
    """What was usual before. Needs a baseline with a typical gap."""
    assert baseline.typical is not None
    rhythm = rhythm_in_words(baseline.typical)
    if not baseline.longest:
        return _("By its declared cadence it meets about every %(rhythm)s") % {"rhythm": rhythm}
    known = listed([f"{days(gap.days)} ({_years(gap)})" for gap in baseline.longest])
    return ngettext(
        "Usually about every %(rhythm)s; longest earlier gap %(known)s",
        "Usually about every %(rhythm)s; longest earlier gaps %(known)s",
        len(baseline.longest),
    ) % {"rhythm": rhythm, "known": known}


def _length_and_rhythm(
    session: str | Promise, lengths: tuple[int, int, int], baseline: Baseline, coverage: Coverage
) -> list[str]:
    searched = str(_COVERAGE_WORDS[coverage])
    exact = lengths[0] == lengths[2]
    if baseline.typical is None:
        return [_length_without_rhythm(_length(session, *lengths, ""), baseline.n), searched]
    return [_length(session, *lengths, searched), *([] if exact else [searched]), _rhythm(baseline)]


def _unheld(unheld: Mapping[str, int]) -> str:
    """`Two meetings cancelled and one declined in between`; empty without any."""
    parts: list[str] = []
    for status, (alone, after_another) in _UNHELD_WORDS.items():
        if count := unheld.get(status):
            words = {"count": count, "n": _number(count)}
            parts.append(str(after_another % words if parts else alone % words))
    return _("%(meetings)s in between") % {"meetings": listed(parts)} if parts else ""


def _context(context: Context) -> list[str]:
    sentences = []
    if unheld := _unheld(context.unheld):
        sentences.append(unheld)
    if context.suspended:
        sentences.append(_("the council was declared suspended in that time"))
    if context.events:
        named = "; ".join(map(event_in_words, context.events[:EVENTS_NAMED]))
        others = len(context.events) - EVENTS_NAMED
        sentences.append(
            _("in that time: %(events)s; and %(n)s more") % {"events": named, "n": _number(others)}
            if others > 0
            else _("in that time: %(events)s") % {"events": named}
        )
    if context.predecessors:
        sentences.append(
            _("its record begins with %(councils)s, which it continues")
            % {"councils": listed(context.predecessors)}
        )
    return sentences


def _certainty(verdict: Verdict) -> str:
    """The grade in words and how far it can be relied on."""
    if verdict.grade is None:
        assert verdict.grade_possible is not None
        words = {"grade": GRADE_WORDS[verdict.grade_possible]}
        return _("%(grade)s only on the longest reading of the dates") % words
    words = {"grade": GRADE_WORDS[verdict.grade]}
    if verdict.coverage is Coverage.SAMPLED:
        return (
            _("possibly %(grade)s: the records of that time are only a sample, and a session may be missing")
            % words
        )
    if verdict.coverage is Coverage.NOT_SEARCHED:
        return _("possibly %(grade)s: the records of that time were not searched") % words
    if verdict.grade_certain == verdict.grade:
        return _("%(grade)s, on every reading of the dates") % words
    if grade_rank(verdict.grade_certain) > 0:
        assert verdict.grade_certain is not None
        certain = GRADE_WORDS[verdict.grade_certain]
        return _("%(grade)s; %(certain)s on every reading of the dates") % {**words, "certain": certain}
    return _("%(grade)s, though not on every reading of the dates") % words


def _also(verdict: Verdict) -> str:
    session, since = STREAM_SESSION[verdict.stream], _day(verdict.gap.since)
    if verdict.gap.days_min == verdict.gap.days_max and since:
        return _("also the first %(session)s since %(day)s") % {"session": session, "day": since}
    return _("also the first %(session)s in about %(days)s") % {
        "session": session,
        "days": days(verdict.gap.days),
    }


def explain_gap(verdict: Verdict, *, also: Sequence[Verdict] = (), context: Context | None = None) -> str:
    """Why a sitting is, or is not, a resumption. `also`: the verdicts of other streams on the same sitting."""
    gap = verdict.gap
    lengths = (gap.days_min, gap.days, gap.days_max)
    sentences = _length_and_rhythm(
        STREAM_SESSION[verdict.stream], lengths, verdict.baseline, verdict.coverage
    )
    if verdict.grade_possible is not None:
        sentences.append(_certainty(verdict))
    # A stream with the very same gap has nothing to add.
    different = [other for other in also if (other.gap.since, other.gap.days) != (gap.since, gap.days)]
    sentences += [_also(other) for other in different] + _context(context or Context())
    return " ".join(map(_sentence, sentences))


def _stages(silence: Silence, day: date, end: date | None) -> list[str]:
    """Since when it is unusual, and from when it is more than that. Nothing before it is unusual.

    `end`: the council's conclusion; no stage from then on is told. None while it goes on.
    """
    if silence.unrated_from is not None and silence.unrated_from <= day:
        since = _day(silence.unrated_from)
        return [_("longer than three years since %(day)s") % {"day": since}] if since else []
    if silence.notable_from is None or silence.notable_from > day:
        return []
    stages = [_("longer than usual since %(day)s") % {"day": _day(silence.notable_from)}]
    historic = silence.historic_from if silence.historic_from and silence.historic_from <= day else None
    major = silence.major_from if silence.major_from != historic else None
    if major and end and major >= end:
        major = None
    stages += [_("major from %(day)s") % {"day": _day(major)}] if major and _day(major) else []
    stages += [_("historic from %(day)s") % {"day": _day(historic)}] if historic else []
    return ["; ".join(stages)]


def _conclusion(concluded: date, silence: Silence) -> str:
    """An end on record before the last session is taken as that session: no later day is known."""
    if concluded > silence.since_latest:
        return _("the council was concluded on %(day)s and is no longer watched") % {"day": _day(concluded)}
    return _("the council was concluded with that session at the latest and is no longer watched")


def explain_silence(
    silence: Silence,
    day: date,
    *,
    context: Context | None = None,
    lapsed: Sequence[DateInterval] = (),
) -> str:
    """How long nothing is on record that day, and since when that is unusual.

    `lapsed`: for when next meetings were announced that nothing on record came of.
    """
    context = context or Context()
    lengths = silence.days_on(day)
    sentences = _length_and_rhythm(STREAM_SESSION[Stream.MAIN], lengths, silence.baseline, silence.coverage)
    concluded = silence.concluded_from if silence.concluded_from and silence.concluded_from <= day else None
    # Nothing becomes unusual after the end of a council.
    sentences += _stages(silence, concluded - timedelta(days=1) if concluded else day, concluded)
    if concluded:
        sentences.append(_conclusion(concluded, silence))
    elif silence.is_suspended_on(day):
        sentences.append(_("the council is declared suspended"))
        context = replace(context, suspended=False)
    sentences += _context(context)
    if lapsed:
        sentences.append(lapsed_in_words(lapsed))
    return " ".join(map(_sentence, sentences))
