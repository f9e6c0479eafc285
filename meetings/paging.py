"""Lists cut into pages, of 200 rows unless a list has its own size, with the total and links that keep the rest of the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Window
from django.http import Http404
from django.utils.translation import gettext as _

from meetings.query import TimelineQuery

PAGE_SIZE = 200


@dataclass(frozen=True)
class Page:
    """One page of a list."""

    rows: Sequence[Any]
    total: int
    query: TimelineQuery
    size: int = PAGE_SIZE

    @property
    def number(self) -> int:
        return self.query.page

    @property
    def count(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Position of the first row shown, from 1; 0 in an empty list."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def previous(self) -> str:
        """Address of the page before; empty on the first."""
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def following(self) -> str:
        """Address of the next page; empty on the last."""
        return self._address(self.number + 1) if self.number < self.count else ""

    def _address(self, number: int) -> str:
        pairs = self.query.changed(page=number).pairs()
        return f"?{urlencode(pairs)}" if pairs else "?"


def page_of(
    rows: "QuerySet[Any] | Sequence[Any]",
    query: TimelineQuery,
    *,
    size: int = PAGE_SIZE,
    apart: bool = False,
    total: int | None = None,
) -> Page:
    """The page that the address asks for, with the total in the same query; ``apart``: in one of its own, for a list so
    long that its rows should not be made to be counted; ``total``: where it is known already. Raises Http404 beyond the
    last page."""
    start = (query.page - 1) * size
    if total is not None:
        shown = list(rows[start : start + size])
    elif isinstance(rows, QuerySet) and apart:
        shown, total = list(rows[start : start + size]), rows.order_by().count()
    elif isinstance(rows, QuerySet):
        shown = list(rows.annotate(total_rows=Window(Count("*")))[start : start + size])
        total = shown[0].total_rows if shown else rows.count() if start else 0
    else:
        shown, total = list(rows[start : start + size]), len(rows)
    if start and not shown:
        last = max(1, -(-total // size))
        raise Http404(
            _("There is no page %(page)s: the list ends on page %(last)s.")
            % {"page": query.page, "last": last}
        )
    return Page(shown, total, query, size)
