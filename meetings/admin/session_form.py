"""The checks of the session form that span several fields, and the rows of its councils and citations."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.admin.inlines import RowFormSet
from meetings.admin.publishing import PublishingForm
from meetings.dates.forms import IntervalDateFormField, SpanFormMixin
from meetings.dates.wording import format_span
from meetings.publishing import NO_COUNCIL, NO_SOURCE, STILL_TO_COME, council_not_public, is_still_to_come
from meetings.vocabulary import DateBasis, Publication, Stance

_ENDS_FIRST = "The session ends ({}) before it starts ({}): check both days."


class SessionForm(SpanFormMixin, PublishingForm):
    """A session. Its rows are checked by their own form sets, which know this form as ``session_form``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "start" in self.fields:
            self.fields["start"].label = "First day"

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._keep_what_was_counted()
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end.latest < start.earliest:
            self.add_error("end", _ENDS_FIRST.format(format_span(end, None), format_span(start, None)))
        if (
            start
            and self._says_anew_that_it_was_held()
            and is_still_to_come(self.cleaned_data.get("status", ""), start, timezone.now().date())
        ):
            self.add_error("start", STILL_TO_COME)
        return self.cleaned_data

    def _says_anew_that_it_was_held(self) -> bool:
        return will_be_public(self) and (
            "_publish" in self.data or bool({"start", "status"} & {*self.changed_data})
        )

    def _keep_what_was_counted(self) -> None:
        """“Wednesday” is what is printed; the day that was counted from it is inferred."""
        self.counted = ""
        text = self.data.get(self.add_prefix("start"), "").strip()
        field = self.fields.get("start")
        if "start" not in self.changed_data or not self.cleaned_data.get("start") or field is None:
            return
        reading = cast(IntervalDateFormField, field).read(text)
        if reading.counted_from is None:
            return
        self.counted = f"“{text}” was read as {reading.explained()} It is kept as inferred."
        if "date_basis" in self.cleaned_data:
            self.cleaned_data["date_basis"] = DateBasis.INFERRED
        if "date_as_printed" in self.cleaned_data and not self.cleaned_data["date_as_printed"]:
            self.cleaned_data["date_as_printed"] = text

    @property
    def end_came_with_start(self) -> bool:
        """Whether the last day was read from the box of the first day."""
        return bool(self.cleaned_data.get("end") and not self.data.get(self.add_prefix("end"), "").strip())


class SessionCouncilFormSet(RowFormSet):
    """At least one council; all of them published before the session is."""

    def clean(self) -> None:
        super().clean()
        councils = [form.cleaned_data.get("council") for form in kept(self)]
        if any(self.errors):
            return
        if not any(councils):
            raise ValidationError(NO_COUNCIL if will_be_public(self) else "Name the council that met.")
        if will_be_public(self):
            hidden = [each for each in councils if each and each.publication != Publication.PUBLISHED]
            if hidden:
                raise ValidationError([council_not_public(each) for each in hidden])


class SessionCitationFormSet(RowFormSet):
    """At least one source that supports the session before it is published."""

    def clean(self) -> None:
        super().clean()
        if not will_be_public(self) or any(self.errors):
            return
        if not any(form.cleaned_data.get("stance") == Stance.SUPPORTS for form in kept(self)):
            raise ValidationError(NO_SOURCE)


def kept(formset: Any) -> list[forms.ModelForm[Any]]:
    """The rows that will stand after the save: filled in and not marked for deletion."""
    return [
        form
        for form in formset.forms
        if (form.instance.pk or form.has_changed()) and not formset._should_delete_form(form)
    ]


def will_be_public(formset: Any) -> bool:
    """Whether the save that posts these rows publishes the session, or changes a published one."""
    if "_publish" in formset.data:
        return True
    return bool(formset.instance.publication == Publication.PUBLISHED and "_withdraw" not in formset.data)
