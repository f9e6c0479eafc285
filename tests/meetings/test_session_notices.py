"""What is told of sessions: each material change once, of what is news only, whoever assesses and how often."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.assessment import assess_council, assess_councils
from meetings.models import Council, Notice, Session, SessionCouncil, SessionEdition
from tests import factories as make
from tests.meetings.test_scheduling import in_thread

NOW = datetime(2022, 1, 13, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Council:
    return make.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")


def told(council: Council, now: datetime = NOW) -> list[tuple[str, str]]:
    """Assess; then kind and title of every notice of a session, oldest first."""
    assess_council(council_id=council.pk, now=now)
    notices = Notice.objects.filter(kind__startswith="session").order_by("id")
    return [(notice.kind.removeprefix("session_"), notice.title) for notice in notices]


def change(session: Session, **fields: Any) -> None:
    Session.objects.filter(pk=session.pk).update(**make._dates(fields, "start", "end", "decided"))


def test_a_session_is_told_from_its_announcement_to_its_day(council: Council) -> None:
    session = make.make_session(council, "2022-02", status="scheduled", level="ambassadors")
    assert told(council) == [("scheduled", "NRC: session scheduled, February 2022")]
    change(session, start="2022-02-10", place=make.make_place())
    assert told(council)[1:] == [("changed", "NRC: session changed, 10 February 2022, Brussels (BEL)")]
    change(session, status="held")
    assert told(council)[2:] == [("held", "NRC: session held, 10 February 2022, Brussels (BEL)")]
    first, second, third = Notice.objects.order_by("id")
    assert first.text == "Ambassadors."
    assert second.text == (
        "Date: 10 February 2022; before: February 2022. Place: Brussels (BEL); before: not known. Ambassadors."
    )
    assert third.text == "Status: held; before: scheduled. Ambassadors."
    assert (first.follows, second.follows, third.follows) == (None, first, second)
    assert (str(first.happened_on), str(third.happened_on)) == ("2022-01-13", "2022-02-10")
    assert session.edition.sequence == 2


@pytest.mark.parametrize("status", ["cancelled", "declined", "postponed"])
def test_what_was_called_off_says_how(council: Council, status: str) -> None:
    session = make.make_session(council, "2022-02-10", status="scheduled")
    told(council)
    change(session, status=status, decided="2022-01-05")
    assert told(council)[1:] == [("cancelled", f"NRC: session {status}, 10 February 2022")]
    assert str(Notice.objects.latest("id").happened_on) == "2022-01-05"


def test_another_reason_for_not_meeting_is_a_change_and_a_new_date_a_plan(council: Council) -> None:
    session = make.make_session(council, "2022-02-10", status="scheduled")
    told(council)
    change(session, status="postponed")
    told(council)
    change(session, status="cancelled")
    told(council)
    change(session, status="scheduled", start="2022-03-10")
    assert [kind for kind, _ in told(council)] == ["scheduled", "cancelled", "changed", "scheduled"]


def test_forth_and_back_is_two_changes(council: Council) -> None:
    session = make.make_session(council, "2022-02-10", status="scheduled")
    told(council)
    for day in ("2022-02-11", "2022-02-10", "2022-02-11"):
        change(session, start=day)
        told(council)
        told(council)
    assert [kind for kind, _ in told(council)] == ["scheduled", *["changed"] * 3]
    assert session.edition.sequence == 3


def test_what_is_not_material_is_not_told(council: Council) -> None:
    place = make.make_place("Bruxelles")
    session = make.make_session(council, "2022-02-10", status="scheduled", place=place)
    told(council)
    change(session, outcome="An outcome.", venue="NATO headquarters", level="ambassadors")
    type(place).objects.update(name="Brussels")
    Council.objects.update(abbreviation="N-R C")
    assert len(told(council)) == 1
    assert session.edition.sequence == 0
    with CaptureQueriesContext(connection) as queries:
        told(council)
    assert "UPDATE" not in "".join(q["sql"] for q in queries if "sessionedition" in q["sql"]).replace(
        "FOR UPDATE", ""
    )


@pytest.mark.parametrize(
    ("day", "fields"),
    [
        ("2021-12-13", {}),
        ("2019-07", {}),
        ("2021-06-01", {"status": "cancelled"}),
        ("2022-01-12", {"published": False}),
        ("2022-01-12", {"embargo_until": datetime(2022, 2, 1, tzinfo=UTC)}),
        ("2022-01-12", {"status": "unconfirmed"}),
    ],
)
def test_history_drafts_and_rumours_are_no_news(council: Council, day: str, fields: Any) -> None:
    make.make_session(council, day, **fields)
    assert told(council) == []
    assert not SessionEdition.objects.exists()


def test_a_part_is_told_with_its_session(council: Council) -> None:
    whole = make.make_session(council, "2022-01-12")
    make.make_session(council, "2022-01-12", part_of=whole)
    assert len(told(council)) == 1


def test_an_embargo_that_passes_is_the_moment_to_tell(council: Council) -> None:
    make.make_session(council, "2022-01-12", embargo_until=datetime(2022, 1, 20, tzinfo=UTC))
    assert told(council) == []
    assert len(told(council, datetime(2022, 1, 21, tzinfo=UTC))) == 1


def test_an_old_session_told_in_its_time_is_corrected_for_ever(council: Council) -> None:
    session = make.make_session(council, "2022-01-12")
    told(council)
    change(session, start="2022-01-11")
    assert told(council, datetime(2030, 1, 1, tzinfo=UTC))[1:] == [
        ("changed", "NRC: session changed, 11 January 2022")
    ]


def test_a_record_taken_back_is_told_once_and_without_its_facts(council: Council) -> None:
    session = make.make_session(council, "2022-01-12", place=make.make_place())
    told(council)
    change(session, publication="withdrawn")
    change(session, venue="somewhere")
    taken = [("cancelled", f"NRC: session S{session.pk} withdrawn")]
    assert told(council)[1:] == taken
    change(session, start="2022-01-11")
    assert told(council)[1:] == taken
    notice = Notice.objects.latest("id")
    assert "2022" not in notice.text and "Brussels" not in notice.text
    change(session, publication="published")
    assert told(council)[2:] == [("changed", "NRC: session changed, 11 January 2022, Brussels (BEL)")]
    assert Notice.objects.latest("id").text.startswith(
        "The record of this session, which had been withdrawn, is public again. Date: 11 January 2022; before"
    )


def test_a_joint_session_is_told_once_and_a_council_that_leaves_it_is_a_change(council: Council) -> None:
    other = make.make_council("Permanent Joint Council", abbreviation="PJC")
    session = make.make_session(councils=[council, other], start="2022-01-12")
    both = [("held", "NRC and PJC: session held, 12 January 2022")]
    assert told(council) == both
    assert told(other) == both
    SessionCouncil.objects.filter(session=session, council=other).delete()
    assert told(council)[1:] == [("changed", "NRC: session changed, 12 January 2022")]
    assert "Held by: NRC; before: NRC and PJC." in Notice.objects.latest("id").text
    SessionCouncil.objects.create(session=session, council=other)
    told(other)
    Council.objects.filter(pk=other.pk).update(publication="draft")
    assert told(other)[-1] == ("cancelled", f"NRC and PJC: session S{session.pk} withdrawn")


def test_telling_takes_three_queries_when_nothing_is_new(council: Council) -> None:
    from meetings.session_notices import announce_sessions

    for day in range(1, 12):
        make.make_session(council, f"2022-01-{day:02}")
        make.make_session(council, f"2018-01-{day:02}")
    told(council)
    with CaptureQueriesContext(connection) as queries:
        announce_sessions([council.pk], NOW)
    assert len(queries) <= 3


@pytest.mark.django_db(transaction=True)
def test_two_assessments_at_once_tell_a_joint_session_once() -> None:
    councils = [make.make_council(f"Council {number}") for number in range(3)]
    sessions = [make.make_session(councils=councils, start=f"2022-01-{day:02}") for day in range(8, 13)]
    for round_, day in enumerate(("2022-01-12", "2022-01-13", "2022-01-12")):
        Session.objects.filter(pk=sessions[0].pk).update(start=make._interval(day))
        start = threading.Barrier(6)

        def work(council_id: int, start: threading.Barrier = start) -> None:
            start.wait()
            assess_councils(council_ids=[council_id], now=NOW)

        for thread in [in_thread(work, council.pk) for council in councils * 2]:
            thread.join(60)
        notices = Notice.objects.filter(kind__startswith="session")
        # In the first round each session is told once; in each other one the change of the first session.
        assert notices.count() == len(sessions) + round_
        assert SessionEdition.objects.get(session=sessions[0]).sequence == round_
