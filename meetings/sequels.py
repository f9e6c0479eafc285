"""What followed a resumption: was it sustained, or one-off? Pure: no database, no clock. No flag ever reads it.

Sustained: two further sittings within four of the gaps that were usual before the silence, from the day on which
the second is on record. Twelve months after, a resumption that is not sustained is noted as one-off. Where four
usual gaps are longer than that, it may still become sustained, and the words say so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from meetings.dates import DateInterval, durations, format_interval
from meetings.dates.interval import LAST_DAY
from meetings.gaps import Row, find_gaps, rows_as_of
from meetings.resumptions import RANK_OF_STREAM, Stream
from meetings.vocabulary import Sequel

FURTHER_SITTINGS = 2
USUAL_GAPS = 4


@dataclass(frozen=True, slots=True)
class Sitting:
    """A later sitting: its first session and when that began."""

    session_id: int
    start: DateInterval


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed a resumption, as of a day.

    `noted_on`: twelve months after its first session began; None beyond the years of the record. `within_days`: the
    length of four usual gaps; None where no rhythm was known: then the twelve months stand for it. `is_open`: that
    time is not over. `met_again`: the sittings within it, two at most. `next`: the next sitting, within it or not,
    if it came within twelve months.
    """

    sequel: Sequel
    noted_on: DateInterval | None
    within_days: int | None
    is_open: bool
    met_again: tuple[Sitting, ...]
    next: Sitting | None


def followed(
    rows: Iterable[Row],
    session_id: int,
    day: date,
    *,
    stream: Stream = Stream.MAIN,
    typical_days: float | None,
    sitting_span_days: int = 6,
) -> Followed | None:
    """What followed the sitting of that session by that day; None where it is not in the stream on record, or begins
    later.

    `rows`: the sessions of the council's main stream, in any order. `typical_days`: the usual gap of the flag's
    stream before the silence. Vague dates count at their middle, as in the rule.
    """
    selected = [row for row in rows if row.rank >= RANK_OF_STREAM[stream]]
    starts = {row.id: DateInterval(row.start_earliest, row.start_latest) for row in selected}
    history = find_gaps(rows_as_of(selected, day), sitting_span_days)
    place = next((n for n, s in enumerate(history.sittings) if session_id in s.session_ids), None)
    if place is None or history.last_end is None:
        return None
    further = history.sittings[place + 1 :]
    ended = history.gaps[place].since if further else history.last_end.day
    noted_on = twelve_months_after(starts[session_id])
    year_ends = noted_on.latest if noted_on else LAST_DAY
    within = None if typical_days is None else math.floor(USUAL_GAPS * typical_days)
    last = year_ends if within is None else ended + timedelta(days=within)
    later = [(Sitting(s.session_ids[0], starts[s.session_ids[0]]), s.start) for s in further]
    met_again = tuple(sitting for sitting, start in later if start <= last)[:FURTHER_SITTINGS]
    if len(met_again) == FURTHER_SITTINGS:
        sequel = Sequel.SUSTAINED
    else:
        sequel = Sequel.TOO_EARLY if day < year_ends else Sequel.ONE_OFF
    in_a_year = next((sitting for sitting, start in later if start <= year_ends), None)
    return Followed(sequel, noted_on, within, day <= last, met_again, in_a_year)


def twelve_months_after(start: DateInterval) -> DateInterval | None:
    """The same date a year later, as precise as before (29 February becomes 28 February); None beyond the record."""
    if start.latest.year >= LAST_DAY.year:
        return None
    if start.is_month:
        return DateInterval.month(start.earliest.year + 1, start.earliest.month)
    return DateInterval(_a_year_later(start.earliest), _a_year_later(start.latest))


def _a_year_later(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def _dated(sittings: Sequence[Sitting]) -> str:
    """`on 3 March 2022 and in July 2022`."""
    *first, last = (on_date(sitting.start) for sitting in sittings)
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def on_date(date_: DateInterval) -> str:
    """`on 3 March 2022`, `in July 2022`, `in 2022`, `some day between 3 and 9 May 2010`."""
    words = {"date": format_interval(date_)}
    if date_.is_day:
        return _("on %(date)s") % words
    if date_.is_month:
        return _("in %(date)s") % words
    if date_.is_year:
        return _("in %(year)s") % {"year": words["date"]}
    return _("some day %(date)s") % words


def followed_in_words(what: Followed) -> str:
    """One sentence: `One-off: nothing further on record in the twelve months after.`"""
    if what.sequel == Sequel.SUSTAINED:
        return _("Sustained: it met again %(dates)s.") % {"dates": _dated(what.met_again)}
    if what.sequel == Sequel.TOO_EARLY:
        return _too_early(what)
    words = {"what": _one_off(what)}
    return _("One-off so far: %(what)s.") % words if _may_change(what) else _("One-off: %(what)s.") % words


def _too_early(what: Followed) -> str:
    words = {
        "day": format_interval(what.noted_on) if what.noted_on else "",
        "dates": _dated(what.met_again) if what.met_again else "",
    }
    if what.noted_on and what.met_again:
        return _("Too early to say until %(day)s; it has met again once, %(dates)s.") % words
    if what.noted_on:
        return _("Too early to say until %(day)s.") % words
    if what.met_again:
        return _("Too early to say; it has met again once, %(dates)s.") % words
    return _("Too early to say.")


def _may_change(what: Followed) -> bool:
    return what.is_open and what.within_days is not None


def _one_off(what: Followed) -> str:
    usual = (
        _("four usual gaps (%(days)s)") % {"days": durations.days(what.within_days)}
        if what.within_days is not None
        else _("twelve months")
    )
    words = {"usual": usual, "dates": ""}
    if what.met_again:
        words["dates"] = _dated(what.met_again)
        if _may_change(what):
            return (
                _("it met again once, %(dates)s; a second sitting within %(usual)s would make it sustained")
                % words
            )
        return _("it met again once, %(dates)s, and not a second time within %(usual)s") % words
    if what.next is not None:
        words["dates"] = _dated([what.next])
        return _("no further sitting within %(usual)s; it met next %(dates)s") % words
    if _may_change(what):
        return (
            _(
                "nothing further on record in the twelve months after; two sittings within %(usual)s would make it"
                " sustained"
            )
            % words
        )
    return _("nothing further on record in the twelve months after")
