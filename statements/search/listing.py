"""The list of statements: filtered, exact words first, newest first, as far as anybody leafs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from meetings.query import TimelineQuery
from meetings.search.listing import MOST_LISTED, Chosen, Listing, Row, choose, listed, newest
from meetings.search.meaning import Meaning
from meetings.search.sessions import KINDS, public_texts
from meetings.timeline.entries import last_day
from statements.models import Statement, Wording
from statements.models.statement import StatementQuerySet
from statements.search.having import of_way

_OF_TEXTS = ("day", "session", "statement_id")
_OF_STATEMENTS = ("session__start__startswith", "session", "pk")


@dataclass(frozen=True, slots=True)
class Refinement:
    """What only this list can be asked for, besides the filters of the timeline. Empty: not asked."""

    language: str = ""
    fidelity: str = ""
    strict: bool = False


def chosen_statements(query: TimelineQuery, at: datetime, refinement: Refinement) -> StatementQuerySet:
    """Public statements that the filters choose, whatever their words; the same as in `statements.csv`."""
    sessions = query.changed(party=(), person=(), q="")
    own = query.changed(q="")
    found: StatementQuerySet
    if sessions.is_filtered or sessions.as_of:
        # These are public sessions of the councils asked for: nothing of that need be asked twice.
        found = _past_embargo(at).filter(session__in=sessions.sessions(at)).matching(own.changed(council=()))
    else:
        found = Statement.objects.public(at).matching(own)
    if refinement.language or refinement.fidelity:
        having = Wording.objects.filter(
            **{name: value for name in ("language", "fidelity") if (value := getattr(refinement, name))}
        )
        found = found.filter(pk__in=having.values("statement"))
    return found


def statements_found(
    query: TimelineQuery,
    meaning: Meaning | None,
    at: datetime,
    refinement: Refinement,
    most: int = MOST_LISTED,
) -> Listing:
    """The newest of them. ``meaning`` None: no words were typed."""
    first, last = query.first_day, last_day(query)
    if is_narrowed(query.changed(period_from="", period_to="", as_of=""), refinement):
        public = chosen_statements(query, at, refinement)
        chosen = choose(public, is_narrow=True, first=first, last=last)
    else:
        chosen = Chosen(None, lambda some: _public_of(some, query.changed(q=""), at), first, last)
    statements = Statement.objects.all()
    if meaning is None:
        return listed((), newest(statements, _OF_STATEMENTS, chosen, most), most)
    texts = public_texts(at).filter(statement_id__isnull=False)
    as_typed = meaning.exact_condition()
    exact = newest(texts.filter(as_typed), _OF_TEXTS, chosen, most) if as_typed else []
    others: list[Row] = []
    for way in meaning.ways(KINDS):
        if len(exact) > most:
            break
        for rows, column in of_way(meaning, way, texts, statements):
            others += newest(rows, _OF_TEXTS if column == "statement_id" else _OF_STATEMENTS, chosen, most)
    return listed(exact, others, most)


def _past_embargo(at: datetime) -> StatementQuerySet:
    return Statement.objects.filter(Q(embargo_until__isnull=True) | Q(embargo_until__lte=at))


def _public_of(some: Collection[int], query: TimelineQuery, at: datetime) -> Collection[int]:
    """Which of some statements are public, and of sessions of the query. Asked of their sessions by number: in one
    query the database would look through every session."""
    rows = dict(_past_embargo(at).filter(pk__in=some).order_by().values_list("pk", "session_id"))
    seen = query.sessions(at).filter(pk__in=set(rows.values())).order_by()
    sessions = set(seen.values_list("pk", flat=True))
    return {pk for pk, session in rows.items() if session in sessions}


def is_narrowed(query: TimelineQuery, refinement: Refinement) -> bool:
    """Any filter beside the words."""
    return query.changed(q="").is_filtered or bool(query.as_of or refinement.language or refinement.fidelity)
