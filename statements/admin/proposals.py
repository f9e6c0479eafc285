"""The queue of proposals, and the page on which one is compared with what is public, approved or rejected."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from meetings.admin.previews import Preview, gap_lines, tried
from meetings.admin.reasons import reason_typed
from statements.admin.comments import comments_on
from statements.admin.deciding import DecidingAdmin
from statements.admin.proposing import CONTINUED
from statements.meeting import Refused, apply, differences, digest, tell, tell_conflicts
from statements.models import Proposal
from statements.proposals import Comparison, approve, compare
from statements.worklists.sessions import councils_of

_CHOICE = "choice:"  # before the name of a contradiction, in the name of its radio buttons


@admin.register(Proposal)
class ProposalAdmin(DecidingAdmin):
    """The list of proposals, those that wait first; and the page of one."""

    related = ("session", "author", "decided_by")
    done: ClassVar = {
        "_approve": "The proposal is approved: the meeting is changed.",
        "_reject": "The proposal is rejected. The meeting is as it was.",
        "_take_back": "Your proposal is taken back.",
    }
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
        proposal = self.asked_for(request, object_id)
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
                proposal = self.asked_for(request, object_id)
            else:
                if done is not None:
                    return done
        return self._page(request, proposal, choices, refused)

    def _decide(
        self, request: HttpRequest, proposal: Proposal, choices: dict[str, str]
    ) -> HttpResponse | None:
        """What the pressed button does; None for “Show with these choices”."""
        now = timezone.now()
        return self.decision(
            request,
            proposal,
            lambda: approve(
                proposal=proposal,
                reviewer=request.user,
                reason=reason_typed(request),
                now=now,
                choices=choices,
                seen=request.POST.get("seen", ""),
            ),
            now,
        )

    def _page(
        self, request: HttpRequest, proposal: Proposal, choices: dict[str, str], refused: list[str]
    ) -> HttpResponse:
        context: dict[str, Any] = {
            **self.decision_context(request, proposal),
            "title": f"Proposal for {proposal.session}",
            "based_on": f"on version {proposal.base_version} of the meeting",
            "refused": refused,
            "comments": comments_on(proposal.session_id),
            "continue_address": f"{reverse('admin:meetings_session_change', args=[proposal.session_id])}?{CONTINUED}={proposal.pk}",
        }
        if proposal.is_open:
            context |= _open_context(compare(proposal, choices))
        else:
            context["changes"] = _as_proposed(proposal)
        return TemplateResponse(request, "admin/desk/proposal.html", context)


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
