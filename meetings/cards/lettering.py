"""Text on a picture, in the fonts of the pages: each character from the file that has it, lines broken and cut to fit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from django.conf import settings
from PIL import ImageDraw, ImageFont

_FONTS = settings.BASE_DIR / "static" / "fonts"
_LATIN, _LATIN_EXT, _CYRILLIC = (
    f"inter-{subset}-wght-normal.woff2" for subset in ("latin", "latin-ext", "cyrillic")
)
# The characters of each file, as static/css/base.css names them; all others are looked for in the second.
_IN_LATIN = {0x131, 0x152, 0x153, 0x2BB, 0x2BC, 0x2C6, 0x2DA, 0x2DC, 0x304, 0x308, 0x329, 0x20AC, 0x2122, 0x2191, 0x2193, 0x2212, 0x2215}  # fmt: skip
_IN_CYRILLIC = {0x301, 0x490, 0x491, 0x4B0, 0x4B1, 0x2116}
_IN_LATIN_EXT = ((0x100, 0x24F), (0x1D00, 0x1DBF), (0x1E00, 0x1EFF), (0x20A0, 0x20C0), (0x2C60, 0x2C7F), (0xA720, 0xA7FF))  # fmt: skip
_ELLIPSIS = "…"
_FIXED = "\xa0"  # a space at which no line breaks


def _file(mark: str) -> str:
    """The file that has the character; empty where none has."""
    code = ord(mark)
    if code in _IN_CYRILLIC or 0x400 <= code <= 0x45F:
        return _CYRILLIC
    if code <= 0xFF or code in _IN_LATIN or 0x2000 <= code <= 0x206F:
        return _LATIN
    return _LATIN_EXT if any(first <= code <= last for first, last in _IN_LATIN_EXT) else ""


def drawable(text: str) -> str:
    """The text on one line; of a script that our fonts lack an ellipsis stays. A space that must not break is kept."""
    kept = (mark if mark.isprintable() or mark == _FIXED else " " for mark in text)
    runs = groupby(kept, key=lambda mark: bool(_file(mark)))
    return "".join("".join(run) if known else _ELLIPSIS for known, run in runs)


@lru_cache(maxsize=64)
def _font(file: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(_FONTS / file), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _runs(text: str, size: int, weight: int) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
    for file, marks in groupby(text, key=_file):
        yield _font(file, size, weight), "".join(marks)


def width_of(text: str, size: int, weight: int) -> float:
    """Its length in px."""
    return sum(font.getlength(run) for font, run in _runs(text, size, weight))


def write(
    draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: int, weight: int, colour: str
) -> None:
    """The text with its base line at the place's second coordinate."""
    x, y = place
    for font, run in _runs(text, size, weight):
        draw.text((x, y), run, font=font, fill=colour, anchor="ls")
        x += font.getlength(run)


def in_lines(text: str, size: int, weight: int, room: float, lines: int) -> list[str]:
    """The text in at most so many lines of ``room`` px; what does not fit ends in an ellipsis."""
    words = [word for word in drawable(text[:600]).split(" ") if word]
    found: list[str] = []
    while words and len(found) < lines:
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", size, weight) <= room:
            line = f"{line} {words.pop(0)}"
        found.append(line)
    if words:
        found[-1] = f"{found[-1]} {words[0]}{_ELLIPSIS}"
    return [_cut(line, size, weight, room) for line in found]


def _cut(line: str, size: int, weight: int, room: float) -> str:
    if width_of(line, size, weight) <= room:
        return line
    kept = line.removesuffix(_ELLIPSIS)
    while kept and width_of(kept + _ELLIPSIS, size, weight) > room:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS
