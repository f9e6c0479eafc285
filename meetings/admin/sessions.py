"""The session's own part of its form: councils, sources, agenda, announcements. `statements.admin` adds the rest."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from meetings.admin.forms import SourcedRowForm
from meetings.admin.inlines import DeskInline, TableInline
from meetings.admin.session_form import SessionCitationFormSet, SessionCouncilFormSet, SessionForm
from meetings.admin.session_preview import PreviewedSessionAdmin
from meetings.dates.reading import DateReadingError, read_date
from meetings.dates.wording import format_span
from meetings.models import AgendaItem, Announcement, Resumption, Session, SessionCitation, SessionCouncil


class SessionCouncilInline(TableInline):
    model = SessionCouncil
    formset = SessionCouncilFormSet
    comes_first = True
    verbose_name_plural = "councils: who met"
    guidance = "The council that held the session. Several: a joint session."
    fields = (("council", "number", "counts"),)
    autocomplete_fields = ("council",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """One blank row of a new session; one for each council that it is asked for with."""
        return 0 if obj else max(1, len(request.GET.getlist("council")[:20]))


def source_asked(request: HttpRequest) -> str:
    """The key of the source that the form was opened from; empty if from none."""
    asked = request.GET.get("source", "") if request.method == "GET" else ""
    return asked if asked.isascii() and asked.isdigit() and len(asked) < 19 else ""


class SessionCitationInline(DeskInline):
    model = SessionCitation
    formset = SessionCitationFormSet
    comes_first = True
    verbose_name_plural = "sources: what the session rests on"
    guidance = (
        "One row for each fact that the source supports or contradicts; “the session as a whole” if you leave the fact "
        "empty. Use + to enter a new source here."
    )
    fields = (("source", "fact", "basis", "stance"), ("locator", "excerpt"))
    rare = (("confidence", "note"),)
    key = "C"
    autocomplete_fields = ("source",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A blank row for a new session, and for the source from which one came to it."""
        asked = source_asked(request)
        return (
            1
            if obj is None or (asked and all(str(row.source_id) != asked for row in obj.citations.all()))
            else 0
        )


class AgendaInline(DeskInline):
    model = AgendaItem
    verbose_name_plural = "agenda"
    guidance = (
        "One row for each subject: discussed, offered, left for later or demanded off. Say whose word it is."
    )
    form = SourcedRowForm
    fields = (("text", "standing", "according_to"), ("topic", "source", "locator"))
    rare = (("position",),)
    key = "A"
    autocomplete_fields = ("topic", "source")


class AnnouncementRowForm(SourcedRowForm):
    dates_ahead = frozenset({"expected"})


class AnnouncementInline(DeskInline):
    model = Announcement
    fk_name = "session"
    verbose_name_plural = "announcements: when to meet again"
    guidance = "What was said about the next meeting: a day, a month, or no date at all."
    form = AnnouncementRowForm
    fields = (("council", "expected", "according_to"), ("text", "source", "locator"))
    rare = (("announced_on", "outcome", "outcome_session"),)
    key = "N"
    autocomplete_fields = ("council", "source", "outcome_session")


