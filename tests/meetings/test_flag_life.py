"""The life of a flag, from its first assessment to what the public reads of it years later, on a real database."""

from datetime import UTC, date, datetime, timedelta
from unittest import mock

import pytest
from django.test import Client

from meetings.assessment import assess_council
from meetings.flag_history import flag_history
from meetings.judgements import JudgementRefused, awaiting_judgement, flag_judge, judgement_in_words
from meetings.models import Council, Resumption
from meetings.vocabulary import FlagState
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 1, 13, 9, tzinfo=UTC)
HELD = (
    "2014-06-02", "2016-04-20", "2016-07-13", "2016-12-19", "2017-03-30", "2017-07-13", "2017-10-26", "2018-05-31",
    "2018-10-31", "2019-01-25", "2019-07-05", "2022-01-12",
)  # fmt: skip
# Each makes the flag of 12 January 2022 notable instead of major.
LOWERING = ("2020-01-31", "2020-08-20")


@pytest.fixture
def council() -> Council:
    council = factories.make_council("NATO-Russia Council", abbreviation="NRC")
    for day in HELD:
        factories.make_session(council, day, level="ambassadors")
    assess_council(council_id=council.pk, now=NOW)
    return council


def assessed(council: Council, now: datetime = NOW) -> list[str]:
    outcome = assess_council(council_id=council.pk, now=now)
    assert outcome is not None
    return [change.verb for change in outcome.changes]


def flag_of(council: Council) -> Resumption:
    return Resumption.objects.get(council=council, session__start__startswith__gte="2022-01-01")


def judged(flag: Resumption, verdict: FlagState = FlagState.DISMISSED, note: str = "A press error.") -> None:
    flag_judge(
        flag=flag, verdict=verdict, note=note, reviewer=factories.make_reviewer(), now=NOW,
        opened_as=flag.record_version,
    )  # fmt: skip


def lower(council: Council) -> None:
    for day in LOWERING:
        factories.make_session(council, day)
    assessed(council)


def page_of(flag: Resumption) -> str:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        return Client().get(flag.get_absolute_url()).text


def test_a_judgement_of_another_grade_is_told_as_past(council: Council) -> None:
    judged(flag_of(council))
    assert judgement_in_words(flag_of(council)) == "Dismissed by a person on 13 January 2022"
    lower(council)
    flag = flag_of(council)
    assert (flag.grade, flag.state, flag.reviewed_as) == ("notable", FlagState.RAISED, FlagState.DISMISSED)
    words = "Was dismissed by a person on 13 January 2022, when it was major (far longer than usual)"
    assert judgement_in_words(flag) == words
    assert f"{words}:</strong> <bdi>A press error.</bdi>" in page_of(flag)
    with mock.patch("meetings.pages.clock", return_value=NOW):
        listed = Client().get("/resumptions/").text.split("Flags that no longer stand")[0]
    assert words in listed


def test_another_certain_grade_leaves_a_judgement_alone(council: Council) -> None:
    judged(flag_of(council))
    factories.make_coverage(council, "2010-01-01", completeness="sampled")
    assert assessed(council) == ["revised"]
    flag = flag_of(council)
    assert (flag.grade, flag.grade_certain, flag.state) == ("major", "", FlagState.DISMISSED)
    assert "certain grade major → none" in flag_history(flag)[0].words


def test_a_dismissed_flag_whose_session_moves_within_its_sitting_stays_dismissed(council: Council) -> None:
    judged(flag_of(council))
    before = flag_of(council).pk
    factories.make_session(council, "2022-01-10")
    assert assessed(council) == ["revised"]
    flag = flag_of(council)
    assert (flag.pk, flag.state, flag.session.start.earliest) == (
        before,
        FlagState.DISMISSED,
        date(2022, 1, 10),
    )
    assert "sitting from 12 January 2022 → 10 January 2022" in flag_history(flag)[0].words


