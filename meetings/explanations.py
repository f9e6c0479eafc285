"""Verdicts in words. Pure: no database, no clock. English; a language is one more entry of `_LANGUAGES`.

Nothing here is a probability, and every silence is one "on record": a missing record is not a missing meeting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from meetings.coverage import Coverage
from meetings.dates import DateInterval, format_interval
from meetings.dates.interval import LAST_DAY
from meetings.gaps import Gap
from meetings.promise_words import lapsed_in_words
from meetings.resumptions import Stream, Verdict
from meetings.silences import Silence
from meetings.thresholds import Baseline, Grade, grade_rank

GRADE_WORDS: Mapping[Grade, str] = {
    Grade.UNRATED: "long, with no usual rhythm known",
    Grade.NOTABLE: "unusually long",
    Grade.MAJOR: "far longer than usual",
    Grade.HISTORIC: "longest on record, over four years",
}

_COVERAGE_WORDS: Mapping[Coverage, str] = {
    Coverage.COMPLETE: "records searched",
    Coverage.SAMPLED: "records sampled",
    Coverage.NOT_SEARCHED: "not searched",
    Coverage.NOT_STATED: "coverage not stated",
}

STREAM_SESSION: Mapping[Stream, str] = {
    Stream.MAIN: "session",
    Stream.MINISTERS_AND_ABOVE: "session of ministers or above",
    Stream.HEADS_OF_STATE_GOVERNMENT: "session of heads of state or government",
}

_SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

EVENTS_NAMED = 3

# Planned sessions that came to nothing, in the order in which they are mentioned.
_UNHELD_WORDS = {
    "cancelled": "cancelled",
    "declined": "declined",
    "postponed": "postponed",
    "proposed": "proposed",
    "scheduled": "scheduled without a record of being held",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What a verdict never reads but a reader should know of the time of a silence.

    `unheld`: how many sessions of each status (cancelled, declined ...) lie in it. `predecessors`: the councils
    whose sessions begin this one's record. `events`: what else explains it (a boycott, a war), each in words.
    """

    unheld: Mapping[str, int] = field(default_factory=dict)
    suspended: bool = False
    predecessors: Sequence[str] = ()
    events: Sequence[str] = ()


def event_in_words(title: str, kind: str, start: DateInterval, end: DateInterval | None) -> str:
    """`Boycott of the meetings (boycott, from March 2014 to 2016)`. `kind`: empty where it says nothing."""
    dates = f"from {format_interval(start)}{f' to {format_interval(end)}' if end else ''}"
    return f"{title.rstrip('. ')} ({f'{kind}, ' if kind else ''}{dates})"


def _number(number: int) -> str:
    return _SMALL_NUMBERS[number] if number < len(_SMALL_NUMBERS) else f"{number:,}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _day(day: date) -> str | None:
    """The day in words; None beyond the years in which a date can be written."""
    return format_interval(DateInterval.day(day)) if day <= LAST_DAY else None


def rhythm_in_words(days: float) -> str:
    """`9 days`, `3 weeks`, `4 months`, `2½ years`: a typical gap, rounded as people say it."""
    if days < 14:
        return _counted(max(1, round(days)), "day")
    if days < 45:
        weeks = round(days / 7)
        return "month" if 4 <= weeks <= 5 and days >= 28 else _counted(weeks, "week")
    months = round(days / 30.4375)
    if months < 11:
        return _counted(months, "month")
    half_years = round(days / 182.625)
    if half_years == 2:
        return "year"
    return f"{half_years // 2}{'½' if half_years % 2 else ''} years"


def _years(gap: Gap) -> str:
    """`2012`, `2014-16`, `1999-2001`."""
    first, last = gap.since.year, gap.until.year
    if first == last:
        return str(first)
    return f"{first}-{last % 100:02d}" if first // 100 == last // 100 else f"{first}-{last}"


def _length(session: str, shortest: int, days: int, longest: int, note: str) -> str:
    """The first sentence. `note` (coverage) stands in its brackets where the dates leave them free."""
    if shortest == longest:
        return f"No {session} on record for {_counted(days, 'day')}{f' ({note})' if note else ''}"
    span = f"({shortest:,} to {longest:,}, depending on the exact dates)"
    return f"No {session} on record for about {_counted(days, 'day')} {span}"


def _no_rhythm(earlier_gaps: int) -> str:
    sittings = "session is" if earlier_gaps == 0 else "sessions are"
    return f"only {_number(earlier_gaps + 1)} earlier {sittings} on record, so no usual rhythm is known"


def _rhythm(baseline: Baseline) -> str:
    """What was usual before. Needs a baseline with a typical gap."""
    assert baseline.typical is not None
    if not baseline.longest:
        return f"By its declared cadence it meets about every {rhythm_in_words(baseline.typical)}"
    known = " and ".join(f"{_counted(gap.days, 'day')} ({_years(gap)})" for gap in baseline.longest)
    noun = "gap" if len(baseline.longest) == 1 else "gaps"
    return f"Usually about every {rhythm_in_words(baseline.typical)}; longest earlier {noun} {known}"


def _length_and_rhythm(
    session: str, lengths: tuple[int, int, int], baseline: Baseline, coverage: Coverage
) -> list[str]:
    searched = _COVERAGE_WORDS[coverage]
    exact = lengths[0] == lengths[2]
    if baseline.typical is None:
        return [f"{_length(session, *lengths, '')}; {_no_rhythm(baseline.n)}", searched]
    return [_length(session, *lengths, searched), *([] if exact else [searched]), _rhythm(baseline)]


