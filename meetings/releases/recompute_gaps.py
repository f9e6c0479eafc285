#!/usr/bin/env python3
"""Recompute every gap and flag of Reconvene (rule gap-1) from `sessions.csv` alone.

    python recompute_gaps.py sessions.csv                       # do its gap columns follow from its dates?
    python recompute_gaps.py sessions.csv --as-of 2026-11-26    # the silences still running on a day as well
    python recompute_gaps.py sessions.csv --write FOLDER        # keep what was computed, as three CSV files

Python 3.10 or later, nothing else. It shares no code with Reconvene: it is the rule written once more, from its
description, so that you can check ours, change a number and see what follows, or follow the steps one by one.

Read from `sessions.csv` (of everything: a filtered file lacks sessions): the dates, `counts_for_gap`, `level`, and the
columns at its end that say of a council what the rule goes by (`rule_...`, `continues_council_slugs`, `coverage_periods`,
`council_concluded_max`). The gap and flag columns are not read but compared afterwards; so are `gaps.csv` and
`resumptions.csv` where they lie beside it.

Not recomputed, because it is no consequence of dates: what people made of a flag (`flag_state` other than whether there
is one), flags withdrawn since, sentences, and the names of events in `context`. A council that has no session of its own
has no row in `sessions.csv`, so that the silence it took over from a predecessor is not seen.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

RULE = "gap-1"
GRADES = ("", "unrated", "notable", "major", "historic")  # the least first; "" is none
STREAMS = ("main", "ministers_and_above", "heads_of_state_government")
RANKS = {"heads_of_state_government": 2, "foreign_ministers": 1, "defence_ministers": 1, "ministers": 1}
FOR_EVER = date.max.toordinal() + 1
Row = dict[str, Any]


# 1. What is read. Days are proleptic day numbers, so that their difference is a number of days.


class Session(NamedTuple):
    """One session that counts. Each date is the earliest and the latest day that it can be."""

    key: int
    start_min: int
    start_max: int
    end_min: int
    end_max: int
    rank: int

    @property
    def start(self) -> int:
        """Where one day is needed, the middle stands for all, rounded down."""
        return (self.start_min + self.start_max) // 2

    @property
    def end(self) -> int:
        return (self.end_min + self.end_max) // 2


class Period(NamedTuple):
    """Days of which the records were searched: the first, and the first that no longer belongs to it."""

    first: int
    after: int
    found: str


class Council:
    """A council's sessions, and what else the rule goes by."""

    def __init__(self, row: Row) -> None:
        self.floor = int(row["rule_floor_days"])
        self.span = int(row["rule_sitting_span_days"])
        self.cadence = int(row["rule_cadence_days"]) if row["rule_cadence_days"] else None
        self.muted = row["rule_muted"] == "1"
        self.continues = row["continues_council_slugs"].split("; ") if row["continues_council_slugs"] else []
        self.periods = [_period(text) for text in row["coverage_periods"].split("; ") if text]
        self.concluded = _day(row["council_concluded_max"]) if row["council_concluded_max"] else None
        self.own: list[Session] = []


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _period(text: str) -> Period:
    days, found = text.split(":")
    first, last = days.split("/")
    return Period(0 if first == ".." else _day(first), FOR_EVER if last == ".." else _day(last) + 1, found)


