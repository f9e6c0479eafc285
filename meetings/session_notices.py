"""Notices of sessions: scheduled, held, changed, called off, taken back. What the public was told against what is public.

Runs within the assessment's transaction. Only sessions that are news are told of: those to come, those of the last
days, and those told of before. So an import of a council's history tells nothing, and no old session is read.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from meetings import notice_words
from meetings.editions import as_told, facts, facts_before
from meetings.flags import NEWS_DAYS
from meetings.models import Notice, Session, SessionCouncil, SessionEdition
from meetings.notices import SESSION_KINDS
from meetings.vocabulary import COUNTING_STATUSES, Level, NoticeKind, Status

CALLED_OFF = (Status.CANCELLED, Status.DECLINED, Status.POSTPONED)
PLANNED = (Status.SCHEDULED, Status.PROPOSED)


def announce_sessions(council_ids: Collection[int], now: datetime) -> None:
    """Tell what is new of these councils' sessions at `now`; once, whoever else is assessing them."""
    notices = _told_again(council_ids, now) + _told_first(council_ids, now)
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def _told_first(council_ids: Collection[int], now: datetime) -> list[Notice]:
    """Public sessions that are news and that nobody was told of. Parts are not: the session around them is.

    Another worker may tell of a joint session at the same time: the edition and the notice that come second are
    not written, as they have the same key.
    """
    horizon = now.date() - timedelta(days=NEWS_DAYS)
    found = (
        Session.objects.public(now)
        .filter(Q(start__endswith__gt=horizon) | Q(end__endswith__gt=horizon))
        .filter(pk__in=_of_councils(council_ids), edition__isnull=True, part_of__isnull=True)
        .exclude(status=Status.UNCONFIRMED)
        .select_related("place")
        .with_councils()
        .order_by("pk")
    )
    editions, notices = [], []
    for session in found:
        edition = SessionEdition(session=session, told=as_told(session), changed_at=now)
        kind = _kind_of_status(session.status) or NoticeKind.SESSION_CHANGED
        title = notice_words.session_told(facts(edition.told))
        editions.append(edition)
        notices.append(_notice(edition, kind, title, _about(session), now))
    SessionEdition.objects.bulk_create(editions, ignore_conflicts=True)
    return notices


def _told_again(council_ids: Collection[int], now: datetime) -> list[Notice]:
    """Sessions told of before, of which something else is true now. Three queries if there are none."""
    locked = _lock_outdated(council_ids, now)
    if not locked:
        return []
    # Read after the lock is held: no older than what another worker has just told.
    sessions = Session.objects.filter(pk__in=locked).select_related("place", "edition").with_councils()
    public = set(Session.objects.public(now).filter(pk__in=locked).values_list("pk", flat=True))
    earlier = {notice.session_id: notice for notice in _last_notices(locked)}
    editions, notices = [], []
    for session in sessions.order_by("pk"):
        edition = session.edition
        edition.session = session
        editions.append(edition)
        if notice := _news_of(edition, is_public=session.pk in public, now=now):
            notice.follows = earlier.get(session.pk)
            notices.append(notice)
    SessionEdition.objects.bulk_update(editions, ["told", "sequence", "changed_at"], batch_size=500)
    return notices


def _of_councils(council_ids: Collection[int]) -> Any:
    return SessionCouncil.objects.filter(council__in=council_ids).values("session")


def _lock_outdated(council_ids: Collection[int], now: datetime) -> list[int]:
    """The sessions whose record, councils or publication are not those that were told; their editions are locked."""
    councils = (
        SessionCouncil.objects.filter(session=OuterRef("session"))
        .order_by()
        .values("session")
        .annotate(ids=JSONBAgg("council_id", order_by="council_id"))
        .values("ids")
    )
    editions = SessionEdition.objects.annotate(
        told_version=Cast(KT("told__version"), BigIntegerField()),
        councils_now=Subquery(councils),
        is_public=Exists(Session.objects.public(now).filter(pk=OuterRef("session"))),
    )
    another = ~Q(session__record_version=F("told_version")) | ~Q(told__councils=F("councils_now"))
    outdated = editions.filter(
        Q(is_public=True) & (another | Q(told__public=False)) | Q(is_public=False, told__public=True),
        session__in=_of_councils(council_ids),
    )
    return list(
        outdated.select_for_update(of=("self",)).order_by("session_id").values_list("session_id", flat=True)
    )


def _last_notices(session_ids: Iterable[int]) -> Iterable[Notice]:
    notices = Notice.objects.filter(session__in=session_ids, kind__in=SESSION_KINDS)
    return notices.order_by("session_id", "-id").distinct("session_id")


def _news_of(edition: SessionEdition, *, is_public: bool, now: datetime) -> Notice | None:
    """Bring the edition up to date; the notice of what changed, or None where no reader would see a difference."""
    if not is_public:
        title = notice_words.session_taken_back(facts(edition.told), edition.session.public_id)
        edition.told = {**edition.told, "public": False}
        return _next(edition, NoticeKind.SESSION_CANCELLED, title, notice_words.TAKEN_BACK, now)
    told = as_told(edition.session)
    before, after = facts_before(edition.told, told), facts(told)
    changed = notice_words.differences(before, after)
    edition.told = told
    if before.is_public and not changed:
        return None
    kind = NoticeKind.SESSION_CHANGED
    if before.status != after.status:
        kind = _kind_of_status(after.status, before.status) or kind
    title = (
        notice_words.session_changed(after)
        if kind == NoticeKind.SESSION_CHANGED
        else notice_words.session_told(after)
    )
    again = "" if before.is_public else notice_words.ON_RECORD_AGAIN
    text = " ".join(filter(None, [again, changed, _about(edition.session)]))
    return _next(edition, kind, title, text, now)


def _kind_of_status(status: str, before: str = "") -> NoticeKind | None:
    """What it means that a session has the status now; None if it is no more than another detail."""
    for statuses, kind in (
        (COUNTING_STATUSES, NoticeKind.SESSION_HELD),
        (CALLED_OFF, NoticeKind.SESSION_CANCELLED),
    ):
        if status in statuses:
            return None if before in statuses else kind
    return NoticeKind.SESSION_SCHEDULED if status in PLANNED else None


def _next(edition: SessionEdition, kind: NoticeKind, title: str, text: str, now: datetime) -> Notice:
    edition.sequence += 1
    edition.changed_at = now
    return _notice(edition, kind, title, text, now)


def _notice(edition: SessionEdition, kind: NoticeKind, title: str, text: str, now: datetime) -> Notice:
    """The edition's own notice: its key is the edition's number."""
    session = edition.session
    return Notice(
        natural_key=f"session:{session.public_id}:{edition.sequence}",
        kind=kind,
        council_id=edition.told["councils"][0],
        session=session,
        happened_on=_happened_on(edition, kind, now.date()),
        title=title,
        text=text,
    )


def _happened_on(edition: SessionEdition, kind: NoticeKind, today: date) -> date:
    """The session's first possible day, the day it was called off if that is on record, else the day of telling."""
    session = edition.session
    if kind == NoticeKind.SESSION_HELD:
        return session.start.earliest
    if kind == NoticeKind.SESSION_CANCELLED and session.decided and edition.told["public"]:
        return session.decided.earliest
    return today


def _about(session: Session) -> str:
    """Name and rank of the session, in sentences; empty if neither is on record."""
    level = str(Level(session.level).label) if session.level else ""
    return " ".join(f"{each[:1].upper()}{each[1:]}." for each in (session.title, level) if each)
