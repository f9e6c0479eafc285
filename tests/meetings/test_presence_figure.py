"""The picture of presence over time: where occasions, columns and stretches stand, and what the reader is told."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.dates import DateInterval
from meetings.templatetags.presence_marks import occasions as drawn
from meetings.timeline.presence import SYMBOLS_MAX, by_year, presence_figure
from meetings.timeline.presence_lanes import Kind, Lane, Occasion, Stretch
from meetings.timeline.presence_shapes import LINE_Y, PresenceFigure

KINDS = [
    Kind("attended", "attended"),
    Kind("absent", "absent", "below"),
    Kind("unknown", "not on record", "line"),
]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
AS_OF = date(2020, 6, 30)


def when(edtf: str) -> DateInterval:
    return DateInterval.parse_edtf(edtf)


def figure(*lanes: Lane, **options: date) -> PresenceFigure:
    made = presence_figure("Presence", lanes, KINDS, as_of=AS_OF, month_names=MONTHS, **options)
    assert made is not None
    return made


def place(percent: str) -> float:
    return float(percent.rstrip("%"))


def test_without_anything_to_show_there_is_no_picture() -> None:
    assert presence_figure("Presence", [Lane("A")], KINDS, as_of=AS_OF, month_names=MONTHS) is None


def test_each_occasion_has_its_symbol_in_order_of_time() -> None:
    days = [
        Occasion(when("2001-05-01"), "attended", "/s/1", "1 May 2001"),
        Occasion(when("2010-05-01"), "absent"),
    ]
    made = figure(Lane("A", occasions=days))
    marks = made.lanes[0].marks
    assert [mark.kind for mark in marks] == ["attended", "absent"]
    assert place(marks[0].x) < place(marks[1].x) < place(made.as_of_x) <= 100
    assert [kind.key for kind in made.kinds] == ["attended", "absent"]
    assert not made.has_columns and not made.has_vague


def test_a_vague_day_is_drawn_as_all_the_days_it_may_be() -> None:
    (mark,) = (
        figure(
            Lane("A", occasions=[Occasion(when("2005"), "attended")]),
            first=date(2000, 1, 1),
            last=date(2009, 12, 31),
        )
        .lanes[0]
        .marks
    )
    assert mark.is_vague and mark.span is not None
    assert [round(place(edge)) for edge in mark.span] == [50, 10]


def test_a_crowded_lane_is_drawn_as_columns_by_the_year_that_add_up() -> None:
    many = [
        Occasion(when(f"{2000 + n % 4}-03-01"), "absent" if n % 3 else "attended")
        for n in range(SYMBOLS_MAX + 1)
    ]
    lane = figure(
        Lane("A", occasions=many, address=lambda first, last: f"/?from={first.year}&to={last.year}")
    ).lanes[0]
    assert not lane.marks
    assert len(lane.columns) == 8
    assert all(column.y + column.height < LINE_Y for column in lane.columns if column.kind == "attended")
    assert all(column.y > LINE_Y for column in lane.columns if column.kind == "absent")
    assert lane.columns[0].href == "/?from=2000&to=2000"
    assert sum(each.count for each in by_year(many)) == len(many)
    assert sum(int(column.label) for column in lane.columns) == len(many)


def test_what_may_lie_in_several_years_is_counted_in_none_of_them_alone() -> None:
    counted = by_year(
        [
            Occasion(when("199X"), "attended"),
            Occasion(when("1995"), "attended"),
            Occasion(when("1995-02-03"), "attended", count=4),
        ]
    )
    assert [(each.start.edtf, each.count) for each in counted] == [("199X", 1), ("1995", 5)]


def test_a_stretch_with_vague_ends_has_a_sure_middle() -> None:
    seat = Stretch(when("2000"), when("2010"), "Minister", "Minister from 2000 to 2010")
    (bar,) = figure(Lane("A", stretches=[seat])).lanes[0].bars
    assert [css for _, _, css in bar.parts] == ["maybe", "sure", "maybe"]
    (bar,) = (
        figure(
            Lane(
                "A",
                stretches=[Stretch(None, None, "", "Member")],
                occasions=[Occasion(when("2001"), "attended")],
            )
        )
        .lanes[0]
        .bars
    )
    assert [(x, css) for x, _, css in bar.parts] == [("0%", "sure")]


def test_the_readers_period_is_the_axis_and_nothing_outside_it_is_drawn() -> None:
    days = [Occasion(when("1990-01-01"), "attended"), Occasion(when("2005-01-01"), "attended")]
    made = figure(Lane("A", occasions=days), first=date(2000, 1, 1), last=date(2009, 12, 31))
    assert (made.first, made.last) == (date(2000, 1, 1), date(2009, 12, 31))
    assert len(made.lanes[0].marks) == 1
    assert made.as_of_x == ""


def test_narrow_screens_are_told_the_latest_occasions_first() -> None:
    days = [Occasion(when(f"20{n:02d}-01-01"), "attended", f"/s/{n}", f"in {n}") for n in range(1, 9)]
    assert figure(Lane("A", occasions=days)).lanes[0].told[:2] == [("in 8", "/s/8"), ("in 7", "/s/7")]


def test_tab_reaches_one_mark_of_a_lane_and_words_are_escaped() -> None:
    days = [Occasion(when(f"200{n}-01-01"), "attended", f"/s/{n}", '<b>"&') for n in range(5)]
    markup = drawn(figure(Lane("A", occasions=days)).lanes[0])
    assert markup.count("<a ") == 5 and markup.count('tabindex="-1"') == 4
    assert "<b>" not in markup and "&lt;b&gt;" in markup


intervals = st.builds(
    lambda first, width: DateInterval(
        first, min(date(2199, 12, 31), date.fromordinal(first.toordinal() + width))
    ),
    st.dates(date(1800, 1, 1), date(2199, 12, 31)),
    st.sampled_from([0, 0, 30, 365, 4000]),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(Occasion, intervals, st.sampled_from([k.key for k in KINDS]), count=st.integers(1, 3)),
        max_size=90,
    ),
    intervals,
)
def test_whatever_is_drawn_lies_on_the_picture(days: list[Occasion], seat: DateInterval) -> None:
    made = figure(Lane("A", occasions=days, stretches=[Stretch(seat, None, "x", "y")]))
    lane = made.lanes[0]
    for x, width in [(c.x, c.width) for c in lane.columns] + [
        (b[0], b[1]) for bar in lane.bars for b in bar.parts
    ]:
        assert 0 <= place(x) <= 100 and place(x) + place(width) <= 100.5
    assert all(0 <= place(mark.x) <= 100 for mark in lane.marks)
    assert all(column.y >= 0 and column.y + column.height <= made.height for column in lane.columns)
