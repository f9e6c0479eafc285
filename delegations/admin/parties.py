"""Parties, their names and their memberships."""

from __future__ import annotations

from django.contrib import admin

from delegations.models import Membership, Party, PartyName
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
class PartyAdmin(RecordAdmin):
    list_display = ("name", "code", "kind", "iso3", "existed_from", "existed_to")
    list_filter = ("kind", ("existed_to", admin.EmptyFieldListFilter))
    search_fields = ("name", "code", "names__text", "sort_key")
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
