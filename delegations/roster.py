"""Entering who came: a council's members of the day as delegations, in one go."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from delegations.models import Delegation, DelegationCitation, Membership, Party
from delegations.vocabulary import Attendance, Capacity, DelegationFact
from meetings.dates import DateInterval
from meetings.models import Session, Source
from meetings.vocabulary import SessionFact, Stance


def members_on(councils: list[int], day: DateInterval) -> QuerySet[Party]:
    """Parties that may have been members of one of the councils (keys) on the day, as far as dates are recorded."""
    sitting = Membership.objects.filter(
        Q(joined=None) | Q(joined__startswith__lte=day.latest),
        Q(left=None) | Q(left__endswith__gt=day.earliest),
        council__in=councils,
        standing=Capacity.MEMBER,
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
