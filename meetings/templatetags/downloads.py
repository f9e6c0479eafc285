"""Links to files, each with how many rows it has and roughly how many bytes, as far as the page knows them."""

from typing import Any

from django import template

from meetings.exports.sizes import bytes_of
from meetings.languages import in_language

register = template.Library()


@register.inclusion_tag("meetings/_download.html")
def download(table: str, query: str = "", rows: int | None = None) -> dict[str, Any]:
    """One file as an item of a list. ``query``: of the address, with its question mark; ``rows``: None: not known."""
    return {
        "file": f"{table}.csv",
        "address": f"/{table}.csv{query}",
        "rows": rows,
        "bytes": None if rows is None else bytes_of(table, rows),
    }


@register.inclusion_tag("meetings/_all_downloads.html")
def all_downloads(query: str = "") -> dict[str, Any]:
    """The page of all files and forms for the same filters."""
    return {"address": in_language(f"/downloads/{query}")}
