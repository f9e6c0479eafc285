"""Sources: entered first, or in place with the + beside any source box."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from kombu.exceptions import OperationalError

from meetings.admin import rechecks, source_pages
from meetings.admin.records import RecordAdmin
from meetings.admin.source_form import OtherAddressInline, SourceForm
from meetings.models import AgendaItem, LinkCheck, Session, Source
from meetings.sources.finding import keep_former_address
from meetings.sources.rechecks import found_since_mark
from meetings.tasks import check_links_of

_ASKED_AT_ONCE = 100


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    form = SourceForm
    change_form_template = "admin/desk/source.html"
    change_list_template = "admin/desk/sources.html"
    inlines = (OtherAddressInline,)
    list_display = ("__str__", "language", "kind", "published", "accessed", "rests_on_it", "address")
    list_filter = ("kind", "language", ("retracted_on", admin.EmptyFieldListFilter), "link_checks__state")
    actions = ("check_addresses",)
    readonly_fields = ("link_state",)
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
                "fields": [
                    ("archive_url", "archived_on"),
                    "link_state",
                    "derived_from",
                    "withholds_quotations",
                ],
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
            path("<int:key>/rechecks/", view(self.rechecks_view), name="meetings_source_rechecks"),
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

    def rechecks_view(self, request: HttpRequest, key: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return rechecks.rechecks(request, key, self.admin_site.each_context(request))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Read today, unless the address says otherwise."""
        return {"accessed": timezone.now().date(), **super().get_changeform_initial_data(request)}

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        source = kwargs.get("obj")
        if source is not None and not context.get("is_popup"):
            context |= {
                "mark": source.mark,
                "found": found_since_mark(source),
                "sessions_near": source_pages.sessions_near(source),
                "choose_session": SessionChoice(self.admin_site)["session"],
                "may_add_session": request.user.has_perm("meetings.add_session"),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "url" in form.changed_data:
            keep_former_address(obj, form.initial.get("url"))
        if obj.mark and {"corrected_on", "retracted_on"} & set(form.changed_data):
            page = reverse("admin:meetings_source_rechecks", args=[obj.pk])
            sentence = '<a href="{}">What rests on it</a> is listed to be checked again.'
            messages.warning(request, format_html(sentence, page))

    @admin.action(description="Check whether their addresses answer", permissions=["change"])
    def check_addresses(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        """By the worker: nobody waits for other people's servers here."""
        keys = list(queryset.order_by().values_list("pk", flat=True)[:_ASKED_AT_ONCE])
        try:
            check_links_of.apply_async((keys, timezone.now().isoformat()), retry=False)
        except OperationalError:
            messages.error(request, "The worker cannot be reached just now: try again in a minute.")
            return
        messages.info(
            request,
            "The worker asks them now, those of one host a minute apart. What it finds stands on each source.",
        )

    @admin.display(description="do its addresses answer?")
    def link_state(self, source: Source) -> str:
        """As last checked; an address changed since has not been checked."""
        rows = [
            (each.address, capfirst(each.get_state_display()), each.detail, _checked(each))
            for each in source.link_checks.order_by("pk")
            if each.address in (source.url, source.archive_url)
        ]
        return (
            format_html_join(mark_safe("<br>"), "{}: <strong>{}</strong>, {}. {}", rows) or "Not checked yet."
        )

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


def _checked(check: LinkCheck) -> str:
    since = f"Since {check.failing_since:%Y-%m-%d}. " if check.failing_since else ""
    return f"{since}Checked {check.checked_at:%Y-%m-%d %H:%M} UTC."
