"""What followed from events up to a past day: gaps, flags and silences asked of the rule, not read from storage.

The clock here is that of the events. What people made of a flag is shown as it is today: it is a fact about the flag.
A verdict of that day which no flag stands for today is none of the flags here: its gap says how unusual it was.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from meetings.assessment import gaps_wanted
from meetings.dates import DateInterval
from meetings.evidence import Records, read_portion, read_records
from meetings.fates import Promise, open_promises
from meetings.flags import matched_flags
from meetings.models import Council, Gap, Resumption
from meetings.resumptions import Assessment
from meetings.verdicts import interval, resumption_columns
from meetings.vocabulary import FlagState
from meetings.watch import CouncilSilence, silence_of

Key = tuple[int, int]  # council and session


@dataclass(frozen=True)
class PastDay:
    """`gaps`: their columns as stored ones are named. `flags`: those that do not stand withdrawn today, with the
    verdict of the day, in order of time; never to be saved. `starts`, `ends`: of each session that counted."""

    day: date
    gaps: dict[Key, dict[str, Any]] = field(default_factory=dict)
    flags: list[Resumption] = field(default_factory=list)
    silences: dict[int, CouncilSilence] = field(default_factory=dict)
    starts: dict[int, DateInterval] = field(default_factory=dict)
    ends: dict[int, DateInterval] = field(default_factory=dict)

    @property
    def standing(self) -> list[Resumption]:
        """Not dismissed."""
        return [flag for flag in self.flags if flag.state in (FlagState.RAISED, FlagState.CONFIRMED)]

    def gap_rows(self) -> Iterator[Gap]:
        """The gaps as rows that are in no table; never to be saved."""
        for (council_id, session_id), columns in self.gaps.items():
            yield Gap(council_id=council_id, session_id=session_id, **columns)


def judge_past_day(
    council_ids: Collection[int],
    *,
    day: date,
    now: datetime,
    promises: Mapping[int, Sequence[Promise]] | None = None,
    known: Mapping[int, Council] | None = None,
) -> PastDay:
    """Everything that the rule said of these councils on the day. Eight queries, whatever their number.

    `now`: the instant at which an embargo must have passed, UTC. `promises`: the councils' open promises of that
    day, where they are at hand already. `known`: so are these councils, and there are so few that their records
    can be in memory together; two queries less.
    """
    past = PastDay(day)
    if promises is None:
        promises = open_promises(council_ids, day=day, now=now)
    stored = _flags_not_withdrawn(council_ids)
    read = (
        read_records(council_ids, at=now) if known is None else read_portion(council_ids, at=now, known=known)
    )
    for records in read:
        assessment = records.assess(day)
        past.silences[records.council_id] = silence_of(
            records, assessment, day, promises.get(records.council_id, ())
        )
        for session_id, columns in gaps_wanted(records, assessment).items():
            past.gaps[records.council_id, session_id] = columns
        past.flags.extend(_flags(records, assessment, stored[records.council_id]))
        for row in records.rows:
            past.starts[row.id] = interval(row.start_earliest, row.start_latest)
            past.ends[row.id] = interval(row.end_earliest, row.end_latest)
    past.flags.sort(key=lambda flag: (flag.resumed_on, flag.pk))
    return past


def _flags_not_withdrawn(council_ids: Collection[int]) -> dict[int, list[Resumption]]:
    found: dict[int, list[Resumption]] = defaultdict(list)
    rows = Resumption.objects.filter(council__in=council_ids).exclude(state=FlagState.WITHDRAWN)
    for flag in rows.select_related("council").order_by("id"):
        found[flag.council_id].append(flag)
    return found


def _flags(records: Records, assessment: Assessment, stored: Sequence[Resumption]) -> Iterator[Resumption]:
    rows = {row.id: row for row in records.rows}
    wanted = [want for want in assessment.resumptions if want.session_id in records.own]
    matched = matched_flags(wanted, stored)
    for want in wanted:
        flag = matched.get(want.session_id)
        if flag is None:
            continue
        row, gap = rows[want.session_id], want.lead.gap
        context = records.context_of(gap.since, gap.until)
        starts = interval(row.start_earliest, row.start_latest)
        for name, value in resumption_columns(want, records.parameters, context, starts).items():
            setattr(flag, name, value)
        yield flag


def judge_rows_then(sessions: Sequence[Any], day: date, now: datetime) -> None:
    """Put the gaps and flags of the day in place of today's in rows made `with_row_details`. Seven queries."""
    councils = {link.council_id for session in sessions for link in session.council_links.all()}
    past = judge_past_day(sorted(councils), day=day, now=now)
    gaps, flags = defaultdict(list), defaultdict(list)
    for gap in past.gap_rows():
        gaps[gap.session_id].append(gap)
    for flag in past.standing:
        flags[flag.session_id].append(flag)
    for session in sessions:
        session.gaps_before, session.standing_flags = gaps[session.pk], flags[session.pk]
