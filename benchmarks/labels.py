"""Does the rule find what the press called a resumption? Precision and recall beside simpler rules, in one run.

Truth: the labels `hiatus` of `labelled_resumptions.csv`, matched to a gap of the council's main stream by council
and year. Gaps that carry another label (formal wording, a recess, weak emphasis) are left out of the count.
"""

import csv
import statistics
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.table import Row
from meetings.coverage import Coverage, CoverageSpan
from meetings.dates import DateInterval
from meetings.gaps import Row as Session
from meetings.gaps import rank_of_level
from meetings.resumptions import Verdict, assess
from meetings.thresholds import is_notable

FOLDER = Path(__file__).resolve().parents[1] / "meetings" / "reference"
Key = tuple[str, int]
Rule = Callable[[Verdict, Sequence[int]], bool]


def _read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _histories() -> dict[str, list[Session]]:
    """The counting sessions of each council, those of councils that it continues included."""
    own: dict[str, list[Session]] = {}
    for line, row in enumerate(_read("sessions.csv"), start=2):
        if row["status"] == "held" and row["formation"] in ("", "plenary"):
            start = DateInterval.parse_iso(row["start_date"])
            end = DateInterval.parse_iso(row["end_date"]) if row["end_date"] else start
            rank = rank_of_level(row["level"])
            session = Session(line, start.earliest, start.latest, end.earliest, end.latest, rank)
            own.setdefault(row["council_slug"], []).append(session)
    earlier = {row["slug"]: row["predecessor_slug"] for row in _read("councils.csv")}
    lines = {slug: sessions + own.get(earlier.get(slug, ""), []) for slug, sessions in own.items()}
    return {slug: sessions for slug, sessions in lines.items() if slug not in earlier.values()}


def _coverage(slug: str) -> list[CoverageSpan]:
    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    return [
        CoverageSpan(day(row["from"]), day(row["to"]), Coverage(row["completeness"]))
        for row in _read("coverage.csv")
        if row["council_slug"] == slug
    ]


RULES: dict[str, Rule] = {
    "the rule, notable and higher": lambda verdict, _: is_notable(verdict.grade),
    "the rule with unrated": lambda verdict, _: verdict.grade is not None,
    "3 x median": lambda v, earlier: len(earlier) > 1 and v.gap.days >= 3 * statistics.median(earlier),
    "2 x longest": lambda v, earlier: len(earlier) > 1 and v.gap.days >= 2 * max(earlier),
    "365 days": lambda verdict, _: verdict.gap.days >= 365,
    "730 days": lambda verdict, _: verdict.gap.days >= 730,
    "1,096 days": lambda verdict, _: verdict.gap.days >= 1096,
}


def _score(
    rule: Rule, histories: dict[str, tuple[Verdict, ...]], truth: set[Key], ignored: set[Key]
) -> tuple[int, int]:
    """How many labels it finds, and how many gaps it flags that nobody called a resumption."""
    found, false = set[Key](), 0
    for slug, verdicts in histories.items():
        earlier: list[int] = []
        for verdict in verdicts:
            key = (slug, verdict.gap.until.year)
            if rule(verdict, earlier):
                if key in truth:
                    found.add(key)
                elif key not in ignored:
                    false += 1
            earlier.append(verdict.gap.days)
    return len(found), false


def run() -> list[Row]:
    labels = [
        (row["council_slug"], int(row["resumed_on"][:4]), row["label"])
        for row in _read("labelled_resumptions.csv")
    ]
    truth = {(slug, year) for slug, year, label in labels if label == "hiatus"}
    ignored = {(slug, year) for slug, year, label in labels} - truth
    judged = {slug: assess(rows, coverage=_coverage(slug)).verdicts for slug, rows in _histories().items()}
    scores = {name: _score(rule, judged, truth, ignored) for name, rule in RULES.items()}
    ours = _measures(*next(iter(scores.values())), len(truth))
    rows = []
    for name, (found, false) in scores.items():
        detail = f"{found} of {len(truth)} found, {false} others"
        for measure, value in _measures(found, false, len(truth)).items():
            baseline = None if name == next(iter(scores)) else ours[measure]
            rows.append(Row("labels", f"{measure}, {name} ({detail})", value, "", None, baseline, "the rule"))
    return rows


def _measures(found: int, false: int, labels: int) -> dict[str, float]:
    return {"precision": found / max(1, found + false), "recall": found / labels}
