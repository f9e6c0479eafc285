"""Imports at the desk: upload files, look at the plan, have it written."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from meetings.admin.records import RecordAdmin
from meetings.exports.csv_form import encoded, guarded
from statements.admin.upload_forms import ConfirmForm, UploadForm
from statements.admin.upload_pages import PlanRows, upload_page
from statements.imports.run import LAYOUTS
from statements.models import Upload
from statements.uploads.confirming import NotConfirmedError, upload_confirm, upload_run_again
from statements.uploads.planning import upload_plan, upload_stage
from statements.uploads.quota import left_out
from statements.uploads.reading import NotReadError
from statements.uploads.standing import Stand, standing_of
from statements.vocabulary import UploadState

PLAN_COLUMNS = ("file", "row", "table", "action", "column", "reason", "warning")
_PLANNED_AGAIN = "The plan was made anew."
_NOT_NOW = "It cannot be planned again as it stands now."


@admin.register(Upload)
class UploadAdmin(RecordAdmin):
    """The list is Django's own; adding one uploads files, and its page is the plan."""

    actions = None
    list_display = (
        "__str__",
        "names",
        "reach",
        "state",
        "numbers",
        "uploaded_by",
        "uploaded_at",
        "confirmed_by",
    )
    list_filter = ("state", "reach")
    list_select_related = ("uploaded_by", "confirmed_by")
    search_fields = ("files__name", "uploaded_by__username", "reason")
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        found: QuerySet[Upload] = super().get_queryset(request)
        return found.prefetch_related("files")

    def get_urls(self) -> list[URLPattern]:
        plan = path(
            "<int:upload_id>/plan.csv",
            self.admin_site.admin_view(self.plan_csv),
            name="statements_upload_plan_csv",
        )
        return [plan, *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was imported stays, and so does what a worker is at."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or standing_of(obj.pk).stand in (Stand.PLANNED, Stand.STOPPED)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Not each of thousands of rows by name."""
        named = [f"{upload}: the plan and the rows of its files. No record changes." for upload in objs]
        return named, {"imports": len(named)}, set(), []

    @admin.display(description="files")
    def names(self, upload: Upload) -> str:
        return ", ".join(file.name for file in upload.files.all())

    @admin.display(description="rows")
    def numbers(self, upload: Upload) -> str:
        return f"{upload.n_to_write:,} to write, {upload.n_refused:,} refused"

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        form.left_out = left_out(request)
        if request.method == "POST" and form.is_valid():
            try:
                upload = upload_stage(
                    files=form.cleaned_data["files"],
                    reach=form.cleaned_data["reach"],
                    user=request.user,
                    now=timezone.now(),
                )
            except NotReadError as error:
                form.add_error("files", error.sentences)
            else:
                self.log_addition(request, upload, "Uploaded and planned.")
                return HttpResponseRedirect(_address(upload.pk))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Import from files",
            "form": form,
            "layouts": [layout for layout in LAYOUTS if not layout.is_export],
            "limits": settings,
        }
        return TemplateResponse(request, "admin/desk/upload_add.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        upload = self.get_object(request, object_id)
        if upload is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, upload):
            raise PermissionDenied
        form = ConfirmForm(request.POST if "_confirm" in request.POST else None, upload=upload)
        if request.method == "POST" and self._act(request, upload, form):
            return HttpResponseRedirect(_address(upload.pk))
        context = {
            **self.admin_site.each_context(request),
            **upload_page(upload.pk, request.GET, request.user),
            "opts": self.opts,
            "title": str(upload),
            "original": upload,
            "form": form,
            "has_delete_permission": self.has_delete_permission(request, upload),
        }
        return TemplateResponse(request, "admin/desk/upload.html", context)

    def _act(self, request: HttpRequest, upload: Upload, form: ConfirmForm) -> bool:
        """What the pressed button asks for; False if the form is to be shown again."""
        if not self.has_change_permission(request, upload):
            raise PermissionDenied
        if "_plan" in request.POST:
            self._plan_again(request, upload)
            return True
        try:
            if "_again" in request.POST:
                upload_run_again(upload_id=upload.pk, user=request.user)
                self.log_change(request, upload, "Run again.")
                return True
            if not form.is_valid():
                return False
            upload_confirm(upload_id=upload.pk, user=request.user, now=timezone.now(), **form.cleaned_data)
        except NotConfirmedError as error:
            if form.is_bound and not form.errors:
                form.add_error(None, str(error))
                return False
            self.message_user(request, str(error), messages.ERROR)
            return True
        self.log_change(request, upload, "Confirmed.")
        return True

    def _plan_again(self, request: HttpRequest, upload: Upload) -> None:
        with transaction.atomic():
            locked = Upload.objects.select_for_update(no_key=True).get(pk=upload.pk)
            if locked.state != UploadState.PLANNED or locked.cleared_at is not None:
                self.message_user(request, _NOT_NOW, messages.ERROR)
                return
            changed = upload_plan(upload=locked, now=timezone.now())
        said = (
            f"{changed:,} row{'' if changed == 1 else 's'} would now be taken otherwise." if changed else ""
        )
        self.message_user(request, f"{_PLANNED_AGAIN} {said or 'It says the same as before.'}")

    def plan_csv(self, request: HttpRequest, upload_id: int) -> HttpResponse | StreamingHttpResponse:
        """The plan, or the part of it that the address filters."""
        upload = self.get_object(request, str(upload_id))
        if upload is None or not self.has_view_permission(request, upload):
            raise PermissionDenied
        for_excel = request.GET.get("for") == "excel"
        text = guarded if for_excel else str
        chosen = PlanRows.of(upload, request.GET).rows()
        told = chosen.values_list(
            "file__name", "number", "file__table", "action", "column", "reason", "warning"
        )
        lines = (
            [text(file), str(number), table, action, text(column), text(reason), text(warning)]
            for file, number, table, action, column, reason, warning in told.iterator(chunk_size=2000)
        )
        pieces = encoded(PLAN_COLUMNS, lines, for_excel=for_excel)
        name = f"import-{upload.pk}-plan.csv"
        return StreamingHttpResponse(
            pieces,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


def _address(upload_id: int) -> str:
    return reverse("admin:statements_upload_change", args=[upload_id])
