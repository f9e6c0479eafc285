"""People, their names in every script, and the posts they held."""

from __future__ import annotations

from django.contrib import admin

from delegations.admin.alike import PersonForm
from delegations.models import Person, PersonName, Post
from meetings.admin.alike import AlikeAdmin
from meetings.admin.councils import NameInline
from meetings.admin.inlines import TableInline
from meetings.admin.records import RecordAdmin


class PersonNameInline(NameInline):
    model = PersonName
    fields = (("text", "language", "script", "kind", "source"),)


class PostInline(TableInline):
    model = Post
    fk_name = "person"
    verbose_name_plural = "posts"
    guidance = "Offices held, with their dates: they tell people of the same name apart."
    fields = (("title", "party", "start", "end", "source"),)
    autocomplete_fields = ("party", "source")


@admin.register(Person)
class PersonAdmin(AlikeAdmin):
    form = PersonForm
    asks = ("name", "names-")
    list_display = ("name", "description", "slug")
    search_fields = ("name", "names__text", "sort_key", "slug")
    ordering = ("sort_key",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (PersonNameInline, PostInline)
    fieldsets = (
        (
            None,
            {
                "fields": ["name", "slug", "description", "note"],
                "description": "A human being. Look first whether the person is on record under another spelling.",
            },
        ),
    )


@admin.register(Post)
class PostAdmin(RecordAdmin):
    list_display = ("person", "title", "party", "start", "end")
    list_select_related = ("person", "party")
    list_filter = (("end", admin.EmptyFieldListFilter),)
    search_fields = ("title", "person__name", "person__names__text", "party__name", "party__names__text")
    ordering = ("person__sort_key", "id")
    autocomplete_fields = ("person", "party", "source")
    label_relations = ("person", "party")
    fieldsets = (
        (
            None,
            {
                "fields": ["person", ("title", "party"), ("start", "end"), "source"],
                "description": "An office that a person held for a party over a period.",
            },
        ),
    )
