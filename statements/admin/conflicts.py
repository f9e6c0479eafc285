"""Two editors at once: the second save of a meeting is not taken; what it was opened on, what the other one saved and
what was typed stand side by side, per box and per row, and each can be taken.

The form carries the whole meeting as it was opened (signed, in a hidden box), so that any change of any row counts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.forms.formsets import all_valid
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from delegations.roster import add_members_as_delegations
from meetings.admin.forms import SHOW_AGAIN
from meetings.admin.inlines import SharedPost
from meetings.admin.previews import Preview
from meetings.admin.publishing import PREVIEW
from meetings.admin.session_preview import PreviewedSessionAdmin
from meetings.models import Session
from meetings.vocabulary import Publication
from statements.admin.sides import Conflict, blocks
from statements.admin.versions import last_save
from statements.meeting import (
    Document,
    Refused,
    Settled,
    apply,
    differences,
    digest,
    read,
    settle,
)

OPENED, TYPED, SEEN = "opened_as", "typed_as", "seen"
SETTLE, BACK, ALL = "_settle", "_back", "_all"
CHOICE = "choice:"
MEANWHILE = "Somebody else saved this session while you had it open: when you save, you choose what of both is to stand."
Shown = Callable[[], Any]  # the form as the admin answers with it
UNREADABLE = (
    "It can no longer be told what this form was opened on, so nothing is saved yet; all you typed stands below. Compare "
    "it with the session as it is stored now, and save again."
)
_SALT = "statements.meeting"


def pack(document: Document) -> str:
    """The document for a hidden box: compressed, and signed so that it comes back as it went."""
    return signing.dumps(document, salt=_SALT, compress=True)


def unpack(text: str, session_id: int) -> Document | None:
    """The document of that session; None if the text is none that we made for it."""
    try:
        document: Document = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    return document if document["session"] == session_id else None


class OpenedOnMixin(forms.BaseForm):
    """A form of a meeting that remembers the meeting it was opened on."""

    instance: Any

    @property
    def opened_as(self) -> str:
        """What the page posts with the next save; empty for a new meeting."""
        key, posted = self.instance.pk, str(self.data.get(OPENED, "")) if self.is_bound else ""
        if posted and key and unpack(posted, key):
            return posted
        return pack(read(key)) if key and not (self.is_bound and not posted) else ""


class ConflictingAdmin(PreviewedSessionAdmin):
    """A session admin that takes no save over one that its editor has not seen."""

    def form_answer(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> Any:
        """Nothing more than the form itself costs where nobody else saved."""
        shown = partial(super().form_answer, request, object_id, form_url, extra_context)
        posted = request.POST.get(OPENED, "") if request.method == "POST" else ""
        key = unquote(object_id) if object_id else ""
        if not posted or _is_shown_again(request) or not key.isascii() or not key.isdigit():
            return shown()
        # Locked, so that of two saves at the same moment the second sees the first.
        session = Session.objects.select_for_update(no_key=True, of=("self",)).filter(pk=key).first()
        if session is None:
            return shown()
        base = unpack(posted, session.pk)
        if base is None:
            self.message_user(request, UNREADABLE, messages.ERROR)
            _only_show_again(request)
            return shown()
        theirs = read(session.pk)
        if TYPED not in request.POST and not differences(base, theirs):
            return shown()
        if not self.has_change_permission(request, session):
            raise PermissionDenied
        return self._second_save(request, session, base, theirs, shown)

    def preview_of_form(self, request: HttpRequest, object_id: str | None) -> Preview:
        """Also that somebody else saved meanwhile."""
        preview = super().preview_of_form(request, object_id)
        key = int(unquote(object_id)) if object_id else 0
        base = unpack(request.POST.get(OPENED, ""), key) if key else None
        if base is not None and differences(base, read(key)):
            preview.lines.append(("note", MEANWHILE))
        return preview

    def _second_save(
        self, request: HttpRequest, session: Session, base: Document, theirs: Document, shown: Shown
    ) -> HttpResponse:
        """The form with what was typed, if that cannot be saved anyhow; else both sides, or what was chosen of them."""
        typed = unpack(request.POST.get(TYPED, ""), session.pk)
        try:
            if typed is None or BACK in request.POST:
                typed, form = self._typed(request, session, base, shown)
                if typed is None:
                    return form
        except Refused as refused:
            # What it was opened on names a record that is gone: nothing to compare with.
            for sentence in refused.sentences:
                self.message_user(request, sentence, messages.ERROR)
            _only_show_again(request)
            return shown()
        side = request.POST.get(ALL, "")
        settled = settle(base, theirs, typed, _choices(request))
        if side:
            names = [each.name for each in settled.merged.conflicts]
            names += [each.name for each in settled.one_sided]
            everywhere = dict.fromkeys(names, side)
            settled = settle(base, theirs, typed, everywhere)
        seen, refusals = digest(theirs), []
        is_chosen = SETTLE in request.POST and request.POST.get(SEEN) == seen
        if is_chosen and not settled.merged.unresolved:
            try:
                return self._settled(request, session, theirs, settled)
            except Refused as refused:
                refusals = refused.sentences
        elif SETTLE in request.POST:
            refusals = [_why_not(settled, is_chosen)]
        conflict = Conflict(base, theirs, typed, settled, seen, refusals)
        return self._both_sides(request, session, conflict)

    def _typed(
        self, request: HttpRequest, session: Session, base: Document, shown: Shown
    ) -> tuple[Document | None, HttpResponse]:
        """The whole meeting as the form would have saved it onto what it was opened on. None if it would have refused,
        or if one only wants to go on typing; then the form, as it was typed. Nothing is stored."""
        back = BACK in request.POST
        if back:
            _only_show_again(request)
        document, response = None, HttpResponse()
        with transaction.atomic():
            apply(base)
            try:
                with transaction.atomic():
                    document = None if back else self._document(request, session.pk)
            except IntegrityError:
                document = None
            if document is None:
                response = shown()
                response = response.render() if isinstance(response, TemplateResponse) else response
            transaction.set_rollback(True)
        return document, response

    def _document(self, request: HttpRequest, session_id: int) -> Document | None:
        """Saves the form and its rows as the admin does and reads the meeting from that; None if they are not valid."""
        session = self.get_object(request, str(session_id))
        fields = flatten_fieldsets(self.get_fieldsets(request, session))
        form_class = self.get_form(request, session, change=True, fields=fields)
        form: Any = form_class(request.POST, request.FILES, instance=session)
        is_valid = form.is_valid()
        formsets, _ = self._create_formsets(request, form.instance, change=True)
        if not all_valid(formsets) or not is_valid:
            return None
        saved = form.save()
        for formset in formsets:
            formset.save()
        if form.cleaned_data.get("add_members"):
            add_members_as_delegations(session=saved)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what the commit would refuse
        return read(session_id)

    def _settled(
        self, request: HttpRequest, session: Session, theirs: Document, settled: Settled
    ) -> HttpResponse:
        """Store what was chosen. What is public takes the way that every save of it takes."""
        apply(settled.merged.document)
        if session.publication == Publication.PUBLISHED:
            request._meeting_base = theirs  # type: ignore[attr-defined]  # what a proposal is laid over
            return self.response_change(request, session)
        self.log_change(request, session, "Brought together with what somebody else saved.")
        sentence = "Saved as you chose. No other step was taken: look at it once more before you send it on."
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:meetings_session_change", args=[session.pk]))

    def _both_sides(self, request: HttpRequest, session: Session, conflict: Conflict) -> HttpResponse:
        ours = (OPENED, TYPED, SEEN, SETTLE, BACK, ALL, "csrfmiddlewaretoken")
        who, moment = last_save(session.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Somebody else saved {session}",
            "opts": self.opts,
            "original": session,
            "media": self.media,
            "who": who,
            "moment": moment,
            "blocks": blocks(conflict),
            "unresolved": len(conflict.settled.merged.unresolved),
            "refusals": conflict.refusals,
            "opened": request.POST.get(OPENED, ""),
            "typed": pack(conflict.typed),
            "seen": conflict.seen,
            "posted": [
                (name, value)
                for name, values in request.POST.lists()
                if name not in ours and not name.startswith(CHOICE)
                for value in values
            ],
        }
        return TemplateResponse(request, "admin/desk/conflict.html", context)


def _choices(request: HttpRequest) -> dict[str, str]:
    return {
        name.removeprefix(CHOICE): str(value)
        for name, value in request.POST.items()
        if name.startswith(CHOICE)
    }


def _why_not(settled: Settled, is_seen: bool) -> str:
    if not is_seen:
        return "It was saved once more in the meantime. What you chose still stands below; look at what is new and save again."
    left = len(settled.merged.unresolved)
    return f"Nothing is saved yet: in {left} place{'s' if left != 1 else ''} both of you changed the same, and you have not chosen."


def _is_shown_again(request: HttpRequest) -> bool:
    return PREVIEW in request.POST or SHOW_AGAIN in request.POST


def _only_show_again(request: HttpRequest) -> None:
    """Makes of what was posted a request to show the form once more, and to store nothing."""
    posted = SharedPost.of(request.POST)
    posted[PREVIEW] = "1"
    request.POST = posted  # type: ignore[assignment]  # Django allows it, its stubs do not
