"""What several tables read alike: councils of a session, names of the time, addresses of sources, counts."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    F,
    Func,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable, Expression
from django.db.models.functions import Coalesce, Collate
from django.db.models.lookups import Exact, GreaterThan

from meetings.dates import DateInterval, format_span
from meetings.exports import sql_dates, sql_form
from meetings.exports.columns import Column, Formula, Kind, column
from meetings.exports.scope import Scope
from meetings.former_codes import FORMER_CODES
from meetings.models import SessionCouncil
from meetings.publication import is_public_session
from meetings.query import TimelineQuery
from meetings.vocabulary import NameKind

ENDS_SAME_DAY = "Where no end is on record the session ended the day it started: the start is repeated."


def bytewise(text: "str | Combinable") -> Collate:
    """The text in the order of its bytes, whatever the database's own order is."""
    return Collate(text, "C")


def count_of(rows: "QuerySet[Any]", of: str = "pk") -> Subquery:
    """How many different ``of`` the correlated rows have."""
    counted = rows.order_by().annotate(how_many=Func(F(of), template="COUNT(DISTINCT %(expressions)s)"))
    return Subquery(counted.values("how_many"), output_field=IntegerField())


def council_slugs(session: str) -> Func:
    """Slugs of all councils that held the session, joined bytewise; ``session``: path to its key."""
    slugs = (
        SessionCouncil.objects.filter(session=OuterRef(session))
        .order_by(bytewise("council__slug"))
        .values("council__slug")
    )
    return Func(ArraySubquery(slugs), Value("; "), function="array_to_string", output_field=TextField())


def in_export_order(rows: "QuerySet[Any]", session: str, *then: str) -> "QuerySet[Any]":
    """Rows of a session in the order of every file: council_slug, date_start_min, date_start_max, numeric id."""
    return rows.annotate(council_slugs=council_slugs(f"{session}_id")).order_by(
        bytewise("council_slugs"), f"{session}__start__startswith", f"{session}__start__endswith", *then
    )


def council_slug_column() -> Column:
    """The councils of a row's session, for tables with one row whatever their number."""
    return column(
        "council_slug",
        Kind.WORDS,
        "The council, as in its address; of a joint session all councils that held it.",
        "council_slugs",
        value=Formula(lambda joined: joined.split("; "), lambda joined: f"string_to_array({joined}, '; ')"),
    )


earliest = Formula(lambda interval: None if interval is None else interval.earliest, sql_dates.earliest)
latest = Formula(lambda interval: None if interval is None else interval.latest, sql_dates.latest)


def bounds(
    name: str, source: "str | Combinable", what: str, *, empty: str = "", stem: str = ""
) -> tuple[Column, Column]:
    """The pair ``name_min``, ``name_max`` of a date."""
    described = f"{what}: earliest possible day.", f"{what}: latest possible day."
    return (
        column(f"{name}_min", Kind.DATE, described[0], source, value=earliest, empty=empty),
        column(f"{name}_max", Kind.DATE, described[1], source, value=latest, empty=empty),
    )


def dates(name: str, source: str, what: str, *, empty: str = "") -> tuple[Column, ...]:
    """The triple ``name``, ``name_min``, ``name_max`` of a date: in EDTF, and its bounds."""
    return (
        column(name, Kind.EDTF, f"{what}, in EDTF.", source, empty=empty),
        *bounds(name, source, what, empty=empty),
    )


def session_start_columns(session: str) -> tuple[Column, Column]:
    return bounds("date_start", f"{session}__start", "First day of the session")


def _edtf_span(start: DateInterval, end: "DateInterval | None") -> str:
    """The session's date in EDTF: one date, or an interval ``2009-03-12/2009-03-13``."""
    return start.edtf if end is None or end == start else f"{start.edtf}/{end.edtf}"


edtf_span = Formula(_edtf_span, sql_dates.edtf_span, is_finished=True)
span_in_words = Formula(format_span, sql_dates.span_in_words, is_finished=True)
none_is_zero = Formula(lambda number: number or 0, lambda number: f"coalesce({number}, 0)")
is_known = Formula(lambda value: value is not None, lambda value: f"({value} IS NOT NULL)")


