"""Parties, their names and their memberships."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet

from delegations.admin.offers import parties_offered
from delegations.models import Membership, Party, PartyName
from delegations.vocabulary import Capacity
from meetings.admin.autocompletes import Asked, SpelledAdmin
from meetings.admin.councils import NameInline
from meetings.admin.inlines import TableInline
from meetings.admin.records import RecordAdmin


class PartyNameInline(NameInline):
    model = PartyName
    fields = (("text", "language", "script", "kind"), ("valid_from", "valid_to", "source"))


class MembershipInline(TableInline):
    model = Membership
    verbose_name_plural = "memberships"
    guidance = "In which councils it sits, and since when."
    fields = (("council", "standing", "joined", "left", "source"),)
    autocomplete_fields = ("council", "source")


@admin.register(Party)
class PartyAdmin(SpelledAdmin, RecordAdmin):
    list_display = ("name", "code", "kind", "iso3", "existed_from", "existed_to")
    list_filter = ("kind", ("existed_to", admin.EmptyFieldListFilter))
    search_fields = ("code", "iso3")
    spelled_by: ClassVar[dict[str, str]] = {"party": "pk"}
    country_code = "iso3"
    ordering = ("sort_key",)
    autocomplete_fields = ("source",)
    inlines = (PartyNameInline, MembershipInline)
    fieldsets = (
        (
            None,
            {
                "fields": [("name", "code"), ("kind", "iso3"), "source"],
                "description": "Who sits. A renamed state keeps its record; a successor state gets its own.",
            },
        ),
        (
            "Rarely needed",
            {
                "classes": ["collapse"],
                "fields": ["iso3_user", ("existed_from", "existed_to")],
                "description": "For entities without an ISO code, and states that are no more.",
            },
        ),
    )

    def offered(self, queryset: QuerySet[Party], asked: Asked) -> QuerySet[Party]:
        return parties_offered(queryset, asked)

    def hint(self, record: Any, asked: Asked) -> str:
        """As what it sat in the council then, or that it had not begun or had ceased to exist."""
        if record.standing_then:
            standing = str(Capacity(record.standing_then).label)
            return f"{standing} then" if asked.day else standing
        return "did not exist then" if record.then == 3 else ""


@admin.register(Membership)
class MembershipAdmin(RecordAdmin):
    list_display = ("party", "council", "standing", "joined", "left")
    list_select_related = ("party", "council")
    list_filter = ("standing", "council")
    search_fields = ("party__name", "party__names__text", "council__name", "council__abbreviation")
    ordering = ("council__sort_key", "party__sort_key")
    autocomplete_fields = ("party", "council", "source")
    label_relations = ("party", "council")
    fieldsets = (
        (
            None,
            {
                "fields": [("party", "council"), "standing", ("joined", "left"), "source"],
                "description": "A party's standing in a council over a period.",
            },
        ),
    )
