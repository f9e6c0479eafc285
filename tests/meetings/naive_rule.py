"""The rule once more, as slowly and plainly as it can be written from its description: the judge of the real one.

Nothing is shared with the real one but the shape of its input and the numbers of `Parameters`. Everything is looked
up anew for every gap: all earlier sessions, all earlier gaps, every single day of a period. Numbers are exact.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from statistics import median

from meetings.coverage import CoverageSpan
from meetings.gaps import Row
from meetings.silences import Suspension
from meetings.thresholds import Parameters

Number = Fraction | None
GRADES = [None, "unrated", "notable", "major", "historic"]


@dataclass
class NaiveGap:
    before: Row
    """The session that ended last before the gap."""
    first: Row
    sitting: list[Row]
    since: date
    until: date
    days: int
    days_min: int
    days_max: int


@dataclass
class NaiveThresholds:
    notable: Number = None
    major: Number = None
    historic: Number = None
    unrated: Number = None

    def grade(self, days: int) -> str | None:
        reached = [
            name
            for name in ("unrated", "notable", "major", "historic")
            if (threshold := getattr(self, name)) is not None and days >= threshold
        ]
        return reached[-1] if reached else None


@dataclass
class NaiveBaseline:
    n: int = 0
    typical: Number = None
    longest: int | None = None
    thresholds: NaiveThresholds = field(default_factory=NaiveThresholds)


@dataclass
class NaiveVerdict:
    stream: str
    gap: NaiveGap
    baseline: NaiveBaseline
    grade: str | None
    certain: str | None
    possible: str | None
    coverage: str


def middle(earliest: date, latest: date) -> date:
    return earliest + timedelta(days=(latest - earliest).days // 2)


def start(row: Row) -> date:
    return middle(row.start_earliest, row.start_latest)


def ends(row: Row) -> tuple[date, date]:
    """An end is never before the start."""
    return max(row.end_earliest, row.start_earliest), max(row.end_latest, row.start_latest)


def end(row: Row) -> date:
    return middle(*ends(row))


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (start(row), row.start_earliest, row.start_latest, row.id))


def sittings_of(rows: list[Row], span: int) -> list[list[Row]]:
    """A session begins a sitting if it starts more than `span` days after everything before it had ended."""
    rows = in_order(rows)
    ended = [end(row) for row in rows]
    sittings: list[list[Row]] = []
    for position, row in enumerate(rows):
        if not position or (start(row) - max(ended[:position])).days > span:
            sittings.append([])
        sittings[-1].append(row)
    return sittings


def gaps_of(rows: list[Row], span: int) -> list[NaiveGap]:
    rows, sittings = in_order(rows), sittings_of(rows, span)
    ended, bounds = [end(row) for row in rows], [ends(row) for row in rows]
    gaps = []
    for sitting in sittings[1:]:
        first = sitting[0]
        position = rows.index(first)  # of what comes before
        since, until = max(ended[:position]), start(first)
        shortest = (first.start_earliest - max(latest for _, latest in bounds[:position])).days
        if any(later.start_earliest < until for later in rows[position + 1 :]):
            shortest = 0
        longest = (first.start_latest - max(earliest for earliest, _ in bounds[:position])).days
        last = [row for row in rows[:position] if end(row) == since][-1]
        gaps.append(
            NaiveGap(
                before=last,
                first=first,
                sitting=sitting,
                since=since,
                until=until,
                days=max(1, (until - since).days),
                days_min=max(0, shortest),
                days_max=max(1, longest),
            )
        )
    return gaps


def thresholds_of(lengths: list[int], ever: list[int], p: Parameters, *, real: int) -> NaiveThresholds:
    """`lengths`: of the baseline; `ever`: of all earlier gaps; `real`: how many of the baseline happened."""
    typical = Fraction(median(lengths))
    longest = sorted(lengths, reverse=True)
    reference = Fraction(longest[0])
    if len(lengths) >= 4:
        reference = max(min(reference, Fraction(3, 2) * longest[1]), reference / 4)
    m = sum(1 for length in lengths if 8 * length >= reference)
    k_notable = [5, 2, 2, Fraction(5, 4), Fraction(5, 4)][min(m, 5) - 1]
    k_major = [19, 5, 3, Fraction(9, 4), Fraction(7, 4)][min(m, 5) - 1]
    # The floor of a council that joins sessions further apart than that into one sitting is its span: shorter
    # gaps do not exist, so neither is a silence of that length unusual.
    floor = max(p.floor, p.sitting_span + 1)
    notable = max(Fraction(floor), Fraction(5, 2) * typical, k_notable * reference)
    if real < 2:
        return NaiveThresholds(notable=notable)
    major = max(notable, Fraction(180), 3 * typical, k_major * reference)
    return NaiveThresholds(notable, major, max(major, Fraction(1461), Fraction(max(ever) + 1)))


def baseline_after(gaps: list[NaiveGap], p: Parameters, needed: int = 0) -> NaiveBaseline:
    """What these gaps, all there were before, say. `needed`: with fewer of them nothing is said."""
    recent = gaps[-20:]
    of_two_years = [gap for gap in gaps if (gaps[-1].until - gap.until).days <= 730]
    if len(of_two_years) > len(recent):
        recent = of_two_years
    lengths, ever = [gap.days for gap in recent], [gap.days for gap in gaps]
    n, longest = len(recent), max(ever, default=None)
    if n < needed:
        return NaiveBaseline(n, None, longest)
    if n >= 2:
        found = NaiveBaseline(n, Fraction(median(lengths)), longest, thresholds_of(lengths, ever, p, real=n))
    elif p.declared_cadence:
        lengths = [p.declared_cadence] * 3 + lengths
        found = NaiveBaseline(n, Fraction(median(lengths)), longest, thresholds_of(lengths, ever, p, real=n))
    else:
        found = NaiveBaseline(n, None, longest, NaiveThresholds(unrated=Fraction(1096)))
    if p.muted:
        found.thresholds = NaiveThresholds()
    return found


def coverage_of_days(spans: list[CoverageSpan], days: range) -> str:
    """The weakest of the days; each day counts as it was searched best. `days` are proleptic day numbers."""
    if not spans:
        return "not_stated"

    def searched(word: str) -> set[int]:
        found: set[int] = set()
        for span in spans:
            if span.completeness == word:
                first = days.start if span.since is None else max(days.start, span.since.toordinal())
                last = days.stop - 1 if span.to is None else min(days.stop - 1, span.to.toordinal())
                found |= set(range(first, last + 1))
        return found

    complete = set(days) & searched("complete")
    sampled = set(days) & searched("sampled") - complete
    not_searched = set(days) & searched("not_searched") - complete - sampled
    not_stated = set(days) - complete - sampled - not_searched
    if not_searched:
        return "not_searched"
    if sampled:
        return "sampled"
    return "not_stated" if not_stated else "complete"


def days_within(since: date, until: date) -> range:
    """The days strictly between two; of two neighbours, the second."""
    return range(since.toordinal() + 1, max(until.toordinal(), since.toordinal() + 2))


def days_after(since: date, spans: list[CoverageSpan]) -> range:
    """For ever after: to the day after the last on which anything changes."""
    bounds = [day.toordinal() for span in spans for day in (span.since, span.to) if day is not None]
    return range(since.toordinal() + 1, max([since.toordinal(), *bounds]) + 3)


def is_certain(coverage: str) -> bool:
    return coverage in ("complete", "not_stated")


def verdicts_of(
    stream: str, rows: list[Row], p: Parameters, spans: list[CoverageSpan], needed: int = 0
) -> list[NaiveVerdict]:
    gaps = gaps_of(rows, p.sitting_span)
    verdicts = []
    for number, gap in enumerate(gaps):
        baseline = baseline_after(gaps[:number], p, needed)
        coverage = coverage_of_days(spans, days_within(gap.since, gap.until))
        grade = baseline.thresholds.grade
        certain = grade(gap.days_min) if is_certain(coverage) else None
        verdicts.append(
            NaiveVerdict(stream, gap, baseline, grade(gap.days), certain, grade(gap.days_max), coverage)
        )
    return verdicts


def at_most_notable(verdict: NaiveVerdict) -> NaiveVerdict:
    def cap(grade: str | None) -> str | None:
        return "notable" if grade in ("major", "historic") else grade

    verdict.grade, verdict.certain, verdict.possible = map(
        cap, (verdict.grade, verdict.certain, verdict.possible)
    )
    return verdict


def resumptions_of(
    rows: list[Row], main: list[NaiveVerdict], p: Parameters, spans: list[CoverageSpan]
) -> list[tuple[list[int], list[NaiveVerdict]]]:
    """`main`: the verdicts on the main stream. For each sitting that ended a possibly unusual gap of any stream: its sessions, and the verdicts, best first."""
    ministers = [row for row in rows if row.rank >= 1]
    heads = [row for row in rows if row.rank >= 2]
    levels = []
    for stream, narrow, wide in (
        ("ministers_and_above", ministers, rows),
        ("heads_of_state_government", heads, ministers),
    ):
        for verdict in verdicts_of(stream, narrow, p, spans, needed=5):
            # A stream that so far has all the sessions of the wider one is that stream once more.
            ordered = in_order(wide)
            if any(row not in narrow for row in ordered[: ordered.index(verdict.gap.first)]):
                levels.append(verdict)
    found = []
    for sitting in sittings_of(rows, p.sitting_span):
        told = [verdict for verdict in main if verdict.gap.first is sitting[0]]
        silent = not any(verdict.grade for verdict in told)
        others = [verdict for verdict in levels if verdict.gap.first in sitting and verdict.possible]
        told = [verdict for verdict in told if verdict.possible]
        told += [at_most_notable(verdict) for verdict in others] if silent else others
        if told:
            told.sort(
                key=lambda v: (
                    -GRADES.index(v.grade),
                    -GRADES.index(v.certain),
                    -GRADES.index(v.possible),
                    v.stream != "main",
                )
            )
            found.append(([row.id for row in sitting], told))
    return found


def as_of_day(rows: list[Row], day: date) -> list[Row]:
    """What may have begun by then; a date that reaches beyond the day counts as that day."""

    def known(earliest: date, latest: date) -> tuple[date, date]:
        return (day, day) if latest > day else (earliest, latest)

    return [
        Row(
            row.id,
            *known(row.start_earliest, row.start_latest),
            *known(row.end_earliest, row.end_latest),
            row.rank,
        )
        for row in rows
        if row.start_earliest <= day
    ]


class NaiveSilence:
    """The running silence after these sessions."""

    def __init__(
        self,
        rows: list[Row],
        p: Parameters,
        spans: list[CoverageSpan],
        *,
        concluded_on: date | None,
        suspensions: list[Suspension],
    ) -> None:
        self.parameters, self.suspensions = p, suspensions
        self.since = max(map(end, rows))
        self.latest, self.earliest = max(ends(row)[1] for row in rows), max(ends(row)[0] for row in rows)
        self.baseline = baseline_after(gaps_of(rows, p.sitting_span), p)
        self.coverage = coverage_of_days(spans, days_after(self.since, spans))
        self.concluded_on = None if concluded_on is None else max(concluded_on, self.latest)

    def days(self, day: date) -> tuple[int, int, int]:
        shortest, best, longest = (
            max(0, (day - since).days) for since in (self.latest, self.since, self.earliest)
        )
        return shortest, best, longest

    def grade(self, day: date) -> str | None:
        return self.baseline.thresholds.grade(self.days(day)[1])

    def certain(self, day: date) -> str | None:
        return self.baseline.thresholds.grade(self.days(day)[0]) if is_certain(self.coverage) else None

    def is_late(self, day: date) -> bool:
        days, baseline = self.days(day)[1], self.baseline
        if baseline.typical is None or self.parameters.muted:
            return False
        return days > (baseline.longest or 0) and days > Fraction(3, 2) * baseline.typical

    def state(self, day: date) -> str:
        if self.concluded_on is not None and day >= self.concluded_on:
            return "concluded"
        if any(s.since <= day and (s.to is None or s.to >= day) for s in self.suspensions):
            return "suspended"
        if self.days(day)[1] >= 3653:
            return "lapsed"
        return self.grade(day) or ("late" if self.is_late(day) else "on_rhythm")
