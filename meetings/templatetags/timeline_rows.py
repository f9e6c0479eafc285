"""The rows of the table below the picture. A page has two hundred: made here they take a tenth of the time of a
template's loop."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from meetings.timeline.table import GapCell, TableRow
from meetings.timeline.words import span_in_words

register = template.Library()


@register.simple_tag
def timeline_rows(rows: Iterable[TableRow]) -> SafeString:
    """One `tr` for each."""
    headings = _("Level"), _("Place"), _("Gap before")
    missing = f'<span class="quiet">{escape(_("not recorded"))}</span>'
    return mark_safe("".join(_row(row, headings, missing) for row in rows))


def _row(each: TableRow, headings: tuple[str, str, str], missing: str) -> str:
    session = each.row
    level, place, gap = map(escape, headings)
    status = f' <span class="badge badge-status">{escape(each.status)}</span>' if each.status else ""
    councils = ", ".join(
        f'<a href="{escape(council.get_absolute_url())}">{escape(council.short_name)}</a>'
        for council in each.councils
    )
    number = f" {escape(each.number)}" if each.number else ""
    title = f'<span class="sub">{escape(session.title)}</span>' if session.title else ""
    formation = f", {escape(each.formation)}" if each.formation else ""
    where = escape(session.place.name) if session.place else missing
    gap_label = f' data-label="{gap}"' if each.gaps else ""
    return (
        f'\n<tr><th scope="row"><a href="{escape(session.get_absolute_url())}">'
        f"{escape(span_in_words(session.start, session.end))}</a>{status}</th>"
        f"<td>{councils}{number}{title}</td>"
        f'<td data-label="{level}">{escape(each.level) if each.level else missing}{formation}</td>'
        f'<td data-label="{place}">{where}</td>'
        f"<td{gap_label}>{''.join(map(_gap, each.gaps))}</td></tr>"
    )


def _gap(cell: GapCell) -> str:
    if not cell.href:
        return f'{escape(cell.words)}<span class="quiet">{escape(cell.note)}</span>'
    note = f' <span class="quiet">({escape(cell.note)})</span>' if cell.note else ""
    badge = f'<span class="{escape(cell.badge_class)}">{escape(cell.badge)}</span>'
    return f'<a class="unusual" href="{escape(cell.href)}">{escape(cell.words)}</a>{note} {badge}'
