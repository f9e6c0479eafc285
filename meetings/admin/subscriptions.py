"""Who gets notices by mail. Addresses of private people: administrators look and end, nobody else sees them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from meetings.admin.derived import DerivedAdmin
from meetings.mail import subscribing
from meetings.models import Subscription


@admin.register(Subscription)
class SubscriptionAdmin(DerivedAdmin):
    """Read-only; an ended one has no address any more."""

    actions = ("end",)  # type: ignore[assignment]  # the base has none
    list_display = ("email", "query", "rhythm", "confirmed_at", "sent_at", "told", "failures", "ended_at")
    list_filter = (
        "rhythm",
        ("confirmed_at", admin.EmptyFieldListFilter),
        ("ended_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("email", "query", "note_to_self")
    ordering = ("-id",)
    fieldsets = (
        (None, {"fields": ["email", "query", "rhythm", "note_to_self"]}),
        ("Life", {"fields": [("created_at", "asked_at"), ("confirmed_at", "ended_at")]}),
        ("Mail", {"fields": [("sent_at", "told"), ("failures", "retry_at"), "failure"]}),
    )
    readonly_fields = ("told",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(n_told=Count("deliveries"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_administrator(request)

    def has_end_permission(self, request: HttpRequest) -> bool:
        return _is_administrator(request)

    @admin.display(description="notices sent", ordering="n_told")
    def told(self, subscription: Any) -> int:
        return int(subscription.n_told)

    @admin.action(description="End the chosen subscriptions and forget their addresses", permissions=["end"])
    def end(self, request: HttpRequest, queryset: QuerySet[Subscription]) -> None:
        chosen = list(queryset.values_list("pk", flat=True))
        ended = subscribing.end(subscription_ids=chosen, now=timezone.now())
        self.message_user(request, f"{ended} ended; their addresses are forgotten.", messages.SUCCESS)


def _is_administrator(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)
