"""How a date being typed is understood, for the live hint beside the box."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from meetings.admin.report_days import day_of_source
from meetings.dates.forms import read_counting
from meetings.dates.reading import DateReadingError


@require_GET
@staff_member_required
def reading(request: HttpRequest) -> JsonResponse:
    """`{"understood": sentence}`, or `{"problem": sentence, "readings": [words, …]}`; both for `?text=`.

    `?source=` is the key of the source from whose day "Wednesday" is counted; with `?ahead=` the next one is meant.
    """
    text = request.GET.get("text", "")
    if not text.strip():
        return JsonResponse({"understood": ""})
    try:
        found = read_counting(text, partial(_day, request), ahead=bool(request.GET.get("ahead")))
        return JsonResponse({"understood": found.explained()})
    except DateReadingError as error:
        return JsonResponse({"problem": error.message, "readings": error.readings})


def _day(request: HttpRequest) -> date | None:
    return day_of_source(request.GET.get("source", ""))
