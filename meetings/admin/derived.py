"""What an assessment or a command writes, to be looked at: gaps, silences, councils that wait for one, releases."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meetings.admin.records import RecordAdmin
from meetings.dates.wording import format_interval
from meetings.models import AssessmentDue, Gap, Release, Silence
from meetings.verdicts import stored_silence
from meetings.vocabulary import SilenceState
from meetings.watch import silences_on


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
        """Derived rows have no history of their own."""
        return admin.ModelAdmin.history_view(self, request, object_id, extra_context)


@admin.register(Gap)
class GapAdmin(DerivedAdmin):
    list_display = ("__str__", "status", "days_min", "days", "days_max", "typical_days", "ratio", "grade")
    list_select_related = ("council", "session")
    list_filter = ("status", "grade", "council")
    search_fields = ("council__name", "council__abbreviation")
    ordering = ("council", "-session__start__startswith")
    label_relations = ("council", "session", "previous_session")


@admin.register(Release)
class ReleaseAdmin(DerivedAdmin):
    """Made by the command `export_release`, and never changed."""

    list_display = ("version", "day", "data_version", "code_version", "archive_bytes", "made_at")
    ordering = ("-day", "-pk")
    label_relations = ("previous",)


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
        found = silences_on([silence.council_id], now=timezone.now()).get(silence.council_id)
        return found.reason if found else ""


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
