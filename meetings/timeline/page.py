"""What the timeline's template shows: the figure, the lists beside it, one page of the table, the filters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from meetings.dates import DateInterval
from meetings.models import Council, Gap, Resumption
from meetings.query import TimelineQuery
from meetings.silences import SilenceState
from meetings.timeline.chart import (
    UNUSUAL_STATES,
    Drawn,
    make_chart,
)
from meetings.timeline.controls import address, period_choices
from meetings.timeline.layout import lay_out
from meetings.timeline.records import Records, SessionRow, gaps_before, read_records
from meetings.timeline.shapes import Figure
from meetings.timeline.words import (
    FORMATION_NAMES,
    LEVEL_NAMES,
    STATUS_NAMES,
    days_in_words,
    grade_in_words,
    short_date,
)
from meetings.vocabulary import Formation, GapStatus, Status
from meetings.vocabulary import SilenceState as SilenceWords

PAGE_SIZE = 200
LIST_MAX = 40


@dataclass(frozen=True)
class GapCell:
    """The gap before a session in one council's main stream."""

    words: str
    note: str
    badge: str
    badge_class: str
    href: str


@dataclass(frozen=True)
class TableRow:
    """A session in the table; a joint session is one row with several councils."""

    row: SessionRow
    councils: tuple[Council, ...]
    level: str
    formation: str
    status: str
    gaps: tuple[GapCell, ...]


@dataclass(frozen=True)
class ReturnedItem:
    """A resumption in the list below the picture."""

    council: Council
    flag: Resumption
    days: str
    badge: str
    badge_class: str


@dataclass(frozen=True)
class SilentItem:
    """A running, unusual silence in the list below the picture."""

    council: Council
    days: str
    state: SilenceState
    reason: str

    @property
    def badge(self) -> str:
        return str(SilenceWords(self.state.value).label)


@dataclass(frozen=True)
class Pager:
    """Where in the table we are; addresses are empty at its ends."""

    page: int
    pages: int
    first_row: int
    last_row: int
    previous: str
    next: str


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
    silent: Sequence[SilentItem]


def timeline_page(query: TimelineQuery, at: datetime) -> TimelinePage:
    """All of it, in at most nine queries. Raises Http404 for a page of the table that does not exist."""
    records = read_records(query, at)
    drawn = make_chart(records, query)
    figure = lay_out(drawn.chart)
    sessions = _one_per_session(records.sessions, newest_first=query.sort == "newest")
    pager = _pager(query, len(sessions))
    rows = _table_rows(sessions[pager.first_row - 1 if sessions else 0 : pager.last_row], records)
    returned = [item for item in _returned(records, query) if item is not None]
    return TimelinePage(
        figure=figure,
        as_of_label="today" if not query.as_of else short_date(DateInterval.day(records.as_of), query.lang),
        drawn=drawn,
        total=len(sessions),
        years=_years(records),
        rows=rows,
        pager=pager,
        periods=period_choices(query, records.as_of),
        returned=returned[:LIST_MAX],
        returned_total=len(returned),
        silent=_silent(records),
    )


def _one_per_session(rows: Iterable[SessionRow], *, newest_first: bool) -> list[list[SessionRow]]:
    """Rows of the same session together, in the order of the table."""
    together: dict[int, list[SessionRow]] = {}
    for row in rows:
        together.setdefault(row.id, []).append(row)
    return list(together.values())[:: -1 if newest_first else 1]


def _pager(query: TimelineQuery, total: int) -> Pager:
    pages = max(1, -(-total // PAGE_SIZE))
    if query.page > pages:
        raise Http404(f"There is no page {query.page}: the list ends on page {pages}.")
    return Pager(
        page=query.page,
        pages=pages,
        first_row=(query.page - 1) * PAGE_SIZE + 1 if total else 0,
        last_row=min(query.page * PAGE_SIZE, total),
        previous=address(query.changed(page=query.page - 1)) if query.page > 1 else "",
        next=address(query.changed(page=query.page + 1)) if query.page < pages else "",
    )


def badge_class(grade: str, is_only_possible: bool) -> str:
    """Classes of the badge of a grade (docs/design.md)."""
    if grade == "unrated":
        return "badge badge-unrated"
    return f"badge badge-{grade or 'notable'}{' badge-possible' if is_only_possible else ''}"


def _table_rows(sessions: Sequence[Sequence[SessionRow]], records: Records) -> list[TableRow]:
    if records.past:
        gaps = {(gap.session_id, gap.council_id): gap for gap in records.past.gap_rows()}
    else:
        gaps = gaps_before(
            [rows[0].id for rows in sessions], sorted({row.council_id for rows in sessions for row in rows})
        )
    flags: dict[tuple[int, int], Resumption] = {}
    for flag in records.resumptions:
        flags[flag.session_id, flag.council_id] = flag
    return [
        TableRow(
            row=rows[0],
            councils=tuple(records.councils[row.council_id] for row in rows),
            level=LEVEL_NAMES.get(rows[0].level, ""),
            formation="" if rows[0].formation == Formation.PLENARY else FORMATION_NAMES[rows[0].formation],
            status="" if rows[0].status == Status.HELD else STATUS_NAMES[rows[0].status],
            gaps=tuple(_gap_cells(rows, gaps, flags)),
        )
        for rows in sessions
    ]


def _gap_cells(
    rows: Sequence[SessionRow],
    gaps: Mapping[tuple[int, int], Gap],
    flags: Mapping[tuple[int, int], Resumption],
) -> Iterator[GapCell]:
    for row in rows:
        key = (row.id, row.council_id)
        gap, flag = gaps.get(key), flags.get(key)
        if flag is not None:
            yield GapCell(
                words=days_in_words(flag.days_min, flag.days_max),
                note="" if flag.stream == "main" else flag.get_stream_display(),
                badge=grade_in_words(flag.grade, flag.is_only_possible),
                badge_class=badge_class(flag.grade, flag.is_only_possible),
                href=flag.get_absolute_url(),
            )
        elif gap is not None and gap.status == GapStatus.COMPUTED:
            yield GapCell(days_in_words(gap.days_min, gap.days_max), "", "", "", "")
        elif gap is not None and gap.status != GapStatus.NOT_COUNTED:
            yield GapCell("", gap.get_status_display(), "", "", "")


def _years(records: Records) -> str:
    """`1975 to 2026`; empty without sessions."""
    if not records.sessions:
        return ""
    first = min(row.start.earliest.year for row in records.sessions)
    last = max(max(row.last.latest.year for row in records.sessions), records.as_of.year)
    return str(first) if first == last else f"{first} to {last}"


def _returned(records: Records, query: TimelineQuery) -> Iterator[ReturnedItem]:
    """Standing resumptions of what is drawn, newest first."""
    shown = {row.id for row in records.sessions} if query.flag else None
    for flag in reversed(records.resumptions):
        if shown is None or flag.session_id in shown:
            yield ReturnedItem(
                council=records.councils[flag.council_id],
                flag=flag,
                days=days_in_words(flag.days_min, flag.days_max),
                badge=grade_in_words(flag.grade, flag.is_only_possible),
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
            items.append(SilentItem(council, days_in_words(days[0], days[2]), each.state, each.reason))
    return items
