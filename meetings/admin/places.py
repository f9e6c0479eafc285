"""Places and topics: short lists, entered in passing."""

from django.contrib import admin

from meetings.admin.forms import SluggedForm
from meetings.admin.records import RecordAdmin
from meetings.models import Place, Topic


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    form = SluggedForm
    list_display = ("name", "iso3", "slug")
    search_fields = ("name", "sort_key", "iso3")
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
class TopicAdmin(RecordAdmin):
    form = SluggedForm
    list_display = ("name", "slug")
    search_fields = ("name", "sort_key")
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
