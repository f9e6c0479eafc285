"""The part of the record that a page of a party, person, topic or place reads: what had begun by its day, as filtered."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.languages import DEFAULT
from meetings.models import Council, SessionCouncil
from meetings.publication import SessionQuerySet
from meetings.query import TimelineQuery
from meetings.timeline.words import number
from meetings.timeline.yearly import YearlyFigure, YearRow, yearly_figure
from meetings.vocabulary import COUNTING_STATUSES

CHOICES_MAX = 400
# What the pages of who and what know of the timeline's parameters.
PARAMETERS = ("council", "from", "to", "as_of", "page")


def sessions_met(query: TimelineQuery, at: datetime, *, parts: bool = False) -> SessionQuerySet:
    """Public sessions that took place and had begun by the as-of day, of the query's councils and period. `parts`:
    also dinners and rounds inside other sessions."""
    found = query.sessions(at).filter(status__in=COUNTING_STATUSES, start__startswith__lte=query.begun_by)
    return found if parts else found.filter(part_of=None)


def is_narrowed(query: TimelineQuery) -> bool:
    """Whether the reader asked for less than the whole record up to the day."""
    return bool(query.council or query.period_from or query.period_to)


def of_the_record(rows: Any, query: TimelineQuery, at: datetime) -> Any:
    """A queryset of rows of a session (statements), if that had begun by the day and is of the query's councils and period.

    Without a filter nothing is joined: a row of a session that had not begun is left out only for a past day.
    """
    if is_narrowed(query):
        return rows.filter(session__in=query.sessions(at))
    return rows.filter(Q(session__start__startswith__lte=query.as_of_day)) if query.as_of else rows


def yearly(
    label: str,
    counts: Mapping[tuple[int, int], int],
    words: Callable[[YearRow], str],
    query: TimelineQuery,
) -> YearlyFigure | None:
    """Numbers per year up to the query's day, or the end of its period, or the last year with any, if that is later."""
    until: date = min(query.as_of_day, query.last_day) if query.last_day else query.as_of_day
    until = max([until, *(date(first, 1, 1) for first, _ in counts)])
    return yearly_figure(label, counts, words, until=until, since=query.first_day)


def statement_years(
    label: str, counts: Mapping[tuple[int, int], int], query: TimelineQuery
) -> YearlyFigure | None:
    """By the year in which they were made: of their own day, else that of the session."""
    return yearly(label, counts, statements_in_words, query)


def statements_in_words(row: YearRow) -> str:
    """`2008: 3 statements`."""
    said = ngettext("%(year)s: %(n)s statement", "%(year)s: %(n)s statements", row.certain) % {
        "year": row.year,
        "n": number(row.certain),
    }
    if not row.perhaps:
        return said
    return _("%(said)s, %(n)s more perhaps") % {"said": said, "n": number(row.perhaps)}


def addresses(query: TimelineQuery, **choices: str) -> dict[str, str]:
    """Where the same part of the record stands elsewhere: `files` (the query of the CSV files), `on_timeline`,
    `all_address` (its statements, up to today). ``choices``: filters that stand in the page's path."""
    chosen = query.changed(**{name: (value,) for name, value in choices.items()})
    return {
        "files": chosen.changed(lang=DEFAULT).querystring(),
        "on_timeline": f"/{chosen.querystring()}",
        "all_address": f"/statements/{chosen.changed(as_of='').querystring()}",
    }


def council_choices(query: TimelineQuery, at: datetime) -> list[Council]:
    """Councils that held a session of the query's subject, whatever else it asks for, by name."""
    whole = query.changed(council=(), period_from="", period_to="", as_of="")
    held = SessionCouncil.objects.filter(session__in=whole.sessions(at)).values("council")
    chosen = Q(pk__in=held) | Q(slug__in=query.council)
    return list(Council.objects.public(at).filter(chosen)[:CHOICES_MAX])
