"""Sessions of a topic or a place as lanes by council, with the same numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from meetings.dates import DateInterval
from meetings.languages import language
from meetings.occasions import (
    CouncilOccasions,
    council_occasions,
    counted_in_words,
    in_words,
    ranked_councils,
    sessions_address,
)
from meetings.query import TimelineQuery
from meetings.timeline.chart import month_names
from meetings.timeline.presence import presence_figure
from meetings.timeline.presence_lanes import Kind, Lane
from meetings.timeline.presence_shapes import PresenceFigure
from meetings.timeline.words import number

COUNCILS_SHOWN = 20


@dataclass(frozen=True)
class CouncilRow:
    """`pairs`: each kind that occurs in any row, with the number here; `last`: key and first day of the latest session."""

    found: CouncilOccasions
    pairs: Sequence[tuple[Kind, int]]
    last: tuple[int, DateInterval]

    @property
    def total(self) -> int:
        return self.found.counts.total()


@dataclass(frozen=True)
class SubjectLanes:
    """`kinds`: those that occur; `total`: councils in all, of which the `rows` have most sessions."""

    rows: Sequence[CouncilRow]
    kinds: Sequence[Kind]
    total: int
    figure: PresenceFigure | None


def subject_lanes(
    label: str, rows: "QuerySet[Any]", kinds: Sequence[Kind], query: TimelineQuery, **choices: str
) -> SubjectLanes:
    """Rows of `SessionCouncil` with their `kind`. Five queries. ``choices``: the filters that mean this topic or place."""
    if query.council:
        rows = rows.filter(council__slug__in=query.council)
    ranked = list(ranked_councils(rows))
    shown = ranked[:COUNCILS_SHOWN]
    found = council_occasions(rows, shown)
    last = {
        council: (session, start)
        for council, session, start in rows.filter(council__in=shown)
        .order_by("council", "-session__start__startswith", "-session__start__endswith", "-session")
        .distinct("council")
        .values_list("council", "session", "session__start")
    }
    seen = {kind for each in found.values() for kind in each.counts}
    occurring = [kind for kind in kinds if kind.key in seen]
    figure = presence_figure(
        label,
        [_lane(each, kinds, query, choices) for each in found.values()],
        kinds,
        as_of=query.as_of_day,
        month_names=month_names(language()),
        first=query.first_day,
        last=query.last_day,
        count_words=counted_in_words,
    )
    return SubjectLanes(
        rows=[
            CouncilRow(each, [(kind, each.counts[kind.key]) for kind in occurring], last[pk])
            for pk, each in found.items()
        ],
        kinds=occurring,
        total=len(ranked),
        figure=figure,
    )


def _lane(
    found: CouncilOccasions, kinds: Sequence[Kind], query: TimelineQuery, choices: dict[str, str]
) -> Lane:
    words = {kind.key: kind.words for kind in kinds}
    total = found.counts.total()
    return Lane(
        name=found.council.name,
        href=found.council.get_absolute_url(),
        note=ngettext("%(n)s session", "%(n)s sessions", total) % {"n": number(total)},
        occasions=[in_words(each, words[each.kind]) for each in found.occasions],
        address=sessions_address(query, council=found.council.slug, **choices),
    )
