"""Characters that no text has. They are refused where they come from: in the box of a form, in the cell of a file.

Line breaks and tabs are none of them. Neither are marks of direction, joiners and the like, which scripts need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# They come with copied text and damaged files, and break pictures and feeds.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_PUT_IN_THEIR_PLACE = "\ufffd"


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
