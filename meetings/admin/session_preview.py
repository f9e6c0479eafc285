"""The preview on the session form: with a button, and by itself after an edit of a box that matters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from meetings.admin.inlines import SharedPost
from meetings.admin.previews import Preview, gap_lines, preview_of_deletion, preview_of_withdrawal, tried
from meetings.admin.publishing import PREVIEW, PublishingAdmin
from meetings.admin.records import RecordAdmin
from meetings.admin.session_form import kept
from meetings.consequence_words import why_not_counted
from meetings.models import Council, Session, SessionCitation, SessionCouncil
from meetings.publishing import obstacles
from meetings.vocabulary import Publication

# What a verdict reads of a session, and what publishing needs: the names of boxes, and of rows with all their boxes.
DECIDING = ("start", "end", "status", "formation", "part_of", "embargo_until", "council_links", "citations")


class PreviewedSessionAdmin(PublishingAdmin):
    """Answers “What would this change?”. Nothing is saved, and all that was typed stays."""

    delete_confirmation_template = "admin/desk/delete_confirmation.html"
    deciding_rows: ClassVar[tuple[type, ...]] = (SessionCouncil, SessionCitation)

    def get_urls(self) -> list[Any]:
        fragment = self.admin_site.admin_view(self.preview_view)
        return [
            path("add/preview/", fragment, name="meetings_session_preview_new"),
            path("<path:object_id>/preview/", fragment, name="meetings_session_preview"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def preview_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """The answer alone, for the page that shows it while one types."""
        preview = self.preview_of_form(request, object_id)
        return render(request, "admin/desk/_preview.html", {"preview": preview})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        context = {
            **(extra_context or {}),
            "preview_address": _address(object_id),
            "deciding": " ".join(DECIDING),
        }
        if request.method == "POST" and PREVIEW in request.POST:
            context["preview"] = self.preview_of_form(request, object_id)
        return super().changeform_view(request, object_id, form_url, context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        context = dict(extra_context or {})
        session = RecordAdmin.get_object(self, request, unquote(object_id))
        if request.method == "GET" and session is not None and self.has_delete_permission(request, session):
            context["preview"] = preview_of_deletion(session)
        return super().delete_view(request, object_id, context)

    def preview_of_form(self, request: HttpRequest, object_id: str | None) -> Preview:
        """What saving the posted form as a public session would change."""
        session = self._asked_about(request, object_id)
        was_public = session is not None and session.publication == Publication.PUBLISHED
        form, formsets = self._deciding_forms(request, session)
        preview = Preview(problems=[*_problems(form, formsets)])
        if preview.problems:
            return preview
        embargo = form.instance.embargo_until

        def publish() -> int:
            saved = form.save(commit=False)
            saved.publication, saved.embargo_until = Publication.PUBLISHED, None
            saved.save()
            for formset in formsets:
                formset.save()
            preview.obstacles += obstacles(saved, today=timezone.now().date())
            return int(saved.pk)

        def hidden() -> list[int]:
            councils = Council.objects.filter(session_links__session=form.instance)
            return list(councils.exclude(pk__in=Council.objects.public()).values_list("pk", flat=True))

        found = tried(preview, publish, hidden=hidden)
        if found is None:
            return preview

        def gaps() -> list[str]:
            reason = why_not_counted(form.instance)
            return [reason] if reason else [*gap_lines(found), *_unticked(formsets[0])]

        preview.add("Saving these changes" if was_public else "Publishing this", found, gaps)
        if embargo is not None:
            preview.lines.append(
                ("note", f"All this only once the embargo has passed, {embargo:%Y-%m-%d %H:%M} UTC.")
            )
        if was_public and session is not None:
            preview.lines += preview_of_withdrawal(Session.objects.filter(pk=session.pk)).lines
        return preview

    def _asked_about(self, request: HttpRequest, object_id: str | None) -> Session | None:
        """The session on the form, without its rows; None for a new one. Whoever may save it may ask."""
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return None
        session: Session | None = RecordAdmin.get_object(self, request, unquote(object_id))
        if session is None:
            raise Http404("There is no such session.")
        if not self.has_change_permission(request, session):
            raise PermissionDenied
        return session

    def _deciding_forms(self, request: HttpRequest, session: Session | None) -> tuple[Any, list[Any]]:
        """The form and those of its rows that verdicts and publication depend on, made apart from the page's own:
        saving them for a moment leaves ids behind that must not be drawn."""
        if not isinstance(request.POST, SharedPost):
            request.POST = SharedPost.of(request.POST)  # type: ignore[assignment]  # Django allows it, its stubs do not
        fields = flatten_fieldsets(self.get_fieldsets(request, session))
        form_class = self.get_form(request, session, change=session is not None, fields=fields)
        form: Any = form_class(request.POST, instance=session)
        formsets = []
        for inline in self.get_inline_instances(request, session):
            if inline.model in self.deciding_rows:
                rows: Any = inline.get_formset(request, session)
                prefix = rows.get_default_prefix()
                formsets.append(rows(**self.get_formset_kwargs(request, form.instance, inline, prefix)))
        return form, formsets


def _address(object_id: str | None) -> str:
    if object_id is None:
        return reverse("admin:meetings_session_preview_new")
    return reverse("admin:meetings_session_preview", args=[object_id])


def _problems(form: Any, formsets: list[Any]) -> Iterator[tuple[str, str]]:
    """What the form would refuse, with the name of the box."""
    yield from _of_boxes(form, "")
    for formset in formsets:
        name = capfirst(formset.model._meta.verbose_name)
        for sentence in formset.non_form_errors():
            yield name, sentence
        for row in kept(formset):
            yield from _of_boxes(row, f"{name}: ")


def _of_boxes(form: Any, whose: str) -> Iterator[tuple[str, str]]:
    for name, sentences in form.errors.items():
        label = capfirst(form.fields[name].label) if name in form.fields else ""
        for sentence in sentences:
            yield f"{whose}{label}".removesuffix(": "), sentence


def _unticked(rows: Any) -> list[str]:
    """The councils that the session is on record for without counting."""
    return [
        f"It does not count for {row.cleaned_data['council'].short_name}: “counts for gaps” is not ticked."
        for row in kept(rows)
        if not row.cleaned_data.get("counts")
    ]
