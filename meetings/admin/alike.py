"""The warning that a record looks like another one: while it is typed, and again when it is saved.

A tick says that they are different; the save that carries it goes through, and the pair is never warned of again.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from meetings.admin.forms import SHOW_AGAIN
from meetings.admin.publishing import PREVIEW
from meetings.admin.records import RecordAdmin
from meetings.alike import Alike, records_tell_apart

TICKS = "told_apart"
NOT_TOLD_APART = (
    "This looks like a record that is there already: see below the form. Go on with that one, or tick that they are "
    "different and save again."
)


class AlikeFormMixin(forms.BaseForm):
    """A form that looks for records like its own."""

    instance: Any
    alike: tuple[Alike, ...] = ()

    def find_alike(self) -> list[Alike]:
        """From what was posted, whether or not all of it is right."""
        raise NotImplementedError

    def look(self) -> None:
        self.alike = tuple(self.find_alike())

    @property
    def ticked(self) -> set[str]:
        posted: Any = self.data
        return set(posted.getlist(TICKS))

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        if self.is_to_be_saved:
            self.look()
            if any(each.token not in self.ticked for each in self.alike):
                self.add_error(None, NOT_TOLD_APART)
        return cleaned

    @property
    def is_to_be_saved(self) -> bool:
        return PREVIEW not in self.data and SHOW_AGAIN not in self.data

    def typed(self, name: str) -> Any:
        """What the box says, understood; None if it is empty or cannot be understood."""
        field = self.fields.get(name)
        if field is None:
            return getattr(self.instance, name, None)
        try:
            return field.clean(field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name)))
        except forms.ValidationError:
            return None


class AlikeAdmin(RecordAdmin):
    """``asks``: names of boxes, and beginnings of names (ending in ``-``), on which the answer depends."""

    asks: ClassVar[tuple[str, ...]] = ()

    class Media:
        js = ("js/desk-alike.js",)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.alike_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_alike"
        return [
            path("add/alike/", view, name=f"{name}_new"),
            path("<path:object_id>/alike/", view, name=name),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def alike_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """The warning alone, for the page that asks while one types."""
        record = None
        if object_id is not None:
            record = RecordAdmin.get_object(self, request, unquote(object_id))
            if record is None:
                raise Http404("There is no such record.")
        may = self.has_change_permission(request, record) if record else self.has_add_permission(request)
        if not may:
            raise PermissionDenied
        form: Any = self.get_form(request, record, change=record is not None)(request.POST, instance=record)
        form.look()
        return render(request, "admin/desk/_alike.html", {"alike": form.alike, "ticked": form.ticked})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_alike"
        address = reverse(name, args=[object_id]) if object_id else reverse(f"{name}_new")
        context = {**(extra_context or {}), "alike_address": address, "alike_asks": " ".join(self.asks)}
        response = super().changeform_view(request, object_id, form_url, context)
        if TICKS in request.POST and response.status_code == 302 and object_id:
            stored = self.get_object(request, unquote(object_id))
            if stored is not None:  # the stock form leads away from what is not there
                self.remember(request, stored.pk)
        return response

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.remember(request, obj.pk)
        return super().response_add(request, obj, *args, **kwargs)

    def remember(self, request: HttpRequest, key: int) -> None:
        """Keep what was ticked with a save that went through."""
        for token in request.POST.getlist(TICKS):
            kind, own, others = [*token.split(":"), "", ""][:3]
            keys = [
                int(other)
                for other in others.split(".")
                if other.isascii() and other.isdigit() and len(other) < 19
            ]
            self.tell_apart(request, kind, own, key, keys[:100])

    def tell_apart(self, request: HttpRequest, kind: str, own: str, key: int, others: list[int]) -> None:
        if kind == self.opts.model_name and not own:
            records_tell_apart(kind=kind, own=key, others=others, by=request.user)