def rows_of(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_councils(path: Path) -> dict[str, Council]:
    """Every council of the file with those of its sessions that count."""
    councils: dict[str, Council] = {}
    for row in rows_of(path):
        slug = row["council_slug"]
        if slug not in councils:
            councils[slug] = Council(row)
        if row["counts_for_gap"] == "1":
            start_min, start_max = _day(row["date_start_min"]), _day(row["date_start_max"])
            end_min, end_max = _day(row["date_end_min"]), _day(row["date_end_max"])
            councils[slug].own.append(
                Session(
                    int(row["session_id"][1:]),
                    start_min,
                    start_max,
                    max(start_min, end_min),  # no session ends before it starts
                    max(start_max, end_max),
                    RANKS.get(row["level"], 0),
                )
            )
    return councils


def stream_of(council: Council, councils: dict[str, Council]) -> list[Session]:
    """The council's main stream in order: its own sessions and those of councils that it continues, each once."""
    line = [council] + [councils[slug] for slug in council.continues if slug in councils]
    sessions = {session.key: session for member in line for session in member.own}
    return sorted(sessions.values(), key=lambda s: (s.start, s.start_min, s.start_max, s.key))


# 2. Sittings and gaps: arithmetic of days.


class Gap(NamedTuple):
    """What lies between a sitting and everything before it."""

    before: Session  # the one that ended last
    first: Session  # the first of the sitting that ended the gap
    since: int  # end of everything before: middle, then earliest and latest
    since_min: int
    since_max: int
    days: int
    days_min: int
    days_max: int


def sittings_and_gaps(
    sessions: list[Session], span: int
) -> tuple[list[list[Session]], list[Gap], Gap | None]:
    """Sessions at most `span` days apart, chained, are one sitting; a gap lies before each sitting but the first.

    A gap runs from the latest end so far, so that a session within a longer one makes none. The third answer is the
    silence after the last session, as a gap that nothing has ended: its days are 0.
    """
    # The earliest day on which anything after a session can have begun.
    rest_from = [FOR_EVER] * (len(sessions) + 1)
    for place in range(len(sessions) - 1, -1, -1):
        rest_from[place] = min(sessions[place].start_min, rest_from[place + 1])
    sittings: list[list[Session]] = []
    gaps: list[Gap] = []
    last: Session | None = None
    since = since_min = since_max = 0
    for place, session in enumerate(sessions):
        if last is None:
            sittings.append([session])
        elif session.start - since <= span:
            sittings[-1].append(session)
        else:
            # A later session that may in truth have lain inside the silence leaves no certain gap.
            certain = rest_from[place + 1] >= session.start
            shortest = max(0, session.start_min - since_max) if certain else 0
            longest = session.start_max - since_min
            sittings.append([session])
            gaps.append(
                Gap(last, session, since, since_min, since_max, session.start - since, shortest, longest)
            )
        if session.end >= since:
            last, since = session, session.end
        since_min, since_max = max(since_min, session.end_min), max(since_max, session.end_max)
    running = Gap(last, last, since, since_min, since_max, 0, 0, 0) if last else None
    return sittings, gaps, running


# 3. What is usual, and from how many days on a gap is not.


class Usual(NamedTuple):
    """What the gaps before a gap say. A threshold of None cannot be reached."""

    n: int
    typical: float | None
    longest: int | None
    notable: float | None = None
    major: float | None = None
    historic: float | None = None
    unrated: float | None = None

    def grade(self, days: int) -> str:
        reached = [
            name for name in GRADES[1:] if getattr(self, name) is not None and days >= getattr(self, name)
        ]
        return reached[-1] if reached else ""


def usual_after(earlier: list[Gap], longest: int | None, council: Council, needed: int = 0) -> Usual:
    """T = max(floor, factor x typical gap, K x reference gap), from the gaps of earlier sittings only.

    `longest`: days of the longest of them. `needed`: with fewer gaps nothing is graded (the streams of one level need
    five).
    """
    recent = earlier[-20:]
    within_two_years = 0
    while (
        within_two_years < len(earlier)
        and earlier[-1].first.start - earlier[-1 - within_two_years].first.start <= 730
    ):
        within_two_years += 1
    if within_two_years > len(recent):
        recent = earlier[-within_two_years:]
    days = [gap.days for gap in recent]
    n = len(days)
    if n < 2 and council.cadence:
        days = [council.cadence] * 3 + days
    elif n < 2:
        return Usual(n, None, longest, unrated=None if council.muted or n < needed else 1096)
    if n < needed:
        return Usual(n, None, longest)
    typical = float(median(days))
    if council.muted:
        return Usual(n, typical, longest)
    ranked = sorted(days, reverse=True)
    reference: float = ranked[0]
    if len(ranked) >= 4:  # one old freeze must not hide the next
        reference = max(min(ranked[0], 1.5 * ranked[1]), ranked[0] / 4)
    m = min(5, sum(each >= reference / 8 for each in days))  # shorter ones are bursts and prove nothing
    notable = max(council.floor, council.span + 1, 2.5 * typical, (5, 2, 2, 1.25, 1.25)[m - 1] * reference)
    if n < 2:  # a declared cadence in place of a rhythm
        return Usual(n, typical, longest, notable)
    major = max(notable, 180, 3 * typical, (19, 5, 3, 2.25, 1.75)[m - 1] * reference)
    return Usual(n, typical, longest, notable, major, max(major, 1461, (longest or 0) + 1))


def coverage(periods: list[Period], since: int, until: int) -> str:
    """The weakest search of any day strictly between the two; each day counts as it was searched best."""
    first, after = since + 1, max(since + 2, until)
    turns = {first, *(p.first for p in periods), *(p.after for p in periods)}
    of_days = {
        next((word for word in ("complete", "sampled", "not_searched") for p in periods if p.found == word and p.first <= day < p.after), "not_stated")
        for day in turns
        if first <= day < after
    }  # fmt: skip
    return next(word for word in ("not_searched", "sampled", "not_stated", "complete") if word in of_days)


# 4. Verdicts on gaps, and one flag for each sitting that ended an unusual one.


class Verdict(NamedTuple):
    """`grade` by the middle of the dates, `certain` and `possible` by their shortest and longest reading."""

    stream: str
    gap: Gap
    usual: Usual
    grade: str
    certain: str
    possible: str
    coverage: str

    def at_most_notable(self) -> Verdict:
        def capped(grade: str) -> str:
            return "notable" if grade in ("major", "historic") else grade

        grade, certain, possible = capped(self.grade), capped(self.certain), capped(self.possible)
        return self._replace(grade=grade, certain=certain, possible=possible)

    def strength(self) -> tuple[int, int, int, bool]:
        grades = GRADES.index(self.grade), GRADES.index(self.certain), GRADES.index(self.possible)
        return (*grades, self.stream == "main")


def judge(stream: str, gaps: list[Gap], council: Council) -> list[Verdict]:
    """A verdict on each gap, by those before it."""
    verdicts = []
    earlier: list[Gap] = []
    longest: int | None = None
    for gap in gaps:
        usual = usual_after(earlier, longest, council, needed=0 if stream == "main" else 5)
        searched = coverage(council.periods, gap.since, gap.first.start)
        certain = usual.grade(gap.days_min) if searched in ("complete", "not_stated") else ""
        verdicts.append(
            Verdict(stream, gap, usual, usual.grade(gap.days), certain, usual.grade(gap.days_max), searched)
        )
        earlier.append(gap)
        longest = max(longest or 0, gap.days)
    return verdicts


def judge_levels(sessions: list[Session], council: Council) -> list[Verdict]:
    """The two narrower streams: only where the stream around them has had a session of lower level before."""
    verdicts: list[Verdict] = []
    around = sessions
    for rank in (1, 2):
        narrow = [session for session in around if session.rank >= rank]
        alike = set()
        for session in around:
            if session.rank < rank:
                break
            alike.add(session.key)
        _, gaps, _ = sittings_and_gaps(narrow, council.span)
        verdicts += [v for v in judge(STREAMS[rank], gaps, council) if v.gap.first.key not in alike]
        around = narrow
    return verdicts


def flags_of(sittings: list[list[Session]], main: list[Verdict], levels: list[Verdict]) -> dict[int, Verdict]:
    """By the first session of a sitting: the strongest verdict that finds it at least possibly unusual."""
    sitting_of = {session.key: sitting[0].key for sitting in sittings for session in sitting}
    said: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in main:
        if verdict.possible:
            said[verdict.gap.first.key].append(verdict)
    graded = {key for key, (verdict,) in said.items() if verdict.grade}
    for verdict in levels:
        if verdict.possible:
            key = sitting_of[verdict.gap.first.key]
            said[key].append(verdict if key in graded else verdict.at_most_notable())
    return {key: max(verdicts, key=Verdict.strength) for key, verdicts in said.items()}


# 5. The columns as they are published.

GRADES_OF = ("grade", "grade_certain", "grade_possible")
OF_SESSIONS = ("prev_session_id", "gap_status", "gap_days_min", "gap_days_max", "gap_full_years_min", "typical_gap_days",
               "gap_ratio", "longest_prior_gap_days", *GRADES_OF, "flag_rule", "coverage")  # fmt: skip
OF_GAPS = ("from_session_id", "to_session_id", "from_max", "to_min", "gap_days_min", "gap_days_max", "censored", "grade",
           "coverage")  # fmt: skip
OF_RESUMPTIONS = ("session_id", "previous_session_id", "resumed_on_min", "resumed_on_max", "gap_days_min", "gap_days_max",
                  *GRADES_OF, "stream", "threshold_notable", "threshold_major", "threshold_historic", "n_prior_gaps",
                  "typical_gap_days", "longest_prior_gap_days", "rule_version", "coverage")  # fmt: skip


def _only(names: tuple[str, ...], values: Row) -> Row:
    return {name: values.get(name, "") for name in names}


def _number(value: float | None) -> str:
    """At most three decimal places; empty where there is none."""
    return "" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")


def _full_years(since: int, until: int) -> int:
    earlier, later = date.fromordinal(since), date.fromordinal(until)
    return max(0, later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day)))


