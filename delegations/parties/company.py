"""Which parties a party met: at how many sessions, when first and last, in which councils, and where they were alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from delegations.company import COMPANIONS_SHOWN, SESSIONS_READ, Circle, Met, circle, latest
from delegations.models import Delegation, Party
from delegations.vocabulary import PRESENT
from meetings.models import Council
from meetings.query import TimelineQuery
from meetings.record import sessions_met

COUNCILS_NAMED = 3


@dataclass
class Companion:
    """`councils`: those in which they met most often, with the number of sessions; `more`: how many others.

    `alone`: the sessions, also parts of others, with a complete list of delegations that names these two and nobody else.
    """

    party: Party
    met: Met
    councils: list[tuple[Council, int]] = field(default_factory=list)
    more: int = 0
    alone: Met | None = None


@dataclass(frozen=True)
class Company:
    """`read`: sessions at which the party was present, the latest if `is_cut`; `total`: parties met there."""

    companions: Sequence[Companion]
    total: int
    read: int
    is_cut: bool

    @property
    def has_alone(self) -> bool:
        return any(companion.alone for companion in self.companions)


def party_company(
    party: Party, query: TimelineQuery, at: datetime, *, present: int, most: int = COMPANIONS_SHOWN
) -> Company:
    """Those met most often. Five queries. `present`: at how many sessions the party was."""
    mine = latest(_came(query, at).filter(party=party))
    others = Delegation.objects.filter(session__in=mine, attendance__in=PRESENT).exclude(party=party)
    met = circle(others, "party", most=most)
    keys = [each.key for each in met.met]
    parties = Party.objects.in_bulk(keys)
    found = {each.key: Companion(parties[each.key], each) for each in met.met}
    if found:
        _name_councils(found, others.filter(party__in=keys))
        for each in _alone(party, query, at, keys).met:
            found[each.key].alone = each
    return Company(list(found.values()), met.total, min(present, SESSIONS_READ), present > SESSIONS_READ)


def _came(query: TimelineQuery, at: datetime, *, parts: bool = False) -> "QuerySet[Delegation]":
    return Delegation.objects.filter(session__in=sessions_met(query, at, parts=parts), attendance__in=PRESENT)


def _name_councils(found: dict[int, Companion], others: "QuerySet[Delegation]") -> None:
    rows: Any = (
        others.order_by()
        .values_list("party", "session__council_links__council")
        .annotate(n=Count("session"))
        .order_by("-n", "session__council_links__council__sort_key")
    )
    rows = list(rows)
    named: dict[int, list[tuple[int, int]]] = {}
    for party, council, count in rows:
        named.setdefault(party, []).append((council, count))
    councils = Council.objects.in_bulk(
        {council for each in named.values() for council, _ in each[:COUNCILS_NAMED]}
    )
    for key, each in named.items():
        found[key].councils = [(councils[council], count) for council, count in each[:COUNCILS_NAMED]]
        found[key].more = max(0, len(each) - COUNCILS_NAMED)


def _alone(party: Party, query: TimelineQuery, at: datetime, keys: Sequence[int]) -> Circle:
    """Only a complete list can tell that nobody else was there."""
    mine = latest(_came(query, at, parts=True).filter(party=party, session__roster_complete=True), "session")
    third = Delegation.objects.filter(
        ~Q(party=party), ~Q(party=OuterRef("party")), session=OuterRef("session"), attendance__in=PRESENT
    )
    pairs = Delegation.objects.filter(
        ~Exists(third), session__in=mine, party__in=keys, attendance__in=PRESENT
    ).exclude(party=party)
    return circle(pairs, "party", most=len(keys))
