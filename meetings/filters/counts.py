"""How many sessions each choice of a filter would give, the other filters as they are.

One query, whatever the number of sessions: the sessions that each filter's choices are counted over are gathered once,
in a common table expression that Django writes, and every choice is counted over them. Above `COUNTED_AT_MOST` sessions
nothing is counted, so that the whole record of a large installation costs no more than a small one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from meetings.compiled import written_once
from meetings.filters.choices import SESSIONS, counted
from meetings.models import Council, Session
from meetings.query import MULTIPLE, TimelineQuery
from meetings.timeline.entries import matching_ids

COUNTED_AT_MOST = 5_000
# Above that, the choices offered are those of so many sessions, without a number.
SAMPLED = 300
# With more sessions on record than that, the choices beside one that is set are not counted: they are those of the
# sessions without it, which are many.
LARGE_RECORD = 100_000
# Of one filter; what is chosen is always among them.
CHOICES_MAX = 60


@dataclass(frozen=True, slots=True)
class Counted:
    """One choice. `also`: another name it is found by. `count`: sessions; None where they were not counted."""

    value: str
    label: str
    also: str
    sort_key: str
    count: int | None


@dataclass(frozen=True)
class FilterCounts:
    """The choices of one filter that give any session, most first. `left_out`: how many more there are.

    `is_counted` False: too many sessions to count, or a past day whose flags only the rule knows.
    """

    choices: Sequence[Counted] = ()
    left_out: int = 0
    is_counted: bool = True

    def of(self, value: str) -> int | None:
        """The sessions that the choice would give; None: not counted, or not among the choices of a list that is cut."""
        if not self.is_counted:
            return None
        otherwise = None if self.left_out else 0
        return next((choice.count for choice in self.choices if choice.value == value), otherwise)


@dataclass
class _Statement:
    """A query made of parts that Django compiles."""

    at: datetime
    tables: list[str] = field(default_factory=list)
    selects: list[str] = field(default_factory=list)
    table_values: list[Any] = field(default_factory=list)
    select_values: list[Any] = field(default_factory=list)

    def add_record(self) -> None:
        self.tables.append(
            f'"record" AS MATERIALIZED (SELECT coalesce(max(id), 0) > %s AS is_large FROM {Session._meta.db_table})'
        )
        self.table_values.append(LARGE_RECORD)

    def add_table(self, name: str, query: TimelineQuery, *, only_in_a_small_record: bool = False) -> None:
        """The sessions of a state, at most one more than are counted."""
        found = matching_ids(query, self.at)
        sql = f"SELECT id AS pk FROM ({found.sql}) AS matching (id) LIMIT {COUNTED_AT_MOST + 1}"
        size = "count(*)"
        if only_in_a_small_record:
            sql = f'SELECT pk FROM ({sql}) AS found WHERE NOT (SELECT is_large FROM "record")'
            size = f'CASE WHEN (SELECT is_large FROM "record") THEN {COUNTED_AT_MOST + 1} ELSE count(*) END'
        self.tables.append(f'"{name}" AS MATERIALIZED ({sql})')
        self.tables.append(f'"{name}_size" AS MATERIALIZED (SELECT {size} AS n FROM "{name}")')
        self.table_values += found.values
        self.selects.append(f"(SELECT '', %s, '', '', '', 0, 0, n FROM \"{name}_size\")")
        self.select_values.append(name)

    def add_filter(self, name: str, base: str, chosen: Sequence[str]) -> None:
        """The choices of a filter, counted over the sessions of a table."""
        sessions = (
            f'(SELECT pk FROM "{base}" LIMIT'
            f' (SELECT CASE WHEN n > {COUNTED_AT_MOST} THEN {SAMPLED} ELSE {COUNTED_AT_MOST} END FROM "{base}_size"))'
        )
        if base != "shown":
            sessions += (
                ' UNION ALL (SELECT pk FROM "shown" WHERE (SELECT is_large FROM "record")'
                f" LIMIT {min(SAMPLED, COUNTED_AT_MOST)})"
            )
        sql, values = counted(name, self.at)
        self.selects.append(f"({sql.replace(SESSIONS, sessions)})")
        self.select_values += values(list(chosen), max(CHOICES_MAX, len(chosen)))

    def add_councils(self) -> None:
        """Also those that would give nothing, so that the list of councils is whole."""
        sql, values = _public_councils(self.at)
        self.selects.append(
            "(SELECT 'every council', slug, name, also, sort_key, 0, count(*) OVER (), 0"
            f" FROM ({sql}) AS councils (slug, name, also, sort_key) ORDER BY sort_key, slug LIMIT %s)"
        )
        self.select_values += [*values, CHOICES_MAX]

    def rows(self) -> list[tuple[Any, ...]]:
        sql = f"WITH {', '.join(self.tables)} {' UNION ALL '.join(self.selects)}"
        with connection.cursor() as cursor:
            cursor.execute(sql, [*self.table_values, *self.select_values])
            return cursor.fetchall()


@written_once
def _public_councils(at: datetime) -> "QuerySet[Council, Any]":
    return Council.objects.public(at).order_by().values_list("slug", "name", "abbreviation", "sort_key")


def count_choices(query: TimelineQuery, at: datetime) -> dict[str, FilterCounts]:
    """The choices of each filter with several values. One query; `at`: the instant at which embargoes are judged.

    The flags of a past day are known to the rule only, not to the database. They are not counted then; and while they
    are asked for, nothing is, and the choices are those without the flags.
    """
    asks_the_rule = query.is_past and bool(query.flag)
    found = _count_choices(query.changed(flag=()) if asks_the_rule else query, at)
    return {
        name: replace(
            counts, is_counted=False, choices=tuple(replace(each, count=None) for each in counts.choices)
        )
        if asks_the_rule or (query.is_past and name == "flag")
        else counts
        for name, counts in found.items()
    }


def _count_choices(query: TimelineQuery, at: datetime) -> dict[str, FilterCounts]:
    statement = _Statement(at)
    statement.add_record()
    statement.add_table("shown", query)
    bases = dict.fromkeys(MULTIPLE, "shown")
    for name in bases:
        if chosen := getattr(query, name):
            bases[name] = f"without_{name}"
            statement.add_table(bases[name], query.changed(**{name: ()}), only_in_a_small_record=True)
        statement.add_filter(name, bases[name], chosen)
    statement.add_councils()
    return _gathered(statement.rows(), bases)


def _gathered(rows: Sequence[tuple[Any, ...]], bases: Mapping[str, str]) -> dict[str, FilterCounts]:
    """`bases`: the table over which each filter is counted; its size stands in a row without a filter's name."""
    sizes = {value: size for name, value, *_, size in rows if not name}
    found: dict[str, list[Counted]] = {name: [] for name in bases}
    totals = dict.fromkeys(bases, 0)
    for name, value, label, also, sort_key, count, total, _ in rows:
        if name in bases:
            is_counted = sizes[bases[name]] <= COUNTED_AT_MOST
            found[name].append(Counted(value, label, also, sort_key, count if is_counted else None))
            totals[name] = total
    seen = {choice.value for choice in found["council"]}
    for name, value, label, also, sort_key, _, total, _ in rows:
        if name == "every council":
            totals["council"] = total
            if value not in seen and len(found["council"]) < CHOICES_MAX:
                is_counted = sizes[bases["council"]] <= COUNTED_AT_MOST
                found["council"].append(Counted(value, label, also, sort_key, 0 if is_counted else None))
    return {
        name: FilterCounts(
            choices=tuple(sorted(choices, key=lambda each: (-(each.count or 0), each.sort_key, each.value))),
            left_out=max(0, totals[name] - len(choices)),
            is_counted=sizes[bases[name]] <= COUNTED_AT_MOST,
        )
        for name, choices in found.items()
    }
