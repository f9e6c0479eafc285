"""The session desk: one form for one meeting, from its sources to the last word said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone

from delegations.admin.rows import DelegationInline
from delegations.models import Delegate, Delegation, DelegationCitation
from delegations.roster import add_members_as_delegations
from meetings.admin.session_form import SessionForm
from meetings.admin.sessions import (
    AgendaInline,
    AnnouncementInline,
    SessionAdmin,
    SessionCitationInline,
    SessionCouncilInline,
)
from meetings.models import AgendaItem, Announcement, Session, SessionCitation
from meetings.sources.rechecks import marked_sources_of
from statements.admin.alike import AlikeMeetingAdmin, MeetingAlikeMixin
from statements.admin.conflicts import ConflictingAdmin, OpenedOnMixin
from statements.admin.defaults import NextSessionAdmin
from statements.admin.proposing import ProposingAdmin
from statements.admin.reader import ReadingAdmin
from statements.admin.versions import VersionedAdmin
from statements.admin.wordings import GapClaimInline, StatementInline
from statements.claims import hold_on_desk
from statements.models import GapClaim, Statement, StatementTopic, Wording

# All rows of the form, in one query for each table.
ROWS = (
    Prefetch("citations", SessionCitation.objects.select_related("source")),
    Prefetch("agenda", AgendaItem.objects.select_related("topic", "source")),
    Prefetch("announcements", Announcement.objects.select_related("council", "source", "outcome_session")),
    Prefetch("delegations", Delegation.objects.select_related("party")),
    Prefetch(
        "delegations__delegates", Delegate.objects.select_related("person", "post__person", "post__party")
    ),
    Prefetch("delegations__citations", DelegationCitation.objects.select_related("source")),
    Prefetch("statements", Statement.objects.select_related("speaker")),
    "statements__parties",
    Prefetch("statements__topic_links", StatementTopic.objects.select_related("topic")),
    Prefetch("statements__wordings", Wording.objects.select_related("source", "translated_from")),
    Prefetch("gap_claims", GapClaim.objects.select_related("source")),
)


class MeetingForm(MeetingAlikeMixin, OpenedOnMixin, SessionForm):
    """The session's own boxes, the members' tick, and the meeting that it was opened on."""

    add_members = forms.BooleanField(
        label="Add the members as delegations",
        required=False,
        help_text="With this save, every member that the councils had on that day gets a delegation that attended.",
    )


@admin.register(Session)
class MeetingAdmin(
    AlikeMeetingAdmin,
    ProposingAdmin,
    ConflictingAdmin,
    NextSessionAdmin,
    VersionedAdmin,
    ReadingAdmin,
    SessionAdmin,
):
    """The session with everything that hangs on it."""

    form = MeetingForm
    inlines: ClassVar[Any] = (
        SessionCouncilInline,
        SessionCitationInline,
        AgendaInline,
        DelegationInline,
        StatementInline,
        GapClaimInline,
        AnnouncementInline,
    )
    fieldsets: ClassVar[Any] = (
        *SessionAdmin.fieldsets[:4],
        (
            "Who came",
            {
                "fields": [("add_members", "roster_complete")],
                "description": "Delegations stand further below. If a report says that all members came, enter them at once.",
            },
        ),
        *SessionAdmin.fieldsets[4:],
    )

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        session = super().get_object(request, object_id, from_field)
        if session is not None:
            prefetch_related_objects([session], *ROWS)
            hold_on_desk(session, timezone.now())
        return session

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> Any:
        """Above the form: sources of the meeting that their publishers corrected or withdrew."""
        if obj is not None:
            context["marked_sources"] = marked_sources_of(_rows_with_sources(obj))
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("add_members"):
            added = add_members_as_delegations(session=form.instance)
            self.message_user(
                request,
                f"{added} members were added as delegations."
                if added
                else "No members were added: the councils have no memberships on record for that day, or all are entered already.",
            )


def _rows_with_sources(session: Any) -> Iterator[Any]:
    """Every row of the form that rests on a source, as loaded."""
    for rows in (session.citations, session.agenda, session.gap_claims, session.announcements):
        yield from rows.all()
    for delegation in session.delegations.all():
        yield from delegation.citations.all()
    for statement in session.statements.all():
        yield from statement.wordings.all()
