"""One page of the table below the picture, straight from the database in the order of the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.http import Http404
from django.utils.translation import gettext as _

from meetings.compiled import Compiled
from meetings.dates import DateInterval
from meetings.languages import in_language, language
from meetings.matching import SHOWN
from meetings.models import Council, Gap, Place, Resumption, Session, SessionCouncil
from meetings.point_in_time import PastDay
from meetings.query import TimelineQuery
from meetings.timeline.entries import is_plain, nearest_of
from meetings.timeline.words import (
    FORMATION_NAMES,
    LEVEL_NAMES,
    STATUS_NAMES,
    days_in_words,
    grade_in_words,
    span_in_words,
)
from meetings.vocabulary import STANDING, Formation, GapStatus, Status, Stream

PAGE_SIZE = 200


@dataclass(frozen=True)
class Pager:
    """Where in the table we are; addresses are empty at its ends."""

    page: int
    pages: int
    total: int
    previous: str
    next: str

    @property
    def first_row(self) -> int:
        """From 1; 0 in an empty table."""
        return (self.page - 1) * PAGE_SIZE + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        return min(self.page * PAGE_SIZE, self.total)


class GapBefore(NamedTuple):
    """The gap before a session in one council's main stream. Days; None where the rule has no value."""

    status: str
    days_min: int | None
    days_max: int | None


class Flag(NamedTuple):
    """A standing resumption."""

    id: int
    stream: str
    grade: str
    is_only_possible: bool
    days_min: int | None
    days_max: int | None


class Link(NamedTuple):
    """A council that held the session, with what is stored today of the gap before it."""

    council_id: int
    number: str
    gap: GapBefore | None
    flag: Flag | None


class TableSession(NamedTuple):
    """A session of the page as it is read."""

    id: int
    start: DateInterval
    end: DateInterval | None
    title: str
    level: str
    status: str
    formation: str
    place: str
    links: list[Link]


class GapCell(NamedTuple):
    """The gap before a session in words."""

    words: str
    note: str = ""
    badge: str = ""
    badge_class: str = ""
    href: str = ""


class TableRow(NamedTuple):
    """A session in the table; a joint session is one row with several councils, each with its address."""

    href: str
    dates: str
    status: str
    councils: list[tuple[str, str]]
    number: str
    title: str
    level: str
    formation: str
    place: str
    gaps: list[GapCell]


def pager_of(query: TimelineQuery, total: int) -> Pager:
    """Raises Http404 for a page of the table that does not exist."""
    pages = max(1, -(-total // PAGE_SIZE))
    if query.page > pages:
        raise Http404(
            _("There is no page %(page)s: the list ends on page %(last)s.")
            % {"page": query.page, "last": pages}
        )
    return Pager(
        page=query.page,
        pages=pages,
        total=total,
        previous="/" + query.changed(page=query.page - 1).querystring() if query.page > 1 else "",
        next="/" + query.changed(page=query.page + 1).querystring() if query.page < pages else "",
    )


_STANDING = ", ".join(f"'{state}'" for state in STANDING)
# What begins nearest to one end, up to the page's last session and all that begin on the same day as that one.
_NEAREST = f"""
SELECT id, start FROM {Session._meta.db_table}
WHERE id = ANY(ARRAY(SELECT session_id FROM ({{nearest}} FETCH FIRST {{most}} ROWS WITH TIES) AS nearest))
"""
# The keys of the page alone are found first, in an index.
_PAGE = f"""
WITH page AS MATERIALIZED (
    SELECT id FROM ({{matching}}) AS found
    ORDER BY lower(start) {{way}}, upper(start) {{way}}, id {{way}} LIMIT %s OFFSET %s
)
SELECT s.id, lower(s.start), upper(s.start) - 1, lower(s."end"), upper(s."end") - 1, s.title, s.level, s.status,
    s.formation, COALESCE(place.name, ''), link.council_id, link.number, gap.status, gap.days_min, gap.days_max,
    flag.id, flag.stream, flag.grade, flag.grade_certain = '', flag.days_min, flag.days_max
FROM page
JOIN {Session._meta.db_table} s ON s.id = page.id
LEFT JOIN {Place._meta.db_table} place ON place.id = s.place_id
LEFT JOIN {SessionCouncil._meta.db_table} link ON link.session_id = s.id
LEFT JOIN {Gap._meta.db_table} gap ON gap.session_id = s.id AND gap.council_id = link.council_id
LEFT JOIN {Resumption._meta.db_table} flag
    ON flag.session_id = s.id AND flag.council_id = link.council_id AND flag.state IN ({_STANDING})
ORDER BY lower(s.start) {{shown}}, upper(s.start) {{shown}}, s.id {{shown}}, link.council_id
"""


def read_table(found: Compiled, query: TimelineQuery, pager: Pager, at: datetime) -> list[TableSession]:
    """The sessions of the page, each with its councils, gaps and standing flags. One query. `at`: the instant at which
    embargoes are judged.

    They are read from the nearer end, so that no page is more than half of the table away.
    """
    start, stop = max(0, pager.first_row - 1), pager.last_row
    from_end = start > pager.total // 2
    if from_end:
        start, stop = pager.total - stop, pager.total - start
    shown, other = ("DESC", "ASC") if query.sort == "newest" else ("ASC", "DESC")
    way = other if from_end else shown
    if query.council and is_plain(query) and pager.total:
        nearest = nearest_of(at, query.changed(**SHOWN), way)
        found = Compiled(_NEAREST.format(nearest=nearest.sql, most=stop), nearest.values)
    sql = _PAGE.format(matching=found.sql, way=way, shown=shown)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*found.values, stop - start, start])
        rows = cursor.fetchall()
    sessions: list[TableSession] = []
    for pk, first, until, closes, after, title, level, status, formation, place, *link in rows:
        if not sessions or sessions[-1].id != pk:
            end = DateInterval(closes, after) if closes else None
            sessions.append(
                TableSession(pk, DateInterval(first, until), end, title, level, status, formation, place, [])
            )
        if link[0] is not None:
            sessions[-1].links.append(_link(*link))
    return sessions


