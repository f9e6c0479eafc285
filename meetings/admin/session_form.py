"""The checks of the session form that span several fields, and the rows of its councils and citations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.admin.inlines import RowFormSet
from meetings.admin.publishing import PublishingForm
from meetings.dates.forms import IntervalDateFormField, SpanFormMixin
from meetings.dates.wording import format_span
from meetings.models import Session
from meetings.publishing import NO_COUNCIL, NO_SOURCE, council_not_public
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
        if "same_day_confirmed" in self.fields and not self.cleaned_data.get("same_day_confirmed"):
            self._warn_of_same_day()
        return self.cleaned_data

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

    def _warn_of_same_day(self) -> None:
        start = self.cleaned_data.get("start")
        if start is None or not start.is_day or self.cleaned_data.get("part_of"):
            return
        others = sessions_of_same_day(
            self.instance.pk, self._posted_councils(), start, self.cleaned_data.get("level", "")
        )
        if others:
            self.add_error("same_day_confirmed", _same_day_sentence(others))

    def _posted_councils(self) -> list[int]:
        """Keys of the councils in the rows posted with this form; what is not a key is refused by its own row."""
        prefix, found = "council_links", []
        total = self.data.get(f"{prefix}-TOTAL_FORMS", "0")
        for number in range(min(int(total), 50) if total.isascii() and total.isdigit() else 0):
            key = self.data.get(f"{prefix}-{number}-council", "")
            if key.isascii() and key.isdigit() and not self.data.get(f"{prefix}-{number}-DELETE"):
                found.append(int(key))
        return found


def sessions_of_same_day(
    own_key: int | None, council_keys: Iterable[int], start: Any, level: str
) -> QuerySet[Session]:
    """Other sessions of one of the councils that start on that day at that level; parts and withdrawn ones aside."""
    return (
        Session.objects.filter(councils__in=list(council_keys), start=start, level=level, part_of=None)
        .exclude(pk=own_key or 0)
        .exclude(publication=Publication.WITHDRAWN)
        .distinct()
        .order_by("pk")[:5]
    )


def _same_day_sentence(others: Iterable[Session]) -> SafeString:
    links = format_html_join(
        ", ",
        '<a href="{}" target="_blank">{}</a> ({})',
        (
            (reverse("admin:meetings_session_change", args=[each.pk]), each, each.get_publication_display())
            for each in others
        ),
    )
    return format_html(
        "The council has a session at this level on this day already: {}. If it is the same meeting, add to that one. "
        "If the council really met twice, tick this box and save again.",
        links,
    )


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
