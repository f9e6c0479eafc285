"""When a council has resumed: the rule `gap-1`, whole and pure (no database, no clock, no settings).

A session resumes a council if the gap before it reaches a threshold that follows from the gaps before that
(`meetings.thresholds`). Nothing later than the session is used, except where a later, vaguely dated session may
in truth lie before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from meetings.coverage import Coverage, CoverageSpan, Searches
from meetings.gaps import (
    HEADS_RANK,
    MINISTERS_RANK,
    OTHER_RANK,
    Gap,
    History,
    LastEnd,
    Row,
    Session,
    Sitting,
    find_gaps,
    history_of,
    in_order,
    rank_of_level,
    rows_as_of,
)
from meetings.silences import Silence, SilenceState, Suspension, silence_after
from meetings.streams import Planned, Recorded, place_in_stream
from meetings.thresholds import (
    RULE_VERSION,
    Baseline,
    BaselineWindow,
    Grade,
    Parameters,
    Thresholds,
    grade_rank,
    is_notable,
)

# The face of the rule: whoever asks it finds here all that it takes and answers.
__all__ = [
    "RULE_VERSION",
    "Assessment",
    "Baseline",
    "Coverage",
    "CoverageSpan",
    "Gap",
    "Grade",
    "History",
    "LastEnd",
    "Parameters",
    "Planned",
    "Recorded",
    "Resumption",
    "Row",
    "Silence",
    "SilenceState",
    "Sitting",
    "Stream",
    "Suspension",
    "Thresholds",
    "Verdict",
    "assess",
    "grade_rank",
    "is_notable",
    "place_in_stream",
    "rank_of_level",
]


class Stream(StrEnum):
    """Which sessions are counted: all plenary ones, or only those of a high level."""

    MAIN = "main"
    MINISTERS_AND_ABOVE = "ministers_and_above"
    HEADS_OF_STATE_GOVERNMENT = "heads_of_state_government"


# The lowest rank (`meetings.gaps.rank_of_level`) of each stream.
RANK_OF_STREAM = {
    Stream.MAIN: OTHER_RANK,
    Stream.MINISTERS_AND_ABOVE: MINISTERS_RANK,
    Stream.HEADS_OF_STATE_GOVERNMENT: HEADS_RANK,
}
LEVEL_STREAMS = (Stream.MINISTERS_AND_ABOVE, Stream.HEADS_OF_STATE_GOVERNMENT)


class Verdict(NamedTuple):
    """What the rule says of one gap of one stream.

    `grade` is the best estimate; `grade_certain` and `grade_possible` are those of the shortest and the longest
    reading of the dates, by the same thresholds. `grade_certain` is None, too, where the period of the gap was
    not searched completely. `baseline` uses earlier sittings only.
    """

    stream: Stream
    gap: Gap
    baseline: Baseline
    grade: Grade | None
    grade_certain: Grade | None
    grade_possible: Grade | None
    coverage: Coverage

    @property
    def ratio(self) -> float | None:
        """Days of the gap over the typical gap; None where no rhythm is known."""
        typical = self.baseline.typical
        return self.gap.days / typical if typical else None


@dataclass(frozen=True, slots=True)
class Resumption:
    """A sitting that ended an unusual gap: one per sitting and council, whatever number of streams say so.

    It stands on the sitting's first session. `lead` has the highest grade; `also` are the other streams'
    verdicts. Where only the longest reading of the dates is unusual, `lead.grade` is None.
    """

    session_id: int
    sitting: tuple[int, ...]
    lead: Verdict
    also: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that follows from a council's records: its sittings, a verdict on every gap of its main stream,
    its resumptions in order, and its running silence (None while nothing is on record)."""

    history: History
    verdicts: tuple[Verdict, ...]
    resumptions: tuple[Resumption, ...]
    silence: Silence | None


def _judge(stream: Stream, gap: Gap, baseline: Baseline, searches: Searches) -> Verdict:
    _, _, since, _, _, until, days, shortest, longest = gap
    grade_of = baseline.thresholds.grade
    coverage = searches.weakest_between(since, until)
    grade = grade_of(days)
    certain = None
    if coverage.allows_certainty:
        certain = grade if shortest == days else grade_of(shortest)
    possible = grade if longest == days else grade_of(longest)
    return Verdict(stream, gap, baseline, grade, certain, possible, coverage)


def baseline_window(stream: Stream, parameters: Parameters) -> BaselineWindow:
    """The empty baseline of a stream: those of one level need more gaps than the main one."""
    fewest = 0 if stream is Stream.MAIN else parameters.fewest_gaps_of_level
    return BaselineWindow(parameters, fewest_gaps=fewest)


def judge_gaps(
    stream: Stream,
    gaps: Iterable[Gap],
    window: BaselineWindow,
    coverage: Sequence[CoverageSpan],
    *,
    at_least: int = 0,
) -> list[Verdict]:
    """A verdict on each gap in turn, each added to the window after it is judged. Those that are shorter than
    `at_least` days, on every reading of their dates, are only added."""
    searches, verdicts = Searches(coverage), []
    for gap in gaps:
        if gap.days_max >= at_least:
            verdicts.append(_judge(stream, gap, window.baseline(), searches))
        window.add(gap)
    return verdicts


