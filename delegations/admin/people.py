"""People, their names in every script, and the posts they held."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet

from delegations.admin.alike import PersonForm
from delegations.admin.offers import people_offered, posts_offered
from delegations.models import Person, PersonName, Post
from meetings.admin.alike import AlikeAdmin
from meetings.admin.autocompletes import Asked, SpelledAdmin
from meetings.admin.councils import NameInline
from meetings.admin.inlines import TableInline
from meetings.admin.records import RecordAdmin
from meetings.dates.wording import format_interval


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
class PersonAdmin(SpelledAdmin, AlikeAdmin):
    form = PersonForm
    asks = ("name", "names-")
    list_display = ("name", "description", "slug")
    search_fields = ("slug", "description")
    spelled_by: ClassVar[dict[str, str]] = {"person": "pk"}
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

    def offered(self, queryset: QuerySet[Person], asked: Asked) -> QuerySet[Person]:
        return people_offered(queryset, asked)

    def hint(self, record: Any, asked: Asked) -> str:
        """The post then, or what tells them from others of the name."""
        return record.post_then or record.description


@admin.register(Post)
class PostAdmin(SpelledAdmin, RecordAdmin):
    list_display = ("person", "title", "party", "start", "end")
    list_select_related = ("person", "party")
    list_filter = (("end", admin.EmptyFieldListFilter),)
    search_fields = ("title",)
    spelled_by: ClassVar[dict[str, str]] = {"person": "person", "party": "party"}
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

    def offered(self, queryset: QuerySet[Post], asked: Asked) -> QuerySet[Post]:
        return posts_offered(queryset, asked)

    def hint(self, record: Any, asked: Asked) -> str:
        """When it was held."""
        words = (("from", record.start), ("to", record.end))
        return " ".join(f"{word} {format_interval(day)}" for word, day in words if day is not None)
