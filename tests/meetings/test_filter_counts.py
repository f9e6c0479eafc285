"""Counts beside the choices of a filter: each is the number of sessions that the choice would give."""

from random import Random
from unittest import mock

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from meetings.assessment import assess_councils
from meetings.filters import counts
from meetings.filters.counts import count_choices
from meetings.query import FLAGS, MULTIPLE, TimelineQuery, read_query
from meetings.vocabulary import Level, Status
from tests import factories as make
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db
VALUES: dict[str, tuple[str, ...]] = {
    "council": ("a", "b", "nobody"),
    "level": (Level.AMBASSADORS, Level.MINISTERS, Level.EXPERTS),
    "party": ("RUS", "USA", "NOR"),
    "absent": ("RUS", "USA"),
    "person": ("grushko", "sherman"),
    "topic": ("arms", "ice"),
    "place": ("vienna", "geneva"),
    "status": (Status.HELD, Status.CANCELLED),
    "flag": tuple(FLAGS),
}


@pytest.fixture
def record() -> None:
    """Some eighty sessions that differ, at random but always the same, in everything that can be filtered."""
    pick = Random(7)
    councils = [make.make_council(name, slug=name.lower()) for name in ("A", "B")]
    parties = [make.make_party(code, code=code) for code in ("RUS", "USA", "NOR")]
    people = [make.make_person(name) for name in ("Grushko", "Sherman")]
    topics = [make.make_topic(name) for name in ("arms", "ice")]
    places = [make.make_place("Vienna", "AUT"), make.make_place("Geneva", "CHE"), None]
    for month in range(80):
        session = make.make_session(
            councils=pick.sample(councils, pick.choice((1, 1, 1, 2))),
            start=f"{2000 + month // 12 + (6 if month > 60 else 0)}-{month % 12 + 1:02}-10",
            level=pick.choice((Level.AMBASSADORS, Level.MINISTERS, "")),
            status=pick.choice((Status.HELD, Status.HELD, Status.CANCELLED)),
            place=pick.choice(places),
            title=pick.choice(("round on missiles", "")),
            published=pick.random() > 0.1,
        )
        for party in pick.sample(parties, pick.randint(0, 3)):
            attendance = pick.choice(("attended", "attended", "walked_out", "absent", "unknown"))
            delegation = make.make_delegation(session, party, attendance=attendance)
            if pick.random() > 0.5:
                make.make_delegate(delegation, pick.choice(people))
        if pick.random() > 0.6:
            make.make_agenda_item(session, topic=pick.choice(topics))
        if pick.random() > 0.6:
            hidden = {"embargo_until": NOW.replace(year=2190)} if pick.random() > 0.7 else {}
            statement = make.make_statement(session, "", speaker=pick.choice([*people, None]), **hidden)
            statement.topics.add(pick.choice(topics))
    assess_councils(council_ids=[council.pk for council in councils], now=NOW)


def read(text: str) -> TimelineQuery:
    return read_query(QueryDict(text), today=NOW.date())


def random_query(pick: Random) -> TimelineQuery:
    state = TimelineQuery(today=NOW.date())
    for name in pick.sample(MULTIPLE, pick.randint(0, 3)):
        values = pick.sample(VALUES[name], pick.randint(1, 2))
        state = state.changed(**{name: tuple(sorted(values))})
    if pick.random() > 0.6:
        state = state.changed(period_from=pick.choice(("2002", "2003-05")))
    if pick.random() > 0.7:
        state = state.changed(q="missiles")
    return state


def test_every_count_is_the_number_of_sessions_that_the_choice_gives(record: None) -> None:
    pick = Random(11)
    for _ in range(40):
        state = random_query(pick)
        counted = count_choices(state, NOW)
        for name in MULTIPLE:
            for value in VALUES[name]:
                expected = state.changed(**{name: (value,)}).sessions(NOW).count()
                assert counted[name].of(value) == expected, (state.querystring(), name, value)


def test_the_choices_are_those_that_give_a_session_most_first_with_their_names(record: None) -> None:
    parties = count_choices(read("level=ambassadors"), NOW)["party"]
    numbers = [choice.count for choice in parties.choices]
    assert numbers == sorted(numbers, reverse=True) and all(numbers)
    assert {(choice.value, choice.label) for choice in parties.choices} <= {
        (c, c) for c in ("RUS", "USA", "NOR")
    }
    assert count_choices(read("council=nobody"), NOW)["party"].choices == ()


def test_counting_takes_one_query(record: None) -> None:
    for text in (
        "",
        "council=a&party=RUS&absent=USA&person=grushko&flag=major&q=missiles&from=2001",
        "as_of=2005-01-01",
    ):
        state = read(text)
        assert state.meaning  # what the words can mean is asked once for the whole page
        with CaptureQueriesContext(connection) as captured:
            count_choices(state, NOW)
        assert len(captured) == 1, text


def test_words_that_nothing_can_have_give_no_choices(record: None) -> None:
    assert count_choices(read("q=%3C"), NOW)["level"].of("ambassadors") == 0


def test_too_many_sessions_are_not_counted_but_choices_are_offered(record: None) -> None:
    with mock.patch.multiple(counts, COUNTED_AT_MOST=30, SAMPLED=10):
        everything = count_choices(read(""), NOW)
        few = count_choices(read("from=2001&to=2002"), NOW)
        chosen = count_choices(read("council=a&from=2001&to=2002&level=ministers"), NOW)
    assert not everything["party"].is_counted
    assert everything["party"].of("RUS") is None
    assert everything["party"].choices
    assert few["party"].is_counted and few["party"].of("RUS")
    assert chosen["council"].is_counted


def test_a_long_list_is_cut_and_never_loses_what_is_chosen(record: None) -> None:
    rarest = count_choices(read(""), NOW)["party"].choices[-1].value
    with mock.patch.object(counts, "CHOICES_MAX", 1):
        cut = count_choices(read(f"party={rarest}"), NOW)["party"]
    assert [choice.value for choice in cut.choices] == [rarest]
    assert cut.left_out == 2


def test_flags_of_a_past_day_are_not_counted(record: None) -> None:
    past = count_choices(read("as_of=2004-01-01"), NOW)
    assert past["flag"].of("any") is None
    assert past["level"].of("ambassadors") == read("as_of=2004-01-01&level=ambassadors").sessions(NOW).count()
    assert not count_choices(read("as_of=2004-01-01&flag=any"), NOW)["level"].is_counted


def test_a_large_record_counts_only_beside_what_is_not_set(record: None) -> None:
    state = read("council=a&party=RUS")
    with mock.patch.object(counts, "LARGE_RECORD", 0):
        counted = count_choices(state, NOW)
    assert counted["level"].of("ambassadors") == state.changed(level=("ambassadors",)).sessions(NOW).count()
    assert not counted["party"].is_counted and not counted["council"].is_counted
    assert ("RUS", "RUS") in {(choice.value, choice.label) for choice in counted["party"].choices}
