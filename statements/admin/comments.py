"""Comments on a meeting: written and settled beside its form and its proposals, for the desk alone."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.models import Session
from statements.models import Comment

EMPTY = "Write the comment first."
LONGEST = 4000


def comments_on(session_id: int) -> QuerySet[Comment]:
    """All comments on the meeting with their authors, the oldest first."""
    found: QuerySet[Comment] = Comment.objects.filter(session=session_id)
    return found.select_related("author", "resolved_by")


@require_POST
def add(request: HttpRequest, session_id: int) -> HttpResponse:
    """Add a comment. The body for htmx is the list of comments alone, so that nothing typed on the page is lost."""
    if not request.user.has_perm("statements.add_comment"):
        raise PermissionDenied
    session = get_object_or_404(Session, pk=session_id)
    text = request.POST.get("text", "").replace("\x00", "").strip()[:LONGEST]
    if not text:
        return _answer(request, session.pk, comment_problem=EMPTY)
    Comment.objects.create(session=session, text=text, **_by(request))
    return _answer(request, session.pk)


@require_POST
def settle(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Settle a comment, or open a settled one again."""
    if not request.user.has_perm("statements.change_comment"):
        raise PermissionDenied
    comment = get_object_or_404(Comment, pk=comment_id)
    settled = comment.resolved_at is None
    comment.resolved_at = timezone.now() if settled else None
    comment.resolved_by_id = request.user.pk if settled else None
    comment.save(update_fields=["resolved_at", "resolved_by"])
    return _answer(request, comment.session_id)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"author_id": request.user.pk}


def _answer(request: HttpRequest, session_id: int, **context: Any) -> HttpResponse:
    if "HX-Request" in request.headers:
        context |= {"comments": comments_on(session_id), "session_id": session_id}
        return render(request, "admin/desk/_comments.html", context)
    # Only to a page of this desk: the form of the meeting, or the proposal that was looked at.
    back = reverse("admin:meetings_session_change", args=[session_id])
    return HttpResponseRedirect(f"{back}#comments")
