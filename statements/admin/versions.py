"""The history of a whole meeting: every version of it, each compared with now, and the way back to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import pghistory
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from meetings.admin.reasons import reason_typed
from meetings.admin.sessions import SessionAdmin
from meetings.models import Session
from meetings.vocabulary import Publication
from statements.admin.proposing import proposal_address
from statements.meeting import Refused, ToldChange, apply, differences, digest, read, tell
from statements.meeting.versions import Version, versions
from statements.proposals import CHANGED_MEANWHILE, propose

REASON_TO_GO_BACK = "Say in a sentence why the meeting goes back to this version."
NOTHING_TO_GO_BACK = "The meeting is as it was in this version already."
# Of a version with more changed rows the rest are counted on the list; its own page names all.
NAMED = 12


@dataclass(frozen=True)
class ToldVersion:
    """A version in words. `standing`: where it came to stand on its way to the public, if that changed."""

    version: Version
    who: str
    standing: str
    changes: Sequence[ToldChange]

    @property
    def named(self) -> Sequence[ToldChange]:
        return self.changes[:NAMED]

    @property
    def unnamed(self) -> int:
        return max(0, len(self.changes) - NAMED)


class VersionedAdmin(SessionAdmin):
    """A session admin whose history is that of the whole meeting."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.version_view)
        address = path("<path:object_id>/history/<int:number>/", view, name="meetings_session_version")
        return [address, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """All versions, the newest first: who, when, why, and what changed in every table of the meeting."""
        session = self._looked_at(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Versions of {session}",
            "opts": self.opts,
            "session": session,
            "told": list(reversed(_told(versions(session.pk)))),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/desk/versions.html", context)

    def version_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """One version: what going back to it would change, and the button."""
        session = self._looked_at(request, object_id)
        found = versions(session.pk)
        if not 0 < number <= len(found):
            raise Http404("The meeting has no version of that number.")
        version, refused = found[number - 1], []
        if request.method == "POST":
            try:
                return self._go_back(request, session, version)
            except Refused as error:
                refused = error.sentences
        now = read(session.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Version {number} of {session}",
            "opts": self.opts,
            "session": session,
            "told": _told(found[:number][-2:])[-1],
            "latest": len(found),
            "changes": tell(differences(now, version.document), now, version.document),
            "seen": digest(now),
            "refused": refused,
            "reason": request.POST.get("reason", ""),
            "is_public": session.publication == Publication.PUBLISHED,
            "may_change": self.has_change_permission(request, session),
        }
        return TemplateResponse(request, "admin/desk/version.html", context)

    def _looked_at(self, request: HttpRequest, object_id: str) -> Session:
        key = unquote(object_id)
        found = Session.objects.filter(pk=key).first() if key.isascii() and key.isdigit() else None
        if found is None:
            raise Http404("There is no such session.")
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        return found

    @transaction.atomic
    def _go_back(self, request: HttpRequest, session: Session, version: Version) -> HttpResponse:
        """As a new version; of a public meeting, as it stands under its lock, as a proposal."""
        session = get_object_or_404(Session.objects.select_for_update(no_key=True), pk=session.pk)
        if not self.has_change_permission(request, session):
            raise PermissionDenied
        reason, now = reason_typed(request), read(session.pk)
        if not reason:
            raise Refused(REASON_TO_GO_BACK)
        if request.POST.get("seen", "") != digest(now):
            raise Refused(CHANGED_MEANWHILE)
        if not differences(now, version.document):
            raise Refused(NOTHING_TO_GO_BACK)
        if session.publication == Publication.PUBLISHED:
            note = f"Back to version {version.number}: {reason}"
            proposal = propose(document=version.document, base=now, author=request.user, note=note)
            self.message_user(request, "Proposed. Somebody else approves it.", messages.SUCCESS)
            return HttpResponseRedirect(proposal_address(proposal))
        with pghistory.context(reason=reason, version=version.number):
            apply(version.document)
        self.message_user(request, f"The meeting is as it was in version {version.number}.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:meetings_session_history", args=[session.pk]))


def last_save(session_id: int) -> tuple[str, datetime]:
    """Who saved the meeting last, be it a row of a row, and when."""
    version = versions(session_id)[-1]
    names: dict[int, str] = dict(get_user_model()._default_manager.values_list("pk", "username"))
    is_by_nobody = version.context.get("user") is None
    return "A command, a job or SQL" if is_by_nobody else _who(version, names), version.moment


def _told(found: Sequence[Version]) -> list[ToldVersion]:
    """The versions in words, each against the one before it. Two queries."""
    names: dict[int, str] = dict(get_user_model()._default_manager.values_list("pk", "username"))
    steps = [[], *(differences(before.document, after.document) for before, after in pairwise(found))]
    words = iter(tell([change for step in steps for change in step], *(each.document for each in found)))
    told = []
    last = ""
    for version, step in zip(found, steps, strict=True):
        standing = version.publication if version.publication != last else ""
        last = version.publication
        label = str(dict(Publication.choices).get(standing, standing))
        told.append(ToldVersion(version, _who(version, names), label, [next(words) for _ in step]))
    return told


def _who(version: Version, names: Mapping[int, str]) -> str:
    context = version.context
    user, author = context.get("user"), context.get("author")
    if user is None:
        return f"no account: a command, a job or SQL, as the database role {version.role}"
    said = names.get(user, "a former account")
    return f"{said}, as proposed by {names.get(author, 'a former account')}" if author else said
