"""The timeline as one SVG file that needs nothing else: for `<img>`, slides and print."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from meetings.query import TimelineQuery
from meetings.timeline.chart import make_chart
from meetings.timeline.layout import LANE_HEIGHT, lay_out
from meetings.timeline.records import Records, read_records
from meetings.timeline.scale import text_width
from meetings.timeline.shapes import LaneShapes
from meetings.timeline.words import number

WIDTH = 1280
NAMES = 230
MARGIN = 24
TOP = 104
PLOT = WIDTH - NAMES - 2 * MARGIN
LANE_STEP = LANE_HEIGHT + 6
NAME_PX = 12.5

_LIGHT = {
    "paper": "#fcfbf7", "ink": "#1b2530", "ink-2": "#4a5661", "ink-3": "#66717b", "rule": "#e4e1d9",
    "rule-strong": "#c4c0b5", "mark": "#1f364d", "mark-soft": "#a9b9c6", "warm": "#b8401a", "warm-text": "#98320f",
    "warm-tint": "#f8dfca", "warm-line": "#e2a67c", "silent": "#e9e7e1", "silent-2": "#f3f1ec",
    "silent-line": "#cbc8bf", "silent-text": "#585f66",
}  # fmt: skip
_DARK = {
    "paper": "#11161b", "ink": "#e8eaec", "ink-2": "#b7c0c8", "ink-3": "#939ea8", "rule": "#28313a",
    "rule-strong": "#43505b", "mark": "#bccddd", "mark-soft": "#4b6074", "warm": "#f0885a", "warm-text": "#f6a983",
    "warm-tint": "#53301f", "warm-line": "#8f5535", "silent": "#262d34", "silent-2": "#1b2127",
    "silent-line": "#434d57", "silent-text": "#a7b0b9",
}  # fmt: skip


def _variables(colours: dict[str, str]) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())


def _picture_style() -> str:
    """The rules of the page's own sheet for marks, with the labels that fit this width."""
    sheet = (settings.BASE_DIR / "static" / "css" / "timeline.css").read_text(encoding="utf-8")
    marks = re.sub(
        r"/\*.*?\*/", "", sheet[sheet.index("/* marks */") : sheet.index("/* Labels appear")], flags=re.S
    )
    marks = " ".join(marks.split())
    hidden = ",".join(f".w{width}" for width in (1120, 1400) if width > PLOT)
    return (
        f"svg{{{_variables(_LIGHT)};--font:Inter,system-ui,-apple-system,'Segoe UI','Noto Sans',Arial,sans-serif}}"
        f"@media (prefers-color-scheme:dark){{svg{{{_variables(_DARK)}}}}}"
        f"{marks}"
        ".paper{fill:var(--paper)}.minor,.major{stroke:var(--rule)}.minor{stroke-opacity:.5}"
        ".asof{stroke:var(--ink-3);stroke-width:1.5}.across{stroke:var(--rule)}"
        ".tl svg text.h,.tl text.h{font:700 22px var(--font);fill:var(--ink);text-anchor:start;letter-spacing:-.4px}"
        ".tl text.n{font:600 12.5px var(--font);fill:var(--ink);text-anchor:start}"
        ".tl text.t{font:400 11.5px var(--font);fill:var(--ink-3);text-anchor:start}"
        f"{hidden}{{display:none}}"
    )


PICTURE_STYLE = _picture_style()


@dataclass(frozen=True)
class PlacedLane:
    """A lane with its place on the picture and its name in at most two lines."""

    shapes: LaneShapes
    y: int
    name: tuple[str, ...]
    note: str


def picture(query: TimelineQuery, at: datetime, data_version: int) -> dict[str, Any]:
    """The context of `meetings/timeline.svg`. Eight queries at most."""
    records = read_records(query, at)
    drawn = make_chart(records, query)
    figure = lay_out(drawn.chart)
    lanes = [
        PlacedLane(
            shapes, TOP + position * LANE_STEP, _in_lines(shapes.lane.name, NAMES - 16), shapes.lane.note
        )
        for position, shapes in enumerate(figure.lanes)
    ]
    bottom = TOP + len(lanes) * LANE_STEP
    return {
        "style": PICTURE_STYLE,
        "figure": figure,
        "lanes": lanes,
        "width": WIDTH,
        "height": bottom + 64,
        "bottom": bottom,
        "left": MARGIN,
        "right": WIDTH - MARGIN,
        "plot_left": MARGIN + NAMES,
        "plot_width": PLOT,
        "top": TOP,
        "subtitle": _subtitle(records),
        "as_of": query.as_of_day,
        "data_version": data_version,
        "address": f"{settings.SITE_URL}/{query.changed().querystring()}",
        "site_url": settings.SITE_URL,
        "sources": "Sources: cited with every session",
    }


def _subtitle(records: Records) -> str:
    sessions, flags = records.total, records.returned_total
    return (
        f"{number(sessions)} {'session' if sessions == 1 else 'sessions'} on record · "
        f"{number(flags)} {'resumption' if flags == 1 else 'resumptions'}"
    )


def _in_lines(name: str, room: float) -> tuple[str, ...]:
    """A name broken into at most two lines that fit `room` px; what does not fit ends in an ellipsis."""
    lines: list[str] = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, NAME_PX) <= room or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] += " …"
            break
    return tuple(lines)
