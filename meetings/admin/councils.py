"""Councils with their names, lineage and coverage; and the events that explain their silences."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.admin.autocompletes import SpelledAdmin
from meetings.admin.conflicts import OpenedAsMixin
from meetings.admin.forms import SluggedForm
from meetings.admin.inlines import DeskInline, TableInline
from meetings.admin.publishing import PublishingAdmin, PublishingForm
from meetings.admin.records import RecordAdmin
from meetings.models import ContextEvent, ContextEventCouncil, Council, CouncilName, Coverage, Succession
from meetings.publishing import COUNCIL_WITHOUT_SOURCE


class NameInline(TableInline):
    """Spellings of a name, with language and script."""

    verbose_name = "spelling"
    verbose_name_plural = "other names and spellings"
    guidance = "Each spelling once, as printed: searches and autocompletes find all of them."
    autocomplete_fields = ("source",)


class CouncilNameInline(NameInline):
    model = CouncilName
    fields = (("text", "language", "script", "kind"), ("valid_from", "valid_to", "source"))


class CoverageInline(TableInline):
    model = Coverage
    verbose_name = "period searched"
    verbose_name_plural = "coverage: what was searched"
    guidance = "No record is not no meeting: only gaps in periods searched completely raise certain flags."
    fields = (("first_day", "last_day", "completeness", "searched_on"), ("method", "source"))
    autocomplete_fields = ("source",)


class PredecessorInline(TableInline):
    model = Succession
    fk_name = "successor"
    verbose_name = "predecessor"
    verbose_name_plural = "predecessors"
    guidance = "The councils that this one continues, replaces, splits from, merges or revives."
    fields = (("predecessor", "kind", "happened"), ("note", "source"))
    autocomplete_fields = ("predecessor", "source")


class CouncilForm(OpenedAsMixin, SluggedForm, PublishingForm):
    tables = (
        (Council, "pk"),
        (CouncilName, "council"),
        (Succession, "successor"),
        (Coverage, "council"),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.will_be_public and not self.cleaned_data.get("source") and "source" not in self.errors:
            self.add_error("source", COUNCIL_WITHOUT_SOURCE)
        self.refuse_if_changed_meanwhile()
        return self.cleaned_data


@admin.register(Council)
class CouncilAdmin(SpelledAdmin, PublishingAdmin):
    form = CouncilForm
    list_display = ("name", "abbreviation", "founded", "dissolved", "publication", "silent_since", "muted")
    list_filter = ("publication", "muted", ("dissolved", admin.EmptyFieldListFilter))
    search_fields = ("slug",)
    spelled_by: ClassVar[dict[str, str]] = {"council": "pk"}
    ordering = ("sort_key",)
    autocomplete_fields = ("seat", "source")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (CouncilNameInline, PredecessorInline, CoverageInline)
    fieldsets = (
        (
            None,
            {
                "fields": [("name", "abbreviation"), "slug", "description", "source"],
                "description": "Any body that meets. Without a source it cannot be published, nor can its sessions.",
            },
        ),
        (
            "Life",
            {
                "fields": [("founded", "dissolved"), "seat"],
                "description": "As precisely as known. An end takes it off the watch list.",
            },
        ),
        (
            "How its gaps are judged",
            {
                "classes": ["collapse"],
                "fields": [
                    ("declared_cadence_days", "floor_days", "sitting_span_days"),
                    "muted",
                ],
                "description": "Leave empty: the rule then takes its own numbers. What stands here is shown with each flag.",
            },
        ),
        (
            "Embargo",
            {
                "classes": ["collapse"],
                "fields": ["embargo_until"],
                "description": "Hides the council and all its sessions until then.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Council]:
        return super().get_queryset(request).select_related("silence")

    @admin.display(description="silent since")
    def silent_since(self, council: Council) -> Any:
        silence = getattr(council, "silence", None)
        return silence.silent_since if silence else None


class ContextEventCouncilInline(DeskInline):
    model = ContextEventCouncil
    verbose_name = "council"
    verbose_name_plural = "councils concerned"
    guidance = "Whose silence it explains."
    fields = ("council",)
    autocomplete_fields = ("council",)
    folds = False


@admin.register(ContextEvent)
class ContextEventAdmin(RecordAdmin):
    list_display = ("title", "kind", "start", "end", "source")
    list_select_related = ("source",)
    list_filter = ("kind", ("end", admin.EmptyFieldListFilter))
    search_fields = ("title", "description", "councils__name", "councils__abbreviation")
    autocomplete_fields = ("source",)
    inlines = (ContextEventCouncilInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ["title", ("kind", "source"), ("start", "end"), "description"],
                "description": "What explains a silence: a suspension, a boycott, a war. It changes no grade.",
            },
        ),
    )
