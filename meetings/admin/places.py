"""Places and topics: short lists, entered in passing."""

from typing import ClassVar

from django.contrib import admin

from meetings.admin.autocompletes import SpelledAdmin
from meetings.admin.forms import SluggedForm
from meetings.admin.records import RecordAdmin
from meetings.models import Place, Topic


@admin.register(Place)
class PlaceAdmin(SpelledAdmin, RecordAdmin):
    form = SluggedForm
    list_display = ("name", "iso3", "slug")
    search_fields = ("iso3",)
    spelled_by: ClassVar[dict[str, str]] = {"place": "pk"}
    ordering = ("sort_key",)
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (
            None,
            {
                "fields": ["name", "iso3", "slug"],
                "description": "A city. The building stands on the session.",
            },
        ),
    )


@admin.register(Topic)
class TopicAdmin(SpelledAdmin, RecordAdmin):
    form = SluggedForm
    list_display = ("name", "slug")
    search_fields = ("slug",)
    spelled_by: ClassVar[dict[str, str]] = {"topic": "pk"}
    ordering = ("sort_key",)
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (
            None,
            {
                "fields": ["name", "slug"],
                "description": "A subject that several sessions share, short and neutral.",
            },
        ),
    )
