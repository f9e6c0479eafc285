"""What the filter form shows: the choices with their counts, what was typed, chips, the address. All plain links."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.dates import DateInterval
from meetings.filters.choices import named, unnamed
from meetings.filters.counts import COUNTED_AT_MOST, Counted, FilterCounts, count_choices
from meetings.query import FLAGS, MULTIPLE, PRESENTATION, TimelineQuery
from meetings.timeline.words import date_in_words, grade_in_words, number
from meetings.vocabulary import Grade, Level, Status

# Shown before "more".
FIRST_SHOWN = 10
_IN_AN_ID = re.compile(r"[A-Za-z0-9_-]+")

TITLES: Mapping[str, str | Promise] = {
    "council": gettext_lazy("Councils"),
    "level": gettext_lazy("Levels"),
    "party": gettext_lazy("Present"),
    "absent": gettext_lazy("Absent"),
    "person": gettext_lazy("People"),
    "topic": gettext_lazy("Topics"),
    "place": gettext_lazy("Places"),
    "status": gettext_lazy("Status"),
    "flag": gettext_lazy("Resumptions"),
}
_HELP: Mapping[str, str | Promise] = {
    "party": gettext_lazy("On record as present, if only in part or until it walked out."),
    "absent": gettext_lazy(
        "On record as absent. A party of which nobody knows is neither present nor absent."
    ),
    "person": gettext_lazy("Sat in a delegation or spoke."),
    "topic": gettext_lazy("On the agenda, or spoken about."),
    "flag": gettext_lazy("Sessions with which a council met again after an unusual gap."),
}
# The lists that are the same for every record, in their own order.
_CLOSED: Mapping[str, Mapping[str, str | Promise]] = {
    "level": dict(Level.choices),
    "status": dict(Status.choices),
    "flag": FLAGS,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One box. `count` None: not counted. `also`: another name it is found by. `key`: what makes its id."""

    value: str
    label: str
    also: str
    count: int | None
    is_chosen: bool
    key: str

    @property
    def is_empty(self) -> bool:
        """It would show nothing."""
        return self.count == 0 and not self.is_chosen


@dataclass(frozen=True, slots=True)
class Picker:
    """A filter with several choices: those shown at once, those behind "more", and how many are in no list."""

    name: str
    title: str
    help: str
    first: Sequence[Choice]
    rest: Sequence[Choice]
    chosen: int
    left_out: int

    @property
    def is_long(self) -> bool:
        """Worth a field that narrows it."""
        return len(self.first) + len(self.rest) > FIRST_SHOWN


@dataclass(frozen=True, slots=True)
class Field:
    """A filter that is typed: what was typed, and what is wrong with it (empty: nothing)."""

    value: str
    error: str


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the address without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class FilterForm:
    """Everything about the filters of a page. `kept`: what the form does not show and must not lose.
    `unknown`: words of the address that no session on public record has. `errors`: sentences that belong to no field.
    `uncounted`: why there are no counts; empty if there are."""

    action: str
    pickers: Sequence[Picker]
    fields: Mapping[str, Field]
    kept: Sequence[tuple[str, str]]
    chips: Sequence[Chip]
    remove_all: str
    here: str
    unknown: Sequence[str]
    errors: Sequence[str]
    uncounted: str


_FIELDS = {"from": "period_from", "to": "period_to", "q": "q", "as_of": "as_of"}


def read_form(
    query: TimelineQuery,
    at: datetime,
    *,
    action: str = "/",
    typed: Mapping[str, str] | None = None,
    refused: Mapping[str, str] | None = None,
) -> FilterForm:
    """The form of the page at `action`, in that state. At most two queries.

    Of an address that cannot be read: `query` is what could be, `typed` what stood in its single-valued parameters,
    `refused` the sentence about each parameter that could not.
    """
    typed, refused = typed or {}, dict(refused or {})
    counts = count_choices(query, at)
    missing = unnamed(query, {name: [choice.value for choice in counts[name].choices] for name in MULTIPLE})
    names = named(missing, at) if missing else {}
    pickers = [_picker(query, name, counts[name], names) for name in MULTIPLE]
    fields = {
        name: Field(typed.get(name, getattr(query, attribute)), refused.pop(name, ""))
        for name, attribute in _FIELDS.items()
    }
    return FilterForm(
        action=action,
        pickers=[picker for picker in pickers if picker.first],
        fields=fields,
        kept=[(name, value) for name, value in query.pairs() if name in PRESENTATION and name != "page"],
        chips=list(_chips(query, pickers, action)),
        remove_all=action + query.cleared().querystring(),
        here=action + query.querystring(),
        unknown=[value for name, values in missing.items() for value in values if (name, value) not in names],
        errors=list(refused.values()),
        uncounted=_why_uncounted(query, counts),
    )


