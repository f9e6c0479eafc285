"""What the page of a person shows: few queries, whatever the number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from delegations.models import Delegate, Person, Post
from delegations.people.company import Company, came, person_company
from delegations.people.names import Printed, as_printed
from delegations.people.presence import PersonPresence, person_presence
from meetings.models import Council, SessionCouncil
from meetings.paging import Page, page_of
from meetings.query import TimelineQuery
from meetings.record import is_narrowed, of_the_record, statement_years
from meetings.timeline.yearly import YearlyFigure
from meetings.yearly import counts_by_year

STATEMENTS_SHOWN = 8
SESSIONS_A_PAGE = 50


@dataclass(frozen=True)
class PersonPage:
    """`present`: at how many sessions the person was, parts not counted; `printed`: other words that stand for the
    person."""

    person: Person
    present: int
    last: Any
    names: Sequence[Any]
    printed: Sequence[Printed]
    posts: Sequence[Post]
    presence: PersonPresence
    company: Company
    seats: Page
    statements: Sequence[Any]
    n_statements: int
    years: YearlyFigure | None


def person_page(person: Person, query: TimelineQuery, at: datetime) -> PersonPage:
    """Everything public about a person up to the query's day, in its councils and period. At most 25 queries."""
    statements = of_the_record(person.statements.public(at), query, at)
    counts = counts_by_year(statements, "said_on", "session__start")
    posts = list(
        person.posts.filter(Q(start=None) | Q(start__startswith__lte=query.as_of_day))
        .select_related("party", "source")
        .order_by("start__startswith", "id")
    )
    seats = _seats(person, query, at)
    attended = came(person, query, at)
    # Somebody may have sat for several parties at once.
    present = attended.aggregate(n=Count("delegation__session", distinct=True))["n"]
    last = (
        attended.select_related("delegation__session")
        .order_by("-delegation__session__start__startswith", "-delegation__session")
        .first()
    )
    return PersonPage(
        person=person,
        present=present,
        last=last.delegation.session if last else None,
        names=list(person.names.select_related("source").order_by("language", "kind", "id")),
        printed=as_printed(seats, statements),
        posts=posts,
        presence=person_presence(person, posts, query, at),
        company=person_company(person, query, at, present=present),
        seats=page_of(
            seats.select_related("delegation__session__place", "delegation__party", "post")
            .prefetch_related(
                Prefetch(
                    "delegation__session__council_links", SessionCouncil.objects.select_related("council")
                )
            )
            .order_by("-delegation__session__start__startswith", "-delegation__session_id"),
            query,
            size=SESSIONS_A_PAGE,
            apart=True,
        ),
        statements=list(statements.for_page().newest_first()[:STATEMENTS_SHOWN]),
        n_statements=sum(counts.values()),
        years=statement_years(
            _("Statements of %(person)s per year") % {"person": person.name}, counts, query
        ),
    )


def _seats(person: Person, query: TimelineQuery, at: datetime) -> "QuerySet[Delegate]":
    """Every seat on record, also in delegations that did not come."""
    found = Delegate.objects.filter(person=person)
    if is_narrowed(query) or query.as_of:
        return found.filter(delegation__session__in=query.sessions(at))
    return found.public(at)


def council_choices(person: Person, query: TimelineQuery, at: datetime) -> Sequence[Council]:
    """Councils to a session of which the person is on record as a delegate."""
    sat = SessionCouncil.objects.filter(session__delegations__delegates__person=person).values("council")
    return list(Council.objects.public(at).filter(Q(pk__in=sat) | Q(slug__in=query.council))[:400])
