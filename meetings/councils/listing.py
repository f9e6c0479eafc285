"""The sessions that the pages of councils name and list."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from meetings.models import Council, Gap, Resumption, Session, SessionCouncil
from meetings.paging import Page, page_of
from meetings.query import TimelineQuery
from meetings.vocabulary import FlagState
from meetings.watch import CouncilSilence

SESSIONS_A_PAGE = 50


def public_sessions_named(
    silences: Iterable[CouncilSilence],
    at: datetime,
    known: dict[int, Session] | None = None,
    also: Iterable[int | None] = (),
) -> dict[int, Session]:
    """The last and the next planned sessions of the silences that anyone may see, by id. One query, or none.

    ``known``: public sessions that are at hand already; ``also``: ids of others that are needed.
    """
    found = dict(known or {})
    named = set[int | None](also)
    for silence in silences:
        named |= {silence.silence.last_session_id if silence.silence else None, silence.next_planned_id}
    if missing := named - {None, *found}:
        found.update(Session.objects.public(at).in_bulk(missing))
    return found


def last_and_planned(
    silence: CouncilSilence | None, sessions: dict[int, Session]
) -> tuple[Session | None, Session | None]:
    if silence is None:
        return None, None
    last = sessions.get(silence.silence.last_session_id) if silence.silence else None
    return last, sessions.get(silence.next_planned_id or 0)


def session_list(
    line: Sequence[Council],
    query: TimelineQuery,
    gaps: Iterable[Gap],
    flags: Iterable[Resumption],
    at: datetime,
) -> Page:
    """One page of the line's sessions, newest first, with the gap and the flag of each. Three queries."""
    found = (
        Session.objects.public(at)
        .filter(pk__in=SessionCouncil.objects.filter(council__in=line).values("session"))
        .filter(start__startswith__lte=query.begun_by)
    )
    rows = found.newest_first().select_related("place").with_councils()
    page = page_of(rows, query, size=SESSIONS_A_PAGE)
    before = _by_session(gaps)
    raised = _by_session(flag for flag in flags if flag.state in (FlagState.RAISED, FlagState.CONFIRMED))
    for session in page.rows:
        session.gaps_before = before.get(session.pk, [])
        session.standing_flags = raised.get(session.pk, [])
    return page


def _by_session(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.session_id, []).append(row)
    return found
