"""What the desk's own templates ask of its inlines."""

from typing import Any

from django import template
from django.contrib.admin.utils import flatten

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
