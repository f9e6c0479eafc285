"""Made-up histories as published records: of several councils, some joint, some continuing another."""

import random
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

from meetings.assessment import assess_councils
from meetings.coverage import CoverageSpan
from meetings.dates import DateInterval
from meetings.dates.interval import FIRST_DAY, LAST_DAY
from meetings.gaps import Row
from meetings.models import Council, Session, SessionCitation, SessionCouncil, Source, Succession
from meetings.resumptions import Parameters
from meetings.vocabulary import Formation, Level, Publication, Status
from tests import factories as make

History = tuple[list[Row], Parameters, list[CoverageSpan]]
LEVELS_OF_RANK = (
    ("", Level.AMBASSADORS, Level.EXPERTS),
    (Level.MINISTERS, Level.DEFENCE_MINISTERS, Level.FOREIGN_MINISTERS),
    (Level.HEADS_OF_STATE_GOVERNMENT,),
)


def publish_history(made: Sequence[History], *, seed: int, now: datetime) -> list[Council]:
    """A council for each history, assessed. By chance, from `seed`: sessions that do not count, joint ones, parts,
    councils that continue others, and one that was concluded."""
    chance, source = random.Random(seed), make.make_source()
    councils = [_council(numbers, spans, source) for _, numbers, spans in made]
    for earlier, later in pairwise(councils):
        if chance.random() < 0.5:
            Succession.objects.create(predecessor=earlier, successor=later, kind="continues", source=source)
    if chance.random() < 0.5:
        councils[0].dissolved = DateInterval.parse_edtf("2004-06")
        councils[0].save()
    for council, (rows, _, _) in zip(councils, made, strict=True):
        _hold(rows, council, councils, source, chance)
    assess_councils(council_ids=[council.pk for council in councils], now=now)
    return councils


def _council(numbers: Parameters, spans: Sequence[CoverageSpan], source: Source) -> Council:
    council = make.make_council(
        source=source,
        floor_days=numbers.floor,
        sitting_span_days=numbers.sitting_span,
        declared_cadence_days=numbers.declared_cadence,
        muted=numbers.muted,
    )
    ends = [(span.since or FIRST_DAY, span.to or LAST_DAY) for span in spans]
    for number, span in enumerate(spans):
        first, last = ends[number]
        if first <= last and all(last < other[0] or first > other[1] for other in ends[:number]):
            make.make_coverage(council, first, last_day=span.to, completeness=span.completeness)
    return council


def _hold(
    rows: Sequence[Row], council: Council, councils: Sequence[Council], source: Source, chance: random.Random
) -> None:
    sessions = Session.objects.bulk_create(
        Session(
            start=DateInterval(row.start_earliest, row.start_latest),
            end=_end(row, chance),
            level=chance.choice(LEVELS_OF_RANK[row.rank]),
            status=chance.choices([Status.HELD, Status.INTERRUPTED, Status.CANCELLED], [12, 1, 1])[0],
            formation=chance.choices([Formation.PLENARY, Formation.MILITARY], [12, 1])[0],
        )
        for row in rows
        if row.end_latest <= date(LAST_DAY.year, 1, 1)
    )
    links = [
        SessionCouncil(session=session, council=council, counts=chance.random() > 0.05)
        for session in sessions
    ]
    for session in sessions:
        if chance.random() < 0.1 and (other := chance.choice(councils)) != council:
            links.append(SessionCouncil(session=session, council=other))
    SessionCouncil.objects.bulk_create(links)
    SessionCitation.objects.bulk_create(
        SessionCitation(session=session, source=source) for session in sessions
    )
    Session.objects.filter(pk__in=[session.pk for session in sessions]).update(
        publication=Publication.PUBLISHED
    )


def _end(row: Row, chance: random.Random) -> DateInterval | None:
    """None, which means the day of the start, now and then where they are the same."""
    start = DateInterval(row.start_earliest, row.start_latest)
    end = DateInterval(row.end_earliest, row.end_latest)
    return None if start == end and chance.random() < 0.8 else end
