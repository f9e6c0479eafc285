"""The filter of a timeline query in words, and the query that an older address means today."""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meetings.models import Council, Place, RetiredId, Session
from meetings.publication import is_public_statement
from meetings.query import FLAGS, BadQuery, TimelineQuery, read_query
from meetings.timeline.words import LEVEL_NAMES, STATUS_NAMES, grade_in_words
from meetings.vocabulary import FlagState, Grade, Publication

logger = logging.getLogger(__name__)

EVERYTHING = gettext_lazy("everything on record")
# Under which address the words of a filter live, for those that can be renamed.
RENAMED_UNDER = {"council": "councils", "person": "people", "topic": "topics", "place": "places"}


@dataclass(frozen=True, slots=True)
class FilterWords:
    """A filter in words. ``unknown``: the words of the address that name nothing on public record."""

    text: str
    unknown: tuple[str, ...] = ()


def filter_in_words(query: TimelineQuery, at: datetime, *, quoting: bool = True) -> FilterWords:
    """`NATO-Russia Council; level: ambassadors; from 2016`. A query or two for each kind of filter set.

    Without ``quoting`` nothing that a visitor can type stands in the text: it goes to an address that somebody
    else may have entered.
    """
    parts: list[str] = []
    unknown: list[str] = []
    for name, label in _LABELS.items():
        chosen = getattr(query, name)
        if not chosen:
            continue
        names = _names(name, chosen, at)
        unknown += [value for value in chosen if value not in names]
        words = [names.get(value) or (f"“{value}”" if quoting else _("an unknown one")) for value in chosen]
        parts.append(str(label % {"names": _either(words)}))
    if query.period_from:
        parts.append(_("from %(date)s") % {"date": query.period_from})
    if query.period_to:
        parts.append(_("to %(date)s") % {"date": query.period_to})
    if query.q:
        parts.append(_("with the text “%(text)s”") % {"text": query.q} if quoting else _("with a text"))
    return FilterWords("; ".join(parts) or str(EVERYTHING), tuple(unknown))


# Each with "%(names)s", joined by "or".
_LABELS: dict[str, str | Promise] = {
    "council": "%(names)s",
    "level": gettext_lazy("level: %(names)s"),
    "party": pgettext_lazy("filter", "with %(names)s"),
    "absent": pgettext_lazy("filter", "without %(names)s"),
    "person": pgettext_lazy("filter", "with %(names)s"),
    "topic": pgettext_lazy("filter", "about %(names)s"),
    "place": pgettext_lazy("filter", "in %(names)s"),
    "status": pgettext_lazy("filter", "session %(names)s"),
    "flag": "%(names)s",
}


def _either(words: Iterable[str]) -> str:
    *first, last = words
    return _("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _names(name: str, chosen: tuple[str, ...], at: datetime) -> Mapping[str, str]:
    """The name of each word of a filter; without those that name nothing on public record."""
    if name == "level":
        return LEVEL_NAMES
    if name == "status":
        return STATUS_NAMES
    if name == "flag":
        return {value: _flag_in_words(value) for value in FLAGS}
    names: dict[str, str] = {}
    for rows, key, label in _on_record(name, at):
        names |= dict(rows.filter(**{f"{key}__in": chosen}).order_by().values_list(key, label).distinct())
    return names


def names_on_record(chosen: Mapping[str, Collection[str]], at: datetime) -> dict[tuple[str, str], str]:
    """The names of these words of open filters, by filter and word; nothing on public record: left out. One query."""
    rows = [
        found.filter(**{f"{key}__in": values})
        .order_by()
        .values_list(Value(name), F(key), F(label))
        .distinct()
        for name, values in chosen.items()
        for found, key, label in _on_record(name, at)
    ]
    if not rows:
        return {}
    first, *others = rows
    return {(name, word): label for name, word, label in first.union(*others)}


def _on_record(name: str, at: datetime) -> Sequence[tuple[QuerySet[Any], str, str]]:
    """Rows that carry what a filter's words name, and where key and name stand. All but councils are reached over
    what is public: the name of a topic that only drafts have is none of the reader's business."""
    if name == "council":
        return [(Council.objects.public(at), "slug", "name")]
    sessions = Session.objects.public(at)
    if name == "topic":
        spoken_of = sessions.filter(is_public_statement(at))
        return [
            (sessions, "agenda__topic__slug", "agenda__topic__name"),
            (spoken_of, "statements__topics__slug", "statements__topics__name"),
        ]
    if name == "place":
        seats = Council.objects.public(at)
        return [(Place.objects.filter(Q(sessions__in=sessions) | Q(seat_of__in=seats)), "slug", "name")]
    if name in ("party", "absent"):
        return [(sessions, "delegations__party__code", "delegations__party__name")]
    said = sessions.filter(is_public_statement(at))
    return [
        (sessions, "delegations__delegates__person__slug", "delegations__delegates__person__name"),
        (said, "statements__speaker__slug", "statements__speaker__name"),
    ]


def _flag_in_words(value: str) -> str:
    if value in Grade.values:
        return _("resumptions and silences graded %(code)s (%(grade)s)") % {
            "code": Grade(value).label if value != Grade.UNRATED else value,
            "grade": grade_in_words(value, False),
        }
    if value in FlagState.values:
        return _("resumptions that are %(state)s") % {"state": FlagState(value).label}
    return _("resumptions and silences")


def kept_query(text: str, today: date) -> TimelineQuery | None:
    """The state that a query kept for long means today; None, and a word in the log, if it cannot be read any more."""
    try:
        return as_named_today(read_query(QueryDict(text), today=today))
    except BadQuery as refusal:
        logger.error("Subscriptions to “%s” match nothing any more: %s", text, refusal)
        return None


def _is_in_use_again(name: str, value: str) -> bool:
    """Whether an address that once was another record's is a council's own now."""
    if name != "council":
        return False
    # One that was merged into another stays behind, withdrawn.
    return Council.objects.filter(slug=value).exclude(publication=Publication.WITHDRAWN).exists()


def as_named_today(query: TimelineQuery) -> TimelineQuery:
    """The same filter with the present addresses of councils, people, topics and places that were renamed.

    One query for each renaming in a row, at least one if such a filter is set.
    """
    wanted = {
        f"{kind}/{value}": (name, value)
        for name, kind in RENAMED_UNDER.items()
        for value in getattr(query, name)
    }
    renamed = (
        dict(RetiredId.objects.filter(key__in=wanted).exclude(successor="").values_list("key", "successor"))
        if wanted
        else {}
    )
    for key in [key for key in renamed if _is_in_use_again(*wanted[key])]:
        del renamed[key]
    changes: dict[str, set[str]] = {}
    for key, successor in renamed.items():
        name, old = wanted[key]
        kind, _, new = successor.partition("/")
        if kind == RENAMED_UNDER[name] and new != old:
            changes.setdefault(name, set(getattr(query, name)))
            changes[name] = changes[name] - {old} | {new}
    if not changes:
        return query
    return as_named_today(query.changed(**{name: tuple(sorted(values)) for name, values in changes.items()}))


def as_named_publicly(query: TimelineQuery, at: datetime) -> TimelineQuery:
    """The same, if its present addresses are public: that of a draft may say what is not yet to be known."""
    today = as_named_today(query)
    if today == query:
        return query
    new = {word for name in RENAMED_UNDER for word in set(getattr(today, name)) - set(getattr(query, name))}
    return query if new & set(filter_in_words(today, at).unknown) else today
