"""What somebody proposed, at the desk: a page with buttons of its own, on which another one decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from meetings.admin.conflicts import version_opened
from meetings.admin.previews import what_the_worker_will_do
from meetings.admin.reasons import reason_typed
from meetings.admin.records import RecordAdmin
from statements.decisions import hold_to_seen, reject, take_back


def page_of(proposed: Any) -> str:
    """Where it is looked at and decided."""
    return reverse(f"admin:statements_{proposed._meta.model_name}_change", args=[proposed.pk])


def may_decide(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("meetings.publish_session"))


class DecidingAdmin(RecordAdmin):
    """The list of what was proposed, and the page of one. `done`: what is said after each button."""

    actions = None
    related: ClassVar[Sequence[str]] = ("author", "decided_by")
    done: ClassVar[dict[str, str]] = {}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The page has buttons of its own; nothing of a proposal is typed over."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Its page says all that became of it."""
        return HttpResponseRedirect(page_of(self.asked_for(request, object_id)))

    def asked_for(self, request: HttpRequest, object_id: str) -> Any:
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = unquote(object_id)
        rows = self.model._default_manager.select_related(*self.related)
        found = rows.filter(pk=key).first() if key.isascii() and key.isdigit() else None
        if found is None:
            raise Http404("There is no such proposal.")
        return found

    def decision(
        self, request: HttpRequest, proposed: Any, approve: Callable[[], Any], now: datetime
    ) -> HttpResponse | None:
        """What the pressed button does; None where none was. Raises Refused."""
        by, reason = request.user, reason_typed(request)
        others = may_decide(request) and proposed.author_id != by.pk
        acts: dict[str, tuple[bool, Callable[[], Any]]] = {
            "_approve": (may_decide(request), approve),
            "_reject": (others, lambda: reject(proposal=proposed, reviewer=by, reason=reason, now=now)),
            "_take_back": (True, lambda: take_back(proposal=proposed, author=by, now=now)),
        }
        pressed = next((button for button in acts if button in request.POST), "")
        if not pressed:
            return None
        allowed, act = acts[pressed]
        if not allowed:
            raise PermissionDenied
        with transaction.atomic():
            if pressed == "_approve":
                hold_to_seen(proposed, version_opened(request))
            act()
            follows = what_the_worker_will_do() if pressed == "_approve" else ""
        self.message_user(request, f"{self.done[pressed]} {follows}".strip(), messages.SUCCESS)
        return HttpResponseRedirect(page_of(proposed))

    def decision_context(self, request: HttpRequest, proposed: Any) -> dict[str, Any]:
        """What `_decided.html` and `_decision.html` read."""
        is_mine = proposed.author_id == request.user.pk
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "proposal": proposed,
            "reason": request.POST.get("reason", proposed.note),
            "is_mine": is_mine,
            "may_decide": may_decide(request) and not is_mine,
        }
