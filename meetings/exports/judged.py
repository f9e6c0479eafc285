"""What the tables of verdicts share."""

from meetings.exports.columns import Column, Kind, column
from meetings.vocabulary import COVERAGE_CHOICES


def coverage_column(source: str = "coverage", empty: str = "") -> Column:
    return column(
        "coverage",
        Kind.CODE,
        "How completely the records of the gap were searched.",
        source,
        codes=tuple(COVERAGE_CHOICES),
        empty=empty,
    )
