"""What became of an announced meeting, by the record alone. Pure: no database, no clock, no settings.

An announcement names a day, a month, or no date at all. What answers it, the strongest first: an editor's own
word; a session on the day announced; one that was planned for it and moved; a plan for it that was called off or
declined; the next session within `SLIP_DAYS` after it; one shortly before it. What nothing answers lapses on the
first day after the day announced. That day is stored, so that no job has to come by for a promise to lapse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from meetings.dates import DateInterval
from meetings.vocabulary import COUNTING_STATUSES, AnnouncementOutcome, Formation, Status

SLIP_DAYS = 183
"""Half a year: a session so many days from the day announced is taken for the announced one, held early or late.
One that comes later is another meeting, unless the record says that it was moved from that day."""

_CALLED_OFF: Mapping[str, AnnouncementOutcome] = {
    Status.CANCELLED: AnnouncementOutcome.CANCELLED,
    Status.DECLINED: AnnouncementOutcome.DECLINED,
}
# Until it was decided to cancel or postpone them, these stood in the calendar.
_STOOD_UNTIL_DECIDED = (Status.CANCELLED, Status.POSTPONED)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A public session of the council that was to meet; not a part of another.

    `end` is the start where the session has no last day of its own. `planned`: the day for which it was first
    planned, if it was moved or called off; `decided`: when that was decided. None: not recorded.
    """

    id: int
    status: str
    start: DateInterval
    end: DateInterval
    planned: DateInterval | None = None
    decided: DateInterval | None = None
    formation: str = Formation.PLENARY

    @property
    def took_place(self) -> bool:
        return self.status in COUNTING_STATUSES

    def lies_in(self, period: DateInterval) -> bool:
        """Whether its days, as far as known, may fall into the period."""
        return self.start.earliest <= period.latest and period.earliest <= self.end.latest

    def was_planned_for(self, period: DateInterval) -> bool:
        return self.planned is not None and self.planned.overlaps(period)


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement.

    `made`: when (None: not known). `expected`: for when (None: no date was given). `formations`: the kinds of session
    that can answer it. `at_session`: the session at which it was made; `apart`: the days within which another
    session is the same sitting as that one (0 if it was made elsewhere). `ruling`: an editor's own word, "pending"
    if the record is to tell; `named`: the session that the editor names.
    """

    made: DateInterval | None
    expected: DateInterval | None
    formations: frozenset[str] = frozenset({Formation.PLENARY})
    at_session: int | None = None
    apart: int = 0
    ruling: str = AnnouncementOutcome.PENDING
    named: int | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an announcement.

    `session_id`: the session that came of it, that was called off, or that is still planned for it. `slipped_days`:
    days from the nearest day announced to the nearest day on which the session may have begun; negative: earlier.
    `lapses_on`: the first day on which a pending promise counts as lapsed; of a session that came early, the first
    day on which it counts as the announced one; None: settled, or no date was given.
    """

    outcome: AnnouncementOutcome
    session_id: int | None = None
    slipped_days: int | None = None
    lapses_on: date | None = None

    def on(self, day: date) -> Fate:
        """What is to be said that day: nothing but the stored day decides whether a promise has lapsed."""
        passed = self.lapses_on is not None and self.lapses_on <= day
        if self.outcome == AnnouncementOutcome.PENDING and passed:
            return replace(self, outcome=AnnouncementOutcome.LAPSED)
        if self.outcome == AnnouncementOutcome.SLIPPED and self.lapses_on is not None and not passed:
            return Fate(AnnouncementOutcome.PENDING, lapses_on=self.lapses_on)
        return self


def slip_bounds(expected: DateInterval, start: DateInterval) -> tuple[int, int]:
    """Fewest and most days between the day announced and the session's first; negative: it came earlier.

    Ordered by their size: (14, 44) is later by 14 to 44 days, (-3, -33) earlier by 3 to 33. (0, 0): they overlap.
    """
    if start.earliest > expected.latest:
        return (start.earliest - expected.latest).days, (start.latest - expected.earliest).days
    if start.latest < expected.earliest:
        return (start.latest - expected.earliest).days, (start.earliest - expected.latest).days
    return 0, 0


