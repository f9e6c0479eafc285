"""The report reader at the desk: beside the form of a session, and on a page of its own that needs no JavaScript."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from delegations.models import Person
from meetings.admin.session_preview import PreviewedSessionAdmin
from meetings.models import Session, Source
from meetings.vocabulary import Publication
from statements.reader import LANGUAGES, language_of
from statements.report_reading import LONGEST_TEXT, Offer, Reading, read_for_desk
from statements.report_taking import take_proposals

# A proposal goes to the page and back signed, so that what is accepted is what the reader read; the text does not.
_SALT = "statements.reader"
_DAY = 24 * 60 * 60
_MOST_TICKED = 500

_LANGUAGE_NAMES = {"de": "German", "en": "English", "fr": "French", "ru": "Russian", "es": "Spanish"}
NO_TEXT = "Paste the text of the report."
TOO_LONG = "The text is longer than {:,} characters: paste it in parts."
NO_LANGUAGE = "The language is not plain from the text: choose it."
NO_SOURCE = "Choose the source: each row rests on one."
PUBLIC = "This session is public: its form, with a reason, is the way to add to it."
THERE_ALREADY = "All that was ticked stands there already; nothing was added again."
NOTHING = "Nothing was ticked; nothing was added."
TAMPERED = "These proposals are older than a day or not from this page: read the report again."


class ReadingAdmin(PreviewedSessionAdmin):
    """Proposes what a pasted report says. Nothing is stored but what the editor accepts."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.read_view)
        return [
            path("add/read/", view, name="meetings_session_read_new"),
            path("<path:object_id>/read/", view, name="meetings_session_read"),
            *super().get_urls(),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        context = {
            **(extra_context or {}),
            "reader_address": reader_address(object_id),
            "reader_languages": _languages(),
            "reader_limit": LONGEST_TEXT,
        }
        return super().changeform_view(request, object_id, form_url, context)

    @method_decorator(never_cache)
    @method_decorator(sensitive_post_parameters("text"))
    def read_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """The page on which a text is pasted; its proposals; and, posted back, those that were ticked.

        With `panel` in the post, the proposals alone, for the panel beside the form.
        """
        session = self._asked_about(request, object_id)
        if (request.method == "POST" and "accept" in request.POST) or "take" in request.POST:
            return self._accept(request, session)
        if request.method == "POST":
            return self._propose(request, session)
        return self._page(request, session, {})

    def _propose(self, request: HttpRequest, session: Session | None) -> HttpResponse:
        text = request.POST.get("text", "")
        language = request.POST.get("language", "") or language_of(text[:LONGEST_TEXT])
        source = _source(request)
        problem = _problem(text, language)
        reading = None
        if not problem:
            reading = read_for_desk(text, language, source=source, session=session, now=timezone.now())
        context: dict[str, Any] = {
            "problem": problem,
            "reading": reading,
            "language": language,
            "source": source,
        }
        if "panel" in request.POST:
            return TemplateResponse(request, "admin/desk/_proposals.html", {**context, "in_panel": True})
        if reading and session is not None:
            context["rows"] = _boxes(reading, session)
        return self._page(request, session, {**context, "text": text if problem else ""})

    def _accept(self, request: HttpRequest, session: Session | None) -> HttpResponse:
        if session is None:
            return self._page(request, session, {})
        back = HttpResponseRedirect(reverse("admin:meetings_session_change", args=[session.pk]))
        source = _source(request)
        if session.publication not in (Publication.DRAFT, Publication.IN_REVIEW):
            messages.error(request, PUBLIC)
            return back
        if source is None:
            messages.error(request, NO_SOURCE)
            return HttpResponseRedirect(reverse("admin:meetings_session_read", args=[session.pk]))
        try:
            accepted = [
                self._accepted(request, session, ticked)
                for ticked in request.POST.getlist("accept")[:_MOST_TICKED]
            ]
            taken = take_proposals(session=session, source=source, accepted=accepted)
        except signing.BadSignature:
            messages.error(request, TAMPERED)
            return HttpResponseRedirect(reverse("admin:meetings_session_read", args=[session.pk]))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(reverse("admin:meetings_session_read", args=[session.pk]))
        if not (taken.statements or taken.claims):
            messages.warning(request, THERE_ALREADY if accepted else NOTHING)
            return back
        added = f"{taken.statements} statements and {taken.claims} gap claims were added from {source}."
        self.log_change(request, session, added)
        messages.success(request, added)
        return back

    def _accepted(
        self, request: HttpRequest, session: Session, ticked: str
    ) -> tuple[dict[str, Any], int | None]:
        number, _, signed = ticked.partition(":")
        values: dict[str, Any] = signing.loads(signed, salt=f"{_SALT}.{session.pk}", max_age=_DAY)
        chosen = _key(request.POST.get(f"speaker-{number}", ""))
        person = Person.objects.filter(pk=chosen).first() if chosen else None
        return values, person.pk if person else None

    def _page(self, request: HttpRequest, session: Session | None, context: dict[str, Any]) -> HttpResponse:
        sources = list(Source.objects.filter(sessioncitations__session=session).distinct()) if session else []
        defaults: dict[str, Any] = {
            "title": "Read a report",
            "session": session,
            "sources": sources,
            "source": sources[0] if sources else None,
            "languages": _languages(),
            "limit": LONGEST_TEXT,
            "opts": self.opts,
            "may_add": session is not None
            and session.publication in (Publication.DRAFT, Publication.IN_REVIEW),
        }
        page = {
            **self.admin_site.each_context(request),
            **defaults,
            **{k: v for k, v in context.items() if v is not None},
        }
        return TemplateResponse(request, "admin/desk/reader.html", page)


def reader_address(object_id: str | None) -> str:
    if object_id is None:
        return reverse("admin:meetings_session_read_new")
    return reverse("admin:meetings_session_read", args=[object_id])


def _languages() -> list[tuple[str, str]]:
    return [(code, _LANGUAGE_NAMES[code]) for code in LANGUAGES]


def _problem(text: str, language: str) -> str:
    if not text.strip():
        return NO_TEXT
    if len(text) > LONGEST_TEXT:
        return TOO_LONG.format(LONGEST_TEXT)
    return "" if language in LANGUAGES else NO_LANGUAGE


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _source(request: HttpRequest) -> Source | None:
    key = _key(request.POST.get("source", ""))
    return Source.objects.filter(pk=key).first() if key else None


def _boxes(reading: Reading, session: Session) -> list[tuple[Offer, str]]:
    """Each claim and statement with the value of its box."""
    offers = [*reading.claims, *reading.statements]
    return [
        (offer, f"{number}:{signing.dumps(offer.values, salt=f'{_SALT}.{session.pk}', compress=True)}")
        for number, offer in enumerate(offers)
    ]
