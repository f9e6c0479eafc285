"""What would change a flag, found by asking the rule itself. Pure: no database, no clock, no settings.

Each answer is exact for every day of the stretch that it names. Only the end of the record is judged again for a day,
and days between two that are judged alike are left out where the thresholds can only have moved one way between them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from meetings.coverage import Coverage, CoverageSpan
from meetings.gaps import Row, find_gaps
from meetings.resumptions import RANK_OF_STREAM, Resumption, Stream
from meetings.supposed_records import Scene, cut_record, start_of
from meetings.thresholds import Grade, Parameters

MOST_TRIED = 40_000
"""Days times sessions. A silence of one level in which more than that would have to be judged is not tried."""
WIDEST_TRIED = 366
"""Days. A date known to less than a year is not tried day by day."""
FOUND = -1
"""The id of a session that is only supposed."""


class Fate(StrEnum):
    """What a supposed session would do to the flag. `moved`: the supposed session would carry a flag instead;
    `both`: it would carry one of its own beside this one."""

    KEPT = "kept"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`grade`: of the flag, where it stands; `found`: of the flag on the supposed session, where it has one. None
    of these is a grade that only the longest reading of the dates gives."""

    fate: Fate
    grade: Grade | None = None
    found: Grade | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The same outcome on each day from `first` to `last`."""

    first: date
    last: date
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Counterfactuals:
    """`inserted`: by the day of one more session of the flag's stream, one day long; None where the silence is too
    long to try. `before`, `after`: by the true day of the vaguely dated session on that side; empty where its days
    are exact or too vague to try. `searched`: the certain grade had all records of the silence been searched
    completely; `sampled`: had they only been sampled."""

    stream: Stream
    grade: Grade | None
    grade_certain: Grade | None
    coverage: Coverage
    inserted: tuple[Stretch, ...] | None
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]
    searched: Grade | None
    sampled: Grade | None


def _last_of(flag: Resumption, rows: Sequence[Row]) -> date:
    """The day on which the last session of the flag's sitting starts."""
    return max((start_of(row) for row in rows if row.id in flag.sitting), default=flag.lead.gap.until)


def _outcome(flags: Iterable[Resumption], flag: Resumption, known: frozenset[int] = frozenset()) -> Outcome:
    """What has become of the flag, and of the supposed session, by the flags that would be raised. `known`: sessions
    whose sittings have a flag already, so that one which the supposed session joins is no news."""
    own = found = None
    for other in flags:
        if flag.session_id in other.sitting:
            own = other
        elif FOUND in other.sitting and known.isdisjoint(other.sitting):
            found = other
    if own is None:
        return Outcome(Fate.MOVED, found=found.lead.grade) if found else Outcome(Fate.WITHDRAWN)
    grade = own.lead.grade
    if found:
        return Outcome(Fate.BOTH, grade, found.lead.grade)
    return Outcome(Fate.KEPT if grade == flag.lead.grade else Fate.CHANGED, grade)


def _stretches(tried: Iterable[tuple[date, Outcome]], until: date | None = None) -> Iterator[Stretch]:
    """Days in order, put together where the outcome is the same. `until`: the last day; what is not tried before it
    has the outcome of the day tried last. None: every day is tried."""
    stretch: Stretch | None = None
    for day, outcome in tried:
        if stretch is not None and stretch.outcome == outcome:
            stretch = Stretch(stretch.first, day, outcome)
            continue
        if stretch is not None:
            yield Stretch(stretch.first, day - timedelta(days=1), stretch.outcome)
        stretch = Stretch(day, day, outcome)
    if stretch is not None:
        yield Stretch(stretch.first, until or stretch.last, stretch.outcome)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _by_day_found(scene: Scene, flag: Resumption) -> tuple[Stretch, ...] | None:
    """By the day of one session more within the silence."""
    stream, gap = flag.lead.stream, flag.lead.gap
    first, last = gap.since + timedelta(days=1), gap.until - timedelta(days=1)

    known = frozenset(session for other in scene.flags(scene.moving) for session in other.sitting)

    def flags(day: date) -> list[Resumption]:
        return scene.flags(scene.moving, extra=session_of_a_day(day, stream))

    if stream is not Stream.MAIN:
        if gap.days * len(scene.moving) > MOST_TRIED:
            return None
        return tuple(_stretches((day, _outcome(flags(day), flag, known)) for day in _days(first, last)))

    divisor = scene.parameters.burst_divisor
    answers: dict[date, tuple[Outcome, Hashable]] = {}

    def ask(day: date) -> tuple[Outcome, Hashable]:
        """The outcome, and what must be alike on two days for the thresholds between them to move one way only:
        which gaps are the baseline of the later part, how many of them count, and whether the earlier part does."""
        if day not in answers:
            baseline = scene.baseline_after(session_of_a_day(day, stream))
            earlier = (day - gap.since).days
            counts = baseline.reference is not None and earlier >= baseline.reference / divisor
            found = flags(day)
            grades = [(f.session_id, v.grade, v.grade_possible) for f in found for v in (f.lead, *f.also)]
            answers[day] = _outcome(found, flag, known), (baseline.n, baseline.m, counts, tuple(grades))
        return answers[day]

    span = scene.parameters.sitting_span
    # Near either session a day belongs to that sitting: these few are all tried.
    edges = [day for day in _days(first, last) if min((day - gap.since).days, (gap.until - day).days) <= span]
    inner = (gap.since + timedelta(days=span + 1), gap.until - timedelta(days=span + 1))
    tried = {*edges, *(_turns(*inner, ask) if inner[0] <= inner[1] else ())}
    return tuple(_stretches(((day, ask(day)[0]) for day in sorted(tried)), until=last))


