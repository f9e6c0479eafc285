"""`gap_claims.csv`: what sources say of gaps, held against the record."""

from django.db.models import QuerySet

from meetings.exports.columns import Kind, Scope, Table, column, data_version_column, stamp_columns
from meetings.exports.evidence import (
    NOT_RECORDED,
    SESSION_REFERENCE,
    locator_column,
    session_id_column,
    source_columns,
)
from meetings.exports.expressions import council_slug_column, in_export_order, session_start_columns
from statements.models import GapClaim
from statements.vocabulary import ClaimQualifier, ClaimSubject, ClaimType, ClaimVerdict


def _select(scope: Scope) -> "QuerySet[GapClaim]":
    rows = GapClaim.objects.filter(session__in=scope.query.sessions(scope.now))
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
        column("phrase", Kind.TEXT, "The words as printed; a quotation, not under our licence.", "phrase", "source__withholds_quotations", value=lambda text, withheld: "" if withheld else text, empty="The source withholds its quotations."),
        column("language", Kind.WORD, "Language of the phrase.", "language", empty=NOT_RECORDED),
        column("claim_type", Kind.CODE, "What it claims.", "claim_type", words=ClaimType),
        column("value", Kind.WORD, "The duration or date claimed, ISO 8601.", "value"),
        column("qualifier", Kind.CODE, "How exactly it is meant.", "qualifier", words=ClaimQualifier),
        column("subject", Kind.CODE, "Of what it is said.", "subject", words=ClaimSubject),
        column("times_printed", Kind.INTEGER, "How often the source prints it.", "times_printed", unit="times"),
        column("verdict", Kind.CODE, "Whether the record agrees.", "finding__verdict", words=ClaimVerdict, empty="Not yet held against the record."),
        column("verdict_reason", Kind.TEXT, "Why, in a sentence.", "finding__reason", empty="Not yet held against the record."),
        *source_columns("source__"),
        locator_column(),
        *stamp_columns(),
        data_version_column(),
    ),
    key=("gap_claim_id",),
    select=_select,
    references=(SESSION_REFERENCE,),
)  # fmt: skip
