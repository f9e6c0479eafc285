"""What the list of councils shows: few queries, whatever the number of rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from meetings.councils.listing import last_and_planned, public_sessions_named
from meetings.models import Council, Resumption, Session, SessionCouncil
from meetings.point_in_time import judge_past_day
from meetings.query import TimelineQuery
from meetings.vocabulary import COUNTING_STATUSES
from meetings.watch import CouncilSilence, silences_on


@dataclass(frozen=True)
class CouncilRow:
    """A council in the list of all. ``last`` and ``planned`` are public sessions or None."""

    council: Council
    silence: CouncilSilence | None
    last: Session | None
    planned: Session | None


def with_counts(councils: Any, day: date, at: datetime) -> Any:
    """Annotate ``n_sessions`` (public, that took place) and ``n_flags`` (standing resumptions) up to a day."""
    took_place = Session.objects.public(at).filter(status__in=COUNTING_STATUSES, start__startswith__lte=day)
    held = SessionCouncil.objects.filter(council=OuterRef("pk"), session__in=took_place)
    flags = (
        Resumption.objects.public(at)
        .standing()
        .filter(council=OuterRef("pk"), resumed_on__startswith__lte=day)
    )
    return councils.annotate(n_sessions=_count(held), n_flags=_count(flags))


def _count(rows: Any) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("council").annotate(n=Count("pk")).values("n")), 0)


def council_rows(councils: Sequence[Council], query: TimelineQuery, at: datetime) -> list[CouncilRow]:
    """The state of each council on the as-of day, and on a past one its flags of then. Two queries (eight then)."""
    ids = [council.pk for council in councils]
    if query.is_past:
        past = judge_past_day(ids, day=query.as_of_day, now=at)
        silences, flags = past.silences, Counter(flag.council_id for flag in past.standing)
        for council in councils:
            council.n_flags = flags[council.pk]  # type: ignore[attr-defined]  # of `with_counts`
    else:
        silences = silences_on(ids, day=query.as_of_day, now=at)
    sessions = public_sessions_named(silences.values(), at)
    return [
        CouncilRow(council, silence, *last_and_planned(silence, sessions))
        for council in councils
        for silence in [silences.get(council.pk)]
    ]
