"""Work lists of review: proposals that wait for a reviewer, one's own, and comments that nobody has settled."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from statements.models import Comment, Proposal, ProposedMerge
from statements.worklists.entries import Asker, Line
from statements.worklists.sessions import councils_of, session_address


def _proposals() -> QuerySet[Proposal]:
    rows = Proposal.objects.select_related("session", "author").defer("document", "base_document")
    return rows.annotate(who=councils_of("session_id"))


def to_review(asker: Asker) -> QuerySet[Proposal]:
    """Open ones of others, the oldest first."""
    return _proposals().filter(state="open").exclude(author=asker.user.pk).order_by("created_at", "id")


def own(asker: Asker) -> QuerySet[Proposal]:
    """The user's own: those that wait, and what became of the others, the latest decision first."""
    return _proposals().filter(author=asker.user.pk).order_by(F("decided_at").desc(nulls_first=True), "-id")


def proposal_line(proposal: Any) -> Line:
    address = reverse("admin:statements_proposal_change", args=[proposal.pk])
    named = f"{proposal.who}: {proposal.session}" if proposal.who else str(proposal.session)
    return Line(address, named, _note(proposal))


def merges_to_review(asker: Asker) -> QuerySet[ProposedMerge]:
    """Open ones of others, the oldest first."""
    rows = ProposedMerge.objects.open().select_related("author").defer("base")
    return rows.exclude(author=asker.user.pk)


def own_merges(asker: Asker) -> QuerySet[ProposedMerge]:
    """The user's own: those that wait, and what became of the others, the latest decision first."""
    rows = ProposedMerge.objects.select_related("author").defer("base").filter(author=asker.user.pk)
    return rows.order_by(F("decided_at").desc(nulls_first=True), "-id")


def merge_line(proposed: Any) -> Line:
    address = reverse("admin:statements_proposedmerge_change", args=[proposed.pk])
    return Line(address, str(proposed), _note(proposed))


def _note(proposed: Any) -> str:
    state = proposed.get_state_display() if not proposed.is_open else f"by {proposed.author}"
    return f"{state}, “{proposed.note[:120]}”"


def comments(asker: Asker) -> QuerySet[Comment]:
    """Those that nobody has settled, the latest first."""
    rows = Comment.objects.unresolved().select_related("session", "author")
    return rows.annotate(who=councils_of("session_id")).order_by("-created_at", "-id")


def comment_line(comment: Any) -> Line:
    named = f"{comment.who}: {comment.session}" if comment.who else str(comment.session)
    address = f"{session_address(comment.session_id)}#comments"
    return Line(address, named, f"{comment.author}: {comment.text[:120]}")