def test_a_withdrawn_flag_whose_session_comes_back_goes_on_living(council: Council) -> None:
    flag = flag_of(council)
    for publication in ("withdrawn", "published"):
        flag.session.publication = publication
        flag.session.save()
        assessed(council)
    again = flag_of(council)
    assert (again.pk, again.state, again.withdrawn_at, again.withdrawn_because) == (
        flag.pk,
        FlagState.RAISED,
        None,
        "",
    )
    history = flag_history(again)
    assert [version.words.split(":")[0] for version in history] == ["raised again", "withdrawn", "raised"]
    assert history[1].note.startswith("Its session no longer counts")
    # Nothing is announced twice, and those told of the withdrawal hear that it stands after all.
    told = again.notices.order_by("id").values_list("kind", "is_news")
    assert list(told) == [
        ("resumption_raised", True), ("resumption_withdrawn", True), ("resumption_revised", True),
    ]  # fmt: skip


@pytest.mark.parametrize("other_grade", [False, True])
def test_what_was_dismissed_comes_back_dismissed_unless_its_grade_is_another(
    council: Council, other_grade: bool
) -> None:
    judged(flag_of(council))
    session = flag_of(council).session
    session.publication = "withdrawn"
    session.save()
    assessed(council)
    session.publication = "published"
    session.save()
    if other_grade:
        lower(council)
    assessed(council)
    flag = flag_of(council)
    assert flag.state == (FlagState.RAISED if other_grade else FlagState.DISMISSED)
    assert flag.reviewed_as == FlagState.DISMISSED


def test_a_flag_moved_by_an_older_session_returns_when_that_is_taken_back(council: Council) -> None:
    first = flag_of(council)
    found = factories.make_session(council, "2021-03-10")
    assert sorted(assessed(council)) == ["raised", "withdrawn"]
    found.publication = "withdrawn"
    found.save()
    assert sorted(assessed(council)) == ["raised", "withdrawn"]
    assert flag_of(council).pk == first.pk
    assert Resumption.objects.standing().get().pk == first.pk
    assert Resumption.objects.count() == 2


def test_the_history_keeps_the_evidence_of_each_version(council: Council) -> None:
    flag = flag_of(council)
    judged(flag, FlagState.CONFIRMED, "Read both reports.")
    council.floor_days = 200
    council.save()
    lower(council)
    latest, confirmed, raised = flag_history(flag_of(council))
    assert raised.words == "raised: far longer than usual"
    assert raised.reason.startswith("No session on record for 922 days")
    assert dict(raised.evidence)["Notable from"] == "406.9 days"
    assert (confirmed.words, confirmed.note, confirmed.reason) == (
        "confirmed by a person",
        "Read both reports.",
        "",
    )
    assert dict(confirmed.evidence)["Gap"] == "922 days"
    assert "it was confirmed when it was far longer than usual" in latest.words
    assert "grade far longer than usual → unusually long" in latest.words
    assert dict(latest.evidence)["Set for this council"] == (
        "no gap under so many days is unusual: 200 (usually 120)"
    )


def test_the_public_never_reads_who_judged(council: Council) -> None:
    reviewer = factories.make_reviewer("rita.reviewer")
    flag = flag_of(council)
    flag_judge(
        flag=flag, verdict=FlagState.CONFIRMED, note="Read.", reviewer=reviewer, now=NOW, opened_as=None
    )
    with mock.patch("meetings.pages.clock", return_value=NOW):
        for address in (
            flag.get_absolute_url(),
            "/resumptions/",
            f"/sessions/S{flag.session_id}/",
            "/resumptions.csv",
        ):
            response = Client().get(address)
            text = response.getvalue().decode()
            assert "rita.reviewer" not in text, address


def test_a_judgement_of_a_version_that_is_no_more_is_refused_with_what_changed(council: Council) -> None:
    opened = flag_of(council)
    lower(council)
    with pytest.raises(JudgementRefused, match="grade far longer than usual → unusually long"):
        judged(opened)
    assert flag_of(council).state == FlagState.RAISED
    assert flag_of(council).reviewed_as == ""


def test_of_two_reviewers_the_second_is_told_of_the_first(council: Council) -> None:
    one, other = flag_of(council), flag_of(council)
    judged(one, FlagState.CONFIRMED, "Read both reports.")
    with pytest.raises(JudgementRefused, match=r"confirmed by a person .“Read both reports\.”."):
        judged(other)
    assert flag_of(council).state == FlagState.CONFIRMED