def _distinct(values: Iterable[Any] | None) -> list[Any]:
    """Each value once, in the order of its first appearance. None: no values."""
    return list(dict.fromkeys(value for value in values or () if value not in (None, "")))


distinct = Formula(_distinct, sql_form.distinct)


def source_urls(citations: "QuerySet[Any]") -> ArraySubquery:
    """Addresses of the sources that these correlated citations name, in their order of entry."""
    return ArraySubquery(citations.order_by("pk").values("source__url"))


class IndependentOrigins(Func):
    """An aggregate over rows with a source: how many origins their sources have from which they derive, over any number of
    steps. Ten outlets with one agency text are one origin. Most sources derive from none: then they are only counted.
    """

    output_field = IntegerField()

    def __init__(self, source: str) -> None:
        super().__init__(
            Count(f"{source}__derived_from"), Count(source, distinct=True), ArrayAgg(source, distinct=True)
        )

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # the stubs want a tuple of strings and numbers
        (derived, number, keys), values = zip(*map(compiler.compile, self.source_expressions), strict=True)
        line = "SELECT s.id, s.derived_from_id FROM meetings_source s"
        sql = (
            f"CASE WHEN {derived} = 0 THEN {number} ELSE (WITH RECURSIVE line(id, parent) AS ({line}"
            f" WHERE s.id = ANY({keys}) UNION {line} JOIN line ON s.id = line.parent)"
            " SELECT count(*) FROM line WHERE parent IS NULL) END"
        )
        return sql, [value for each in values for value in each]


def on_day(prefix: str, first: str, last: str, day: "F | Combinable") -> Q:
    """Condition: the period between two interval dates may hold on the day; a missing bound holds for ever."""
    return (Q(**{f"{prefix}{first}__isnull": True}) | Q(**{f"{prefix}{first}__startswith__lte": day})) & (
        Q(**{f"{prefix}{last}__isnull": True}) | Q(**{f"{prefix}{last}__endswith__gt": day})
    )


def name_then(names: type[Model], owner: str, key: str, day: str, current: str) -> Coalesce:
    """The English name that was official on a day, else the current one.

    ``names``: model of names with validity; ``key``: path to the owner's key, ``day``: to a start's first day,
    ``current``: to today's name.
    """
    then = (
        names._default_manager.filter(
            on_day("", "valid_from", "valid_to", OuterRef(day)),
            Q(valid_from__isnull=False) | Q(valid_to__isnull=False),
            language="en",
            kind__in=(NameKind.OFFICIAL, NameKind.FORMER),
            **{owner: OuterRef(key)},
        )
        .order_by(F("valid_from__startswith").desc(nulls_last=True), "pk")
        .values("text")[:1]
    )
    return Coalesce(Subquery(then), F(current), output_field=CharField())


def iso3_then(code: str, day: "str | OuterRef") -> Case:
    """The ISO code that a state had on a day. ``code``: path to its code of today, ``day``: to a start's first day."""
    on = F(day) if isinstance(day, str) else day
    return Case(
        *(
            When(
                Q(Exact(Value(today, CharField()), F(code))) & Q(GreaterThan(Value(until, DateField()), on)),
                then=Value(former),
            )
            for today, earlier in FORMER_CODES.items()
            for former, until in earlier
        ),
        default=F(code),
        output_field=CharField(),
    )


def key_if_public(session: str) -> "Callable[[Scope], Case]":
    """The key of the session at that path, if anyone may see it."""

    def expression(scope: Scope) -> Case:
        public = is_public_session(scope.now, f"{session.removesuffix('_id')}__")
        return Case(When(public, then=F(session)))

    return expression


def of_chosen_councils(query: TimelineQuery, path: str) -> Q:
    """Condition on the council of a row: with a filter by council, no row of another council is sent."""
    return Q(**{f"{path}__in": query.council}) if query.council else Q()


def as_of(scope: Scope) -> Expression:
    return Value(scope.query.as_of_day)
