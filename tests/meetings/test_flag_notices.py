"""Each step in the life of a flag is a notice; only what is recent, certain and searched is news."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.assessment import assess_council
from meetings.models import Council, Notice, Resumption
from meetings.vocabulary import FlagState
from tests import factories as make
from tests.meetings.test_assessment import HELD

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 1, 13, 9, tzinfo=UTC)
YEARS_LATER = NOW + timedelta(days=2000)


@pytest.fixture
def council() -> Council:
    council = make.make_council("NATO-Russia Council", abbreviation="NRC")
    for day in HELD:
        make.make_session(council, day, level="ambassadors")
    return council


def told(council: Council, now: datetime = NOW) -> list[tuple[str, str, bool]]:
    """Assess, and list what the notices of the last session's flag say: kind, grade, is it news."""
    assess_council(council_id=council.pk, now=now)
    flag = Resumption.objects.get(council=council, session__start__startswith="2022-01-12")
    return list(flag.notices.order_by("id").values_list("kind", "grade", "is_news"))


def test_the_life_of_a_flag_is_a_chain_of_notices(council: Council) -> None:
    assert told(council) == [("resumption_raised", "major", True)]
    found = make.make_session(council, "2020-05-15")
    assert told(council)[1:] == [("resumption_revised", "notable", True)]
    found.status = "cancelled"
    found.save()
    assert told(council)[2:] == [("resumption_revised", "major", True)]
    found.status = "held"
    found.save()
    assert told(council)[3:] == [("resumption_revised", "notable", True)]
    make.make_session(council, "2021-11-10")
    assert told(council, YEARS_LATER)[4:] == [("resumption_withdrawn", "notable", True)]

    flag = Resumption.objects.get(session__start__startswith="2022-01-12")
    notices = list(flag.notices.order_by("id"))
    assert [each.follows for each in notices] == [None, *notices[:-1]]
    assert len({each.natural_key for each in notices}) == 5
    assert notices[0].title == "NRC: resumption after 922 days, major, 12 January 2022"
    assert notices[1].title == "NRC: resumption revised, notable, after 607 days, 12 January 2022"
    assert notices[1].text.startswith(
        "Now notable; it was major. The gap is now 607 days; it was 922 days. No session on record for 607 days"
    )
    assert notices[4].title == "NRC: resumption withdrawn, 12 January 2022"
    assert "10 November 2021" in notices[4].text


def test_what_a_reader_would_not_notice_is_not_told(council: Council) -> None:
    told(council)
    make.make_session(council, "2013-12-04")  # moves the thresholds
    make.make_session(council, "2020-12-10", status="cancelled")  # changes the sentence
    assert len(told(council)) == 1
    assert Resumption.objects.get(session__start__startswith="2022-01-12").revised_at


def test_of_an_old_flag_everything_is_recorded_and_nothing_is_news(council: Council) -> None:
    told(council, YEARS_LATER)
    make.make_session(council, "2020-05-15")
    told(council, YEARS_LATER)
    make.make_session(council, "2021-11-10")
    kinds = ["resumption_raised", "resumption_revised", "resumption_withdrawn"]
    assert told(council, YEARS_LATER) == [
        (kind, grade, False) for kind, grade in zip(kinds, ("major", "notable", "notable"), strict=True)
    ]


def test_a_possible_flag_becomes_news_when_its_silence_was_searched(council: Council) -> None:
    coverage = make.make_coverage(council, completeness="not_searched")
    assert told(council) == [("resumption_raised", "major", False)]
    assert (
        Notice.objects.get(kind="resumption_raised").title
        == "NRC: resumption after 922 days, possibly major, 12 January 2022"
    )
    coverage.completeness = "complete"
    coverage.save()
    assert told(council)[1:] == [("resumption_revised", "major", True)]
    assert Notice.objects.get(kind="resumption_revised").text.startswith("Now major; it was possibly major.")


def test_a_dismissed_flag_is_told_only_when_it_is_withdrawn(council: Council) -> None:
    told(council)
    Resumption.objects.update(state=FlagState.DISMISSED, reviewed_grade="major", reviewed_at=NOW)
    make.make_session(council, "2019-09-02")  # 863 days, still major
    assert told(council)[1:] == [("resumption_revised", "major", False)]
    make.make_session(council, "2021-11-10")
    assert told(council)[2:] == [("resumption_withdrawn", "major", True)]
