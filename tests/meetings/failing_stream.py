"""The web application with a fault: a file breaks off after so many rows (BREAK_AFTER). Started by its test only."""

import os
from collections.abc import Iterator

from config.wsgi import application
from meetings.exports.stream import Export

__all__ = ["application"]

_whole = Export.cells


def _broken(self: Export) -> Iterator[list[str]]:
    for number, row in enumerate(_whole(self)):
        if number == int(os.environ["BREAK_AFTER"]):
            raise RuntimeError("a fault in mid-stream, made by the test")
        yield row


if os.environ.get("BREAK_AFTER"):
    Export.cells = _broken  # type: ignore[method-assign]
