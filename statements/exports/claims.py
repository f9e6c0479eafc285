"""`gap_claims.csv`: what sources say of gaps, held against the record."""

from typing import Any

from django.db.models import QuerySet

from meetings.exports.cited import SOURCE_REFERENCE
from meetings.exports.columns import (
    Column,
    Formula,
    Kind,
    Reference,
    Table,
    column,
    data_version_column,
    public_id,
    stamp_columns,
)
from meetings.exports.evidence import (
    NOT_RECORDED,
    SESSION_REFERENCE,
    locator_column,
    session_id_column,
    source_columns,
)
from meetings.exports.expressions import (
    council_slug_column,
    in_export_order,
    session_start_columns,
)
from meetings.exports.quotations import unless_withheld, withheld_columns
from meetings.exports.scope import Scope
from statements.models import GapClaim
from statements.vocabulary import ClaimQualifier, ClaimSubject, ClaimType, ClaimVerdict, ComparedWith

NOT_YET = "Not yet held against the record."
NOT_COMPARED = "Not yet held against the record, or it cannot be checked."


def _finding(name: str, kind: Kind, description: str, field: str, **options: Any) -> Column:
    """A column of the finding; empty while the session that it names is not public."""
    convert: Formula = options.pop("value", Formula(lambda value: value, lambda value: value))
    return column(
        name,
        kind,
        description,
        f"finding__{field}",
        "finding_is_shown",
        value=Formula(
            lambda value, is_shown: convert(value) if is_shown else None,
            lambda value, is_shown: f"CASE WHEN {is_shown} THEN {convert.sql(value)} END",
        ),
        **options,
    )


def _select(scope: Scope) -> "QuerySet[GapClaim]":
    rows = GapClaim.objects.filter(session__in=scope.query.sessions(scope.now))
    rows = rows.with_public_finding(scope.now)
    return in_export_order(rows, "session", "id")


GAP_CLAIMS = Table(
    name="gap_claims",
    title="Gap claims",
    description="Sentences in sources about gaps, such as “first time in two and a half years”.",
    row="one claim in one source",
    columns=(
        column("gap_claim_id", Kind.INTEGER, "Number of the row.", "id"),
        session_id_column(),
        council_slug_column(),
        *session_start_columns("session"),
        column("phrase", Kind.TEXT, "The words as printed; a quotation, not under our licence.", "phrase", "source__withholds_quotations", value=unless_withheld, empty="The source withholds its quotations."),
        column("language", Kind.WORD, "Language of the phrase.", "language", empty=NOT_RECORDED),
        column("claim_type", Kind.CODE, "What it claims.", "claim_type", words=ClaimType),
        column("value", Kind.WORD, "The duration or date claimed, ISO 8601.", "value"),
        column("qualifier", Kind.CODE, "How exactly it is meant.", "qualifier", words=ClaimQualifier),
        column("subject", Kind.CODE, "Of what it is said.", "subject", words=ClaimSubject),
        column("times_printed", Kind.INTEGER, "How often the source prints it.", "times_printed", unit="times"),
        _finding("verdict", Kind.CODE, "Whether the record agrees, as it is today.", "verdict", words=ClaimVerdict, empty=NOT_YET),
        _finding("verdict_reason", Kind.TEXT, "Why, in a sentence.", "reason", empty=NOT_YET),
        *source_columns("source__"),
        locator_column(),
        *stamp_columns(),
        data_version_column(),
        _finding("compared_with", Kind.CODE, "Which earlier sessions decided: the narrowest of which the claim is true, or all.", "compared_with", words=ComparedWith, empty=NOT_COMPARED),
        _finding("previous_session_id", Kind.ID, "The session on record before, from which the gap is counted.", "previous_session_id", value=public_id("S"), empty=NOT_COMPARED),
        _finding("gap_days_min", Kind.INTEGER, "Shortest reading of that gap.", "days_min", unit="days", empty=NOT_COMPARED),
        _finding("gap_days_max", Kind.INTEGER, "Longest reading of that gap.", "days_max", unit="days", empty=NOT_COMPARED),
        _finding("difference_days", Kind.INTEGER, "Days on record less the days claimed, on the reading nearest to the claim; of a date, the record’s less the claimed one. 0 within the printed precision.", "difference_days", unit="days", empty=NOT_COMPARED),
        *withheld_columns("phrase", "phrase", "source__withholds_quotations"),
    ),
    key=("gap_claim_id",),
    select=_select,
    references=(SESSION_REFERENCE, SOURCE_REFERENCE, Reference("previous_session_id", "sessions", "session_id")),
)  # fmt: skip
