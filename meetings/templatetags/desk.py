"""What the desk's own templates ask of its inlines."""

from typing import Any

from django import template
from django.contrib.admin.utils import flatten
from django.utils.safestring import SafeString

from meetings.admin.rendering import draw_boxes

register = template.Library()


@register.filter
def label_of(row: Any, inline: Any) -> str:
    """The words on a saved row when it is folded."""
    return str(inline.label(row))


@register.filter
def is_folded(fieldset: Any) -> bool:
    """Whether its boxes are shown only on demand; never those with an error."""
    wrong = set(flatten(fieldset.fields)).intersection(fieldset.form.errors)
    return bool(fieldset.name and "collapse" in fieldset.classes and not wrong)


@register.filter
def boxes(fieldset: Any) -> SafeString:
    """All boxes of the fieldset, line by line, each with its label, its errors and its help."""
    return draw_boxes(fieldset)
