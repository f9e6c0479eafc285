"""Announcements with what became of them: read, asked of `meetings.promises`, and stored with each assessment.

Today is answered from the stored fates; a past day from the records, as they follow from events up to that day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from meetings.dates import DateInterval
from meetings.models import Announcement, AnnouncementFate, Session, SessionCouncil
from meetings.models.agenda import AnnouncementQuerySet
from meetings.promise_words import fate_in_words
from meetings.promises import Announced, Fate, Meeting, fate_of
from meetings.thresholds import Parameters
from meetings.vocabulary import AnnouncementOutcome, Formation

_OPEN = (AnnouncementOutcome.PENDING, AnnouncementOutcome.LAPSED)
_NOT_JUDGED_YET = Fate(AnnouncementOutcome.PENDING)


@dataclass
class Promise:
    """An announcement, and what is to be said of it on a day.

    `made`: when it was announced; None: not known. `session`: the public session that `fate` names, once
    `attach_sessions` has found it.
    """

    announcement: Announcement
    made: DateInterval | None
    fate: Fate
    day: date
    session: Session | None = None

    @property
    def expected(self) -> DateInterval | None:
        return self.announcement.expected

    @property
    def outcome(self) -> AnnouncementOutcome:
        return self.fate.outcome

    @property
    def is_open(self) -> bool:
        """Nothing on record has come of it: pending or lapsed."""
        return self.outcome in _OPEN

    @property
    def is_lapsed(self) -> bool:
        return self.outcome == AnnouncementOutcome.LAPSED

    @property
    def days(self) -> tuple[int, int] | None:
        """Fewest and most days since it was announced; None where that day is not known."""
        if self.made is None:
            return None
        return max(0, (self.day - self.made.latest).days), max(0, (self.day - self.made.earliest).days)

    @property
    def words(self) -> str:
        """What became of it, in words without the session's own date."""
        return fate_in_words(
            self.fate,
            expected=self.expected,
            days=self.days,
            status=self.session.status if self.session else "",
            start=self.session.start if self.session else None,
        )


def made_on(announcement: Announcement) -> DateInterval | None:
    """When it was announced: as the editor says, else at the session, else on the day of the report; None: not known."""
    if announcement.announced_on is not None:
        return announcement.announced_on
    if announcement.session is not None:
        return announcement.session.end or announcement.session.start
    return announcement.source.published


def made_by(day: date) -> Q:
    """Condition on announcements: known on a past day. By `made_on` it may have been made by then, and the session at
    which it was made had begun; one whose day is not known is known on none."""
    at_session = Q(session__end__startswith__lte=day) | Q(
        session__end=None, session__start__startswith__lte=day
    )
    elsewhere = Q(session=None, source__published__startswith__lte=day)
    made = Q(announced_on__startswith__lte=day) | (Q(announced_on=None) & (at_session | elsewhere))
    return made & (Q(session=None) | Q(session__start__startswith__lte=day))


def promises_on(
    announcements: "QuerySet[Announcement]", *, day: date, now: datetime, open_only: bool = False
) -> list[Promise]:
    """Those of the announcements that are public and were made by the day, the latest first. One query
    where nothing was announced, else two, for a past day three.

    `open_only`: only those of which nothing has come. An announcement of unknown day is left out of past days. A
    day after today is answered as if nothing met until then. `now`: when embargoes are judged, UTC.
    """
    if not announcements.exists():  # as for most: then what hangs on them is not asked for
        return []
    is_past = day < now.date()
    known = announcements.filter(AnnouncementQuerySet.shown(now)).select_related(
        "session", "source", "council", "fate"
    )
    if open_only and not is_past:
        known = known.filter(Q(fate__outcome__in=_OPEN) | Q(fate__lapses_on__gt=day))
    if is_past:
        found = list(known.filter(made_by(day)))
        fates = fates_of(found, at=now, as_of=day)
    else:
        found = list(known)
        fates = {each.pk: stored_fate(each) for each in found}
    promises = [Promise(each, made_on(each), fates[each.pk].on(day), day) for each in found]
    promises = [promise for promise in promises if promise.is_open or not open_only]
    return sorted(promises, key=_latest_first, reverse=True)


def _latest_first(promise: Promise) -> tuple[date, int]:
    return (promise.made.latest if promise.made else date.min, promise.announcement.pk)


