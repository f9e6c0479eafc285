"""What the rule concluded: to be judged by reviewers, never to be edited."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from meetings.admin.records import RecordAdmin
from meetings.dates.wording import format_interval
from meetings.explanations import explain_silence
from meetings.models import AssessmentDue, Gap, Resumption, Silence
from meetings.verdicts import context_from_json, stored_silence
from meetings.vocabulary import FlagState, SilenceState

_NOTE = "Say in a sentence why: readers see it beside the flag."
_JUDGEMENTS = {"_confirm": FlagState.CONFIRMED, "_dismiss": FlagState.DISMISSED, "_reopen": FlagState.RAISED}


class DerivedAdmin(RecordAdmin):
    """Rows that an assessment writes: to be looked at."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Derived rows have no history of their own; only resumptions do."""
        return admin.ModelAdmin.history_view(self, request, object_id, extra_context)


class JudgementForm(forms.ModelForm):
    class Meta:
        model = Resumption
        fields = ("review_note",)

    def clean_review_note(self) -> str:
        note = str(self.cleaned_data.get("review_note") or "").strip()
        if not note:
            raise ValidationError(_NOTE)
        return note

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.instance.state == FlagState.WITHDRAWN:
            raise ValidationError(
                "This flag was withdrawn: the record no longer supports it, so there is nothing to judge."
            )
        return self.cleaned_data


