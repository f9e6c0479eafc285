"""Work lists of sessions: drafts, reviews, sources that disagree, sessions of which nothing said is on record."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg, StringAgg
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from delegations.models import DelegationCitation
from delegations.vocabulary import DelegationFact
from meetings.models import Session, SessionCitation, SessionCouncil
from meetings.vocabulary import COUNTING_STATUSES, Publication, SessionFact, Stance
from statements.models import Statement
from statements.worklists.entries import Asker, Line


def councils_of(session: str) -> Subquery:
    """The short names of the councils that held the session whose key stands in that column of the outer query."""
    name = Coalesce(NullIf("council__abbreviation", Value("")), "council__name")
    links = SessionCouncil.objects.filter(session=OuterRef(session)).order_by().values("session")
    return Subquery(links.annotate(names=StringAgg(name, ", ", order_by="id")).values("names"))


def entered_by(model: Any, key: str = "pk") -> Subquery:
    """The key (as text) of the account that made the row; NULL where no account did."""
    made = model.pgh_event_model.objects.filter(pgh_obj=OuterRef(key), pgh_label="insert")
    return Subquery(made.order_by("pgh_id").values(account=KT("pgh_context__user"))[:1])


def session_address(key: int, rows: str = "") -> str:
    """The session's form, at those rows of it (the name of a form set) if any."""
    return reverse("admin:meetings_session_change", args=[key]) + (f"#{rows}-group" if rows else "")


def _sessions() -> QuerySet[Session]:
    return Session.objects.annotate(who=councils_of("pk")).order_by("-updated_at", "-id")


def _named(session: Any) -> str:
    return f"{session.who}: {session}" if session.who else str(session)


def session_line(session: Any) -> Line:
    return Line(session_address(session.pk), _named(session))


def own_drafts(asker: Asker) -> QuerySet[Session]:
    drafts = _sessions().filter(publication=Publication.DRAFT)
    return drafts.annotate(entered_by=entered_by(Session)).filter(entered_by=str(asker.user.pk))


def in_review(asker: Asker) -> QuerySet[Session]:
    return _sessions().filter(publication=Publication.IN_REVIEW)


def without_statements(asker: Asker) -> QuerySet[Session]:
    """Sessions that took place, the latest first."""
    silent = ~Exists(Statement.objects.filter(session=OuterRef("pk")))
    took_place = _sessions().filter(silent, status__in=COUNTING_STATUSES)
    return took_place.exclude(publication=Publication.WITHDRAWN).order_by("-start__endswith", "-id")


def disputed(asker: Asker) -> QuerySet[Session]:
    """Sessions of which a source contradicts a fact, while nobody has said how far it is to be trusted on that."""
    open_question = Q(stance=Stance.CONTRADICTS, confidence="")
    of_session = SessionCitation.objects.filter(open_question, session=OuterRef("pk"))
    of_delegation = DelegationCitation.objects.filter(open_question, delegation__session=OuterRef("pk"))
    return (
        _sessions()
        .filter(Exists(of_session) | Exists(of_delegation))
        .exclude(publication=Publication.WITHDRAWN)
        .annotate(
            facts=_facts(of_session.order_by().values("session")),
            facts_of_delegations=_facts(of_delegation.order_by().values("delegation__session")),
        )
    )


def _facts(citations: QuerySet[Any, Any]) -> Subquery:
    return Subquery(citations.annotate(all=ArrayAgg("fact", distinct=True)).values("all"))


def disputed_line(session: Any) -> Line:
    facts = [SessionFact(fact).label if fact else "the session as a whole" for fact in session.facts or ()]
    facts += [
        f"{DelegationFact(fact).label if fact else 'presence'} of a delegation"
        for fact in session.facts_of_delegations or ()
    ]
    rows = "citations" if session.facts else "delegations"
    return Line(session_address(session.pk, rows), _named(session), ", ".join(map(str, facts)))
