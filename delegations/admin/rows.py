"""The delegations of a session on its form, each with its people and citations."""

from __future__ import annotations

from delegations.models import Delegate, Delegation, DelegationCitation
from meetings.admin.inlines import DeskInline, TableInline


class DelegateInline(TableInline):
    model = Delegate
    verbose_name = "person"
    verbose_name_plural = "people of the delegation"
    guidance = "Named, or only described as printed. Several may lead."
    fields = (("person", "name_as_printed", "role_as_printed", "post", "leads", "chairs"),)
    key = "H"
    autocomplete_fields = ("person", "post")


class DelegationCitationInline(TableInline):
    model = DelegationCitation
    verbose_name = "source"
    verbose_name_plural = "sources of the delegation"
    guidance = "What the report says of this delegation in particular."
    fields = (("source", "fact", "basis", "stance"), ("locator", "excerpt"))
    key = "E"
    autocomplete_fields = ("source",)


class DelegationInline(DeskInline):
    model = Delegation
    verbose_name_plural = "delegations: who came"
    guidance = (
        "One row for each party, known absences too. To enter a whole membership at once, tick “add the members” "
        "above and save."
    )
    fields = (("party", "attendance", "capacity", "level", "designation_as_printed"),)
    rare = (("invited", "attendance_mode", "absence_reason"), ("is_host", "is_chair", "position"))
    key = "D"
    autocomplete_fields = ("party",)
    inlines = (DelegateInline, DelegationCitationInline)

    def label(self, row: Delegation) -> str:
        """Russia, attended: Alexander Grushko."""
        people = ", ".join(str(each) for each in row.delegates.all())
        return f"{row.party}, {row.get_attendance_display()}" + (f": {people}" if people else "")