def _link(council_id: int, number: str, *cells: Any) -> Link:
    gap, flag = cells[:3], cells[3:]
    return Link(
        council_id,
        number,
        GapBefore(*gap) if gap[0] is not None else None,
        Flag(*flag) if flag[0] is not None else None,
    )


def councils_of(sessions: Sequence[TableSession]) -> set[int]:
    """The councils that held the sessions of a page."""
    return {link.council_id for session in sessions for link in session.links}


def table_rows(
    sessions: Sequence[TableSession],
    councils: Mapping[int, Council],
    shown: frozenset[int],
    past: PastDay | None,
) -> list[TableRow]:
    """`shown`: the councils of the address; others that held a session with them are not named."""
    locale = language()
    levels, statuses, formations = (
        names.of(locale) for names in (LEVEL_NAMES, STATUS_NAMES, FORMATION_NAMES)
    )
    of_rows = shown & councils_of(sessions)
    named = {pk: (councils[pk].short_name, councils[pk].get_absolute_url()) for pk in of_rows}
    flags = _flags_then(past) if past is not None else {}
    rows = []
    for session in sessions:
        links = [link for link in session.links if link.council_id in shown]
        gaps: list[GapCell] = []
        for link in links:
            if past is None:
                cell = _gap_cell(link.gap, link.flag, locale)
            else:
                key = (link.council_id, session.id)
                cell = _gap_cell(_gap_then(past, key), flags.get(key), locale)
            if cell is not None:
                gaps.append(cell)
        rows.append(
            TableRow(
                href=in_language(f"/sessions/S{session.id}/", locale),
                dates=span_in_words(session.start, session.end, locale),
                status="" if session.status == Status.HELD else statuses[session.status],
                councils=[named[link.council_id] for link in links],
                number=links[0].number if links else "",
                title=session.title,
                level=levels.get(session.level, ""),
                formation="" if session.formation == Formation.PLENARY else formations[session.formation],
                place=session.place,
                gaps=gaps,
            )
        )
    return rows


def _gap_then(past: PastDay, key: tuple[int, int]) -> GapBefore | None:
    columns = past.gaps.get(key)
    return GapBefore(columns["status"], columns["days_min"], columns["days_max"]) if columns else None


def _flags_then(past: PastDay) -> dict[tuple[int, int], Flag]:
    """By council and session."""
    return {
        (flag.council_id, flag.session_id): Flag(
            flag.pk, flag.stream, flag.grade, flag.is_only_possible, flag.days_min, flag.days_max
        )
        for flag in past.standing
    }


def badge_class(grade: str, is_only_possible: bool) -> str:
    """Classes of the badge of a grade (docs/design.md)."""
    if grade == "unrated":
        return "badge badge-unrated"
    return f"badge badge-{grade or 'notable'}{' badge-possible' if is_only_possible else ''}"


def _gap_cell(gap: GapBefore | None, flag: Flag | None, locale: str) -> GapCell | None:
    if flag is not None:
        return GapCell(
            words=days_in_words(flag.days_min, flag.days_max, locale),
            note="" if flag.stream == Stream.MAIN else str(Stream(flag.stream).label),
            badge=grade_in_words(flag.grade, flag.is_only_possible, locale),
            badge_class=badge_class(flag.grade, flag.is_only_possible),
            href=in_language(f"/resumptions/R{flag.id}/", locale),
        )
    if gap is None or gap.status == GapStatus.NOT_COUNTED:
        return None
    if gap.status == GapStatus.COMPUTED:
        return GapCell(days_in_words(gap.days_min, gap.days_max, locale))
    return GapCell("", str(GapStatus(gap.status).label))
