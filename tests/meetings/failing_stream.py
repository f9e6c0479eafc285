"""The web application with a fault: a file breaks off after so many rows (BREAK_AFTER), whether Python or the database
writes it. Started by its test only."""

import os
from collections.abc import Iterator

from config.wsgi import application
from meetings.exports.stream import Export

__all__ = ["application"]

_whole, _statement = Export.cells, Export.copy_statement


def _broken(self: Export) -> Iterator[list[str]]:
    for number, row in enumerate(_whole(self)):
        if number == int(os.environ["BREAK_AFTER"]):
            raise RuntimeError("a fault in mid-stream, made by the test")
        yield row


def _broken_statement(self: Export) -> str:
    query = (_statement(self) or "").removeprefix("COPY (").removesuffix(") TO STDOUT (FORMAT csv)")
    fault = f"1 / ({os.environ['BREAK_AFTER']} - row_number() OVER ())"
    return f"COPY (SELECT whole.*, {fault} FROM ({query}) AS whole) TO STDOUT (FORMAT csv)"


if os.environ.get("BREAK_AFTER"):
    Export.cells = _broken  # type: ignore[method-assign]
    Export.copy_statement = _broken_statement  # type: ignore[method-assign]
