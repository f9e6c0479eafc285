"""What became of an announced meeting, in words. Pure: no database, no clock. English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meetings.dates import DateInterval, format_interval
from meetings.dates.interval import LAST_DAY
from meetings.promises import Fate, slip_bounds
from meetings.vocabulary import AnnouncementOutcome, Status

_NAMED_AT_MOST = 3  # lapsed promises in one sentence


def _days(fewest: int, most: int) -> str:
    """`1 day`, `14 days`, `14 to 44 days`."""
    if fewest == most:
        return f"{most:,} {'day' if most == 1 else 'days'}"
    return f"{fewest:,} to {most:,} days"


def _lapse(day: date | None) -> str:
    return format_interval(DateInterval.day(day)) if day is not None and day <= LAST_DAY else ""


def slip_in_words(expected: DateInterval, start: DateInterval) -> str:
    """`14 days later than announced`, `3 to 33 days earlier than announced`: as precisely as the dates allow."""
    nearest, farthest = slip_bounds(expected, start)
    side = "earlier" if nearest < 0 else "later"
    return f"{_days(abs(nearest), abs(farthest))} {side} than announced"


def fate_in_words(
    fate: Fate,
    *,
    expected: DateInterval | None,
    days: tuple[int, int] | None = None,
    status: str = "",
    start: DateInterval | None = None,
) -> str:
    """What became of it, without a full stop, so that the session (`status`, `start`) can follow as a link.

    `days`: fewest and most days since it was announced; None: not known.
    """
    if fate.outcome == AnnouncementOutcome.HELD:
        if expected is None:
            return "kept by the next session"
        certain = start is None or start.is_day or _within(start, expected)
        return "held as announced" if certain else "held as announced, as far as its dates tell"
    if fate.outcome == AnnouncementOutcome.SLIPPED:
        known = expected is not None and start is not None and slip_bounds(expected, start) != (0, 0)
        return (
            f"held {slip_in_words(expected, start)}" if known and expected and start else "held, but not then"
        )
    if fate.outcome == AnnouncementOutcome.CANCELLED:
        return "cancelled"
    if fate.outcome == AnnouncementOutcome.DECLINED:
        return "declined"
    if fate.outcome == AnnouncementOutcome.LAPSED:
        lapsed = _lapse(fate.lapses_on)
        nothing = _plan_without_record(status) or "nothing on record came of it"
        return f"{nothing}: lapsed on {lapsed}" if lapsed else f"{nothing}: lapsed in silence"
    return _pending(fate, expected, days, status)


def _within(date_: DateInterval, period: DateInterval) -> bool:
    return period.earliest <= date_.earliest and date_.latest <= period.latest


def _plan_without_record(status: str) -> str:
    plans = {
        Status.SCHEDULED: "scheduled, without a record of being held",
        Status.POSTPONED: "postponed, without a record of being held",
    }
    return next((words for each, words in plans.items() if each == status), "")


def _pending(fate: Fate, expected: DateInterval | None, days: tuple[int, int] | None, status: str) -> str:
    if status == Status.SCHEDULED:
        return "scheduled"
    if status == Status.UNCONFIRMED:
        return "a session is reported, but not confirmed"
    if status == Status.POSTPONED:
        return f"postponed, lapses on {_lapse(fate.lapses_on)} if none is held"
    if expected is not None:
        return "nothing on record yet"
    return (
        f"nothing on record has come of it for {_days(*days)}" if days else "nothing on record has come of it"
    )


def lapsed_in_words(expected: Sequence[DateInterval]) -> str:
    """`a next meeting was announced for March 2022 and has lapsed`; the days in any order. Empty without any."""
    named = list(dict.fromkeys(map(format_interval, sorted(expected))))
    if not named:
        return ""
    if len(named) == 1:
        return f"a next meeting was announced for {named[0]} and has lapsed"
    if len(named) > _NAMED_AT_MOST:
        return f"next meetings were announced {len(named)} times, the last for {named[-1]}, and have lapsed"
    return f"next meetings were announced for {', '.join(named[:-1])} and {named[-1]} and have lapsed"
