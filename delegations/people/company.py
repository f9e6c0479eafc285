"""Whom a person met: those who led other delegations at the same sessions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from delegations.company import COMPANIONS_SHOWN, SESSIONS_READ, Met, circle, latest
from delegations.models import Delegate, Party, Person
from delegations.vocabulary import PRESENT
from meetings.query import TimelineQuery
from meetings.record import sessions_met


@dataclass
class Companion:
    """`parties`: those whose delegations this one led at the sessions at which they met."""

    person: Person
    met: Met
    parties: list[Party] = field(default_factory=list)


@dataclass(frozen=True)
class Company:
    """`read`: sessions at which the person was, the latest if `is_cut`; `total`: heads of delegations met there."""

    companions: Sequence[Companion]
    total: int
    read: int
    is_cut: bool


def came(person: Person, query: TimelineQuery, at: datetime) -> "QuerySet[Delegate]":
    """The person's seats in delegations on record as present at sessions that took place."""
    return Delegate.objects.filter(
        person=person,
        delegation__attendance__in=PRESENT,
        delegation__session__in=sessions_met(query, at),
    )


def person_company(
    person: Person, query: TimelineQuery, at: datetime, *, present: int, most: int = COMPANIONS_SHOWN
) -> Company:
    """Those met most often. Four queries. `present`: at how many sessions the person was."""
    mine = latest(came(person, query, at), "delegation__session")
    heads = Delegate.objects.filter(
        leads=True,
        person__isnull=False,
        delegation__session__in=mine,
        delegation__attendance__in=PRESENT,
    ).exclude(Exists(Delegate.objects.filter(delegation=OuterRef("delegation"), person=person)))
    met = circle(heads, "person", "delegation__session", most=most)
    keys = [each.key for each in met.met]
    people = Person.objects.in_bulk(keys)
    found = {each.key: Companion(people[each.key], each) for each in met.met}
    if found:
        led: Any = heads.filter(person__in=keys).order_by().values_list("person", "delegation__party")
        pairs = list(led.distinct())
        parties = Party.objects.in_bulk({party for _, party in pairs})
        for key, party in sorted(pairs, key=lambda pair: (parties[pair[1]].sort_key, pair)):
            found[key].parties.append(parties[party])
    return Company(list(found.values()), met.total, min(present, SESSIONS_READ), present > SESSIONS_READ)
