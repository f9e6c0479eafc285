"""The list of all people: by any spelling, how often each sat in a delegation, when last, what they said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from delegations.company import At, tallies
from delegations.models import Delegate, Person, PersonName
from delegations.vocabulary import PRESENT
from meetings.paging import Page, page_of
from meetings.query import TimelineQuery
from meetings.record import of_the_record, sessions_met
from meetings.search.meaning import read_meaning

# What the list can be ordered by; the first is what it is ordered by where the address says nothing.
ORDERS = {
    "news": _("last at a session, latest first"),
    "name": _("name"),
    "sessions": _("sessions, most first"),
    "statements": _("statements, most first"),
}
SPELLINGS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`sessions`: in a delegation that came; `spellings`: others than the usual name, those with a word of the text first."""

    person: Person
    sessions: int
    last: At | None
    statements: int
    spellings: Sequence[str]


@dataclass(frozen=True)
class PersonIndex:
    page: Page
    rows: Sequence[PersonRow]
    total: int


def person_index(query: TimelineQuery, at: datetime) -> PersonIndex:
    """One page of the people of public records, up to the query's day; with `query.q` in any spelling. Nine queries at most."""
    keys = list(_named(query.q, at).values_list("pk", flat=True))
    came = Delegate.objects.filter(
        person__isnull=False,
        delegation__attendance__in=PRESENT,
        delegation__session__in=sessions_met(query, at),
    )
    present = tallies(came, "person", "delegation__session", several=True)
    statements = _statements(query, at)
    keys.sort(key=_order(query.order, present, statements))
    page = page_of(keys, query)
    people = Person.objects.in_bulk(page.rows)
    spellings = _spellings(people, query.q)
    rows = []
    for key in page.rows:
        times, last = present.get(key, (0, None))
        rows.append(PersonRow(people[key], times, last, statements.get(key, 0), spellings.get(key, ())))
    return PersonIndex(page, rows, Person.objects.public(at).count() if query.q else len(keys))


def _named(text: str, at: datetime) -> Any:
    """Public people with every word in one of their names, in any script, in the order of names."""
    found = Person.objects.public(at).order_by("sort_key", "pk")
    if not text:
        return found
    as_typed: Any = Q()
    for word in text.split():
        hit = Q(name__unaccent__icontains=word) | Q(names__text__unaccent__icontains=word)
        as_typed &= Exists(Person.objects.filter(hit, pk=OuterRef("pk")))
    return found.filter(as_typed | Q(pk__in=read_meaning(text).named_in_full("person")))


def _order(order: str, present: dict[int, tuple[int, At]], statements: dict[int, int]) -> Any:
    return {
        "news": lambda key: -present[key][1].start.earliest.toordinal() if key in present else 0,
        "name": lambda key: 0,  # as they were read
        "sessions": lambda key: -present[key][0] if key in present else 0,
        "statements": lambda key: -statements.get(key, 0),
    }[order]


def _statements(query: TimelineQuery, at: datetime) -> dict[int, int]:
    statement: Any = Person._meta.get_field("statements").related_model
    said = of_the_record(statement.objects.public(at), query, at).filter(speaker__isnull=False)
    return dict(said.order_by().values_list("speaker").annotate(n=Count("pk")))


def _spellings(people: dict[int, Person], text: str) -> dict[int, list[str]]:
    words = text.casefold().split()
    found: dict[int, list[str]] = {}
    for owner, name in (
        PersonName.objects.filter(person__in=people).order_by("pk").values_list("person", "text")
    ):
        if name != people[owner].name and name not in found.setdefault(owner, []):
            found[owner].append(name)
    for names in found.values():
        names.sort(key=lambda name: not any(word in name.casefold() for word in words))
    return {owner: names[:SPELLINGS_SHOWN] for owner, names in found.items()}
