"""What the desk's own templates ask of its inlines."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def label_of(row: Any, inline: Any) -> str:
    """The words on a saved row when it is folded."""
    return str(inline.label(row))
