"""The addresses of a resource: its list, and one record of it."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from ninja import NinjaAPI, Query

from meetings import pages
from meetings.exports.csv_form import instant
from meetings.exports.scope import Scope
from meetings.filter_words import as_named_publicly
from meetings.interface.parameters import (
    FILTERS,
    Asked,
    ItemParameters,
    ListParameters,
    PlainParameters,
    read_asked,
    read_filters,
)
from meetings.interface.problems import Problem, Refusal
from meetings.interface.reading import find, is_id, read_item, read_page
from meetings.interface.resources import Resource
from meetings.interface.schemas import page_of, record
from meetings.interface.serving import Reading, respond
from meetings.models import RetiredId

ROOT = "/api/v1"
# A record merged into one that was merged, and so on.
STEPS_MOST = 10
# The refusals that an address of each sort can answer with.
LIST_PROBLEMS = dict.fromkeys((400, 429, 500, 503), Problem)
ITEM_PROBLEMS = dict.fromkeys((400, 404, 410, 429, 500, 503), Problem)
UPDATES = (
    "With `updated_since` they come by their last change; whoever asks again with the `updated_until` of the last pass"
    " misses nothing."
)
NO_UPDATES = (
    "They follow from the record and have no last change of their own: ask whether data_version has moved."
)


def add(api: NinjaAPI, resource: Resource, path: str, files: frozenset[str]) -> None:
    """Both addresses under ``path``. ``files``: names of the tables that are files of the site."""
    _add_list(api, resource, path, f"/{resource.table.file_name}" if resource.table.name in files else "")
    if resource.has_items:
        _add_item(api, resource, path)


def _councils_of(resource: Resource, names: tuple[str, ...] | None, schema_name: str) -> dict[str, Any]:
    if not resource.per_council:
        return {}
    columns = [column for column in resource.columns(names) if column.name in resource.per_council]
    of_each = record(f"{schema_name}Council", columns, f"What a {resource.one} is to a council that held it.")
    return {"councils": (list[of_each], ...)}  # type: ignore[valid-type]  # made at run time


def schema_of(resource: Resource, names: tuple[str, ...] | None = None) -> Any:
    """The schema of an item: of a whole one, or of one in a list."""
    name = resource.schema_name if names is None else f"{resource.schema_name}InList"
    own = [column for column in resource.columns(names) if column.name not in resource.per_council]
    nested = {each.name: each.field for each in resource.nested} if names is None else {}
    return record(name, own, resource.table.description, **_councils_of(resource, names, name), **nested)


def _add_list(api: NinjaAPI, resource: Resource, path: str, file: str) -> None:
    parameters: Any = ListParameters if resource.has_changes else PlainParameters
    told = UPDATES if resource.has_changes else NO_UPDATES

    def listed(request: HttpRequest, asked: Any) -> HttpResponseBase:
        wanted = read_asked(request.GET, asked, pages.clock().date())
        return respond(
            request, wanted.query, lambda reading: _list_body(resource, wanted, reading, file, request)
        )

    listed.__annotations__["asked"] = Query[parameters]  # type: ignore[misc]  # for the checker a function
    api.get(
        path,
        response={
            200: page_of(resource.schema_name, schema_of(resource, resource.listed), told),
            **LIST_PROBLEMS,
        },
        operation_id=f"list_{resource.name}",
        summary=resource.table.title,
        description=f"{resource.table.description} Filters choose sessions, as on the timeline. {told}",
        tags=[resource.name],
        url_name=f"api_{resource.name}",
    )(listed)


def _list_body(
    resource: Resource, asked: Asked, reading: Reading, file: str, request: HttpRequest
) -> dict[str, Any]:
    query = as_named_publicly(reading.scope.query, reading.scope.now)
    scope = replace(reading.scope, query=query)
    page = read_page(resource, scope, after=asked.after, limit=asked.limit, since=asked.since)
    given = [(name, value) for name, values in sorted(request.GET.lists()) for value in values]
    following = [pair for pair in given if pair[0] != "cursor"]
    filters = [pair for pair in given if pair[0] in FILTERS]
    here = settings.SITE_URL + request.path
    return {
        "data": page.rows,
        "next": f"{here}?{urlencode([*following, ('cursor', page.after.written())])}" if page.after else None,
        "csv": f"{settings.SITE_URL}{file}{'?' if filters else ''}{urlencode(filters)}" if file else None,
        "data_version": reading.scope.data_version,
        "updated_until": instant(reading.complete_until),
    }


def _add_item(api: NinjaAPI, resource: Resource, path: str) -> None:
    def item(request: HttpRequest, key: str, asked: Any) -> HttpResponseBase:
        if "\x00" in key:  # no text of the database has one
            raise Http404
        query = read_filters(request.GET, asked, pages.clock().date())
        return respond(request, query, lambda reading: _item_body(resource, key, reading, path))

    item.__annotations__["asked"] = Query[ItemParameters]  # type: ignore[valid-type, misc]  # the same
    api.get(
        f"{path}/{{key}}",
        response={200: schema_of(resource), 301: None, **ITEM_PROBLEMS},
        operation_id=f"get_{resource.one.replace(' ', '_')}",
        summary=f"One {resource.one}",
        description=f"All of one {resource.one}, by {_named_by(resource)}. One that was renamed or merged answers 301"
        " with its new address, an erased one 410.",
        tags=[resource.name],
        url_name=f"api_{resource.name}_item",
    )(item)


def _named_by(resource: Resource) -> str:
    ways = [f"its id ({resource.letter}12)"] if resource.letter else []
    return " or ".join([*ways, *([f"its {resource.slug}"] if resource.slug else [])])


def _item_body(resource: Resource, key: str, reading: Reading, path: str) -> "dict[str, Any] | HttpResponse":
    found = find(resource, reading.scope, key)
    body = read_item(resource, reading.scope, found) if found else None
    if body is not None:
        return body
    return _where_it_went(resource, key, path, reading.scope)


def _where_it_went(resource: Resource, key: str, path: str, scope: Scope) -> HttpResponse:
    """301 to what took the record's place, over any number of steps, if that is public; 410 if it was erased; else 404."""
    went = key
    for _ in range(STEPS_MOST):
        retired = RetiredId.objects.filter(
            key=went if is_id(resource, went) else f"{resource.path}/{went}"
        ).first()
        if retired is None:
            break
        if not retired.successor:
            raise Refusal(410, retired.reason or f"“{key[:80]}” was erased from the record.")
        went = retired.successor.rpartition("/")[2]
    if went == key or find(resource, scope, went) is None:
        raise Refusal(404, f"There is no {resource.one} “{key[:80]}” on public record.")
    response = HttpResponse(status=301)
    response["Location"] = f"{ROOT}{path}/{went}"
    return response
