"""What the timeline's page reads from the database: few queries, whatever the number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from meetings.dates import DateInterval
from meetings.models import (
    ContextEventCouncil,
    Council,
    Coverage,
    Gap,
    Resumption,
    Session,
    SessionCouncil,
    Silence,
    Succession,
)
from meetings.query import TimelineQuery
from meetings.vocabulary import COUNTING_STATUSES, Formation, Stream, SuccessionKind


class SessionRow(NamedTuple):
    """A session as one council's lane sees it; a joint session has one row for each council that held it."""

    id: int
    council_id: int
    number: str
    counts: bool
    start: DateInterval
    end: DateInterval | None
    title: str
    level: str
    status: str
    formation: str
    part_of_id: int | None
    place: str | None

    @property
    def last(self) -> DateInterval:
        """The last day; the first where no end is recorded."""
        return self.end or self.start

    @property
    def may_end_a_silence(self) -> bool:
        """Whether the rule counts it."""
        return (
            self.counts
            and self.status in COUNTING_STATUSES
            and self.formation == Formation.PLENARY
            and self.part_of_id is None
        )

    @property
    def address(self) -> str:
        return f"/sessions/S{self.id}/"


@dataclass(frozen=True)
class Records:
    """Everything the picture needs. `sessions` in order of time; the other lists only of councils that have a lane."""

    sessions: Sequence[SessionRow]
    councils: dict[int, Council]
    successions: Sequence[Succession]
    coverage: Sequence[Coverage]
    events: Sequence[ContextEventCouncil]
    resumptions: Sequence[Resumption]
    silences: dict[int, Silence]
    as_of: date

    @property
    def total(self) -> int:
        """Sessions, a joint one counted once."""
        return len({row.id for row in self.sessions})


def read_records(query: TimelineQuery, at: datetime) -> Records:
    """Seven queries. `at`: the instant at which embargoes are judged."""
    councils = {council.pk: council for council in Council.objects.public(at)}
    rows = session_rows(query, at)
    if query.council:
        rows = [row for row in rows if councils[row.council_id].slug in query.council]
    shown = {row.council_id for row in rows}
    shown |= {pk for pk, council in councils.items() if council.slug in query.council}
    resumptions = (
        Resumption.objects.public(at).standing().filter(council__in=shown, resumed_on__startswith__lte=query.as_of_day)
    )
    events = ContextEventCouncil.objects.filter(
        council__in=shown, event__start__startswith__lte=query.as_of_day
    ).select_related("event")
    return Records(
        sessions=rows,
        councils=councils,
        successions=list(Succession.objects.filter(kind=SuccessionKind.CONTINUES).order_by("id")),
        coverage=list(Coverage.objects.filter(council__in=shown)),
        events=list(events),
        resumptions=sorted(resumptions, key=lambda flag: (flag.resumed_on, flag.pk)),
        silences={s.council_id: s for s in Silence.objects.public(at).filter(council__in=shown)},
        as_of=query.as_of_day,
    )


def session_rows(query: TimelineQuery, at: datetime) -> list[SessionRow]:
    """The sessions of an address, oldest first, one row for each council. One query."""
    values = SessionCouncil.objects.filter(session__in=query.sessions(at)).values_list(
        "session_id",
        "council_id",
        "number",
        "counts",
        "session__start",
        "session__end",
        "session__title",
        "session__level",
        "session__status",
        "session__formation",
        "session__part_of_id",
        "session__place__name",
    )
    return sorted(map(SessionRow._make, values), key=lambda row: (row.start, row.id, row.council_id))


def gaps_before(session_ids: Sequence[int], councils: Sequence[int]) -> dict[tuple[int, int], Gap]:
    """Stored gaps of the main stream by session and council. One query."""
    found = Gap.objects.filter(session_id__in=session_ids, council_id__in=councils).only(
        "session_id", "council_id", "status", "days_min", "days", "days_max"
    )
    return {(gap.session_id, gap.council_id): gap for gap in found}


def party_choices(at: datetime) -> list[tuple[str, str]]:
    """Code and name of each party with a delegation on public record. One query."""
    rows = (
        Session.objects.public(at)
        .filter(delegations__party__isnull=False)
        .order_by("delegations__party__sort_key", "delegations__party__code")
        .values_list("delegations__party__code", "delegations__party__name", "delegations__party__sort_key")
        .distinct()
    )
    return [(code, name) for code, name, _ in rows]


def main_stream_gaps(council: Council, as_of: date, at: datetime) -> Sequence[Gap]:
    """A council's gaps between sittings in order of time, with both sessions; for its rhythm. One query."""
    gaps = (
        Gap.objects.public(at)
        .filter(council=council, previous_session__isnull=False, days__isnull=False)
        .filter(session__start__startswith__lte=as_of)
        .exclude(Q(days_max=None) | Q(days_min=None))
        .select_related("session", "previous_session")
    )
    return sorted(gaps, key=lambda gap: (gap.session.start, gap.session_id))


def standing_flags(council: Council, at: datetime) -> dict[int, Resumption]:
    """Standing resumptions of the main stream by session. One query."""
    flags = Resumption.objects.public(at).standing().filter(council=council, stream=Stream.MAIN)
    return {flag.session_id: flag for flag in flags}
