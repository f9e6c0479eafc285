"""Work lists of words: quotes that nobody has checked against their source, claims that the record contradicts."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from meetings.dates import format_span
from meetings.templatetags.wording import source_name
from meetings.vocabulary import Publication
from statements.models import GapClaim, Wording
from statements.vocabulary import ClaimVerdict, Fidelity
from statements.worklists.entries import Asker, Line
from statements.worklists.sessions import councils_of, entered_by, session_address


def disputed_claims(asker: Asker) -> QuerySet[GapClaim]:
    """Claims that contradict the record, or agree only to the letter: the latest findings first."""
    return (
        GapClaim.objects.to_look_into()
        .annotate(who=councils_of("session"))
        .select_related("session", "source", "finding")
        .order_by(F("finding__checked_at").desc(), "-id")
    )


def claim_line(claim: Any) -> Line:
    finding = claim.finding
    finding.claim = claim
    said = [source_name(claim.source), finding.difference_in_words]
    if finding.verdict != ClaimVerdict.CONTRADICTS:
        said.append(finding.in_words)
    session = claim.session
    return Line(
        session_address(session.pk, "gap_claims"),
        f"{claim.who}, {format_span(session.start, session.end)}",
        ", ".join(said),
        claim.phrase,
        claim.language,
    )


def unchecked(asker: Asker) -> QuerySet[Wording]:
    """Quotes, in full or in part, that no second person has held against their source; those the asker entered aside."""
    return (
        Wording.objects.filter(checked_at__isnull=True)
        .exclude(fidelity=Fidelity.REPORTED)
        .exclude(statement__session__publication=Publication.WITHDRAWN)
        .annotate(entered_by=entered_by(Wording))
        .filter(Q(entered_by__isnull=True) | ~Q(entered_by=str(asker.user.pk)))
        .select_related("source", "statement__session")
        .order_by("-id")
    )


def queue_of_quotes(asker: Asker) -> tuple[str, str] | None:
    if not asker.user.has_perm("statements.change_wording"):
        return None
    return reverse("desk_check_first"), "Check one after the other"


def quote_line(wording: Any) -> Line:
    return Line(
        reverse("desk_check", args=[wording.pk]),
        source_name(wording.source),
        f"S{wording.statement.session_id}, {format_span(wording.statement.session.start, None)}",
        wording.text,
        wording.language,
    )
