"""Rows of verdicts as they stood on a past day: asked of the rule, not read from storage."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from meetings.exports.columns import Column, Made
from meetings.exports.scope import Scope
from meetings.exports.stream import read_mappings
from meetings.models import Council
from meetings.point_in_time import PastDay, judge_past_day


def past_day(scope: Scope) -> PastDay:
    """Of the councils that the address names, else of all."""
    councils = Council.objects.public(scope.now)
    if scope.query.council:
        councils = councils.filter(slug__in=scope.query.council)
    ids = list(councils.order_by("pk").values_list("pk", flat=True))
    return judge_past_day(ids, day=scope.query.as_of_day, now=scope.now)


def judged_as_of(links: "QuerySet[Any]", columns: tuple[Column, ...], scope: Scope) -> Made:
    """Rows of `sessions.csv` with the gap and the flag of the as-of day in place of the stored ones."""
    return Made(links.count, _judged(links, columns, scope, past_day(scope)))


def _judged(
    links: "QuerySet[Any]", columns: tuple[Column, ...], scope: Scope, past: PastDay
) -> Iterator[dict[str, Any]]:
    flags = {(flag.council_id, flag.session_id): flag for flag in past.flags}
    for row in read_mappings(links, columns, scope):
        key = (row["council_id"], row["session_id"])
        flag = flags.get(key)
        gap = past.gaps.get(key, {})
        row["previous_is_public"] = True  # the rule was asked about public sessions only
        for name in row:
            if name.startswith("gap__"):
                row[name] = gap.get(name.removeprefix("gap__"))
            elif name.startswith("flag__"):
                row[name] = getattr(flag, name.removeprefix("flag__"), None)
        yield row
