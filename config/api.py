"""The record for programs: which resources there are, over all apps, and their addresses below `/api/`."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import condition
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from config.exports import TABLES
from delegations import interface as of_delegations
from meetings.interface import records
from meetings.interface.operations import ROOT, add
from meetings.interface.problems import MEDIA_TYPE, problem
from meetings.interface.serving import served
from meetings.pages import PublicRequest, public_page
from statements import interface as of_statements

RESOURCES = (
    records.COUNCIL_RESOURCE.with_nested(of_delegations.IN_COUNCIL),
    records.SESSION_RESOURCE.with_nested(*of_delegations.IN_SESSION, *of_statements.IN_SESSION),
    of_delegations.DELEGATION_RESOURCE,
    of_delegations.PARTY_RESOURCE,
    of_delegations.PERSON_RESOURCE,
    of_statements.STATEMENT_RESOURCE,
    records.GAP_RESOURCE,
    records.RESUMPTION_RESOURCE,
    records.SILENCE_RESOURCE,
    records.TOPIC_RESOURCE,
    records.PLACE_RESOURCE,
    of_statements.SOURCE_RESOURCE,
    of_delegations.RETIRED_RESOURCE,
)
DESCRIPTION = (
    "The record of councils, their sessions, who came and what was said, with the source of every fact. Read-only, no key. "
    "The filters are those of the timeline; the fields are the columns of the files, described in /codebook/. "
    "Whoever wants everything takes the files: /datapackage.json lists them."
)
DESCRIBED = "openapi-json"  # the library's name of the address of its description
BULK = ("/datapackage.json", "/sessions.csv", "/codebook/")


class Interface(NinjaAPI):
    """With refusals described as what they are, and what every answer has in its head."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**given)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    _describe(int(status), response)
        return schema


def _describe(status: int, response: dict[str, Any]) -> None:
    text = {"schema": {"type": "string"}, "required": True}
    if status >= 400 and "content" in response:
        response["content"] = {MEDIA_TYPE: next(iter(response["content"].values()))}
    if status == 200:
        response["headers"] = {
            "ETag": {**text, "description": "Send it as If-None-Match: 304 while nothing changed."}
        }
    elif status == 301:
        response.pop("content", None)
        response["headers"] = {"Location": {**text, "description": "Where the record is now."}}
    elif status == 429:
        response["headers"] = {
            "Retry-After": {
                "schema": {"type": "integer"},
                "required": True,
                "description": "Seconds to wait.",
            }
        }


def make_interface() -> NinjaAPI:
    """Without the library's own page of documentation, which loads scripts from other sites."""
    api = Interface(
        title="Reconvene",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        servers=[{"url": settings.SITE_URL}],
        urls_namespace="interface",
    )
    api.add_exception_handler(ValidationError, _refuse)
    for other in (Exception, Http404):  # answered where all are, see `served`
        api._exception_handlers.pop(other, None)
    files = frozenset(table.name for table in TABLES)
    for resource in RESOURCES:
        add(api, resource, f"/{resource.name}", files)
    return api


def _refuse(request: HttpRequest, error: Any) -> HttpResponse:
    """400 with a sentence for the first parameter that cannot be read."""
    first = error.errors[0]
    name = str(next((each for each in reversed(first["loc"]) if isinstance(each, str)), "")).removesuffix("_")
    return problem(400, f"“{name[:40]}” cannot be read: {first['msg'][:200]}.", parameter=name[:40])


api = make_interface()


def index(request: HttpRequest) -> HttpResponseBase:
    """Where everything is."""
    return JsonResponse(
        {
            "resources": {resource.name: f"{settings.SITE_URL}{ROOT}/{resource.name}" for resource in RESOURCES},
            "openapi": f"{settings.SITE_URL}{ROOT}/openapi.json",
            "documentation": f"{settings.SITE_URL}/api/",
            "files": f"{settings.SITE_URL}/datapackage.json",
        }
    )  # fmt: skip


def nothing_here(request: HttpRequest) -> HttpResponseBase:
    raise Http404


@public_page("lang")
def explained(request: PublicRequest) -> HttpResponse:
    """The interface for people."""
    context = {"resources": RESOURCES, "root": ROOT, "limit": settings.API_REQUESTS_A_MINUTE}
    return render(request, "meetings/interface.html", context)


def _served(pattern: URLPattern, serve: Callable[..., Any]) -> URLPattern:
    view = pattern.callback
    if pattern.name == DESCRIBED:
        # It changes with the code alone.
        view = condition(etag_func=lambda request: f'"{settings.VERSION}"')(view)
    return URLPattern(pattern.pattern, serve(view), pattern.default_args, pattern.name)


def _patterns() -> tuple[list[URLPattern], str, str]:
    serve = served(BULK)
    found, app_name, namespace = api.urls
    root = path("", serve(index), name="index")
    return (
        [
            root,
            *(_served(each, serve) for each in found if isinstance(each, URLPattern)),
            re_path("", serve(nothing_here)),
        ],
        app_name,
        namespace,
    )


urlpatterns = [path("api/", explained, name="interface"), path(f"{ROOT.lstrip('/')}/", _patterns())]
