"""The list of flags: those that stand, and those that no longer do."""

from collections.abc import Sequence
from datetime import datetime

from meetings.models import Resumption
from meetings.paging import Page, page_of
from meetings.query import TimelineQuery
from meetings.vocabulary import FlagState

STANDING = (FlagState.RAISED, FlagState.CONFIRMED)
# Flags that no longer stand are shown below the list, the latest of them.
FORMER_SHOWN = 50


def flag_lists(query: TimelineQuery, at: datetime) -> tuple[Page, Sequence[Resumption]]:
    """One page of standing flags of the query, latest first, and the latest that no longer stand. Three queries."""
    flags = (
        Resumption.objects.public(at)
        .select_related("council")
        .filter(resumed_on__startswith__lte=query.as_of_day)
    )
    if query.council:
        flags = flags.filter(council__slug__in=query.council)
    flags = flags.filter(query.of_flags()).order_by("-resumed_on__startswith", "-id")
    standing = page_of(flags.filter(state__in=STANDING), query)
    return standing, list(flags.exclude(state__in=STANDING)[:FORMER_SHOWN])
