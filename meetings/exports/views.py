"""The downloads and the page that explains them."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render

from meetings.exports.archive import ZIP_TYPE, entries, zipped
from meetings.exports.codebook import CODEBOOK_COLUMNS, codebook_pieces, data_package, reference_of
from meetings.exports.columns import Table
from meetings.exports.formats import CSV_TYPE, Format
from meetings.exports.scope import Scope
from meetings.exports.stream import Export
from meetings.models import Council
from meetings.pages import PublicRequest, council_or_where_it_is, public_page
from meetings.query import BadQuery

EXCEL = "excel"


def _is_for_excel(request: PublicRequest) -> bool:
    """Whether the spreadsheet variant is asked for; BadQuery for any other word."""
    wanted = request.GET.get("for", "")
    if wanted not in ("", EXCEL):
        raise BadQuery(f"“for={wanted[:40]}” is not known. The only variant is for=excel.")
    return wanted == EXCEL


def _file_response(
    request: PublicRequest, pieces: Iterable[bytes], media_type: str, file_name: str, count: int | None = None
) -> HttpResponseBase:
    """The stream. A HEAD request gets the headers and reads no row. ``count``: rows that follow, where they are known."""
    response = StreamingHttpResponse(() if request.method == "HEAD" else pieces, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    if count is not None:
        response["X-Row-Count"] = str(count)
    return response


def _scope(request: PublicRequest) -> Scope:
    return Scope(request.query, request.now, request.data_version)


def _table_response(
    request: PublicRequest, table: Table, form: Format, file_name: str = ""
) -> HttpResponseBase:
    for_excel = _is_for_excel(request)
    if for_excel and not form.is_csv:
        raise BadQuery("“for=excel” is a variant of CSV files: take the file that ends in .csv.")
    export = Export(table, _scope(request), for_excel=for_excel)
    return _file_response(
        request,
        form.make(table, export.pieces()),
        form.media_type,
        f"{file_name or table.name}{'-excel' if for_excel else ''}.{form.suffix}",
        export.count,
    )


@public_page(extra=("for",), data=True)
def table_file(request: PublicRequest, table: Table, form: Format) -> HttpResponseBase:
    """A whole table, or what the address's filters leave of it; never cut by `page`."""
    return _table_response(request, table, form)


@public_page(extra=("for",), data=True)
def council_file(request: PublicRequest, slug: str, table: Table, form: Format) -> HttpResponseBase:
    """The same of one council; further filters apply within it."""
    council = council_or_where_it_is(request, slug, f"{table.name}.{form.suffix}")
    if not isinstance(council, Council):
        return council
    if request.query.council not in ((), (slug,)):
        raise BadQuery("This file is of one council: leave “council” out, or use the file of all councils.")
    request.query = request.query.changed(council=(slug,))
    return _table_response(request, table, form, f"{council.slug}-{table.name}")


@public_page(extra=("for",), data=True)
def archive_file(request: PublicRequest, tables: Sequence[Table]) -> HttpResponseBase:
    """All tables in one zip, or what the address's filters leave of them."""
    scope = _scope(request)
    day = scope.query.as_of_day
    address = f"{settings.SITE_URL}{request.get_full_path()}"
    files = entries(scope, tables, address, for_excel=_is_for_excel(request))
    name = f"reconvene-{day.isoformat()}-v{scope.data_version}.zip"
    return _file_response(request, zipped(files, day), ZIP_TYPE, name)


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
    pieces = codebook_pieces(tables, for_excel=_is_for_excel(request))
    count = sum(len(table.columns) for table in tables)
    return _file_response(request, pieces, CSV_TYPE, "codebook.csv", count)


@public_page("lang", data=True)
def data_package_file(request: PublicRequest, tables: Sequence[Table]) -> HttpResponse:
    """The Frictionless description of all files."""
    return JsonResponse(
        data_package(tables, request.data_version), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
