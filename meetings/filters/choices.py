"""Where the choices of each filter stand in the database, and what they are called: the mirror of
`TimelineQuery.sessions`, tested against it.

What belongs to the apps above is reached by the names of the relations. The queries are compiled once for a process:
Django takes longer to write them than PostgreSQL to answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from meetings.among import Among
from meetings.compiled import AT, compiled
from meetings.models import AgendaItem, Council, Place, Resumption, Session, SessionCouncil, Topic
from meetings.publication import is_public_statement
from meetings.query import TimelineQuery
from meetings.vocabulary import ABSENT, PRESENT, STANDING

# Stands in a compiled query where the sessions are written that its choices are counted over.
SESSIONS = "SELECT pk FROM the_sessions"
# Stand for the chosen words and the number of choices.
_CHOSEN, _MOST = "the chosen words", "the number of choices"


def _related(model: Any, *names: str) -> Any:
    """The model at the end of relations, by their names."""
    for name in names:
        model = model._meta.get_field(name).related_model
    return model


@dataclass(frozen=True, slots=True)
class _Names:
    """Of the choices of an open list: model, columns of the address's word and of another name, and over which
    conditions on a session (with `OuterRef`) one is on public record."""

    model: Any
    value: str
    also: str
    on_record: Sequence[Q]


def _names(name: str, at: datetime) -> _Names | None:
    here, said = OuterRef("pk"), is_public_statement(at)
    delegation, statement = _related(Session, "delegations"), _related(Session, "statements")
    parties = _Names(_related(delegation, "party"), "code", "code", [Q(delegations__party=here)])
    return {
        "council": _Names(Council, "slug", "abbreviation", [Q(councils=here)]),
        "party": parties,
        "absent": parties,
        "person": _Names(
            _related(statement, "speaker"),
            "slug",
            "",
            [Q(delegations__delegates__person=here), said & Q(statements__speaker=here)],
        ),
        "topic": _Names(Topic, "slug", "", [Q(agenda__topic=here), said & Q(statements__topics=here)]),
        "place": _Names(Place, "slug", "", [Q(place=here)]),
    }.get(name)


def _pairs(name: str) -> Sequence["QuerySet[Any, Any]"]:
    """Rows (session, choice) of a filter; the choice is a row's number in open lists, the word itself in closed ones."""
    delegation, statement = _related(Session, "delegations"), _related(Session, "statements")
    said = Q(embargo_until__isnull=True) | Q(embargo_until__lte=AT)
    every: Mapping[str, Sequence[tuple[Any, Q, str, Any]]] = {
        "council": [(SessionCouncil, Q(), "session", "council")],
        "party": [(delegation, Q(attendance__in=PRESENT), "session", "party")],
        "absent": [(delegation, Q(attendance=ABSENT), "session", "party")],
        "person": [
            (_related(delegation, "delegates"), Q(person__isnull=False), "delegation__session", "person"),
            (statement, said & Q(speaker__isnull=False), "session", "speaker"),
        ],
        "topic": [
            (AgendaItem, Q(topic__isnull=False), "session", "topic"),
            (statement, said & Q(topics__isnull=False), "session", "topics"),
        ],
        "place": [(Session, Q(place__isnull=False), "pk", "place")],
        "level": [(Session, ~Q(level=""), "pk", "level")],
        "status": [(Session, Q(), "pk", "status")],
        "flag": [
            (Resumption, Q(state__in=STANDING) & ~Q(grade=""), "session", "grade"),
            (Resumption, Q(state__in=STANDING), "session", Value("any")),
            (Resumption, Q(), "session", "state"),
        ],
    }
    # As an array: its sessions are looked up by their numbers, where a join would read all of them for a few hundred.
    sessions = RawSQL(f"ARRAY({SESSIONS})", ())
    rows = []
    for model, condition, session, choice in every[name]:
        found = model._base_manager.filter(condition, Among(F(session), sessions)).order_by()
        cell = choice if isinstance(choice, Value) else F(choice)
        is_word = name in ("level", "status", "flag")
        rows.append(found.values_list(session, Cast(cell, CharField()) if is_word else cell))
    return rows


# A session can have the same choice twice: as both what was on the agenda and what was spoken about.
_TWICE = ("person", "topic", "flag")


def _bracketed(rows: "QuerySet[Any, Any]") -> tuple[str, Sequence[Any]]:
    sql, values = compiled(rows)
    return f"({sql})", values


@cache
def _counted(name: str) -> tuple[str, Sequence[Any]]:
    parts = [_bracketed(rows) for rows in _pairs(name)]
    pairs = f"({' UNION ALL '.join(sql for sql, _ in parts)}) AS pairs (id, choice)"
    pair_values = [value for _, values in parts for value in values]
    number = "count(DISTINCT id)" if name in _TWICE else "count(*)"
    names = _names(name, AT)
    if names is None:
        return (
            f"SELECT %s, choice, '', '', '', {number}, 0, 0 FROM {pairs} GROUP BY choice",
            [name, *pair_values],
        )
    also = F(names.also) if names.also else Value("")
    labels, label_values = _bracketed(
        names.model._base_manager.order_by().values_list("pk", names.value, "name", also, "sort_key")
    )
    chosen, chosen_values = _bracketed(
        names.model._base_manager.order_by()
        .filter(
            pk__in=RawSQL(
                f"SELECT id FROM {names.model._meta.db_table} WHERE {names.value} = ANY(%s)", (_CHOSEN,)
            )
        )
        .values_list("pk")
    )
    return (
        "SELECT %s, named.value, named.label, named.also, named.sort_key, top.n, top.total, 0"
        f" FROM (SELECT choice, {number} AS n, count(*) OVER () AS total FROM {pairs} GROUP BY choice"
        f" ORDER BY choice IN {chosen} DESC, 2 DESC, 1 LIMIT %s) AS top"
        f" JOIN {labels} AS named (pk, value, label, also, sort_key) ON named.pk = top.choice",
        [name, *pair_values, *chosen_values, _MOST, *label_values],
    )


def counted(name: str, at: datetime) -> tuple[str, Callable[[list[str], int], list[Any]]]:
    """The query that counts the choices of a filter over `SESSIONS`, and its values for these chosen words and at most
    so many choices: filter, word, name, other name, sort key, sessions, number of choices, nothing."""
    sql, values = _counted(name)

    def filled(chosen: list[str], most: int) -> list[Any]:
        real = {AT: at, _CHOSEN: chosen, _MOST: most}
        return [real.get(value, value) if isinstance(value, str | datetime) else value for value in values]

    return sql, filled


def named(missing: Mapping[str, Sequence[str]], at: datetime) -> dict[tuple[str, str], str]:
    """The names of these words of open lists, by filter and word; what is not on public record is left out. One query."""
    rows = []
    for name, words in missing.items():
        names = _names(name, at)
        if names is None:
            continue
        for on_record in names.on_record:
            # A subquery of one row is asked for each name; a join would read the whole record.
            seen = Session.objects.public(at).filter(on_record).values("pk")[:1]
            found = names.model._base_manager.filter(**{f"{names.value}__in": words}).annotate(
                seen=Subquery(seen)
            )
            rows.append(
                found.filter(seen__isnull=False).order_by().values_list(Value(name), names.value, "name")
            )
    if not rows:
        return {}
    first, *others = rows
    return {(name, word): label for name, word, label in first.union(*others)}


def unnamed(query: TimelineQuery, listed: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The chosen words of open lists that are not among those listed."""
    return {
        name: missing
        for name in listed
        if _names(name, AT) is not None
        and (missing := [word for word in getattr(query, name) if word not in listed[name]])
    }
