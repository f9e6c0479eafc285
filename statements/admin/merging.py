"""The pages on which two records become one, and the lists of what was merged and what was told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from meetings.admin.derived import DerivedAdmin
from meetings.admin.previews import Preview, tried
from meetings.admin.reasons import reason_typed
from meetings.admin.records import RecordAdmin
from meetings.admin.refusals import sentence_of
from meetings.models import Distinction, Merge, RecordKind
from statements.admin.deciding import page_of
from statements.meeting import Document, Refused, ToldChange, differences, read, tell
from statements.merging.act import REASON_NEEDED, MergeRefused, find_pair, records_merge
from statements.merging.kinds import KINDS, Kind
from statements.merging.plan import KEPT, OTHER, Plan, merge_plan
from statements.merging.proposing import propose_merge, waiting_for
from statements.models import ProposedMerge

PROPOSED = "Your proposal is stored. The two become one once somebody else has approved it."
_ID = re.compile(r"([SPUQEC])([1-9][0-9]{0,17})")
_LETTERS = {
    "S": RecordKind.SESSION,
    "P": RecordKind.PERSON,
    "U": RecordKind.SOURCE,
    "Q": RecordKind.STATEMENT,
    "E": RecordKind.PARTY,
    "C": RecordKind.COUNCIL,
}


def merge_start(request: HttpRequest) -> HttpResponse:
    """Two boxes for the ids of the two, where no list or warning has led to both."""
    if not request.user.has_perm("meetings.change_session"):
        raise PermissionDenied
    typed = [request.GET.get(name, "").strip()[:40] for name in ("kept", "other")]
    found = [_ID.fullmatch(text.upper()) for text in typed]
    problem = ""
    if all(found):
        (first, one), (second, two) = (match.groups() for match in found if match is not None)
        if first == second:
            return HttpResponseRedirect(reverse("desk_merge", args=[_LETTERS[first], int(one), int(two)]))
        problem = "These are two kinds of records: only records of one kind can be one."
    elif any(typed):
        problem = "Write the ids of two sessions (S12), people (P3), sources (U5), statements (Q7), parties (E9) or councils (C4)."
    context = {
        **admin.site.each_context(request),
        "title": "Merge two records",
        "kept": typed[0],
        "other": typed[1],
        "problem": problem,
    }
    return TemplateResponse(request, "admin/desk/merge_start.html", context)


def merge_two(request: HttpRequest, kind: str, kept: int, other: int) -> HttpResponse:
    """Both side by side; posted, the merge itself. `kept`: the key of the record that stays."""
    known = KINDS.get(kind)
    if known is None:
        raise Http404("There is no such kind of record.")
    label = known.model._meta.label_lower
    if not request.user.has_perm(label.replace(".", ".change_")):
        raise PermissionDenied
    try:
        records = find_pair(known, kept, other)
    except MergeRefused as refusal:
        return _page(request, known, [], refusal.sentences, status=200 if request.method == "GET" else 409)
    plan = merge_plan(known, *records, timezone.now())
    refused: tuple[str, ...] = tuple(plan.obstacles)
    waiting = waiting_for(known, kept, other).first()
    if request.method == "POST":
        try:
            return (_proposed if plan.is_public else _merged)(request, known, kept, other)
        except (MergeRefused, Refused) as refusal:
            refused = tuple(refusal.sentences)
        except (IntegrityError, OperationalError) as error:
            refused = (sentence_of(error),)
        plan = merge_plan(known, *records, timezone.now())
    return _page(request, known, [plan], refused, waiting=waiting)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What was chosen and written, as a merge and a proposal of one take it."""
    return {
        "choices": _choices(request),
        "now": timezone.now(),
        "seen": request.POST.get("seen", "")[:64],
    }


def _proposed(request: HttpRequest, kind: Kind, kept: int, other: int) -> HttpResponse:
    """What is public is merged by two: this one proposes it."""
    proposed = propose_merge(
        kind=kind, kept=kept, other=other, note=reason_typed(request), author=request.user, **_asked(request)
    )
    messages.success(request, PROPOSED)
    return HttpResponseRedirect(page_of(proposed))


def _merged(request: HttpRequest, kind: Kind, kept: int, other: int) -> HttpResponse:
    merge = records_merge(
        kind=kind,
        kept=kept,
        other=other,
        reason=reason_typed(request),
        by=request.user,
        only_drafts=True,
        **_asked(request),
    )
    log_merge(merge, kind, kept)
    record = kind.find(kept)
    told = "{} was merged into {}. The old address leads there."
    messages.success(request, format_html(told, merge.old_key, record))
    return HttpResponseRedirect(address_of(kind, record))


def log_merge(merge: Merge, kind: Kind, kept: int) -> None:
    """In Django's own list of what was done."""
    LogEntry.objects.log_actions(
        int(merge.merged_by_id or 0),
        kind.model._base_manager.filter(pk=kept),
        CHANGE,
        f"{merge.old_key} was merged into it.",
        single_object=True,
    )