def columns_of(verdict: Verdict, first: Session) -> Row:
    """Everything published of a verdict, by the names of all three files. `first`: of the sitting that it stands on."""
    gap, usual = verdict.gap, verdict.usual
    before = f"S{gap.before.key}"
    return {
        "prev_session_id": before, "previous_session_id": before, "from_session_id": before,
        "session_id": f"S{first.key}", "to_session_id": f"S{first.key}",
        "from_max": _iso(gap.before.end_max), "to_min": _iso(first.start_min),
        "resumed_on_min": _iso(first.start_min), "resumed_on_max": _iso(first.start_max),
        "gap_status": "computed" if gap.days_min else "order_uncertain",
        "gap_days_min": str(gap.days_min), "gap_days_max": str(gap.days_max), "censored": "0",
        "gap_full_years_min": str(_full_years(gap.since_max, gap.first.start_min) if gap.days_min else 0),
        "gap_ratio": _number(gap.days / usual.typical) if usual.typical else "",
        "n_prior_gaps": str(usual.n), "typical_gap_days": _number(usual.typical),
        "longest_prior_gap_days": _number(usual.longest),
        "threshold_notable": _number(usual.notable), "threshold_major": _number(usual.major),
        "threshold_historic": _number(usual.historic),
        "grade": verdict.grade, "grade_certain": verdict.certain, "grade_possible": verdict.possible,
        "stream": verdict.stream, "rule_version": RULE, "coverage": verdict.coverage,
    }  # fmt: skip


