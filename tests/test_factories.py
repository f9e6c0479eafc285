"""The factories give rows that the database accepts."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_made_session_is_public_with_its_council_and_source() -> None:
    from meetings.models import Session

    council = make.make_council("NATO-Russia Council", abbreviation="NRC")
    session = make.make_session(council, "2022-01-12")
    assert list(Session.objects.public()) == [session]
    assert session.citations.count() == 1
    assert list(session.councils.all()) == [council]


def test_every_factory_makes_a_row() -> None:
    council = make.make_council()
    session = make.make_session(council, "2019-07", published=False)
    person = make.make_person(names=(("Грушко", "ru"),))
    party = make.make_party("Russia", code="RUS")
    make.make_membership(party, council, joined="2002-05-28")
    make.make_delegate(make.make_delegation(session, party), person, leads=True)
    make.make_post(person, party=party)
    make.make_statement(session, parties=(party,), speaker=person)
    make.make_gap_claim(session)
    make.make_agenda_item(session, topic=make.make_topic("arms control"))
    make.make_announcement(council, session=session)
    make.make_coverage(council)
    make.make_context_event(council)
    make.make_place()
    assert make.make_editor().groups.get().name == "editors"
    assert make.make_reviewer().groups.get().name == "reviewers"
