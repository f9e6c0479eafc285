"""The queue of merges that were proposed, and the page on which one is looked at, approved or rejected."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db import IntegrityError, OperationalError
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from meetings.admin.reasons import reason_typed
from meetings.admin.refusals import sentence_of
from statements.admin.deciding import DecidingAdmin
from statements.admin.merging import address_of, log_merge, preview_of, short_name
from statements.admin.undoing import undoing_context
from statements.meeting import Refused
from statements.merging.bases import what_it_becomes
from statements.merging.kinds import KINDS
from statements.merging.plan import Plan
from statements.merging.proposing import approve_merge, compare_merge
from statements.merging.proposing_undo import approve_undo, compare_undo
from statements.models import ProposedMerge


@admin.register(ProposedMerge)
class ProposedMergeAdmin(DecidingAdmin):
    """The list of proposed merges, those that wait first; and the page of one."""

    related = ("author", "decided_by", "merge", "undoes")
    done: ClassVar = {
        "_approve": "The proposal is approved, and done: every old address leads to where its record is now.",
        "_reject": "The proposal is rejected. Both are as they were.",
        "_take_back": "Your proposal is taken back.",
    }
    list_display = ("__str__", "kind", "why", "author", "created_at", "state", "decided_by", "decided_at")
    list_select_related = ("author", "decided_by")
    list_filter = ("state", "kind", "author")
    search_fields = ("note", "kept_label", "other_label", "author__username")
    search_help_text = "Words of the note, what the desk calls either record, or an author."
    ordering = (F("decided_at").desc(nulls_first=True), "-id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProposedMerge]:
        found: QuerySet[ProposedMerge] = super().get_queryset(request)
        return found.defer("base")

    @admin.display(description="why they are one")
    def why(self, proposed: ProposedMerge) -> str:
        return Truncator(proposed.note).chars(100)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What the record that stays would become and what would move, and the buttons to decide."""
        proposed = self.asked_for(request, object_id)
        refused: list[str] = []
        if request.method == "POST":
            try:
                if (done := self._decide(request, proposed)) is not None:
                    return done
            except Refused as error:
                refused = error.sentences
            except (IntegrityError, OperationalError) as error:
                refused = [sentence_of(error)]
            proposed = self.asked_for(request, object_id)
        return self._page(request, proposed, refused)

    def _decide(self, request: HttpRequest, proposed: ProposedMerge) -> HttpResponse | None:
        now = timezone.now()

        def approve() -> None:
            act = approve_merge if proposed.undoes_id is None else approve_undo
            done = act(
                proposed=proposed,
                reviewer=request.user,
                reason=reason_typed(request),
                now=now,
                seen=request.POST.get("seen", "")[:64],
            )
            if done.merge is not None:
                log_merge(done.merge, KINDS[done.kind], done.kept)

        return self.decision(request, proposed, approve, now)

    def _page(self, request: HttpRequest, proposed: ProposedMerge, refused: list[str]) -> HttpResponse:
        context = {
            **self.decision_context(request, proposed),
            "title": _title(proposed),
            "based_on": f"on version {proposed.kept_version} of the one and {proposed.other_version} of the other",
            "refused": refused,
        }
        if proposed.is_open and proposed.undoes_id is not None:
            context |= {"based_on": f"on version {proposed.kept_version}", **_undo_context(proposed, refused)}
        elif proposed.is_open:
            context |= _open_context(proposed, refused)
        return TemplateResponse(request, "admin/desk/proposed_merge.html", context)


def _title(proposed: ProposedMerge) -> str:
    if proposed.undoes is not None:
        return f"Undo the merge of {proposed.undoes.old_key} into {proposed.undoes.kept_key}"
    return f"Merge {proposed.other_label} into {proposed.kept_label}"


def _undo_context(proposed: ProposedMerge, refused: list[str]) -> dict[str, Any]:
    """What an open one that undoes a merge would do, and what changed since it was proposed."""
    found = compare_undo(proposed, timezone.now())
    told = undoing_context(found.plan)
    can_be_done = not found.kept and not found.plan.obstacles
    return {
        "refused": [*refused, *(each for each in found.plan.obstacles if each not in refused)],
        "meanwhile": found.kept,
        "again": reverse("desk_merge_undo", args=[proposed.undoes_id]),
        "approves": "Approve and undo the merge" if can_be_done else "",
        **told,
    }


def _open_context(proposed: ProposedMerge, refused: list[str]) -> dict[str, Any]:
    """What an open one would do with the records as they are now, and what changed since it was proposed."""
    found = compare_merge(proposed, timezone.now())
    context: dict[str, Any] = {
        "refused": [*refused, *(each for each in found.refused if each not in refused)],
        "meanwhile": [*found.kept, *found.other],
        "again": reverse("desk_merge", args=[proposed.kind, proposed.kept, proposed.other]),
    }
    plan = found.plan
    if plan is None:
        return context
    can_be_done = not found.is_outdated and not plan.obstacles
    return {**context, **_of_plan(plan, proposed), "approves": _approves(plan) if can_be_done else ""}


def _approves(plan: Plan) -> str:
    """The words of the button."""
    return f"Approve and merge {short_name(plan.kind, plan.other)} into {short_name(plan.kind, plan.kept)}"


def _of_plan(plan: Plan, proposed: ProposedMerge) -> dict[str, Any]:
    made = preview_of(plan, proposed.choices)
    return {
        "plan": plan,
        "seen": plan.state,
        "kept_name": short_name(plan.kind, plan.kept),
        "other_name": short_name(plan.kind, plan.other),
        "kept_address": address_of(plan.kind, plan.kept),
        "other_address": address_of(plan.kind, plan.other),
        "changes": what_it_becomes(plan) if made.changes is None else made.changes,
        "preview": made.answer,
    }
