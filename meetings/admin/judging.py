"""Reviewers judge flags, one after the other: what the rule concluded is confirmed or dismissed, never edited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from meetings.admin.inlines import is_read_only
from meetings.admin.records import RecordAdmin
from meetings.admin.refusals import set_refusal
from meetings.citations import SourceList
from meetings.dates.wording import format_interval
from meetings.judgements import JudgementRefused, awaiting_judgement, flag_judge
from meetings.models import Resumption
from meetings.resumption_page import resumption_page
from meetings.vocabulary import FlagState

_NOTE = "Say in a sentence why: readers see it beside the flag."
_JUDGEMENTS = {"_confirm": FlagState.CONFIRMED, "_dismiss": FlagState.DISMISSED, "_reopen": FlagState.RAISED}
_SKIPPED = "flags_skipped"


class JudgementForm(forms.ModelForm):
    """A note. ``refused``: why the judgement just tried was not stored; empty if it was not refused."""

    refused = ""

    class Meta:
        model = Resumption
        fields = ("review_note",)
        labels = {"review_note": "Why"}
        help_texts = {"review_note": "A sentence or two. Readers see it beside the flag, without your name."}
        widgets = {"review_note": forms.Textarea(attrs={"rows": 3, "autofocus": True})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was noted of an earlier judgement stands on the page; it is not the reason of the next one.
        self.initial["review_note"] = ""

    @property
    def opened_as(self) -> str:
        """The version of the record that the page shows and the next post is to name."""
        if self.is_bound and not self.refused:
            return str(self.data.get("opened_as", ""))
        return str(self.instance.record_version)

    def clean_review_note(self) -> str:
        note = str(self.cleaned_data.get("review_note") or "").strip()
        if not note:
            raise ValidationError(_NOTE)
        return note

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.refused:
            self.add_error(None, self.refused)
        return self.cleaned_data


@admin.register(Resumption)
class ResumptionAdmin(RecordAdmin):
    """The list of flags, the form in which one is judged, and the queue that leads from one to the next."""

    form = JudgementForm  # type: ignore[assignment]  # a judgement has a note instead of a reason
    change_form_template = "admin/desk/resumption.html"
    change_list_template = "admin/desk/resumptions.html"
    actions = None
    list_display = (
        "__str__", "resumed", "days", "grade", "grade_certain", "state", "judged_as", "coverage", "reviewed_by",
    )  # fmt: skip
    list_select_related = ("council", "reviewed_by")
    list_filter = ("state", "grade", "stream", "council")
    search_fields = ("council__name", "council__abbreviation", "council__names__text", "reason")
    ordering = ("-id",)
    label_relations = ("council",)
    fieldsets = (("Your judgement", {"fields": ["review_note"]}),)

    def get_urls(self) -> list[URLPattern]:
        queue = path("queue/", self.admin_site.admin_view(self.queue_view), name="meetings_resumption_queue")
        return [queue, *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return admin.ModelAdmin.get_fieldsets(self, request, obj)

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super().get_queryset(request).select_related("session__place", "previous_session", "reviewed_by")
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("meetings.judge_resumption")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        key = object_id or ""
        if "_skip" in request.POST and key.isdecimal() and self.has_change_permission(request):
            request.session[_SKIPPED] = [*_skipped(request), int(key)]
            return HttpResponseRedirect(_queue())
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except JudgementRefused as refused:
            set_refusal(request, str(refused))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The flag as readers see it, and where the reviewer stands in the queue."""
        if obj is not None:
            # After a refusal the form's own copy carries what was typed; readers' words come from what is stored.
            flag = self.get_queryset(request).get(pk=obj.pk)
            waiting = awaiting_judgement() if "queue" in request.GET else None
            context |= {
                "title": "Judge a flag" if self.has_change_permission(request) else "Flag",
                "flag": flag,
                "page": resumption_page(flag, timezone.now()),
                "sources": SourceList(),
                "may_judge": not is_read_only(request) and flag.state != FlagState.WITHDRAWN,
                "in_queue": waiting is not None,
                "left": waiting.count() if waiting is not None else None,
                "skipped": len(_skipped(request)),
            }
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    def save_model(self, request: HttpRequest, obj: Resumption, form: Any, change: bool) -> None:
        verdict = next((state for button, state in _JUDGEMENTS.items() if button in request.POST), None)
        if verdict is None:
            raise PermissionDenied
        opened = request.POST.get("opened_as", "")
        flag_judge(
            flag=obj,
            verdict=verdict,
            note=form.cleaned_data["review_note"],
            reviewer=request.user,
            now=timezone.now(),
            opened_as=int(opened) if opened.isascii() and opened.isdigit() else None,
        )

    def response_change(self, request: HttpRequest, obj: Resumption) -> HttpResponse:
        done = "open again" if obj.state == FlagState.RAISED else obj.get_state_display()
        self.message_user(request, f"{obj} of {format_interval(obj.resumed_on)} is {done}.", messages.SUCCESS)
        if "queue" in request.GET:
            return HttpResponseRedirect(_queue())
        return HttpResponseRedirect(reverse("admin:meetings_resumption_change", args=[obj.pk]))

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        """Leads to the flag to be judged next; where none is left, says so. ``?all=1``: those skipped come again."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if "all" in request.GET:
            request.session.pop(_SKIPPED, None)
        waiting = awaiting_judgement()
        following = waiting.exclude(pk__in=_skipped(request)).first()
        if following is not None:
            return HttpResponseRedirect(
                f"{reverse('admin:meetings_resumption_change', args=[following.pk])}?queue=1"
            )
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Flags to judge",
            "left": waiting.count(),
        }
        return TemplateResponse(request, "admin/desk/queue.html", context)

    @admin.display(description="resumed on", ordering="resumed_on__startswith")
    def resumed(self, flag: Resumption) -> str:
        return format_interval(flag.resumed_on)

    @admin.display(description="judged as", ordering="reviewed_as")
    def judged_as(self, flag: Resumption) -> str:
        """What was made of it, where its state does not say so."""
        if not flag.is_judged or flag.state == flag.reviewed_as:
            return ""
        return f"was {flag.get_reviewed_as_display()} when {flag.get_reviewed_grade_display() or 'only possible'}"


def _queue() -> str:
    return reverse("admin:meetings_resumption_queue")


def _skipped(request: HttpRequest) -> list[int]:
    """Flags that the reviewer left for later, in this session of theirs."""
    return list(request.session.get(_SKIPPED, []))
