"""`context_events.csv`: what explains silences: suspensions, boycotts, wars, and the councils that they concern."""

from django.db.models import QuerySet

from meetings.exports.cited import SOURCE_REFERENCE, source_id_column
from meetings.exports.columns import Kind, Table, column, data_version_column, stamp_columns
from meetings.exports.councils import COUNCIL_REFERENCE, NOT_RECORDED, matching_councils
from meetings.exports.expressions import bytewise, dates
from meetings.exports.scope import Scope
from meetings.models import ContextEventCouncil
from meetings.vocabulary import ContextKind


def context_events(scope: Scope) -> "QuerySet[ContextEventCouncil]":
    """Events of matching councils, begun by the as-of day, once for each of these councils."""
    links = ContextEventCouncil.objects.filter(council__in=matching_councils(scope).order_by())
    if scope.query.as_of:
        links = links.filter(event__start__startswith__lte=scope.query.as_of_day)
    return links.order_by(
        bytewise("council__slug"), "event__start__startswith", "event__start__endswith", "event_id"
    )


CONTEXT_EVENTS = Table(
    name="context_events",
    title="Context events",
    description="Dated, cited events that explain silences. One that concerns several councils has a row for each. An"
    " event changes no grade.",
    row="one event of one council",
    columns=(
        column("event_id", Kind.INTEGER, "Number of the event.", "event_id"),
        column("council_slug", Kind.WORD, "A council that it concerns, as in its address.", "council__slug"),
        column("kind", Kind.CODE, "What sort of event it was.", "event__kind", words=ContextKind),
        column("title", Kind.TEXT, "What happened, in a few words.", "event__title"),
        column("description", Kind.TEXT, "The same in a sentence or two.", "event__description", empty=NOT_RECORDED),
        *dates("start", "event__start", "When it began"),
        *dates("end", "event__end", "When it ended", empty="It lasts, or not recorded."),
        source_id_column("event__source_id"),
        column("source_url", Kind.URL, "Its address.", "event__source__url", empty="A printed source."),
        *stamp_columns("event__"),
        data_version_column(),
    ),
    key=("event_id", "council_slug"),
    select=context_events,
    references=(COUNCIL_REFERENCE, SOURCE_REFERENCE),
)  # fmt: skip
