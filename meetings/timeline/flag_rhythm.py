"""The gap of one flag against all earlier gaps of its stream, with the thresholds as they were when it was judged."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import takewhile

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.dates import DateInterval
from meetings.evidence import Records
from meetings.languages import in_language, language
from meetings.models import Resumption
from meetings.resumptions import Stream, Verdict, judge_stream
from meetings.timeline.chart import month_names
from meetings.timeline.council_rhythm import CouncilRhythm
from meetings.timeline.rhythm import RhythmGap, draw_rhythm
from meetings.timeline.words import date_in_words, days_in_words, grade_in_words, rounded_days, short_date
from meetings.verdicts import interval, reason_in_words
from meetings.vocabulary import Grade

GRADES = ("notable", "major", "historic")
_TITLES: dict[Stream, str | Promise] = {
    Stream.MAIN: gettext_lazy("%(council)s: this gap against all earlier ones between its sessions"),
    Stream.MINISTERS_AND_ABOVE: gettext_lazy(
        "%(council)s: this gap against all earlier ones between its sessions of ministers or above"
    ),
    Stream.HEADS_OF_STATE_GOVERNMENT: gettext_lazy(
        "%(council)s: this gap against all earlier ones between its sessions of heads of state or government"
    ),
}


def earlier_gaps(flag: Resumption, records: Records) -> list[Verdict]:
    """The gaps of the flag's stream that had ended when its silence began, by the record as it is now, in order."""
    began = silence_began(flag)
    verdicts = judge_stream(Stream(flag.stream), records.rows, records.parameters, records.coverage)
    return list(takewhile(lambda verdict: verdict.gap.until <= began, verdicts))


def silence_began(flag: Resumption) -> date:
    """The day at which the gap is measured from; the middle of the dates that it may have begun on."""
    since = flag.evidence.get("gap", {}).get("since")
    if since:
        return date.fromisoformat(since[1])
    return (flag.silent_since or flag.resumed_on).midpoint


def flag_figure(
    flag: Resumption,
    records: Records,
    earlier: Sequence[Verdict],
    flagged: Collection[int],
    locale: str | None = None,
) -> CouncilRhythm | None:
    """`earlier`: of `earlier_gaps`. `flagged`: the sessions on which other flags of the stream stand."""
    if flag.silent_since is None or flag.days is None or flag.days_min is None or flag.days_max is None:
        return None
    starts = {row.id: interval(row.start_earliest, row.start_latest) for row in records.rows}
    marks = [
        (days, _("%(grade)s from %(days)s") % {"grade": Grade(grade).label, "days": rounded_days(days)})
        for grade in reversed(GRADES)
        if (days := getattr(flag, f"threshold_{grade}")) is not None
    ]
    bars = [_bar(verdict, starts, flagged, locale) for verdict in earlier]
    drawn = draw_rhythm([*bars, _own(flag, locale)], None, month_names(locale or language()), marks)
    if drawn is None:
        return None
    return CouncilRhythm(
        rhythm=drawn,
        title=_TITLES[Stream(flag.stream)] % {"council": flag.council.short_name},
        summary=reason_in_words(flag),
    )


def _bar(
    verdict: Verdict, starts: dict[int, DateInterval], flagged: Collection[int], locale: str | None
) -> RhythmGap:
    gap = verdict.gap
    closes = starts[gap.session_id]
    days = days_in_words(gap.days_min, gap.days_max, locale)
    return RhythmGap(
        opens=DateInterval(gap.since_earliest, gap.since_latest),
        closes=closes,
        days_min=gap.days_min,
        days=gap.days,
        days_max=gap.days_max,
        threshold=verdict.baseline.thresholds.notable,
        is_flagged=gap.session_id in flagged,
        labels=(days, _("met again %(date)s") % {"date": short_date(closes, locale)}),
        href=in_language(f"/sessions/S{gap.session_id}/"),
        words=_("%(days)s before %(date)s") % {"days": days, "date": date_in_words(closes, locale)},
    )


def _own(flag: Resumption, locale: str | None) -> RhythmGap:
    assert flag.silent_since and flag.days is not None
    assert flag.days_min is not None and flag.days_max is not None
    days = days_in_words(flag.days_min, flag.days_max, locale)
    return RhythmGap(
        opens=flag.silent_since,
        closes=flag.resumed_on,
        days_min=flag.days_min,
        days=flag.days,
        days_max=flag.days_max,
        threshold=flag.threshold_notable,
        is_flagged=True,
        labels=(days, _("met again %(date)s") % {"date": short_date(flag.resumed_on, locale)}),
        href=flag.session.get_absolute_url(),
        words=_("%(days)s before %(date)s, %(grade)s")
        % {
            "days": days,
            "date": date_in_words(flag.resumed_on, locale),
            "grade": grade_in_words(flag.grade, flag.is_only_possible),
        },
    )
