"""The reference histories as the rule takes them, read straight from the project's CSV files, without a database."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

from meetings.coverage import Coverage, CoverageSpan
from meetings.dates import DateInterval
from meetings.gaps import Row, rank_of_level

FOLDER = Path(__file__).resolve().parents[2] / "meetings" / "reference"
NATO_RUSSIA = ("nato-russia-pjc", "nato-russia-council")


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_by_council() -> dict[str, list[Row]]:
    """The counting sessions of each council; a row's id is its line in the file."""
    found = defaultdict(list)
    for line, session in enumerate(read("sessions.csv"), start=2):
        if session["status"] == "held" and session["formation"] in ("", "plenary"):
            start = DateInterval.parse_iso(session["start_date"])
            end = DateInterval.parse_iso(session["end_date"]) if session["end_date"] else start
            rank = rank_of_level(session["level"])
            found[session["council_slug"]].append(
                Row(line, start.earliest, start.latest, end.earliest, end.latest, rank)
            )
    return found


def coverage_of_council(*slugs: str) -> list[CoverageSpan]:
    return [
        CoverageSpan(
            date.fromisoformat(span["from"]) if span["from"] else None,
            date.fromisoformat(span["to"]) if span["to"] else None,
            Coverage(span["completeness"]),
        )
        for span in read("coverage.csv")
        if span["council_slug"] in slugs
    ]
