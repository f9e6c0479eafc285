"""Which sessions and flags a state of the timeline asks for."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from meetings.among import among
from meetings.models import AgendaItem, Resumption, Session, TimelineEntry
from meetings.publication import SessionQuerySet, is_public_statement
from meetings.search.sessions import sessions_having
from meetings.vocabulary import ABSENT, PRESENT, STANDING, FlagState, Grade

if TYPE_CHECKING:
    from meetings.query.state import TimelineQuery


def sessions_of(query: "TimelineQuery", at: datetime | None) -> SessionQuerySet:
    """See `TimelineQuery.sessions`."""
    found = _held_so(query, _with_whom(query, Session.objects.public(at), at))
    if query.numbers is not None:
        found = found.filter(pk__in=query.numbers)
    if query.topic:
        found = found.filter(
            Exists(AgendaItem.objects.filter(session=OuterRef("pk"), topic__slug__in=query.topic))
            | Exists(_where_said(at, statements__topics__slug__in=query.topic))
        )
    if query.flag:
        found = found.filter(_flagged_then(query, at) if query.is_past else _flagged(query))
    found = _within(query, found)
    return found.filter(sessions_having(query.meaning, at)) if query.q else found


def _with_whom(query: "TimelineQuery", found: SessionQuerySet, at: datetime | None) -> SessionQuerySet:
    """Of these councils; with these parties present, or absent; with these people there, or quoted."""
    if query.council:
        # Every published session has an entry in the lane of each of its councils, in an index of their own.
        found = found.filter(among(TimelineEntry.objects.filter(council__slug__in=query.council), "session"))
    if query.party:
        present = Session.objects.filter(
            delegations__party__code__in=query.party, delegations__attendance__in=PRESENT
        )
        found = found.filter(among(present))
    if query.absent:
        away = Session.objects.filter(
            delegations__party__code__in=query.absent, delegations__attendance=ABSENT
        )
        found = found.filter(among(away))
    if query.person:
        found = found.filter(
            Exists(
                Session.objects.filter(
                    pk=OuterRef("pk"), delegations__delegates__person__slug__in=query.person
                )
            )
            | Exists(_where_said(at, statements__speaker__slug__in=query.person))
        )
    return found


def _held_so(query: "TimelineQuery", found: SessionQuerySet) -> SessionQuerySet:
    """At these levels, in these states, at these places."""
    if query.level:
        found = found.filter(level__in=query.level)
    if query.status:
        found = found.filter(status__in=query.status)
    if query.place:
        found = found.filter(place__slug__in=query.place)
    return found


def _within(query: "TimelineQuery", found: SessionQuerySet) -> SessionQuerySet:
    """Within the period asked for, and begun by the as-of day."""
    if query.first_day:
        found = found.filter(Q(start__endswith__gt=query.first_day) | Q(end__endswith__gt=query.first_day))
    if last := min(filter(None, [query.last_day, query.as_of_day if query.as_of else None]), default=None):
        found = found.filter(start__startswith__lte=last)
    return found


def of_flags(query: "TimelineQuery", prefix: str = "") -> Q:
    """See `TimelineQuery.of_flags`."""
    grades = [value for value in query.flag if value in Grade.values]
    states = [value for value in query.flag if value in FlagState.values]
    condition = Q(**{f"{prefix}state__in": states}) if states else Q()
    if grades and "any" not in query.flag:
        condition &= Q(**{f"{prefix}grade__in": grades})
    return condition


def is_of_flags(query: "TimelineQuery", flag: Resumption) -> bool:
    """The same condition on a flag at hand."""
    grades = [value for value in query.flag if value in Grade.values]
    states = [value for value in query.flag if value in FlagState.values]
    return (not states or flag.state in states) and (
        not grades or "any" in query.flag or flag.grade in grades
    )


def _flagged_then(query: "TimelineQuery", at: datetime | None) -> Q:
    """The same as of a past day: by the verdict of that day, and by today's state."""
    # Lists are cut into pages of a query, so their module reads this one.
    from meetings.flag_lists import flags_as_of

    asks_for_state = bool(set(query.flag) & set(FlagState.values))
    flags = [
        flag
        for flag in flags_as_of(replace(query, council=()), at or timezone.now())
        if is_of_flags(query, flag) and (asks_for_state or flag.state in STANDING)
    ]
    condition = Q(pk__in={flag.session_id for flag in flags})
    if FlagState.WITHDRAWN in query.flag:  # no verdict of any day gives it any more
        condition |= _flagged(query)
    return condition


def _flagged(query: "TimelineQuery") -> Q:
    """A flag as asked for; one that stands, unless a state is asked for."""
    flagged = of_flags(query, "resumptions__")
    if not set(query.flag) & set(FlagState.values):
        flagged &= Q(resumptions__state__in=STANDING)
    return Q(Exists(Session.objects.filter(flagged, pk=OuterRef("pk"))))


def _where_said(at: datetime | None, *conditions: Q, **lookups: Any) -> "QuerySet[Session]":
    """The outer query's session, if one of its public statements meets the conditions."""
    return Session.objects.filter(is_public_statement(at), *conditions, pk=OuterRef("pk"), **lookups)
