"""Plain boxes drawn without the template engine.

A session with 40 delegations and 40 statements has some 2,000 boxes; at three nested templates a box they take
three seconds, drawn here a tenth of one. The markup is that of Django's own templates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


def _attributes(attrs: Mapping[str, Any]) -> SafeString:
    """` name="value"` for each; True stands alone, False is left out."""
    drawn = (
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False
    )
    return mark_safe("".join(drawn))  # each part is escaped above


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    shown = {"value": str(value)} if value is not None else {}
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        _attributes(shown),
        _attributes(widget["attrs"]),
    )


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        _attributes(widget["attrs"]),
        widget["value"] or "",
    )


def _option(option: Mapping[str, Any]) -> SafeString:
    return format_html(
        '<option value="{}"{}>{}</option>', option["value"], _attributes(option["attrs"]), option["label"]
    )


def _select(widget: Mapping[str, Any]) -> SafeString:
    options = [_option(option) for _, group, _ in widget["optgroups"] for option in group]
    return format_html(
        '<select name="{}"{}>{}</select>',
        widget["name"],
        _attributes(widget["attrs"]),
        mark_safe("".join(options)),  # each option is escaped above
    )


_DRAWN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{
        f"django/forms/widgets/{name}.html": _input
        for name in ("input", "text", "number", "url", "hidden", "checkbox", "date", "time")
    },
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}


class DeskRenderer(DjangoTemplates):
    """Draws the plain boxes; leaves all others to the templates."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        draw = _DRAWN.get(template_name)
        if draw is None or any(name for name, _, _ in context["widget"].get("optgroups", ())):
            return super().render(template_name, context, request)
        return draw(context["widget"])


DESK_RENDERER = DeskRenderer()
