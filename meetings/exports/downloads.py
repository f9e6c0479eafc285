"""The page that lists every file for the filters of an address, with rows and roughly bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from meetings.exports.columns import Table
from meetings.exports.formats import FORMATS
from meetings.exports.scope import Scope
from meetings.exports.sizes import bytes_of
from meetings.exports.stream import Export
from meetings.pages import PublicRequest, public_page
from meetings.query import BadQuery, TimelineQuery


@dataclass(frozen=True)
class Download:
    """``rows``: None where nobody has asked yet; ``address``: where they are counted."""

    table: Table
    rows: int | None
    address: str

    @property
    def bytes(self) -> int:
        return bytes_of(self.table.name, self.rows or 0)


@public_page(extra=("count",))
def downloads(request: PublicRequest, tables: Sequence[Table]) -> HttpResponse:
    """Every file and form. To count all rows of a large record takes seconds: only one file's, `count`, are counted at a
    time, which the page asks for as its rows come into view."""
    counted = request.GET.get("count", "")
    if counted and counted not in {table.name for table in tables}:
        raise BadQuery(f"There is no file “{counted[:40]}” to be counted.")
    scope = Scope(request.query, request.now, request.data_version)
    context = {
        "tables": [
            Download(
                table,
                Export(table, scope).count if table.name == counted else None,
                _address(request.query, count=table.name),
            )
            for table in tables
        ],
        "forms": FORMATS,
        "files": _of_files(request.query).querystring(),
        "excel": _query(_of_files(request.query), **{"for": "excel"}),
    }
    return render(request, "meetings/downloads.html", context)


def _of_files(query: TimelineQuery) -> TimelineQuery:
    """What chooses rows: files are the same in every language."""
    return query.changed(sort="newest", order="news", breaks="", lang="en")


def _query(query: TimelineQuery, **more: str) -> str:
    """With a parameter beside the timeline's, in canonical order: the language stands last."""
    pairs = query.pairs()
    lang = [pairs.pop()] if pairs and pairs[-1][0] == "lang" else []
    return f"?{urlencode([*pairs, *more.items(), *lang])}"


def _address(query: TimelineQuery, **more: str) -> str:
    return f"/downloads/{_query(query, **more)}"
