"""The timeline's own controls: quick choices of a period. All are plain addresses."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.query import TimelineQuery


def address(query: TimelineQuery) -> str:
    """The timeline's address of a state."""
    return "/" + query.querystring()


def period_choices(query: TimelineQuery, as_of: date) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is shown: quick choices of the period."""
    choices = [(_("All years"), query.changed(period_from="", period_to=""))]
    for years in (30, 20, 10, 5, 2):
        first = str(max(1800, as_of.year - years))
        label = ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
        choices.append((label, query.changed(period_from=first, period_to="")))
    here = (query.period_from, query.period_to)
    return [(label, address(state), (state.period_from, state.period_to) == here) for label, state in choices]
