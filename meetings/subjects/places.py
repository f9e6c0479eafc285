"""A place: the sessions there over time, of which councils, in which buildings; and the list of places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Council, Place, Session, SessionCouncil
from meetings.paging import Page, page_of
from meetings.query import TimelineQuery
from meetings.record import sessions_met, yearly
from meetings.subjects.lanes import SubjectLanes, subject_lanes
from meetings.timeline.presence_lanes import Kind
from meetings.timeline.words import number
from meetings.timeline.yearly import YearlyFigure, YearRow
from meetings.vocabulary import Formation
from meetings.yearly import counts_by_year

SESSIONS_A_PAGE = 50
VENUES_SHOWN = 25
# What the list can be ordered by; the first is what it is ordered by where the address says nothing.
ORDERS = {
    "news": gettext_lazy("last session, latest first"),
    "name": gettext_lazy("name"),
    "sessions": gettext_lazy("sessions, most first"),
    "councils": gettext_lazy("councils, most first"),
}


@dataclass(frozen=True)
class PlacePage:
    """`venues`: name, number of sessions and the year in which the latest began, at the earliest; most sessions first."""

    place: Place
    seated: Sequence[Council]
    lanes: SubjectLanes
    years: YearlyFigure | None
    venues: Sequence[dict[str, Any]]
    n_venues: int
    sessions: Page


def place_kinds() -> list[Kind]:
    return [Kind("plenary", _("plenary session")), Kind("beside", _("session of another formation"))]


def place_page(place: Place, query: TimelineQuery, at: datetime) -> PlacePage:
    """Everything public about a place up to the query's day, in its councils and period. At most 18 queries."""
    here = sessions_met(query, at).filter(place=place)
    counts = counts_by_year(here, "start")
    venues = (
        here.exclude(venue="")
        .order_by()
        .values("venue")
        .annotate(n=Count("pk"), last=Max("start__startswith__year"))
        .order_by("-n", "venue")
    )
    rows = SessionCouncil.objects.filter(session__in=here).annotate(
        kind=Case(
            When(session__formation=Formation.PLENARY, then=Value("plenary")),
            default=Value("beside"),
            output_field=CharField(),
        )
    )
    listed = query.sessions(at).filter(place=place)
    return PlacePage(
        place=place,
        seated=list(place.seat_of.public(at)),
        lanes=subject_lanes(
            _("Sessions of each council in %(place)s") % {"place": place.name},
            rows,
            place_kinds(),
            query,
            place=place.slug,
        ),
        years=yearly(
            _("Sessions in %(place)s per year") % {"place": place.name}, counts, sessions_in_words, query
        ),
        venues=list(venues[:VENUES_SHOWN]),
        n_venues=venues.count(),
        sessions=page_of(listed.newest_first().with_row_details(), query, size=SESSIONS_A_PAGE, apart=True),
    )


def sessions_in_words(row: YearRow) -> str:
    """`2008: 3 sessions`."""
    said = ngettext("%(year)s: %(n)s session", "%(year)s: %(n)s sessions", row.certain) % {
        "year": row.year,
        "n": number(row.certain),
    }
    if not row.perhaps:
        return said
    return _("%(said)s, %(n)s more perhaps") % {"said": said, "n": number(row.perhaps)}


def places_on_record(query: TimelineQuery, at: datetime) -> "QuerySet[Place]":
    """Places of public sessions up to the query's day and seats of public councils, with `n_sessions` that took place there,
    `n_councils` that held them and the `last` of them."""
    here = sessions_met(query.changed(q=""), at).filter(place=OuterRef("pk"))
    listed = query.changed(q="").sessions(at).filter(place=OuterRef("pk"))
    last = here.newest_first()
    seats = Council.objects.public(at).filter(seat=OuterRef("pk"))
    links = SessionCouncil.objects.filter(session__in=sessions_met(query.changed(q=""), at)).filter(
        session__place=OuterRef("pk")
    )
    found = Place.objects.filter(Exists(listed) | Exists(seats))
    for word in query.q.split():
        found = found.filter(Q(name__unaccent__icontains=word) | Q(iso3__iexact=word))
    found = found.annotate(
        n_sessions=_count(here, "place", "pk"),
        n_councils=_count(links, "session__place", "council"),
        last_start=Subquery(last.values("start")[:1]),
        last_session=Subquery(last.values("pk")[:1]),
    )
    by: tuple[Any, ...] = {
        "news": (F("last_start__startswith").desc(nulls_last=True),),
        "name": (),
        "sessions": ("-n_sessions",),
        "councils": ("-n_councils",),
    }[query.order]
    return found.order_by(*by, "sort_key", "pk")


def _count(rows: "QuerySet[Any]", by: str, of: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count(of, distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


def is_on_record(place: Place, at: datetime) -> bool:
    """Whether any public session met there, or a public council has its seat there."""
    return bool(Session.objects.public(at).filter(place=place).exists() or place.seat_of.public(at).exists())
