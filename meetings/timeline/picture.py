"""The timeline as one SVG file that needs nothing else: for `<img>`, slides and print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.dates import DateInterval
from meetings.query import TimelineQuery
from meetings.timeline.chart import Drawn, make_chart
from meetings.timeline.layout import LANE_HEIGHT, lay_out
from meetings.timeline.records import Records, read_records
from meetings.timeline.scale import BREAKPOINTS, text_width
from meetings.timeline.shapes import Figure, LaneShapes
from meetings.timeline.words import date_in_words, number, short_date

# Readable where it is embedded at 800 px and more.
WIDTH = 920
NAMES = 190
MARGIN = 16
TOP = 106
PLOT = WIDTH - NAMES - 2 * MARGIN
LANE_STEP = LANE_HEIGHT + 4
NAME_PX, TEXT_PX = 12.5, 11.5
LINE = 17

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
    hidden = ",".join(f".w{width}" for width in BREAKPOINTS if width > PLOT)
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


@dataclass(frozen=True)
class LegendItem:
    """A sign and its words. `sign`: which drawing of the template; the words begin at `text_x`."""

    sign: str
    x: float
    text_x: float
    y: int
    words: str


def picture(query: TimelineQuery, at: datetime, data_version: int) -> dict[str, Any]:
    """The context of `meetings/timeline.svg`. As many queries as the page's figure."""
    records = read_records(query, at)
    drawn = make_chart(records, query)
    figure = lay_out(replace(drawn.chart, plot_px=PLOT))
    lanes = [
        PlacedLane(
            shapes,
            TOP + position * LANE_STEP,
            _in_lines(shapes.lane.name, NAMES - 14, NAME_PX),
            shapes.lane.note,
        )
        for position, shapes in enumerate(figure.lanes)
    ]
    bottom = TOP + len(lanes) * LANE_STEP
    legend = list(_legend(bottom + 26))
    notes_top = legend[-1].y + 30
    notes = _notes(query, figure, drawn, data_version)
    return {
        "style": PICTURE_STYLE,
        "figure": figure,
        "lanes": lanes,
        "legend": legend,
        "notes": [(notes_top + LINE * position, line) for position, line in enumerate(notes)],
        "width": WIDTH,
        "height": notes_top + LINE * len(notes),
        "plot_height": bottom - TOP,
        "left": MARGIN,
        "right": WIDTH - MARGIN,
        "names": NAMES,
        "plot_left": MARGIN + NAMES,
        "plot_width": PLOT,
        "top": TOP,
        "subtitle": _subtitle(records, query),
        "as_of_label": _("today")
        if not query.as_of
        else short_date(DateInterval.day(records.as_of), query.lang),
        "address": _address(query),
    }


def _address(query: TimelineQuery) -> str:
    return f"{settings.SITE_URL}/{query.changed().querystring()}"


def _subtitle(records: Records, query: TimelineQuery) -> str:
    sessions, flags = records.total, records.flags.total
    return " · ".join(
        (
            ngettext("%(n)s session on record", "%(n)s sessions on record", sessions)
            % {"n": number(sessions)},
            (
                _("more than %(n)s resumptions")
                if records.flags.goes_on
                else ngettext("%(n)s resumption", "%(n)s resumptions", flags)
            )
            % {"n": number(flags)},
            _("as of %(day)s") % {"day": date_in_words(DateInterval.day(query.as_of_day))},
        )
    )


def _legend(y: int) -> Iterator[LegendItem]:
    """The signs that a reader of the picture alone cannot do without, in as many rows as they need."""
    signs = (
        ("ranks", 30, _("leaders, ministers, others")),
        ("vague", 26, _("date known to month or year")),
        ("off", 10, _("called off")),
        ("gap", 44, _("unusual gap, certain and possible part")),
        ("flag", 18, _("met again")),
        ("silent", 28, _("silent today")),
        ("sampled", 28, _("records sampled")),
    )
    x = float(MARGIN)
    for sign, width, words in signs:
        room = width + 6 + text_width(words, TEXT_PX) + 8
        if x + room > WIDTH - MARGIN:
            x, y = float(MARGIN), y + 26
        yield LegendItem(sign, x, x + width + 6, y, words)
        x += room


def _notes(query: TimelineQuery, figure: Figure, drawn: Drawn, data_version: int) -> list[str]:
    """The lines below: what keeps a reader from over-reading, and where all of it comes from."""
    texts = [
        _(
            "A gap is unusual when it is far longer than the council’s own earlier gaps. Dates known only to the month or"
            " year are drawn as the whole month or year. One meeting does not show a revival."
        )
    ]
    if drawn.councils_total > drawn.councils_drawn:
        words = _("Drawn: %(drawn)s lines of councils of %(total)s.")
        texts.append(words % {"drawn": number(drawn.councils_drawn), "total": number(drawn.councils_total)})
    if figure.breaks:
        words = _("Left out of the axis, for no lane that is drawn has a session there: %(stretches)s.")
        texts.append(words % {"stretches": "; ".join(each.words for each in figure.breaks)})
    words = _(
        "Reconvene · data version %(version)s · CC BY 4.0, quotations excluded · sources on every session’s page"
    )
    texts += [words % {"version": data_version}, _address(query)]
    return [line for text in texts for line in _in_lines(text, WIDTH - 2 * MARGIN, TEXT_PX, at_most=4)]


def _in_lines(text: str, room: float, font_px: float, *, at_most: int = 2) -> tuple[str, ...]:
    """A text broken into lines that fit `room` px; what does not fit into them ends in an ellipsis."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, font_px) <= room or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < at_most:
            lines.append(word)
        else:
            lines[-1] += " …"
            break
    return tuple(_cut(line, room, font_px) for line in lines)


def _cut(line: str, room: float, font_px: float) -> str:
    """One word, such as an address, may be too long by itself."""
    if text_width(line, font_px) <= room:
        return line
    while line and text_width(f"{line}…", font_px) > room:
        line = line[:-1]
    return f"{line}…"
