"""How a date being typed is understood, for the live hint beside the box."""

from __future__ import annotations

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from meetings.dates.reading import DateReadingError, read_date


@require_GET
@staff_member_required
def reading(request: HttpRequest) -> JsonResponse:
    """`{"understood": sentence}`, or `{"problem": sentence, "readings": [words, …]}`; both for `?text=`."""
    text = request.GET.get("text", "")
    if not text.strip():
        return JsonResponse({"understood": ""})
    try:
        return JsonResponse({"understood": read_date(text).explained()})
    except DateReadingError as error:
        return JsonResponse({"problem": error.message, "readings": error.readings})