def _turns(first: date, last: date, ask: Callable[[date], tuple[Outcome, Hashable]]) -> Iterator[date]:
    """The first day, and each day on which the answer is another than on the day before; by halves."""
    yield first
    parts = [(first, last)]
    while parts:
        start, end = parts.pop()
        if start == end or ask(start) == ask(end):
            continue
        if (end - start).days == 1:
            yield end
            continue
        middle = start + (end - start) // 2
        parts += [(start, middle), (middle, end)]


def session_of_a_day(day: date, stream: Stream, key: int = FOUND) -> Row:
    """A supposed session: of the lowest level that belongs to the stream, and one day long."""
    return Row(key, day, day, day, day, RANK_OF_STREAM[stream])


def dated(row: Row, day: date, *, starts: bool) -> Row:
    """The session, had the vague date at which it starts (or else ends) been that day."""
    alone = (row.start_earliest, row.start_latest) == (row.end_earliest, row.end_latest)
    if alone:
        return row._replace(start_earliest=day, start_latest=day, end_earliest=day, end_latest=day)
    if starts:
        return row._replace(start_earliest=day, start_latest=day)
    return row._replace(end_earliest=day, end_latest=day)


def _by_true_day(
    rows: Sequence[Row],
    parameters: Parameters,
    coverage: Sequence[CoverageSpan],
    flag: Resumption,
    session_id: int,
    *,
    starts: bool,
) -> Iterator[Stretch]:
    vague = next(row for row in rows if row.id == session_id)
    first, last = (
        (vague.start_earliest, vague.start_latest) if starts else (vague.end_earliest, vague.end_latest)
    )
    if not 0 < (last - first).days < WIDEST_TRIED:
        return
    # The days that it may have had can reach past sessions that now come later.
    until = max(last, _last_of(flag, rows))
    # On some day it may belong to the sitting before it, which must then be judged with it.
    sittings = find_gaps([row for row in rows if row.id != session_id], parameters.sitting_span).sittings
    starts_before = [sitting.start for sitting in sittings if sitting.start <= vague.start_earliest]
    cut = max(starts_before, default=vague.start_earliest)
    scene = cut_record(rows, parameters, coverage, cut, until)
    others = [row for row in scene.moving if row.id != session_id]
    yield from _stretches(
        (day, _outcome(scene.flags([*others, dated(vague, day, starts=starts)]), flag))
        for day in _days(first, last)
    )


def what_would_change(
    rows: Iterable[Row],
    flag: Resumption,
    parameters: Parameters | None = None,
    *,
    coverage: Sequence[CoverageSpan] = (),
) -> Counterfactuals:
    """What would change `flag`, which `assess` raises from the same rows, parameters and coverage."""
    parameters, rows = parameters or Parameters(), list(rows)
    lead, gap = flag.lead, flag.lead.gap
    scene = cut_record(rows, parameters, coverage, gap.since + timedelta(days=1), _last_of(flag, rows))

    def certain(completeness: Coverage) -> Grade | None:
        spans = [CoverageSpan(None, None, completeness)]
        flags = scene.flags(scene.moving, spans)
        return next((f.lead.grade_certain for f in flags if flag.session_id in f.sitting), None)

    return Counterfactuals(
        stream=lead.stream,
        grade=lead.grade,
        grade_certain=lead.grade_certain,
        coverage=lead.coverage,
        inserted=_by_day_found(scene, flag),
        before=tuple(_by_true_day(rows, parameters, coverage, flag, gap.previous_session_id, starts=False)),
        after=tuple(_by_true_day(rows, parameters, coverage, flag, gap.session_id, starts=True)),
        searched=certain(Coverage.COMPLETE),
        sampled=certain(Coverage.SAMPLED),
    )
