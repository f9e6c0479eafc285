"""What stood on the agenda, and which source says so: `agenda`, `citations`; and the columns of sources."""

from django.db.models import QuerySet

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
from meetings.exports.expressions import (
    council_slug_column,
    in_export_order,
    session_start_columns,
)
from meetings.exports.quotations import unless_withheld, withheld_columns
from meetings.exports.scope import Scope
from meetings.exports.whole import of_whole_record
from meetings.models import AgendaItem, SessionCitation
from meetings.vocabulary import (
    AgendaStanding,
    Confidence,
    DateBasis,
    SessionFact,
    SourceKind,
    Stance,
)

NOT_RECORDED = "Not recorded."
NO_SOURCE = "No source is named for this row; the session's citations stand in citations.csv."


def session_id_column() -> Column:
    return column("session_id", Kind.ID, "The session.", "session_id", value=public_id("S"))


SESSION_REFERENCE = Reference("session_id", "sessions", "session_id")


def source_columns(prefix: str, empty: str = "") -> tuple[Column, ...]:
    """The source of a row, as the files of statements have it; ``prefix``: path to the source."""
    return (
        column("source_id", Kind.ID, "The source.", f"{prefix}id", value=public_id("U"), empty=empty),
        column("source_url", Kind.URL, "Its address.", f"{prefix}url", empty=empty or "A printed source."),
        column("source_publisher", Kind.TEXT, "Outlet or institution.", f"{prefix}publisher", empty=NOT_RECORDED),
        column("source_title", Kind.TEXT, "Headline as printed.", f"{prefix}title", empty=NOT_RECORDED),
        column("source_language", Kind.WORD, "Language of the document.", f"{prefix}language", empty=NOT_RECORDED),
        column("source_published", Kind.EDTF, "When it was published, in EDTF.", f"{prefix}published", empty="No date is printed."),
        column("source_accessed", Kind.DATE, "Day on which it was read.", f"{prefix}accessed", empty=NOT_RECORDED),
        column("source_archive_url", Kind.URL, "A stored copy.", f"{prefix}archive_url", empty="None is on record."),
    )  # fmt: skip


def locator_column(name: str = "source_locator", source: str = "locator") -> Column:
    return column(name, Kind.TEXT, "Where in the document.", source, empty=NOT_RECORDED)


def confidence_column() -> Column:
    return column("confidence", Kind.CODE, "How far the source is to be trusted on this.", "confidence", words=Confidence, empty="Not judged.")  # fmt: skip


def excerpt_column() -> Column:
    return column("excerpt", Kind.TEXT, "The words that say it, as printed; a quotation, not under our licence.", "excerpt", "source__withholds_quotations", value=unless_withheld, empty="Not recorded, or withheld by the source.")  # fmt: skip


def excerpt_withheld_columns() -> tuple[Column, ...]:
    return withheld_columns("excerpt", "excerpt", "source__withholds_quotations")


def note_column() -> Column:
    return column("note", Kind.TEXT, "What a reader must know to weigh it.", "note", empty="None.")  # fmt: skip


def _agenda(scope: Scope) -> "QuerySet[AgendaItem]":
    items = AgendaItem.objects.filter(session__in=scope.query.sessions(scope.now))
    return in_export_order(items, "session", "id")


AGENDA = Table(
    name="agenda",
    title="Agenda",
    description="What sessions were about: discussed, offered, left for later, or demanded off the agenda.",
    row="one subject of one session",
    columns=(
        column("agenda_id", Kind.INTEGER, "Number of the row.", "id"),
        session_id_column(),
        council_slug_column(),
        *session_start_columns("session"),
        column("position", Kind.INTEGER, "Its place on the session's page.", "position"),
        column("standing", Kind.CODE, "Whether it was discussed.", "standing", words=AgendaStanding),
        column("text", Kind.TEXT, "The subject.", "text"),
        column(
            "topic_slug",
            Kind.WORD,
            "The shared topic, as in its address.",
            "topic__slug",
            empty="No shared topic.",
        ),
        column("topic", Kind.TEXT, "The shared topic's name.", "topic__name", empty="No shared topic."),
        column("according_to", Kind.TEXT, "Whose word it is.", "according_to", empty="The source's own."),
        *source_columns("source__", NO_SOURCE),
        locator_column(),
        *stamp_columns(),
        data_version_column(),
    ),
    key=("agenda_id",),
    select=_agenda,
    count=of_whole_record(AgendaItem.objects.hidden),
    references=(SESSION_REFERENCE, SOURCE_REFERENCE),
)


def _citations(scope: Scope) -> "QuerySet[SessionCitation]":
    rows = SessionCitation.objects.filter(session__in=scope.query.sessions(scope.now))
    return in_export_order(rows, "session", "id")


CITATIONS = Table(
    name="citations",
    title="Citations",
    description="Which fact of a session rests on which source. Citations of delegations stand in"
    " delegation_citations.csv; statements, agenda items and claims carry their source in their own row.",
    row="one fact of one session and one source",
    columns=(
        column("citation_id", Kind.INTEGER, "Number of the row.", "id"),
        session_id_column(),
        council_slug_column(),
        *session_start_columns("session"),
        column("fact", Kind.CODE, "The fact that the source supports.", "fact", words=SessionFact, empty="The session as a whole."),
        column("stance", Kind.CODE, "Whether it supports or contradicts the fact.", "stance", words=Stance),
        column("basis", Kind.CODE, "Whether the fact is printed there or was concluded.", "basis", words=DateBasis),
        confidence_column(),
        excerpt_column(),
        note_column(),
        *source_columns("source__"),
        column("source_kind", Kind.CODE, "What sort of document it is.", "source__kind", words=SourceKind, empty=NOT_RECORDED),
        column("derived_from_source_id", Kind.ID, "The source that this one repeats.", "source__derived_from_id", value=public_id("U"), empty="It stands for itself."),
        column("source_corrected", Kind.DATE, "Day on which the publisher corrected it.", "source__corrected_on", empty="Not corrected."),
        column("source_retracted", Kind.DATE, "Day on which the publisher withdrew it.", "source__retracted_on", empty="Not withdrawn."),
        locator_column(),
        *stamp_columns(),
        data_version_column(),
        *excerpt_withheld_columns(),
    ),
    key=("citation_id",),
    select=_citations,
    count=of_whole_record(SessionCitation.objects.hidden),
    references=(SESSION_REFERENCE, SOURCE_REFERENCE),
)  # fmt: skip
