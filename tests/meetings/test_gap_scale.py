"""A gap to scale: lengths that can be compared by eye."""

from dataclasses import dataclass

from meetings.gap_scale import WIDTH, gap_scale


@dataclass
class Gap:
    days_min: int | None = 922
    days_max: int | None = 922
    typical_days: float | None = 119.0
    longest_prior_days: int | None = 688
    threshold_notable: float | None = 429.375


def test_bars_are_as_long_as_the_days_they_stand_for() -> None:
    scale = gap_scale(Gap(), is_unusual=True)
    assert scale is not None
    assert [(bar.kind, bar.width) for bar in scale.bars] == [("this", 1000), ("usual", 129), ("longest", 746)]
    assert (scale.notable, scale.notable_days) == (466, 430)


def test_what_is_only_possible_is_drawn_apart() -> None:
    scale = gap_scale(Gap(days_min=400, days_max=800))
    assert scale is not None
    assert (scale.bars[0].width, scale.bars[0].doubt) == (WIDTH // 2, WIDTH // 2)


def test_a_threshold_beyond_the_line_is_told_but_not_drawn() -> None:
    scale = gap_scale(Gap(days_min=30, days_max=30, longest_prior_days=None))
    assert scale is not None
    assert (scale.notable, scale.notable_days) == (None, 430)
    assert [bar.kind for bar in scale.bars] == ["this", "usual"]


def test_a_gap_without_a_rhythm_is_not_drawn() -> None:
    assert gap_scale(Gap(typical_days=None)) is None
    assert gap_scale(Gap(days_min=None)) is None
