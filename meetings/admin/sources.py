"""Sources: entered first, or in place with the + beside any source box."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html

from meetings.admin import source_pages
from meetings.admin.records import RecordAdmin
from meetings.admin.source_form import OtherAddressInline, SourceForm, keep_former_address
from meetings.models import AgendaItem, Session, Source


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    form = SourceForm
    change_form_template = "admin/desk/source.html"
    change_list_template = "admin/desk/sources.html"
    inlines = (OtherAddressInline,)
    list_display = ("__str__", "language", "kind", "published", "accessed", "rests_on_it", "address")
    list_filter = ("kind", "language", ("retracted_on", admin.EmptyFieldListFilter))
    search_fields = ("title", "publisher", "url", "author", "addresses__url")
    autocomplete_fields = ("derived_from",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fieldsets = (
        (
            None,
            {
                "fields": [
                    "url",
                    ("publisher", "kind"),
                    "title",
                    ("language", "author"),
                    ("published", "accessed"),
                    "restricted_access",
                ],
                "description": "The document as printed. Leave empty what it does not print.",
            },
        ),
        (
            "Archive and origin",
            {
                "classes": ["collapse"],
                "fields": [("archive_url", "archived_on"), "derived_from", "withholds_quotations"],
                "description": "A stored copy, and the agency text that it repeats.",
            },
        ),
        (
            "Corrections and notes",
            {
                "classes": ["collapse"],
                "fields": [("corrected_on", "retracted_on"), "mark_note", "note"],
                "description": "What the publisher did to it later: everything that rests on it is then listed to be"
                " checked again, and readers see it at each citation. The last note is never public.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        queryset = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and match.url_name == "meetings_source_changelist":
            queryset = queryset.annotate(n_sessions=Count("sessioncitations__session", distinct=True))
        return queryset

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("known/", view(self._for_readers(source_pages.known)), name="meetings_source_known"),
            path("paste/", view(self.paste_view), name="meetings_source_paste"),
            path("<int:key>/use/", view(self._for_readers(source_pages.use)), name="meetings_source_use"),
            path("<int:key>/statement/", view(source_pages.statement), name="meetings_source_statement"),
        ]
        return [*own, *super().get_urls()]

    def _for_readers(self, page: Any) -> Any:
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_view_permission(request):
                raise PermissionDenied
            found: HttpResponse = page(request, *args, **kwargs)
            return found

        return checked

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return source_pages.paste(request, self.admin_site.each_context(request))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Read today, unless the address says otherwise."""
        return {"accessed": timezone.now().date(), **super().get_changeform_initial_data(request)}

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        source = kwargs.get("obj")
        if source is not None and not context.get("is_popup"):
            context |= {
                "sessions_near": source_pages.sessions_near(source),
                "choose_session": SessionChoice(self.admin_site)["session"],
                "may_add_session": request.user.has_perm("meetings.add_session"),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "url" in form.changed_data:
            keep_former_address(obj, form.initial.get("url"))

    @admin.display(description="cited by")
    def rests_on_it(self, source: Any) -> str:
        return (
            f"{source.n_sessions} session{'s' if source.n_sessions != 1 else ''}" if source.n_sessions else ""
        )

    @admin.display(description="page")
    def address(self, source: Source) -> str:
        return format_html('<a href="{}" rel="noreferrer">open</a>', source.url) if source.url else ""


class SessionChoice(forms.Form):
    """An autocomplete of sessions that is no part of a record's form."""

    def __init__(self, site: Any) -> None:
        super().__init__(auto_id="id_of_%s")
        relation: Any = AgendaItem._meta.get_field("session")
        widget = AutocompleteSelect(relation, site)
        self.fields["session"] = forms.ModelChoiceField(Session.objects.none(), widget=widget)
