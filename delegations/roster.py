"""Entering who came: a council's members of the day as delegations, in one go."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from delegations.models import Delegation, DelegationCitation, Membership, Party
from delegations.vocabulary import Attendance, Capacity, DelegationFact
from meetings.dates import DateInterval
from meetings.models import Session, Source
from meetings.vocabulary import SessionFact, Stance


def may_cover(day: DateInterval | None, since: str, until: str) -> Q:
    """Condition on a row with these two dates: it may hold on the day, as far as dates are recorded. None: any day."""
    if day is None:
        return Q()
    begun = Q(**{since: None}) | Q(**{f"{since}__startswith__lte": day.latest})
    lasts = Q(**{until: None}) | Q(**{f"{until}__endswith__gt": day.earliest})
    return begun & lasts


def members_on(councils: list[int], day: DateInterval | None) -> QuerySet[Party]:
    """Parties that may have been members of one of the councils (keys) on the day, as far as dates are recorded.
    None: on any day."""
    sitting = Membership.objects.filter(
        may_cover(day, "joined", "left"), council__in=councils, standing=Capacity.MEMBER
    )
    return Party.objects.filter(pk__in=sitting.values("party")).order_by("sort_key", "pk")


def add_members_as_delegations(*, session: Session) -> int:
    """Give every member of the session's councils on its day a delegation that attended; return how many were new.

    Each new delegation cites the session's source for attendance; without one, its first source.
    """
    present = set(session.delegations.values_list("party_id", flat=True))
    councils = list(session.council_links.values_list("council_id", flat=True))
    parties = [party for party in members_on(councils, session.start) if party.pk not in present]
    delegations = Delegation.objects.bulk_create(
        Delegation(session=session, party=party, attendance=Attendance.ATTENDED, capacity=Capacity.MEMBER)
        for party in parties
    )
    source = _source_of_attendance(session)
    if source is not None:
        DelegationCitation.objects.bulk_create(
            DelegationCitation(delegation=delegation, source=source, fact=DelegationFact.ATTENDANCE)
            for delegation in delegations
        )
    return len(delegations)


def _source_of_attendance(session: Session) -> Source | None:
    citations = session.citations.filter(stance=Stance.SUPPORTS).select_related("source").order_by("id")
    ranked = sorted(citations, key=lambda each: each.fact != SessionFact.ATTENDANCE)
    return ranked[0].source if ranked else None
