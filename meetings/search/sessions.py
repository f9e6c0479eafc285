"""Sessions that have the words: in a text of their own, in one said there, or in the name of who met, where and who spoke."""

from datetime import datetime
from functools import reduce
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings.models import SearchedText, Session, SessionCouncil
from meetings.publication import is_public_statement
from meetings.search.meaning import Meaning

KINDS = ("council", "place", "person")


def public_texts(at: datetime | None) -> "QuerySet[SearchedText]":
    """Searched texts whose statement's own embargo has passed; whether their session is public is not asked."""
    return SearchedText.objects.filter(
        Q(embargo_until__isnull=True) | Q(embargo_until__lte=at or timezone.now())
    )


def sessions_having(meaning: Meaning, at: datetime | None) -> Q:
    """Condition on a session. Every word in one text of it, as far as the names of its council, place or people have it not."""
    found: list[QuerySet[Any, Any]] = []
    for way in meaning.ways(KINDS):
        named = [sessions_named(kind, owners, at) for kind, owners in way.named.items()]
        if way.rest or not named:
            condition = meaning.text_condition(way.rest)
            if condition is None:
                continue
            rows = public_texts(at).filter(condition)
            for ids in named:
                rows = rows.filter(session__in=ids)
            found.append(rows.values("session"))
        else:
            sessions = Session.objects.all()
            for ids in named:
                sessions = sessions.filter(pk__in=ids)
            found.append(sessions.values("pk"))
    if not found:
        return Q(pk__in=[])
    return Q(pk__in=reduce(lambda one, other: one.union(other, all=True), found))


def sessions_named(kind: str, owners: "frozenset[int]", at: datetime | None) -> "QuerySet[Any]":
    """Ids of the sessions with one of them: held by the council, at the place, the person in a delegation or speaking."""
    if kind == "council":
        return SessionCouncil.objects.filter(council__in=owners).values("session")
    first, *others = (rows.order_by().values("pk") for rows in sessions_by_name(kind, owners, at))
    return first.union(*others) if others else first


def sessions_by_name(kind: str, owners: "frozenset[int]", at: datetime | None) -> "list[QuerySet[Any]]":
    """The same as lists of sessions, which may have a session more than once."""
    if kind == "council":
        return [Session.objects.filter(council_links__council__in=owners)]
    if kind == "place":
        return [Session.objects.filter(place__in=owners)]
    return [
        Session.objects.filter(is_public_statement(at), statements__speaker__in=owners),
        Session.objects.filter(delegations__delegates__person__in=owners),
    ]
