"""The queue of proposals, and the page on which one is compared with what is public, approved or rejected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from meetings.admin.previews import Preview, gap_lines, tried, what_the_worker_will_do
from meetings.admin.records import RecordAdmin
from statements.admin.comments import comments_on
from statements.admin.proposing import CONTINUED, proposal_address
from statements.meeting import Refused, apply, differences, digest, tell, tell_conflicts
from statements.models import Proposal
from statements.proposals import Comparison, approve, compare, reject, take_back
from statements.worklists.sessions import councils_of

_CHOICE = "choice:"  # before the name of a contradiction, in the name of its radio buttons


@admin.register(Proposal)
class ProposalAdmin(RecordAdmin):
    """The list of proposals, those that wait first; and the page of one."""

    actions = None
    list_display = (
        "meeting",
        "councils",
        "what",
        "author",
        "created_at",
        "state",
        "decided_by",
        "decided_at",
    )
    list_display_links = ("meeting",)
    list_select_related = ("session", "author", "decided_by")
    list_filter = ("state", "author")
    search_fields = ("note", "session__councils__name", "session__councils__names__text", "author__username")
    search_help_text = "Words of the note, a council in any spelling, or an author."
    ordering = (F("decided_at").desc(nulls_first=True), "-id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        found: QuerySet[Proposal] = super().get_queryset(request)
        return found.annotate(who=councils_of("session_id")).defer("document", "base_document")

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
        return HttpResponseRedirect(proposal_address(self._asked_for(request, object_id)))

    @admin.display(description="meeting", ordering="session")
    def meeting(self, proposal: Proposal) -> str:
        return str(proposal.session)

    @admin.display(description="councils")
    def councils(self, proposal: Any) -> str:
        return str(proposal.who or "")

    @admin.display(description="what it changes and why")
    def what(self, proposal: Proposal) -> str:
        return Truncator(proposal.note).chars(100)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The one-click difference: what approval would change of what is public now, and the buttons to decide."""
        proposal = self._asked_for(request, object_id)
        choices = {
            name.removeprefix(_CHOICE): value
            for name, value in request.POST.items()
            if name.startswith(_CHOICE) and isinstance(value, str)
        }
        refused: list[str] = []
        if request.method == "POST":
            try:
                done = self._decide(request, proposal, choices)
            except Refused as error:
                refused = error.sentences
            else:
                if done is not None:
                    return done
        return self._page(request, proposal, choices, refused)

    def _asked_for(self, request: HttpRequest, object_id: str) -> Proposal:
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = unquote(object_id)
        rows = Proposal.objects.select_related("session", "author", "decided_by")
        found = rows.filter(pk=key).first() if key.isascii() and key.isdigit() else None
        if found is None:
            raise Http404("There is no such proposal.")
        return found

    def _decide(
        self, request: HttpRequest, proposal: Proposal, choices: dict[str, str]
    ) -> HttpResponse | None:
        """What the pressed button does; None for “Show with these choices”."""
        by, now, reason = request.user, timezone.now(), request.POST.get("reason", "")
        may_decide = _may_decide(request)
        acts: dict[str, tuple[bool, Callable[[], Any], str]] = {
            "_approve": (
                may_decide,
                lambda: approve(
                    proposal=proposal,
                    reviewer=by,
                    reason=reason,
                    now=now,
                    choices=choices,
                    seen=request.POST.get("seen", ""),
                ),
                "The proposal is approved: the meeting is changed.",
            ),
            "_reject": (
                may_decide and proposal.author_id != by.pk,
                lambda: reject(proposal=proposal, reviewer=by, reason=reason, now=now),
                "The proposal is rejected. The meeting is as it was.",
            ),
            "_take_back": (
                True,
                lambda: take_back(proposal=proposal, author=by, now=now),
                "Your proposal is taken back.",
            ),
        }
        pressed = next((act for button, act in acts.items() if button in request.POST), None)
        if pressed is None:
            return None
        allowed, act, sentence = pressed
        if not allowed:
            raise PermissionDenied
        with transaction.atomic():
            act()
            follows = what_the_worker_will_do() if "_approve" in request.POST else ""
        self.message_user(request, f"{sentence} {follows}".strip(), messages.SUCCESS)
        return HttpResponseRedirect(proposal_address(proposal))

    def _page(
        self, request: HttpRequest, proposal: Proposal, choices: dict[str, str], refused: list[str]
    ) -> HttpResponse:
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": f"Proposal for {proposal.session}",
            "opts": self.opts,
            "media": self.media,
            "proposal": proposal,
            "refused": refused,
            "reason": request.POST.get("reason", proposal.note),
            "comments": comments_on(proposal.session_id),
            "continue_address": f"{reverse('admin:meetings_session_change', args=[proposal.session_id])}?{CONTINUED}={proposal.pk}",
            "is_mine": proposal.author_id == request.user.pk,
            "may_decide": _may_decide(request) and proposal.author_id != request.user.pk,
        }
        if proposal.is_open:
            context |= _open_context(compare(proposal, choices))
        else:
            context["changes"] = _as_proposed(proposal)
        return TemplateResponse(request, "admin/desk/proposal.html", context)


def _may_decide(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("meetings.publish_session"))


def _open_context(found: Comparison) -> dict[str, Any]:
    """What an open proposal changes of the meeting as it is stored now, where they contradict, and what would follow."""
    documents = (found.proposal.base_document, found.now, found.merged.document, found.proposal.document)
    return {
        "changes": tell(found.changes, *documents),
        "meanwhile": tell(found.meanwhile, *documents),
        "conflicts": tell_conflicts(found.merged.conflicts, *documents),
        "unresolved": len(found.merged.unresolved),
        "seen": digest(found.now),
        "preview": _preview(found),
    }


def _as_proposed(proposal: Proposal) -> Any:
    """What it changed of the meeting as that was then, once it is decided."""
    base, document = proposal.base_document, proposal.document
    return tell(differences(base, document), base, document)


def _preview(found: Comparison) -> Preview:
    """What approval would do to flags and silences."""
    preview = Preview()

    def approved() -> int:
        apply(found.merged.document)
        return int(found.proposal.session_id)

    try:
        judged = tried(preview, approved)
    except Refused as refused:
        preview.problems += [("", sentence) for sentence in refused.sentences]
        return preview
    if judged is not None:
        preview.add("Approving this", judged, lambda: gap_lines(judged))
    return preview
