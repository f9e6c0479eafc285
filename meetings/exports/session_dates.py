"""The columns of `sessions.csv` that say when it was, and how precisely that is known."""

from meetings.exports import sql_dates
from meetings.exports.columns import Column, Formula, Kind, column
from meetings.exports.evidence import NOT_RECORDED
from meetings.exports.expressions import (
    ENDS_SAME_DAY,
    bounds,
    earliest,
    edtf_span,
    latest,
    span_in_words,
)
from meetings.vocabulary import (
    DateBasis,
)


def _end_columns() -> tuple[Column, Column]:
    """Last day; the first day where no other is on record."""

    def ends(bound: Formula) -> Formula:
        return Formula(
            lambda start, end: bound(end or start),
            lambda start, end: bound.sql(f"coalesce({end}, {start})"),
        )

    sources = ("session__start", "session__end")
    what = "Last day of the session: {} possible day. " + ENDS_SAME_DAY
    return (
        column("date_end_min", Kind.DATE, what.format("earliest"), *sources, value=ends(earliest)),
        column("date_end_max", Kind.DATE, what.format("latest"), *sources, value=ends(latest)),
    )


def date_columns() -> tuple[Column, ...]:
    return (
        *bounds("date_start", "session__start", "First day of the session"),
        *_end_columns(),
        column(
            "date_prec",
            Kind.INTEGER,
            "How precise the first day is, by the distance of its bounds: 1 one day, 2 up to 6 days, 3 up to 13,"
            " 4 up to 31, 5 up to 366, 6 wider.",
            "session__start",
            value=Formula(lambda start: start.precision, sql_dates.precision),
        ),
        column(
            "date_edtf",
            Kind.EDTF,
            "The date in EDTF (ISO 8601-2); with a slash where the last day differs from the first.",
            "session__start",
            "session__end",
            value=edtf_span,
        ),
        column(
            "date_text",
            Kind.TEXT,
            "The date in English words, never more precise than the record.",
            "session__start",
            "session__end",
            value=span_in_words,
        ),
        column(
            "date_basis",
            Kind.CODE,
            "Whether the date is printed in a source or was concluded.",
            "session__date_basis",
            words=DateBasis,
        ),
        column(
            "duration_minutes_min",
            Kind.INTEGER,
            "It lasted at least so long.",
            "session__duration_minutes_min",
            empty=NOT_RECORDED,
            unit="minutes",
        ),
        column(
            "duration_minutes_max",
            Kind.INTEGER,
            "It lasted at most so long.",
            "session__duration_minutes_max",
            empty=NOT_RECORDED,
            unit="minutes",
        ),
    )
