"""The pages on which two records become one, and the lists of what was merged and what was told apart."""

from __future__ import annotations

import re
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
from meetings.admin.records import RecordAdmin
from meetings.admin.refusals import sentence_of
from meetings.models import Distinction, Merge, RecordKind
from statements.merging.act import REASON_NEEDED, MergeRefused, find_pair, records_merge
from statements.merging.kinds import KINDS, Kind
from statements.merging.plan import KEPT, OTHER, Plan, merge_plan

_ID = re.compile(r"([SPUQEC])([1-9][0-9]{0,17})")
_LETTERS = {
    "S": RecordKind.SESSION,
    "P": RecordKind.PERSON,
    "U": RecordKind.SOURCE,
    "Q": RecordKind.STATEMENT,
    "E": RecordKind.PARTY,
    "C": RecordKind.COUNCIL,
}
NEEDS_REVIEWER = "One of them is public: a reviewer merges them."


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
    if plan.is_public and not request.user.has_perm("meetings.publish_session"):
        if request.method == "POST":
            raise PermissionDenied
        refused = (*refused, NEEDS_REVIEWER)
    elif request.method == "POST":
        try:
            return _merged(request, known, kept, other)
        except MergeRefused as refusal:
            refused = refusal.sentences
        except (IntegrityError, OperationalError) as error:
            refused = (sentence_of(error),)
        plan = merge_plan(known, *records, timezone.now())
    return _page(request, known, [plan], refused)


def _merged(request: HttpRequest, kind: Kind, kept: int, other: int) -> HttpResponse:
    merge = records_merge(
        kind=kind,
        kept=kept,
        other=other,
        choices=_choices(request),
        reason=request.POST.get("reason", "").strip()[:500],
        by=request.user,
        now=timezone.now(),
        seen=request.POST.get("seen", "")[:64],
    )
    record = kind.find(kept)
    LogEntry.objects.log_actions(
        int(merge.merged_by_id or 0),
        kind.model._base_manager.filter(pk=kept),
        CHANGE,
        f"{merge.old_key} was merged into it.",
        single_object=True,
    )
    told = "{} was merged into {}. The old address leads there."
    messages.success(request, format_html(told, merge.old_key, record))
    return HttpResponseRedirect(address_of(kind, record))


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
    request: HttpRequest, kind: Kind, plans: list[Plan], refused: tuple[str, ...], status: int = 200
) -> HttpResponse:
    plan = plans[0] if plans else None
    if plan is not None and request.method == "POST":
        plan.choose(_choices(request))
    names = [_short(kind, record) for record in (plan.kept, plan.other)] if plan else ["", ""]
    may_merge = plan is not None and not plan.obstacles and NEEDS_REVIEWER not in refused
    context = {
        **admin.site.each_context(request),
        "title": f"Merge {names[1]} into {names[0]}" if plan else "Merge two records",
        "kind": kind,
        "plan": plan,
        "refused": refused,
        "may_merge": may_merge,
        "kept_name": names[0],
        "other_name": names[1],
        "kept_address": address_of(kind, plan.kept) if plan else "",
        "other_address": address_of(kind, plan.other) if plan else "",
        "swapped": reverse("desk_merge", args=[kind.key, plan.other.pk, plan.kept.pk]) if plan else "",
        "preview": _preview(plan) if plan and may_merge else None,
        "reason": request.POST.get("reason", ""),
        "reason_needed": REASON_NEEDED,
    }
    return TemplateResponse(request, "admin/desk/merge.html", context, status=status)


def _short(kind: Kind, record: Any) -> str:
    return str(getattr(record, "public_id", record))


def _preview(plan: Plan) -> Preview | None:
    """What merging the two as they stand would change of flags and silences; None where neither sessions nor councils are."""
    if plan.kind.key not in (RecordKind.SESSION, RecordKind.COUNCIL) or not plan.is_public:
        return None
    preview = Preview()

    def make() -> None:
        records_merge(
            kind=plan.kind,
            kept=plan.kept.pk,
            other=plan.other.pk,
            choices={},
            reason="preview",
            by=None,
            now=timezone.now(),
        )

    try:
        found = tried(preview, make)
    except MergeRefused:
        return None
    if found is not None:
        preview.add("Merging them", found)
    return preview


@admin.register(Merge)
class MergeAdmin(DerivedAdmin):
    """What was merged: who did it, why, and what came from where."""

    list_display = ("old_key", "old_label", "kept_key", "merged_by", "merged_at", "reason")
    list_select_related = ("merged_by",)
    list_filter = ("kind",)
    search_fields = ("old_key", "kept_key", "old_label", "reason")
    ordering = ("-id",)
    label_relations = ("merged_by",)


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
