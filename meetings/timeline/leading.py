"""Of very many councils, those that may come first: chosen by a few stored numbers, before any silence is read whole."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from django.db import connection

from meetings.models import Council, Silence


class _Known(NamedTuple):
    """What is stored of a council's running silence, as of a day. `typical`: days; None where no rhythm is known.

    `days`: of the silence; `since_news`: days since anything changed; `weight`: its days over those that make it
    unusual, 0 where it is concluded or nothing makes it so.
    """

    council_id: int
    typical: float | None
    is_concluded: bool
    days: int
    since_news: int
    weight: float


# In SQL, for the rows of a thousand councils as models take longer than the rest of the lanes. The middle of an interval
# is the earlier of two days. GREATEST passes over stages that are not stored, have not come or came after the end.
_STAGES = ("notable_from", "major_from", "historic_from", "unrated_from", "lapsed_from", "concluded_from")
_END = "LEAST(%(day)s, concluded_from)"
_COME = ", ".join(f"CASE WHEN {stage} <= {_END} THEN {stage} END" for stage in _STAGES)
_KNOWN = f"""
SELECT council_id, typical_days, is_concluded, days, since_news,
    CASE WHEN is_concluded OR COALESCE(threshold_notable, 0) = 0 THEN 0 ELSE days / threshold_notable END
FROM (
    SELECT council_id, typical_days, threshold_notable, COALESCE(concluded_from <= %(day)s, false) AS is_concluded,
        %(day)s - (lower(silent_since) + (upper(silent_since) - lower(silent_since) - 1) / 2) AS days,
        %(day)s - GREATEST(LEAST(upper(silent_since) - 1, %(day)s), {_COME}) AS since_news
    FROM {Silence._meta.db_table} WHERE silent_since IS NOT NULL
) AS known
"""


def leading_councils(
    pks: Collection[int], order: str, day: date, councils: Mapping[int, Council], *, lanes: int, listed: int
) -> list[int]:
    """The first `lanes` councils in an order of `meetings.query.ORDERS`, and the `listed` most unusually silent ones, by
    what is stored today. One query.

    `meetings.timeline.lineages.in_order` and the list of silences then judge these few exactly.
    """
    wanted = frozenset(pks)
    with connection.cursor() as cursor:
        # All are read: a thousand numbers in a query cost more than the rows that they would spare.
        cursor.execute(_KNOWN, {"day": day})
        rows = [_Known._make(row) for row in cursor.fetchall() if row[0] in wanted]

    def key(row: _Known) -> tuple[object, ...]:
        if order == "name":
            return (councils[row.council_id].sort_key, councils[row.council_id].slug)
        if order == "silence":
            return (row.is_concluded, -row.days, row.council_id)
        if order == "rhythm":
            return (row.typical is None, row.typical or 0.0, row.council_id)
        return (row.since_news, row.council_id)

    first = [row.council_id for row in sorted(rows, key=key)[:lanes]]
    unusual = [row.council_id for row in sorted(rows, key=lambda row: -row.weight)[:listed]]
    return list(dict.fromkeys([*first, *unusual]))
