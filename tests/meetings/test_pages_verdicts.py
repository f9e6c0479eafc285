"""What the pages of sessions and flags say of verdicts: the reference histories, gaps, the history of a flag, origins."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client, TestCase
from django.utils import timezone

from meetings.models import (
    Resumption,
    SessionCitation,
)
from meetings.vocabulary import FlagState
from tests import factories as make
from tests.meetings.made_world import World, assess, frozen_clock, get
from tests.meetings.reference_records import NOW, analyse_tables, load_reference_records

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with frozen_clock():
        yield


class ReferenceHistoryTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_reference_records()
        analyse_tables()

    def test_the_nato_russia_council_was_silent_for_longer_than_usual_the_day_before_it_met_again(
        self,
    ) -> None:
        html = get(self.client, "/silences/?as_of=2022-01-11")
        entry = html[html.index("NATO-Russia Council</a>") :].split("</li>")[0]
        assert "far longer than usual" in entry
        assert "Longer than usual since 7 September 2020; major from 26 February 2021." in entry
        assert "921 days" in entry
        assert (
            "NATO-Russia Council</a>"
            not in get(self.client, "/silences/?as_of=2020-09-06").split("late</span>")[0]
        )

    def test_a_concluded_council_leaves_the_watch_list_on_the_day_it_was_concluded(self) -> None:
        assert "NATO-Russia Council</a>" in get(self.client, "/silences/?as_of=2025-12-02")
        assert "NATO-Russia Council</a>" not in get(self.client, "/silences/?as_of=2025-12-03")
        assert "NATO-Russia Council</a>" not in get(self.client, "/silences/")
        assert ">concluded<" in get(self.client, "/councils/nato-russia-council/")

    def test_the_watch_list_is_ordered_by_length_over_threshold(self) -> None:
        times = [float(t) for t in re.findall(r"· ([\d.]+) times", get(self.client, "/silences/"))]
        assert len(times) > 3
        assert times == sorted(times, reverse=True)

    def test_the_council_shows_its_rhythm_lineage_and_the_sessions_of_its_predecessor(self) -> None:
        html = get(self.client, "/councils/nato-russia-council/")
        assert "<svg" in html[html.index('<figure class="rhythm council-figure"') :]
        assert 'Continues the <a href="/councils/nato-russia-pjc/">' in html
        for words in (
            "922 days",
            "688 days",
            "148 sessions",
            "Complete from 5 March 2014 until today",
            "sessions.csv",
        ):
            assert words in html
        third = get(self.client, "/councils/nato-russia-council/?page=3")
        table = third[third.index('<table class="reflow sessions"') :]
        assert '<a href="/councils/nato-russia-pjc/">PJC</a>' in table
        assert "Later: <a" in get(self.client, "/councils/nato-russia-pjc/")

    def test_a_day_in_the_past_shows_nothing_later(self) -> None:
        html = get(self.client, "/councils/nato-russia-council/?as_of=2022-01-11")
        assert "far longer than usual" in html
        assert "922 days" not in html
        assert "2022</a></th>" not in html
        assert "12 January 2022" not in html

    def test_a_resumption_shows_its_evidence(self) -> None:
        flag = Resumption.objects.get(
            council__slug="nato-russia-council", resumed_on__startswith="2022-01-12"
        )
        html = get(self.client, flag.get_absolute_url())
        for words in (
            flag.reason, "429.4 days", "601.1 days", "1,461 days", "usual gap until then", "119 days",
            "One meeting does not show a revival.", "5 July 2019", "gap-1", "raised",
        ):  # fmt: skip
            assert words in html
        assert "<svg" in html

    def test_a_flag_without_a_certain_grade_says_possible(self) -> None:
        rows = get(self.client, "/resumptions/?council=nato-russia-council").split("<tr>")
        row = next(row for row in rows if "26 January 2009" in row)
        assert "possible: unusually long" in row
        assert "badge-possible" in row

    def test_flags_are_filtered_and_listed_latest_first(self) -> None:
        html = get(self.client, "/resumptions/?council=nato-russia-council&flag=major")
        days = re.findall(r'<th scope="row"><a href="/resumptions/R\d+/">([^<]+)</a>', html)
        assert days == ["12 January 2022", "20 April 2016"]
        html = get(self.client, "/resumptions/?council=nato-russia-council&flag=major&as_of=2022-01-11")
        assert "20 April 2016" in html
        assert "12 January 2022" not in html


def test_withdrawn_and_dismissed_flags_stay_visible_but_apart(client: Client) -> None:
    world = World(1)
    Resumption.objects.filter(pk=world.flag.pk).update(
        state=FlagState.DISMISSED, reviewed_as=FlagState.DISMISSED, reviewed_grade=world.flag.grade,
        review_note="A press error.", reviewed_at=NOW,
    )  # fmt: skip
    html = get(client, "/resumptions/")
    standing, former = html.split("Flags that no longer stand")
    assert f"/resumptions/R{world.flag.pk}/" not in standing
    assert f"/resumptions/R{world.flag.pk}/" in former
    assert "A press error." in former
    page = get(client, f"/resumptions/R{world.flag.pk}/")
    assert "Dismissed by a person on 23 November 2026:" in page
    assert page.count("A press error.") == 2  # beside the flag, and in its history
    assert "met again after" not in get(client, f"/sessions/S{world.session.pk}/")


def test_the_history_of_a_flag_keeps_the_old_text(client: Client) -> None:
    world = World(1)
    old = world.flag.reason
    Resumption.objects.filter(pk=world.flag.pk).update(reason="Another sentence.")
    Resumption.objects.filter(pk=world.flag.pk).update(
        state=FlagState.WITHDRAWN,
        withdrawn_because="An older session was found.",
        withdrawn_at=timezone.now(),
    )
    html = get(client, f"/resumptions/R{world.flag.pk}/")
    history = html[html.index("History of this flag") :]
    assert old in history
    assert "revised" in history
    assert "<strong>withdrawn</strong>" in history
    assert "An older session was found." in history
    assert history.count("The evidence as it was") == 3


def test_gaps_before_and_after_lead_to_the_sessions_on_both_sides(client: Client) -> None:
    council = make.make_council()
    first, second, third = (
        make.make_session(council, day) for day in ("2010-01-10", "2010-03-11", "2010-03-12")
    )
    assess(council)
    middle = get(client, f"/sessions/S{second.pk}/")
    assert (
        f'<a href="/sessions/S{first.pk}/"><time datetime="2010-01-10">10 January 2010</time></a>' in middle
    )
    assert "<strong>60 days</strong>" in middle
    assert f'<a href="/sessions/S{third.pk}/"><time datetime="2010-03-12">12 March 2010</time></a>' in middle
    assert "the same sitting: no gap is counted" in middle
    assert "the same sitting: no gap is counted" in get(client, f"/sessions/S{third.pk}/")
    assert "First session of" in get(client, f"/sessions/S{first.pk}/")


def test_sources_that_repeat_one_text_are_one_origin(client: Client) -> None:
    agency = make.make_source(publisher="dpa")
    middle = make.make_source(derived_from=agency)
    session = make.make_session(source=make.make_source(derived_from=middle))
    SessionCitation.objects.create(session=session, source=make.make_source(derived_from=agency))
    SessionCitation.objects.create(session=session, source=make.make_source())
    page = get(client, f"/sessions/S{session.pk}/")
    assert "3 sources, 2 independent origins" in page
    assert ">one origin<" not in page


def test_a_fact_whose_sources_repeat_one_text_says_so(client: Client) -> None:
    agency = make.make_source(publisher="dpa")
    session = make.make_session(source=make.make_source(derived_from=agency))
    SessionCitation.objects.create(session=session, source=make.make_source(derived_from=agency))
    assert ' <span class="cite-note">one origin</span>' in get(client, f"/sessions/S{session.pk}/")
    assert ">gemeinsamer Ursprung<" in get(client, f"/sessions/S{session.pk}/?lang=de")
