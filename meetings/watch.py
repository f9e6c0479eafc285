"""The watch list: how long each council has been silent on a day, and whether that is unusual.

Today is answered from the stored dates; a past day from the records, as they follow from events up to that day.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from meetings import vocabulary
from meetings.compiled import written_once
from meetings.evidence import Records, read_records
from meetings.explanations import Context, explain_silence
from meetings.fates import Promise, open_promises
from meetings.models import Council
from meetings.models import Silence as SilenceRow
from meetings.resumptions import Assessment
from meetings.silences import Silence, SilenceState
from meetings.thresholds import RULE_VERSION
from meetings.verdicts import context_from_json, stored_silence

_UNUSUAL = (
    SilenceState.LATE,
    SilenceState.NOTABLE,
    SilenceState.MAJOR,
    SilenceState.HISTORIC,
    SilenceState.UNRATED,
    SilenceState.LAPSED,
)


@dataclass(frozen=True, slots=True)
class CouncilSilence:
    """The silence of one council on one day.

    `silence` is None where nothing was on record by then. `next_planned_id`: the next session that was scheduled.
    `promises`: announcements of which nothing on record had come, the latest first.
    """

    council_id: int
    day: date
    silence: Silence | None
    context: Context
    next_planned_id: int | None
    rule_version: str = RULE_VERSION
    promises: Sequence[Promise] = ()

    @property
    def state(self) -> SilenceState | None:
        """None where nothing is on record: there is no silence to measure."""
        return None if self.silence is None else self.silence.state_on(self.day)

    @property
    def state_in_words(self) -> str:
        """The state's label; empty where nothing is on record."""
        return "" if self.state is None else str(vocabulary.SilenceState(self.state.value).label)

    @property
    def days(self) -> tuple[int, int, int] | None:
        """Shortest, best and longest length in days."""
        return None if self.silence is None else self.silence.days_on(self.day)

    @property
    def weight(self) -> float:
        """Days over the days that make it unusual; 0 where no rhythm is known. The watch list's order."""
        return (self.silence.weight_on(self.day) or 0.0) if self.silence else 0.0

    @property
    def unusual_since(self) -> date | None:
        """The first day on which it was unusual (or, with no rhythm known, long), if that has come."""
        if self.silence is None:
            return None
        first = self.silence.notable_from or self.silence.unrated_from
        return first if first is not None and first <= self.day else None

    @property
    def is_watched(self) -> bool:
        """Late or more; a suspended council too, whose state says so. Concluded councils are not watched."""
        if self.silence is None or self.state is SilenceState.CONCLUDED:
            return False
        return self.silence.state_by_length_on(self.day) in _UNUSUAL

    @property
    def reason(self) -> str:
        """The silence in words; empty where nothing is on record."""
        if self.silence is None:
            return ""
        lapsed = [promise.expected for promise in self.lapsed_promises if promise.expected]
        return explain_silence(self.silence, self.day, context=self.context, lapsed=lapsed)

    @property
    def lapsed_promises(self) -> list[Promise]:
        """Of meetings that were to be held in this silence; those of earlier ones are history."""
        since = self.silence.since if self.silence else date.min
        return [
            promise
            for promise in self.promises
            if promise.is_lapsed and promise.expected and promise.expected.latest >= since
        ]

    @property
    def coming_promises(self) -> list[Promise]:
        """Pending, for a day that has not passed, the next first."""
        dated = [(p.expected, p) for p in self.promises if p.expected and not p.is_lapsed]
        return [promise for _, promise in sorted(dated, key=lambda pair: pair[0])]

    @property
    def promises_without_a_date(self) -> list[Promise]:
        """Pending, with no day named."""
        return [promise for promise in self.promises if promise.expected is None and not promise.is_lapsed]


def _stored(
    council_ids: Iterable[int], today: date, at: datetime, promises: Mapping[int, Sequence[Promise]]
) -> dict[int, CouncilSilence]:
    try:
        text = _rows(at, tuple(council_ids))
    except EmptyResultSet:
        return {}
    return {
        row.council_id: CouncilSilence(
            council_id=row.council_id,
            day=today,
            silence=stored_silence(row),
            context=context_from_json(row.evidence.get("context", {})),
            next_planned_id=row.next_planned_id,
            rule_version=row.rule_version,
            promises=promises.get(row.council_id, ()),
        )
        for row in SilenceRow.objects.raw(*text)
    }


@written_once
def _rows(_at: datetime, council_ids: Collection[int]) -> "QuerySet[SilenceRow]":
    return SilenceRow.objects.filter(council__in=council_ids).order_by()


def silence_of(
    records: Records, assessment: Assessment, day: date, promises: Sequence[Promise] = ()
) -> CouncilSilence:
    """The silence on the day as of which `assessment` was made."""
    silence, planned = assessment.silence, records.next_planned(day)
    return CouncilSilence(
        council_id=records.council_id,
        day=day,
        silence=silence,
        context=records.context_of(silence.since, day, running=True) if silence else Context(),
        next_planned_id=planned.session_id if planned else None,
        promises=promises,
    )


def _computed(
    council_ids: Iterable[int], day: date, now: datetime, promises: Mapping[int, Sequence[Promise]]
) -> dict[int, CouncilSilence]:
    return {
        records.council_id: silence_of(
            records, records.assess(as_of=day), day, promises.get(records.council_id, ())
        )
        for records in read_records(council_ids, at=now)
    }


def silences_on(
    council_ids: Iterable[int],
    *,
    day: date | None = None,
    now: datetime,
    promises: Mapping[int, Sequence[Promise]] | None = None,
) -> dict[int, CouncilSilence]:
    """The silence of each council on a day (None: the day of `now`), in a constant number of queries.

    A council not yet assessed is missing from today's answer. `now`: the instant at which an embargo must have
    passed, UTC. A day after today is answered as if nothing met until then. `promises`: the councils' open
    promises of that day, where they are at hand already.
    """
    wanted, day = list(council_ids), day or now.date()
    if promises is None:
        promises = open_promises(wanted, day=day, now=now)
    if day >= now.date():
        return _stored(wanted, day, now, promises)
    return _computed(wanted, day, now, promises)


def watch_list(*, day: date | None = None, now: datetime) -> list[CouncilSilence]:
    """All public councils whose silence is late or more on the day, the most unusual first."""
    councils = Council.objects.public(now).values_list("pk", flat=True)
    watched = [silence for silence in silences_on(councils, day=day, now=now).values() if silence.is_watched]
    return sorted(watched, key=lambda silence: (-silence.weight, silence.council_id))
