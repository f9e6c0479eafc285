"""What can be chosen to be compared: short lists that a text narrows; what is chosen always stands in them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from delegations.models import Party
from meetings.models import Council
from meetings.query import TimelineQuery

CHOICES_MAX = 200
SELECT_MAX = 400


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Choices:
    """``more``: how many the text leaves out or the list has no room for is not told, only that there are."""

    councils: list[Choice]
    parties: list[Choice]
    councils_cut: bool
    parties_cut: bool


def choices(query: TimelineQuery, at: datetime) -> Choices:
    """Four queries at most: those that match the text, and those chosen already."""
    councils, councils_cut = _choices(Council.objects.public(at), "slug", query.council, query.q)
    parties, parties_cut = _choices(Party.objects.public(at), "code", query.party, query.q)
    return Choices(councils, parties, councils_cut, parties_cut)


def _choices(
    public: "QuerySet[Any]", key: str, chosen: Collection[str], text: str
) -> tuple[list[Choice], bool]:
    matching = public
    for word in text.split():
        hit = Q(name__unaccent__icontains=word) | Q(**{f"{key}__icontains": word})
        matching = matching.filter(
            hit | Q(pk__in=public.filter(names__text__unaccent__icontains=word).values("pk"))
        )
    found = list(matching.values_list(key, "name")[: CHOICES_MAX + 1])
    shown = dict(found[:CHOICES_MAX])
    missing = [value for value in chosen if value not in shown]
    kept = dict(public.filter(**{f"{key}__in": missing}).values_list(key, "name")) if missing else {}
    return (
        [Choice(value, name, value in chosen) for value, name in (kept | shown).items()],
        len(found) > CHOICES_MAX,
    )
