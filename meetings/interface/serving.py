"""What every answer of the interface shares: reading only, readable from other sites, limits, snapshot, ETag, refusals."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from meetings import pages
from meetings.exports.scope import Scope
from meetings.interface.problems import Refusal, problem
from meetings.interface.watermark import complete_until
from meetings.languages import DEFAULT
from meetings.limits import network_of, seconds_left, times_asked
from meetings.models import DataVersion
from meetings.other_sites import open_to_other_sites
from meetings.query import BadQuery, TimelineQuery

logger = logging.getLogger(__name__)

METHODS = ("GET", "HEAD", "OPTIONS")
MINUTE = 60
_SEEN = ("ETag", "Link", "Location", "Retry-After")
_PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True)
class Reading:
    """What an answer is made from. ``complete_until``: see `watermark`."""

    scope: Scope
    complete_until: datetime


def served(
    bulk: tuple[str, ...],
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Decorate a view of the interface: it answers GET and HEAD, to pages of any site, in English; whatever goes wrong is
    a problem in a sentence. ``bulk``: paths of the files to which who asks too often is led."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @csrf_exempt  # nothing is written
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with override(DEFAULT):
                response = _answer(request, lambda: view(request, *args, **kwargs), bulk)
            return open_to_other_sites(response, *_SEEN)

        return answer

    return decorate


def _answer(
    request: HttpRequest, work: Callable[[], HttpResponseBase], bulk: tuple[str, ...]
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=_PREFLIGHT)
    if request.method not in METHODS:
        response = problem(405, "This interface is read-only: use GET.")
        response["Allow"] = ", ".join(METHODS)
        return response
    try:
        return _refused_as_too_often(request, bulk) or _with_get(request, work)
    except Refusal as refusal:
        return problem(refusal.status, refusal.sentence, **refusal.more)
    except BadQuery as refusal:
        return problem(400, str(refusal), parameter=refusal.parameter)
    except Http404:
        return problem(404, "There is no such address. The interface is explained at /api/.")
    except (OperationalError, InterfaceError):
        logger.exception("The database did not answer the interface: %s", request.path)
        response = problem(503, "The database cannot be reached just now. Try again in a moment.")
        response["Retry-After"] = "5"
        return response
    except Exception:
        logger.exception("The interface failed: %s", request.get_full_path())
        return problem(500, "Something is wrong on our side; the log of the server tells what.")


def _with_get(request: HttpRequest, work: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """HEAD is answered as GET is: the server leaves the body out."""
    method, request.method = request.method, "GET"
    try:
        return work()
    finally:
        request.method = method


def _refused_as_too_often(request: HttpRequest, bulk: tuple[str, ...]) -> HttpResponse | None:
    most = settings.API_REQUESTS_A_MINUTE
    now = pages.clock()
    if not most or times_asked("api", network_of(request), now, seconds=MINUTE) <= most:
        return None
    files = [settings.SITE_URL + path for path in bulk]
    response = problem(
        429,
        f"More than {most} requests came from your network within a minute. Wait as long as Retry-After says, or take the"
        " files: they have everything in one piece, without a limit.",
        bulk=files,
    )
    response["Retry-After"] = str(seconds_left(now, seconds=MINUTE))
    response["Link"] = ", ".join(f'<{file}>; rel="alternate"' for file in files)
    return response


def respond(
    request: HttpRequest, query: TimelineQuery, body: Callable[[Reading], "dict[str, Any] | HttpResponse"]
) -> HttpResponseBase:
    """The answer from one snapshot, or 304 while nothing changed.

    The ETag is a weak one: `updated_until` moves on while the answer means the same.
    """
    until = complete_until()  # before the snapshot
    with pages.snapshot():
        version = DataVersion.current()
        parts = (version, settings.VERSION, request.get_full_path(), query.as_of_day)
        tag = f'W/"{hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]}"'
        response: HttpResponseBase | None = get_conditional_response(request, etag=tag)
        if response is None:
            made = body(Reading(Scope(query, pages.clock(), version), until))
            if isinstance(made, HttpResponse):
                return made
            response = JsonResponse(made, json_dumps_params={"ensure_ascii": False})
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    return response
