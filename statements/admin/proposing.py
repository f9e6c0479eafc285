"""What is public is not edited in place: the form of a public meeting makes a proposal of what was typed.

The form is saved as that of a draft is, in a transaction that is taken back once the whole meeting has been read from it.
So everything the form can do, check and refuse it does for a proposal too.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from meetings.admin.reasons import reason_typed
from meetings.admin.sessions import SessionAdmin
from meetings.models import Session
from meetings.publishing import STEPS
from meetings.vocabulary import Publication
from statements.admin.comments import comments_on
from statements.meeting import Document, Refused, apply, read
from statements.models import Proposal
from statements.proposals import NOT_PUBLIC, compare, propose

# The address of the form in which an open proposal is changed: `?proposal=3`.
CONTINUED = "proposal"


class _Read(Exception):
    """Ends the transaction in which the form was saved: the whole meeting as it would be."""

    def __init__(self, base: Document, document: Document, note: str) -> None:
        super().__init__()
        self.base, self.document, self.note = base, document, note


class _Shown(Exception):
    """Ends the transaction in which a proposal was laid over the meeting to be shown."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


class ProposingAdmin(SessionAdmin):
    """A session admin whose public sessions are changed by proposals. Editors may propose as well as reviewers."""

    list_display: Any = tuple(
        "standing" if name == "publication" else name for name in SessionAdmin.list_display
    )
    list_filter: ClassVar[Any] = (*SessionAdmin.list_filter, ("corrected_at", admin.EmptyFieldListFilter))

    @admin.display(description="publication", ordering="publication")
    def standing(self, session: Session) -> str:
        """Draft, in review, published, corrected (published, and changed since), withdrawn."""
        said = session.get_publication_display()
        if session.publication == Publication.PUBLISHED and session.corrected_at:
            said = f"{said}, corrected {session.corrected_at:%Y-%m-%d}"
        return said

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Over the rule that only reviewers change what is public: nobody does here, everybody may propose.
        return bool(request.user.has_perm("meetings.change_session"))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        continued = self._continued(request, object_id)
        if continued is not None and any(step.button in request.POST for step in STEPS):
            raise PermissionDenied  # all that this form does but for the proposal is taken back
        context = {**(extra_context or {}), "continued": continued}
        try:
            if continued is None:
                return super().changeform_view(request, object_id, form_url, context)
            with transaction.atomic():
                if continued.session.publication != Publication.PUBLISHED:
                    raise Refused(NOT_PUBLIC)
                request._meeting_base = read(continued.session_id)  # type: ignore[attr-defined]  # lives as long as its request
                apply(compare(continued, _mine(continued)).merged.document)
                response = super().changeform_view(request, object_id, form_url, context)
                raise _Shown(response.render() if hasattr(response, "render") else response)
        except _Shown as shown:
            return shown.response
        except _Read as typed:
            return self._proposed(request, typed, continued)
        except Refused as refused:  # the proposal no longer fits what is on record
            for sentence in refused.sentences:
                self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(proposal_address(continued))

    def _continued(self, request: HttpRequest, object_id: str | None) -> Proposal | None:
        """The user's own open proposal that the form goes on with; None for the meeting as it is stored."""
        asked = request.GET.get(CONTINUED, "")
        if not asked or object_id is None:
            return None
        mine = Proposal.objects.open().filter(author=request.user.pk)
        found = mine.filter(pk=asked).first() if asked.isascii() and asked.isdigit() else None
        if found is None or str(found.session_id) != unquote(object_id):
            raise Http404("There is no open proposal of yours of that number for this meeting.")
        return found

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> Any:
        if obj is not None:
            if request.method == "GET":  # a refused form has its own things to say
                context["comments"] = comments_on(obj.pk)
            context["proposes"] = obj.publication == Publication.PUBLISHED
            if context["proposes"]:
                context["waiting"] = Proposal.objects.open().filter(session=obj).select_related("author")
            if context.get("continued") and request.method == "GET":
                context["adminform"].form.initial["reason"] = context["continued"].note
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    def save_model(self, request: HttpRequest, obj: Session, form: Any, change: bool) -> None:
        public = change and obj.publication == Publication.PUBLISHED
        if public and not hasattr(request, "_meeting_base"):
            request._meeting_base = read(obj.pk)  # type: ignore[attr-defined]  # lives as long as its request
        super().save_model(request, obj, form, change)

    def response_change(self, request: HttpRequest, obj: Session) -> HttpResponse:
        """After the save of a public meeting: read what was typed, and have the save taken back."""
        if obj.publication != Publication.PUBLISHED or _publishes(request):
            return super().response_change(request, obj)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what the commit would refuse
        base: Document = request._meeting_base  # type: ignore[attr-defined]  # set by save_model
        raise _Read(base, read(obj.pk), reason_typed(request))

    def _proposed(self, request: HttpRequest, typed: _Read, continued: Proposal | None) -> HttpResponse:
        form = reverse("admin:meetings_session_change", args=[typed.document["session"]])
        try:
            proposal = propose(
                document=typed.document,
                base=typed.base,
                author=request.user,
                note=typed.note,
                continues=continued,
            )
        except Refused as refused:
            self.message_user(request, " ".join(refused.sentences), messages.WARNING)
            return HttpResponseRedirect(form)
        sentence = "Your proposal is stored. It becomes public once somebody else has approved it."
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(proposal_address(proposal))


def proposal_address(proposal: Proposal | None) -> str:
    """The page of the proposal; of none, their list."""
    if proposal is None:
        return reverse("admin:statements_proposal_changelist")
    return reverse("admin:statements_proposal_change", args=[proposal.pk])


def _mine(proposal: Proposal) -> dict[str, str]:
    """Of every contradiction the author's own side: they see in the form what they typed."""
    return {conflict.name: "mine" for conflict in compare(proposal).merged.conflicts}


def _publishes(request: HttpRequest) -> bool:
    """Whether this very save is what made the session public."""
    return "_publish" in request.POST