def fate_of(announced: Announced, meetings: Iterable[Meeting], *, as_of: date | None = None) -> Fate:
    """What became of it, by the council's sessions in any order.

    `as_of`: what is dated later does not exist then; ask only of what was announced by then, and the fate's `on` for
    the words of that day. None: by the whole record, and independent of the day on which it is asked.
    """
    ordered = sorted(meetings, key=lambda meeting: (meeting.start, meeting.id))
    if as_of is not None:
        ordered = [known for meeting in ordered if (known := _as_known(meeting, as_of))]
    named = next((meeting for meeting in ordered if meeting.id == announced.named), None)
    ruled = _ruled(announced, named, as_of)
    if ruled is not None:
        return ruled
    related = [
        meeting
        for meeting in ordered
        if meeting.formation in announced.formations and meeting.id != announced.at_session
    ]
    if announced.expected is None:
        return _fate_without_a_date(announced, named, related)
    return _fate_with_a_date(announced, announced.expected, named, related)


def _as_known(meeting: Meeting, day: date) -> Meeting | None:
    """The session as the record had it that day; None if it did not exist."""
    if meeting.took_place or meeting.status == Status.UNCONFIRMED:
        return meeting if meeting.start.earliest <= day else None
    if meeting.status in (*_CALLED_OFF, Status.POSTPONED):
        decided = meeting.decided or meeting.planned or meeting.start
        if decided.earliest > day:
            stood = meeting.status in _STOOD_UNTIL_DECIDED
            return replace(meeting, status=Status.SCHEDULED) if stood else None
    return meeting


def _ruled(announced: Announced, named: Meeting | None, as_of: date | None) -> Fate | None:
    """An editor's own word: it stands whatever the record says, from the day on which it can have been true."""
    if announced.ruling == AnnouncementOutcome.PENDING:
        return None
    outcome, expected = AnnouncementOutcome(announced.ruling), announced.expected
    after = expected.latest + _ONE_DAY if expected else None
    if as_of is not None:
        true_from = {
            AnnouncementOutcome.HELD: expected.earliest if expected else None,
            AnnouncementOutcome.SLIPPED: after,
            AnnouncementOutcome.LAPSED: after,
        }.get(outcome)
        hidden = announced.named is not None and named is None
        if hidden or (named is None and true_from is not None and true_from > as_of):
            return None
    slipped = slip_bounds(expected, named.start)[0] if expected and named and named.took_place else None
    lapsed_on = after if outcome == AnnouncementOutcome.LAPSED else None
    return Fate(outcome, named.id if named else None, slipped, lapsed_on)


def _settled_by(meeting: Meeting, expected: DateInterval | None) -> Fate | None:
    """What a session says that is known to be the announced one; None if it is still to come."""
    if meeting.took_place:
        if expected is None:
            return Fate(AnnouncementOutcome.HELD, meeting.id)
        slipped = 0 if meeting.lies_in(expected) else slip_bounds(expected, meeting.start)[0]
        outcome = AnnouncementOutcome.SLIPPED if slipped else AnnouncementOutcome.HELD
        return Fate(outcome, meeting.id, slipped)
    called_off = _CALLED_OFF.get(meeting.status)
    return Fate(called_off, meeting.id) if called_off else None


def _fate_without_a_date(announced: Announced, named: Meeting | None, related: Sequence[Meeting]) -> Fate:
    """Kept by the next session. It never lapses: nobody said when, so no day passes without it."""
    settled = _settled_by(named, None) if named else None
    if settled is not None:
        return settled
    made = announced.made
    if made is not None:
        first = made.latest if announced.at_session is None else made.latest + timedelta(days=announced.apart)
        later = [meeting for meeting in related if meeting.start.midpoint > first]
        held = next((meeting for meeting in later if meeting.took_place), None)
        if held is not None:
            return Fate(AnnouncementOutcome.HELD, held.id)
        planned = next((meeting for meeting in later if meeting.status == Status.SCHEDULED), None)
        if planned is not None:
            return Fate(AnnouncementOutcome.PENDING, planned.id)
    return Fate(AnnouncementOutcome.PENDING, named.id if named else None)


