"""`wordings.csv`: every form in which a source prints a statement."""

from django.db.models import F, Q, QuerySet

from meetings.among import among
from meetings.exports.cited import SOURCE_REFERENCE
from meetings.exports.columns import (
    Column,
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
    is_known,
    session_start_columns,
)
from meetings.exports.quotations import unless_withheld, withheld_columns
from meetings.exports.scope import Scope
from meetings.exports.whole import of_whole_record
from statements.models import Statement, Wording
from statements.vocabulary import Attribution, Fidelity, TranslationOrigin

WITHHELD = "The source withholds its quotations."


def public_statements(scope: Scope) -> "QuerySet[Statement]":
    """Statements as the page `/statements/` lists them for the same address: by the councils, parties and people named
    and the words searched for; the other filters choose the sessions."""
    sessions = scope.query.changed(party=(), person=(), q="").sessions(scope.now)
    return Statement.objects.public(scope.now).matching(scope.query).filter(session__in=sessions)


def _select(scope: Scope) -> "QuerySet[Wording]":
    said = public_statements(scope)
    # Of a few named sessions or councils their statements are found first: PostgreSQL would read all wordings to find two.
    are_few = scope.query.numbers is not None or bool(scope.query.council)
    chosen = among(said, column="statement") if are_few else Q(statement__in=said)
    rows = Wording.objects.filter(chosen).annotate(session_id=F("statement__session_id"))
    return in_export_order(rows, "statement__session", "statement_id", "position", "id")


def _text_column(name: str, description: str, empty: str) -> Column:
    return column(
        name, Kind.TEXT, description, name, "source__withholds_quotations", value=unless_withheld, empty=empty
    )


WORDINGS = Table(
    name="wordings",
    title="Wordings",
    description="Every form in which a source prints a statement: in several languages, in full, as a fragment or as"
    " reported speech. Quotations are not under our licence.",
    row="one form of one statement in one source",
    columns=(
        column("wording_id", Kind.ID, "The wording.", "id", value=public_id("W")),
        column("statement_id", Kind.ID, "The statement.", "statement_id", value=public_id("Q")),
        session_id_column(),
        council_slug_column(),
        *session_start_columns("statement__session"),
        column("position", Kind.INTEGER, "Its place among the statement's wordings.", "position"),
        column("fidelity", Kind.CODE, "How close it is to what was said.", "fidelity", words=Fidelity),
        _text_column("text", "The words as printed.", WITHHELD),
        column("text_language", Kind.WORD, "Language of the text.", "language"),
        _text_column("clause", "For a fragment: the clause in which it stands.", f"Not a fragment, not recorded, or: {WITHHELD}"),
        column("speaker_as_printed", Kind.TEXT, "The speaker as the source names them.", "speaker_as_printed", empty=NOT_RECORDED),
        column("attribution", Kind.CODE, "Whether the speaker is printed with the sentence.", "attribution", words=Attribution),
        column("is_excerpt", Kind.BOOLEAN, "Whether it is cut from a longer text.", "is_excerpt"),
        column("translated_from_wording_id", Kind.ID, "The wording of which it is a translation.", "translated_from_id", value=public_id("W"), empty="Not a translation of a wording on record."),
        column("translation_origin", Kind.CODE, "Who translated.", "translation_origin", words=TranslationOrigin, empty="Not a translation, or not recorded."),
        column("quote_checked", Kind.BOOLEAN, "Whether a second person compared it with the source.", "checked_at", value=is_known),
        *source_columns("source__"),
        locator_column(),
        *stamp_columns(),
        data_version_column(),
        column("quote_checked_at", Kind.INSTANT, "When a second person compared it with the source.", "checked_at", empty="Nobody has."),
        *withheld_columns("text", "text", "source__withholds_quotations"),
        *withheld_columns("clause", "clause", "source__withholds_quotations"),
    ),
    key=("wording_id",),
    select=_select,
    count=of_whole_record(Wording.objects.hidden),
    references=(
        Reference("statement_id", "statements", "statement_id"),
        SESSION_REFERENCE,
        SOURCE_REFERENCE,
        Reference("translated_from_wording_id", "wordings", "wording_id"),
    ),
)  # fmt: skip
