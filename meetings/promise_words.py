"""What became of an announced meeting, in words, in the language of the page. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from meetings.dates import DateInterval, durations, format_interval
from meetings.dates.durations import number
from meetings.dates.interval import LAST_DAY
from meetings.promises import Fate, slip_bounds
from meetings.vocabulary import AnnouncementOutcome, Status

_NAMED_AT_MOST = 3  # lapsed promises in one sentence


def _days(fewest: int, most: int) -> str:
    """`1 day`, `14 days`, `14 to 44 days`."""
    if fewest == most:
        return durations.days(most)
    return _("%(fewest)s to %(most)s days") % {"fewest": number(fewest), "most": number(most)}


def _lapse(day: date | None) -> str:
    return format_interval(DateInterval.day(day)) if day is not None and day <= LAST_DAY else ""


def slip_in_words(expected: DateInterval, start: DateInterval) -> str:
    """`14 days later than announced`, `3 to 33 days earlier than announced`: as precisely as the dates allow."""
    nearest, farthest = slip_bounds(expected, start)
    days = {"days": _days(abs(nearest), abs(farthest))}
    if nearest < 0:
        return _("%(days)s earlier than announced") % days
    return _("%(days)s later than announced") % days


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
            return _("kept by the next session")
        certain = start is None or start.is_day or _within(start, expected)
        return _("held as announced") if certain else _("held as announced, as far as its dates tell")
    if fate.outcome == AnnouncementOutcome.SLIPPED:
        known = expected is not None and start is not None and slip_bounds(expected, start) != (0, 0)
        if known and expected and start:
            return _("held %(later)s") % {"later": slip_in_words(expected, start)}
        return _("held, but not then")
    if fate.outcome == AnnouncementOutcome.CANCELLED:
        return pgettext("meeting", "cancelled")
    if fate.outcome == AnnouncementOutcome.DECLINED:
        return pgettext("meeting", "declined")
    if fate.outcome == AnnouncementOutcome.LAPSED:
        lapsed = _lapse(fate.lapses_on)
        nothing = {
            "nothing": _plan_without_record(status) or _("nothing on record came of it"),
            "day": lapsed,
        }
        return (
            _("%(nothing)s: lapsed on %(day)s") % nothing
            if lapsed
            else _("%(nothing)s: lapsed in silence") % nothing
        )
    return _pending(fate, expected, days, status)


def _within(date_: DateInterval, period: DateInterval) -> bool:
    return period.earliest <= date_.earliest and date_.latest <= period.latest


def _plan_without_record(status: str) -> str:
    plans = {
        Status.SCHEDULED: _("scheduled, without a record of being held"),
        Status.POSTPONED: _("postponed, without a record of being held"),
    }
    return next((words for each, words in plans.items() if each == status), "")


def _pending(fate: Fate, expected: DateInterval | None, days: tuple[int, int] | None, status: str) -> str:
    if status == Status.SCHEDULED:
        return pgettext("meeting", "scheduled")
    if status == Status.UNCONFIRMED:
        return _("a session is reported, but not confirmed")
    if status == Status.POSTPONED:
        return _("postponed, lapses on %(day)s if none is held") % {"day": _lapse(fate.lapses_on)}
    if expected is not None:
        return _("nothing on record yet")
    if days:
        return _("nothing on record has come of it for %(days)s") % {"days": _days(*days)}
    return _("nothing on record has come of it")


def lapsed_in_words(expected: Sequence[DateInterval]) -> str:
    """`a next meeting was announced for March 2022 and has lapsed`; the days in any order. Empty without any."""
    named = list(dict.fromkeys(map(format_interval, sorted(expected))))
    if not named:
        return ""
    words = {"first": ", ".join(named[:-1]), "last": named[-1], "n": number(len(named))}
    if len(named) == 1:
        return _("a next meeting was announced for %(last)s and has lapsed") % words
    if len(named) > _NAMED_AT_MOST:
        return (
            ngettext(
                "next meetings were announced %(n)s time, the last for %(last)s, and have lapsed",
                "next meetings were announced %(n)s times, the last for %(last)s, and have lapsed",
                len(named),
            )
            % words
        )
    return _("next meetings were announced for %(first)s and %(last)s and have lapsed") % words
