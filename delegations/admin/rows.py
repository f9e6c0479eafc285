"""The delegations of a session on its form, each with its people and citations."""

from __future__ import annotations

from typing import Any

from delegations.changing_places import parties_may_change_places
from delegations.models import Delegate, Delegation, DelegationCitation
from meetings.admin.forms import DeskForm
from meetings.admin.inlines import DeskInline, RowFormSet, TableInline


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


class DelegationForm(DeskForm):
    """A delegation may take the party of another one that is removed or given another party in the same save."""

    siblings: Any = None

    def _check_constraints_with(self, parents: list[str]) -> None:
        if not any(self._is_left_by(form) for form in self.siblings.forms if form is not self):
            super()._check_constraints_with(parents)

    def _is_left_by(self, form: Any) -> bool:
        """Whether that delegation had this one's party and has it no more."""
        had = str(form.initial.get("party") or "")
        if not form.instance.pk or had != str(self.instance.party_id):
            return False
        return bool(
            form.data.get(form.add_prefix("DELETE")) or form.data.get(form.add_prefix("party")) != had
        )


class DelegationFormSet(RowFormSet):
    """Saves delegations that change parties with each other."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.siblings = self

    def save(self, commit: bool = True) -> Any:
        if commit:
            parties_may_change_places()
        return super().save(commit)


class DelegationInline(DeskInline):
    model = Delegation
    form = DelegationForm
    formset = DelegationFormSet
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