def _choices(request: HttpRequest) -> dict[str, str]:
    """Which value stands, by the name of the choice."""
    return {name: value for name, value in request.POST.items() if value in (KEPT, OTHER)}


def address_of(kind: Kind, record: Any) -> str:
    """The record's page on the desk: of a statement, that of its session."""
    if kind.key == RecordKind.STATEMENT:
        return reverse("admin:meetings_session_change", args=[record.session_id]) + "#statements-group"
    meta = kind.model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def _page(
    request: HttpRequest,
    kind: Kind,
    plans: list[Plan],
    refused: tuple[str, ...],
    status: int = 200,
    waiting: ProposedMerge | None = None,
) -> HttpResponse:
    plan = plans[0] if plans else None
    is_mine = waiting is not None and waiting.author_id == request.user.pk
    if plan is not None and request.method == "POST":
        plan.choose(_choices(request))
    elif plan is not None and waiting is not None and is_mine:
        plan.choose(waiting.choices)
    names = [short_name(kind, record) for record in (plan.kept, plan.other)] if plan else ["", ""]
    may_merge = plan is not None and not plan.obstacles and (waiting is None or is_mine)
    context = {
        **admin.site.each_context(request),
        "title": f"Merge {names[1]} into {names[0]}" if plan else "Merge two records",
        "kind": kind,
        "plan": plan,
        "refused": refused,
        "may_merge": may_merge,
        "waiting": waiting,
        "is_mine": is_mine,
        "kept_name": names[0],
        "other_name": names[1],
        "kept_address": address_of(kind, plan.kept) if plan else "",
        "other_address": address_of(kind, plan.other) if plan else "",
        "swapped": reverse("desk_merge", args=[kind.key, plan.other.pk, plan.kept.pk]) if plan else "",
        "preview": preview_of(plan, {}).answer if plan and may_merge else None,
        "reason": request.POST.get("reason", waiting.note if waiting is not None and is_mine else ""),
        "reason_needed": REASON_NEEDED,
    }
    return TemplateResponse(request, "admin/desk/merge.html", context, status=status)


def short_name(kind: Kind, record: Any) -> str:
    return str(getattr(record, "public_id", record))


@dataclass(frozen=True)
class Tried:
    """What a merge would do. `answer`: to flags and silences; None where neither sessions nor councils are merged.
    `changes`: to the meeting that stays, row by row; None of what is no meeting, or where it cannot be merged."""

    answer: Preview | None = None
    changes: list[ToldChange] | None = None


def preview_of(plan: Plan, choices: Mapping[str, str]) -> Tried:
    """What merging the two as they stand would change; made, looked at, and taken back."""
    if plan.kind.key not in (RecordKind.SESSION, RecordKind.COUNCIL) or not plan.is_public:
        return Tried()
    preview = Preview()
    documents: list[Document] = []
    is_meeting = plan.kind.key == RecordKind.SESSION

    def make() -> None:
        before = read(plan.kept.pk) if is_meeting else None
        records_merge(
            kind=plan.kind,
            kept=plan.kept.pk,
            other=plan.other.pk,
            choices=choices,
            reason="preview",
            by=None,
            now=timezone.now(),
        )
        if before is not None:
            documents[:] = [before, read(plan.kept.pk)]

    try:
        found = tried(preview, make)
    except MergeRefused:
        return Tried()
    if found is not None:
        preview.add("Merging them", found)
    return Tried(preview, tell(differences(*documents), *documents) if documents else None)


@admin.register(Merge)
class MergeAdmin(DerivedAdmin):
    """What was merged: who did it, why, and what came from where."""

    list_display = ("old_key", "old_label", "kept_key", "merged_by", "merged_at", "reason", "way_back")
    list_select_related = ("merged_by",)
    list_filter = ("kind", ("undone_at", admin.EmptyFieldListFilter))
    readonly_fields = ("way_back",)
    search_fields = ("old_key", "kept_key", "old_label", "reason")
    ordering = ("-id",)
    label_relations = ("merged_by",)

    @admin.display(description="way back")
    def way_back(self, merge: Merge) -> str:
        if merge.undone_at is not None:
            return f"undone {merge.undone_at:%Y-%m-%d}"
        return format_html('<a href="{}">Undo …</a>', reverse("desk_merge_undo", args=[merge.pk]))


@admin.register(Distinction)
class DistinctionAdmin(RecordAdmin):
    """Pairs that look alike and are two. Delete a row, and the desk warns of the pair again."""

    list_display = ("__str__", "told_by", "created_at", "note")
    list_select_related = ("told_by",)
    list_filter = ("kind",)
    ordering = ("-id",)
    fieldsets = (
        (
            None,
            {
                "fields": ["kind", ("first", "second"), "note"],
                "description": "Two records that look alike and are two: nobody is warned of the pair again.",
            },
        ),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.told_by = request.user
        super().save_model(request, obj, form, change)
