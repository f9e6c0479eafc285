"""The words by which two texts differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
# Longer texts are shown whole: comparing them word by word takes seconds and is not readable anyway.
MOST_COMPARED = 4000


@register.simple_tag
def differing(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Both texts, in each the words marked that the other has not."""
    if not before or not after or len(before) + len(after) > MOST_COMPARED:
        return format_html("{}", before), format_html("{}", after)
    old, new = re.split(r"(\s+)", before), re.split(r"(\s+)", after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    if not any(kind == "equal" and "".join(old[i:j]).strip() for kind, i, j, _, _ in steps):
        return format_html("{}", before), format_html("{}", after)
    return (
        _marked((kind, "".join(old[i:j])) for kind, i, j, _, _ in steps),
        _marked((kind, "".join(new[i:j])) for kind, _, _, i, j in steps),
    )


def _marked(parts: Iterable[tuple[str, str]]) -> SafeString:
    pieces = [
        format_html("{}", text) if kind == "equal" else format_html("<mark>{}</mark>", text)
        for kind, text in parts
        if text
    ]
    return format_html_join("", "{}", ((piece,) for piece in pieces))
