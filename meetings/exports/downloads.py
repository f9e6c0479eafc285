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
from meetings.filter_words import filter_in_words
from meetings.pages import PublicRequest, public_page
from meetings.query import BadQuery, TimelineQuery

ALL = "zip"


@dataclass(frozen=True)
class Download:
    """``rows``: None where nobody has asked yet; ``address``: where they are counted."""

    table: Table
    rows: int | None
    address: str

    @property
    def bytes(self) -> int:
        return bytes_of(self.table.name, self.rows or 0)


@dataclass(frozen=True)
class Sum:
    """What the zip holds: rows of all files, and roughly their bytes before they are packed."""

    rows: int
    bytes: int


def _all_of_it(tables: Sequence[Table], scope: Scope) -> Sum:
    rows = {table.name: Export(table, scope).count for table in tables}
    return Sum(sum(rows.values()), sum(bytes_of(name, count) for name, count in rows.items()))


@public_page(extra=("count",))
def downloads(request: PublicRequest, tables: Sequence[Table]) -> HttpResponse:
    """Every file and form. To count what filters leave of a large record may take seconds: of one file, or of all, it is
    done where `count` asks for it, and so does the page as its rows come into view."""
    counted = request.GET.get("count", "")
    if counted not in {"", ALL, *(table.name for table in tables)}:
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
        "all": _all_of_it(tables, scope) if counted == ALL else None,
        "all_counted_at": _address(request.query, count=ALL),
        "chosen": filter_in_words(request.query, request.now).text,
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
