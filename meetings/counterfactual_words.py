"""What would change a flag, in sentences. Pure; English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from meetings.counterfactuals import Counterfactuals, Fate, Stretch
from meetings.dates import DateInterval, format_interval
from meetings.explanations import GRADE_WORDS, STREAM_SESSION
from meetings.resumptions import Stream
from meetings.thresholds import Grade, grade_rank

# The sentences in the order of what they do: away with the flag, another grade, another place.
_ORDER = (Fate.WITHDRAWN, Fate.CHANGED, Fate.MOVED, Fate.BOTH)
_ASSUMED = {
    Stream.MAIN: "below ministers’ level",
    Stream.MINISTERS_AND_ABOVE: "of ministers",
    Stream.HEADS_OF_STATE_GOVERNMENT: "of heads of state or government",
}


def in_sentences(found: Counterfactuals) -> list[str]:
    """Everything that would change the flag, the most telling first."""
    return [*_inserted(found), *_searched(found), *_dated(found)]


def assumption(stream: Stream) -> str:
    """What kind of session was tried on each day."""
    return (
        "Worked out with the rule for every day in between: one more session, plenary, of a single day, "
        f"{_ASSUMED[stream]}. It is part of the baseline, too, and may itself end an unusual gap."
    )


def grade_named(grade: Grade | None) -> str:
    """`notable (unusually long)`."""
    if grade is None:
        return "only possibly unusual"
    return GRADE_WORDS[grade] if grade is Grade.UNRATED else f"{grade} ({GRADE_WORDS[grade]})"


def _days(first: date, last: date) -> str:
    one, other = format_interval(DateInterval.day(first)), format_interval(DateInterval.day(last))
    return f"on {one}" if first == last else f"on any day from {one} to {other}"


def _inserted(found: Counterfactuals) -> Iterator[str]:
    session = f"A {STREAM_SESSION[found.stream]}"
    if found.inserted is None:
        yield f"What {session.lower()} found in between would change is not worked out: too many lie there."
        return
    telling = [stretch for stretch in found.inserted if stretch.outcome.fate is not Fate.KEPT]
    for stretch in sorted(telling, key=lambda stretch: _ORDER.index(stretch.outcome.fate)):
        yield f"{session} found {_days(stretch.first, stretch.last)} would {_does(stretch, found.grade)}."
    if not telling:
        yield f"{session} found on any day in between would leave the flag as it is."
    elif len(telling) < len(found.inserted):
        yield "Found on any other day in between it would leave the grade as it is."


def _does(stretch: Stretch, grade: Grade | None) -> str:
    outcome = stretch.outcome
    if outcome.fate is Fate.WITHDRAWN:
        return "withdraw this flag"
    if outcome.fate is Fate.CHANGED:
        verb = "raise" if grade_rank(outcome.grade) > grade_rank(grade) else "lower"
        return f"{verb} it to {grade_named(outcome.grade)}"
    own = grade_named(outcome.found)
    if outcome.fate is Fate.MOVED:
        return f"carry the flag instead of this one: {own}"
    kept = (
        "leave this one as it is" if outcome.grade == grade else f"make this one {grade_named(outcome.grade)}"
    )
    return f"carry a flag of its own, {own}, and {kept}"


def _searched(found: Counterfactuals) -> Iterator[str]:
    if not found.coverage.allows_certainty:
        if found.searched is None:
            yield "Even a complete search of the records would not make it certain: the dates leave its length open."
        elif found.searched == found.grade:
            yield (
                "If the records of that time were searched completely and nothing more were found, "
                f"the grade would be certain: {grade_named(found.grade)}."
            )
        else:
            yield (
                "If the records of that time were searched completely and nothing more were found, "
                f"it would certainly be at least {grade_named(found.searched)}."
            )
    elif found.grade_certain is not None and found.sampled is None:
        yield (
            "If the records of that time turned out not to have been searched completely, "
            "the flag would count as possible only."
        )


def _dated(found: Counterfactuals) -> Iterator[str]:
    yield from _true_day("the session before the silence ended", found.before)
    yield from _true_day("the session that ended it began", found.after)


def _true_day(clause: str, stretches: Sequence[Stretch]) -> Iterator[str]:
    if not stretches:
        return
    if all(stretch.outcome.fate is Fate.KEPT for stretch in stretches):
        known = format_interval(DateInterval(stretches[0].first, stretches[-1].last))
        yield f"On whatever day of {known} {clause}, the grade would be the same."
        return
    for stretch in stretches:
        yield f"If {clause} {_days(stretch.first, stretch.last)}, {_would_be(stretch)}."


def _would_be(stretch: Stretch) -> str:
    outcome = stretch.outcome
    if outcome.fate is Fate.WITHDRAWN:
        return "there would be no flag"
    if outcome.fate is Fate.KEPT:
        return "the grade would stay as it is"
    return f"the flag would be {grade_named(outcome.grade)}"
