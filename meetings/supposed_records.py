"""The record cut in two, so that its end can be supposed otherwise and judged again. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.coverage import CoverageSpan
from meetings.gaps import History, Row, find_gaps
from meetings.resumptions import (
    LEVEL_STREAMS,
    RANK_OF_STREAM,
    Resumption,
    Stream,
    Verdict,
    baseline_window,
    flag_sittings,
    judge_gaps,
    with_more_to_say,
)
from meetings.thresholds import Baseline, BaselineWindow, Parameters


@dataclass(slots=True)
class Prefix:
    """One stream up to the cut: its baseline, and the sessions at which everything before the cut ends."""

    window: BaselineWindow
    last: list[Row]
    count: int


@dataclass(slots=True)
class Scene:
    """The record cut in two. Before the cut nothing changes; what is after it can be supposed otherwise and judged
    again. A session belongs to the part in which its start, at the midpoint, lies."""

    parameters: Parameters
    coverage: Sequence[CoverageSpan]
    prefixes: Mapping[Stream, Prefix]
    moving: Sequence[Row]

    def flags(
        self,
        supposed: Sequence[Row],
        coverage: Sequence[CoverageSpan] | None = None,
        extra: Row | None = None,
    ) -> list[Resumption]:
        """The flags on sittings after the cut, if `supposed` (and `extra`, one session more) were the sessions there."""
        spans = self.coverage if coverage is None else coverage
        rows = _in_order([*supposed, extra] if extra else supposed)
        history, main = self._judged(Stream.MAIN, rows, spans)
        levels: list[Verdict] = []
        wider = Stream.MAIN
        for stream in LEVEL_STREAMS:
            rank = RANK_OF_STREAM[stream]
            selected = [row for row in rows if row.rank >= rank]
            judged = self._judged(stream, selected, spans)[1]
            is_alike = self.prefixes[stream].count == self.prefixes[wider].count
            levels += with_more_to_say(judged, rows, rank) if is_alike else judged
            wider, rows = stream, selected
        return flag_sittings(history, main, levels)

    def baseline_after(self, found: Row) -> Baseline:
        """That of the main stream after the gap which ends with the supposed session; before it, if it ends none."""
        prefix = self.prefixes[Stream.MAIN]
        window = prefix.window.copy()
        for gap in find_gaps([*prefix.last, found], self.parameters.sitting_span).gaps:
            if gap.session_id == found.id:
                window.add(gap)
        return window.baseline()

    def _judged(
        self, stream: Stream, rows: Sequence[Row], coverage: Sequence[CoverageSpan]
    ) -> tuple[History, list[Verdict]]:
        prefix = self.prefixes[stream]
        settled = {row.id for row in prefix.last}
        history = find_gaps([*prefix.last, *rows], self.parameters.sitting_span)
        gaps = [gap for gap in history.gaps if gap.session_id not in settled]
        return history, judge_gaps(stream, gaps, prefix.window.copy(), coverage)


def _midpoint(earliest: date, latest: date) -> date:
    return date.fromordinal((earliest.toordinal() + latest.toordinal()) // 2)


def start_of(row: Row) -> date:
    return _midpoint(row.start_earliest, row.start_latest)


def end_of(row: Row) -> date:
    return _midpoint(max(row.end_earliest, row.start_earliest), max(row.end_latest, row.start_latest))


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """In the order of a stream."""
    return sorted(rows, key=lambda row: (start_of(row), row.start_earliest, row.start_latest, row.id))


def _prefix(stream: Stream, rows: Sequence[Row], parameters: Parameters) -> Prefix:
    window = baseline_window(stream, parameters)
    for gap in find_gaps(rows, parameters.sitting_span).gaps:
        window.add(gap)
    ordered = _in_order(rows)
    # A later session is measured from the latest of all ends, on each reading of the dates.
    readings: tuple[Callable[[Row], date], ...] = (
        end_of,
        lambda row: max(row.end_earliest, row.start_earliest),
        lambda row: max(row.end_latest, row.start_latest),
    )
    last = {max(reversed(ordered), key=reading).id for reading in readings} if ordered else set()
    return Prefix(window, [row for row in ordered if row.id in last], len(ordered))


def cut_record(
    rows: Sequence[Row],
    parameters: Parameters,
    coverage: Sequence[CoverageSpan],
    cut: date,
    until: date,
) -> Scene:
    """`cut`, `until`: the first and the last day of what can change. Of what is later only that stays which may in
    truth lie before."""
    before = [row for row in rows if start_of(row) < cut]
    after = [
        row
        for row in rows
        if start_of(row) >= cut and (start_of(row) <= until or row.start_earliest <= until)
    ]
    return Scene(
        parameters,
        coverage,
        {
            stream: _prefix(stream, [row for row in before if row.rank >= rank], parameters)
            for stream, rank in RANK_OF_STREAM.items()
        },
        after,
    )
