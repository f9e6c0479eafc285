"""`council_years.csv`: how many sessions each council held in each year, zero told apart from not searched."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import ExtractYear

from meetings.councils.years import Met, Year, count_years, last_day_counted, years_counted
from meetings.coverage import Coverage, CoverageSpan
from meetings.dates import DateInterval
from meetings.dates.interval import A_DAY
from meetings.exports.columns import Column, Kind, Made, Table, column, data_version_column
from meetings.exports.councils import COUNCIL_REFERENCE, matching_councils
from meetings.exports.scope import Scope
from meetings.models import Coverage as CoverageRow
from meetings.models import Session, SessionCouncil, TimelineEntry
from meetings.streams import TOOK_PLACE
from meetings.vocabulary import COVERAGE_CHOICES, Formation

Row = dict[str, Any]


def _took_place(scope: Scope) -> Q:
    """Condition on the session of a row: it took place, and had begun by the as-of day if one is asked for."""
    return Q(
        session__in=Session.objects.public(scope.now),
        session__part_of=None,
        session__status__in=TOOK_PLACE,
        session__start__startswith__lte=scope.query.begun_by,
    )


@dataclass
class _OfCouncil:
    """Sessions that took place, those of the same years as one; the last may have begun on ``latest``, and had certainly
    not begun before ``begun``."""

    met: list[Met] = field(default_factory=list)
    latest: date = date.min
    begun: date = date.min


def _met(scope: Scope) -> Mapping[int, _OfCouncil]:
    """Sessions that took place by the as-of day, by council. One query."""
    counts = Case(
        When(counts=True, session__formation=Formation.PLENARY, then=Value(True)), default=Value(False)
    )
    rows = (
        SessionCouncil.objects.filter(_took_place(scope), council__in=matching_councils(scope).order_by())
        .order_by()
        .values(
            "council_id",
            main=counts,
            first=ExtractYear("session__start__startswith"),
            last=ExtractYear(F("session__start__endswith") - A_DAY),
        )
        .annotate(
            n=Count("pk"), latest=Max("session__start__endswith"), begun=Max("session__start__startswith")
        )
    )
    found: dict[int, _OfCouncil] = defaultdict(_OfCouncil)
    for row in rows:
        of_council, latest = found[row["council_id"]], row["latest"] - A_DAY
        of_council.met.append(Met(DateInterval(date(row["first"], 1, 1), latest), row["main"], row["n"]))
        of_council.latest = max(of_council.latest, latest)
        of_council.begun = max(of_council.begun, row["begun"])
    return found


def _searches(scope: Scope) -> Mapping[int, Sequence[CoverageSpan]]:
    rows = CoverageRow.objects.filter(council__in=matching_councils(scope).order_by())
    found: dict[int, list[CoverageSpan]] = defaultdict(list)
    for row in rows.order_by("first_day"):
        found[row.council_id].append(CoverageSpan(row.first_day, row.last_day, Coverage(row.completeness)))
    return found


def _since(founded: "DateInterval | None") -> int | None:
    return founded.earliest.year if founded else None


def _years(scope: Scope) -> Iterator[tuple[str, Year]]:
    met, searches = _met(scope), _searches(scope)
    for pk, slug, founded, dissolved in matching_councils(scope).values_list(
        "pk", "slug", "founded", "dissolved"
    ):
        its = met.get(pk, _OfCouncil())
        until = last_day_counted(scope.query.as_of_day, dissolved, its.latest, its.begun)
        for year in count_years(its.met, searches.get(pk, ()), until, _since(founded)).years:
            yield slug, year


def _number(scope: Scope) -> int:
    """How many there are: the first session of each council is found in the index of its lane, and so is the last where it
    lies after today; of concluded ones the last among all. One query."""
    day = scope.query.as_of_day
    took_place = TimelineEntry.objects.filter(_took_place(scope), council=OuterRef("pk"))
    latest = took_place.order_by().values("council").annotate(latest=Max("session__start__endswith"))
    councils = matching_councils(scope).annotate(
        first=Subquery(took_place.order_by("first_day").values("first_day")[:1]),
        begun=Subquery(took_place.filter(first_day__gt=day).order_by("-first_day").values("first_day")[:1]),
        after=Case(When(dissolved__isnull=False, then=Subquery(latest.values("latest")))),
    )
    return sum(
        len(
            years_counted(
                first.year if first else None,
                last_day_counted(day, dissolved, after and after - A_DAY, begun),
                _since(founded),
            )
        )
        for first, begun, after, founded, dissolved in councils.values_list(
            "first", "begun", "after", "founded", "dissolved"
        )
    )


def _select(scope: Scope) -> Made:
    rows = (
        {
            "slug": slug,
            "year": year.year,
            "met": None if year.is_empty and not year.is_known_zero else year.met,
            "beside": year.beside,
            "perhaps": year.perhaps,
            "coverage": year.searched.value,
            "searched_alike": year.searched_alike,
            "is_over": year.is_over,
            "data_version": scope.data_version,
        }
        for slug, year in _years(scope)
    )
    return Made(lambda: _number(scope), rows)


def _columns() -> tuple[Column, ...]:
    return (
        column("council_slug", Kind.WORD, "The council, as in its address.", "slug"),
        column("year", Kind.INTEGER, "The calendar year.", "year"),
        column("n_held", Kind.INTEGER, "Sessions of the main stream that took place and began in the year on every reading of their dates; 0: none is on record, and nobody says that the year was not searched.", "met", empty="None is on record, and at least a part of the year was not searched: nobody knows.", unit="sessions"),
        column("n_held_beside", Kind.INTEGER, "The same of other formations, and of sessions that an editor left out of the main stream.", "beside", unit="sessions"),
        column("n_held_perhaps", Kind.INTEGER, "Sessions that began in this year or in another: their dates allow both. They stand in each of these years.", "perhaps", unit="sessions"),
        column("coverage", Kind.CODE, "How completely the records of the year were searched: the weakest search of any of its days.", "coverage", codes=tuple(COVERAGE_CHOICES)),
        column("searched_alike", Kind.BOOLEAN, "1 if that holds for all its months.", "searched_alike"),
        column("is_over", Kind.BOOLEAN, "0 for a year that was counted in part only, up to the as-of day or the council's conclusion.", "is_over"),
        column("data_version", Kind.INTEGER, data_version_column().description, "data_version"),
    )  # fmt: skip


COUNCIL_YEARS = Table(
    name="council_years",
    title="Years of councils",
    description="How many sessions each council held in each year, from its foundation, or its first session on record,"
    " to the as-of day or its conclusion, or to its last session on record if that was later. A filter chooses councils;"
    " their years are counted on their whole record, each council's own.",
    row="one year of one council",
    columns=_columns(),
    key=("council_slug", "year"),
    select=_select,
    references=(COUNCIL_REFERENCE,),
)
