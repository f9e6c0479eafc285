"""The marks and columns of a lane of presence. A picture has hundreds: made here they take a tenth of the time of a
template's loop."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.languages import in_language
from meetings.timeline.presence_shapes import LINE_Y, SYMBOL_PX, Column, LaneShapes, Mark

register = template.Library()


@register.filter
def session_address(key: int) -> str:
    """The page of a session that is known by its key only."""
    return in_language(f"/sessions/S{key}/")


@register.simple_tag
def occasions(lane: LaneShapes) -> SafeString:
    """Columns and symbols, each a link with its words. Tab reaches the first of a lane, arrow keys the others."""
    drawn = [*map(_column, lane.columns), *map(_mark, lane.marks)]
    links = [link for link in drawn if link[1]]
    return mark_safe(
        "".join(_linked(*each, is_first=bool(links) and each is links[0]) for each in drawn)
        + "".join(map(_number, lane.columns))
    )


def _linked(shapes: str, href: str, css: str, words: str, *, is_first: bool) -> str:
    # All but the address and the words are numbers and class names of our own.
    title = f"<title>{escape(words)}</title>"
    if not href:
        return f'<g class="{css}">{title}{shapes}</g>'
    tab = "" if is_first else ' tabindex="-1"'
    return f'<a class="{css}" href="{escape(href)}"{tab}>{title}{shapes}</a>'


def _mark(mark: Mark) -> tuple[str, str, str, str]:
    span = ""
    if mark.span:
        kind = "pr-vague" if mark.is_vague else "pr-long"
        span = f'<rect class="{kind}" x="{mark.span[0]}" width="{mark.span[1]}" y="{LINE_Y - 4}" height="8"/>'
    symbol = (
        f'<use href="#pr-{mark.kind}" x="{mark.x}" y="{LINE_Y - SYMBOL_PX // 2}" '
        f'width="{SYMBOL_PX}" height="{SYMBOL_PX}"/>'
    )
    return span + symbol, mark.href, "pr-m", mark.words


def _column(column: Column) -> tuple[str, str, str, str]:
    shape = (
        f'<rect class="pr-{column.kind}" x="{column.x}" width="{column.width}" '
        f'y="{column.y:g}" height="{column.height:g}"/>'
    )
    return shape, column.href, "pr-c", column.words


def _number(column: Column) -> str:
    if not column.room:
        return ""
    return (
        f'<text class="pr-n {column.room}" x="{column.middle}" y="{column.label_y:g}" aria-hidden="true">'
        f"{column.label}</text>"
    )
