"""What an assessment stores, on a real database."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from meetings.assessment import assess_council, assess_due_councils, preview
from meetings.models import AssessmentDue, Council, Gap, Notice, Resumption, Silence
from meetings.vocabulary import FlagState
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 1, 13, 9, tzinfo=UTC)
HELD = [
    "2014-06-02",
    "2016-04-20",
    "2016-07-13",
    "2016-12-19",
    "2017-03-30",
    "2017-07-13",
    "2017-10-26",
    "2018-05-31",
    "2018-10-31",
    "2019-01-25",
    "2019-07-05",
    "2022-01-12",
]


@pytest.fixture
def council() -> Council:
    council = factories.make_council("NATO-Russia Council", abbreviation="NRC")
    for day in HELD:
        factories.make_session(council, day, level="ambassadors")
    return council


def assessed(council: Council, now: datetime = NOW) -> list[str]:
    outcome = assess_council(council_id=council.pk, now=now)
    assert outcome is not None
    return [change.verb for change in outcome.changes]


def flag_of(council: Council) -> Resumption:
    return Resumption.objects.get(council=council)


def notices_of_flags() -> list[tuple[str, bool]]:
    """Kind of each, and whether it is news; oldest first."""
    notices = Notice.objects.filter(resumption__isnull=False).order_by("id")
    return list(notices.values_list("kind", "is_news"))


def everything_stored() -> list[object]:
    return [list(table.objects.order_by("pk").values()) for table in (Gap, Resumption, Silence, Notice)]


def test_a_long_gap_raises_one_explained_flag(council: Council) -> None:
    assert assessed(council) == ["raised"]
    flag = flag_of(council)
    assert (flag.grade, flag.grade_certain, flag.grade_possible) == ("major", "major", "major")
    assert (flag.days_min, flag.days, flag.days_max) == (922, 922, 922)
    assert (flag.threshold_notable, flag.threshold_major, flag.threshold_historic) == (406.875, 569.625, 1461)
    assert (flag.state, flag.stream, flag.coverage) == ("raised", "main", "not_stated")
    assert flag.session.start.earliest == date(2022, 1, 12)
    assert flag.previous_session and flag.previous_session.start.earliest == date(2019, 7, 5)
    assert flag.reason.startswith(
        "No session on record for 922 days (coverage not stated). Usually about every"
    )
    assert flag.evidence["parameters"]["floor"] == 120
    silence = Silence.objects.get(council=council)
    assert silence.silent_since and silence.silent_since.earliest == date(2022, 1, 12)


def test_every_counting_session_has_a_stored_gap(council: Council) -> None:
    factories.make_session(council, "2022-01-15")
    factories.make_session(council, "2021-03-03", status="cancelled")
    assessed(council)
    statuses = list(Gap.objects.order_by("session__start").values_list("status", flat=True))
    assert statuses == ["first_recorded", *["computed"] * 11, "same_sitting"]
    gap = Gap.objects.get(session__start__startswith="2022-01-12")
    assert (gap.days, gap.full_years_min, gap.n_prior_gaps, gap.longest_prior_days) == (922, 2, 10, 688)


def test_assessing_twice_is_assessing_once(council: Council) -> None:
    assessed(council)
    before = everything_stored()
    assert assessed(council, datetime(2025, 1, 1, tzinfo=UTC)) == []
    assert everything_stored() == before


def test_an_older_session_found_withdraws_the_flag_and_keeps_its_words(council: Council) -> None:
    assessed(council)
    told = flag_of(council).reason
    factories.make_session(council, "2021-03-10")
    assert sorted(assessed(council)) == ["raised", "withdrawn"]
    withdrawn = Resumption.objects.get(state=FlagState.WITHDRAWN)
    assert withdrawn.session.start.earliest == date(2022, 1, 12)
    assert withdrawn.reason == told
    assert "10 March 2021" in withdrawn.withdrawn_because and "308 days" in withdrawn.withdrawn_because
    assert Resumption.objects.standing().get().days == 614


def test_cancelled_and_scheduled_sessions_change_words_but_no_verdict(council: Council) -> None:
    assessed(council)
    before = flag_of(council)
    factories.make_session(council, "2020-12-01", status="cancelled")
    factories.make_session(council, "2021-06-01", status="scheduled")
    assert assessed(council) == ["revised"]
    after = flag_of(council)
    assert (after.grade, after.days, after.n_prior_gaps) == (before.grade, before.days, before.n_prior_gaps)
    assert "One meeting cancelled" in after.reason


@pytest.mark.parametrize("state", [FlagState.DISMISSED, FlagState.CONFIRMED])
def test_a_persons_judgement_stays_until_the_grade_changes(council: Council, state: str) -> None:
    assessed(council)
    Resumption.objects.update(state=state, reviewed_grade="major", reviewed_at=NOW, review_note="A note.")
    factories.make_session(council, "2013-12-04")  # changes the baseline, not the grade
    assert assessed(council) == ["revised"]
    assert flag_of(council).state == state
    factories.make_coverage(council, "2010-01-01", completeness="sampled")
    assessed(council)
    assert flag_of(council).state == state  # the best estimate is still major
    for day in ("2020-01-31", "2020-08-20"):
        factories.make_session(council, day)
    assessed(council)
    flag = Resumption.objects.exclude(state=FlagState.WITHDRAWN).get(session__start__startswith="2022-01-12")
    assert (flag.grade, flag.state) == ("notable", FlagState.RAISED)
    assert flag.review_note == "A note."  # "was dismissed when ..."


def test_a_flag_follows_its_sitting(council: Council) -> None:
    assessed(council)
    flag = flag_of(council)
    factories.make_session(council, "2022-01-10")
    assert assessed(council) == ["revised"]
    moved = flag_of(council)
    assert (moved.pk, moved.session.start.earliest, moved.days) == (flag.pk, date(2022, 1, 10), 920)


def test_drafts_and_embargoes_are_not_read(council: Council) -> None:
    factories.make_session(council, "2020-06-01", published=False)
    factories.make_session(council, "2020-07-01", embargo_until=datetime(2022, 2, 1, tzinfo=UTC))
    assessed(council)
    assert flag_of(council).days == 922
    assert "withdrawn" in assessed(council, datetime(2022, 2, 2, tzinfo=UTC))


def test_only_formation_parts_and_the_tick_decide_what_counts(council: Council) -> None:
    main = factories.make_session(council, "2020-02-01", status="unconfirmed")
    factories.make_session(council, "2020-02-02", part_of=main)
    factories.make_session(council, "2020-03-01", formation="military")
    factories.make_session(council, "2020-04-01", counts=False)
    assessed(council)
    assert flag_of(council).days == 922


def test_a_session_that_is_taken_back_withdraws_its_flag(council: Council) -> None:
    assessed(council)
    session = flag_of(council).session
    session.publication = "withdrawn"
    session.save()
    assert assessed(council) == ["withdrawn"]
    assert flag_of(council).withdrawn_because.startswith("Its session no longer counts")
    session.publication = "published"
    session.save()
    assert assessed(council) == ["raised"]
    assert flag_of(council).state == FlagState.RAISED  # the same flag: one sitting has one for ever


def test_a_council_with_nothing_on_record_has_an_empty_silence() -> None:
    council = factories.make_council()
    assert assessed(council) == []
    assert Silence.objects.get(council=council).last_session is None


def test_a_muted_council_gets_no_flag_and_loses_its_flags(council: Council) -> None:
    assessed(council)
    council.muted = True
    council.save()
    assert assessed(council) == ["withdrawn"]
    assert not Gap.objects.exclude(grade="").exists()


def test_a_council_that_continues_another_begins_with_its_sessions() -> None:
    earlier, later = (
        factories.make_council("Joint Council", abbreviation="JC"),
        factories.make_council("Later"),
    )
    for day in HELD[:6]:
        factories.make_session(earlier, day)
    for day in HELD[6:]:
        factories.make_session(later, day)
    earlier.successor_links.create(successor=later, kind="continues")
    assessed(earlier)
    assert assessed(later) == ["raised"]
    flag = Resumption.objects.get()
    assert (flag.council, flag.threshold_notable) == (later, 406.875)
    assert "JC, which it continues" in flag.reason
    assert Gap.objects.get(council=later, session__start__startswith="2017-10-26").days == 105


@pytest.mark.parametrize("kind", ["replaces", "revives", "splits_from"])
def test_any_other_succession_starts_at_zero(kind: str) -> None:
    earlier, later = factories.make_council(), factories.make_council()
    for day in HELD[:6]:
        factories.make_session(earlier, day)
    factories.make_session(later, HELD[6])
    earlier.successor_links.create(successor=later, kind=kind)
    assessed(later)
    assert Gap.objects.get(council=later).status == "first_recorded"


def test_a_circle_of_successions_is_walked_once() -> None:
    one, two = factories.make_council(), factories.make_council()
    factories.make_session(one, "2020-01-01")
    factories.make_session(two, "2021-01-01")
    one.successor_links.create(successor=two, kind="continues")
    two.successor_links.create(successor=one, kind="continues")
    assessed(one)
    assessed(two)
    assert Gap.objects.get(council=two).days == 366
    assert Gap.objects.get(council=one).status == "first_recorded"


def test_a_joint_session_ends_the_silence_of_each_council() -> None:
    one, two = factories.make_council(), factories.make_council()
    for each in (one, two):
        factories.make_session(each, "2018-01-01")
    factories.make_session(councils=[one, two], start="2022-01-12")
    assessed(one)
    assessed(two)
    assert Resumption.objects.filter(grade="unrated").count() == 2


def test_news_of_the_last_thirty_days_is_told_once(council: Council) -> None:
    assessed(council)
    assert notices_of_flags() == [("resumption_raised", True)]
    factories.make_session(council, "2013-12-04")
    assessed(council)
    assert notices_of_flags() == [("resumption_raised", True)]
    factories.make_session(council, "2021-12-20")
    assessed(council)
    assert notices_of_flags()[1] == ("resumption_withdrawn", True)


def test_history_entered_late_tells_nobody(council: Council) -> None:
    assessed(council, datetime(2022, 2, 20, tzinfo=UTC))
    assert notices_of_flags() == [("resumption_raised", False)]


@pytest.mark.parametrize("completeness", ["sampled", "not_searched"])
def test_what_was_not_searched_is_not_told(council: Council, completeness: str) -> None:
    factories.make_coverage(council, "2010-01-01", completeness=completeness)
    assessed(council)
    flag = flag_of(council)
    assert (flag.grade, flag.grade_certain, flag.coverage) == ("major", "", completeness)
    assert notices_of_flags() == [("resumption_raised", False)]


def test_saving_marks_and_assessing_clears(council: Council) -> None:
    assert AssessmentDue.objects.filter(council=council).exists()
    assert len(assess_due_councils(now=NOW)) == 1
    assert not AssessmentDue.objects.exists()
    assert assess_due_councils(now=NOW) == []


def test_plain_sql_marks_too(council: Council) -> None:
    assess_due_councils(now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_session SET status = 'cancelled' WHERE start @> '2016-04-20'::date")
    assert list(AssessmentDue.objects.values_list("council_id", flat=True)) == [council.pk]


def test_a_dry_run_tells_and_stores_nothing(council: Council) -> None:
    (outcome,) = preview(council_ids=[council.pk], now=NOW)
    assert [change.verb for change in outcome.changes] == ["raised"]
    assert not Resumption.objects.exists() and not Gap.objects.exists()


def test_queries_do_not_grow_with_the_number_of_councils(django_assert_max_num_queries: object) -> None:
    from meetings.assessment import assess_councils

    councils = []
    for _ in range(6):
        council = factories.make_council()
        councils.append(council.pk)
        for day in ("2016-01-01", "2016-06-01", "2016-12-01"):
            factories.make_session(council, day)
    with django_assert_max_num_queries(30):  # type: ignore[operator]  # pytest-django gives its fixtures no type
        assess_councils(council_ids=councils, now=NOW)
