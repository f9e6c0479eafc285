"""A card drawn as PNG. What it says stands in its text chunks too, for whoever cannot see it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from meetings.cards.lettering import in_lines, width_of, write
from meetings.cards.strip import Span, Strip

WIDTH, HEIGHT = 1200, 630
MARGIN = 64
STRIP_WIDTH = WIDTH - 2 * MARGIN
_STRIP_TOP, _STRIP_HEIGHT = 372, 120
_FINER = 2  # shapes are drawn this much larger, then reduced: smooth edges


class _Colours(NamedTuple):
    """Those of the pages in the light."""

    paper: str = "#fcfbf7"
    ink: str = "#1b2530"
    ink_2: str = "#4a5661"
    ink_3: str = "#66717b"
    rule: str = "#c4c0b5"
    mark: str = "#1f364d"
    warm: str = "#b8401a"
    warm_text: str = "#98320f"
    warm_tint: str = "#f8dfca"
    silent: str = "#e9e7e1"


_C = _Colours()
_FILL = {"session": _C.mark, "here": _C.warm, "gap": _C.warm_tint, "silence": _C.silent, "bar": _C.mark}


@dataclass(frozen=True)
class Card:
    """``title`` in two lines at most, ``lead`` in two, ``foot`` in one; ``site``: the host that it comes from."""

    title: str
    lead: str
    foot: str
    site: str
    strip: Strip
    is_unusual: bool = False


def draw_card(card: Card) -> bytes:
    """The card as a PNG file."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), _C.paper)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, WIDTH, 10), fill=_C.warm if card.is_unusual else _C.mark)
    y = 122
    for line in in_lines(card.title, 58, 720, STRIP_WIDTH, 2):
        write(draw, (MARGIN, y), line, 58, 720, _C.ink)
        y += 68
    y += -8
    for line in in_lines(card.lead, 31, 450, STRIP_WIDTH, 2):
        write(draw, (MARGIN, y), line, 31, 450, _C.warm_text if card.is_unusual else _C.ink_2)
        y += 42
    _draw_strip(picture, draw, card.strip)
    _draw_foot(draw, card)
    return _as_png(picture, card)


def _draw_strip(picture: Image.Image, draw: ImageDraw.ImageDraw, strip: Strip) -> None:
    layer = Image.new("RGB", (STRIP_WIDTH * _FINER, _STRIP_HEIGHT * _FINER), _C.paper)
    pen = ImageDraw.Draw(layer)
    for span in strip.spans:
        _draw_span(pen, span)
    picture.paste(layer.reduce(_FINER), (MARGIN, _STRIP_TOP))
    bottom = _STRIP_TOP + _STRIP_HEIGHT
    draw.line((MARGIN, bottom, WIDTH - MARGIN, bottom), fill=_C.rule, width=2)
    for x, year in strip.years:
        length = width_of(year, 22, 450)
        if x + length <= STRIP_WIDTH:
            draw.line((MARGIN + x, bottom, MARGIN + x, bottom + 8), fill=_C.rule, width=2)
            write(draw, (MARGIN + x, bottom + 32), year, 22, 450, _C.ink_3)


def _draw_span(pen: ImageDraw.ImageDraw, span: Span) -> None:
    """A background as high as the strip, a session as a mark of at least three px."""
    whole = _STRIP_HEIGHT * _FINER
    left, right = span.start * _FINER, span.end * _FINER
    if span.kind in ("gap", "silence"):
        pen.rectangle((left, 0, right, whole), fill=_FILL[span.kind])
        return
    if span.kind == "bar":
        pen.rectangle((left, whole * (1 - span.height), max(left + 2, right - 2), whole), fill=_FILL["bar"])
        return
    thick, top = (10, 0) if span.kind == "here" else (6, whole * 0.3)
    end = max(right, left + thick)
    pen.rectangle((min(left, STRIP_WIDTH * _FINER - thick), top, end, whole), fill=_FILL[span.kind])
    if span.kind == "here":
        tip = min(left, STRIP_WIDTH * _FINER - 60)
        pen.polygon(((tip, 0), (tip + 56, 26), (tip, 52)), fill=_FILL["here"])


def _draw_foot(draw: ImageDraw.ImageDraw, card: Card) -> None:
    y = HEIGHT - 40
    length = width_of("Reconvene", 28, 750)
    site = in_lines(card.site, 22, 450, 360, 1)
    write(draw, (MARGIN, y), "Reconvene", 28, 750, _C.ink)
    for line in in_lines(card.foot, 22, 450, STRIP_WIDTH - length - 420, 1):
        write(draw, (MARGIN + length + 24, y), line, 22, 450, _C.ink_3)
    for line in site:
        write(draw, (WIDTH - MARGIN - width_of(line, 22, 450), y), line, 22, 450, _C.ink_3)


def _as_png(picture: Image.Image, card: Card) -> bytes:
    said = PngInfo()
    said.add_itxt("Title", " ".join(card.title.split()))
    said.add_itxt("Description", f"{card.lead} {card.foot}".strip())
    said.add_itxt("Source", card.site)
    file = io.BytesIO()
    picture.save(file, "PNG", pnginfo=said, compress_level=6)
    return file.getvalue()
