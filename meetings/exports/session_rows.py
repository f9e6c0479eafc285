"""Which rows `sessions.csv` has, and in what order."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    F,
    FilteredRelation,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)

from meetings.compiled import compiled, written_once
from meetings.exports.expressions import bytewise, of_chosen_councils
from meetings.exports.scope import Scope, of_scope
from meetings.matching import SHOWN, depends_on_record
from meetings.models import SessionCouncil, TimelineEntry
from meetings.publication import is_public_session
from meetings.query import TimelineQuery
from meetings.timeline.entries import entries_of, is_plain
from meetings.vocabulary import FlagState


def count(scope: Scope) -> int | None:
    """Of an address whose sessions are counted in an index: in that of the timeline's narrow entries, a million of them, or
    in that of what tells sessions apart. What a council has is mostly so few that its keys are counted."""
    query = scope.query
    if query.council or query.party or query.absent or query.person or query.topic or query.flag or query.q:
        return None
    if is_plain(query):
        return entries_of(query, scope.now).count()
    sessions = query.sessions(scope.now).order_by()
    more = TimelineEntry.objects.filter(is_first=False, session__in=sessions)
    return sessions.count() + more.count()


def found(at: datetime, query: TimelineQuery) -> "QuerySet[SessionCouncil]":
    """Sessions that match, once for each council that held them (and that a council filter names)."""
    return SessionCouncil.objects.filter(
        of_chosen_councils(query, "council__slug"), session__in=query.sessions(at)
    )


def with_verdicts(links: "QuerySet[SessionCouncil]", at: datetime) -> "QuerySet[SessionCouncil]":
    """In the order of the file, with the gap before and the flag that stands."""
    return (
        links.annotate(
            gap=FilteredRelation("session__gaps", condition=Q(session__gaps__council=F("council"))),
            flag=FilteredRelation(
                "session__resumptions",
                condition=Q(session__resumptions__council=F("council"))
                & ~Q(session__resumptions__state=FlagState.WITHDRAWN),
            ),
        )
        .annotate(
            previous_is_public=Case(
                When(is_public_session(at, "gap__previous_session__"), then=Value(True)),
                default=Value(False),
            ),
        )
        .order_by(
            bytewise("council__slug"), "session__start__startswith", "session__start__endswith", "session_id"
        )
    )


def _sessions(at: datetime, query: TimelineQuery, most: int) -> "QuerySet[Any, Any]":
    if not is_plain(query):
        return found(at, query).values_list("session_id")[:most]
    entries = entries_of(query.changed(council=()), at)
    return entries.filter(of_chosen_councils(query, "council__slug")).values_list("session_id")[:most]


_kept_sessions = written_once(_sessions)


def keys(scope: Scope, most: int) -> list[int]:
    """For each row its session, at most so many."""
    query = scope.query.changed(**SHOWN)
    # The text is the same for every council: in a kept one stand words that are no slug.
    slugs = {f"council {number}": slug for number, slug in enumerate(query.council)}
    try:
        if depends_on_record(query):
            sql, values = compiled(_sessions(scope.now, query, most))
        else:
            sql, values = _kept_sessions(scope.now, query.changed(council=tuple(slugs)), most)
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, [slugs.get(value, value) for value in values])
        return [session for (session,) in cursor.fetchall()]


def of_any_address(scope: Scope) -> "QuerySet[SessionCouncil]":
    """All sessions, with the councils that the scope names, or with all."""
    chosen = of_scope(lambda scope: list(scope.query.council), ArrayField(TextField()))
    return with_verdicts(SessionCouncil.objects.filter(_IfAny(F("council__slug"), chosen(scope))), scope.now)


class _IfAny(Func):
    """Condition: the first is among those of an array, or there are none."""

    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # the stubs want a tuple of strings and numbers
        (one, _values), (array, given) = map(compiler.compile, self.get_source_expressions())
        return f"({array}::text[] = '{{}}' OR {one} = ANY({array}::text[]))", [*given, *_values, *given]
