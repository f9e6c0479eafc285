"""Plain boxes drawn without the template engine.

A session with 40 delegations and 40 statements has some 2,000 boxes; at three nested templates a box they take
several times as long as drawn here. The markup is that of Django's own templates; whatever is put into it is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext

_REQUIRED = ' class="required"'


def _text(value: Any) -> str:
    """Escaped, unless it is markup already. As `conditional_escape`, without what that asks of lazy texts."""
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


def _attributes(attrs: Mapping[str, Any]) -> str:
    """` name="value"` for each; True stands alone, False is left out."""
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return (
        f'<input type="{widget["type"]}" name="{_text(widget["name"])}"{value}{_attributes(widget["attrs"])}>'
    )


def _textarea(widget: Mapping[str, Any]) -> str:
    name, typed = _text(widget["name"]), _text(widget["value"] or "")
    return f'<textarea name="{name}"{_attributes(widget["attrs"])}>\n{typed}</textarea>'


def _option(option: Mapping[str, Any]) -> str:
    value, label = _text(option["value"]), _text(option["label"])
    return f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


def _select(widget: Mapping[str, Any]) -> str:
    options = "".join(_option(option) for _, group, _ in widget["optgroups"] for option in group)
    return f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>{options}</select>'


_DRAWN: dict[str, Callable[[Mapping[str, Any]], str]] = {
    **{
        f"django/forms/widgets/{name}.html": _input
        for name in ("input", "text", "number", "url", "hidden", "checkbox", "date", "time")
    },
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}


def _moment(context: Mapping[str, Any]) -> str:
    """A day and a time, each in a box of its own."""
    day, time = context["widget"]["subwidgets"]
    words = _text(context["date_label"]), _text(context["time_label"])
    return f'<p class="datetime">{words[0]} {_input(day)}<br>{words[1]} {_input(time)}</p>'


# Of the links beside a box that names another record: what each does, its address, its icon, its words.
_LINKS = (
    ("change", "data-href-template", "change_related_template_url", "Change selected %(model)s"),
    ("add", "href", "add_related_url", "Add another %(model)s"),
    ("delete", "data-href-template", "delete_related_template_url", "Delete selected %(model)s"),
    ("view", "data-href-template", "change_related_template_url", "View selected %(model)s"),
)


def _related(context: Mapping[str, Any]) -> str:
    """A box that names another record, with the links that open that one."""
    links = "".join(
        _link(context, act, attribute, address, words)
        for act, attribute, address, words in _LINKS
        if not context["is_hidden"] and context[f"can_{act}_related"]
    )
    limited = context["model_has_limit_choices_to"]
    named = "" if limited else f' data-model-ref="{_text(context["model_name"])}"'
    return f'<div class="related-widget-wrapper"{named}>{_text(context["rendered_widget"])}{links}</div>'


def _link(context: Mapping[str, Any], act: str, attribute: str, address: str, words: str) -> str:
    leads_to = f"{context[address]}?{context['view_related_url_params' if act == 'view' else 'url_params']}"
    attrs = {
        "class": f"related-widget-wrapper-link {act}-related",
        "id": f"{act}_id_{context['name']}",
        attribute: leads_to,
        **({} if act == "view" else {"data-popup": "yes"}),
        "title": gettext(words) % {"model": context["model"]},
    }
    icon = static(f"admin/img/icon-{act}link.svg")
    return f'<a{_attributes(attrs)}><img src="{_text(icon)}" alt="" width="24" height="24"></a>'


_DRAWN_WITH_CONTEXT: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "admin/widgets/split_datetime.html": _moment,
    "admin/widgets/related_widget_wrapper.html": _related,
}


class DeskRenderer(DjangoTemplates):
    """Draws the plain boxes; leaves all others to the templates."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name in _DRAWN_WITH_CONTEXT:
            return mark_safe(_DRAWN_WITH_CONTEXT[template_name](context))  # each part is escaped above
        draw = _DRAWN.get(template_name)
        if draw is None or any(name for name, _, _ in context["widget"].get("optgroups", ())):
            return super().render(template_name, context, request)
        return mark_safe(draw(context["widget"]))  # each part is escaped above


DESK_RENDERER = DeskRenderer()


def draw_boxes(fieldset: Any) -> SafeString:
    """The boxes of an admin's fieldset, line by line, each with its label, its errors and its help."""
    lines = (
        f'<div class="desk-line{"" if line.has_visible_field else " hidden"}">{"".join(map(_box, line))}</div>\n'
        for line in fieldset
    )
    return mark_safe(f'<div class="desk-fields">{"".join(lines)}</div>')  # each part is escaped below


def _box(field: Any) -> str:
    if field.is_readonly:
        name, shown = _text(field.field["name"]), _text(field.contents())
        return f'<div class="desk-field field-{name}">{field.label_tag()}<div class="readonly">{shown}</div></div>'
    box, errors = field.field, field.field.errors
    # A box of several parts is named by the first of them.
    named = _text(box.id_for_label or f"{box.auto_id}_0")
    label = (
        f'<label for="{named}"{_REQUIRED if box.field.required else ""}>{_text(capfirst(box.label))}</label>'
    )
    helped = (
        f'<div class="help" id="{_text(box.auto_id)}_helptext">{_text(box.help_text)}</div>'
        if box.help_text
        else ""
    )
    drawn = f"{box} {label}" if field.is_checkbox else f"{label}{box}"
    kind = f"{' desk-check' if field.is_checkbox else ''}{' errors' if errors else ''}"
    return f'<div class="desk-field field-{_text(box.name)}{kind}">{drawn}{errors or ""}{helped}</div>\n'
