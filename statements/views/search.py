"""One box for everything: councils, people, parties, places and sessions, by any spelling on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render

from delegations.models import Party, Person
from meetings.models import Council, Session
from meetings.pages import PublicRequest, public_page
from meetings.query import TimelineQuery
from statements.models import Statement

SHOWN = 20


@dataclass(frozen=True)
class Found:
    """The first hits of each kind; one more than is shown tells that there are others."""

    councils: Sequence[Council]
    people: Sequence[Person]
    parties: Sequence[Party]
    sessions: Sequence[Session]
    statements: Sequence[Statement]

    @property
    def nothing(self) -> bool:
        return not (self.councils or self.people or self.parties or self.sessions or self.statements)


@public_page("q")
def search(request: PublicRequest) -> HttpResponseBase:
    found = _find(request.query, request.now) if request.query.q else None
    return render(request, "statements/search.html", {"found": found, "shown": SHOWN})


def _find(query: TimelineQuery, at: datetime) -> Found:
    statements = Statement.objects.public(at).matching(query).for_page().newest_first()
    return Found(
        councils=list(_named(Council.objects.public(at), query.q, "name", "abbreviation")[: SHOWN + 1]),
        people=list(_named(Person.objects.public(at), query.q, "name")[: SHOWN + 1]),
        parties=list(_named(Party.objects.public(at), query.q, "name", "code")[: SHOWN + 1]),
        sessions=list(query.sessions(at).newest_first().with_row_details()[: SHOWN + 1]),
        statements=list(statements[: SHOWN + 1]),
    )


def _named(rows: "QuerySet[Any]", text: str, *columns: str) -> "QuerySet[Any]":
    """Rows of which every word stands in one of the columns or in a recorded spelling of the name."""
    for word in text.split():
        hit = Q(names__text__unaccent__icontains=word)
        for column in columns:
            hit |= Q(**{f"{column}__unaccent__icontains": word})
        rows = rows.filter(Exists(rows.model._default_manager.filter(hit, pk=OuterRef("pk"))))
    return rows
