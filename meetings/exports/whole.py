"""How many rows the file of the whole record has, where nothing is counted but what is left out."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from meetings.exports.scope import Scope
from meetings.totals import rows_but


def of_whole_record(left_out: "Callable[[datetime], QuerySet[Any]]") -> "Callable[[Scope], int | None]":
    """The ``count`` of a file which has, of an address that asks for nothing, all rows of a table that keeps their number
    but those that ``left_out`` finds for the instant of embargoes."""
    return lambda scope: None if scope.is_narrow else rows_but(left_out(scope.now))
