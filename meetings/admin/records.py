"""The admin of one record: its reason goes to the history, and who may only look at it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any
from urllib.parse import quote

import pghistory
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from meetings.admin.forms import RecordForm
from meetings.admin.history import record_history
from meetings.admin.inlines import (
    MORE_ROWS,
    DeskInline,
    DeskModelAdmin,
    TableInline,
    is_read_only,
    set_read_only,
    with_more_rows,
)
from meetings.admin.reasons import reason_typed
from meetings.admin.refusals import LedOn, refusal, sentence_of, set_refusal
from meetings.models import RecordKind

admin.site.site_header = "Reconvene: editors’ desk"
admin.site.site_title = "Reconvene"
admin.site.index_title = "Work lists and records"
admin.site.index_template = "admin/desk/index.html"
admin.site.empty_value_display = "—"

REASON = ("Reason", {"fields": ["reason"], "classes": ["desk-end"]})


class RecordAdmin(DeskModelAdmin):
    """A record with its history. The reason typed into the form is stored with every change of that save.

    ``label_relations``: what the record's own label reads of other tables.
    """

    form = RecordForm
    change_form_template = "admin/desk/change_form.html"
    object_history_template = "admin/desk/history.html"
    save_on_top = False
    list_per_page = 50
    show_full_result_count = False
    label_relations: Sequence[str] = ()

    class Media:
        css = {"all": ["css/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.label_relations) if self.label_relations else queryset

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        return super().get_search_results(request, queryset, search_term.replace("\x00", ""))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Of records of which two can be one, two may be chosen to be merged."""
        actions: dict[str, Any] = super().get_actions(request)
        if self.opts.model_name in RecordKind.values and self.has_change_permission(request):
            actions["merge_selected"] = (merge_selected, "merge_selected", "Merge the two selected …")
        return actions

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The declared ones; the reason is asked for only where there is something to change."""
        fieldsets = list(super().get_fieldsets(request, obj))
        return fieldsets if obj is None or is_read_only(request) else [*fieldsets, REASON]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """What no link and no box of the list asks for is an address that cannot be read."""
        keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
        filters = [value for name, values in request.GET.lists() if name != SEARCH_VAR for value in values]
        if any("\x00" in value for value in filters) or not all(map(str.isdecimal, keys)):
            raise SuspiciousOperation("A key or filter that the list does not have.")
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        if MORE_ROWS in request.POST:
            request.POST = with_more_rows(request.POST)  # type: ignore[assignment]  # Django allows it, its stubs do not
        reason = reason_typed(request) if request.method == "POST" else ""
        with pghistory.context(reason=reason) if reason else nullcontext():
            try:
                with transaction.atomic():
                    return self.form_answer(request, object_id, form_url, extra_context)
            except (IntegrityError, OperationalError) as error:
                set_refusal(request, sentence_of(error))
            except LedOn as error:
                set_refusal(request, str(error))
            with transaction.atomic():  # it locks, too
                return self.form_answer(request, object_id, form_url, extra_context)

    def form_answer(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> Any:
        """The form, or what a save leads to: within the transaction and the history context of the save."""
        return super().changeform_view(request, object_id, form_url, extra_context)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return _told_if_saved(request, super().add_view(request, form_url, extra_context))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return _told_if_saved(request, super().change_view(request, object_id, form_url, extra_context))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refused = refusal(request)
        return form

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        set_read_only(request, found is not None and not self.has_change_permission(request, found))
        return found

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The stock page, with what the database recorded: who, when, why, and what changed."""
        events = record_history(self.model, object_id, self.history_children())
        return super().history_view(request, object_id, {"record_events": events, **(extra_context or {})})

    def history_children(self) -> Sequence[tuple[type, str]]:
        """Tables whose history belongs to the record, each with the lookup that leads to the record's key."""
        return [
            (inline.model, fk_name(inline, self.model))
            for inline in self.inlines
            if hasattr(inline.model, "pgh_event_model")
        ]


def merge_selected(model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    """Lead to the page that shows both side by side."""
    chosen = sorted(queryset.values_list("pk", flat=True)[:3])
    if len(chosen) != 2:
        model_admin.message_user(request, "Choose two records to be merged.", messages.ERROR)
        return None
    return HttpResponseRedirect(reverse("desk_merge", args=[model_admin.opts.model_name, *chosen]))


def _told_if_saved(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """After a save the browser is told which form it may forget: what it kept of it is no longer needed."""
    if request.method == "POST" and response.status_code == 302:
        path = quote(request.path, safe="")
        response.set_cookie(
            "desk_saved", path, max_age=86400, path="/admin/", samesite="Lax", secure=request.is_secure()
        )
    return response


def fk_name(inline: Any, parent: Any) -> str:
    """The name of the inline's foreign key to its parent."""
    if inline.fk_name:
        return str(inline.fk_name)
    return next(
        field.name
        for field in inline.model._meta.fields
        if field.remote_field is not None and field.remote_field.model is parent
    )


__all__ = ["DeskInline", "RecordAdmin", "TableInline"]
