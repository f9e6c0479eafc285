"""From records to lanes: which councils share a lane, in what order, and every word on the picture."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale

from meetings.dates import DateInterval, format_interval
from meetings.models import Council, Coverage, Resumption, Silence, Succession
from meetings.query import TimelineQuery
from meetings.timeline.lanes import (
    Chart,
    Lane,
    LaneGap,
    LaneJoin,
    LanePeriod,
    LaneSession,
    LaneSilence,
    PeriodKind,
    Rank,
    Standing,
)
from meetings.timeline.records import Records, SessionRow
from meetings.timeline.words import (
    days_in_words,
    grade_in_words,
    number,
    session_in_words,
    short_date,
)
from meetings.vocabulary import (
    LEVEL_RANK,
    Completeness,
    ContextKind,
    Level,
    SilenceState,
    Status,
    Stream,
)

# More lanes than this are not drawn; the page says so and the table has all sessions.
LANES_MAX = 60
STANDINGS: dict[str, Standing] = {
    Status.HELD: "met",
    Status.INTERRUPTED: "met",
    Status.SCHEDULED: "planned",
    Status.PROPOSED: "planned",
    Status.POSTPONED: "off",
    Status.CANCELLED: "off",
    Status.DECLINED: "off",
    Status.UNCONFIRMED: "unconfirmed",
}
UNUSUAL_STATES = frozenset(
    {
        SilenceState.NOTABLE,
        SilenceState.MAJOR,
        SilenceState.HISTORIC,
        SilenceState.UNRATED,
        SilenceState.LAPSED,
        SilenceState.SUSPENDED,
    }
)


@cache
def month_names(locale: str = "en") -> tuple[str, ...]:
    """Twelve short names, for the axis."""
    names = Locale.parse(locale).months["stand-alone"]["abbreviated"]
    return tuple(names[month] for month in range(1, 13))


def rank_of(level: str) -> Rank:
    """How high a mark stands: leaders, ministers, or all below and unknown."""
    rank = LEVEL_RANK.get(level, 0)
    if rank == LEVEL_RANK[Level.HEADS_OF_STATE_GOVERNMENT]:
        return "leaders"
    return "ministers" if rank == LEVEL_RANK[Level.MINISTERS] else "officials"


@dataclass(frozen=True)
class Drawn:
    """A chart and what it leaves out: lanes beyond `LANES_MAX`."""

    chart: Chart
    councils_total: int

    @property
    def councils_drawn(self) -> int:
        return len(self.chart.lanes)


def make_chart(records: Records, query: TimelineQuery) -> Drawn:
    """The lanes, latest news first: what met, resumed, ended or fell unusually silent most recently is on top."""
    by_council: dict[int, list[SessionRow]] = defaultdict(list)
    for row in records.sessions:
        by_council[row.council_id].append(row)
    lines = lineages(by_council, records)
    lines.sort(key=lambda line: (-_latest_news(line, by_council, records).toordinal(), records.councils[line[-1]].slug))
    lanes = tuple(_lane(line, by_council, records, query) for line in lines[:LANES_MAX])
    return Drawn(
        Chart(
            lanes=lanes,
            as_of=records.as_of,
            month_names=month_names(query.lang),
            first=query.first_day,
            last=query.last_day,
            range_href=lambda key, first, last: _range_href(query, key, first, last),
            crowd_words=lambda count, first, last: (
                f"{number(count)} sessions, {format_interval(DateInterval(first, last))}: show them alone"
            ),
        ),
        len(lines),
    )


def _range_href(query: TimelineQuery, key: str, first: date, last: date) -> str:
    councils = query.council or tuple(sorted(key.split(" ")))
    narrowed = query.changed(council=councils, period_from=first.isoformat(), period_to=last.isoformat())
    return "/" + narrowed.querystring()


def lineages(shown: Iterable[int], records: Records) -> list[list[int]]:
    """Councils of which each continues the one before, oldest first; a council split in two goes on in the elder."""
    shown = [pk for pk in shown if pk in records.councils]
    shown += [pk for pk in records.silences if pk not in shown]
    following: dict[int, int] = {}
    for link in records.successions:
        if link.predecessor_id in shown and link.successor_id in shown:
            following.setdefault(link.predecessor_id, link.successor_id)
    before: dict[int, list[int]] = defaultdict(list)
    for predecessor, successor in following.items():
        before[successor].append(predecessor)
    lines: list[list[int]] = []
    for last in (pk for pk in shown if pk not in following):
        line, front = [last], [last]
        while front:
            front = [pk for successor in front for pk in before[successor] if pk not in line]
            line = front + line
        lines.append(line)
    return lines


def _latest_news(line: Sequence[int], by_council: dict[int, list[SessionRow]], records: Records) -> date:
    """The last day up to the as-of day on which anything changed in a lane."""
    days = [
        min(row.last.latest, records.as_of)
        for pk in line
        for row in by_council.get(pk, ())
        if row.may_end_a_silence and row.start.earliest <= records.as_of
    ]
    silence = records.silences.get(line[-1])
    if silence is not None:
        stages = [getattr(silence, name) for _, name in Silence.STATE_FIELDS] + [silence.concluded_from]
        days += [day for day in stages if day and day <= records.as_of]
    return max(days, default=date.min)


def _lane(
    line: Sequence[int], by_council: dict[int, list[SessionRow]], records: Records, query: TimelineQuery
) -> Lane:
    councils = [records.councils[pk] for pk in line]
    last = councils[-1]
    rows = [row for pk in line for row in by_council.get(pk, ())]
    shown_ids = {row.id for row in rows}
    flags = [
        flag
        for flag in records.resumptions
        if flag.council_id in line and (not query.flag or flag.session_id in shown_ids)
    ]
    silence = records.silences.get(last.pk)
    concluded = silence.concluded_from if silence and silence.concluded_from else None
    if concluded and concluded > records.as_of:
        concluded = None
    return Lane(
        key=" ".join(council.slug for council in councils),
        name=last.name,
        note=_lane_note(councils, records, len(shown_ids)),
        href=last.get_absolute_url(),
        members=tuple((council.short_name, council.get_absolute_url()) for council in councils),
        sessions=tuple(_session(row, records, query.lang) for row in rows),
        gaps=tuple(
            lane_gap(flag, records.councils[flag.council_id], query.lang)
            for flag in flags
            if flag.silent_since is not None
        ),
        silence=lane_silence(silence, last, records.as_of, query.lang) if silence else None,
        periods=_periods(councils, concluded, records),
        joins=_joins(councils, records.successions),
        concluded=concluded,
    )


def _lane_note(councils: Sequence[Council], records: Records, sessions: int) -> str:
    """`PJC, from 28 May 2002 NRC · 148 sessions`."""
    names = councils[0].short_name if councils[0].short_name != councils[0].name else ""
    for earlier, later in zip(councils, councils[1:], strict=False):
        link = _link(earlier, later, records.successions)
        since = f", from {format_interval(link.happened)} " if link and link.happened else ", then "
        names += since + later.short_name
    counted = f"{number(sessions)} {'session' if sessions == 1 else 'sessions'}"
    return f"{names} · {counted}" if names else counted


def _link(earlier: Council, later: Council, successions: Sequence[Succession]) -> Succession | None:
    return next(
        (s for s in successions if s.predecessor_id == earlier.pk and s.successor_id == later.pk), None
    )


def _joins(councils: Sequence[Council], successions: Sequence[Succession]) -> tuple[LaneJoin, ...]:
    joins = []
    for link in successions:
        ends = [council for council in councils if council.pk in (link.predecessor_id, link.successor_id)]
        if len(ends) == 2 and link.happened:
            before, after = sorted(ends, key=lambda council: council.pk == link.successor_id)
            joins.append(LaneJoin(link.happened.midpoint, before.short_name, after.short_name))
    return tuple(joins)


def _session(row: SessionRow, records: Records, locale: str) -> LaneSession:
    council = records.councils[row.council_id]
    return LaneSession(
        start=row.start,
        end=row.last,
        rank=rank_of(row.level),
        standing=STANDINGS.get(row.status, "unconfirmed"),
        # A meeting that was planned but not held would have stood on the line.
        counts=row.may_end_a_silence or STANDINGS.get(row.status) != "met",
        href=row.address,
        words=session_in_words(
            council.short_name,
            row.start,
            row.end,
            level=row.level,
            status=row.status,
            formation=row.formation,
            place=row.place or "",
            locale=locale,
        ),
    )


def lane_gap(flag: Resumption, council: Council, locale: str = "en") -> LaneGap:
    """A standing resumption as a lane shows it. Its `silent_since` must be set."""
    assert flag.silent_since is not None
    days = days_in_words(flag.days_min, flag.days_max, locale)
    return LaneGap(
        opens=flag.silent_since,
        closes=flag.resumed_on,
        grade=flag.grade or "notable",
        only_possible=flag.is_only_possible and flag.grade != "unrated",
        is_certain=bool(flag.days_min),
        is_main=flag.stream == Stream.MAIN,
        days_labels=tuple(dict.fromkeys((days, days.replace(" days", " d")))),
        date_label=short_date(flag.resumed_on, locale),
        href=flag.get_absolute_url(),
        words=(
            f"{council.short_name} met again: {format_interval(flag.resumed_on, locale)}, after {days}"
            f" ({grade_in_words(flag.grade, flag.is_only_possible)}). {flag.reason}"
        ),
    )


def silence_state(silence: Silence, day: date) -> SilenceState:
    """What the watch list says of a running silence on a day: a comparison with the stored dates."""
    if silence.concluded_from and silence.concluded_from <= day:
        return SilenceState.CONCLUDED
    if silence.suspended_from and silence.suspended_from <= day:
        return SilenceState.SUSPENDED
    for state, name in Silence.STATE_FIELDS:
        begins = getattr(silence, name)
        if begins and begins <= day:
            return state
    return SilenceState.ON_RHYTHM


def silence_days(silence: Silence, day: date) -> tuple[int, int]:
    """Shortest and longest length on a day, in days."""
    if silence.silent_since is None:
        return 0, 0
    since = silence.silent_since
    return max(0, (day - since.latest).days), max(0, (day - since.earliest).days)


def lane_silence(silence: Silence, council: Council, as_of: date, locale: str = "en") -> LaneSilence | None:
    """The running silence up to the as-of day, or to the council's conclusion if that came first."""
    if silence.silent_since is None or silence.silent_since.earliest > as_of:
        return None
    concluded = silence.concluded_from if silence.concluded_from and silence.concluded_from <= as_of else None
    until = concluded or as_of
    # A silence is judged on its last day: a council that was concluded was silent until then.
    state = silence_state(silence, until - timedelta(days=1) if concluded else until)
    days = days_in_words(*silence_days(silence, until), locale)
    unusual = state in UNUSUAL_STATES
    ending = f", until it was concluded, {format_interval(DateInterval.day(concluded), locale)}" if concluded else ""
    return LaneSilence(
        since=silence.silent_since,
        until=until,
        unusual=unusual,
        labels=(f"silent for {days}", f"silent {days}", days) if unusual else (),
        words=(
            f"{council.short_name}: no session on record since {format_interval(silence.silent_since, locale)}, "
            f"{days}{ending} ({state.label})"
        ),
    )


