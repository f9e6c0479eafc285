"""The form of a source: its address is understood, found if known, and keeps those it had before."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.admin.forms import DeskForm, RecordForm
from meetings.admin.inlines import TableInline
from meetings.models import Source, SourceAddress
from meetings.sources.addresses import Address, AddressError, address_key, read_address
from meetings.sources.finding import known_source


class AddressInput(forms.URLInput):
    """A box that says while one types whether the document is on record. Any text with an address in it will do."""

    input_type = "text"

    class Media:
        js = ("js/source-address.js",)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        known = reverse("admin:meetings_source_known")
        super().__init__(
            {"class": "vURLField", "data-source-address": known, "inputmode": "url", **(attrs or {})}
        )


class AddressField(forms.CharField):
    """Cleans to an `Address`, or None if left empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=AddressInput(), required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            address = read_address(text)
        except AddressError as error:
            raise ValidationError(str(error)) from error
        forms.URLField(assume_scheme="https").clean(address.url)
        return address

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or "") != (data or "").strip())


def on_record(source: Source) -> SafeString:
    """That the document is known, with the way to it."""
    return format_html(
        'This document is on record already: <a href="{}" data-known-source="{}">{}</a>.',
        reverse("admin:meetings_source_change", args=[source.pk]),
        source.pk,
        source,
    )


class SourceForm(RecordForm):
    """A source. ``url`` is stored as it is to be opened, without what others hung on it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "url" in self.fields:
            model_field = Source._meta.get_field("url")
            self.fields["url"] = AddressField(
                label=model_field.verbose_name,
                help_text="Paste it as you found it: what others hung on it is left out, and a document on record is"
                " found in any spelling. A stored copy (web.archive.org, archive.today) is understood too. Empty only for print.",
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        address = self.cleaned_data.get("url")
        if isinstance(address, Address):
            self._take(address)
        return self.cleaned_data

    def _take(self, address: Address) -> None:
        self.cleaned_data["url"] = address.url
        if "url" not in self.changed_data:
            self.cleaned_data["url"] = self.instance.url
            return
        known = known_source(address, other_than=self.instance.pk)
        if known is not None:
            self.add_error("url", on_record(known))
            return
        self.instance.address_key = address.key
        if address.archive_url and not self.cleaned_data.get("archive_url"):
            self.cleaned_data["archive_url"] = address.archive_url
            self.cleaned_data["archived_on"] = self.cleaned_data.get("archived_on") or address.archived_on


class OtherAddressForm(DeskForm):
    """Another address of the same document; refused where another document has it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "url" in self.fields:
            self.fields["url"] = AddressField(
                label="other address", help_text=SourceAddress._meta.get_field("url").help_text
            )
            self.fields["url"].required = True

    def clean(self) -> dict[str, Any]:
        super().clean()
        address = self.cleaned_data.get("url")
        if isinstance(address, Address):
            self.cleaned_data["url"] = address.url
            known = known_source(address, other_than=self.instance.source_id)
            if known is not None:
                self.add_error("url", on_record(known))
            elif address.key == address_key(self.instance.source.url or ""):
                self.add_error(
                    "url", "This is the source's own address in another spelling: it is found by it already."
                )
        return self.cleaned_data


class OtherAddressInline(TableInline):
    model = SourceAddress
    form = OtherAddressForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    verbose_name = "other address"
    verbose_name_plural = "other addresses"
    guidance = "Where the same document also stands, or stood before it moved. It is found by each of them."
    fields = ("url",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0
