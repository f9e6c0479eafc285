"""The page on which a second person holds a quote against its source, one after the other."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from meetings.admin.conflicts import version_opened
from statements.checking import CheckRefused, authors_of, wording_check
from statements.models import Wording
from statements.worklists.entries import Asker
from statements.worklists.quotes import unchecked
from statements.worklists.sessions import session_address

ALL_CHECKED = "No other quote waits for you."


def check_next(request: HttpRequest, after: int | None = None) -> HttpResponse:
    """The first quote of the list, or the one that follows `after`."""
    _permitted(request)
    waiting = unchecked(Asker(request.user, timezone.now().date()))
    key = (
        waiting.filter(pk__lt=after).values_list("pk", flat=True).first()
        if after
        else waiting.values_list("pk", flat=True).first()
    )
    if key is None:
        messages.info(request, ALL_CHECKED)
        return HttpResponseRedirect(reverse("desk_work_list", args=["quotes"]))
    return HttpResponseRedirect(reverse("desk_check", args=[key]))


def check(request: HttpRequest, key: int) -> HttpResponse:
    """One quote beside where to find it; posted: it stands there as printed, or the check is taken back."""
    _permitted(request)
    wordings = Wording.objects.select_related(
        "source", "statement__session", "statement__speaker", "checked_by"
    )
    wording = get_object_or_404(wordings, pk=key)
    refused = ""
    if request.method == "POST":
        try:
            wording_check(
                wording=wording,
                checker=request.user,
                now=timezone.now(),
                opened_as=version_opened(request),
                is_right="_undo" not in request.POST,
            )
        except CheckRefused as refusal:
            refused = str(refusal)
            wording = get_object_or_404(wordings, pk=key)
        else:
            if "_undo" in request.POST:
                return HttpResponseRedirect(reverse("desk_check", args=[key]))
            messages.success(request, f"Checked: “{wording.text[:80]}”")
            return HttpResponseRedirect(reverse("desk_check_next", args=[key]))
    context = {
        **admin.site.each_context(request),
        "title": "Check a quote against its source",
        "wording": wording,
        "session": wording.statement.session,
        "is_own": str(request.user.pk) in authors_of(wording),
        "refused": refused,
        "correct": session_address(wording.statement.session_id, "statements"),
    }
    return TemplateResponse(request, "admin/desk/check.html", context)


def _permitted(request: HttpRequest) -> None:
    if not request.user.has_perm("statements.change_wording"):
        raise PermissionDenied
