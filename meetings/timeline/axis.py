"""The axis of a chart: the period it shows, and the empty stretches it leaves out. Pure."""

from collections.abc import Iterator

from meetings.dates import DateInterval
from meetings.timeline.lanes import Chart
from meetings.timeline.scale import TimeScale, broken, fitted, percent, room_class, text_width
from meetings.timeline.shapes import BreakShape, Label

BREAK_LABEL_PX = 10.5
# What the as-of day is called, before its line: "today" or a date.
AS_OF_LABEL_PX = 72


def chart_scale(chart: Chart) -> TimeScale:
    """The axis of the chart's period, with breaks where the chart asks for them."""
    scale = _period(chart)
    return broken(scale, _occupied(chart)) if chart.breaks else scale


def _period(chart: Chart) -> TimeScale:
    """The reader's period; where an end of it is open, the axis fits the data and the as-of day."""
    earliest = [session.start.earliest for lane in chart.lanes for session in lane.sessions]
    earliest += [counted.first for lane in chart.lanes for counted in lane.bins]
    latest = [session.end.latest for lane in chart.lanes for session in lane.sessions]
    latest += [counted.last for lane in chart.lanes for counted in lane.bins]
    if not earliest:
        # Councils chosen whose sessions are all filtered out: then their gaps and silences are the data.
        earliest = [gap.opens.earliest for lane in chart.lanes for gap in lane.gaps]
        earliest += [lane.silence.since.earliest for lane in chart.lanes if lane.silence]
        latest = [gap.closes.latest for lane in chart.lanes for gap in lane.gaps]
    data_first = chart.first or min(earliest, default=chart.as_of)
    data_last = chart.last or max([*latest, chart.as_of])
    if chart.first and chart.last:
        return TimeScale(chart.first, max(chart.first, chart.last))
    if data_last < data_first:  # nothing lies on the open side of the reader's one end
        data_first = data_last = chart.first or data_last
    scale = fitted(data_first, data_last)
    return TimeScale(chart.first or scale.first, chart.last or scale.last)


def _occupied(chart: Chart) -> Iterator[DateInterval]:
    """What a break must not leave out: sessions, and the days that carry a sign of their own."""
    yield DateInterval.day(chart.as_of)
    for lane in chart.lanes:
        for session in lane.sessions:
            yield DateInterval(session.start.earliest, session.end.latest)
        for counted in lane.bins:
            yield DateInterval(counted.first, counted.last)
        for gap in lane.gaps:
            yield gap.opens
            yield gap.closes
        if lane.silence:
            yield lane.silence.since
        for join in lane.joins:
            yield DateInterval.day(join.on)
        if lane.concluded:
            yield DateInterval.day(lane.concluded)


def break_shapes(scale: TimeScale, chart: Chart) -> Iterator[BreakShape]:
    """The breaks with their labels, which are left out where two of them stand too close."""
    edges = [(scale.at(each.first), scale.after(each.last)) for each in scale.breaks]
    middles = [(start + end) / 2 for start, end in edges]
    for position, each in enumerate(scale.breaks):
        start, end = edges[position]
        middle = middles[position]
        others = [abs(middle - other) for other in middles if other != middle]
        # Half of the label on each side, and as much of the next one's.
        space = min([*others, 2 * middle, 2 * (1 - middle)])
        label = chart.break_label(each.days)
        width = text_width(label, BREAK_LABEL_PX) + 8
        room = room_class(width, space)
        if room and scale.shows(chart.as_of, chart.as_of) and middle < (today := scale.after(chart.as_of)):
            beside = room_class(width / 2 + AS_OF_LABEL_PX, today - middle)
            room = beside and max(room, beside, key=lambda name: int(name[1:]))
        yield BreakShape(
            x=percent(start),
            width=percent(end - start),
            label=Label(label, percent(middle), room) if room else None,
            words=chart.break_words(each.first, each.last),
        )
