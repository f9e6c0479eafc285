"""Members of a council over time: together where their seats are alike, as bars that do not say more than is known."""

from datetime import date

import pytest

from meetings.councils.members import members_of, term_on
from meetings.dates import DateInterval
from meetings.timeline.scale import TimeScale
from tests import factories as make

DAY = date(2019, 12, 31)
SCALE = TimeScale(date(2010, 1, 1), DAY)


def when(text: str) -> DateInterval:
    return DateInterval.parse_edtf(text)


def test_a_bar_is_certain_only_between_the_days_that_are() -> None:
    term = term_on(when("2011"), when("2014"), SCALE)
    assert term.whole == ("9.99%", "40.01%")
    assert term.certain == ("19.96%", "20.07%")


def test_a_seat_that_may_have_ended_before_it_began_is_not_certain_at_all() -> None:
    assert term_on(when("2011"), when("2011"), SCALE).certain is None


def test_open_ends_reach_the_edges() -> None:
    assert term_on(None, None, SCALE).whole == ("0%", "100%")
    assert term_on(when("2015-01-01"), None, SCALE).certain == ("50%", "50%")


@pytest.mark.django_db
def test_parties_with_the_same_seat_stand_together_and_those_of_the_day_are_counted() -> None:
    council, source = make.make_council(), make.make_source()
    first, second, gone, guest, later = (make.make_party(name) for name in ("A", "B", "C", "D", "E"))
    for party in (first, second):
        make.make_membership(party, council, joined="2010-01-01", source=source)
    make.make_membership(gone, council, joined="2010-01-01", left="2015-01-01", source=source)
    make.make_membership(guest, council, joined="2012", standing="observer")
    make.make_membership(later, council, joined="2025-01-01")
    found = members_of(council, DAY)
    assert [[seat.party.name for seat in group.members] for group in found.groups] == [
        ["C"],
        ["A", "B"],
        ["D"],
    ]
    assert (found.sitting, found.since) == (2, 2010)
    assert members_of(council, date(2014, 1, 1)).sitting == 3
    assert members_of(make.make_council(), DAY).groups == []


@pytest.mark.django_db
def test_a_concluded_council_had_its_members_until_its_end() -> None:
    council = make.make_council(dissolved=when("2015-03-01"))
    make.make_membership(make.make_party("A"), council, joined="2010-01-01")
    make.make_membership(make.make_party("B"), council, joined="2010-01-01", left="2016-01-01")
    found = members_of(council, DAY)
    assert (found.day, found.sitting) == (date(2015, 3, 1), 2)
    assert members_of(council, date(2014, 1, 1)).day == date(2014, 1, 1)
