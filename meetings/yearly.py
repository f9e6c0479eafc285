"""How many rows fall into each year, counted in the database."""

from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, ExtractYear

from meetings.dates.interval import A_DAY

Counts = dict[tuple[int, int], int]


def counts_by_year(rows: "QuerySet[Any]", *dates: str) -> Counts:
    """Rows by the first and last year of the first of the ``dates`` (paths to interval columns) that they have; for one
    that certainly lies in a year the two are the same. One query."""
    counted = (
        rows.order_by()
        .values(
            first_year=ExtractYear(_first_of(dates, "startswith")),
            # The end of a stored range is the day after its last.
            last_year=ExtractYear(_first_of(dates, "endswith") - A_DAY),
        )
        .annotate(n=Count("pk"))
    )
    return {(row["first_year"], row["last_year"]): row["n"] for row in counted if row["first_year"]}


def _first_of(dates: tuple[str, ...], end: str) -> Any:
    paths: list[Combinable] = [F(f"{path}__{end}") for path in dates]
    return Coalesce(*paths) if len(paths) > 1 else paths[0]
