"""What the timeline's template shows: the figure, the lists beside it, one page of the table, the filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from meetings.dates import DateInterval
from meetings.languages import in_language
from meetings.matching import matching
from meetings.models import Council, Resumption
from meetings.query import TimelineQuery
from meetings.timeline.chart import Drawn, make_chart
from meetings.timeline.controls import period_choices
from meetings.timeline.lane_gaps import UNUSUAL_STATES
from meetings.timeline.layout import lay_out
from meetings.timeline.records import LIST_MAX, Records, read_records
from meetings.timeline.scope import scope_of
from meetings.timeline.shapes import Figure
from meetings.timeline.table import (
    Pager,
    TableRow,
    badge_class,
    councils_of,
    pager_of,
    read_table,
    table_rows,
)
from meetings.timeline.words import date_in_words, days_in_words, grade_in_words, short_date
from meetings.vocabulary import Stream
from meetings.watch import CouncilSilence


class ReturnedItem(NamedTuple):
    """A resumption in the list below the picture, in words. `stream`: empty for the main one."""

    words: str
    href: str
    days: str
    stream: str
    badge: str
    badge_class: str


@dataclass(frozen=True)
class SilentItem:
    """A running, unusual silence in the list below the picture."""

    council: Council
    days: str
    silence: CouncilSilence


@dataclass(frozen=True)
class TimelinePage:
    """Everything on the timeline's page."""

    figure: Figure
    as_of_label: str
    drawn: Drawn
    total: int
    years: str
    rows: Sequence[TableRow]
    pager: Pager
    periods: Sequence[tuple[str, str, bool]]
    returned: Sequence[ReturnedItem]
    returned_total: int
    returned_goes_on: bool
    silent: Sequence[SilentItem]


def timeline_page(query: TimelineQuery, at: datetime) -> TimelinePage:
    """All of it, in nine queries at most. Raises Http404 for a page of the table that does not exist."""
    found = matching(query, at)
    scope = scope_of(query, found, at)
    pager = pager_of(query, scope.total)
    rows = read_table(found, query, pager, at)
    records = read_records(query, at, found, scope, beside=councils_of(rows))
    drawn = make_chart(records, query)
    return TimelinePage(
        figure=lay_out(drawn.chart),
        as_of_label=_("today")
        if not query.as_of
        else short_date(DateInterval.day(records.as_of), query.lang),
        drawn=drawn,
        total=scope.total,
        years=_years(query, records),
        rows=table_rows(rows, records.councils, records.shown, records.past),
        pager=pager,
        periods=period_choices(query, records.as_of),
        returned=[_returned(flag, records, query.lang) for flag in records.flags.latest],
        returned_total=records.flags.total,
        returned_goes_on=records.flags.goes_on,
        silent=_silent(records),
    )


def _years(query: TimelineQuery, records: Records) -> str:
    """`1975 to 2026`: the sessions up to the as-of day, within the period; empty without sessions."""
    if records.scope.first is None or records.scope.last is None:
        return ""
    earliest, latest = records.scope.first, max(records.scope.last, records.as_of)
    first = max(earliest, query.first_day or earliest).year
    last = min(latest, query.last_day or latest).year
    return str(first) if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _returned(flag: Resumption, records: Records, locale: str) -> ReturnedItem:
    return ReturnedItem(
        words=f"{records.councils[flag.council_id].short_name}, {date_in_words(flag.resumed_on, locale)}",
        href=in_language(f"/resumptions/R{flag.pk}/", locale),
        days=days_in_words(flag.days_min, flag.days_max, locale),
        stream="" if flag.stream == Stream.MAIN else flag.get_stream_display(),
        badge=grade_in_words(flag.grade, flag.is_only_possible, locale),
        badge_class=badge_class(flag.grade, flag.is_only_possible),
    )


def _silent(records: Records) -> list[SilentItem]:
    """Unusual running silences of what is drawn, worst first: by days over the days that make it unusual."""
    running = [silence for silence in records.silences.values() if silence.state in UNUSUAL_STATES]
    running.sort(key=lambda each: (-each.weight, records.councils[each.council_id].slug))
    items = []
    for each in running[:LIST_MAX]:
        council, days = records.councils[each.council_id], each.days
        if days is not None and each.state is not None:
            items.append(SilentItem(council, days_in_words(days[0], days[2]), each))
    return items
