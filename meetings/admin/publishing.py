"""Drafts, review and publication at the desk: buttons on the form, actions on the list, reasons in the history."""

from __future__ import annotations

from typing import Any

import pghistory
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from meetings.admin.forms import SHOW_AGAIN, RecordForm
from meetings.admin.previews import preview_of_withdrawal, what_the_worker_will_do
from meetings.admin.reasons import reason_typed
from meetings.admin.records import REASON, RecordAdmin
from meetings.admin.refusals import LED_ON, LedOn
from meetings.publishing import REASON_NEEDED, STEPS, Step, obstacles, steps_open
from meetings.vocabulary import Publication

PREVIEW = "_preview"  # the name of the button “What would this change?”


class PublishingForm(RecordForm):
    """A record that can be public. What is public is changed or withdrawn only with a reason.

    Posted with the button of the preview it is only shown again: it is never valid, whatever its errors.
    """

    @property
    def is_previewed(self) -> bool:
        return PREVIEW in self.data or SHOW_AGAIN in self.data

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_previewed

    @property
    def step(self) -> Step | None:
        """The step whose button was pressed; None for a plain save."""
        return next((step for step in STEPS if step.button in self.data), None)

    @property
    def will_be_public(self) -> bool:
        leads_to = self.step.leads_to if self.step else self.instance.publication
        return bool(leads_to == Publication.PUBLISHED)

    def clean(self) -> dict[str, Any]:
        super().clean()
        public = self.instance.pk and self.instance.publication == Publication.PUBLISHED
        asks = (
            self.step.reason
            if self.step is not None and self.step.reason
            else REASON_NEEDED
            if public
            else ""
        )
        if asks and not self.is_previewed and not (self.cleaned_data.get("reason") or "").strip():
            self.add_error("reason", asks)
        return self.cleaned_data


class PublishingAdmin(RecordAdmin):
    """An admin of records that are published. Editors change drafts; reviewers publish, change and withdraw."""

    form = PublishingForm
    actions = ("send_selected_to_review", "publish_selected", "withdraw_selected")

    def view_on_site(self, obj: Any) -> str | None:
        """Only what is public has a page."""
        return obj.get_absolute_url() if obj.publication == Publication.PUBLISHED else None

    def may_publish(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        public = obj is not None and obj.publication == Publication.PUBLISHED
        return super().has_change_permission(request, obj) and (not public or self.may_publish(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was public is withdrawn, never deleted."""
        fresh = obj is None or obj.publication in (Publication.DRAFT, Publication.IN_REVIEW)
        return super().has_delete_permission(request, obj) and fresh

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may publish a new record at once gives the reason at once."""
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets, REASON] if obj is None and self.may_publish(request) else fieldsets

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """For the actions that ask for the permission “publish”."""
        return self.may_publish(request)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            context["steps"] = steps_open(obj, may_publish=self.may_publish(request))
        context["publication"] = obj
        context["is_public"] = obj is not None and obj.publication == Publication.PUBLISHED
        # By name: nested_admin has these in another order than Django.
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Not what became public since the page was asked for."""
        stored = self._locked(obj.pk)
        if stored is not None and not self.has_delete_permission(request, stored):
            raise PermissionDenied
        super().delete_model(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        is_held = bool(request.POST.get("opened_as"))  # then it was locked and compared before
        stored = self._locked(obj.pk) if change and (form.step is not None or not is_held) else None
        starts = form.step.starts if form.step is not None else (obj.publication,)
        if stored is not None and not (
            stored.publication == obj.publication and stored.publication in starts
        ):
            raise LedOn(LED_ON.format(stored.get_publication_display()))
        if form.step is not None:
            if form.step not in steps_open(stored, may_publish=self.may_publish(request)):
                raise PermissionDenied
            obj.publication = form.step.leads_to
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        step = _pressed(request)
        if step is None:
            return super().response_add(request, obj, post_url_continue)
        return self._stay(request, obj, step)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        step = _pressed(request)
        if step is not None:
            return self._stay(request, obj, step)
        response = super().response_change(request, obj)
        if obj.publication == Publication.PUBLISHED:
            self.message_user(request, what_the_worker_will_do())
        return response

    def _stay(self, request: HttpRequest, obj: Any, step: Step) -> HttpResponse:
        """Say what was done and show the record again."""
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        link = ""
        if step.leads_to == Publication.PUBLISHED:
            link = format_html(' <a href="{}">See it on the site</a>.', obj.get_absolute_url())
        self.message_user(request, format_html("{} is {}.{}", obj, step.done, link), messages.SUCCESS)
        if Publication.PUBLISHED in (step.leads_to, *step.starts) and step.reviews:
            self.message_user(request, what_the_worker_will_do())
        return HttpResponseRedirect(address)

    @admin.action(description="Send selected to review", permissions=["change"])
    def send_selected_to_review(self, request: HttpRequest, queryset: Any) -> None:
        self._take(request, queryset, STEPS[0])

    @admin.action(description="Publish selected …", permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._with_reason(request, queryset, STEPS[2])

    @admin.action(description="Withdraw selected …", permissions=["publish"])
    def withdraw_selected(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._with_reason(request, queryset, STEPS[3])

    def _with_reason(self, request: HttpRequest, queryset: Any, step: Step) -> HttpResponse | None:
        """Take the step with the reason given; ask for it first where it is missing."""
        reason = reason_typed(request)
        if reason:
            with pghistory.context(reason=reason):
                self._take(request, queryset, step)
            return None
        withdraws = step.leads_to == Publication.WITHDRAWN
        context = {
            **self.admin_site.each_context(request),
            "title": "Withdraw from the public" if withdraws else "Publish",
            "opts": self.opts,
            "records": queryset,
            "step": step,
            "withdraws": withdraws,
            "action": request.POST.get("action", ""),
            "preview": preview_of_withdrawal(queryset) if withdraws else None,
            "asked": "reason" in request.POST,
            "checkbox_name": ACTION_CHECKBOX_NAME,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/desk/step.html", context)

    def _take(self, request: HttpRequest, queryset: Any, step: Step) -> None:
        """Lead each record that can go this step; say of each other why it cannot."""
        done = sum(self._take_one(request, key, step) for key in queryset.values_list("pk", flat=True))
        if done:
            self.message_user(request, f"{done} {step.done}.", messages.SUCCESS)

    @transaction.atomic
    def _take_one(self, request: HttpRequest, key: int, step: Step) -> bool:
        """As the record stands under its lock: somebody else may have led it on since it was listed."""
        record = self._locked(key)
        if record is None:
            return False
        sentences = self._against(record, step)
        for sentence in sentences:
            self.message_user(request, f"{record}: {sentence}", messages.ERROR)
        if not sentences:
            record.publication = step.leads_to
            record.save(update_fields=["publication"])
            self.log_change(request, record, f"{step.done}.")
        return not sentences

    def _locked(self, key: Any) -> Any:
        """The record as it is stored now, until the end of the transaction; None if there is none any more."""
        rows = self.model._default_manager.select_for_update(no_key=True, of=("self",))
        return rows.filter(pk=key).first()

    def _against(self, record: Any, step: Step) -> list[str]:
        if record.publication not in step.starts:
            return [f"it is {record.get_publication_display()} and cannot be {step.done}."]
        if step.leads_to != Publication.PUBLISHED:
            return []
        return obstacles(record, today=timezone.now().date())


def _pressed(request: HttpRequest) -> Step | None:
    return next((step for step in STEPS if step.button in request.POST), None)