@admin.register(Resumption)
class ResumptionAdmin(RecordAdmin):
    """A reviewer confirms or dismisses the flag with a note; a new grade asks again."""

    form = JudgementForm  # type: ignore[assignment]  # a judgement has a note instead of a reason
    change_form_template = "admin/desk/resumption.html"
    actions = None
    list_display = (
        "__str__",
        "resumed",
        "days",
        "grade",
        "grade_certain",
        "state",
        "coverage",
        "reviewed_by",
    )
    list_select_related = ("council", "reviewed_by")
    list_filter = ("state", "grade", "stream", "council")
    search_fields = ("council__name", "council__abbreviation", "council__names__text", "reason")
    ordering = ("-id",)
    label_relations = ("council",)
    fieldsets = (
        (
            None,
            {
                "fields": [
                    "sentence",
                    "council",
                    "sessions",
                    ("state", "stream"),
                    ("grade", "grade_certain", "grade_possible"),
                ],
                "description": "Judge the sentence against the record. Your note is shown to readers.",
            },
        ),
        ("Your judgement", {"fields": ["review_note", "judged"]}),
        (
            "Evidence",
            {
                "fields": [
                    ("days_min", "days", "days_max"),
                    ("n_prior_gaps", "typical_days", "longest_prior_days"),
                    ("threshold_notable", "threshold_major", "threshold_historic"),
                    ("coverage", "rule_version"),
                    "shown_evidence",
                ],
                "description": "Days, and the thresholds of the day on which it was judged.",
            },
        ),
        (
            "Life of the flag",
            {"fields": [("raised_at", "revised_at"), ("withdrawn_at", "withdrawn_because")]},
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        declared = [
            name
            for _, options in self.fieldsets
            for line in options["fields"]
            for name in ([line] if isinstance(line, str) else line)
        ]
        return [name for name in declared if name != "review_note"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return admin.ModelAdmin.get_fieldsets(self, request, obj)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("session", "previous_session", "reviewed_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("meetings.judge_resumption")

    def save_model(self, request: HttpRequest, obj: Resumption, form: Any, change: bool) -> None:
        state = next((state for button, state in _JUDGEMENTS.items() if button in request.POST), None)
        if state is None:
            raise PermissionDenied
        obj.state = state
        obj.reviewed_at = timezone.now()
        obj.reviewed_by_id = request.user.pk
        obj.reviewed_grade = obj.grade
        with pghistory.context(reason=obj.review_note):
            obj.save(update_fields=["state", "reviewed_at", "reviewed_by", "reviewed_grade", "review_note"])

    def response_change(self, request: HttpRequest, obj: Resumption) -> HttpResponse:
        self.message_user(request, f"{obj} is {obj.get_state_display()}.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:meetings_resumption_change", args=[obj.pk]))

    @admin.display(description="flag")
    def sentence(self, flag: Resumption) -> str:
        return flag.reason

    @admin.display(description="resumed on", ordering="resumed_on__startswith")
    def resumed(self, flag: Resumption) -> str:
        return format_interval(flag.resumed_on)

    @admin.display(description="sessions")
    def sessions(self, flag: Resumption) -> str:
        pair = [("resumed with", flag.session), ("silent since", flag.previous_session)]
        return format_html_join(
            ", ",
            '{} <a href="{}">{}</a>',
            (
                (words, reverse("admin:meetings_session_change", args=[session.pk]), session)
                for words, session in pair
                if session is not None
            ),
        )

    @admin.display(description="judged")
    def judged(self, flag: Resumption) -> str:
        if flag.reviewed_at is None:
            return "Nobody has judged it yet."
        judged = f"{flag.get_state_display()} by {flag.reviewed_by} on {flag.reviewed_at:%Y-%m-%d}"
        if flag.reviewed_grade == flag.grade:
            return f"{judged}."
        return (
            f"{judged}, when it was {flag.get_reviewed_grade_display() or 'without a grade'}: judge it again."
        )

    @admin.display(description="baseline and parameters")
    def shown_evidence(self, flag: Resumption) -> str:
        rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", sorted(flag.evidence.items()))
        return format_html('<dl class="desk-evidence">{}</dl>', rows) if flag.evidence else "—"


@admin.register(Gap)
class GapAdmin(DerivedAdmin):
    list_display = ("__str__", "status", "days_min", "days", "days_max", "typical_days", "ratio", "grade")
    list_select_related = ("council", "session")
    list_filter = ("status", "grade", "council")
    search_fields = ("council__name", "council__abbreviation")
    ordering = ("council", "-session__start__startswith")
    label_relations = ("council", "session", "previous_session")


@admin.register(Silence)
class SilenceAdmin(DerivedAdmin):
    list_display = ("council", "since", "state", "notable_from", "major_from", "historic_from", "coverage")
    list_select_related = ("council",)
    list_filter = ("coverage",)
    search_fields = ("council__name", "council__abbreviation")
    ordering = ("council__sort_key",)
    label_relations = ("council", "last_session", "next_planned")
    fieldsets = (
        (
            None,
            {
                "fields": [
                    "council",
                    "sentence",
                    "state",
                    ("since", "last_session", "next_planned"),
                    "coverage",
                ],
                "description": "The gap still running. It grows with the calendar; nobody edits it.",
            },
        ),
        (
            "From which day",
            {
                "fields": [
                    ("late_from", "notable_from", "major_from", "historic_from"),
                    ("unrated_from", "lapsed_from", "suspended_from", "concluded_from"),
                    ("n_prior_gaps", "typical_days", "longest_prior_days", "threshold_notable"),
                ]
            },
        ),
    )
    readonly_fields = ("sentence", "state", "since")

    @admin.display(description="silent since", ordering="silent_since__startswith")
    def since(self, silence: Silence) -> str:
        return format_interval(silence.silent_since) if silence.silent_since else ""

    @admin.display(description="state today")
    def state(self, silence: Silence) -> str:
        stored = stored_silence(silence)
        return str(SilenceState(stored.state_on(_today()).value).label) if stored else ""

    @admin.display(description="in words")
    def sentence(self, silence: Silence) -> str:
        stored = stored_silence(silence)
        context = context_from_json(silence.evidence.get("context", {}))
        return explain_silence(stored, _today(), context=context) if stored else ""


def _today() -> date:
    return timezone.now().date()


@admin.register(AssessmentDue)
class AssessmentDueAdmin(DerivedAdmin):
    """Councils whose change waits for the worker: empty most of the time."""

    list_display = ("council", "marked_at")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The desk's first page lists them."""
        return False

    list_select_related = ("council",)
    ordering = ("marked_at",)
    label_relations = ("council",)
