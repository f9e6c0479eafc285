"""What rests on a source, as far as it is public: few queries, whatever the number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from meetings.models import Council, Session, Source
from meetings.paging import Page, page_of
from meetings.publication import is_public
from meetings.query import TimelineQuery

STATEMENTS_SHOWN = 100


@dataclass(frozen=True)
class SourcePage:
    """``facts``: for each session on this page the names of the facts that the source is cited for."""

    source: Source
    sessions: Page
    facts: dict[int, str]
    councils: Sequence[Council]
    statements: Sequence[Any]
    repeats: Source | None
    repeated_by: Sequence[Source]


def public_sources(at: datetime) -> "QuerySet[Source]":
    """Sources of public sessions, statements and councils."""
    cited = Exists(_citing_sessions(OuterRef("pk"), at))
    councils = Exists(Council.objects.public(at).filter(source=OuterRef("pk")))
    of_councils = [
        Exists(Source.objects.filter(is_public(at, f"{path}__council__"), pk=OuterRef("pk")))
        for path in ("council_names", "coverage", "memberships")
    ]
    condition = cited | councils
    for of_council in of_councils:
        condition |= of_council
    return Source.objects.filter(condition)


def _citing_sessions(source: Any, at: datetime) -> "QuerySet[Session]":
    """Public sessions of which a fact, a delegation or a public statement rests on the source."""
    public = Session.objects.public(at)
    said = Exists(_statements().public(at).filter(session=OuterRef("pk"), wordings__source=source))
    found = Exists(Session.objects.filter(pk=OuterRef("pk"), citations__source=source)) | said
    for path in (
        "agenda__source",
        "announcements__source",
        "gap_claims__source",
        "delegations__citations__source",
    ):
        found |= Exists(Session.objects.filter(pk=OuterRef("pk"), **{path: source}))
    return public.filter(found)


def _statements() -> Any:
    """All statements; reached by name, as they belong to a higher app."""
    return Session._meta.get_field("statements").related_model.objects  # type: ignore[union-attr]


def source_page(source: Source, query: TimelineQuery, at: datetime) -> SourcePage:
    """Everything public that rests on the source. At most ten queries."""
    sessions = page_of(_citing_sessions(source, at).newest_first().with_row_details(), query)
    related = [pk for pk in (source.derived_from_id,) if pk]
    near = list(
        public_sources(at).filter(pk__in=[*related, *source.derivatives.values_list("pk", flat=True)])
    )
    facts: dict[int, list[str]] = {}
    cited = source.sessioncitations.filter(session__in=[row.pk for row in sessions.rows]).order_by("id")  # type: ignore[attr-defined]  # named after the citing class
    for citation in cited:
        facts.setdefault(citation.session_id, []).append(
            citation.get_fact_display() or "the session as a whole"
        )
    statements = _statements().public(at).filter(wordings__source=source).distinct()
    return SourcePage(
        source=source,
        sessions=sessions,
        facts={pk: ", ".join(dict.fromkeys(map(str, names))) for pk, names in facts.items()},
        councils=Council.objects.public(at).filter(source=source),
        statements=statements.for_page().newest_first()[:STATEMENTS_SHOWN],
        repeats=next((other for other in near if other.pk == source.derived_from_id), None),
        repeated_by=[other for other in near if other.derived_from_id == source.pk],
    )
