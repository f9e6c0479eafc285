"""`successions.csv`: which council continues, replaces, splits from, merges or revives which."""

from django.db.models import Q, QuerySet

from meetings.exports.cited import SOURCE_REFERENCE, named_source_columns
from meetings.exports.columns import Kind, Reference, Table, column, data_version_column, stamp_columns
from meetings.exports.councils import NOT_RECORDED, matching_councils
from meetings.exports.expressions import bytewise, dates
from meetings.exports.scope import Scope
from meetings.models import Succession
from meetings.publication import is_public
from meetings.vocabulary import SuccessionKind


def successions(scope: Scope) -> "QuerySet[Succession]":
    """Between public councils, of which one matches."""
    councils = matching_councils(scope).order_by()
    return Succession.objects.filter(
        Q(successor__in=councils) | Q(predecessor__in=councils),
        is_public(scope.now, "successor__"),
        is_public(scope.now, "predecessor__"),
    ).order_by(bytewise("successor__slug"), bytewise("predecessor__slug"), "id")


SUCCESSIONS = Table(
    name="successions",
    title="Successions",
    description="Which council follows which, and how. Only one that continues another takes over its earlier sessions"
    " when gaps are judged.",
    row="one council that follows another",
    columns=(
        column("succession_id", Kind.INTEGER, "Number of the row.", "id"),
        column("successor_slug", Kind.WORD, "The later council, as in its address.", "successor__slug"),
        column("predecessor_slug", Kind.WORD, "The earlier council, as in its address.", "predecessor__slug"),
        column("kind", Kind.CODE, "How the later one follows the earlier.", "kind", words=SuccessionKind),
        *dates("happened", "happened", "When it did", empty=NOT_RECORDED),
        column("note", Kind.TEXT, "How it happened, in a sentence.", "note", empty=NOT_RECORDED),
        *named_source_columns("No document is named."),
        *stamp_columns(),
        data_version_column(),
    ),
    key=("succession_id",),
    select=successions,
    references=(
        Reference("successor_slug", "councils", "council_slug"),
        Reference("predecessor_slug", "councils", "council_slug"),
        SOURCE_REFERENCE,
    ),
)