def _fate_with_a_date(
    announced: Announced, expected: DateInterval, named: Meeting | None, related: Sequence[Meeting]
) -> Fate:
    settled = _settled_by(named, expected) if named else None
    if settled is not None:
        return settled
    related = [meeting for meeting in related if not _is_older(meeting, announced.made)]
    on_the_day = [meeting for meeting in related if meeting.lies_in(expected)]
    planned_for_it = [meeting for meeting in related if meeting.was_planned_for(expected)]
    about_it = [meeting for meeting in related if meeting in on_the_day or meeting in planned_for_it]
    held = _surest(on_the_day, expected) or _first(planned_for_it, lambda meeting: meeting.took_place)
    if held is not None:
        return _settled_by(held, expected) or Fate(AnnouncementOutcome.PENDING)
    called_off = _first(reversed(about_it), lambda meeting: meeting.status in _CALLED_OFF)
    if called_off is not None:
        return _settled_by(called_off, expected) or Fate(AnnouncementOutcome.PENDING)
    after = [meeting for meeting in related if 0 < slip_bounds(expected, meeting.start)[0] <= SLIP_DAYS]
    late = _first(after, lambda meeting: meeting.took_place)
    if late is not None:
        return Fate(AnnouncementOutcome.SLIPPED, late.id, slip_bounds(expected, late.start)[0])
    return _open_fate(announced, expected, [*([named] if named else []), *about_it], after, related)


def _open_fate(
    announced: Announced,
    expected: DateInterval,
    about_it: Sequence[Meeting],
    after: Sequence[Meeting],
    related: Sequence[Meeting],
) -> Fate:
    """What is pending by the record: until when, and with which session in view."""
    pending = AnnouncementOutcome.PENDING
    unconfirmed = _first(about_it, lambda meeting: meeting.status == Status.UNCONFIRMED)
    if unconfirmed is not None:  # somebody says that it met: that is neither kept nor lapsed in silence
        return Fate(pending, unconfirmed.id)
    scheduled = _first([*about_it, *after], lambda meeting: meeting.status == Status.SCHEDULED)
    if scheduled is not None:
        return Fate(pending, scheduled.id, None, max(expected.latest, scheduled.end.latest) + _ONE_DAY)
    postponed = _first(about_it, lambda meeting: meeting.status == Status.POSTPONED)
    if (
        postponed is not None
    ):  # put off, not dropped: as long as a session would still count as the announced one
        return Fate(pending, postponed.id, None, expected.latest + timedelta(days=SLIP_DAYS + 1))
    early = _nearest_before(announced, expected, related)
    if early is not None:
        slipped = slip_bounds(expected, early.start)[0]
        return Fate(AnnouncementOutcome.SLIPPED, early.id, slipped, expected.latest + _ONE_DAY)
    return Fate(pending, None, None, expected.latest + _ONE_DAY)


def _is_older(meeting: Meeting, made: DateInterval | None) -> bool:
    """Whether it was over, or called off, before the announcement was made: then it cannot answer it."""
    if made is None:
        return False
    over = meeting.end.latest if meeting.took_place or meeting.decided is None else meeting.decided.latest
    return over < made.earliest


def _first(meetings: Iterable[Meeting], wanted: Callable[[Meeting], bool]) -> Meeting | None:
    return next((meeting for meeting in meetings if wanted(meeting)), None)


def _surest(on_the_day: Sequence[Meeting], expected: DateInterval) -> Meeting | None:
    """Of the sessions that took place on the day announced, the first that certainly did, else the first."""
    held = [meeting for meeting in on_the_day if meeting.took_place]
    certain = _first(
        held, lambda m: expected.earliest <= m.start.earliest and m.start.latest <= expected.latest
    )
    return certain or next(iter(held), None)


def _nearest_before(
    announced: Announced, expected: DateInterval, related: Sequence[Meeting]
) -> Meeting | None:
    """The last session between the announcement and the day announced; none where its own day is not known.

    Before that day has passed nobody can say that it was the announced one: see `Fate.lapses_on`.
    """
    if announced.made is None:
        return None
    first = announced.made.latest + timedelta(days=announced.apart)
    between = [
        meeting
        for meeting in related
        if meeting.took_place
        and meeting.start.earliest > first
        and meeting.end.latest < expected.earliest
        and -slip_bounds(expected, meeting.start)[0] <= SLIP_DAYS
    ]
    return max(between, key=lambda meeting: (meeting.start.latest, meeting.id), default=None)
