"""Work lists of sources: corrected or withdrawn with facts still to be checked, and addresses that are dead."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from meetings.dates import DateInterval, format_interval
from meetings.models import LinkCheck, Source
from meetings.sources.links import dead_links
from meetings.sources.rechecks import sources_to_recheck
from meetings.vocabulary import SourceMark
from statements.worklists.entries import Asker, Line


def to_recheck(asker: Asker) -> QuerySet[Source]:
    return sources_to_recheck()


def recheck_line(source: Any) -> Line:
    mark = SourceMark(source.mark_kind).label
    day = format_interval(DateInterval.day(source.mark_day), "en")
    return Line(reverse("admin:meetings_source_rechecks", args=[source.pk]), str(source), f"{mark} {day}")


def dead(asker: Asker) -> QuerySet[LinkCheck]:
    return dead_links()


def dead_line(check: Any) -> Line:
    source = check.source
    what = "stored copy" if check.address == source.archive_url else "page"
    has_copy = "" if what == "stored copy" or source.archive_url else "; no stored copy on record"
    day = format_interval(DateInterval.day(check.failing_since.date()), "en")
    note = f"{what} {check.detail or check.http_status} since {day}{has_copy}"
    return Line(reverse("admin:meetings_source_change", args=[source.pk]), str(source), note)
