"""What every template knows of the installation, and the pages for what is not there."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``site_url`` (no slash at its end), ``code_version``; on public pages ``data_version``."""
    return {
        "site_url": settings.SITE_URL,
        "code_version": settings.VERSION,
        "data_version": getattr(request, "data_version", None),
        "query": getattr(request, "query", None),
    }


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with the sentence that the view gave, if it gave one."""
    said = exception.args[0] if isinstance(exception, Http404) and exception.args else ""
    message = said if isinstance(said, str) else ""
    return render(request, "404.html", {"message": message}, status=404)
