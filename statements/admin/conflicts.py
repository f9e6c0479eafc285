"""Two editors at once: whoever saves second is told what the first one changed, and loses nothing of what they typed."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.db.models import F, QuerySet, Value
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from delegations.models import Delegate, Delegation, DelegationCitation
from meetings.admin.history import record_history
from meetings.admin.publishing import PREVIEW
from meetings.history import Stamped
from meetings.models import AgendaItem, Announcement, Session, SessionCitation, SessionCouncil
from statements.models import GapClaim, Statement, StatementParty, StatementTopic, Wording

# Every table of the form, with the path to its session. Each row's version is kept by the database; links have none.
TABLES: tuple[tuple[type[Any], str], ...] = (
    (Session, "pk"),
    (SessionCouncil, "session"),
    (SessionCitation, "session"),
    (AgendaItem, "session"),
    (Announcement, "session"),
    (Delegation, "session"),
    (Delegate, "delegation__session"),
    (DelegationCitation, "delegation__session"),
    (Statement, "session"),
    (Wording, "statement__session"),
    (GapClaim, "session"),
    (StatementParty, "statement__session"),
    (StatementTopic, "statement__session"),
)


def state_of_meeting(session_id: int) -> str:
    """A digest of the session and all its rows as they are stored now: it changes with any of them. One query."""
    rows = [
        model.objects.order_by()
        .filter(**{path: session_id})
        .annotate(
            table_number=Value(number),
            row_version=F("record_version") if issubclass(model, Stamped) else Value(1),
        )
        .values_list("table_number", "pk", "row_version")
        for number, (model, path) in enumerate(TABLES)
    ]
    first: QuerySet[Any] = rows[0]
    return hashlib.sha256(repr(sorted(first.union(*rows[1:], all=True))).encode()).hexdigest()[:32]


class OpenedAsMixin(forms.BaseForm):
    """A form that remembers what it was opened on, in a hidden box that the template draws (``opened_as``)."""

    instance: Session
    _now = ""

    @property
    def opened_as(self) -> str:
        """What the page is to post with the next save; after a refusal the newer state, seen by then."""
        if self._now or not self.instance.pk:
            return self._now
        return self.data.get("opened_as", "") if self.is_bound else state_of_meeting(self.instance.pk)

    def refuse_if_changed_meanwhile(self) -> None:
        """Add an error if anything of the meeting was saved since the form was opened.

        The session's row is locked first, so that of two saves at the same moment the second sees the first.
        A request without the box (a script) is not held to it, and one that only asks locks nothing.
        """
        opened = self.data.get("opened_as", "")
        if not opened or not self.instance.pk:
            return
        if PREVIEW not in self.data:
            Session.objects.select_for_update().filter(pk=self.instance.pk).first()
        now = state_of_meeting(self.instance.pk)
        if now != opened:
            self._now = now
            self.add_error(None, _sentence(self.instance))


def _sentence(session: Session) -> SafeString:
    children = [(model, path) for model, path in TABLES if path == "session"]
    latest = record_history(Session, str(session.pk), children)[:1]
    said = "; ".join(f"{change.who}: {' '.join(change.what)[:400]}" for change in latest)
    return format_html(
        "Somebody else saved this session while you had it open ({}). Nothing of yours is saved yet; all you typed "
        'stands below. <a href="{}" target="_blank">See what changed</a>, take over what is right, and save again: '
        "every box is then stored as you see it here.",
        said,
        reverse("admin:meetings_session_history", args=[session.pk]),
    )
