"""The one place that reads notices: feeds and mails ask here what may be told, and in which words.

A notice is never changed, so what it says was public when it was written. Whether it may be said today is decided
here, at each reading.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.models import Council, Notice, Session
from meetings.notice_words import TAKEN_BACK
from meetings.publication import is_public
from meetings.query import TimelineQuery
from meetings.vocabulary import FlagState, Grade, NoticeKind

RESUMPTION_KINDS = (
    NoticeKind.RESUMPTION_RAISED,
    NoticeKind.RESUMPTION_REVISED,
    NoticeKind.RESUMPTION_WITHDRAWN,
)
SESSION_KINDS = (
    NoticeKind.SESSION_SCHEDULED,
    NoticeKind.SESSION_HELD,
    NoticeKind.SESSION_CHANGED,
    NoticeKind.SESSION_CANCELLED,
)
# What takes back something that was told before.
RETRACTING_KINDS = (NoticeKind.RESUMPTION_WITHDRAWN, NoticeKind.SESSION_CANCELLED)
# Filters that only a session can meet. With one of them set, silences are left out: no session, no party, no place.
SESSION_FILTERS = ("level", "party", "absent", "person", "topic", "place", "status", "q")


def public_notices(query: TimelineQuery, at: datetime) -> QuerySet[Notice]:
    """Notices that the query matches and anyone may read at the instant ``at``; newest first, with council and session.

    Of a session: those whose session is public and matches (joint sessions by any of their councils). Of a
    resumption: the same, and the flag as it is now or as it was ever told has a grade asked for; a flag that was
    withdrawn is not left out unless a state is asked for. Of a silence: council, grade and the day on which the
    grade was reached; none if a filter is set that only sessions can meet (``SESSION_FILTERS``) or a flag's state.
    """
    found = Q(kind__in=SESSION_KINDS, session__in=query.sessions(at))
    found |= Q(kind__in=RESUMPTION_KINDS, session__in=query.changed(flag=()).sessions(at)) & _of_flags(query)
    if not any(getattr(query, name) for name in SESSION_FILTERS):
        found |= _of_silences(query)
    return (
        Notice.objects.filter(found)
        .filter(is_public(at, "council__"))
        .select_related("council", "session", "resumption")
    )


def retractions(query: TimelineQuery, at: datetime) -> QuerySet[Notice]:
    """Notices that take back what was told of sessions that are no longer public, for readers who were told.

    `public_notices` leaves them out. Only the council is looked at: no other fact of the session may be, so any
    other filter leaves them out. They say nothing but that a record was withdrawn: print them by `tell`.
    """
    if query.followed(council=(), lang="en").pairs():
        return Notice.objects.none()
    found = Notice.objects.filter(kind__in=RETRACTING_KINDS, follows__isnull=False, session__isnull=False)
    if query.council:
        found = found.filter(council__slug__in=query.council)
    return (
        found.filter(is_public(at, "council__"))
        .exclude(session__in=Session.objects.public(at))
        .select_related("council", "session", "resumption")
    )


def _of_flags(query: TimelineQuery) -> Q:
    """Condition on a notice: its flag is as asked for now, or was told with a grade asked for.

    Else a flag that changes its grade would take its own correction out of the feed that told of it.
    """
    condition = query.of_flags("resumption__")
    grades = [value for value in query.flag if value in Grade.values]
    if grades:
        states = tuple(value for value in query.flag if value in FlagState.values)
        told_so = Notice.objects.filter(resumption=OuterRef("resumption"), grade__in=grades)
        condition |= Q(Exists(told_so)) & query.changed(flag=states).of_flags("resumption__")
    return condition


def _of_silences(query: TimelineQuery) -> Q:
    states = set(query.flag) & set(FlagState.values)
    grades = [value for value in query.flag if value in Grade.values]
    condition = Q(kind=NoticeKind.SILENCE_GRADED)
    if states:
        return Q(pk__in=())
    if grades and "any" not in query.flag:
        condition &= Q(grade__in=grades)
    if query.council:
        condition &= Q(council__slug__in=query.council)
    if query.first_day:
        condition &= Q(happened_on__gte=query.first_day)
    if last := min(filter(None, [query.last_day, query.as_of_day if query.as_of else None]), default=None):
        condition &= Q(happened_on__lte=last)
    return condition


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in the words that may be used today.

    ``path``: the page that shows it, from the slash on; empty if nothing of it is public.
    ``is_retracted``: its session or council is no longer public, and the words say only that.
    """

    notice: Notice
    title: str
    text: str
    path: str
    is_retracted: bool = False


def tell(notices: Iterable[Notice], at: datetime) -> list[Told]:
    """The notices in their order, in words. Two queries; read the notices with their council (``select_related``)."""
    listed = list(notices)
    sessions = {notice.session_id for notice in listed if notice.session_id is not None}
    public_sessions = set(Session.objects.public(at).filter(pk__in=sessions).values_list("pk", flat=True))
    councils = {notice.council_id for notice in listed}
    public_councils = set(Council.objects.public(at).filter(pk__in=councils).values_list("pk", flat=True))
    told = []
    for notice in listed:
        if notice.council_id not in public_councils:
            told.append(_retracted(notice, council_is_public=False))
        elif notice.session_id is not None and notice.session_id not in public_sessions:
            told.append(_retracted(notice, council_is_public=True))
        else:
            told.append(Told(notice, notice.title, notice.text, _path(notice)))
    return told


def _path(notice: Notice) -> str:
    if notice.resumption_id is not None:
        return f"/resumptions/R{notice.resumption_id}/"
    if notice.session_id is not None:
        return f"/sessions/S{notice.session_id}/"
    return notice.council.get_absolute_url()


def _retracted(notice: Notice, *, council_is_public: bool) -> Told:
    """Nothing but the number of the record and that it was withdrawn; the council only while it is public."""
    if notice.resumption_id is not None:
        record = f"resumption R{notice.resumption_id}"
    elif notice.session_id is not None:
        record = f"session S{notice.session_id}"
    else:
        record = "a silence"
    council = f"{notice.council.short_name}: " if council_is_public else ""
    title = f"{council}{record} withdrawn"
    return Told(
        notice,
        title[:1].upper() + title[1:],
        TAKEN_BACK,
        notice.council.get_absolute_url() if council_is_public else "",
        is_retracted=True,
    )
