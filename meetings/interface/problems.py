"""Refusals for programs: `application/problem+json` (RFC 9457), each with a sentence."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from pydantic import BaseModel, Field

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """A refusal (RFC 9457)."""

    type: str = Field(description="Where the interface and its refusals are explained.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong, in a sentence.")
    parameter: str | None = Field(None, description="The parameter to blame, where it is a single one.")
    bulk: list[str] | None = Field(
        None, description="With 429: where everything is had at once, without a limit."
    )


class Refusal(Exception):
    """An answer that is not the one asked for. ``more``: further members of the problem."""

    def __init__(self, status: int, sentence: str, **more: Any) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.more = more


def problem(status: int, sentence: str, **more: Any) -> HttpResponse:
    """The response. Members without a value are left out."""
    body = {
        "type": f"{settings.SITE_URL}/api/#problems",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": sentence,
        **{name: value for name, value in more.items() if value},
    }
    return JsonResponse(
        body, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )
