"""Who is new, missing or of another rank than the time before, and of whom that cannot be said."""

from meetings.delegation_changes import Attendance, Seat, compare_attendance

RUSSIA, FRANCE, NORWAY = 1, 2, 3


def seats(*rows: tuple[int, bool | None] | tuple[int, bool | None, int], complete: bool = True) -> Attendance:
    return Attendance([Seat(*row) for row in rows], complete)


def test_a_party_that_came_now_and_certainly_not_then_is_new() -> None:
    then = seats((RUSSIA, True), (FRANCE, False))
    changes = compare_attendance(seats((RUSSIA, True), (FRANCE, True), (NORWAY, True)), then)
    assert changes.new == {FRANCE, NORWAY}


def test_nobody_is_new_whom_an_incomplete_list_may_have_left_out() -> None:
    then = seats((RUSSIA, True), complete=False)
    assert not compare_attendance(seats((FRANCE, True)), then).new


def test_a_party_is_missing_only_where_its_absence_is_on_record() -> None:
    then = seats((RUSSIA, True), (FRANCE, True), (NORWAY, True))
    now = seats((RUSSIA, False), (FRANCE, None), complete=False)
    changes = compare_attendance(now, then)
    assert changes.missing == {RUSSIA}
    assert changes.unknown == {FRANCE, NORWAY}


def test_whoever_a_complete_list_does_not_name_is_missing() -> None:
    changes = compare_attendance(seats((RUSSIA, True)), seats((RUSSIA, True), (FRANCE, True)))
    assert changes.missing == {FRANCE}
    assert not changes.unknown


def test_a_party_that_stayed_away_both_times_is_no_news() -> None:
    changes = compare_attendance(seats((FRANCE, False)), seats((FRANCE, False)))
    assert not changes.are_any


def test_ranks_are_compared_only_where_both_heads_are_known_and_both_came() -> None:
    then = seats((RUSSIA, True, 5), (FRANCE, True, 3), (NORWAY, False, 5))
    changes = compare_attendance(seats((RUSSIA, True, 4), (FRANCE, True, 5), (NORWAY, True, 1)), then)
    assert (changes.lower, changes.higher) == ({RUSSIA}, {FRANCE})
    unranked = compare_attendance(seats((RUSSIA, True), (FRANCE, True, 3)), then)
    assert not unranked.lower
    assert not unranked.higher
