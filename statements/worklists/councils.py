"""Work lists of councils: whose records are to be searched again, whose flags wait, who waits for the worker."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Ceil, Coalesce, Greatest, Least
from django.urls import reverse

from meetings.dates import DateInterval, format_interval
from meetings.explanations import rhythm_in_words
from meetings.judgements import awaiting_judgement
from meetings.models import AssessmentDue, Council, Coverage, Resumption
from meetings.vocabulary import Completeness, Publication
from statements.worklists.entries import Asker, Line

# A council's records are to be searched again after its usual gap, in days, but not sooner and not later than this.
SOONEST_CHECK, LATEST_CHECK = 30, 365


class DaysBetween(Func):
    """The first day less the second, in days: the database's own difference of two dates."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


def flags(asker: Asker) -> QuerySet[Resumption]:
    return awaiting_judgement().select_related("council")


def flag_line(flag: Any) -> Line:
    grade = flag.get_grade_display() or "possible only"
    length = "" if flag.days is None else f", {flag.days:,} days"
    judged = (
        f"was {flag.get_reviewed_as_display()} when {flag.get_reviewed_grade_display() or 'possible only'}"
        if flag.is_judged
        else ""
    )
    address = reverse("admin:meetings_resumption_change", args=[flag.pk])
    return Line(address, f"{flag.council}: {grade}{length}", judged)


def queue_of_flags(asker: Asker) -> tuple[str, str] | None:
    if not asker.user.has_perm("meetings.judge_resumption"):
        return None
    return reverse("admin:meetings_resumption_queue"), "Judge one after the other"


def to_be_searched(asker: Asker) -> QuerySet[Council]:
    """Councils still at work whose records were last searched longer ago than their usual gap, or never: those first."""
    searches = (
        Coverage.objects.filter(council=OuterRef("pk"))
        .exclude(completeness=Completeness.NOT_SEARCHED)
        .order_by()
        .values("council")
        .annotate(last=Max(Coalesce("searched_on", "source__accessed")))
    )
    usual = Cast(Ceil("silence__typical_days"), IntegerField())
    today = Cast(Value(asker.today), DateField())
    return (
        Council.objects.filter(Q(dissolved__isnull=True) | Q(dissolved__endswith__gt=asker.today))
        .exclude(publication=Publication.WITHDRAWN)
        .annotate(
            last_searched=Subquery(searches.values("last")),
            usual_gap=F("silence__typical_days"),
            check_after=Least(Greatest(Coalesce(usual, LATEST_CHECK), SOONEST_CHECK), LATEST_CHECK),
        )
        .annotate(days_since=DaysBetween(today, "last_searched"))
        .filter(Q(last_searched__isnull=True) | Q(days_since__gt=F("check_after")))
        .order_by(F("last_searched").asc(nulls_first=True), "sort_key", "id")
    )


def search_line(council: Any) -> Line:
    address = reverse("admin:meetings_council_change", args=[council.pk]) + "#coverage-group"
    last: date | None = council.last_searched
    searched = f"last searched {format_interval(DateInterval.day(last))}" if last else "no search on record"
    rhythm = f"; usually meets every {rhythm_in_words(council.usual_gap)}" if council.usual_gap else ""
    return Line(address, str(council), searched + rhythm)


def to_be_assessed(asker: Asker) -> QuerySet[Council]:
    return Council.objects.filter(Exists(AssessmentDue.objects.filter(council=OuterRef("pk"))))


def council_line(council: Any) -> Line:
    return Line(reverse("admin:meetings_council_change", args=[council.pk]), str(council))
