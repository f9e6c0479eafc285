"""The timeline's controls: choices, chips that remove one, quick choices of a period. All are plain addresses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.models import Council
from meetings.query import FLAGS, MULTIPLE, TimelineQuery
from meetings.timeline.chart import STANDINGS
from meetings.timeline.words import LEVEL_NAMES, STATUS_NAMES, grade_in_words

# Longer lists of choices are cut; the search box finds the rest.
CHOICES_MAX = 80


@dataclass(frozen=True)
class Choice:
    """One box of a filter."""

    name: str
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Picker:
    """A filter with several choices. `more`: how many are left out of the list."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    chosen: int
    more: int


@dataclass(frozen=True)
class Chip:
    """An active filter and the address without it."""

    label: str
    href: str


def address(query: TimelineQuery) -> str:
    """The timeline's address of a state."""
    return "/" + query.querystring()


def filter_choices(
    query: TimelineQuery, councils: Iterable[Council], parties: Sequence[tuple[str, str]]
) -> list[Picker]:
    council_choices = [
        (council.slug, council.name) for council in sorted(councils, key=lambda c: (c.sort_key, c.pk))
    ]
    return [
        _picker(query, "council", "Councils", council_choices),
        _picker(query, "level", "Levels", LEVEL_NAMES.items()),
        _picker(query, "status", "Status", [(value, STATUS_NAMES[value]) for value in STANDINGS]),
        _picker(
            query,
            "flag",
            "Resumptions",
            [(value, _flag_label(value, label)) for value, label in FLAGS.items()],
        ),
        _picker(query, "party", "Parties", parties),
    ]


def _flag_label(value: str, label: object) -> str:
    return (
        f"{label}: {grade_in_words(value, False)}"
        if value in ("notable", "major", "historic")
        else str(label)
    )


def _picker(query: TimelineQuery, name: str, title: str, options: Iterable[tuple[str, object]]) -> Picker:
    chosen = getattr(query, name)
    known = list(options)
    values = {value for value, _ in known}
    known += [(value, value) for value in chosen if value not in values]
    # What is chosen must be in the form, or the next change would lose it.
    shown = [option for position, option in enumerate(known) if position < CHOICES_MAX or option[0] in chosen]
    return Picker(
        name=name,
        title=title,
        choices=tuple(Choice(name, str(value), str(label), value in chosen) for value, label in shown),
        chosen=len(chosen),
        more=len(known) - len(shown),
    )


SINGLE_CHIPS = (("from", "period_from", "from {}"), ("to", "period_to", "to {}"), ("q", "q", "text: {}"))


def filter_chips(query: TimelineQuery, pickers: Iterable[Picker]) -> list[Chip]:
    labels = {(choice.name, choice.value): choice.label for picker in pickers for choice in picker.choices}
    chips = [
        Chip(labels.get((name, value), f"{name}: {value}"), address(query.without(name, value)))
        for name in MULTIPLE
        for value in getattr(query, name)
    ]
    for name, attribute, words in SINGLE_CHIPS:
        if value := getattr(query, attribute):
            chips.append(Chip(words.format(value), address(query.without(name))))
    if query.as_of:
        chips.append(Chip(f"as of {query.as_of}", address(query.without("as_of"))))
    return chips


def period_choices(query: TimelineQuery, as_of: date) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is shown: quick choices of the period."""
    choices = [("All years", query.changed(period_from="", period_to=""))]
    for years in (30, 20, 10, 5, 2):
        first = str(max(1800, as_of.year - years))
        choices.append((f"{years} years", query.changed(period_from=first, period_to="")))
    here = (query.period_from, query.period_to)
    return [(label, address(state), (state.period_from, state.period_to) == here) for label, state in choices]
