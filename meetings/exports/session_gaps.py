"""The columns of `sessions.csv` that the rule fills: the gap before a session and the flag on it."""

from django.db.models import BooleanField, Case, Value, When

from meetings.exports.columns import Column, Formula, Kind, column
from meetings.exports.judged import coverage_column
from meetings.vocabulary import (
    COUNTING_STATUSES,
    FlagState,
    Formation,
    GapStatus,
    Grade,
)

NOT_COMPUTED = "No gap was computed: see gap_status."


def counts_for_gap() -> Case:
    """Whether the session can end the council's silence."""
    return Case(
        When(
            counts=True,
            session__status__in=COUNTING_STATUSES,
            session__formation=Formation.PLENARY,
            session__part_of__isnull=True,
            then=Value(True),
        ),
        default=Value(False),
        output_field=BooleanField(),
    )


_gap_status = Formula(
    lambda stored, counts: stored or ("" if counts else GapStatus.NOT_COUNTED.value),
    lambda stored, counts: (
        f"coalesce({stored}, CASE WHEN {counts} THEN '' ELSE '{GapStatus.NOT_COUNTED.value}' END)"
    ),
)


def gap_columns() -> tuple[Column, ...]:
    def days(name: str, source: str, description: str) -> Column:
        return column(name, Kind.INTEGER, description, source, empty=NOT_COMPUTED, unit="days")

    return (
        column(
            "prev_session_id",
            Kind.ID,
            "The session before it in the council's whole main stream, whatever the filter: the one at which the"
            " sitting before the gap ended (of a predecessor where the council continues one) or, in the same"
            " sitting, the one before.",
            "gap__previous_session_id",
            "previous_is_public",
            value=Formula(
                lambda key, is_public: f"S{key}" if key is not None and is_public else None,
                lambda key, is_public: f"CASE WHEN {is_public} THEN 'S' || {key} END",
            ),
            empty="First on record, or not counted.",
        ),
        column(
            "gap_status",
            Kind.CODE,
            "Why there is a gap before this session, or why not.",
            "gap__status",
            counts_for_gap(),
            value=_gap_status,
            words=GapStatus,
            empty="The session was published moments ago and is not judged yet.",
        ),
        days(
            "gap_days_min",
            "gap__days_min",
            "Shortest gap that the dates allow; 0 where their order is uncertain.",
        ),
        days("gap_days_max", "gap__days_max", "Longest gap that the dates allow."),
        column(
            "gap_full_years_min",
            Kind.INTEGER,
            "Completed years of the gap that have certainly passed.",
            "gap__full_years_min",
            empty=NOT_COMPUTED,
            unit="years",
        ),
        column(
            "typical_gap_days",
            Kind.NUMBER,
            "Median of the earlier gaps that the rule looks at.",
            "gap__typical_days",
            empty="Fewer than two earlier gaps, or no gap was computed.",
            unit="days",
        ),
        column(
            "gap_ratio",
            Kind.NUMBER,
            "The gap divided by the typical gap.",
            "gap__ratio",
            empty="No typical gap is known.",
        ),
        column(
            "longest_prior_gap_days",
            Kind.INTEGER,
            "Longest gap of earlier sittings.",
            "gap__longest_prior_days",
            empty="There is no earlier gap, or no gap was computed.",
            unit="days",
        ),
    )


def grade_column(name: str, description: str) -> Column:
    """The flag's grade where the session has one, else that of its gap in the main stream."""
    return column(
        name,
        Kind.CODE,
        description,
        f"flag__{name}",
        f"gap__{name}",
        value=Formula(
            lambda flag, gap: gap if flag is None else flag, lambda flag, gap: f"coalesce({flag}, {gap})"
        ),
        words=Grade,
        empty="Not unusual, or not judged.",
    )


def flag_columns() -> tuple[Column, ...]:
    no_flag = "The session has no flag that stands."
    return (
        grade_column("grade", "How unusual the gap is: best estimate."),
        grade_column(
            "grade_certain",
            "The grade on the shortest reading of the dates; empty too where the records of the gap were not"
            " searched completely.",
        ),
        grade_column("grade_possible", "The grade on the longest reading of the dates."),
        column(
            "flag_state",
            Kind.CODE,
            "What people made of the flag. Withdrawn flags stand in resumptions.csv only.",
            "flag__state",
            words=FlagState,
            empty=no_flag,
        ),
        column(
            "flag_rule", Kind.WORD, "Version of the rule that raised it.", "flag__rule_version", empty=no_flag
        ),
        column("flag_reason", Kind.TEXT, "The flag in a sentence.", "flag__reason", empty=no_flag),
        coverage_column("gap__coverage", NOT_COMPUTED),
    )
