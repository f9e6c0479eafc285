"""`gaps.csv`: every gap of a council's main stream, and its running silence as a censored one."""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from meetings.dates import DateInterval
from meetings.exports.columns import Kind, Made, Reference, Table, column, data_version_column, public_id
from meetings.exports.councils import matching_councils
from meetings.exports.expressions import bytewise, earliest, latest, of_chosen_councils
from meetings.exports.judged import coverage_column
from meetings.exports.point_in_time import past_day
from meetings.exports.scope import Scope
from meetings.exports.silences import silences_of
from meetings.exports.stream import FETCH_ROWS
from meetings.exports.whole import of_whole_record
from meetings.models import ContextEventCouncil, Gap, Session
from meetings.point_in_time import PastDay
from meetings.publication import is_hidden_session
from meetings.vocabulary import NO_GAPS, REAL_GAPS, Grade

Row = dict[str, Any]


def _running(scope: Scope, past: PastDay | None) -> list[Row]:
    """The silences still running as censored gaps; that of a concluded council ends on the day of its conclusion."""
    rows = []
    for slug, of_council in silences_of(scope, past.silences if past else None).items():
        silence = of_council.silence
        if silence is None:
            continue
        until = scope.query.as_of_day
        if silence.concluded_from is not None:
            until = min(until, silence.concluded_from)
        shortest, _, longest = silence.days_on(until)
        grade = silence.grade_on(until)
        rows.append(
            {
                "slug": slug,
                "council_id": of_council.council_id,
                "previous_session_id": silence.last_session_id,
                "session_id": None,
                "since": DateInterval(silence.since_earliest, silence.since_latest),
                "start": None,
                "until": until,
                "days_min": shortest,
                "days_max": longest,
                "censored": True,
                "grade": grade.value if grade else "",
                "coverage": silence.coverage.value,
            }
        )
    return rows


def _stored_gaps(scope: Scope) -> "QuerySet[Gap]":
    public = Session.objects.public(scope.now)
    return Gap.objects.filter(
        of_chosen_councils(scope.query, "council__slug"),
        session__in=scope.query.sessions(scope.now),
        previous_session__in=public,
        status__in=REAL_GAPS,
    ).order_by(
        bytewise("council__slug"), "session__start__startswith", "session__start__endswith", "session_id"
    )


def _left_out(at: datetime) -> "QuerySet[Gap, Any]":
    """All others, of the whole record."""
    gaps = Gap.objects.order_by().values("pk")
    hidden = Q(is_hidden_session(at, "session")) | Q(is_hidden_session(at, "previous_session"))
    real = gaps.filter(hidden | Q(previous_session=None), status__in=REAL_GAPS)
    return gaps.filter(status__in=NO_GAPS).union(real, all=True)


_count_stored = of_whole_record(_left_out)


def _closed(scope: Scope, gaps: "QuerySet[Gap]") -> Iterator[Row]:
    rows = gaps.annotate(since=Coalesce("previous_session__end", "previous_session__start")).values(
        "council__slug", "council_id", "previous_session_id", "session_id", "since", "session__start",
        "days_min", "days_max", "grade", "coverage",
    )  # fmt: skip
    for row in rows.iterator(chunk_size=FETCH_ROWS):
        start = row["session__start"]
        yield {**row, "slug": row["council__slug"], "start": start, "until": start.latest, "censored": False}


def _closed_as_of(scope: Scope, past: PastDay) -> list[Row]:
    """The same on a past day, from the rule."""
    slugs = dict(matching_councils(scope).values_list("pk", "slug"))
    matching = set(scope.query.sessions(scope.now).values_list("pk", flat=True))
    rows = [
        {
            **gap,
            "slug": slugs[council],
            "council_id": council,
            "session_id": session,
            "since": past.ends[gap["previous_session_id"]],
            "start": past.starts[session],
            "until": past.starts[session].latest,
            "censored": False,
        }
        for (council, session), gap in past.gaps.items()
        if council in slugs and session in matching and gap["status"] in REAL_GAPS
    ]
    return sorted(rows, key=lambda row: (row["slug"].encode(), row["start"], row["session_id"]))


