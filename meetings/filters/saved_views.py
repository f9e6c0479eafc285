"""Views worth a look, as plain addresses made from what is on record; whatever has an address can be saved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, QuerySet
from django.utils.translation import gettext as _

from meetings.compiled import written_once
from meetings.filters.form import FilterForm
from meetings.languages import in_language
from meetings.models import Resumption
from meetings.query import TimelineQuery
from meetings.vocabulary import Grade, Level, Status, Stream


@dataclass(frozen=True, slots=True)
class SavedView:
    label: str
    href: str


def saved_views(query: TimelineQuery, form: FilterForm, at: datetime) -> Sequence[SavedView]:
    """A few of them, only where nothing is filtered yet. One query then, none otherwise."""
    return list(_views(query, form, at)) if query == query.cleared() else ()


def _views(query: TimelineQuery, form: FilterForm, at: datetime) -> Iterator[SavedView]:
    def view(label: str, **filters: object) -> SavedView:
        return SavedView(label, form.action + query.changed(**filters).querystring())

    leaders = {"level": (Level.HEADS_OF_STATE_GOVERNMENT.value,), "flag": ("any",)}
    latest = _latest_flag(at, query.changed(**leaders))
    if latest is not None:
        yield view(
            _("%(council)s since %(year)s") % {"council": latest.council, "year": latest.since.year},
            council=(latest.slug,),
            period_from=str(latest.since.year),
        )
        last_year = str(query.today.year - 1)
        if latest.last_day.year >= int(last_year):
            yield view(
                _("Met again since %(year)s") % {"year": last_year}, flag=("any",), period_from=last_year
            )
        if latest.leaders_met_again:
            yield view(_("Leaders’ summits that met again"), **leaders)
    counts = {
        (picker.name, choice.value): choice
        for picker in form.pickers
        for choice in (*picker.first, *picker.rest)
    }
    for status, label in ((Status.CANCELLED, _("Called off")), (Status.SCHEDULED, _("Planned"))):
        choice = counts.get(("status", status))
        if choice is not None and choice.count:
            yield view(label, status=(status.value,))
    most_absent = next((picker.first[0] for picker in form.pickers if picker.name == "absent"), None)
    if most_absent is not None:
        yield view(_("Without %(party)s") % {"party": most_absent.label}, absent=(most_absent.value,))
    yield SavedView(_("Silent today"), in_language("/silences/"))


class _Flag(NamedTuple):
    """The latest resumption after a very long gap: council, first day of the silence, last day on which it may have
    met again; and whether summits of leaders met again at all."""

    council: str
    slug: str
    since: date
    last_day: date
    leaders_met_again: bool


def _latest_flag(at: datetime, leaders: TimelineQuery) -> _Flag | None:
    with connection.cursor() as cursor:
        cursor.execute(*_latest_flags(at, leaders))
        row = cursor.fetchone()
    if row is None:
        return None
    abbreviation, name, slug, first, after, days, leaders_met_again = row
    since = first - timedelta(days=days or 0)
    return _Flag(abbreviation or name, slug, since, after - timedelta(days=1), leaders_met_again)


@written_once
def _latest_flags(at: datetime, leaders: TimelineQuery) -> "QuerySet[Resumption, Any]":
    return (
        Resumption.objects.public(at)
        .standing()
        .filter(stream=Stream.MAIN, grade__in=(Grade.MAJOR, Grade.HISTORIC))
        .order_by("-resumed_on__startswith", "-pk")
        .values_list(
            "council__abbreviation",
            "council__name",
            "council__slug",
            "resumed_on__startswith",
            "resumed_on__endswith",
            "days_max",
            Exists(leaders.sessions(at)),
        )[:1]
    )
