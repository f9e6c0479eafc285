"""From records to lanes: which councils share a lane, in what order, and every word on the picture."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from urllib.parse import urlencode

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from meetings.dates import DateInterval
from meetings.languages import in_language
from meetings.models import Council
from meetings.query import PARAMETERS, TimelineQuery
from meetings.timeline.lane_gaps import concluded_by, lane_gap, lane_silence
from meetings.timeline.lane_rows import LaneRows, SessionRow
from meetings.timeline.lanes import (
    Chart,
    Lane,
    LanePeriod,
    LaneSession,
    PeriodKind,
    Rank,
    Standing,
)
from meetings.timeline.lineages import lane_joins, lane_note
from meetings.timeline.records import Event, Records, Searched
from meetings.timeline.words import (
    date_in_words,
    days_in_words,
    length_shortly,
    number,
    session_in_words,
    short_date,
)
from meetings.vocabulary import (
    LEVEL_RANK,
    Completeness,
    ContextKind,
    Level,
    Status,
)

# Of more flags than this the picture does not carry the reasons, or they would be half of the page; their pages do.
REASONS_MAX = 60
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
    """The lanes of the lines that are drawn, in their order."""
    lanes = tuple(
        _lane(line, rows, records, query) for line, rows in zip(records.lines, records.lanes, strict=True)
    )
    return Drawn(
        Chart(
            lanes=lanes,
            as_of=records.as_of,
            month_names=month_names(query.lang),
            first=query.first_day,
            last=query.last_day,
            breaks=bool(query.breaks),
            range_href=_range_addresses(query),
            crowd_words=partial(_crowd_words, query.lang),
            run_words=partial(_run_words, query.lang),
            break_label=length_shortly,
            break_words=_break_words,
        ),
        records.lines_total,
    )


def _crowd_words(locale: str, count: int, first: date, last: date) -> str:
    span = short_date(DateInterval(first, last), locale)
    return _crowd_sentence(locale, count) % {"n": number(count, locale), "span": span}


@lru_cache(maxsize=4096)
def _crowd_sentence(locale: str, count: int) -> str:
    with override(locale):
        return ngettext(
            "%(n)s session, %(span)s: show it alone", "%(n)s sessions, %(span)s: show them alone", count
        )


def _run_words(locale: str, standing: Standing, count: int, first: date, last: date) -> str:
    """Only the years: the first and the last of them may be known to no more."""
    return _sessions_of_years(locale, standing, count, first.year, last.year)


@lru_cache(maxsize=4096)
def _sessions_of_years(locale: str, standing: Standing, count: int, first: int, last: int) -> str:
    with override(locale):
        counted = {
            "met": ngettext("%(n)s session", "%(n)s sessions", count),
            "unconfirmed": ngettext("%(n)s unconfirmed session", "%(n)s unconfirmed sessions", count),
            "off": ngettext("%(n)s session called off", "%(n)s sessions called off", count),
            "planned": ngettext("%(n)s session planned", "%(n)s sessions planned", count),
        }[standing] % {"n": number(count, locale)}
        if first == last:
            return f"{counted}, {first}"
        return _("%(sessions)s, %(first)s to %(last)s") % {
            "sessions": counted,
            "first": first,
            "last": last,
        }


def _break_words(first: date, last: date) -> str:
    days = (last - first).days + 1
    words = ngettext("%(span)s, %(n)s day", "%(span)s, %(n)s days", days)
    return words % {"n": number(days), "span": date_in_words(DateInterval(first, last))}


def _range_addresses(query: TimelineQuery) -> Callable[[str, date, date], str]:
    """Addresses of stretches, each in its own lane: with the names of all councils that the address asks for, each of
    hundreds of bars would carry them all. They differ in councils and period only, so the rest is written once."""
    kept = query.changed(council=(), period_from="", period_to="").pairs()
    councils_first, period_first = PARAMETERS.index("council"), PARAMETERS.index("from")
    between = [pair for pair in kept if councils_first < PARAMETERS.index(pair[0]) < period_first]
    before = f"&{urlencode(between)}" if between else ""
    others = kept[len(between) :]
    after = f"&{urlencode(others)}" if others else ""

    @cache
    def in_lane(key: str) -> str:
        return "/?" + urlencode([("council", slug) for slug in sorted(key.split(" "))]) + before

    def address(key: str, first: date, last: date) -> str:
        whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        opens, closes = (f"{day.year:04}" if whole_years else day.isoformat() for day in (first, last))
        return f"{in_lane(key)}&from={opens}&to={closes}{after}"

    return address


def _lane(line: Sequence[int], rows: LaneRows, records: Records, query: TimelineQuery) -> Lane:
    councils = [records.councils[pk] for pk in line]
    last = councils[-1]
    running = records.silences.get(last.pk)
    concluded = concluded_by(running)
    has_reasons = len(records.flags.of_lanes) <= REASONS_MAX
    return Lane(
        key=" ".join(council.slug for council in councils),
        name=last.name,
        note=lane_note(councils, records.links, rows.total),
        href=last.get_absolute_url(),
        members=tuple((council.short_name, council.get_absolute_url()) for council in councils),
        sessions=tuple(_sessions(rows.sessions, records, query.lang)),
        bins=tuple(rows.bins),
        gaps=tuple(
            lane_gap(flag, records.councils[flag.council_id], query.lang, with_reason=has_reasons)
            for flag in records.flags.of_lanes
            if flag.council_id in line and flag.silent_since is not None
        ),
        silence=lane_silence(running, last, query.lang) if running else None,
        periods=_periods(councils, records),
        joins=lane_joins(councils, records.links),
        concluded=concluded,
    )


def _sessions(rows: Iterable[SessionRow], records: Records, locale: str) -> Iterator[LaneSession]:
    """Each tells how long the council had not met before. Not on a past day, of which the stored gaps know nothing, and
    not where lanes are crowded: then the page must stay light."""
    tells_gap = records.past is None and not any(lane.bins for lane in records.lanes)
    after = _("%(days)s after the session before it")
    for row in rows:
        words = session_in_words(
            records.councils[row.council_id].short_name,
            row.start,
            row.end,
            level=row.level,
            status=row.status,
            formation=row.formation,
            place=row.place or "",
            locale=locale,
        )
        if tells_gap and (days := days_in_words(row.gap_min, row.gap_max, locale)):
            words += "\n" + after % {"days": days}
        standing = STANDINGS.get(row.status, "unconfirmed")
        yield LaneSession(
            start=row.start,
            end=row.last,
            rank=rank_of(row.level),
            standing=standing,
            # A meeting that was planned but not held would have stood on the line.
            counts=standing != "met" or row.may_end_a_silence,
            href=in_language(row.address, locale),
            words=words,
        )


def _periods(councils: Sequence[Council], records: Records) -> tuple[LanePeriod, ...]:
    pks = {council.pk for council in councils}
    periods = [_searched(row, records.as_of) for row in records.searched if row.council_id in pks]
    periods += [_event(event, records.as_of) for event in records.events if event.council_id in pks]
    return tuple(period for period in periods if period is not None)


def _event(event: Event, as_of: date) -> LanePeriod:
    kind: PeriodKind = "suspended" if event.kind == ContextKind.SUSPENSION else "event"
    last = max(event.first, min(event.last or as_of, as_of))
    return LanePeriod(kind, event.first, last, event.title, event.title)


def _searched(row: Searched, as_of: date) -> LanePeriod | None:
    """How records were searched, drawn only where that limits what a silence means."""
    if row.completeness == Completeness.COMPLETE or row.first > as_of:
        return None
    kind: PeriodKind = "sampled" if row.completeness == Completeness.SAMPLED else "unsearched"
    last = min(row.last or as_of, as_of)
    words = _("Records sampled, %(span)s") if kind == "sampled" else _("Records not searched, %(span)s")
    return LanePeriod(
        kind, row.first, last, "", words % {"span": date_in_words(DateInterval(row.first, last))}
    )
