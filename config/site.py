"""What every template knows of the installation, and the pages for what is not there."""

import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.interface.operations import ROOT
from meetings.interface.problems import problem
from meetings.languages import language_of


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``site_url`` (no slash at its end), ``code_version``; on public pages ``data_version``."""
    return {
        "site_url": settings.SITE_URL,
        "code_version": settings.VERSION,
        "data_version": getattr(request, "data_version", None),
        "query": getattr(request, "query", None),
    }


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 for what never came to a view, such as another site's host name; for programs a problem, as all of theirs."""
    if request.path.startswith(f"{ROOT}/"):
        return problem(400, "The request cannot be read. Check the host name and the address.")
    with override(language_of(request)):
        return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with the sentence that the view gave, if it gave one."""
    said = exception.args[0] if isinstance(exception, Http404) and exception.args else ""
    message = said if isinstance(said, str) else ""
    with override(language_of(request)):
        return render(request, "404.html", {"message": message}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 in a sentence; 503 while the database cannot be reached. Rendered without touching the database."""
    unreachable = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    with override(language_of(request)):
        message = (
            _("The database cannot be reached just now. Nothing is lost; try again in a moment.")
            if unreachable
            else ""
        )
        page = render_to_string(
            "500.html", {"message": message, "code_version": settings.VERSION, "unreachable": unreachable}
        )
    return HttpResponse(
        page, status=503 if unreachable else 500, headers={"Retry-After": "5"} if unreachable else None
    )


class NotAllowedMiddleware:
    """Django refuses a method without a word: whatever answers 405 says so in a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            with override(language_of(request)):
                response.content = render_to_string("405.html", {"allowed": response["Allow"]}, request)
        return response
