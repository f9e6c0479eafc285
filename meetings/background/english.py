"""The background sentence in English. It speaks of "sessions of the ...", which is right whatever the number of the name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel.numbers import format_decimal

from meetings.background.told import ResumptionTold, Rhythm, SilenceTold
from meetings.coverage import Coverage
from meetings.dates import DateInterval, format_interval
from meetings.resumptions import Stream
from meetings.silences import SilenceState


def _the(council: str) -> str:
    return council if council.lower().startswith("the ") else f"the {council}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _count(number: int, noun: str) -> str:
    return f"{format_decimal(number, locale='en')} {noun}{'' if number == 1 else 's'}"


def _days(days: tuple[int, int, int]) -> str:
    shortest, best, longest = days
    if shortest == longest:
        return _count(best, "day")
    first, last = (format_decimal(number, locale="en") for number in (shortest, longest))
    return f"about {_count(best, 'day')} ({first} to {last}, depending on the exact dates)"


def _on(when: DateInterval) -> str:
    words = format_interval(when, "en")
    if when.is_day:
        return f"on {words}"
    if when.is_decade:
        return f"in the {words}"
    return f"in {words}" if when.is_month or when.is_year else words


def _since(when: DateInterval) -> str:
    words = format_interval(when, "en")
    if when.is_day or when.is_month or when.is_year:
        return f"since {words}"
    return f"since the {words}" if when.is_decade else f"since some time {words}"


_COVERAGE_WORDS: Mapping[Coverage, str] = {
    Coverage.COMPLETE: "The records of that time have been searched.",
    Coverage.SAMPLED: "Only a sample of the records of that time has been searched, so that a session may be missing.",
    Coverage.NOT_SEARCHED: "The records of that time have not been searched, so that a session may be missing.",
    Coverage.NOT_STATED: "How completely the records of that time have been searched is not stated.",
}
_STREAM_WORDS: Mapping[Stream, str] = {
    Stream.MAIN: "",
    Stream.MINISTERS_AND_ABOVE: "at the level of ministers or above ",
    Stream.HEADS_OF_STATE_GOVERNMENT: "at the level of heads of state or government ",
}


def _rhythm(rhythm: Rhythm, until: str, sessions: str = "sessions") -> list[str]:
    if rhythm.typical is None:
        return [f"Too few {sessions} are on record to know a usual rhythm."]
    typical = _count(max(1, round(rhythm.typical)), "day")
    if rhythm.longest is None:
        return [f"The declared rhythm is one session in {typical}."]
    longest = _count(rhythm.longest, "day")
    return [
        f"{until} {sessions} had typically been {typical} apart; the longest earlier gap on record was {longest}."
    ]


def _uncounted(number: int) -> list[str]:
    if not number:
        return []
    others = "1 other meeting" if number == 1 else f"{format_decimal(number, locale='en')} other meetings"
    is_or_are = "is" if number == 1 else "are"
    return [f"Not counted {is_or_are} {others} of that time, such as of another formation."]


def resumption_sentence(told: ResumptionTold) -> str:
    met = f"{_capital(_the(told.council))} met {_STREAM_WORDS[told.stream]}{_on(told.resumed_on)}"
    sentences = [
        f"{met} for the first time {_since(told.silent_since)}, after {_days(told.days)}, "
        f"according to Reconvene’s record of {_count(told.sessions, 'session')} as of {_date(told.day)}.",
        *_rhythm(told.rhythm, "Until then", "sessions" if told.stream is Stream.MAIN else "such sessions"),
        *_uncounted(told.uncounted),
        _COVERAGE_WORDS[told.coverage],
    ]
    if not told.certain and told.coverage.allows_certainty:
        sentences.append("Whether the gap was unusual depends on the exact dates.")
    return " ".join(sentences)


def silence_sentence(told: SilenceTold) -> str:
    day = format_interval(DateInterval.day(told.day), "en")
    council = _the(told.council)
    if told.since is None:
        return f"Reconvene has no session of {council} on record, as of {day}."
    sentences = [
        f"No session of {council} is on record {_since(told.since)}: {_days(told.days)} as of {day}, "
        f"according to Reconvene’s record of {_count(told.sessions, 'session')}."
    ]
    if told.state is SilenceState.CONCLUDED:
        since = f" since {_date(told.concluded_from)}" if told.concluded_from else ""
        return " ".join([*sentences, f"It is on record as concluded{since}."])
    sentences += _rhythm(told.rhythm, "Before it,")
    if told.is_longest:
        sentences.append("The present gap is the longest on record.")
    if told.exceeds_since:
        sentences.append(f"It has been longer than usual since {_date(told.exceeds_since)}.")
    if told.state is SilenceState.SUSPENDED:
        sentences.append("The council is on record as suspended.")
    sentences += [*_uncounted(told.uncounted), _COVERAGE_WORDS[told.coverage]]
    if told.planned:
        sentences.append(f"A session is scheduled {_planned(told.planned)}.")
    return " ".join(sentences)


def _date(day: date | None) -> str:
    return format_interval(DateInterval.day(day), "en") if day else ""


def _planned(when: DateInterval) -> str:
    words = format_interval(when, "en")
    if when.is_decade:
        return f"for the {words}"
    return f"for {words}" if when.is_day or when.is_month or when.is_year else f"for some time {words}"
