"""A council at a glance: its gaps, what lay behind them, and its sessions per year, on one axis."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.councils.rhythm_words import searched_in_words, year_in_words, years_in_words
from meetings.councils.years import Year, YearCounts
from meetings.dates import DateInterval
from meetings.models import ContextEvent
from meetings.timeline.council_rhythm import CouncilRhythm
from meetings.timeline.scale import TimeScale, percent, room_class, text_width
from meetings.timeline.words import number, span_in_words
from meetings.timeline.year_columns import Column, year_columns
from meetings.vocabulary import ContextKind

EVENTS_DRAWN = 5
UNHELD_DRAWN = 80
EVENT_STEP = 20
LABEL_PX = 11.5


@dataclass(frozen=True, slots=True)
class Unheld:
    """A session that was planned and did not take place. `words`: what it was, with its date and status."""

    start: DateInterval
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A hollow mark on the ground of the gaps."""

    x: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class EventBar:
    """A context event as a bar with its title above it; `room`: class from which the title has room."""

    x: str
    width: str
    y: int
    css: str
    label: str
    label_x: str
    anchor: str
    room: str
    words: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year in the table under the picture, in words."""

    year: int
    sessions: str
    searched: str


@dataclass(frozen=True)
class CouncilFigure:
    """`rhythm` is None where there is no gap and no silence to draw; `columns` is then empty too."""

    rhythm: CouncilRhythm | None
    unheld: Sequence[Mark]
    events: Sequence[EventBar]
    events_left_out: int
    columns: Sequence[Column]
    counts: YearCounts
    years_note: str
    has_sampled: bool
    has_unsearched: bool
    has_beside: bool
    locale: str

    @property
    def events_height(self) -> int:
        """px of the picture of the events."""
        return len(self.events) * EVENT_STEP + 4

    @property
    def year_rows(self) -> Iterator[YearRow]:
        """The same years for readers of tables, the latest first."""
        for year in reversed(self.counts.years):
            yield YearRow(
                year.year, _counted(year, self.locale), searched_in_words(year.searched, year.searched_alike)
            )


def _counted(year: Year, locale: str) -> str:
    certain = number(year.certain, locale)
    if not year.perhaps:
        return certain
    return f"{certain}–{number(year.certain + year.perhaps, locale)}"


def council_figure(
    rhythm: CouncilRhythm | None,
    counts: YearCounts,
    unheld: Sequence[Unheld],
    events: Sequence[ContextEvent],
    as_of: date,
    locale: str = "en",
) -> CouncilFigure:
    """`rhythm`: of `rhythm_figure`, on the axis of which everything else is placed. `events`: the latest first."""
    scale = rhythm.scale if rhythm else None
    columns = (
        year_columns(counts.years, scale, lambda year: year_in_words(year, locale), counts.most)
        if scale
        else ()
    )
    drawn = sorted(events[:EVENTS_DRAWN], key=lambda event: event.start) if scale else []
    return CouncilFigure(
        rhythm=rhythm,
        unheld=tuple(_marks(unheld, scale)) if scale else (),
        events=tuple(_bar(event, row, scale, as_of, locale) for row, event in enumerate(drawn) if scale),
        events_left_out=len(events) - len(drawn) if scale else 0,
        columns=columns,
        counts=counts,
        years_note=years_in_words(counts, locale),
        has_sampled=any(column.ground == "sampled" for column in columns),
        has_unsearched=any(column.ground == "unsearched" for column in columns),
        has_beside=any(year.beside for year in counts.years),
        locale=locale,
    )


def _marks(unheld: Sequence[Unheld], scale: TimeScale) -> Iterator[Mark]:
    shown = [each for each in unheld if scale.shows(each.start.earliest, each.start.latest)]
    for each in shown[-UNHELD_DRAWN:]:
        yield Mark(percent(scale.at(each.start.midpoint)), each.href, each.words)


def _bar(event: ContextEvent, row: int, scale: TimeScale, as_of: date, locale: str) -> EventBar:
    last = min(event.end.latest if event.end else as_of, as_of)
    start, end = scale.at(event.start.earliest), scale.after(max(last, event.start.earliest))
    from_left = start <= 0.5
    need = text_width(event.title, LABEL_PX) + 4
    return EventBar(
        x=percent(start),
        width=percent(max(0.003, end - start)),
        y=row * EVENT_STEP,
        css="suspended" if event.kind == ContextKind.SUSPENSION else "event",
        label=event.title,
        label_x=percent(start if from_left else end),
        anchor="" if from_left else "end",
        room=room_class(need, 1 - start if from_left else end) or "",
        words=f"{event.title}: {event.get_kind_display()}, {span_in_words(event.start, event.end, locale)}",
    )


def axis_start(counts: YearCounts) -> date | None:
    """The first day of the first year that is counted; None without years."""
    return date(counts.years[0].year, 1, 1) if counts.years else None
