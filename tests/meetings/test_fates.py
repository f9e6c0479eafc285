"""What became of announcements: stored with each assessment, and what pages, the watch list and files say of it."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.assessment import assess_councils
from meetings.dates import DateInterval
from meetings.fates import promises_on, store_fates
from meetings.models import Announcement, AnnouncementFate, AssessmentDue, Council, Session
from meetings.watch import silences_on
from tests import factories as make
from tests.exports_dataset import download

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAYS = ("2018-01-10", "2018-06-10", "2019-01-10", "2019-06-10", "2020-01-10", "2022-01-12")


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


@pytest.fixture
def council() -> Council:
    """It met until 12 January 2022."""
    council = make.make_council("Steady Council", abbreviation="SC")
    for day in DAYS:
        make.make_session(council, day)
    return council


def last_of(council: Council) -> Session:
    return Session.objects.filter(councils=council).in_order().last()  # type: ignore[no-any-return]


def assess(*councils: Council) -> None:
    assess_councils(council_ids=[council.pk for council in councils], now=NOW)


def fate(announcement: Announcement) -> tuple[Any, ...]:
    row = AnnouncementFate.objects.get(announcement=announcement)
    return row.outcome, row.session_id, row.slipped_days, row.lapses_on


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def cells(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(download(address)[0].decode(), newline="")))


def test_the_assessment_stores_what_became_of_each(council: Council) -> None:
    first = Session.objects.in_order().first()
    assert first is not None
    kept = make.make_announcement(council, session=first, expected="2018-06")
    late = make.make_announcement(council, session=first, expected="2018-05-27")
    next_one = make.make_announcement(council, session=first)
    lapsed = make.make_announcement(council, session=last_of(council), expected="2022-03")
    assess(council)
    second = Session.objects.get(start="2018-06-10")
    assert fate(kept) == ("held", second.pk, 0, None)
    assert fate(late) == ("slipped", second.pk, 14, None)
    assert fate(next_one) == ("held", second.pk, None, None)
    assert fate(lapsed) == ("pending", None, None, date(2022, 4, 1))


def test_a_change_of_an_announcement_or_a_session_is_judged_again(council: Council) -> None:
    announcement = make.make_announcement(council, session=last_of(council), expected="2022-03")
    assess(council)
    assert not AssessmentDue.objects.exists()
    session = make.make_session(council, "2022-03-09", status="scheduled")
    assert AssessmentDue.objects.exists()
    assess(council)
    assert fate(announcement) == ("pending", session.pk, None, date(2022, 4, 1))
    Session.objects.filter(pk=session.pk).update(status="cancelled")
    assess(council)
    assert fate(announcement) == ("cancelled", session.pk, None, None)
    Announcement.objects.filter(pk=announcement.pk).update(outcome="declined")
    assess(council)
    assert fate(announcement)[0] == "declined"


def test_doing_it_twice_writes_nothing_and_costs_no_more_with_more(council: Council) -> None:
    councils = [council]
    for number in range(5):
        councils.append(make.make_council())
        session = make.make_session(councils[-1], "2020-01-10")
        for month in range(1, 2 + number):
            make.make_announcement(councils[-1], session=session, expected=f"2021-{month:02d}")
    ids = [each.pk for each in councils]
    with CaptureQueriesContext(connection) as first:
        store_fates(ids, NOW)
    assert len(first) <= 4
    with CaptureQueriesContext(connection) as again:
        store_fates(ids, NOW + timedelta(days=900))
    assert len(again) == 2
    assert all(query["sql"].startswith("SELECT") for query in again)


def test_a_council_without_announcements_costs_one_query(
    council: Council, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        store_fates([council.pk], NOW)


def test_sessions_of_other_councils_parts_and_what_does_not_count_answer_nothing(council: Council) -> None:
    announcement = make.make_announcement(council, session=last_of(council), expected="2022-03")
    make.make_session(make.make_council(), "2022-03-09")
    make.make_session(make.make_council(), "2022-03-10", status="cancelled")
    make.make_session(council, "2022-03-11", part_of=last_of(council))
    make.make_session(council, "2022-03-12", counts=False)
    make.make_session(council, "2022-03-13", formation="military")
    draft = make.make_session(council, "2022-03-14", published=False)
    assess(council)
    assert fate(announcement)[:2] == ("pending", None)
    Announcement.objects.filter(pk=announcement.pk).update(outcome_session=draft)
    assess(council)
    assert fate(announcement)[:2] == ("pending", None)


def test_an_announcement_that_is_not_public_has_no_fate(council: Council) -> None:
    draft = make.make_session(council, "2022-02-01", published=False, source=make.make_source())
    announcement = make.make_announcement(council, session=draft, expected="2022-03")
    hidden = make.make_announcement(make.make_council(published=False), expected="2022-03")
    assess(council, hidden.council)
    assert not AnnouncementFate.objects.exists()
    Session.objects.filter(pk=draft.pk).update(publication="published")
    assess(council)
    assert fate(announcement)[0] == "pending"
    Session.objects.filter(pk=draft.pk).update(embargo_until=NOW + timedelta(days=1))
    assess(council)
    assert not AnnouncementFate.objects.exists()


def test_a_promise_lapses_without_anybody_coming_by(council: Council) -> None:
    make.make_announcement(council, session=last_of(council), expected="2027-03")
    assess(council)

    def on(day: date) -> Any:
        return silences_on([council.pk], day=day, now=NOW)[council.pk]

    before, after = on(date(2027, 3, 31)), on(date(2027, 4, 1))
    assert [len(before.coming_promises), len(before.lapsed_promises)] == [1, 0]
    assert [len(after.coming_promises), len(after.lapsed_promises)] == [0, 1]
    assert "announced for March 2027" not in before.reason
    assert after.reason.endswith("A next meeting was announced for March 2027 and has lapsed.")


def test_the_sentence_of_a_silence_leaves_out_promises_of_earlier_ones(council: Council) -> None:
    first = Session.objects.in_order().first()
    make.make_announcement(council, session=first, expected="2018-02-01")
    Session.objects.filter(start__startswith__year=2018).exclude(pk=first.pk).delete()  # type: ignore[union-attr]
    assess(council)
    assert AnnouncementFate.objects.get().outcome == "pending"
    assert "announced" not in silences_on([council.pk], now=NOW)[council.pk].reason


def test_the_councils_page_lists_what_was_announced(council: Council) -> None:
    first, last = Session.objects.in_order().first(), last_of(council)
    source = make.make_source(publisher="Tass", published="2022-02-03")
    make.make_announcement(council, "To meet in June", session=first, expected="2018-06")
    make.make_announcement(council, "Two weeks sooner", session=first, expected="2018-05-27")
    make.make_announcement(council, "In November", session=last, expected="2023-11", according_to="the Chair")
    make.make_announcement(council, "Some day", source=source)
    make.make_announcement(council, "Next spring", session=last, expected="2027-03")
    make.make_announcement(
        council, "It was called off", session=last, expected="2024-05", outcome="cancelled"
    )
    assess(council)
    html = page("/councils/steady-council/")
    held = Session.objects.get(start="2018-06-10").get_absolute_url()
    assert "6 announced meetings: 2 pending, 1 held, 1 slipped, 1 cancelled, 1 lapsed in silence." in html
    for words in (
        "Announced for <time>June 2018</time>; <span class=\"fact\">held as announced</span>",
        f'held 14 days later than announced</span>: <a href="{held}">10 June 2018</a>',
        'Announced for <time>November 2023</time>; <span class="unusual">nothing on record came of it: lapsed on '
        "1 December 2023</span>.",
        "the Chair",
        "Announced without a date; <span class=\"fact\">nothing on record has come of it for 1,754 days</span>.",
        'Reported <time datetime="2022-02-03">3 February 2022</time>.',
        'Announced for <time>March 2027</time>; <span class="fact">nothing on record yet</span>',
        "A next meeting was announced for November 2023 and has lapsed.",
    ):  # fmt: skip
        assert words in html, words
    assert "Tass" in html


def test_what_a_paper_of_tomorrow_announces_is_in_the_file_as_it_is_on_the_page(council: Council) -> None:
    """What silences count and the file leaves out is lost on the way through our own export."""
    source = make.make_source(published="2026-11-24")
    make.make_announcement(council, source=source, expected="2023-11", outcome="lapsed")
    make.make_announcement(council, announced_on=DateInterval.parse_edtf("2026-12"), expected="2024-05")
    assess(council)
    assert [row["fate"] for row in cells("/announcements.csv")] == ["lapsed", "lapsed"]
    (silence,) = cells("/silences.csv")
    assert silence["lapsed_announcements"] == "2"
    assert "2 lapsed in silence" in page("/councils/steady-council/")
    assert cells("/announcements.csv?as_of=2026-11-22") == []


def test_a_past_day_knows_in_the_file_what_it_counts_in_silences(council: Council) -> None:
    """What a session of several days announces is known once its last day has begun; what an editor dates before the
    session at which it was announced, once that has."""
    lasting = make.make_session(council, "2022-03-01", end="2022-03-05")
    make.make_announcement(council, "at its end", session=lasting, expected="2022-04")
    make.make_announcement(council, "ahead", session=lasting, expected="2022-05", announced_on="2022-02-01")
    assess(council)
    for day, texts in (
        ("2022-02-28", set[str]()),
        ("2022-03-04", {"ahead"}),
        ("2022-03-05", {"ahead", "at its end"}),
    ):
        assert {row["text"] for row in cells(f"/announcements.csv?as_of={day}")} == texts
        promises = promises_on(council.announcements.all(), day=date.fromisoformat(day), now=NOW)
        assert {promise.announcement.text for promise in promises} == texts, day


def test_a_file_of_one_council_has_what_another_ones_session_announced_for_it(council: Council) -> None:
    elsewhere = make.make_session(make.make_council("Other"), "2022-03-01")
    make.make_announcement(council, session=elsewhere, expected="2022-04")
    assess(council)
    address = "?council=steady-council"
    assert [row["lapsed_announcements"] for row in cells(f"/silences.csv{address}")] == ["1"]
    assert [row["fate"] for row in cells(f"/announcements.csv{address}")] == ["lapsed"]


def test_on_a_past_day_the_page_knows_nothing_later(council: Council) -> None:
    first, last = Session.objects.in_order().first(), last_of(council)
    make.make_announcement(council, "To meet in June", session=first, expected="2018-06")
    make.make_announcement(council, "Said later", session=last, expected="2022-03")
    make.make_announcement(council, "Of no known day", expected="2022-03")
    assess(council)
    html = page("/councils/steady-council/?as_of=2018-06-09")
    assert "1 announced meeting: 1 pending." in html
    assert "Said later" not in html and "Of no known day" not in html
    assert "held as announced" in page("/councils/steady-council/?as_of=2018-06-10")
    assert "lapsed on 1 April 2022" in page("/councils/steady-council/?as_of=2022-04-01")
    assert "lapsed" not in page("/councils/steady-council/?as_of=2022-03-31")


def test_the_page_of_a_session_tells_what_became_of_it(council: Council) -> None:
    first = Session.objects.in_order().first()
    assert first is not None
    make.make_announcement(council, "See you in June", session=first, expected="2018-06")
    assess(council)
    held = Session.objects.get(start="2018-06-10").get_absolute_url()
    assert f'held as announced</span>: <a href="{held}">10 June 2018</a>' in page(first.get_absolute_url())


def test_the_watch_list_names_lapsed_promises_and_the_age_of_those_without_a_date(council: Council) -> None:
    last = last_of(council)
    make.make_announcement(council, session=last, expected="2022-03")
    make.make_announcement(council, session=last)
    assess(council)
    html = page("/silences/")
    assert "A next meeting was announced for March 2022 and has lapsed." in html
    assert "A next meeting was announced without a date 1,776 days ago" in html
    assert "No next session is known" in html
    then = page("/silences/?as_of=2022-03-31")
    assert "lapsed" not in then.partition("<ol")[2].partition("</ol>")[0]
    assert "announced for March 2022 and has lapsed" in page("/silences/?as_of=2025-06-01")
    make.make_announcement(council, expected="2027-03")
    assess(council)
    assert "Next meeting announced for March 2027, not scheduled yet" in page("/silences/")


def test_the_files_carry_the_fate_and_the_promises_of_a_silence(council: Council) -> None:
    first, last = Session.objects.in_order().first(), last_of(council)
    make.make_announcement(council, "kept", session=first, expected="2018-06")
    make.make_announcement(council, "early", session=first, expected="2018-07-01")
    make.make_announcement(council, "lapsed", session=last, expected="2022-03")
    make.make_announcement(council, "coming", session=last, expected="2027-03")
    assess(council)
    second = Session.objects.get(start="2018-06-10").public_id

    def told(as_of: str = "") -> dict[str, tuple[str, ...]]:
        names = ("fate", "fate_session_id", "slipped_days", "lapsed_on")
        return {
            row["text"]: tuple(row[name] for name in names) for row in cells(f"/announcements.csv{as_of}")
        }

    assert told() == {
        "kept": ("held", second, "0", ""),
        "early": ("slipped", second, "-21", ""),
        "lapsed": ("lapsed", "", "", "2022-04-01"),
        "coming": ("pending", "", "", ""),
    }
    assert told("?as_of=2018-06-09") == {"kept": ("pending", "", "", ""), "early": ("pending", "", "", "")}
    assert told("?as_of=2018-06-30")["early"] == ("pending", "", "", "")
    assert told("?as_of=2018-07-02")["early"] == ("slipped", second, "-21", "")
    assert told("?as_of=2027-04-01")["coming"] == ("lapsed", "", "", "2027-04-01")
    (row,) = cells("/silences.csv")
    assert (row["lapsed_announcements"], row["announced_for"]) == ("1", "2027-03")


def test_an_announcement_of_a_hidden_session_shows_nowhere(council: Council) -> None:
    last = last_of(council)
    hidden = make.make_session(council, "2022-02-01", embargo_until=NOW + timedelta(days=1))
    make.make_announcement(council, "SECRET", session=hidden, expected="2022-03")
    make.make_announcement(council, "Seen", session=last, expected="2022-02", outcome_session=hidden)
    assess(council)
    for as_of in ("", "?as_of=2022-06-01"):
        for address in ("/councils/steady-council/", "/silences/", "/announcements.csv", "/silences.csv"):
            text = download(f"{address}{as_of}")[0].decode()
            assert "SECRET" not in text and "for March 2022" not in text, address
            assert hidden.public_id not in text.replace(f"{hidden.public_id}0", ""), address
    assert "February 2022" in page("/silences/")