def test_a_withdrawn_flag_cannot_be_judged(council: Council) -> None:
    flag = flag_of(council)
    Resumption.objects.filter(pk=flag.pk).update(state=FlagState.WITHDRAWN)
    with pytest.raises(JudgementRefused, match="was withdrawn"):
        judged(flag)


def test_opening_again_is_a_judgement_too(council: Council) -> None:
    judged(flag_of(council))
    flag = flag_of(council)
    judged(flag, FlagState.RAISED, "The agency corrected itself.")
    assert judgement_in_words(flag_of(council)) == "Opened again by a person on 13 January 2022"
    assert flag_history(flag_of(council))[0].words == "opened again by a person"
    lower(council)
    assert flag_of(council).state == FlagState.RAISED


def test_the_queue_begins_with_what_was_judged_before_then_the_certain_the_high_the_new() -> None:
    council = factories.make_council()
    wanted = [
        ("notable", "notable", "1999-01-01", FlagState.DISMISSED),
        ("historic", "historic", "2001-01-01", ""),
        ("major", "major", "2005-01-01", ""),
        ("major", "major", "2003-01-01", ""),
        ("major", "", "2020-01-01", ""),
        ("", "", "2021-01-01", ""),
    ]
    for grade, certain, day, reviewed_as in sorted(wanted):
        session = factories.make_session(council, day)
        Resumption.objects.create(
            council=council, session=session, resumed_on=session.start, grade=grade, grade_certain=certain,
            reviewed_as=reviewed_as, reason="Long.", rule_version="gap-1", raised_at=NOW,
        )  # fmt: skip
    judged = factories.make_session(council, "2022-01-01")
    Resumption.objects.create(
        council=council, session=judged, resumed_on=judged.start, grade="historic", state=FlagState.CONFIRMED,
        reason="Long.", rule_version="gap-1", raised_at=NOW,
    )  # fmt: skip
    queue = [flag.resumed_on.earliest.isoformat() for flag in awaiting_judgement()]
    assert queue == [day for _, _, day, _ in wanted]


def test_events_are_named_in_the_reason_and_change_no_grade(council: Council) -> None:
    before = flag_of(council)
    factories.make_context_event(
        council, title="A boycott of all meetings.", kind="boycott", start="2020-03", end="2021-06-01"
    )
    factories.make_context_event(council, title="The pandemic", kind="pandemic", start="2020-02-01")
    factories.make_context_event(council, title="An old dispute", kind="dispute", start="1990", end="1991")
    assert assessed(council) == ["revised"]
    after = flag_of(council)
    assert (
        "In that time: The pandemic (pandemic, from 1 February 2020); A boycott of all meetings (boycott, from"
        " March 2020 to 1 June 2021)." in after.reason
    )
    assert "dispute" not in after.reason and "suspended" not in after.reason
    assert (after.grade, after.grade_certain, after.days) == (
        before.grade,
        before.grade_certain,
        before.days,
    )
    assert flag_history(after)[0].words == "revised in words"


def test_a_flag_of_ministers_is_withdrawn_for_a_session_of_ministers() -> None:
    """The ambassadors who met all the time are no reason."""
    council = factories.make_council()
    days = [date(2010, 1, 1) + timedelta(days=60 * number) for number in range(36)]
    for number, day in enumerate(days):
        is_ministerial = (number % 3 == 0 and day.year < 2013) or day == days[-1]
        factories.make_session(
            council, day.isoformat(), level="foreign_ministers" if is_ministerial else "ambassadors"
        )
    assert assessed(council) == ["raised"]
    flag = Resumption.objects.get()
    assert (flag.stream, flag.grade) == ("ministers_and_above", "notable")
    for found in ("2014-01-10", "2015-01-15"):
        factories.make_session(council, found, level="foreign_ministers")
    assert assessed(council) == ["withdrawn"]
    flag.refresh_from_db()
    assert flag.withdrawn_because.startswith("A session of 15 January 2015 is now on record")
