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
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from meetings.models import Council, Session
from meetings.publication import is_public_statement
from meetings.query import MULTIPLE, TimelineQuery
from meetings.vocabulary import ABSENT, PRESENT, FlagState

COUNTED_AT_MOST = 20_000
# Above that, the choices offered are those of so many sessions, without a number.
SAMPLED = 2_000
# Of one filter; what is chosen is always among them.
CHOICES_MAX = 60

STANDING = (FlagState.RAISED, FlagState.CONFIRMED)


_NOTHING = Value("")


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


@dataclass(frozen=True)
class _Pairs:
    """Rows (session, choice) of one filter. `value`, `label`, `also`, `sort_key`: paths from the session or expressions."""

    value: Any
    label: Any = _NOTHING
    also: Any = _NOTHING
    sort_key: Any = _NOTHING
    where: Q = field(default_factory=Q)

    def rows(self, sessions: "QuerySet[Session]") -> "QuerySet[Any, Any]":
        cells = [
            F(cell) if isinstance(cell, str) else cell
            for cell in (self.value, self.label, self.also, self.sort_key)
        ]
        as_text = [Cast(cell, CharField()) for cell in cells]
        # The condition stands in the same call as the paths, so that they are of one and the same delegation or flag.
        named = dict(zip(("value_", "label_", "also_", "sort_"), as_text, strict=True))
        return (
            sessions.filter(self.where)
            .annotate(**named)
            .exclude(Q(value_="") | Q(value_=None))
            .order_by()
            .values_list("pk", *named)
        )


def _named(path: str, value: str = "slug", also: str = "", where: Q | None = None) -> _Pairs:
    return _Pairs(
        f"{path}__{value}",
        f"{path}__name",
        f"{path}__{also}" if also else _NOTHING,
        f"{path}__sort_key",
        where if where is not None else Q(),
    )


def _pairs(name: str, at: datetime) -> Sequence[_Pairs]:
    """Where the choices of a filter stand; the mirror of `TimelineQuery.sessions`, and tested against it."""
    said = is_public_statement(at)
    pairs: Mapping[str, Sequence[_Pairs]] = {
        "council": [_named("councils", also="abbreviation")],
        "level": [_Pairs("level")],
        "party": [_named("delegations__party", "code", "code", Q(delegations__attendance__in=PRESENT))],
        "absent": [_named("delegations__party", "code", "code", Q(delegations__attendance=ABSENT))],
        "person": [_named("delegations__delegates__person"), _named("statements__speaker", where=said)],
        "topic": [_named("agenda__topic"), _named("statements__topics", where=said)],
        "place": [_named("place")],
        "status": [_Pairs("status")],
        "flag": [
            _Pairs("resumptions__grade", where=Q(resumptions__state__in=STANDING)),
            _Pairs(Value("any"), where=Q(resumptions__state__in=STANDING)),
            _Pairs("resumptions__state"),
        ],
    }
    return pairs[name]


@dataclass
class _Statement:
    """A query made of parts that Django compiles."""

    tables: list[str] = field(default_factory=list)
    selects: list[str] = field(default_factory=list)
    table_values: list[Any] = field(default_factory=list)
    select_values: list[Any] = field(default_factory=list)

    def add_table(self, name: str, rows: "QuerySet[Any, Any]") -> None:
        sql, values = _compiled(rows)
        self.tables.append(f'"{name}" AS MATERIALIZED ({sql})')
        self.tables.append(f'"{name}_size" AS MATERIALIZED (SELECT count(*) AS n FROM "{name}")')
        self.table_values += values
        self.selects.append(f"(SELECT '', %s, '', '', '', 0, 0, n FROM \"{name}_size\")")
        self.select_values.append(name)

    def add_filter(self, name: str, base: str, chosen: Sequence[str], at: datetime) -> None:
        """The choices of a filter, counted over the sessions of a table."""
        counted_over = Session.objects.filter(
            pk__in=RawSQL(
                f'SELECT "{base}".pk FROM "{base}" LIMIT (SELECT CASE WHEN n > %s THEN %s ELSE %s END FROM "{base}_size")',
                (COUNTED_AT_MOST, SAMPLED, COUNTED_AT_MOST),
            )
        )
        compiled = [_compiled(pairs.rows(counted_over)) for pairs in _pairs(name, at)]
        self.selects.append(
            "(SELECT %s, value, max(label), max(also), max(sort_key), count(DISTINCT id), count(*) OVER (),"
            f' (SELECT n FROM "{base}_size")'
            f" FROM ({' UNION ALL '.join(sql for sql, _ in compiled)}) AS pairs (id, value, label, also, sort_key)"
            " GROUP BY value ORDER BY value = ANY(%s) DESC, 6 DESC, 5, 2 LIMIT %s)"
        )
        self.select_values += [name, *(value for _, values in compiled for value in values)]
        self.select_values += [list(chosen), max(CHOICES_MAX, len(chosen))]

    def add_councils(self, at: datetime) -> None:
        """Also those that would give nothing, so that the list of councils is whole."""
        councils = Council.objects.public(at).order_by()
        sql, values = _compiled(councils.values_list("slug", "name", "abbreviation", "sort_key"))
        self.selects.append(
            "(SELECT 'every council', slug, name, also, sort_key, 0, count(*) OVER (), 0"
            f" FROM {sql} AS councils (slug, name, also, sort_key) ORDER BY sort_key, slug LIMIT %s)"
        )
        self.select_values += [*values, CHOICES_MAX]

    def rows(self) -> list[tuple[Any, ...]]:
        sql = f"WITH {', '.join(self.tables)} {' UNION ALL '.join(self.selects)}"
        with connection.cursor() as cursor:
            cursor.execute(sql, [*self.table_values, *self.select_values])
            return cursor.fetchall()


def _compiled(rows: "QuerySet[Any, Any]") -> tuple[str, list[Any]]:
    sql, values = rows.query.get_compiler(connection=connection).as_sql()
    return f"({sql})", list(values)


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
    statement = _Statement()
    statement.add_table("shown", query.sessions(at).order_by().values("pk")[: COUNTED_AT_MOST + 1])
    bases = dict.fromkeys(MULTIPLE, "shown")
    for name in bases:
        if chosen := getattr(query, name):
            bases[name] = f"without_{name}"
            others = query.changed(**{name: ()}).sessions(at)
            statement.add_table(bases[name], others.order_by().values("pk")[: COUNTED_AT_MOST + 1])
        statement.add_filter(name, bases[name], chosen, at)
    statement.add_councils(at)
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
            left_out=totals[name] - len(choices),
            is_counted=sizes[bases[name]] <= COUNTED_AT_MOST,
        )
        for name, choices in found.items()
    }