def _context(context: Context) -> list[str]:
    sentences = []
    named = [
        (context.unheld[status], words)
        for status, words in _UNHELD_WORDS.items()
        if context.unheld.get(status)
    ]
    if named:
        (first, words), *rest = named
        listed = [f"{_number(first)} {'meeting' if first == 1 else 'meetings'} {words}"]
        listed += [f"{_number(count)} {words}" for count, words in rest]
        sentences.append(
            f"{' and '.join([', '.join(listed[:-1]), listed[-1]] if listed[1:] else listed)} in between"
        )
    if context.suspended:
        sentences.append("the council was declared suspended in that time")
    if context.events:
        named_events = "; ".join(context.events[:EVENTS_NAMED])
        others = len(context.events) - EVENTS_NAMED
        sentences.append(
            f"in that time: {named_events}{f'; and {_number(others)} more' if others > 0 else ''}"
        )
    if context.predecessors:
        sentences.append(f"its record begins with {' and '.join(context.predecessors)}, which it continues")
    return sentences


def _certainty(verdict: Verdict) -> str:
    """The grade in words and how far it can be relied on."""
    if verdict.grade is None:
        assert verdict.grade_possible is not None
        return f"{GRADE_WORDS[verdict.grade_possible]} only on the longest reading of the dates"
    grade = GRADE_WORDS[verdict.grade]
    if verdict.coverage is Coverage.SAMPLED:
        return f"possibly {grade}: the records of that time are only a sample, and a session may be missing"
    if verdict.coverage is Coverage.NOT_SEARCHED:
        return f"possibly {grade}: the records of that time were not searched"
    if verdict.grade_certain == verdict.grade:
        return f"{grade}, on every reading of the dates"
    if grade_rank(verdict.grade_certain) > 0:
        assert verdict.grade_certain is not None
        return f"{grade}; {GRADE_WORDS[verdict.grade_certain]} on every reading of the dates"
    return f"{grade}, though not on every reading of the dates"


def _also(verdict: Verdict) -> str:
    session, since = STREAM_SESSION[verdict.stream], _day(verdict.gap.since)
    if verdict.gap.days_min == verdict.gap.days_max and since:
        return f"also the first {session} since {since}"
    return f"also the first {session} in about {_counted(verdict.gap.days, 'day')}"


def _explain_gap_in_english(verdict: Verdict, also: Sequence[Verdict], context: Context) -> str:
    gap = verdict.gap
    lengths = (gap.days_min, gap.days, gap.days_max)
    sentences = _length_and_rhythm(
        STREAM_SESSION[verdict.stream], lengths, verdict.baseline, verdict.coverage
    )
    if verdict.grade_possible is not None:
        sentences.append(_certainty(verdict))
    # A stream with the very same gap has nothing to add.
    different = [other for other in also if (other.gap.since, other.gap.days) != (gap.since, gap.days)]
    sentences += [_also(other) for other in different] + _context(context)
    return " ".join(map(_sentence, sentences))


def _stages(silence: Silence, day: date, end: date | None) -> list[str]:
    """Since when it is unusual, and from when it is more than that. Nothing before it is unusual.

    `end`: the council's conclusion; no stage from then on is told. None while it goes on.
    """
    if silence.unrated_from is not None and silence.unrated_from <= day:
        since = _day(silence.unrated_from)
        return [f"longer than three years since {since}"] if since else []
    if silence.notable_from is None or silence.notable_from > day:
        return []
    stages = [f"longer than usual since {_day(silence.notable_from)}"]
    historic = silence.historic_from if silence.historic_from and silence.historic_from <= day else None
    major = silence.major_from if silence.major_from != historic else None
    if major and end and major >= end:
        major = None
    stages += [f"major from {_day(major)}"] if major and _day(major) else []
    stages += [f"historic from {_day(historic)}"] if historic else []
    return ["; ".join(stages)]


def _explain_silence_in_english(
    silence: Silence, day: date, context: Context, lapsed: Sequence[DateInterval]
) -> str:
    lengths = silence.days_on(day)
    sentences = _length_and_rhythm(STREAM_SESSION[Stream.MAIN], lengths, silence.baseline, silence.coverage)
    concluded = silence.concluded_from if silence.concluded_from and silence.concluded_from <= day else None
    # Nothing becomes unusual after the end of a council.
    sentences += _stages(silence, concluded - timedelta(days=1) if concluded else day, concluded)
    if concluded:
        # An end on record before the last session is taken as that session: no later day is known.
        ended = (
            f"on {_day(concluded)}" if concluded > silence.since_latest else "with that session at the latest"
        )
        sentences.append(f"the council was concluded {ended} and is no longer watched")
    elif silence.is_suspended_on(day):
        sentences.append("the council is declared suspended")
        context = replace(context, suspended=False)
    sentences += _context(context)
    if lapsed:
        sentences.append(lapsed_in_words(lapsed))
    return " ".join(map(_sentence, sentences))


_LANGUAGES = {"en": (_explain_gap_in_english, _explain_silence_in_english)}


def explain_gap(
    verdict: Verdict, *, also: Sequence[Verdict] = (), context: Context | None = None, language: str = "en"
) -> str:
    """Why a sitting is, or is not, a resumption. `also`: the verdicts of other streams on the same sitting."""
    return _LANGUAGES[language][0](verdict, also, context or Context())


def explain_silence(
    silence: Silence,
    day: date,
    *,
    context: Context | None = None,
    lapsed: Sequence[DateInterval] = (),
    language: str = "en",
) -> str:
    """How long nothing is on record that day, and since when that is unusual.

    `lapsed`: for when next meetings were announced that nothing on record came of.
    """
    return _LANGUAGES[language][1](silence, day, context or Context(), lapsed)
