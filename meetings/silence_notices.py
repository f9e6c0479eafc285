"""Tells once, for each grade that a running silence reaches, that it has reached it."""

import math
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from meetings.coverage import Coverage
from meetings.dates import format_interval
from meetings.explanations import GRADE_WORDS
from meetings.flags import NEWS_DAYS
from meetings.models import Council, Notice, Silence
from meetings.silences import Silence as RunningSilence
from meetings.silences import SilenceState
from meetings.thresholds import Grade
from meetings.verdicts import interval
from meetings.vocabulary import NoticeKind
from meetings.watch import CouncilSilence, silences_on


def _certain_from(silence: RunningSilence, grade: Grade) -> date | None:
    """The first day on which the silence has the grade on every reading of its dates; None if never."""
    thresholds = silence.baseline.thresholds
    days = {
        Grade.NOTABLE: thresholds.notable,
        Grade.MAJOR: thresholds.major,
        Grade.HISTORIC: thresholds.historic,
    }
    threshold = days.get(grade)
    return None if threshold is None else silence.since_latest + timedelta(days=math.ceil(threshold))


def _reached(found: CouncilSilence) -> Grade | None:
    """The grade that the silence has certainly reached in the last days; None if there is no news."""
    silence, day = found.silence, found.day
    if silence is None or silence.coverage is Coverage.NOT_SEARCHED:
        return None
    if silence.state_on(day) in (SilenceState.SUSPENDED, SilenceState.CONCLUDED, SilenceState.LAPSED):
        return None
    grade = silence.grade_certain_on(day)
    reached_on = _certain_from(silence, grade) if grade else None
    return grade if reached_on is not None and reached_on > day - timedelta(days=NEWS_DAYS) else None


def _notices(day: date, now: datetime) -> Iterator[Notice]:
    councils = Council.objects.public(now).in_bulk()
    near = Silence.objects.filter(council__in=councils).exclude(notable_from__gt=day)
    for council_id, found in silences_on(
        list(near.values_list("council_id", flat=True)), day=day, now=now
    ).items():
        grade, silence = _reached(found), found.silence
        if grade is None or silence is None:
            continue
        reached_on = _certain_from(silence, grade) or day
        since = _since_in_words(silence)
        yield Notice(
            natural_key=f"{NoticeKind.SILENCE_GRADED}:C{council_id}:S{silence.last_session_id}:{grade}",
            kind=NoticeKind.SILENCE_GRADED,
            council_id=council_id,
            grade=grade.value,
            happened_on=reached_on,
            title=f"{councils[council_id].short_name}: no session on record since {since}, {GRADE_WORDS[grade]}"[
                :300
            ],
            text=found.reason,
        )


def _since_in_words(silence: RunningSilence) -> str:
    """When the silence began, in words."""
    return format_interval(interval(silence.since_earliest, silence.since_latest))


def announce_silences(*, now: datetime) -> int:
    """Append the notices of silences whose day has come. Doing it twice tells nothing twice. Returns how many.

    Reads the stored dates only, so call it after the councils due are assessed.
    """
    before = Notice.objects.count()
    Notice.objects.bulk_create(_notices(now.date(), now), ignore_conflicts=True)
    return Notice.objects.count() - before