class SessionAdmin(PreviewedSessionAdmin):
    """The base that `statements.admin.desk` registers with all its rows."""

    form = SessionForm
    list_display: Any = ("day", "who", "title", "level", "status", "place", "publication")
    list_display_links = ("day",)
    list_select_related = ("place",)
    list_filter: ClassVar[Any] = (
        "publication",
        "status",
        "level",
        "formation",
        ("embargo_until", admin.EmptyFieldListFilter),
        "councils",
    )
    search_fields = (
        "title",
        "councils__name",
        "councils__abbreviation",
        "councils__names__text",
        "place__name",
        "date_as_printed",
    )
    search_help_text = "A council in any spelling, a place, a title, or a date such as July 2019."
    ordering = ("-start__startswith", "-id")
    autocomplete_fields = ("place", "part_of")
    inlines: ClassVar[Any] = (SessionCouncilInline, SessionCitationInline, AgendaInline, AnnouncementInline)
    fieldsets: ClassVar[Any] = (
        (
            "When",
            {
                "fields": [
                    ("start", "end"),
                    ("date_as_printed", "date_basis"),
                ],
                "description": "The day as the source gives it; a vague date stays vague. Two days typed as 12.-13.03.2009 fill both boxes.",
            },
        ),
        (
            "What kind of session",
            {
                "fields": [("status", "level"), ("formation", "format"), "title"],
                "description": "Only held plenary sessions end a silence. Leave the level empty if no source says.",
            },
        ),
        (
            "Where and how long",
            {
                "fields": [
                    ("place", "venue"),
                    ("duration_as_printed", "duration_minutes_min", "duration_minutes_max"),
                ],
                "description": "“About four hours” is at least 225 and at most 255 minutes.",
            },
        ),
        (
            "What came of it",
            {
                "fields": [("outcome_kind", "outcome_according_to"), "outcome", "follow_up"],
                "description": "In your words, and whose judgement it is.",
            },
        ),
        (
            "Clock times, moved or called off, part of another session",
            {
                "classes": ["collapse"],
                "fields": [("start_time", "end_time", "time_zone"), ("planned_start", "decided"), "part_of"],
                "description": "Rarely printed. A part never ends a silence by itself.",
            },
        ),
        (
            "For the desk",
            {
                "classes": ["collapse"],
                "fields": ["note", "embargo_until"],
                "description": "Never public.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Session]:
        links = SessionCouncil.objects.select_related("council")
        return super().get_queryset(request).prefetch_related(Prefetch("council_links", links))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Session], search_term: str
    ) -> tuple[QuerySet[Session], bool]:
        """By words; a term that reads as a date finds the sessions that may have been held then."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        try:
            day = read_date(search_term).start if search_term.strip() else None
        except DateReadingError:
            day = None
        if day is None:
            return found, may_repeat
        return queryset.filter(Q(start__overlap=day) | Q(pk__in=found.values("pk"))), False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), "flags")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A session that the rule has flagged shows the flag on top."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is not None and Resumption.objects.filter(session=obj).exists():
            fieldsets.insert(0, ("What the rule concluded", {"fields": ["flags"], "classes": ["desk-top"]}))
        return fieldsets

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """A new session asked for with `?council=` (several: a joint one) has them filled in; the form asked for with
        `?source=` has that source, unless the session cites it already."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        source = source_asked(request)
        if source and isinstance(inline, SessionCitationInline):
            kwargs["initial"] = [{"source": source}]
        if request.method == "GET" and isinstance(inline, SessionCouncilInline) and not obj.pk:
            asked = request.GET.getlist("council")[:20]
            kwargs["initial"] = [{"council": key} for key in asked if key.isascii() and key.isdigit()]
        return kwargs

    def save_model(self, request: HttpRequest, obj: Session, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.counted:
            self.message_user(request, form.counted)
        if form.end_came_with_start and ("start" in form.changed_data or not change):
            words = format_span(obj.start, obj.end)
            self.message_user(request, f"The dates were read as first and last day: {words}.")

    @admin.display(description="date", ordering="start__startswith")
    def day(self, session: Session) -> str:
        return format_span(session.start, session.end)

    @admin.display(description="councils")
    def who(self, session: Session) -> str:
        return ", ".join(str(link) for link in session.council_links.all())

    @admin.display(description="flags")
    def flags(self, session: Session) -> str:
        return format_html_join(
            "",
            '<p class="desk-flag"><strong>{}</strong>, {}. {} <a href="{}">Judge it</a></p>',
            (
                (
                    flag.get_grade_display() or "possible only",
                    flag.get_state_display(),
                    flag.reason,
                    reverse("admin:meetings_resumption_change", args=[flag.pk]),
                )
                for flag in session.resumptions.select_related("council")
            ),
        ) or format_html("{}", "—")
