"""What a council's own record holds for the picture of its rhythm: sessions that took place, and those that did not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from meetings.councils.years import Met, YearCounts, count_years, counted_until
from meetings.coverage import Coverage, CoverageSpan
from meetings.languages import in_language
from meetings.models import Council, Session, SessionCouncil
from meetings.models import Coverage as CoverageRow
from meetings.streams import PLANNED_ONLY, TOOK_PLACE
from meetings.timeline.council_figure import Unheld
from meetings.timeline.words import session_in_words
from meetings.vocabulary import Formation


@dataclass(frozen=True)
class CouncilRecord:
    """`met`: without parts of sessions. `unheld`: planned and called off, declined or never confirmed, in order."""

    met: Sequence[Met]
    unheld: Sequence[Unheld]

    def years(self, council: Council, coverage: Sequence[CoverageRow], day: date) -> YearCounts:
        """Sessions per year as of a day. `coverage`: rows of other councils are left out."""
        spans = [
            CoverageSpan(row.first_day, row.last_day, Coverage(row.completeness))
            for row in coverage
            if row.council_id == council.pk
        ]
        return count_years(self.met, spans, counted_until(day, council.dissolved, self.met))


def council_record(council: Council, day: date, at: datetime, locale: str = "en") -> CouncilRecord:
    """All public sessions of the council that began by the day, or were to. One query."""
    rows = (
        SessionCouncil.objects.filter(council=council, session__in=Session.objects.public(at))
        .filter(session__start__startswith__lte=day, session__part_of=None)
        .order_by("session__start__startswith", "session_id")
        .values_list(
            "session_id",
            "counts",
            "session__start",
            "session__end",
            "session__status",
            "session__formation",
            "session__level",
        )
    )
    met, unheld = [], []
    for pk, counts, start, end, status, formation, level in rows:
        if status in TOOK_PLACE:
            met.append(Met(start, counts and formation == Formation.PLENARY))
        elif status in PLANNED_ONLY:
            words = session_in_words(
                council.short_name,
                start,
                end,
                level=level,
                status=status,
                formation=formation,
                place="",
                locale=locale,
            )
            unheld.append(Unheld(start, in_language(f"/sessions/S{pk}/"), words))
    return CouncilRecord(met, unheld)
