"""Views worth a look, as plain addresses made from what is on record; whatever has an address can be saved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists
from django.utils.translation import gettext as _

from meetings.filters.form import FilterForm
from meetings.languages import in_language
from meetings.models import Resumption
from meetings.query import TimelineQuery
from meetings.vocabulary import Grade, Level, Status


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
    latest = (
        Resumption.objects.public(at)
        .standing()
        .filter(stream="main", grade__in=(Grade.MAJOR, Grade.HISTORIC))
        .select_related("council")
        .annotate(leaders_met_again=Exists(query.changed(**leaders).sessions(at)))
        .order_by("-resumed_on__startswith", "-pk")
        .first()
    )
    if latest is not None:
        year = _silent_since(latest).year
        words = {"council": latest.council.short_name, "year": year}
        yield view(
            _("%(council)s since %(year)s") % words, council=(latest.council.slug,), period_from=str(year)
        )
        last_year = str(query.today.year - 1)
        if latest.resumed_on.latest.year >= int(last_year):
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


def _silent_since(flag: Resumption) -> date:
    return flag.resumed_on.earliest - timedelta(days=flag.days_max or 0)
