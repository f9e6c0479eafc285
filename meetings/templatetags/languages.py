"""Addresses in the language of the page, and the switch to the other languages."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from meetings.languages import DEFAULT, LANGUAGES, in_language, language
from meetings.query import PARAMETERS

register = template.Library()


@register.simple_tag
def link(path: str, **parameters: Any) -> str:
    """`{% link "/" council=council.slug %}`: an address of ours in the language of the page, its parameters in the
    canonical order. Empty ones are left out; a tuple or list stands for several of the same name."""
    pairs = [
        (name, value)
        for name in sorted(parameters, key=_place)
        for value in _several(parameters[name])
        if value not in ("", None)
    ]
    return in_language(f"{path}?{urlencode(pairs)}" if pairs else path)


@register.simple_tag
def session_address(session_id: int) -> str:
    """The address of a session of which only the id is at hand."""
    return in_language(f"/sessions/S{session_id}/")


def _place(name: str) -> tuple[int, str]:
    return (PARAMETERS.index(name) if name in PARAMETERS else len(PARAMETERS), name)


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, tuple | list) else [value]


@register.simple_tag
def language_field() -> SafeString:
    """The language of the page as a hidden field: every form that asks by GET has it, or loses the language."""
    if language() == DEFAULT:
        return mark_safe("")
    return format_html('<input type="hidden" name="lang" value="{}">', language())


@register.inclusion_tag("_languages.html", takes_context=True)
def language_switch(context: Context) -> dict[str, Any]:
    """This page in the other languages. Error pages may be rendered without a request: nothing then."""
    return {"versions": [version for version in _versions(context) if version["code"] != language()]}


@register.inclusion_tag("_language_alternates.html", takes_context=True)
def language_alternates(context: Context) -> dict[str, Any]:
    """The same for search engines, in the head: all versions, this one too."""
    is_public_page = getattr(context.get("request"), "query", None) is not None
    return {"versions": _versions(context) if is_public_page else [], "site_url": settings.SITE_URL}


def _versions(context: Context) -> list[dict[str, str]]:
    request = context.get("request")
    if request is None:
        return []
    here = request.get_full_path()
    return [
        {"code": code, "name": name, "address": in_language(here, code)} for code, name in LANGUAGES.items()
    ]
