"""Sources: entered first, or in place with the + beside any source box."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from meetings.admin.records import RecordAdmin
from meetings.models import Source


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ("__str__", "language", "kind", "published", "accessed", "rests_on_it", "address")
    list_filter = ("kind", "language", ("retracted_on", admin.EmptyFieldListFilter))
    search_fields = ("title", "publisher", "url", "author")
    autocomplete_fields = ("derived_from",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fieldsets = (
        (
            None,
            {
                "fields": [
                    "url",
                    ("publisher", "kind"),
                    "title",
                    ("language", "author"),
                    ("published", "accessed"),
                ],
                "description": "The document as printed. Leave empty what it does not print.",
            },
        ),
        (
            "Archive and origin",
            {
                "classes": ["collapse"],
                "fields": [("archive_url", "archived_on"), "derived_from", "withholds_quotations"],
                "description": "A stored copy, and the agency text that it repeats.",
            },
        ),
        (
            "Corrections and notes",
            {
                "classes": ["collapse"],
                "fields": [("corrected_on", "retracted_on"), "note"],
                "description": "What the publisher did to it later. The note is never public.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        queryset = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and match.url_name == "meetings_source_changelist":
            queryset = queryset.annotate(n_sessions=Count("sessioncitations__session", distinct=True))
        return queryset

    @admin.display(description="cited by")
    def rests_on_it(self, source: Any) -> str:
        return (
            f"{source.n_sessions} session{'s' if source.n_sessions != 1 else ''}" if source.n_sessions else ""
        )

    @admin.display(description="page")
    def address(self, source: Source) -> str:
        return format_html('<a href="{}" rel="noreferrer">open</a>', source.url) if source.url else ""
