"""The list of all parties: how often each is on record, when last, where, and what it said."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation, Membership, Party
from delegations.vocabulary import PRESENT
from meetings.publication import is_public
from meetings.query import TimelineQuery
from meetings.record import of_the_record, sessions_met

# What the list can be ordered by; the first is what it is ordered by where the address says nothing.
ORDERS = {
    "news": _("last on record as present, latest first"),
    "name": _("name"),
    "sessions": _("sessions attended, most first"),
    "councils": _("councils, most first"),
    "statements": _("statements, most first"),
}


def parties_on_record(query: TimelineQuery, at: datetime) -> "QuerySet[Party]":
    """Public parties with `n_sessions` (at which it was present), `n_councils` (in which it has or had a seat), `n_statements`
    and the start and key of the `last` session, up to the query's day; with `query.q` in any name."""
    came = Delegation.objects.filter(
        party=OuterRef("pk"), attendance__in=PRESENT, session__in=sessions_met(query, at)
    )
    last = came.order_by("-session__start__startswith", "-session")
    seats = Membership.objects.filter(
        Q(joined=None) | Q(joined__startswith__lte=query.as_of_day),
        is_public(at, "council__"),
        party=OuterRef("pk"),
    )
    found = Party.objects.public(at)
    for word in query.q.split():
        hit = Q(name__unaccent__icontains=word) | Q(code__icontains=word)
        hit |= Q(names__text__unaccent__icontains=word)
        found = found.filter(Exists(Party.objects.filter(hit, pk=OuterRef("pk"))))
    return _ordered(
        found.annotate(
            n_sessions=_count(came, "party", "pk"),
            last_start=Subquery(last.values("session__start")[:1]),
            last_session=Subquery(last.values("session")[:1]),
            n_councils=_count(seats, "party", "council"),
            n_statements=_statements(query, at),
        ),
        query.order,
    )


def _count(rows: "QuerySet[Any]", by: str, of: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count(of, distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


def _statements(query: TimelineQuery, at: datetime) -> Coalesce:
    statement: Any = Party._meta.get_field("statements").related_model
    said = of_the_record(statement.objects.public(at), query, at).filter(parties=OuterRef("pk"))
    return _count(said, "parties", "pk")


def _ordered(found: "QuerySet[Party]", order: str) -> "QuerySet[Party]":
    by: tuple[Any, ...] = {
        "news": (F("last_start__startswith").desc(nulls_last=True),),
        "name": (),
        "sessions": ("-n_sessions",),
        "councils": ("-n_councils",),
        "statements": ("-n_statements",),
    }[order]
    return found.order_by(*by, "sort_key", "pk")