def judge_stream(
    stream: Stream, rows: Iterable[Row], parameters: Parameters, coverage: Sequence[CoverageSpan] = ()
) -> list[Verdict]:
    """A verdict on each gap of one stream alone, in order, as if there were no other. `rows`: those of all streams."""
    selected = [row for row in rows if row.rank >= RANK_OF_STREAM[stream]]
    gaps = find_gaps(selected, parameters.sitting_span).gaps
    return judge_gaps(stream, gaps, baseline_window(stream, parameters), coverage)


def _level_verdicts(
    sessions: Sequence[Session], parameters: Parameters, coverage: Sequence[CoverageSpan]
) -> list[Verdict]:
    """The verdicts of the level streams on the gaps that can be unusual at all. As long as one holds the same sessions
    as the stream around it, it has nothing to add and says nothing."""
    lowest = min(parameters.lowest_floor, parameters.unrated_days)  # of all thresholds there can be
    verdicts: list[Verdict] = []
    around = sessions
    for stream in LEVEL_STREAMS:
        rank = RANK_OF_STREAM[stream]
        selected = [session for session in around if session.rank >= rank]
        if parameters.fewest_gaps_of_level < len(selected) < len(around):
            gaps = history_of(selected, parameters.sitting_span).gaps
            window = baseline_window(stream, parameters)
            judged = judge_gaps(stream, gaps, window, coverage, at_least=lowest)
            verdicts += with_more_to_say(judged, around, rank)
        around = selected
    return verdicts


def with_more_to_say(
    verdicts: Iterable[Verdict], around: Iterable[Session | Row], rank: int
) -> list[Verdict]:
    """Those verdicts of a level stream before whose gap the stream around it, in order, had a session of lower rank.
    Before the first such session both are one stream. Nothing later than the gap decides."""
    alike = {session.id for session in takewhile(lambda session: session.rank >= rank, around)}
    return [verdict for verdict in verdicts if verdict.gap.session_id not in alike]


def _capped(verdict: Verdict) -> Verdict:
    """A level stream says at most `notable` of a session about which the main stream is silent."""

    def cap(grade: Grade | None) -> Grade | None:
        return Grade.NOTABLE if grade_rank(grade) > grade_rank(Grade.NOTABLE) else grade

    return verdict._replace(
        grade=cap(verdict.grade),
        grade_certain=cap(verdict.grade_certain),
        grade_possible=cap(verdict.grade_possible),
    )


def _strength(verdict: Verdict) -> tuple[int, int, int, bool]:
    return (
        grade_rank(verdict.grade),
        grade_rank(verdict.grade_certain),
        grade_rank(verdict.grade_possible),
        verdict.stream is Stream.MAIN,
    )


def flag_sittings(history: History, main: Sequence[Verdict], levels: Iterable[Verdict]) -> list[Resumption]:
    """One for each sitting that any stream finds at least possibly unusual."""
    sitting_of = {
        session: index for index, sitting in enumerate(history.sittings) for session in sitting.session_ids
    }
    found: dict[int, list[Verdict]] = {}
    for verdict in main:
        if verdict.grade_possible is not None:
            found[sitting_of[verdict.gap.session_id]] = [verdict]
    graded = {index for index, (verdict,) in found.items() if verdict.grade is not None}
    for verdict in levels:
        if verdict.grade_possible is not None:
            index = sitting_of[verdict.gap.session_id]
            found.setdefault(index, []).append(verdict if index in graded else _capped(verdict))
    resumptions = []
    for index, verdicts in sorted(found.items()):
        lead, *also = sorted(verdicts, key=_strength, reverse=True)
        members = history.sittings[index].session_ids
        resumptions.append(Resumption(members[0], members, lead, tuple(also)))
    return resumptions


def assess(
    rows: Iterable[Row],
    parameters: Parameters | None = None,
    *,
    coverage: Sequence[CoverageSpan] = (),
    concluded_on: date | None = None,
    suspensions: Sequence[Suspension] = (),
    as_of: date | None = None,
) -> Assessment:
    """Everything that follows from these sessions, in any order.

    `rows` are all counting sessions of the council's stream, those of councils that it continues included.
    `as_of`: as it stood that day; what is dated later, the council's end and its suspensions included, does not
    exist then. None: by all records, and independent of the day on which it is asked.
    """
    parameters = parameters or Parameters()
    rows = list(rows)
    if as_of is not None:
        rows = rows_as_of(rows, as_of)
        concluded_on = concluded_on if concluded_on and concluded_on <= as_of else None
        suspensions = [suspension for suspension in suspensions if suspension.since <= as_of]
    sessions = in_order(rows)
    history = history_of(sessions, parameters.sitting_span)
    window = baseline_window(Stream.MAIN, parameters)
    main = judge_gaps(Stream.MAIN, history.gaps, window, coverage)
    levels = _level_verdicts(sessions, parameters, coverage)
    silence = None
    if history.last_end is not None:
        silence = silence_after(
            history.last_end,
            window.baseline(),
            parameters,
            coverage=coverage,
            concluded_on=concluded_on,
            suspensions=suspensions,
            until=as_of,
        )
    return Assessment(history, tuple(main), tuple(flag_sittings(history, main, levels)), silence)
