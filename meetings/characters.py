"""Characters that no text has. They are refused where they come from: in the box of a form, in the cell of a file.

Line breaks and tabs are none of them. Neither are marks of direction, joiners and the like, which scripts need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# They come with copied text and damaged files, and break pictures and feeds.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_PUT_IN_THEIR_PLACE = "\ufffd"


# What turns the direction of writing until it is closed, and what closes it.
_OPENS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}


def closed(line: str) -> str:
    """The line with every turn of the direction of writing closed at its end, lest it turns what is shown behind it."""
    open_ones: list[str] = []
    for character in line:
        if character in _OPENS:
            open_ones.append(_OPENS[character])
        elif open_ones and character == open_ones[-1]:
            open_ones.pop()
        elif character == "\u2069" and character in open_ones:  # closes also what was opened within
            del open_ones[len(open_ones) - 1 - open_ones[::-1].index(character) :]
    return line + "".join(reversed(open_ones))


def unprintable(text: str) -> str:
    """What stands in the text that must not, and where; empty if nothing does."""
    found = UNPRINTABLE.search(text)
    if found is None:
        return ""
    what = "a NUL" if found[0] == "\0" else "none that can be printed"
    return f"character {found.start() + 1:,} is {what} (U+{ord(found[0]):04X}): remove it."


def first_unprintable(header: Sequence[str], cells: Sequence[str]) -> tuple[str, str] | None:
    """Column and reason of the first cell with such a character; a cell beyond the header has no column."""
    if UNPRINTABLE.search("".join(cells)) is None:
        return None
    place = next(place for place, cell in enumerate(cells) if UNPRINTABLE.search(cell))
    return header[place] if place < len(header) else "", unprintable(cells[place])


def without_unprintables(cells: Iterable[str]) -> list[str]:
    """The cells as they can be stored and shown."""
    return [UNPRINTABLE.sub(_PUT_IN_THEIR_PLACE, cell) for cell in cells]
