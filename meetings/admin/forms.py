"""The forms of the editors' desk: what every one of them does beyond Django's."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BaseConstraint, Model
from django.forms.models import InlineForeignKeyField
from django.utils.text import slugify

from meetings.admin.choices import remember_choices
from meetings.admin.rendering import DESK_RENDERER
from meetings.admin.report_days import count_from_source
from meetings.characters import UNPRINTABLE, closed


class DeskForm(forms.ModelForm):
    """Knows the records that its row points at; what is saved and unchanged is not checked again in the database."""

    default_renderer = DESK_RENDERER
    not_stored = frozenset({"reason"})
    # The boxes of days to come: "in March" is the next one, not the last.
    dates_ahead: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        remember_choices(self)
        count_from_source(self)

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # Django's own hook, missing in its stubs
        for name, value in list(self.cleaned_data.items()):
            if not isinstance(value, str):
                continue
            if UNPRINTABLE.search(value):
                self.add_error(name, "This contains a character that cannot be printed: type it anew.")
            elif not isinstance(self.fields[name].widget, forms.Textarea):
                self.cleaned_data[name] = closed(value)

    def _post_clean(self) -> None:
        if self.instance.pk and not self.errors and self.not_stored.issuperset(self.changed_data):
            return
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, missing in its stubs
        if not self.errors and (parents := self._saved_parents()):
            self._check_constraints_with(parents)

    def _saved_parents(self) -> list[str]:
        """The names of the keys to the record above, if that is saved."""
        parents = [(name, box) for name, box in self.fields.items() if isinstance(box, InlineForeignKeyField)]
        return [name for name, box in parents if box.parent_instance.pk]

    def _check_constraints_with(self, parents: list[str]) -> None:
        """Django leaves out of an inline row's checks each constraint that names the parent, and only those."""
        exclude = self._get_validation_exclusions()  # type: ignore[attr-defined]  # ditto
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                if _named_in(constraint, self.instance).isdisjoint(parents):
                    continue
                try:
                    constraint.validate(model, self.instance, exclude=exclude)
                except ValidationError as error:
                    self.add_error(None, error.messages)


def _named_in(constraint: BaseConstraint, row: Model) -> set[str]:
    """The fields that a constraint compares."""
    compared = [getattr(constraint, "condition", None), *getattr(constraint, "expressions", ())]
    expressions = [each[0] if isinstance(each, tuple) else each for each in compared]
    paths = [row._get_expr_references(each) for each in expressions if not isinstance(each, str)]  # type: ignore[attr-defined]  # ditto
    names = {each for each in expressions if isinstance(each, str)} | {
        path[0] for each in paths for path in each
    }
    return names | set(getattr(constraint, "fields", ()))


class SourcedRowForm(DeskForm):
    """A row that comes with its source and language filled in: with nothing else in it, it is left blank."""

    carried: ClassVar[frozenset[str]] = frozenset({"source", "language"})

    def has_changed(self) -> bool:
        return not self.carried.issuperset(self.changed_data) or bool(self.instance.pk and self.changed_data)


# Posted with this, a form is only shown again with what was typed: what a browser kept is restored so.
SHOW_AGAIN = "_show_again"


class RecordForm(DeskForm):
    """A record of its own, with the reason for the change, which goes to its history.

    Posted to be shown again it is never valid, whatever its errors. ``refused``: why the database did not take the save just tried; empty if it was not refused.
    """

    refused = ""

    reason = forms.CharField(
        label="Reason for this change",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"size": 80}),
        help_text="One sentence, which readers see with the change: corrected after the outlet's own correction.",
    )

    def is_valid(self) -> bool:
        return super().is_valid() and SHOW_AGAIN not in self.data

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.refused:
            self.add_error(None, self.refused)
        return self.cleaned_data


class SluggedForm(RecordForm):
    """A record with an address of its own: left empty, it is made from the name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        super().clean()
        if "slug" in self.fields and not self.cleaned_data.get("slug") and "slug" not in self.errors:
            self.cleaned_data["slug"] = self._free_slug(slugify(self.cleaned_data.get("name", "")))
        return self.cleaned_data

    def _free_slug(self, wanted: str) -> str:
        """The wanted address, with a number behind it if another record has it; the model's name if it is empty."""
        wanted = (wanted or str(self._meta.model._meta.model_name))[:70]
        others = self._meta.model._default_manager.exclude(pk=self.instance.pk)
        taken = set(others.filter(slug__startswith=wanted).values_list("slug", flat=True))
        free = (slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)
        return wanted if wanted not in taken else next(free)