def _periods(councils: Sequence[Council], concluded: date | None, records: Records) -> tuple[LanePeriod, ...]:
    pks = {council.pk for council in councils}
    periods = [_searched(row, records.as_of) for row in records.coverage if row.council_id in pks]
    for link in records.events:
        if link.council_id in pks:
            event = link.event
            kind: PeriodKind = "suspended" if event.kind == ContextKind.SUSPENSION else "event"
            last = min(event.end.latest, records.as_of) if event.end else records.as_of
            periods.append(
                LanePeriod(kind, event.start.earliest, max(last, event.start.earliest), event.title, event.title)
            )
    if concluded and concluded < records.as_of:
        words = f"Concluded: {format_interval(DateInterval.day(concluded))}"
        periods.append(LanePeriod("concluded", concluded, records.as_of, "concluded", words))
    return tuple(period for period in periods if period is not None)


def _searched(row: Coverage, as_of: date) -> LanePeriod | None:
    """How records were searched, drawn only where that limits what a silence means."""
    if row.completeness == Completeness.COMPLETE or row.first_day > as_of:
        return None
    kind: PeriodKind = "sampled" if row.completeness == Completeness.SAMPLED else "unsearched"
    last = min(row.last_day or as_of, as_of)
    return LanePeriod(
        kind,
        row.first_day,
        last,
        "",
        f"Records {row.get_completeness_display()}, {format_interval(DateInterval(row.first_day, last))}",
    )