def attach_sessions(promises: Iterable[Promise], sessions: Mapping[int, Session]) -> None:
    """Name the session of each fate; one that is not among them (not public) stays unnamed."""
    for promise in promises:
        promise.session = sessions.get(promise.fate.session_id or 0)


def open_promises(council_ids: Collection[int], *, day: date, now: datetime) -> dict[int, list[Promise]]:
    """Of each council the announcements of which nothing has come by the day, the latest first. As `promises_on`."""
    found: dict[int, list[Promise]] = defaultdict(list)
    announcements = Announcement.objects.filter(council__in=council_ids)
    for promise in promises_on(announcements, day=day, now=now, open_only=True):
        found[promise.announcement.council_id].append(promise)
    return found


def stored_fate(announcement: Announcement) -> Fate:
    """The fate as the last assessment left it; pending where there was none yet."""
    row = getattr(announcement, "fate", None)
    if row is None:
        return _NOT_JUDGED_YET
    return Fate(AnnouncementOutcome(row.outcome), row.session_id, row.slipped_days, row.lapses_on)


def fates_of(
    announcements: Sequence[Announcement], *, at: datetime, as_of: date | None = None
) -> dict[int, Fate]:
    """What became of each (loaded with session, source and council) by the public record. One query, or none."""
    if not announcements:
        return {}
    named = {each.outcome_session_id for each in announcements if each.outcome_session_id}
    by_council, by_id = _meetings({each.council_id for each in announcements}, named, at)
    fates = {}
    for each in announcements:
        meetings = by_council[each.council_id]
        other = by_id.get(each.outcome_session_id or 0)
        if other is not None and other not in meetings:
            meetings = [*meetings, other]
        fates[each.pk] = fate_of(_announced(each, by_id), meetings, as_of=as_of)
    return fates


def _announced(announcement: Announcement, public_ids: Collection[int]) -> Announced:
    session, span = announcement.session, announcement.council.sitting_span_days
    named = announcement.outcome_session_id
    return Announced(
        made=made_on(announcement),
        expected=announcement.expected,
        formations=frozenset({Formation.PLENARY.value, session.formation if session else ""}),
        at_session=announcement.session_id,
        apart=0 if session is None else Parameters().sitting_span if span is None else span,
        ruling=announcement.outcome,
        named=named if named in public_ids else None,
    )


def _meetings(
    council_ids: Collection[int], named: Collection[int], at: datetime
) -> tuple[dict[int, list[Meeting]], dict[int, Meeting]]:
    """The public sessions that may answer a council's announcements, by council; and all of them, with those that
    editors named, by id. Parts of sessions, and sessions that do not count for the council, answer nothing unless
    they are named."""
    own = Q(council__in=council_ids, counts=True, session__part_of__isnull=True)
    links = (
        SessionCouncil.objects.public(at)
        .filter(own | Q(session__in=named))
        .order_by()
        .annotate(is_own=own)
        .values_list(
            "council_id",
            "is_own",
            "session_id",
            "session__status",
            "session__start",
            "session__end",
            "session__planned_start",
            "session__decided",
            "session__formation",
        )
    )
    by_council: dict[int, list[Meeting]] = defaultdict(list)
    by_id: dict[int, Meeting] = {}
    for council_id, is_own, pk, status, start, end, planned, decided, formation in links:
        by_id[pk] = Meeting(pk, status, start, end or start, planned, decided, formation)
        if is_own:
            by_council[council_id].append(by_id[pk])
    return by_council, by_id


def store_fates(council_ids: Collection[int], now: datetime) -> None:
    """Store what became of the councils' public announcements; what is not public has no fate. Idempotent.

    Runs in the transaction of the assessment. One query for councils without announcements, else four at most.
    """
    announcements = list(
        Announcement.objects.filter(council__in=council_ids)
        .annotate(is_shown=AnnouncementQuerySet.shown(now))
        .select_related("session", "source", "council", "fate")
    )
    hidden = [each.fate.pk for each in announcements if hasattr(each, "fate") and not each.is_shown]
    if hidden:
        AnnouncementFate.objects.filter(pk__in=hidden).delete()
    shown = [each for each in announcements if each.is_shown]
    fates = fates_of(shown, at=now)
    changed = [
        AnnouncementFate(announcement=each, **asdict(fates[each.pk]))
        for each in shown
        if not hasattr(each, "fate") or stored_fate(each) != fates[each.pk]
    ]
    if changed:
        AnnouncementFate.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["announcement"],
            update_fields=["outcome", "session", "slipped_days", "lapses_on"],
        )
