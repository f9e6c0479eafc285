"""Where a label stands: inside the thing it names, clear of breaks and marks, or nowhere. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from meetings.timeline.scale import PLOT_PX, TimeScale, percent, room_class, text_width
from meetings.timeline.shapes import Label

MARK_CLEARANCE = 0.002

Stretch = tuple[float, float]


def band_label(
    texts: Sequence[str],
    start: float,
    end: float,
    scale: TimeScale,
    marks: Sequence[Stretch],
    plot_px: int = PLOT_PX,
) -> Label | None:
    """A label for a stretch of a lane. `texts`: wordings, the best first; `marks`: in order of their starts.

    It stands in the widest part that no mark and no break interrupts; where that is too narrow on a plot of `plot_px`,
    over the marks.
    """
    unbroken = list(scale.unbroken(start, end))
    clear = [piece for whole in unbroken for piece in _between(marks, *whole)]
    labels = [
        label
        for label in (_fitting(texts, _widest(clear), plot_px), _fitting(texts, _widest(unbroken), plot_px))
        if label
    ]
    return min(labels, key=lambda label: int(label.room[1:]) > plot_px, default=None)


def _between(marks: Sequence[Stretch], start: float, end: float) -> list[Stretch]:
    """What marks that begin inside a stretch leave free of it."""
    pieces = []
    inside = marks[
        bisect_right(marks, start + MARK_CLEARANCE, key=itemgetter(0)) : bisect_left(
            marks, end, key=itemgetter(0)
        )
    ]
    for first, last in inside:
        if first - MARK_CLEARANCE > start:
            pieces.append((start, first - MARK_CLEARANCE))
        start = max(start, last + MARK_CLEARANCE)
    if start < end:
        pieces.append((start, end))
    return pieces


def _widest(pieces: Sequence[Stretch]) -> Stretch:
    return max(pieces, key=lambda piece: piece[1] - piece[0], default=(0.0, 0.0))


def _fitting(texts: Sequence[str], piece: Stretch, plot_px: int) -> Label | None:
    """The first of the wordings that fits at that width; else the shortest that fits at all."""
    start, end = piece
    candidates = [(text, room_class(text_width(text) + 5, end - start)) for text in texts]
    for text, room in candidates:
        if room and int(room[1:]) <= plot_px:
            return Label(text, percent((start + end) / 2), room)
    for text, room in reversed(candidates):
        if room:
            return Label(text, percent((start + end) / 2), room)
    return None


def last_piece(scale: TimeScale, start: float, end: float) -> float:
    """The length of the part of a stretch behind its last break."""
    pieces = list(scale.unbroken(start, end))
    return pieces[-1][1] - pieces[-1][0] if pieces else 0.0
