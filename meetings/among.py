"""A query as a condition of another, looked at the way that suits a large record."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull


class Among(Func):
    """Whether the first is among those of an array."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def among(rows: "QuerySet[Any]", number: str = "pk", *, column: str = "pk") -> Func:
    """Whether the row's number, in `column`, is among those that a query finds on its own, once.

    As an array and not as a subquery: PostgreSQL then looks the rows up by their number, where it would read a
    million sessions to find the thousand of one council.
    """
    return Among(F(column), ArraySubquery(rows.order_by().values(number)))


def any_of(rows: "QuerySet[Any]", key: str, *conditions: Q) -> IsNull:
    """Whether the row outside is the ``key`` of any of the rows that meet the conditions: what `Exists` says, but stopping
    at the first of each.

    Left to choose, PostgreSQL finds the rows of all at once, or reads the whole table for the first of a rare one: of a
    large record with few rows outside both take seconds. Only the index of the key gives its order.
    """
    same = Among(F(key), Func(OuterRef("pk"), template="ARRAY[%(expressions)s]"))
    return IsNull(Subquery(rows.filter(*conditions, same).order_by(F(key)).values("pk")[:1]), False)
