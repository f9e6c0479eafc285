"""`sources.csv`: the documents on which the rows of all files rest."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from delegations.exports.delegations import chosen_delegations, matching_memberships
from delegations.exports.names import names_of
from delegations.exports.people import matching_parties, matching_posts
from delegations.models import DelegationCitation
from meetings.among import any_of
from meetings.compiled import compiled
from meetings.exports.announcements import announcements
from meetings.exports.columns import (
    Kind,
    Reference,
    Table,
    column,
    data_version_column,
    public_id,
    site_url,
    stamp_columns,
)
from meetings.exports.context_events import context_events
from meetings.exports.councils import matching_councils, matching_coverage
from meetings.exports.evidence import NOT_RECORDED
from meetings.exports.expressions import dates
from meetings.exports.scope import Scope
from meetings.exports.successions import successions
from meetings.models import AgendaItem, LinkCheck, SessionCitation, Source, SourceAddress
from meetings.vocabulary import LinkState, SourceKind
from statements.exports.wordings import public_statements
from statements.models import GapClaim, Wording

# The sources that a query names, and those from which they derive, over any number of steps.
_LINE = (
    "WITH RECURSIVE line(id) AS ("
    "SELECT cited.id FROM ({cited}) cited(id) WHERE cited.id IS NOT NULL"
    " UNION SELECT s.derived_from_id FROM meetings_source s JOIN line ON s.id = line.id"
    " WHERE s.derived_from_id IS NOT NULL)"
    " SELECT id FROM line"
)


def _of_sessions(scope: Scope) -> "Iterator[tuple[QuerySet[Any], str]]":
    if not scope.is_narrow:
        cited = Q()
        for model in (SessionCitation, Wording, DelegationCitation, AgendaItem, GapClaim):
            cited |= Q(any_of(model.objects.public(scope.now), "source"))
        yield Source.objects.filter(cited), "pk"
        return
    sessions = scope.query.sessions(scope.now)
    yield SessionCitation.objects.filter(session__in=sessions), "source"
    yield AgendaItem.objects.filter(session__in=sessions), "source"
    yield GapClaim.objects.filter(session__in=sessions), "source"
    yield DelegationCitation.objects.filter(delegation__in=chosen_delegations(scope)), "source"
    yield Wording.objects.filter(statement__in=public_statements(scope)), "source"


def _citing(scope: Scope) -> "Iterator[tuple[QuerySet[Any], str]]":
    """The rows of the other files that name a source, and the path to it."""
    yield from _of_sessions(scope)
    yield announcements(scope), "source"
    yield matching_councils(scope), "source"
    yield matching_coverage(scope), "source"
    yield successions(scope), "source"
    yield context_events(scope), "event__source"
    yield matching_memberships(scope), "source"
    yield matching_parties(scope), "source"
    yield matching_posts(scope), "source"
    for names in names_of(scope).values():
        yield names, "source"


def _select(scope: Scope) -> "QuerySet[Source]":
    texts: list[str] = []
    values: list[Any] = []
    for rows, path in _citing(scope):
        try:
            text, own = compiled(rows.order_by().values(cited_source=F(path)))
        except EmptyResultSet:
            continue
        texts.append(f"({text})")
        values += own
    if not texts:
        return Source.objects.none()
    line = RawSQL(_LINE.format(cited=" UNION ".join(texts)), values)
    return Source.objects.filter(pk__in=line).order_by("id")


def _other_addresses() -> ArraySubquery:
    return ArraySubquery(SourceAddress.objects.filter(source=OuterRef("pk")).order_by("id").values("url"))


def _dead_since() -> Subquery:
    checks = LinkCheck.objects.filter(
        source=OuterRef("pk"), address=OuterRef("url"), state=LinkState.DEAD, failing_since__isnull=False
    )
    return Subquery(checks.values("failing_since__date")[:1])


SOURCES = Table(
    name="sources",
    title="Sources",
    description="The documents that the rows of the other files name, and those from which they derive. A filter leaves"
    " those that what it leaves rests on.",
    row="one document",
    columns=(
        column("source_id", Kind.ID, "The source.", "id", value=public_id("U")),
        column("source_url", Kind.URL, "Its address.", "url", empty="A printed source."),
        column("other_urls", Kind.URLS, "Where it also stands, or stood before it moved.", _other_addresses(), empty="None is on record."),
        column("title", Kind.TEXT, "Headline as printed.", "title", empty=NOT_RECORDED),
        column("publisher", Kind.TEXT, "Outlet or institution.", "publisher", empty=NOT_RECORDED),
        column("author", Kind.TEXT, "By-line as printed.", "author", empty="None is printed, or not recorded."),
        column("kind", Kind.CODE, "What sort of document it is.", "kind", words=SourceKind, empty=NOT_RECORDED),
        column("language", Kind.WORD, "Language of the document.", "language", empty=NOT_RECORDED),
        *dates("published", "published", "When it was published", empty="No date is printed."),
        column("accessed", Kind.DATE, "Day on which it was read.", "accessed", empty=NOT_RECORDED),
        column("archive_url", Kind.URL, "A stored copy.", "archive_url", empty="None is on record."),
        column("archived_on", Kind.DATE, "Day on which the copy was stored.", "archived_on", empty=NOT_RECORDED),
        column("restricted_access", Kind.BOOLEAN, "1 if readers must pay or sign in to read it.", "restricted_access"),
        column("corrected_on", Kind.DATE, "Day on which the publisher corrected it.", "corrected_on", empty="Not corrected."),
        column("retracted_on", Kind.DATE, "Day on which the publisher withdrew it.", "retracted_on", empty="Not withdrawn."),
        column("mark_note", Kind.TEXT, "What the publisher says of that.", "mark_note", empty="Neither corrected nor withdrawn, or not recorded."),
        column("derived_from_source_id", Kind.ID, "The source that this one repeats.", "derived_from_id", value=public_id("U"), empty="It stands for itself."),
        column("withholds_quotations", Kind.BOOLEAN, "1 if the publisher forbids passing on its quotations: their text is left out of all files.", "withholds_quotations"),
        column("dead_since", Kind.DATE, "UTC day since which its address has not answered.", _dead_since(), empty="It answers, or was not asked."),
        column("url", Kind.URL, "Its page.", "id", value=site_url("/sources/{}/")),
        *stamp_columns(created=True),
        data_version_column(),
    ),
    key=("source_id",),
    select=_select,
    references=(Reference("derived_from_source_id", "sources", "source_id"),),
)  # fmt: skip
