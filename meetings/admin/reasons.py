"""The reason that somebody typed for what they do."""

from __future__ import annotations

from django.http import HttpRequest

from meetings.characters import UNPRINTABLE, closed

LONGEST = 500


def reason_typed(request: HttpRequest) -> str:
    """As it is kept and shown to readers, whether or not a form read its box; empty if there is none."""
    typed = UNPRINTABLE.sub("", request.POST.get("reason", "")).strip()
    return closed(typed[:LONGEST])
