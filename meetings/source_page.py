"""What rests on a source, as far as it is public: few queries, whatever the number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from meetings.models import Council, Session, Source
from meetings.paging import Page, page_of
from meetings.publication import SessionQuerySet, is_public
from meetings.query import TimelineQuery
from meetings.vocabulary import LinkState

STATEMENTS_SHOWN = 100
# What rests on sources and belongs to a session, by name, as some of it is of higher apps; and its way to the source.
_RESTS_ON_SESSIONS = (
    ("meetings.SessionCitation", "source"),
    ("meetings.AgendaItem", "source"),
    ("meetings.Announcement", "source"),
    ("delegations.DelegationCitation", "source"),
    ("statements.Wording", "source"),
    ("statements.GapClaim", "source"),
)
_RESTS_ON_IT = (
    *_RESTS_ON_SESSIONS,
    ("meetings.Council", "source"),
    *(("delegations.Party", path) for path in ("source", "names__source")),
    *(("delegations.Person", path) for path in ("names__source", "posts__source")),
)
# From a source to the councils of what rests on it.
_OF_COUNCILS = (
    "council_names__council",
    "coverage__council",
    "memberships__council",
    "successions__successor",
    "context_events__councils",
)
_SESSION_OF = {
    "delegations.DelegationCitation": "delegation__session",
    "statements.Wording": "statement__session",
}


@dataclass(frozen=True)
class SourcePage:
    """``facts``: for each session on this page the names of the facts that the source is cited for. ``dead_since``: the
    UTC day since which its address has been dead; None while it is not."""

    source: Source
    sessions: Page
    facts: dict[int, str]
    councils: Sequence[Council]
    statements: Sequence[Any]
    repeats: Source | None
    repeated_by: Sequence[Source]
    dead_since: date | None


def public_sources(at: datetime) -> "QuerySet[Source]":
    """Sources that something public rests on: a session, a delegation, a statement, a council, a party, a person; and
    those that such a source repeats."""
    rests = _something_rests(at)
    repeating = Source.objects.filter(rests, derived_from=OuterRef("pk"))
    return Source.objects.filter(rests | Q(Exists(repeating)))


def _something_rests(at: datetime) -> Q:
    """Condition on a source."""
    found = Q()
    for model, path in _RESTS_ON_IT:
        rows = apps.get_model(model)._default_manager.public(at)
        found |= Q(Exists(rows.filter(**{path: OuterRef("pk")})))
    for path in _OF_COUNCILS:
        of_council = Source.objects.filter(is_public(at, f"{path}__"), pk=OuterRef("pk"))
        found |= Q(Exists(of_council))
    return found


def _citing_sessions(source: Source, at: datetime) -> SessionQuerySet:
    """Public sessions of which a fact, a delegation or a public statement rests on the source."""
    found = Q()
    for model, path in _RESTS_ON_SESSIONS:
        rows = apps.get_model(model)._default_manager.public(at).filter(**{path: source})
        found |= Q(pk__in=rows.values(_SESSION_OF.get(model, "session")))
    return Session.objects.public(at).filter(found)


def _statements() -> Any:
    """All statements; reached by name, as they belong to a higher app."""
    return apps.get_model("statements.Statement")._default_manager


def source_page(source: Source, query: TimelineQuery, at: datetime) -> SourcePage:
    """Everything public that rests on the source. At most eleven queries."""
    sessions = page_of(_citing_sessions(source, at).newest_first().with_row_details(), query)
    related = [pk for pk in (source.derived_from_id,) if pk]
    near = list(
        public_sources(at).filter(pk__in=[*related, *source.derivatives.values_list("pk", flat=True)])
    )
    facts: dict[int, list[str]] = {}
    cited = source.sessioncitations.filter(session__in=[row.pk for row in sessions.rows]).order_by("id")
    for citation in cited:
        facts.setdefault(citation.session_id, []).append(
            citation.get_fact_display() or _("the session as a whole")
        )
    statements = _statements().public(at).filter(wordings__source=source).distinct()
    return SourcePage(
        source=source,
        sessions=sessions,
        facts={pk: ", ".join(dict.fromkeys(map(str, names))) for pk, names in facts.items()},
        councils=list(Council.objects.public(at).filter(source=source)),
        statements=list(statements.for_page().newest_first()[:STATEMENTS_SHOWN]),
        repeats=next((other for other in near if other.pk == source.derived_from_id), None),
        repeated_by=[other for other in near if other.derived_from_id == source.pk],
        dead_since=_dead_since(source),
    )


def _dead_since(source: Source) -> date | None:
    dead = source.link_checks.filter(
        address=source.url or "", state=LinkState.DEAD, failing_since__isnull=False
    )
    since = dead.values_list("failing_since", flat=True).first()
    return since.date() if since is not None else None
