"""Sessions by council and kind, counted in the database: what a lane of presence shows of any number of them."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from meetings.dates import DateInterval
from meetings.dates.interval import A_DAY
from meetings.models import Council
from meetings.query import TimelineQuery
from meetings.timeline.presence import SYMBOLS_MAX
from meetings.timeline.presence_lanes import Kind, Occasion
from meetings.timeline.words import date_in_words, number, span_in_words

LANES_SHOWN = 12
LANES_A_PAGE = 40


@dataclass
class CouncilOccasions:
    """One council: `counts` by kind; `occasions`: each session, or the years of a council with many."""

    council: Council
    counts: Counter[str] = field(default_factory=Counter)
    occasions: list[Occasion] = field(default_factory=list)


def ranked_councils(rows: "QuerySet[Any]") -> dict[int, int]:
    """Keys of the councils of the rows (of `SessionCouncil`), with their number, most first. One query."""
    counted = rows.order_by().values_list("council").annotate(n=Count("pk"))
    return dict(counted.order_by("-n", "council__sort_key", "council"))


def council_occasions(rows: "QuerySet[Any]", councils: Collection[int]) -> dict[int, CouncilOccasions]:
    """Rows of `SessionCouncil` with their `kind`, by council, in the order of ``councils``. Three queries.

    A council with so many sessions that it is drawn as columns is read as numbers per year, never row by row.
    """
    named = Council.objects.in_bulk(councils)
    found = {pk: CouncilOccasions(named[pk]) for pk in councils}
    if not found:
        return found
    rows = rows.filter(council__in=found)
    for council, kind, first, last, count in (
        rows.annotate(
            first_year=ExtractYear("session__start__startswith"),
            last_year=ExtractYear(F("session__start__endswith") - A_DAY),
        )
        .order_by()
        .values_list("council", "kind", "first_year", "last_year")
        .annotate(n=Count("pk"))
    ):
        days = DateInterval(date(first, 1, 1), date(last, 12, 31))
        found[council].counts[kind] += count
        found[council].occasions.append(Occasion(days, kind, count=count))
    few = [pk for pk, lane in found.items() if lane.counts.total() <= SYMBOLS_MAX]
    for pk in few:
        found[pk].occasions = []
    for row in rows.filter(council__in=few).select_related("session"):
        session = row.session
        occasion = Occasion(session.start, row.kind, session.get_absolute_url(), end=session.end)
        found[row.council_id].occasions.append(occasion)
    return found


def in_words(occasion: Occasion, kind: str) -> Occasion:
    """The occasion with its sentence: `12 January 2022: attended`. ``kind``: in words."""
    return replace(occasion, words=f"{span_in_words(occasion.start, occasion.end)}: {kind}")


def sessions_address(query: TimelineQuery, **choices: str) -> Callable[[date, date], str]:
    """The list of the sessions of a period: what columns of a lane lead to. ``choices``: filters of the lane."""
    chosen = query.changed(**{name: (value,) for name, value in choices.items()})

    def address(first: date, last: date) -> str:
        years = chosen.changed(period_from=f"{first.year:04d}", period_to=f"{last.year:04d}")
        return f"/sessions/{years.querystring()}"

    return address


def counted_in_words(count: int, kind: Kind, days: DateInterval) -> str:
    """`2008: 12 × attended`."""
    return _("%(years)s: %(n)s × %(what)s") % {
        "years": date_in_words(days),
        "n": number(count),
        "what": kind.words,
    }
