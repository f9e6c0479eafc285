"""The list of flags: those that stand, and those that no longer do."""

from collections.abc import Sequence
from datetime import datetime

from meetings.models import Council, Resumption
from meetings.paging import Page, page_of
from meetings.point_in_time import judge_past_day
from meetings.query import TimelineQuery
from meetings.vocabulary import STANDING, FlagState

# Flags that no longer stand are shown below the list, the latest of them.
FORMER_SHOWN = 50


def flag_lists(query: TimelineQuery, at: datetime) -> tuple[Page, Sequence[Resumption]]:
    """One page of standing flags of the query, latest first, and the latest that no longer stand. Three queries; on
    a past day nine. Flags withdrawn since are then shown as they were."""
    flags = (
        Resumption.objects.public(at)
        .select_related("council")
        .filter(resumed_on__startswith__lte=query.begun_by)
        .order_by("-resumed_on__startswith", "-id")
    )
    if query.council:
        flags = flags.filter(council__slug__in=query.council)
    found = flags.filter(query.of_flags())
    if not query.is_past:
        return page_of(found.filter(state__in=STANDING), query), list(
            found.exclude(state__in=STANDING)[:FORMER_SHOWN]
        )
    then = [flag for flag in flags_as_of(query, at)[::-1] if query.is_of_flags(flag)]
    former = [flag for flag in then if flag.state not in STANDING]
    former += found.filter(state=FlagState.WITHDRAWN)[:FORMER_SHOWN]
    former.sort(key=lambda flag: (flag.resumed_on, flag.pk), reverse=True)
    return page_of([flag for flag in then if flag.state in STANDING], query), former[:FORMER_SHOWN]


def flags_as_of(query: TimelineQuery, at: datetime) -> Sequence[Resumption]:
    """The flags of the query's councils (else of all) with the verdict of its past day, in order of time."""
    councils = Council.objects.public(at)
    if query.council:
        councils = councils.filter(slug__in=query.council)
    ids = list(councils.order_by("pk").values_list("pk", flat=True))
    return judge_past_day(ids, day=query.as_of_day, now=at).flags
