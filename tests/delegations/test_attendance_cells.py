"""What a cell of the attendance matrix says of a party on a day."""

import pytest

from delegations.attendance.cells import PRESENCE_WORDS, Presence, Seat, Standing, cell_of, standing_on
from delegations.vocabulary import Attendance
from meetings.dates import DateInterval


def when(text: str) -> DateInterval:
    return DateInterval.parse_edtf(text)


def seat(joined: str = "", left: str = "") -> Seat:
    return Seat(when(joined) if joined else None, when(left) if left else None)


@pytest.mark.parametrize(
    ("joined", "left", "day", "standing"),
    [
        ("2002-05-28", "", "2002-05-28", Standing.MEMBER),
        ("2002-05-28", "", "2002-05-27", Standing.NONE),
        ("2002", "", "2002-05-28", Standing.PERHAPS),
        ("2002", "", "2003-01-01", Standing.MEMBER),
        ("2002", "2010-06-30", "2010-06-30", Standing.MEMBER),
        ("2002", "2010-06-30", "2010-07-01", Standing.NONE),
        ("2002", "2010-06", "2010-06-30", Standing.PERHAPS),
        ("2002", "2010-06-15", "2010-06", Standing.PERHAPS),
        ("", "", "1950", Standing.MEMBER),
    ],
)
def test_a_seat_is_certain_possible_or_none(joined: str, left: str, day: str, standing: Standing) -> None:
    assert standing_on([seat(joined, left)], when(day)) is standing


def test_any_of_several_seats_makes_a_member() -> None:
    seats = [seat("1990", "1995"), seat("2000-01-01")]
    assert standing_on(seats, when("1997-01-01")) is Standing.NONE
    assert standing_on(seats, when("2001-01-01")) is Standing.MEMBER
    assert standing_on([], when("2001-01-01")) is Standing.NONE


@pytest.mark.parametrize(
    "attendance", [Attendance.ATTENDED, Attendance.PARTIAL, Attendance.WALKED_OUT, Attendance.ABSENT]
)
@pytest.mark.parametrize("standing", list(Standing))
def test_what_is_on_record_is_shown_whoever_was_a_member(attendance: str, standing: Standing) -> None:
    cell = cell_of(attendance, standing, list_is_complete=True)
    assert cell.presence == attendance
    assert cell.is_recorded and not cell.from_list


@pytest.mark.parametrize(
    ("standing", "complete", "presence"),
    [
        (Standing.MEMBER, True, Presence.ABSENT),
        (Standing.MEMBER, False, Presence.UNKNOWN),
        (Standing.PERHAPS, True, Presence.UNKNOWN),
        (Standing.PERHAPS, False, Presence.UNKNOWN),
        (Standing.NONE, True, Presence.NOT_MEMBER),
        (Standing.NONE, False, Presence.NOT_MEMBER),
    ],
)
def test_without_a_delegation_the_seat_and_the_list_decide(
    standing: Standing, complete: bool, presence: Presence
) -> None:
    assert cell_of(None, standing, list_is_complete=complete).presence is presence


def test_a_presence_recorded_as_unknown_is_no_absence_even_beside_a_complete_list() -> None:
    assert cell_of(Attendance.UNKNOWN, Standing.MEMBER, list_is_complete=True).presence is Presence.UNKNOWN
    assert cell_of(Attendance.UNKNOWN, Standing.NONE, list_is_complete=True).presence is Presence.UNKNOWN


def test_each_cell_has_words() -> None:
    assert set(PRESENCE_WORDS) == set(Presence)
    assert cell_of("attended", Standing.NONE, list_is_complete=False, capacity="observer").words == (
        "attended, observer"
    )
    assert cell_of(None, Standing.MEMBER, list_is_complete=True).words == "absent: not on the complete list"
