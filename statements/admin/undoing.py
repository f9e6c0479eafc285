"""The page on which a merge is undone, or its undoing proposed where it is public."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html

from meetings.admin.previews import Preview, tried
from meetings.admin.reasons import reason_typed
from meetings.admin.refusals import sentence_of
from meetings.models import Merge, RecordKind
from statements.admin.deciding import page_of
from statements.admin.merging import Tried, address_of
from statements.meeting import Document, Refused, differences, read, tell
from statements.merging.act import MergeRefused
from statements.merging.kinds import KINDS
from statements.merging.proposing import waiting_for
from statements.merging.proposing_undo import propose_undo
from statements.merging.undo import Undoing, merge_undo, undo_plan

PROPOSED = "Your proposal is stored. The merge is undone once somebody else has approved it."
UNDONE = "The merge is undone: {} is a record of its own again."


def undo_merge(request: HttpRequest, merge_id: int) -> HttpResponse:
    """What would go back where; posted, the undoing itself or a proposal of it."""
    merge = get_object_or_404(Merge, pk=merge_id)
    kind = KINDS[merge.kind]
    if not request.user.has_perm(kind.model._meta.label_lower.replace(".", ".change_")):
        raise PermissionDenied
    refused: list[str] = []
    if request.method == "POST":
        try:
            return _done(request, merge)
        except (MergeRefused, Refused) as refusal:
            refused = list(refusal.sentences)
        except (IntegrityError, OperationalError) as error:
            refused = [sentence_of(error)]
    plan = undo_plan(merge, timezone.now())
    waiting = None
    if merge.kept_number is not None:
        waiting = waiting_for(kind, merge.kept_number, merge.old_record["id"]).first()
    is_mine = waiting is not None and waiting.author_id == request.user.pk
    context = {
        **admin.site.each_context(request),
        "title": f"Undo the merge of {merge.old_key} into {merge.kept_key}",
        "merge": merge,
        "refused": [*refused, *(each for each in plan.obstacles if each not in refused)],
        "waiting": waiting,
        "is_mine": is_mine,
        "may_undo": not plan.obstacles and (waiting is None or is_mine),
        "reason": request.POST.get("reason", waiting.note if waiting is not None and is_mine else ""),
        **undoing_context(plan),
    }
    return TemplateResponse(request, "admin/desk/merge_undo.html", context)


def undoing_context(plan: Undoing) -> dict[str, Any]:
    """What `_undoing.html` reads."""
    made = Tried() if plan.obstacles else _preview_of(plan)
    return {
        "undoing": plan,
        "seen": plan.state,
        "kept_address": address_of(plan.kind, plan.kept) if plan.kept is not None else "",
        "changes": made.changes,
        "preview": made.answer,
    }


def _done(request: HttpRequest, merge: Merge) -> HttpResponse:
    now = timezone.now()
    reason = reason_typed(request)
    seen = request.POST.get("seen", "")[:64]
    if undo_plan(merge, now).is_public:
        proposed = propose_undo(merge=merge, note=reason, author=request.user, now=now, seen=seen)
        messages.success(request, PROPOSED)
        return HttpResponseRedirect(page_of(proposed))
    merge_undo(merge=merge, reason=reason, by=request.user, now=now, seen=seen, only_drafts=True)
    kind = KINDS[merge.kind]
    record = kind.find(merge.old_record["id"])
    messages.success(request, format_html(UNDONE, record))
    return HttpResponseRedirect(address_of(kind, record))


def _preview_of(plan: Undoing) -> Tried:
    """What it would change of the meeting that was kept, and of flags; made, looked at, and taken back."""
    if plan.kind.key not in (RecordKind.SESSION, RecordKind.COUNCIL):
        return Tried()
    preview = Preview()
    documents: list[Document] = []
    kept = plan.kept.pk if plan.kept is not None and plan.kind.key == RecordKind.SESSION else 0

    def make() -> None:
        before = read(kept) if kept else None
        merge_undo(merge=plan.merge, reason="preview", by=None, now=timezone.now())
        if before is not None:
            documents[:] = [before, read(kept)]

    try:
        found = tried(preview, make)
    except MergeRefused as refusal:
        plan.obstacles += refusal.sentences
        return Tried()
    if found is not None:
        preview.add("Undoing it", found)
    return Tried(preview, tell(differences(*documents), *documents) if documents else None)
