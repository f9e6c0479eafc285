"""The picture: lanes, the same as lists, the grid. A page has hundreds of marks and lines: made here they take a tenth of
the time of a template's loop."""

from collections.abc import Iterable, Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.timeline.layout import BAND_HEIGHT, BAND_Y, LINE_Y
from meetings.timeline.scale import Tick
from meetings.timeline.shapes import Band, Density, Flag, Join, Label, LaneShapes, Mark, Period, StoryRow

register = template.Library()

# Periods that say how records were searched.
_RECORDS = ("sampled", "unsearched")


@register.simple_tag
def lane_marks(lane: LaneShapes) -> SafeString:
    """Everything in a lane, back to front.

    Marks and gaps are reached by arrow keys, not one by one by Tab; flags and bars are links in their order without
    the script as well. The first line of a title names the thing, further lines tell about it.
    """
    return mark_safe("".join(_lane(lane)))


@register.simple_tag
def lane_story(rows: Iterable[StoryRow]) -> SafeString:
    """A lane as the lines of a list."""
    return mark_safe("".join(map(_story, rows)))


def _story(row: StoryRow) -> str:
    words = escape(row.words)
    told = f'<a href="{escape(row.href)}">{words}</a>' if row.href else words
    return (
        f'<li class="{row.kind}">{told}<svg height="8" aria-hidden="true">'
        f'<rect width="{row.width}" height="8"/></svg></li>'
    )


@register.simple_tag
def tick_lines(ticks: Iterable[Tick], top: int = 0) -> SafeString:
    """The lines of the grid, from `top` to the foot of the plot."""
    return mark_safe(
        "".join([f'<line class="{t.kind}" x1="{t.x}" x2="{t.x}" y1="{top}" y2="100%"/>' for t in ticks])
    )


@register.simple_tag
def tick_labels(ticks: Iterable[Tick], y: int) -> SafeString:
    """What the lines of the grid are called, at the height `y`."""
    return mark_safe(
        "".join(
            [
                f'<text class="tick {t.room}" x="{t.x}" dx="3" y="{y}">{escape(t.label)}</text>'
                for t in ticks
                if t.label
            ]
        )
    )


def _lane(lane: LaneShapes) -> Iterator[str]:
    # All but addresses and words are numbers and class names of our own.
    yield from map(_period, lane.periods)
    if lane.line:
        yield f'<line class="base" x1="{lane.line[0]}" x2="{lane.line[1]}" y1="{LINE_Y}" y2="{LINE_Y}"/>'
    if lane.end_x:
        yield f'<line class="end" x1="{lane.end_x}" x2="{lane.end_x}" y1="20" y2="38"/>'
    yield from map(_band, lane.bands)
    yield from map(_density, lane.densities)
    yield from map(_mark, lane.marks)
    yield from map(_band_label, lane.bands)
    yield from map(_period_label, lane.periods)
    yield from map(_join, lane.joins)
    yield from map(_flag, lane.flags)


def _text(label: Label | None, y: int, css: str = "", more: str = "") -> str:
    if label is None:
        return ""
    classes = f"{css} {label.room}".strip()
    return f'<text class="{classes}" x="{label.x}" y="{y}"{more}>{escape(label.text)}</text>'


def _link(css: str, href: str, words: str, inside: str, *, by_tab: bool) -> str:
    title = f"<title>{escape(words)}</title>{inside}"
    if not href:
        return f'<g class="{css}">{title}</g>'
    stop = "" if by_tab else ' tabindex="-1"'
    return f'<a class="{css}" href="{escape(href)}"{stop}>{title}</a>'


def _rect(x: str, width: str, y: float, height: float, css: str = "") -> str:
    name = f'class="{css}" ' if css else ""
    return f'<rect {name}x="{x}" width="{width}" y="{y:g}" height="{height:g}"/>'


def _period(each: Period) -> str:
    y, height = (43, 5) if each.css == "event" else (11, 36)
    inside = _rect(each.x, each.width, y, height)
    if each.css in _RECORDS:
        inside += _text(each.label, 33)
    return _link(f"p {each.css}", "", each.words, inside, by_tab=False)


def _period_label(each: Period) -> str:
    """Of what happened, in front of the bands; of how records were searched, behind them with the pattern."""
    return "" if each.css in _RECORDS else _text(each.label, 49, "pl", ' aria-hidden="true"')


def _band(each: Band) -> str:
    inside = "".join(_rect(part.x, part.width, BAND_Y, BAND_HEIGHT, part.css) for part in each.parts)
    return _link(f"b {each.css}", each.href, each.words, inside, by_tab=False)


def _band_label(each: Band) -> str:
    return _text(each.label, 33, f"{each.css} bl", ' aria-hidden="true"')


def _density(each: Density) -> str:
    inside = _rect(each.x, each.width, each.y, each.height) + _text(each.label, 48)
    return _link("d", each.href, each.words, inside, by_tab=True)


def _mark(each: Mark) -> str:
    return _link(
        each.css, each.href, each.words, _rect(each.x, each.width, each.y, each.height), by_tab=False
    )


def _join(each: Join) -> str:
    return (
        f'<line class="join" x1="{each.x}" x2="{each.x}" y1="4" y2="49"/>'
        + _text(each.before, 49, "joined e", ' dx="-4"')
        + _text(each.after, 49, "joined s", ' dx="4"')
    )


def _flag(each: Flag) -> str:
    inside = _text(each.label, 12, "e", ' dx="-4"') + f'<use href="#{each.symbol}" x="{each.x}" y="3"/>'
    return _link("f", each.href, each.words, inside, by_tab=True)
