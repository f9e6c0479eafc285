"""One page of the table below the picture, straight from the database in the order of the table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404
from django.utils.translation import gettext as _

from meetings.models import Council, Gap, Resumption, Session, SessionCouncil
from meetings.point_in_time import PastDay
from meetings.publication import SessionQuerySet
from meetings.query import TimelineQuery
from meetings.timeline.words import (
    FORMATION_NAMES,
    LEVEL_NAMES,
    STATUS_NAMES,
    days_in_words,
    grade_in_words,
)
from meetings.vocabulary import Formation, GapStatus, Status

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

    row: Session
    number: str
    councils: tuple[Council, ...]
    level: str
    formation: str
    status: str
    gaps: tuple[GapCell, ...]


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


_GAP = ("id", "council_id", "status", "days_min", "days", "days_max")
_FLAG = ("id", "council_id", "stream", "grade", "grade_certain", "days_min", "days", "days_max")


def read_table(sessions: SessionQuerySet, query: TimelineQuery, pager: Pager) -> list[Any]:
    """The sessions of the page, each with its councils, gaps and standing flags. One query.

    The keys of the page alone are found first, in an index; from the nearer end, so that no page is more than half
    of the table away.
    """
    newest = query.sort == "newest"
    start, stop = max(0, pager.first_row - 1), pager.last_row
    from_end = start > pager.total // 2
    ordered = sessions.newest_first() if newest != from_end else sessions.in_order()
    if from_end:
        start, stop = pager.total - stop, pager.total - start
    page = Session.objects.filter(pk__in=ordered.values("pk")[start:stop]).select_related("place")
    page = page.only("title", "start", "end", "level", "status", "formation", "place__name")
    return list((page.newest_first() if newest else page.in_order()).annotate(**_beside()))


def _beside() -> dict[str, ArraySubquery]:
    of_session = {"session": OuterRef("pk")}
    return {
        "link_rows": _gathered(
            SessionCouncil.objects.filter(**of_session).order_by("council_id"), ("council_id", "number")
        ),
        "gap_rows": _gathered(Gap.objects.filter(**of_session), _GAP),
        "flag_rows": _gathered(Resumption.objects.standing().filter(**of_session), _FLAG),
    }


def _gathered(rows: QuerySet[Any], columns: Sequence[str]) -> ArraySubquery:
    return ArraySubquery(rows.values(row=JSONObject(**{name: name for name in columns})))


def councils_of(sessions: Sequence[Any]) -> set[int]:
    """The councils that held the sessions of a page."""
    return {link["council_id"] for session in sessions for link in session.link_rows}


def table_rows(
    sessions: Sequence[Any], councils: Mapping[int, Council], shown: frozenset[int], past: PastDay | None
) -> list[TableRow]:
    """`shown`: the councils of the address; others that held a session with them are not named."""
    then = _Then(past) if past is not None else None
    rows = []
    for session in sessions:
        links = [link for link in session.link_rows if link["council_id"] in shown]
        gaps = {gap.council_id: gap for gap in (then.gaps(session.pk) if then else _gaps(session))}
        flags = {flag.council_id: flag for flag in (then.flags(session.pk) if then else _flags(session))}
        pks = [link["council_id"] for link in links]
        rows.append(
            TableRow(
                row=session,
                number=links[0]["number"] if links else "",
                councils=tuple(councils[pk] for pk in pks),
                level=LEVEL_NAMES.get(session.level, ""),
                formation=""
                if session.formation == Formation.PLENARY
                else FORMATION_NAMES[session.formation],
                status="" if session.status == Status.HELD else STATUS_NAMES[session.status],
                gaps=tuple(cell for pk in pks for cell in _gap_cells(gaps.get(pk), flags.get(pk))),
            )
        )
    return rows


def _gaps(session: Any) -> list[Gap]:
    return [Gap(**row) for row in session.gap_rows]


def _flags(session: Any) -> list[Resumption]:
    return [Resumption(**row) for row in session.flag_rows]


class _Then:
    """Gaps and flags as of a past day."""

    def __init__(self, past: PastDay) -> None:
        self._gaps: dict[int, list[Gap]] = {}
        self._flags: dict[int, list[Resumption]] = {}
        for gap in past.gap_rows():
            self._gaps.setdefault(gap.session_id, []).append(gap)
        for flag in past.standing:
            self._flags.setdefault(flag.session_id, []).append(flag)

    def gaps(self, session_id: int) -> list[Gap]:
        return self._gaps.get(session_id, [])

    def flags(self, session_id: int) -> list[Resumption]:
        return self._flags.get(session_id, [])


def badge_class(grade: str, is_only_possible: bool) -> str:
    """Classes of the badge of a grade (docs/design.md)."""
    if grade == "unrated":
        return "badge badge-unrated"
    return f"badge badge-{grade or 'notable'}{' badge-possible' if is_only_possible else ''}"


def _gap_cells(gap: Gap | None, flag: Resumption | None) -> Iterator[GapCell]:
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
