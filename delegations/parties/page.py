"""What the pages of parties and people show: few queries, whatever the number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from delegations.models import Delegate, Delegation, Membership, Party, Person
from delegations.vocabulary import PRESENT
from meetings.models import SessionCouncil
from meetings.paging import Page, page_of
from meetings.publication import is_public
from meetings.query import TimelineQuery

STATEMENTS_SHOWN = 50
PEOPLE_SHOWN = 100


@dataclass(frozen=True)
class PartyPage:
    party: Party
    names: Sequence[Any]
    memberships: Sequence[Membership]
    delegations: Page
    people: Sequence[Person]
    statements: Sequence[Any]
    n_statements: int


@dataclass(frozen=True)
class PersonPage:
    person: Person
    names: Sequence[Any]
    posts: Sequence[Any]
    seats: Page
    statements: Sequence[Any]
    n_statements: int


def with_counts(parties: "QuerySet[Party]", at: datetime) -> "QuerySet[Party]":
    """Annotate ``n_sessions`` (at which it was present) and ``n_councils`` (in which it has or had a seat)."""
    sat = Delegation.objects.public(at).filter(party=OuterRef("pk"), attendance__in=PRESENT)
    seats = Membership.objects.filter(is_public(at, "council__"), party=OuterRef("pk"))
    return parties.annotate(n_sessions=_count(sat, "session"), n_councils=_count(seats, "council"))


def _count(rows: "QuerySet[Any]", of: str) -> Coalesce:
    counted = rows.order_by().values("party").annotate(n=Count(of, distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


def party_page(party: Party, query: TimelineQuery, at: datetime) -> PartyPage:
    """Everything public about a party. At most thirteen queries."""
    statements = party.statements.public(at)
    people = Person.objects.public(at).filter(posts__party=party) | Person.objects.public(at).filter(
        delegate_rows__in=Delegate.objects.public(at).filter(delegation__party=party)
    )
    delegations = (
        Delegation.objects.public(at)
        .filter(party=party)
        .select_related("session__place")
        .prefetch_related(
            Prefetch("session__council_links", SessionCouncil.objects.select_related("council")),
            Prefetch("delegates", Delegate.objects.select_related("person")),
        )
        .order_by("-session__start__startswith", "-session_id")
    )
    return PartyPage(
        party=party,
        names=list(party.names.select_related("source")),
        memberships=list(
            Membership.objects.filter(is_public(at, "council__"), party=party)
            .select_related("council", "source")
            .order_by("council__sort_key", "joined__startswith", "id")
        ),
        delegations=page_of(delegations, query),
        people=list(people.distinct()[:PEOPLE_SHOWN]),
        statements=list(statements.for_page().newest_first()[:STATEMENTS_SHOWN]),
        n_statements=statements.count(),
    )


def person_page(person: Person, query: TimelineQuery, at: datetime) -> PersonPage:
    """Everything public about a person. At most thirteen queries."""
    statements = person.statements.public(at)
    seats = (
        Delegate.objects.public(at)
        .filter(person=person)
        .select_related("delegation__session__place", "delegation__party", "post")
        .prefetch_related(
            Prefetch("delegation__session__council_links", SessionCouncil.objects.select_related("council"))
        )
        .order_by("-delegation__session__start__startswith", "-delegation__session_id")
    )
    return PersonPage(
        person=person,
        names=list(person.names.select_related("source")),
        posts=list(person.posts.select_related("party", "source").order_by("start__startswith", "id")),
        seats=page_of(seats, query),
        statements=list(statements.for_page().newest_first()[:STATEMENTS_SHOWN]),
        n_statements=statements.count(),
    )
