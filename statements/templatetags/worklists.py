"""The work lists on the desk's first page."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import OuterRef, Prefetch, Subquery

from meetings.judgements import awaiting_judgement
from meetings.models import Council, Session, SessionCouncil
from meetings.vocabulary import Publication
from statements.models import GapClaim

register = template.Library()
_SHOWN = 8


@register.inclusion_tag("admin/desk/_work_lists.html", takes_context=True)
def work_lists(context: dict[str, Any]) -> dict[str, Any]:
    """Own drafts, what waits for review, flags nobody has judged, claims that contradict the record, councils to be
    assessed; eight of each."""
    user = context["request"].user
    if not user.has_perm("meetings.view_session"):
        return {}
    return {
        "drafts": _sessions(Publication.DRAFT).filter(entered_by=str(user.pk))[:_SHOWN],
        "in_review": _sessions(Publication.IN_REVIEW)[:_SHOWN],
        "flags": awaiting_judgement().select_related("council")[:_SHOWN],
        "flags_total": awaiting_judgement().count(),
        "may_judge": user.has_perm("meetings.judge_resumption"),
        "claims": _claims()[:_SHOWN],
        "claims_total": GapClaim.objects.to_look_into().count(),
        "due": Council.objects.filter(due_marks__isnull=False).distinct()[:_SHOWN],
        "may_publish": user.has_perm("meetings.publish_session"),
    }


def _claims() -> Any:
    """Claims that contradict the record, or agree only to the letter: the latest findings first."""
    councils = Prefetch("session__council_links", SessionCouncil.objects.select_related("council"))
    return (
        GapClaim.objects.to_look_into()
        .select_related("session", "source", "finding")
        .prefetch_related(councils)
        .order_by("-finding__checked_at", "-id")
    )


def _sessions(publication: str) -> Any:
    """Sessions in that state, last changed first, each with the account that entered it as text."""
    first = (
        Session.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"), pgh_label="insert")  # type: ignore[attr-defined]  # made by pghistory
        .order_by("pgh_id")
        .values("pgh_context__user")[:1]
    )
    councils = Prefetch("council_links", SessionCouncil.objects.select_related("council"))
    return (
        Session.objects.filter(publication=publication)
        .annotate(entered_by=Subquery(first))
        .prefetch_related(councils)
        .order_by("-updated_at")
    )
