"""The boxes of a filter. A form has hundreds: made here they take a tenth of the time of a template's loop."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.filters.form import Choice
from meetings.languages import language
from meetings.timeline.words import number

register = template.Library()


@register.simple_tag
def choice_boxes(name: str, choices: Iterable[Choice]) -> SafeString:
    """A box with its label for each choice of the filter `name`, and the sessions it would give where counted."""
    locale = language()
    return mark_safe("\n".join([_box(name, choice, locale) for choice in choices]))


def _box(name: str, choice: Choice, locale: str) -> str:
    # Names of filters and keys are words of our own; all else is escaped.
    dimmed = ' class="empty-choice"' if choice.is_empty else ""
    also = f' data-also="{escape(choice.also)}"' if choice.also and choice.also != choice.label else ""
    count = "" if choice.count is None else f' <span class="count">{number(choice.count, locale)}</span>'
    return (
        f'<label{dimmed}{also}><input type="checkbox" name="{name}" value="{escape(choice.value)}"'
        f' id="f-{name}-{choice.key}"{" checked" if choice.is_chosen else ""}>'
        f' <span class="name">{escape(choice.label)}</span>{count}</label>'
    )