def running_silence(silence: Gap, usual: Usual, council: Council, as_of: int) -> Row:
    """The silence after the last session, cut off on the as-of day or on that of the council's conclusion."""
    until = as_of if council.concluded is None else min(as_of, max(council.concluded, silence.since_max))
    return {
        "from_session_id": f"S{silence.before.key}", "to_session_id": "",
        "from_max": _iso(silence.since_max), "to_min": "",
        "gap_days_min": str(max(0, until - silence.since_max)),
        "gap_days_max": str(max(0, until - silence.since_min)), "censored": "1",
        "grade": usual.grade(max(0, until - silence.since)),
        "coverage": coverage(council.periods, silence.since, FOR_EVER),
    }  # fmt: skip


class Computed(NamedTuple):
    """What follows from the dates: rows of the three files, by council_slug and session_id (of gaps: from_session_id)."""

    sessions: dict[tuple[str, str], Row]
    gaps: dict[tuple[str, str], Row]
    resumptions: dict[tuple[str, str], Row]


def recompute(councils: dict[str, Council], as_of: int | None = None) -> Computed:
    """Everything. `as_of`: the day up to which silences that still run are counted; without it they are left out."""
    found = Computed({}, {}, {})
    for slug, council in councils.items():
        own = {session.key for session in council.own}
        sessions = stream_of(council, councils)
        sittings, gaps, silence = sittings_and_gaps(sessions, council.span)
        verdicts = judge("main", gaps, council)
        for place, sitting in enumerate(sittings):
            first = sitting[0]
            if first.key in own and not place:
                row = {"gap_status": "first_recorded"}
                found.sessions[slug, f"S{first.key}"] = _only(OF_SESSIONS, row)
            elif first.key in own:
                row = columns_of(verdicts[place - 1], first)
                found.sessions[slug, f"S{first.key}"] = _only(OF_SESSIONS, row)
                found.gaps[slug, row["from_session_id"]] = _only(OF_GAPS, row)
            for before, session in pairwise(sitting):
                if session.key in own:
                    row = {"prev_session_id": f"S{before.key}", "gap_status": "same_sitting"}
                    found.sessions[slug, f"S{session.key}"] = _only(OF_SESSIONS, row)
        firsts = {sitting[0].key: sitting[0] for sitting in sittings}
        for key, flag in flags_of(sittings, verdicts, judge_levels(sessions, council)).items():
            if key in own:
                row = columns_of(flag, firsts[key])
                found.resumptions[slug, f"S{key}"] = _only(OF_RESUMPTIONS, row)
                found.sessions[slug, f"S{key}"].update({**_only(GRADES_OF, row), "flag_rule": RULE})
        if silence and as_of is not None:
            usual = usual_after(gaps, max((gap.days for gap in gaps), default=None), council)
            row = running_silence(silence, usual, council, as_of)
            found.gaps[slug, row["from_session_id"]] = row
    return found


