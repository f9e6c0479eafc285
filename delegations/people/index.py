"""The list of all people: by any spelling, how often each sat in a delegation, when last, for whom, what they said."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegate, Person
from delegations.vocabulary import PRESENT
from meetings.query import TimelineQuery
from meetings.record import of_the_record, sessions_met

# What the list can be ordered by; the first is what it is ordered by where the address says nothing.
ORDERS = {
    "news": _("last at a session, latest first"),
    "name": _("name"),
    "sessions": _("sessions, most first"),
    "statements": _("statements, most first"),
}


def people_on_record(query: TimelineQuery, at: datetime) -> "QuerySet[Person]":
    """Public people with `n_sessions` (in a delegation that came), `n_statements`, start and key of the `last` session,
    and `spellings`: those of their names that the text is found in, where they are not the usual name."""
    came = Delegate.objects.filter(
        person=OuterRef("pk"),
        delegation__attendance__in=PRESENT,
        delegation__session__in=sessions_met(query, at),
    )
    last = came.order_by("-delegation__session__start__startswith", "-delegation__session")
    found = Person.objects.public(at)
    spelled = Q()
    for word in query.q.split():
        spelled |= Q(text__unaccent__icontains=word)
        hit = Q(name__unaccent__icontains=word) | Q(names__text__unaccent__icontains=word)
        found = found.filter(Exists(Person.objects.filter(hit, pk=OuterRef("pk"))))
    names: Any = Person._meta.get_field("names").related_model
    spellings = names.objects.filter(spelled, person=OuterRef("pk")).exclude(text=OuterRef("name"))
    statement: Any = Person._meta.get_field("statements").related_model
    said = of_the_record(statement.objects.public(at), query, at).filter(speaker=OuterRef("pk"))
    found = found.annotate(
        n_sessions=_count(came, "person"),
        last_start=Subquery(last.values("delegation__session__start")[:1]),
        last_session=Subquery(last.values("delegation__session")[:1]),
        n_statements=_count(said, "speaker"),
        spellings=ArraySubquery(spellings.order_by("pk").values("text")[:4]),
    )
    by: tuple[Any, ...] = {
        "news": (F("last_start__startswith").desc(nulls_last=True),),
        "name": (),
        "sessions": ("-n_sessions",),
        "statements": ("-n_statements",),
    }[query.order]
    return found.order_by(*by, "sort_key", "pk")


def _count(rows: "QuerySet[Any]", by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
