"""Of very many councils, those that may come first: chosen by a few stored columns, before any silence is read whole."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from meetings.models import Council, Silence

_STAGES = ("notable_from", "major_from", "historic_from", "unrated_from", "lapsed_from", "concluded_from")


def leading_councils(
    pks: Collection[int], order: str, day: date, councils: Mapping[int, Council], *, lanes: int, listed: int
) -> list[int]:
    """The first `lanes` councils in an order of `meetings.query.ORDERS`, and the `listed` most unusually silent ones, by
    what is stored today. One query.

    `meetings.timeline.lineages.in_order` and the list of silences then judge these few exactly.
    """
    columns = ("council_id", "silent_since", "typical_days", "threshold_notable", *_STAGES)
    # All are read: a thousand numbers in a query cost more than the rows that they would spare.
    known = Silence.objects.filter(silent_since__isnull=False).values_list(*columns)
    wanted = frozenset(pks)
    rows = [row for row in known if row[0] in wanted]

    def key(row: tuple[Any, ...]) -> tuple[Any, ...]:
        pk, since, typical, _, *stages = row
        if order == "name":
            return (councils[pk].sort_key, councils[pk].slug)
        if order == "silence":
            concluded = stages[-1] is not None and stages[-1] <= day
            return (concluded, since.midpoint, pk)
        if order == "rhythm":
            return (typical is None, typical or 0.0, pk)
        news = [min(since.latest, day), *(stage for stage in stages if stage and stage <= day)]
        return (-max(news).toordinal(), pk)

    def weight(row: tuple[Any, ...]) -> float:
        _, since, _, threshold, *stages = row
        if stages[-1] is not None and stages[-1] <= day:
            return 0.0
        return float((day - since.midpoint).days / threshold) if threshold else 0.0

    first = [row[0] for row in sorted(rows, key=key)[:lanes]]
    unusual = [row[0] for row in sorted(rows, key=weight, reverse=True)[:listed]]
    return list(dict.fromkeys([*first, *unusual]))
