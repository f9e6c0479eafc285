"""The list of all parties: how often each is on record, when last, where, and what it said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from delegations.company import At, tallies
from delegations.models import Delegation, Membership, Party
from delegations.vocabulary import PRESENT
from meetings.paging import Page, page_of
from meetings.publication import is_public
from meetings.query import TimelineQuery
from meetings.record import of_the_record, sessions_met
from meetings.search.meaning import read_meaning

# What the list can be ordered by; the first is what it is ordered by where the address says nothing.
ORDERS = {
    "news": _("last on record as present, latest first"),
    "name": _("name"),
    "sessions": _("sessions attended, most first"),
    "councils": _("councils, most first"),
    "statements": _("statements, most first"),
}


@dataclass(frozen=True, slots=True)
class PartyRow:
    """`sessions`: at which it was present; `councils`: in which it has or had a seat."""

    party: Party
    sessions: int
    last: At | None
    councils: int
    statements: int


@dataclass(frozen=True)
class PartyIndex:
    page: Page
    rows: Sequence[PartyRow]
    total: int


def party_index(query: TimelineQuery, at: datetime) -> PartyIndex:
    """One page of the parties of public records, up to the query's day; with `query.q` in any name. Nine queries at most."""
    parties = list(_named(query.q, at))
    came = Delegation.objects.filter(attendance__in=PRESENT, session__in=sessions_met(query, at))
    present = tallies(came, "party")
    councils, statements = _seats(query, at), _statements(query, at)
    rows = []
    for party in parties:
        times, last = present.get(party.pk, (0, None))
        rows.append(PartyRow(party, times, last, councils.get(party.pk, 0), statements.get(party.pk, 0)))
    rows.sort(key=_order(query.order))
    page = page_of(rows, query)
    total = Party.objects.public(at).count() if query.q else len(rows)
    return PartyIndex(page, page.rows, total)


def _named(text: str, at: datetime) -> Any:
    """Public parties with every word in one of their names, in any script, in the order of names."""
    found = Party.objects.public(at).order_by("sort_key", "pk")
    if not text:
        return found
    as_typed: Any = Q()
    for word in text.split():
        hit = Q(name__unaccent__icontains=word) | Q(code__icontains=word)
        hit |= Q(names__text__unaccent__icontains=word)
        as_typed &= Exists(Party.objects.filter(hit, pk=OuterRef("pk")))
    return found.filter(as_typed | Q(pk__in=read_meaning(text).named_in_full("party")))


def _order(order: str) -> Any:
    return {
        "news": lambda row: -row.last.start.earliest.toordinal() if row.last else 0,
        "name": lambda row: 0,  # as they were read
        "sessions": lambda row: -row.sessions,
        "councils": lambda row: -row.councils,
        "statements": lambda row: -row.statements,
    }[order]


def _seats(query: TimelineQuery, at: datetime) -> dict[int, int]:
    seats = Membership.objects.filter(
        Q(joined=None) | Q(joined__startswith__lte=query.as_of_day), is_public(at, "council__")
    )
    return dict(seats.order_by().values_list("party").annotate(n=Count("council", distinct=True)))


def _statements(query: TimelineQuery, at: datetime) -> dict[int, int]:
    statement: Any = Party._meta.get_field("statements").related_model
    said = of_the_record(statement.objects.public(at), query, at).filter(parties__isnull=False)
    return dict(said.order_by().values_list("parties").annotate(n=Count("pk")))