# 6. The comparison with what is published.


def _same(name: str, published: str, computed: str) -> bool:
    """Numbers with decimal places are rounded to three: the last may have been rounded the other way."""
    if (
        published
        and computed
        and (name in ("typical_gap_days", "gap_ratio") or name.startswith("threshold_"))
    ):
        return abs(float(published) - float(computed)) < 0.0011
    return published == computed


def compare(
    path: Path, key: str, computed: dict[tuple[str, str], Row], left_out: Callable[[Row], bool]
) -> Iterator[str]:
    """A sentence for each cell that differs and for each row that only one side has."""
    seen = set()
    for row in rows_of(path):
        where = (row["council_slug"], row[key])
        seen.add(where)
        if left_out(row):
            continue
        if where not in computed:
            yield f"{path.name}: {' '.join(where)} does not follow from the dates."
        for name, value in computed.get(where, {}).items():
            if not _same(name, row[name], value):
                yield f"{path.name}: {' '.join(where)}: {name} is {row[name] or 'empty'}, computed {value or 'empty'}."
    for where in sorted(computed.keys() - seen):
        yield f"{path.name}: {' '.join(where)} is missing."


def compare_all(
    sessions: Path, councils: dict[str, Council], found: Computed, as_of: int | None
) -> Iterator[str]:
    """`sessions.csv`, and of `gaps.csv` and `resumptions.csv` what lies beside it."""
    every = {
        (row["council_slug"], row["session_id"]): _only(OF_SESSIONS, {"gap_status": "not_counted"})
        for row in rows_of(sessions)
    }
    every.update(found.sessions)
    yield from compare(sessions, "session_id", every, lambda row: False)
    for row in rows_of(sessions):
        if bool(row["flag_state"]) != bool(row["flag_rule"]):
            yield f"{sessions.name}: {row['session_id']} has a flag's state or its rule, and not both."

    def not_seen_here(row: Row) -> bool:
        return row["censored"] == "1" and (as_of is None or row["council_slug"] not in councils)

    for name, key, rows, left_out in (
        ("gaps.csv", "from_session_id", found.gaps, not_seen_here),
        ("resumptions.csv", "session_id", found.resumptions, lambda row: row["state"] == "withdrawn"),
    ):
        if (sessions.parent / name).exists():
            yield from compare(sessions.parent / name, key, rows, left_out)


def write(folder: Path, found: Computed) -> None:
    """What was computed, as CSV files of the published names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in zip(("sessions.csv", "gaps.csv", "resumptions.csv"), found, strict=True):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            full = [{"council_slug": slug, "session_id": key, **row} for (slug, key), row in rows.items()]
            writer = csv.DictWriter(file, list(full[0]) if full else ["council_slug", "session_id"])
            writer.writeheader()
            writer.writerows(full)


def main(argv: list[str] | None = None) -> int:
    """0: everything published follows from the dates; 1: something does not, said line by line."""
    parser = argparse.ArgumentParser(
        description="Recomputes Reconvene's gaps and flags from sessions.csv alone."
    )
    parser.add_argument(
        "sessions", type=Path, nargs="?", default=Path("sessions.csv"), help="the file of everything"
    )
    parser.add_argument(
        "--as-of", type=_day, help="count silences that still run up to this day (YYYY-MM-DD)"
    )
    parser.add_argument(
        "--write", type=Path, metavar="FOLDER", help="keep what is computed, as three CSV files"
    )
    options = parser.parse_args(argv)
    councils = read_councils(options.sessions)
    found = recompute(councils, options.as_of)
    if options.write:
        write(options.write, found)
    differences = list(compare_all(options.sessions, councils, found, options.as_of))
    for difference in differences:
        print(difference)
    print(
        f"{len(councils)} councils, {len(found.sessions)} sessions that count, {len(found.gaps)} gaps,"
        f" {len(found.resumptions)} flags recomputed; {len(differences) or 'no'} differences."
    )
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
