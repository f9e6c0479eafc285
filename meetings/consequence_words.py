"""What a change would do, in plain words: predicates that follow “would” or “will”, and whole sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from meetings.consequences import Consequences, FlagChange
from meetings.dates import DateInterval, format_interval
from meetings.explanations import GRADE_WORDS, rhythm_in_words
from meetings.models import Council, Resumption, Session
from meetings.timeline.words import days_in_words
from meetings.vocabulary import FlagState, Formation, GapStatus, Grade, SilenceState
from meetings.watch import CouncilSilence

_JUDGED = (FlagState.CONFIRMED, FlagState.DISMISSED)


def _when(date: DateInterval) -> str:
    """`on 12 January 2022`, `in July 2019`, `(between 3 and 9 May 2010)`."""
    words = format_interval(date)
    if date.is_day:
        return f"on {words}"
    return f"in {words}" if date.is_month or date.is_year else f"({words})"


def _grade(grade: str) -> str:
    return str(Grade(grade).label) if grade else "possible only"


def _graded(flag: Resumption) -> str:
    """`major (far longer than usual)`; what no reading of the dates or records makes certain is possible."""
    if not flag.grade:
        return "possibly unusual, on the longest reading of the dates"
    if flag.grade == Grade.UNRATED:
        return _grade(flag.grade)
    words = f"{_grade(flag.grade)} ({GRADE_WORDS[Grade(flag.grade)]})"  # type: ignore[index]  # the same words, of two enumerations
    return words if flag.grade_certain else f"possibly {words}"


def _length(flag: Resumption) -> str:
    return days_in_words(flag.days_min, flag.days_max)


def predicate(found: FlagChange, council: str) -> str:
    """What happens to the flag, to be put after “would” or “will”; without a full stop at its end."""
    change, before = found.change, found.before
    after = change.flag
    if change.verb == "withdrawn":
        what = f"{after.public_id} ({_grade(after.grade)}, {format_interval(after.resumed_on)})"
        return f"withdraw {what}: {change.text.rstrip('.')}"
    if change.verb == "raised" or before is None:
        verb = "raise a flag" if before is None else f"raise {before.public_id} again"
        return (
            f"{verb}: {council} met again {_when(after.resumed_on)} after {_length(after)}, {_graded(after)}"
        )
    return f"{_revision(before, after)}{_asks_again(before, after)}"


def _revision(before: Resumption, after: Resumption) -> str:
    name = before.public_id
    if before.grade != after.grade:
        return f"change {name} from {_grade(before.grade)} to {_grade(after.grade)}"
    if bool(before.grade_certain) != bool(after.grade_certain):
        certain = "certain" if after.grade_certain else "only possible"
        return f"change {name}, {_grade(after.grade)}, to {certain}"
    if before.resumed_on != after.resumed_on:
        moved = f"{format_interval(before.resumed_on)} to {format_interval(after.resumed_on)}"
        return f"move {name} from {moved}, still {_grade(after.grade)}: {_length(after)}"
    if _length(before) != _length(after):
        return f"change {name} from {_length(before)} to {_length(after)}, still {_grade(after.grade)}"
    return f"change the words or figures of {name}, still {_grade(after.grade)}"


def _asks_again(before: Resumption, after: Resumption) -> str:
    if before.state in _JUDGED and after.state == FlagState.RAISED:
        return f"; it was {before.get_state_display()} and is to be judged again"
    return ""


def silence_sentence(consequences: Consequences) -> str:
    """What becomes of the council's running silence."""
    before, after = consequences.silence_before, consequences.silence_after
    council = consequences.council.short_name
    if _same(before, after):
        return f"The running silence of {council} would stay as it is: {_silence(after)}."
    words = f"The running silence of {council} would change: {_silence(before)} → {_silence(after)}"
    if before.is_watched and not after.is_watched:
        words += "; it would leave the watch list"
    if after.is_watched and not before.is_watched:
        words += "; it would come onto the watch list"
    return f"{words}."


def silence_changes(consequences: Consequences) -> bool:
    """Whether the running silence would be another."""
    return not _same(consequences.silence_before, consequences.silence_after)


def _same(before: CouncilSilence, after: CouncilSilence) -> bool:
    return _silence(before) == _silence(after)


def _silence(silence: CouncilSilence) -> str:
    """Its state and length today; how long a concluded council has not met is of no interest."""
    if silence.state is None or silence.days is None:
        return "nothing on record"
    label = str(SilenceState(silence.state.value).label)
    if silence.state == SilenceState.CONCLUDED:
        return label
    shortest, _, longest = silence.days
    return f"{label}, {days_in_words(shortest, longest)}"


def gap_sentence(gap: dict[str, Any], council: Council) -> str:
    """Which gap would lie before the session. `gap`: the columns of `meetings.models.Gap`."""
    if gap["status"] == GapStatus.FIRST_RECORDED:
        return f"It would be the first session of {council.short_name} on record: no gap lies before it."
    if gap["status"] == GapStatus.SAME_SITTING:
        return f"It would belong to the same sitting of {council.short_name} as the session before it: no gap lies between."
    length = days_in_words(gap["days_min"], gap["days_max"])
    if gap["typical_days"] is None:
        return f"The gap of {council.short_name} before it would be {length}; no usual rhythm is known."
    usual = f"about every {rhythm_in_words(gap['typical_days'])}"
    return f"The gap of {council.short_name} before it would be {length}; usually it meets {usual}."


def why_not_counted(session: Session) -> str:
    """Why the session neither opens nor ends a silence of any council; empty if it may."""
    if not session.took_place:
        return f"A session that is {session.get_status_display()} neither opens nor ends a silence."
    if session.formation != Formation.PLENARY:
        return f"A session of {session.get_formation_display()} formation neither opens nor ends a silence."
    if session.part_of_id is not None:
        return "A part of another session neither opens nor ends a silence."
    return ""


def expected_sentences(found: list[FlagChange]) -> Iterator[str]:
    """What the worker is about to do, each a sentence."""
    for each in found:
        yield f"It will {predicate(each, each.change.flag.council.short_name)}."
