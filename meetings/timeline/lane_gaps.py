"""A lane's flagged gaps and its running silence, in words."""

from datetime import date, timedelta
from functools import cache, partial

from django.utils.translation import gettext as _

from meetings.dates import DateInterval
from meetings.models import Council, Resumption
from meetings.silences import SilenceState
from meetings.timeline.lanes import GapWords, LaneGap, LaneSilence
from meetings.timeline.words import date_in_words, days_in_words, days_shortly, grade_in_words, short_date
from meetings.verdicts import reason_in_words
from meetings.vocabulary import Stream
from meetings.watch import CouncilSilence

UNUSUAL_STATES = frozenset(
    {
        SilenceState.NOTABLE,
        SilenceState.MAJOR,
        SilenceState.HISTORIC,
        SilenceState.UNRATED,
        SilenceState.LAPSED,
        SilenceState.SUSPENDED,
    }
)


def lane_gap(flag: Resumption, council: Council, locale: str = "en", *, with_reason: bool = True) -> LaneGap:
    """A standing resumption as a lane shows it. Its `silent_since` must be set."""
    assert flag.silent_since is not None
    return LaneGap(
        opens=flag.silent_since,
        closes=flag.resumed_on,
        grade=flag.grade or "notable",
        only_possible=flag.is_only_possible and flag.grade != "unrated",
        is_certain=bool(flag.days_min),
        is_main=flag.stream == Stream.MAIN,
        href=flag.get_absolute_url(),
        in_words=cache(partial(_gap_words, flag, council, locale, with_reason)),
    )


def _gap_words(flag: Resumption, council: Council, locale: str, with_reason: bool) -> GapWords:
    days = days_in_words(flag.days_min, flag.days_max, locale)
    day = date_in_words(flag.resumed_on, locale)
    grade = grade_in_words(flag.grade, flag.is_only_possible, locale)
    met_again = _("%(council)s met again: %(day)s, after %(days)s (%(grade)s).") % {
        "council": council.short_name,
        "day": day,
        "days": days,
        "grade": grade,
    }
    return GapWords(
        lengths=(days, days_shortly(flag.days_min, flag.days_max, locale)),
        date_label=short_date(flag.resumed_on, locale),
        flag=f"{met_again}\n{reason_in_words(flag)}" if with_reason else met_again,
        band=_("%(days)s without a session on record, until %(day)s") % {"days": days, "day": day},
        told=_("%(days)s without a session on record, until %(day)s: %(grade)s")
        % {"days": days, "day": day, "grade": grade},
    )


def lane_silence(running: CouncilSilence, council: Council, locale: str = "en") -> LaneSilence | None:
    """The running silence up to its as-of day; None where nothing is on record by then."""
    silence = running.silence
    if silence is None or silence.since_earliest > running.day:
        return None
    concluded = concluded_by(running)
    # A council that was concluded was silent until then: its silence is shaded as on the last day before.
    state = silence.state_on(concluded - timedelta(days=1) if concluded else running.day)
    shortest, _best, longest = silence.days_on(running.day)
    days = days_in_words(shortest, longest, locale)
    unusual = state in UNUSUAL_STATES
    return LaneSilence(
        since=DateInterval(silence.since_earliest, silence.since_latest),
        until=running.day,
        unusual=unusual,
        labels=(_("silent for %(days)s") % {"days": days}, days, days_shortly(shortest, longest, locale))
        if unusual
        else (),
        words=f"{council.short_name}:\n{running.reason}",
        told=_("silent for %(days)s") % {"days": days}
        if unusual
        else _("%(days)s since the last session on record") % {"days": days},
        concluded=concluded,
    )


def concluded_by(running: CouncilSilence | None) -> date | None:
    """The day of the council's conclusion, if that has come."""
    day = running.silence.concluded_from if running and running.silence else None
    return day if day and running and day <= running.day else None