def _context(scope: Scope) -> dict[int, list[tuple[DateInterval, DateInterval | None, str]]]:
    """Events known by the as-of day, by council."""
    found: dict[int, list[tuple[DateInterval, DateInterval | None, str]]] = {}
    links = ContextEventCouncil.objects.filter(event__start__startswith__lte=scope.query.as_of_day)
    for council, start, end, title in links.order_by("event__start__startswith", "event_id").values_list(
        "council_id", "event__start", "event__end", "event__title"
    ):
        found.setdefault(council, []).append((start, end, title))
    return found


def _gaps(scope: Scope) -> Made:
    past = past_day(scope) if scope.query.is_past else None
    running = _running(scope, past)
    if past is not None:
        closed = _closed_as_of(scope, past)
        return Made(len(closed) + len(running), _with_context(scope, merge(closed, running, key=_gap_order)))
    stored = _stored_gaps(scope)
    rows = merge(_closed(scope, stored), running, key=_gap_order)
    return Made(lambda: _number(scope, stored) + len(running), _with_context(scope, rows))


def _number(scope: Scope, stored: "QuerySet[Gap]") -> int:
    known = _count_stored(scope)
    return stored.count() if known is None else known


def _gap_order(row: Row) -> tuple[bytes, bool]:
    """By council, its running silence last; the sources are in order of time already."""
    return row["slug"].encode(), row["censored"]


def _with_context(scope: Scope, rows: Iterator[Row]) -> Iterator[Row]:
    events = _context(scope)
    for row in rows:
        told = [
            title
            for start, end, title in events.get(row["council_id"], ())
            if start.earliest <= row["until"] and (end is None or end.latest >= row["since"].earliest)
        ]
        yield {**row, "context": told, "data_version": scope.data_version}


GAPS = Table(
    name="gaps",
    title="Gaps",
    description="Every gap between sittings of a council's main stream, and its last silence as a censored gap, for"
    " survival analysis. A filter chooses the sessions that ended gaps; each gap is measured on the whole main stream."
    " The last silence lasts until the as-of day or, of a concluded council, until the day of its conclusion.",
    row="one gap of one council",
    columns=(
        column("council_slug", Kind.WORD, "The council, as in its address.", "slug"),
        column("from_session_id", Kind.ID, "The session after which the gap began; of a predecessor where the council continues one.", "previous_session_id", value=public_id("S")),
        column("to_session_id", Kind.ID, "The session that ended it.", "session_id", value=public_id("S"), empty="No session has ended it."),
        column("from_max", Kind.DATE, "Last day of the session before, at the latest.", "since", value=latest),
        column("to_min", Kind.DATE, "First day of the session that ended it, at the earliest.", "start", value=earliest, empty="No session has ended it."),
        column("gap_days_min", Kind.INTEGER, "Shortest gap that the dates allow; 0 where their order is uncertain.", "days_min", unit="days"),
        column("gap_days_max", Kind.INTEGER, "Longest gap that the dates allow.", "days_max", unit="days"),
        column("censored", Kind.BOOLEAN, "1: the last silence, which no session on record has ended.", "censored"),
        column("grade", Kind.CODE, "How unusual it is: best estimate.", "grade", words=Grade, empty="Not unusual."),
        coverage_column(),
        column("context", Kind.TEXTS, "Events on record that fall into the gap.", "context", empty="None is on record."),
        column("data_version", Kind.INTEGER, data_version_column().description, "data_version"),
    ),
    key=("council_slug", "from_session_id"),
    select=_gaps,
    references=(
        Reference("council_slug", "councils", "council_slug"),
        Reference("from_session_id", "sessions", "session_id"),
        Reference("to_session_id", "sessions", "session_id"),
    ),
)  # fmt: skip
