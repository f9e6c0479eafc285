"""What the page of a party shows: few queries, whatever the number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from delegations.attendance.leaders import Leaders, leaders_at
from delegations.models import Delegate, Delegation, Membership, Party
from delegations.parties.company import Company, party_company
from delegations.parties.figure import party_figure
from delegations.parties.presence import PartyPresence, party_presence
from delegations.vocabulary import PRESENT
from meetings.models import Council, SessionCouncil
from meetings.paging import Page, page_of
from meetings.publication import is_public
from meetings.query import TimelineQuery
from meetings.record import is_narrowed, of_the_record, sessions_met, statement_years
from meetings.timeline.presence_shapes import PresenceFigure
from meetings.timeline.yearly import YearlyFigure
from meetings.yearly import counts_by_year

STATEMENTS_SHOWN = 8
SEATS_SHOWN = 60
SESSIONS_A_PAGE = 50
LEADERS_SHOWN = 30


@dataclass(frozen=True)
class PartyPage:
    """`present`: at how many sessions it was, parts not counted; `first`, `last` of them. `choices`: its councils, to choose
    from."""

    party: Party
    present: int
    last: Any
    presence: PartyPresence
    figure: PresenceFigure | None
    company: Company
    leaders: Leaders
    seats: Sequence[Membership]
    n_seats: int
    names: Sequence[Any]
    delegations: Page
    statements: Sequence[Any]
    n_statements: int
    years: YearlyFigure | None


def party_page(party: Party, query: TimelineQuery, at: datetime) -> PartyPage:
    """Everything public about a party up to the query's day, in its councils and period. At most 34 queries."""
    came = Delegation.objects.filter(party=party, attendance__in=PRESENT, session__in=sessions_met(query, at))
    present = came.count()
    last = came.select_related("session").order_by("-session__start__startswith", "-session").first()
    presence = party_presence(party, query, at)
    statements = of_the_record(party.statements.public(at), query, at)
    counts = counts_by_year(statements, "said_on", "session__start")
    seats = _seats(party, query, at)
    return PartyPage(
        party=party,
        present=present,
        last=last.session if last else None,
        presence=presence,
        figure=party_figure(party.name, presence.councils, query),
        company=party_company(party, query, at, present=present),
        leaders=leaders_at(
            sessions_met(query, at), query.as_of_day, most=LEADERS_SHOWN, delegation__party=party
        ),
        seats=list(seats[:SEATS_SHOWN]),
        n_seats=seats.count(),
        names=list(party.names.select_related("source")),
        delegations=page_of(_delegations(party, query, at), query, size=SESSIONS_A_PAGE, apart=True),
        statements=list(statements.for_page().newest_first()[:STATEMENTS_SHOWN]),
        n_statements=sum(counts.values()),
        years=statement_years(_("Statements for %(party)s per year") % {"party": party.name}, counts, query),
    )


def _seats(party: Party, query: TimelineQuery, at: datetime) -> "QuerySet[Membership]":
    seats = Membership.objects.filter(
        Q(joined=None) | Q(joined__startswith__lte=query.as_of_day), is_public(at, "council__"), party=party
    )
    if query.council:
        seats = seats.filter(council__slug__in=query.council)
    return seats.select_related("council", "source").order_by("council__sort_key", "joined__startswith", "pk")


def _delegations(party: Party, query: TimelineQuery, at: datetime) -> "QuerySet[Delegation]":
    """Every delegation on record, known absences too, the latest session first."""
    found = Delegation.objects.filter(party=party)
    shown = (
        of_the_record(found, query, at) if is_narrowed(query) else of_the_record(found.public(at), query, at)
    )
    return (
        shown.select_related("session__place")
        .prefetch_related(
            Prefetch("session__council_links", SessionCouncil.objects.select_related("council")),
            Prefetch("delegates", Delegate.objects.select_related("person").filter(leads=True)),
        )
        .order_by("-session__start__startswith", "-session_id")
    )


def council_choices(party: Party, query: TimelineQuery, at: datetime) -> Sequence[Council]:
    """Councils in which the party has or had a seat, or a delegation to one of their sessions, by name."""
    sat = SessionCouncil.objects.filter(session__delegations__party=party).values("council")
    return list(
        Council.objects.public(at)
        .filter(Q(pk__in=sat) | Q(memberships__party=party) | Q(slug__in=query.council))
        .distinct()[:400]
    )
