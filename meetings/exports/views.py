"""The downloads and the page that explains them."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render

from meetings.exports.codebook import CODEBOOK_COLUMNS, data_package, reference_of, rows
from meetings.exports.columns import Scope, Table
from meetings.exports.csv_form import cell_form, encoded
from meetings.exports.stream import Export
from meetings.pages import PublicRequest, public_council, public_page
from meetings.query import BadQuery

CSV_TYPE = "text/csv; charset=utf-8; header=present"
EXCEL = "excel"


def _is_for_excel(request: PublicRequest) -> bool:
    """Whether the spreadsheet variant is asked for; BadQuery for any other word."""
    wanted = request.GET.get("for", "")
    if wanted not in ("", EXCEL):
        raise BadQuery(f"“for={wanted[:40]}” is not known. The only variant is for=excel.")
    return wanted == EXCEL


def _csv_response(
    request: PublicRequest, pieces: Iterable[bytes], file_name: str, count: int
) -> HttpResponseBase:
    """The stream. A HEAD request gets the headers and reads no row."""
    response = StreamingHttpResponse(() if request.method == "HEAD" else pieces, content_type=CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["X-Row-Count"] = str(count)
    return response


def _table_response(request: PublicRequest, table: Table, file_name: str) -> HttpResponseBase:
    scope = Scope(request.query, request.now, request.data_version)
    export = Export(table, scope, for_excel=_is_for_excel(request))
    return _csv_response(request, export.pieces(), file_name, export.count)


@public_page(extra=("for",), data=True)
def table_file(request: PublicRequest, table: Table) -> HttpResponseBase:
    """A whole table, or what the address's filters leave of it; never cut by `page`."""
    return _table_response(request, table, table.file_name)


@public_page(extra=("for",), data=True)
def council_file(request: PublicRequest, slug: str, table: Table) -> HttpResponseBase:
    """The same of one council; further filters apply within it."""
    council = public_council(request, slug)
    if request.query.council not in ((), (slug,)):
        raise BadQuery("This file is of one council: leave “council” out, or use the file of all councils.")
    request.query = request.query.changed(council=(slug,))
    return _table_response(request, table, f"{council.slug}-{table.file_name}")


@public_page("lang")
def codebook(request: PublicRequest, tables: Sequence[Table]) -> HttpResponse:
    """Every column of every file: what it holds, in which unit, and what an empty cell means."""
    described = [
        {"table": table, "columns": [(each, reference_of(table, each)) for each in table.columns]}
        for table in tables
    ]
    return render(
        request, "meetings/codebook.html", {"tables": described, "codebook_columns": CODEBOOK_COLUMNS}
    )


@public_page(extra=("for",), data=True)
def codebook_file(request: PublicRequest, tables: Sequence[Table]) -> HttpResponseBase:
    """The codebook as a table."""
    for_excel = _is_for_excel(request)
    forms = [cell_form(each.kind, for_excel=for_excel) for each in CODEBOOK_COLUMNS]
    lines = [[form(value) for form, value in zip(forms, row, strict=True)] for row in rows(tables)]
    header = [each.name for each in CODEBOOK_COLUMNS]
    return _csv_response(request, encoded(header, lines, for_excel=for_excel), "codebook.csv", len(lines))


@public_page("lang", data=True)
def data_package_file(request: PublicRequest, tables: Sequence[Table]) -> HttpResponse:
    """The Frictionless description of all files."""
    return JsonResponse(
        data_package(tables, request.data_version), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
