"""Source first: paste an address, and go on from the source to a session or a statement."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from meetings.admin.source_form import on_record
from meetings.models import Session, Source
from meetings.sources.addresses import Address, AddressError, read_address
from meetings.sources.finding import habits_of, known_source

_SESSIONS_OFFERED = 6
_LONGEST_PASTED = 5000  # characters among which the address is looked for


def known(request: HttpRequest) -> JsonResponse:
    """What is known of the address being typed: `{"problem": …}`, or its parts, `guess` and `known`."""
    try:
        address = read_address(request.GET.get("address", "")[:_LONGEST_PASTED])
    except AddressError as error:
        return JsonResponse({"problem": str(error)})
    source = known_source(address, other_than=_number(request.GET.get("other_than")))
    if source is not None:
        use = reverse("admin:meetings_source_use", args=[source.pk])
        page = reverse("admin:meetings_source_change", args=[source.pk])
        return JsonResponse({"known": {"label": str(source), "address": page, "use": use}})
    return JsonResponse({"url": address.url, "guess": _guess(address)})


def paste(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """A pasted address leads to its source, else to the form of a new one, filled in as far as it can be.

    Posted, for a whole mail may be pasted, which no address holds; also taken from the address.
    """
    asked = request.POST if request.method == "POST" else request.GET
    text = asked.get("address", "")
    problem = ""
    if text.strip():
        try:
            address = read_address(text[:_LONGEST_PASTED])
        except AddressError as error:
            problem = str(error)
        else:
            source = known_source(address)
            if source is None:
                start = {"url": address.url, **_guess(address)}
                return HttpResponseRedirect(f"{reverse('admin:meetings_source_add')}?{urlencode(start)}")
            messages.info(request, on_record(source))
            return HttpResponseRedirect(reverse("admin:meetings_source_change", args=[source.pk]))
    context |= {"title": "Start from a source", "pasted": text, "problem": problem}
    return TemplateResponse(request, "admin/desk/paste.html", context)


def use(request: HttpRequest, key: int) -> HttpResponse:
    """In the window that a + opened: the source on record becomes the choice of the box, and the window closes."""
    source = get_object_or_404(Source, pk=key)
    chosen = json.dumps({"value": str(source.pk), "obj": str(source)})
    return TemplateResponse(request, "admin/popup_response.html", {"popup_response_data": chosen})


def statement(request: HttpRequest, key: int) -> HttpResponse:
    """To the form of the chosen session, with a new statement that rests on the source."""
    if not request.user.has_perm("statements.add_statement"):
        raise PermissionDenied
    source = get_object_or_404(Source, pk=key)
    session = Session.objects.filter(pk=_number(request.GET.get("session"))).first()
    if session is None:
        messages.warning(request, "Choose the session at which it was said.")
        return HttpResponseRedirect(reverse("admin:meetings_source_change", args=[source.pk]))
    page = reverse("admin:meetings_session_change", args=[session.pk])
    return HttpResponseRedirect(f"{page}?source={source.pk}&add=statement#statements-group")


def sessions_near(source: Source) -> QuerySet[Session]:
    """Sessions to which its next statement may belong: those that cite it, the latest entered first."""
    return Session.objects.filter(citations__source=source).distinct().order_by("-pk")[:_SESSIONS_OFFERED]


def _guess(address: Address) -> dict[str, str]:
    """What a new source of that host probably is, and what follows from a stored copy's address."""
    habits = habits_of(address.host)
    found = {
        "publisher": habits.publisher,
        "language": habits.language,
        "kind": habits.kind,
        "archive_url": address.archive_url,
        "archived_on": address.archived_on.isoformat() if address.archived_on else "",
        "accessed": timezone.now().date().isoformat(),
    }
    return {name: value for name, value in found.items() if value}


def _number(text: str | None) -> int:
    """The key in a parameter; 0, which no record has, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
