"""What stands around the picture: the order of its lanes, its period, its breaks. All are plain addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy, pgettext_lazy

from meetings.query import ORDERS, TimelineQuery
from meetings.timeline.controls import address
from meetings.timeline.scale import TimeScale
from meetings.timeline.zoom import EARLIEST, LATEST, Period, steps

ORDER_NAMES: Mapping[str, object] = {
    "news": pgettext_lazy("order of lanes", "latest news"),
    "name": pgettext_lazy("order of lanes", "name"),
    "silence": pgettext_lazy("order of lanes", "longest silence"),
    "rhythm": pgettext_lazy("order of lanes", "most frequent"),
}


@dataclass(frozen=True)
class Tool:
    """A link beside the picture. `href` empty: there is nowhere to go. `sign`: what stands on it, if not its name."""

    key: str
    name: object
    href: str
    sign: str = ""
    is_here: bool = False


@dataclass(frozen=True)
class Tools:
    """`range_href`: an address whose `from` and `to` are the bounds of the calendar, for a range that the pointer
    chooses. `knots`: places of days on the axis, as `fraction:days since 1970`; between two of them it is linear."""

    orders: Sequence[Tool]
    moves: Sequence[Tool]
    breaks: Tool
    range_href: str
    knots: str


def figure_tools(query: TimelineQuery, scale: TimeScale) -> Tools:
    return Tools(
        orders=[
            Tool(word, ORDER_NAMES[word], address(query.changed(order=word)), is_here=query.order == word)
            for word in ORDERS
        ],
        moves=_moves(query, scale),
        breaks=Tool(
            "breaks",
            gettext_lazy("Leave out empty stretches"),
            address(query.changed(breaks="" if query.breaks else "on")),
            is_here=bool(query.breaks),
        ),
        range_href=address(query.changed(period_from=EARLIEST.isoformat(), period_to=LATEST.isoformat())),
        knots=knots(scale),
    )


def _moves(query: TimelineQuery, scale: TimeScale) -> list[Tool]:
    found = steps(
        scale, query.as_of_day, from_chosen=bool(query.period_from), to_chosen=bool(query.period_to)
    )
    return [
        Tool("earlier", gettext_lazy("Earlier"), _step(query, found.earlier), "←"),
        Tool("later", gettext_lazy("Later"), _step(query, found.later), "→"),
        Tool("in", gettext_lazy("Zoom in"), _step(query, found.nearer), "+"),
        Tool("out", gettext_lazy("Zoom out"), _step(query, found.farther), "−"),
    ]


def _step(query: TimelineQuery, period: Period | None) -> str:
    if period is None:
        return ""
    return address(query.changed(period_from=period.first, period_to=period.last))


def knots(scale: TimeScale) -> str:
    """The axis for the pointer."""
    days = [scale.first, *(day for each in scale.breaks for day in (each.first, each.last + timedelta(1)))]
    pairs = [f"{scale.at(day):.5f}:{(day - date(1970, 1, 1)).days}" for day in days]
    return " ".join([*pairs, f"1:{(scale.last - date(1970, 1, 1)).days + 1}"])
