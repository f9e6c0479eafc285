"""The rows of a list of sessions. A page has two hundred: made here they take a tenth of the time of a template's loop."""

from collections.abc import Iterable
from html import escape
from typing import Any, NamedTuple

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from meetings.languages import in_language, language
from meetings.models import Council
from meetings.timeline.table import badge_class
from meetings.timeline.words import (
    FORMATION_NAMES,
    LEVEL_NAMES,
    STATUS_NAMES,
    days_in_words,
    grade_in_words,
    span_in_words,
)
from meetings.vocabulary import Formation, GapStatus, Status

register = template.Library()


class _Parts(NamedTuple):
    """What all rows have in common: the language, the headings that narrow screens repeat, recurring words, and the
    council that is not linked, for it is its page."""

    locale: str
    level: str
    place: str
    gap: str
    missing: str
    number: str
    home: int | None


@register.simple_tag
def session_rows(sessions: Iterable[Any], home: Council | None = None) -> SafeString:
    """One `tr` for each session, made `with_row_details`. ``home``: the council whose page this is."""
    words = (_("Level"), _("Place"), _("Gap before"), _("not recorded"), _("no. %(number)s"))
    parts = _Parts._make([language(), *map(escape, words), home.pk if home else None])
    return mark_safe("".join([_row(session, parts) for session in sessions]))


def _row(session: Any, parts: _Parts) -> str:
    locale = parts.locale
    status = (
        ""
        if session.status == Status.HELD
        else f' <span class="badge badge-status">{escape(STATUS_NAMES.of(locale)[session.status])}</span>'
    )
    councils = ", ".join([_council(link, parts) for link in session.council_links.all()])
    title = f'<span class="sub"><bdi>{escape(session.title)}</bdi></span>' if session.title else ""
    level = escape(LEVEL_NAMES.of(locale)[session.level]) if session.level else parts.missing
    formation = (
        ""
        if session.formation == Formation.PLENARY
        else f", {escape(FORMATION_NAMES.of(locale)[session.formation])}"
    )
    place = f' data-label="{parts.place}">{escape(session.place.name)}' if session.place else ">"
    has_gap = session.standing_flags or session.gaps_before
    gap_label = f' data-label="{parts.gap}"' if has_gap else ""
    return (
        f'\n<tr><th scope="row"><a href="{in_language(f"/sessions/S{session.pk}/", locale)}">'
        f"{escape(span_in_words(session.start, session.end, locale))}</a>{status}</th>"
        f"<td>{councils}{title}</td>"
        f'<td data-label="{parts.level}">{level}{formation}</td>'
        f"<td{place}</td><td{gap_label}>{_gap(session, locale)}</td></tr>"
    )


def _council(link: Any, parts: _Parts) -> str:
    name = escape(link.council.short_name)
    if link.council_id != parts.home:
        address = in_language(f"/councils/{link.council.slug}/", parts.locale)
        name = f'<a href="{escape(address)}">{name}</a>'
    number = parts.number % {"number": escape(link.number)}
    return f'{name} <span class="quiet">{number}</span>' if link.number else name


def _gap(session: Any, locale: str) -> str:
    """The flags before it; without one, the gaps."""
    if session.standing_flags:
        return "".join(
            [
                f'<a class="unusual" href="{in_language(f"/resumptions/R{flag.pk}/", locale)}">'
                f"{escape(days_in_words(flag.days_min, flag.days_max, locale))}</a> "
                f'<span class="{badge_class(flag.grade, flag.is_only_possible)}">'
                f"{escape(grade_in_words(flag.grade, flag.is_only_possible, locale))}</span>"
                for flag in session.standing_flags
            ]
        )
    cells = []
    for gap in session.gaps_before:
        if gap.status == GapStatus.COMPUTED:
            cells.append(escape(days_in_words(gap.days_min, gap.days_max, locale)))
        elif gap.status != GapStatus.NOT_COUNTED:
            cells.append(f'<span class="quiet">{escape(gap.get_status_display())}</span>')
    return "".join(cells)