def _picker(
    query: TimelineQuery, name: str, counts: FilterCounts, names: Mapping[tuple[str, str], str]
) -> Picker:
    chosen = getattr(query, name)
    choices = [
        Choice(
            each.value,
            each.label,
            each.also,
            each.count,
            each.value in chosen,
            each.value if _IN_AN_ID.fullmatch(each.value) else f"unknown-{position}",
        )
        for position, each in enumerate(_offered(name, chosen, counts, names))
    ]
    shown = FIRST_SHOWN if name not in _CLOSED else len(choices)
    first = [
        choice
        for position, choice in enumerate(choices)
        if choice.is_chosen or (position < shown and not (choice.is_empty and name not in _CLOSED))
    ]
    rest = [choice for choice in choices if choice not in first]
    if name not in _CLOSED and not first:  # nothing on record is left: offer what there is
        first, rest = rest[:shown], rest[shown:]
    return Picker(
        name=name,
        title=str(TITLES[name]),
        help=str(_HELP.get(name, "")),
        first=first,
        rest=rest,
        chosen=len(chosen),
        left_out=counts.left_out,
    )


def _offered(
    name: str, chosen: Sequence[str], counts: FilterCounts, names: Mapping[tuple[str, str], str]
) -> Iterator[Counted]:
    """The choices in the order of the list; of closed lists all of them, of open ones what is on record and chosen."""
    if name in _CLOSED:
        for value, label in _CLOSED[name].items():
            yield Counted(value, _closed_label(value, label), "", "", counts.of(value))
        return
    yield from counts.choices
    for value in chosen:
        if all(choice.value != value for choice in counts.choices):
            # What is chosen must be in the form, or the next change would lose it.
            yield Counted(value, names.get((name, value), value), "", "", counts.of(value))


def _closed_label(value: str, label: str | Promise) -> str:
    if value in (Grade.NOTABLE, Grade.MAJOR, Grade.HISTORIC):
        return f"{label}: {grade_in_words(value, False)}"
    return str(label)


def _chips(query: TimelineQuery, pickers: Sequence[Picker], action: str) -> Iterator[Chip]:
    for picker in pickers:
        labels = {choice.value: choice.label for choice in (*picker.first, *picker.rest)}
        for value in getattr(query, picker.name):
            yield Chip(
                _in_a_chip(picker.name, labels[value]),
                action + query.without(picker.name, value).querystring(),
            )
    for name, words in _typed_in_words(query).items():
        yield Chip(words, action + query.without(name).querystring())


def _in_a_chip(name: str, label: str) -> str:
    sentences = {
        "party": _("present: %(name)s"),
        "absent": _("absent: %(name)s"),
        "topic": _("about %(name)s"),
        "place": _("in %(name)s"),
    }
    return sentences.get(name, "%(name)s") % {"name": label}


def _typed_in_words(query: TimelineQuery) -> dict[str, str]:
    words = {}
    if query.period_from:
        words["from"] = _("from %(date)s") % {"date": _date(query.period_from)}
    if query.period_to:
        words["to"] = _("to %(date)s") % {"date": _date(query.period_to)}
    if query.q:
        words["q"] = _("text: %(text)s") % {"text": query.q}
    if query.as_of:
        words["as_of"] = _("as of %(date)s") % {"date": _date(query.as_of)}
    return words


def _date(text: str) -> str:
    return date_in_words(DateInterval.parse_iso(text))


def _why_uncounted(query: TimelineQuery, counts: Mapping[str, FilterCounts]) -> str:
    if query.is_past and query.flag:
        return _("On a past day the choices beside a filter by resumptions are not counted.")
    if not all(each.is_counted for name, each in counts.items() if not (query.is_past and name == "flag")):
        return _(
            "Choices without a number are not counted, and rare ones are left out: more than %(n)s sessions match."
        ) % {"n": number(COUNTED_AT_MOST)}
    return ""
