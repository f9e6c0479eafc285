"""A council's rhythm from its stored gaps: what the council's and the resumption's page put into `_rhythm.svg`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from meetings.dates import DateInterval, format_interval
from meetings.models import Council, Gap, Resumption
from meetings.timeline.chart import month_names
from meetings.timeline.lane_gaps import concluded_by
from meetings.timeline.rhythm import Rhythm, RhythmGap, RhythmSilence, draw_rhythm, longest_per_stretch
from meetings.timeline.scale import TimeScale
from meetings.timeline.words import days_in_words, grade_in_words, short_date
from meetings.vocabulary import Stream
from meetings.watch import CouncilSilence, silences_on


@dataclass(frozen=True)
class CouncilRhythm:
    """The picture with its title and the sentence under it. Templates: `rhythm=figure.rhythm rhythm_title=figure.title`."""

    rhythm: Rhythm
    title: str
    summary: str
    scale: TimeScale | None = None


def rhythm_figure(
    council: Council,
    *,
    as_of: date,
    at: datetime,
    running: CouncilSilence | None = None,
    gaps: Sequence[Gap] | None = None,
    flags: Sequence[Resumption] | None = None,
    since: date | None = None,
    locale: str = "en",
) -> CouncilRhythm | None:
    """Every gap of the council's main stream up to the as-of day, and its running silence; None without any.

    `since`: the axis begins on this day at the latest.

    Two queries where `gaps` (with both sessions, in order of time) and `flags` (standing) are not given, and those
    of `silences_on` where `running` is not. `at`: when embargoes are judged, UTC.
    """
    if gaps is None:
        gaps = _stored_gaps(council, as_of, at)
    if flags is None:
        flags = _standing_flags(council, at)
    flag_of = {flag.session_id: flag for flag in flags if flag.stream == Stream.MAIN}
    if running is None:
        running = silences_on([council.pk], day=as_of, now=at).get(council.pk)
    measured = [gap for gap in gaps if gap.previous_session is not None and gap.days is not None]
    silence = _silence(running, locale)
    if not measured and silence is None:
        return None
    scale = _scale(measured, silence, since)
    # A long history has thousands of gaps: words are made for those that are drawn.
    kept = longest_per_stretch(measured, scale, lambda gap: (gap.session.start.midpoint, gap.days or 0))
    drawn = draw_rhythm(
        [_gap(gap, flag_of, locale) for gap in kept], silence, month_names(locale), scale=scale
    )
    if drawn is None:
        return None
    return CouncilRhythm(
        rhythm=drawn,
        title=_("%(council)s: every gap between its sessions against what was usual for it")
        % {"council": council.short_name},
        summary=running.reason if running else "",
        scale=scale,
    )


def _scale(gaps: Sequence[Gap], silence: RhythmSilence | None, since: date | None) -> TimeScale:
    """From the first gap, or `since` if that is earlier, to the last gap or the end of the silence."""
    opened = [
        (gap.previous_session.end or gap.previous_session.start).earliest
        for gap in gaps
        if gap.previous_session
    ]
    closed = [gap.session.start.latest for gap in gaps]
    if silence:
        opened, closed = [*opened, silence.since.earliest], [*closed, silence.until]
    first = min(opened)
    return TimeScale(min(first, since or first), max(closed))


def _stored_gaps(council: Council, as_of: date, at: datetime) -> Sequence[Gap]:
    gaps = (
        Gap.objects.public(at)
        .filter(council=council, previous_session__isnull=False, days__isnull=False)
        .filter(days_min__isnull=False, days_max__isnull=False, session__start__startswith__lte=as_of)
        .select_related("session", "previous_session")
    )
    return sorted(gaps, key=lambda gap: (gap.session.start, gap.session_id))


def _standing_flags(council: Council, at: datetime) -> Sequence[Resumption]:
    return list(Resumption.objects.public(at).standing().filter(council=council))


def _gap(gap: Gap, flags: Mapping[int, Resumption], locale: str) -> RhythmGap:
    assert gap.previous_session is not None and gap.days is not None
    assert gap.days_min is not None and gap.days_max is not None
    flag = flags.get(gap.session_id)
    before, after = gap.previous_session, gap.session
    days = days_in_words(gap.days_min, gap.days_max, locale)
    words = {"days": days, "date": format_interval(after.start, locale)}
    if flag:
        words["grade"] = grade_in_words(flag.grade, flag.is_only_possible)
    return RhythmGap(
        opens=before.end or before.start,
        closes=after.start,
        days_min=gap.days_min,
        days=gap.days,
        days_max=gap.days_max,
        threshold=gap.threshold_notable,
        is_flagged=flag is not None,
        labels=(days, _("met again %(date)s") % {"date": short_date(after.start, locale)}),
        href=(flag or after).get_absolute_url(),
        words=(_("%(days)s before %(date)s, %(grade)s") if flag else _("%(days)s before %(date)s")) % words,
    )


def _silence(running: CouncilSilence | None, locale: str) -> RhythmSilence | None:
    if running is None or running.silence is None or running.silence.since_earliest > running.day:
        return None
    silence, concluded = running.silence, concluded_by(running)
    shortest, days, longest = silence.days_on(running.day)
    words = days_in_words(shortest, longest, locale)
    since = DateInterval(silence.since_earliest, silence.since_latest)
    return RhythmSilence(
        since=since,
        until=running.day,
        days=days,
        threshold=silence.baseline.thresholds.notable,
        labels=(
            _("%(days)s, concluded %(date)s")
            % {"days": words, "date": short_date(DateInterval.day(concluded), locale)}
            if concluded
            else _("%(days)s and counting") % {"days": words},
            _("no session on record since %(date)s") % {"date": short_date(since, locale)},
        ),
        words=running.reason,
    )
