"""Verdicts as they stood on a past day: asked of the rule, not read from storage.

What people made of a flag is shown as it is today: it is a fact about the flag, not about the silence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from meetings.assessment import gaps_wanted
from meetings.dates import DateInterval
from meetings.evidence import Records, read_records
from meetings.exports.columns import Column, Made, Scope
from meetings.exports.stream import read_mappings
from meetings.models import Council
from meetings.resumptions import Assessment
from meetings.verdicts import interval, resumption_columns
from meetings.vocabulary import FlagState, Publication

Key = tuple[int, int]  # council and session


@dataclass(frozen=True)
class Verdicts:
    """What the rule says of every public council on the as-of day, under the names of the stored fields."""

    gaps: dict[Key, dict[str, Any]]
    flags: dict[Key, dict[str, Any]]
    starts: dict[int, DateInterval]
    ends: dict[int, DateInterval]


def verdicts_as_of(scope: Scope) -> Verdicts:
    """Reads the records of the councils that the address names, else of all. Six queries, whatever their number."""
    councils = Council.objects.public(scope.now)
    if scope.query.council:
        councils = councils.filter(slug__in=scope.query.council)
    found = Verdicts({}, {}, {}, {})
    for records in read_records(councils.order_by("pk").values_list("pk", flat=True), at=scope.now):
        assessment = records.assess(scope.query.as_of_day)
        found.gaps.update(
            {(records.council_id, session): gap for session, gap in gaps_wanted(records, assessment).items()}
        )
        found.flags.update(_flags(records, assessment))
        for row in records.rows:
            found.starts[row.id] = interval(row.start_earliest, row.start_latest)
            found.ends[row.id] = interval(row.end_earliest, row.end_latest)
    return found


def _flags(records: Records, assessment: Assessment) -> Iterator[tuple[Key, dict[str, Any]]]:
    rows = {row.id: row for row in records.rows}
    for want in assessment.resumptions:
        if want.session_id in records.own:
            row, gap = rows[want.session_id], want.lead.gap
            context = records.context_of(gap.since, gap.until)
            starts = interval(row.start_earliest, row.start_latest)
            yield (
                (records.council_id, want.session_id),
                resumption_columns(want, records.parameters, context, starts),
            )


def judged_as_of(links: "QuerySet[Any]", columns: tuple[Column, ...], scope: Scope) -> Made:
    """Rows of `sessions.csv` with the gap and the flag of the as-of day in place of the stored ones."""
    verdicts = verdicts_as_of(scope)
    return Made(links.count(), _judged(links, columns, scope, verdicts))


def _judged(
    links: "QuerySet[Any]", columns: tuple[Column, ...], scope: Scope, verdicts: Verdicts
) -> Iterator[dict[str, Any]]:
    for row in read_mappings(links, columns, scope):
        key = (row["council_id"], row["session_id"])
        flag = verdicts.flags.get(key)
        known = row["flag__state"] or FlagState.RAISED.value
        gap = {**verdicts.gaps.get(key, {}), "previous_session__publication": Publication.PUBLISHED.value}
        for name in row:
            if name.startswith("gap__"):
                row[name] = gap.get(name.removeprefix("gap__"))
            elif name.startswith("flag__"):
                row[name] = ({**flag, "state": known} if flag else {}).get(name.removeprefix("flag__"))
        yield row
