"""The rows of the table below the picture, and of the list of resumptions. A page has hundreds: made here they take a
tenth of the time of a template's loop."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.timeline.page import ReturnedItem
from meetings.timeline.table import GapCell, TableRow

register = template.Library()


@register.simple_tag
def timeline_rows(rows: Iterable[TableRow]) -> SafeString:
    """One `tr` for each."""
    level, place, gap = (escape(words) for words in (_("Level"), _("Place"), _("Gap before")))
    parts = _Parts(level, place, gap, f'<span class="quiet">{escape(_("not recorded"))}</span>')
    return mark_safe("".join([_row(row, parts) for row in rows]))


class _Parts(NamedTuple):
    """What all rows have in common: the headings that narrow screens repeat, and what stands for the unknown."""

    level: str
    place: str
    gap: str
    missing: str


def _row(each: TableRow, parts: _Parts) -> str:
    status = f' <span class="badge badge-status">{escape(each.status)}</span>' if each.status else ""
    councils = ", ".join([f'<a href="{escape(href)}">{escape(name)}</a>' for name, href in each.councils])
    number = f" {escape(each.number)}" if each.number else ""
    title = f'<span class="sub">{escape(each.title)}</span>' if each.title else ""
    level = escape(each.level) if each.level else parts.missing
    formation = f", {escape(each.formation)}" if each.formation else ""
    place = escape(each.place) if each.place else parts.missing
    gap_label = f' data-label="{parts.gap}"' if each.gaps else ""
    return (
        f'\n<tr><th scope="row"><a href="{escape(each.href)}">{escape(each.dates)}</a>{status}</th>'
        f"<td>{councils}{number}{title}</td>"
        f'<td data-label="{parts.level}">{level}{formation}</td>'
        f'<td data-label="{parts.place}">{place}</td>'
        f"<td{gap_label}>{''.join(map(_gap, each.gaps))}</td></tr>"
    )


def _gap(cell: GapCell) -> str:
    if not cell.href:
        return escape(cell.words) + (f'<span class="quiet">{escape(cell.note)}</span>' if cell.note else "")
    note = f' <span class="quiet">({escape(cell.note)})</span>' if cell.note else ""
    badge = f'<span class="{escape(cell.badge_class)}">{escape(cell.badge)}</span>'
    return f'<a class="unusual" href="{escape(cell.href)}">{escape(cell.words)}</a>{note} {badge}'


@register.simple_tag
def returned_items(items: Iterable[ReturnedItem]) -> SafeString:
    """One `li` for each."""
    after = escape(pgettext("after so many days", "after"))
    return mark_safe("".join([_returned(item, after) for item in items]))


def _returned(item: ReturnedItem, after: str) -> str:
    stream = f" ({escape(item.stream)})" if item.stream else ""
    return (
        f'\n<li><a href="{escape(item.href)}">{escape(item.words)}</a> {after}'
        f' <span class="unusual">{escape(item.days)}</span>{stream}'
        f' <span class="{item.badge_class}">{escape(item.badge)}</span></li>'
    )
