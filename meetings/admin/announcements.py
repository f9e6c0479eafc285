"""Next meetings that were announced, also outside a session; with what became of each by the record."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst

from meetings.admin.forms import RecordForm
from meetings.admin.records import RecordAdmin
from meetings.dates.wording import format_interval
from meetings.fates import Promise, made_on, stored_fate
from meetings.models import Announcement
from meetings.publishing import REASON_NEEDED
from meetings.vocabulary import AnnouncementOutcome, Publication

_PUBLIC_AT_ONCE = (
    "This would be public at once, because the council is and no draft holds it back. "
    "Ask a reviewer to enter it, or enter it on the draft of the session at which it was said."
)


_OF_A_PUBLIC_SESSION = "The session at which it was said is public: enter it on the form of that session, where it becomes a proposal."


def _belongs_to_public(announcement: Announcement) -> bool:
    """Whether it is a row of a public meeting, which is not changed in place."""
    session = announcement.session
    return session is not None and session.publication == Publication.PUBLISHED


def _is_public(announcement: Announcement) -> bool:
    """Whether readers see it as soon as it is saved (embargoes aside)."""
    session = announcement.session
    shown = session is None or session.publication == Publication.PUBLISHED
    return shown and announcement.council.publication == Publication.PUBLISHED


class AnnouncementForm(RecordForm):
    """What readers see is entered and changed by those who publish, and changed with a reason.

    ``may_publish``: whether this user does.
    """

    may_publish = False
    dates_ahead = frozenset({"expected"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._was_public = bool(self.instance.pk) and _is_public(self.instance)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self._was_public and not (self.cleaned_data.get("reason") or "").strip():
            self.add_error("reason", REASON_NEEDED)
        council, session = self.cleaned_data.get("council"), self.cleaned_data.get("session")
        if session and _belongs_to_public(Announcement(session=session)):
            self.add_error("session", _OF_A_PUBLIC_SESSION)
        elif council and not self.may_publish and _is_public(Announcement(council=council, session=session)):
            raise ValidationError(_PUBLIC_AT_ONCE)
        return self.cleaned_data


class BecameFilter(admin.SimpleListFilter):
    """By what became of it, as of today."""

    title = "what became of it"
    parameter_name = "became"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return AnnouncementOutcome.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted, today = self.value(), timezone.now().date()
        if not wanted:
            return queryset
        passed = Q(fate__lapses_on__lte=today)
        open_still = Q(fate__lapses_on__isnull=True) | Q(fate__lapses_on__gt=today)
        conditions = {
            AnnouncementOutcome.PENDING: Q(fate__outcome="pending") & open_still
            | Q(fate__outcome="slipped", fate__lapses_on__gt=today),
            AnnouncementOutcome.LAPSED: Q(fate__outcome="lapsed") | Q(fate__outcome="pending") & passed,
            AnnouncementOutcome.SLIPPED: Q(fate__outcome="slipped")
            & (Q(fate__lapses_on__isnull=True) | passed),
        }
        return queryset.filter(
            next((q for outcome, q in conditions.items() if outcome == wanted), Q(fate__outcome=wanted))
        )


class OwnWordFilter(admin.ChoicesFieldListFilter):
    """By what an editor entered; pending where the record is to tell."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "outcome that an editor entered"


@admin.register(Announcement)
class AnnouncementAdmin(RecordAdmin):
    form = AnnouncementForm
    actions = None
    list_display = ("what", "who", "expected_on", "became", "announced")
    list_select_related = ("council", "session", "source", "fate__session")
    list_filter = (BecameFilter, ("outcome", OwnWordFilter))
    search_fields = ("text", "according_to", "council__name", "council__abbreviation", "council__names__text")
    search_help_text = "Words of the announcement, who said so, or a council in any spelling."
    ordering = ("-id",)
    autocomplete_fields = ("council", "session", "source", "outcome_session")
    label_relations = ("council", "session", "source", "outcome_session", "fate__session")
    readonly_fields = ("became",)
    fieldsets = (
        (
            None,
            {
                "fields": ["council", ("expected", "announced_on"), "text", "according_to"],
                "description": "A source announces a next meeting: a day, a month, or no date at all. One announcement, one row.",
            },
        ),
        (
            "Where it stands",
            {
                "fields": [("source", "locator"), "session"],
                "description": "The report; and the session at which it was said, if it was said at one.",
            },
        ),
        (
            "What became of it",
            {
                "fields": ["became", ("outcome", "outcome_session")],
                "description": "The record tells by itself. Choose an outcome only if a source says so: it then stands.",
            },
        ),
    )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.may_publish = self.may_publish(request)
        return form

    def may_publish(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("meetings.publish_session"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_free(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_free(request, obj)

    def _is_free(self, request: HttpRequest, obj: Any) -> bool:
        """Of a public meeting it is changed on that meeting's form; else what is public by those who publish."""
        if obj is None:
            return True
        return not _belongs_to_public(obj) and (not _is_public(obj) or self.may_publish(request))

    @admin.display(description="announcement", ordering="text")
    def what(self, announcement: Announcement) -> str:
        return Truncator(announcement.text).chars(90)

    @admin.display(description="council", ordering="council__sort_key")
    def who(self, announcement: Announcement) -> str:
        return announcement.council.short_name

    @admin.display(description="announced for", ordering="expected__startswith")
    def expected_on(self, announcement: Announcement) -> str:
        return format_interval(announcement.expected) if announcement.expected else "no date"

    @admin.display(description="announced on")
    def announced(self, announcement: Announcement) -> str:
        made = made_on(announcement)
        return format_interval(made) if made else ""

    @admin.display(description="by the record today")
    def became(self, announcement: Announcement) -> str:
        row = getattr(announcement, "fate", None)
        if row is None:
            return "not judged: it is not public, or was saved moments ago"
        today = timezone.now().date()
        fate = stored_fate(announcement).on(today)
        session = row.session if fate.session_id else None
        words = capfirst(Promise(announcement, made_on(announcement), fate, today, session).words)
        if session is None:
            return f"{words}."
        address = reverse("admin:meetings_session_change", args=[session.pk])
        return format_html('{}: <a href="{}">{}</a>.', words, address, session)
