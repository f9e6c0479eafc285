"""What a lane of the timeline is made of: facts and finished words in, nothing about pixels. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from meetings.dates import DateInterval
from meetings.timeline.scale import PLOT_PX

Rank = Literal["leaders", "ministers", "officials"]
# met: held or interrupted; planned: scheduled or proposed; off: postponed, cancelled or declined.
Standing = Literal["met", "planned", "off", "unconfirmed"]
PeriodKind = Literal["sampled", "unsearched", "suspended", "event"]


class LaneSession(NamedTuple):
    """One session of a lane. `words`: the sentence that a reader who cannot see the mark gets."""

    start: DateInterval
    end: DateInterval
    rank: Rank
    standing: Standing
    counts: bool
    href: str
    words: str

    @property
    def is_vague(self) -> bool:
        """Whether its first or last day is not known to the day."""
        return not (self.start.is_day and self.end.is_day)


@dataclass(frozen=True, slots=True)
class LaneBin:
    """Sessions of a crowded stretch, counted and not read one by one: at least two, on the line or beside it.

    From `first`, the earliest day on which one of them may have begun, to `last`, the latest on which one may have
    ended. A session that ended a gap which is drawn is in no bin, and no bin reaches over the end of one. `is_vague`: the
    date of one of them is not known to the day, so that only years may be told.
    """

    first: date
    last: date
    count: int
    is_vague: bool = False

    @property
    def told(self) -> tuple[date, date]:
        """First and last day as they may be told: of the years, where not all are known to the day."""
        if not self.is_vague:
            return self.first, self.last
        return date(self.first.year, 1, 1), date(self.last.year, 12, 31)


class GapWords(NamedTuple):
    """A flagged gap in words. `lengths`: wordings of how long it was, the best first. `flag` explains the flag, `band`
    names the stretch, `told` says both as a line of a list."""

    lengths: tuple[str, ...]
    date_label: str
    flag: str
    band: str
    told: str


@dataclass(frozen=True, slots=True)
class LaneGap:
    """A flagged gap. `is_certain`: some of its length is certain (no later session may lie inside it).

    `is_main`: a gap of the whole council is shaded; one of its higher levels alone is only flagged, for others met
    meanwhile. `in_words`: called only for gaps that are drawn, which are a few of hundreds.
    """

    opens: DateInterval
    closes: DateInterval
    grade: str
    only_possible: bool
    is_certain: bool
    is_main: bool
    href: str
    in_words: Callable[[], GapWords]


@dataclass(frozen=True, slots=True)
class LaneSilence:
    """The gap still running, up to the as-of day `until`. `unusual`: shaded darker; `concluded`: paler from then on.

    `told`: its length as a line of a list.
    """

    since: DateInterval
    until: date
    unusual: bool
    labels: tuple[str, ...]
    words: str
    told: str = ""
    concluded: date | None = None


@dataclass(frozen=True, slots=True)
class LanePeriod:
    """A stretch behind the marks: how records were searched, a suspension, another context event."""

    kind: PeriodKind
    first: date
    last: date
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class LaneJoin:
    """Where one council continues another in the same lane."""

    on: date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A council, or a line of councils of which each continues the one before. `members`: their names and addresses.

    A session is either in `sessions` or counted in one of the `bins`.
    """

    key: str
    name: str
    note: str
    href: str
    members: tuple[tuple[str, str], ...] = ()
    sessions: tuple[LaneSession, ...] = ()
    bins: tuple[LaneBin, ...] = ()
    gaps: tuple[LaneGap, ...] = ()
    silence: LaneSilence | None = None
    periods: tuple[LanePeriod, ...] = ()
    joins: tuple[LaneJoin, ...] = ()
    concluded: date | None = None


def no_range_link(_key: str, _first: date, _last: date) -> str:
    """Default of `Chart.range_href`: a crowded stretch leads nowhere."""
    return ""


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the layout needs. `first`, `last`: the reader's own choice, None where the axis is to fit the data.

    `breaks`: leave out stretches in which no lane has anything. `plot_px`: the width for which wordings are chosen. `range_href(lane key, first day, last day)` is the
    address that shows a crowded stretch alone. `run_words(standing, number, first day, last day)` tells
    several sessions in a line of a list, `break_label(days)` says shortly how much is left out, `break_words(first
    day, last day)` what.
    """

    lanes: tuple[Lane, ...]
    as_of: date
    month_names: tuple[str, ...]
    first: date | None = None
    last: date | None = None
    breaks: bool = False
    plot_px: int = PLOT_PX
    range_href: Callable[[str, date, date], str] = no_range_link
    crowd_words: Callable[[int, date, date], str] = field(
        default=lambda count, first, last: f"{count} sessions, {first} to {last}"
    )
    run_words: Callable[[Standing, int, date, date], str] = field(
        default=lambda standing, count, first, last: f"{count} {standing}, {first} to {last}"
    )
    break_label: Callable[[int], str] = field(default=lambda days: f"{days} d")
    break_words: Callable[[date, date], str] = field(
        default=lambda first, last: f"left out: {first} to {last}"
    )
