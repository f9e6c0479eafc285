"""The Atom feeds: valid, filtered as the timeline is, each notice one entry for ever."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.assessment import assess_council
from meetings.models import Council, Notice, Resumption, Session
from tests import factories as make
from tests.meetings.atom_reader import Feed, read_atom
from tests.meetings.test_assessment import HELD

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 1, 13, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> Iterator[None]:
    settings.SITE_URL = "https://reconvene.example:8443"
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


@pytest.fixture
def council() -> Council:
    council = make.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")
    for day in HELD:
        make.make_session(council, day, level="ambassadors", place=make.make_place())
    return council


def assess(council: Council, now: datetime = NOW) -> None:
    assess_council(council_id=council.pk, now=now)


def feed(client: Client, address: str = "/notices.atom") -> Feed:
    response = client.get(address)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return read_atom(response.content)


def test_the_life_of_a_flag_arrives_as_entries_that_name_the_one_before(
    client: Client, council: Council
) -> None:
    assess(council)
    (raised,) = feed(client, "/resumptions.atom").entries
    assert raised.title == "NRC: resumption after 922 days, major, 12 January 2022"
    assert raised.summary.startswith("No session on record for 922 days")
    assert raised.categories == {"kind": "resumption_raised", "grade": "major", "council": "nrc"}
    flag = Resumption.objects.get()
    assert raised.links == {"alternate": f"https://reconvene.example:8443/resumptions/R{flag.pk}/"}

    make.make_session(council, "2021-03-10")
    assess(council)
    after = feed(client, "/resumptions.atom")
    withdrawn = next(e for e in after.entries if e.categories["kind"] == "resumption_withdrawn")
    assert raised in after.entries  # unchanged, to the letter
    assert withdrawn.links["related"] == withdrawn.links["predecessor-version"] == raised.id
    assert withdrawn.in_reply_to == raised.id
    assert withdrawn.summary.startswith("A session of 10 March 2021 is now on record")


def test_both_feeds_say_what_they_are(client: Client, council: Council) -> None:
    everything, flags = feed(client, "/notices.atom"), feed(client, "/resumptions.atom")
    assert everything.id == "tag:reconvene.example,2026:feed/notices.atom"
    assert flags.id == "tag:reconvene.example,2026:feed/resumptions.atom"
    assert everything.title == "Reconvene · Sessions, resumptions and silences"
    assert everything.links["alternate"] == "https://reconvene.example:8443/"
    assert flags.links["alternate"] == "https://reconvene.example:8443/resumptions/"
    assert everything.links["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert everything.language == "en"
    filtered = feed(client, "/resumptions.atom?council=nrc&level=ambassadors&from=2016")
    assert filtered.title.startswith("Reconvene · Resumptions and silences · NATO-Russia Council; level: amb")
    assert filtered.id.endswith("feed/resumptions.atom?council=nrc&level=ambassadors&from=2016")
    assert filtered.links["self"].endswith(":8443/resumptions.atom?council=nrc&level=ambassadors&from=2016")
    assert filtered.links["alternate"].endswith(":8443/?council=nrc&level=ambassadors&from=2016")


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/notices.atom", 3),
        ("/resumptions.atom", 2),
        ("/notices.atom?council=nrc", 3),
        ("/notices.atom?council=other", 0),
        ("/notices.atom?level=ambassadors", 2),
        ("/notices.atom?place=brussels&flag=major", 2),
        ("/resumptions.atom?flag=notable", 1),
    ],
)
def test_the_filters_of_the_timeline_apply(
    client: Client, council: Council, address: str, number: int
) -> None:
    assess(council)
    Notice.objects.create(
        natural_key="silence", kind="silence_graded", council=council, happened_on=date(2022, 1, 1), title="x",
        grade="notable",
    )  # fmt: skip
    assert len(feed(client, address).entries) == number


def test_history_entered_later_stands_under_its_day_and_floods_nobody(
    client: Client, council: Council
) -> None:
    old = make.make_council("Old council")
    for number in range(120):
        session = make.make_session(old, f"{1850 + number}-07")
        Notice.objects.create(
            natural_key=f"old{number}", kind="resumption_raised", council=old, session=session, is_news=False,
            happened_on=session.start.latest, title=f"Old council: July {1850 + number}",
        )  # fmt: skip
    assess(council)
    entries = feed(client).entries
    assert len(entries) == 100
    assert {e.categories["kind"] for e in entries[:2]} == {"session_held", "resumption_raised"}
    assert entries[2].updated == datetime(1969, 8, 1, tzinfo=UTC)  # no day of that July
    assert entries[-1].title == "Old council: July 1872"
    assert len(feed(client, "/notices.atom?council=old-council").entries) == 100


def test_no_entry_stands_in_the_future(client: Client, council: Council) -> None:
    session = make.make_session(council, "2022-02")
    for number, day in enumerate(("2199-12-31", "2022-01-12", "2022-01-12")):
        Notice.objects.create(
            natural_key=f"n{number}", kind="resumption_raised", council=council, session=session,
            is_news=number == 2, happened_on=date.fromisoformat(day), title=f"n{number}",
        )  # fmt: skip
    entries = feed(client).entries  # the reader refuses any other order than that of the times
    assert [entry.title for entry in entries] == ["n2", "n0", "n1"]
    assert entries[1].updated <= datetime.now(UTC)
    assert entries[2].updated == datetime(2022, 1, 13, tzinfo=UTC)


def test_an_entry_never_changes_and_its_id_is_the_notices(client: Client, council: Council) -> None:
    assess(council)
    first = client.get("/notices.atom").content
    make.make_session(council, "2013-12-04")
    make.make_delegation(Session.objects.latest("id"))
    Session.objects.filter(start__startswith="2022-01-12").update(outcome="More to come.")
    assess(council, NOW + timedelta(days=1))
    assert client.get("/notices.atom").content == first
    ids = {entry.id for entry in read_atom(first).entries}
    assert ids == {f"tag:reconvene.example,2026:notice/N{notice.pk}" for notice in Notice.objects.all()}


def test_a_vague_date_shows_no_day(client: Client, council: Council) -> None:
    make.make_session(council, "2022-02", status="scheduled")
    assess(council)
    (entry,) = [e for e in feed(client).entries if e.categories["kind"] == "session_scheduled"]
    assert entry.title == "NRC: session scheduled, February 2022"
    assert entry.summary == entry.title  # nothing more to say, and a reader needs a text


def test_a_session_taken_back_leaves_only_that_word(client: Client, council: Council) -> None:
    assess(council)
    Session.objects.filter(start__startswith="2022-01-12").update(publication="withdrawn")
    assess(council)
    for address in ("/notices.atom", "/notices.atom?council=nrc"):
        entries = feed(client, address).entries
        assert {e.categories["kind"] for e in entries} == {"record_withdrawn"}
        for entry in entries:
            assert "withdrawn" in entry.title and "2022" not in entry.title + entry.summary
            assert "grade" not in entry.categories
            assert entry.links["alternate"] == "https://reconvene.example:8443/councils/nrc/"
            assert entry.in_reply_to
    assert feed(client, "/notices.atom?level=ambassadors").entries == []


def test_texts_cannot_break_the_document(client: Client) -> None:
    council = make.make_council("Rat <b>&amp; \x0b\x1f</b> ]]> \ufffe‮", slug="rat")
    make.make_session(council, "2022-01-12", title="<script>alert(1)</script>\x00".replace("\x00", "\x01"))
    assess(council)
    (entry,) = feed(client, "/notices.atom?q=script").entries
    assert entry.title.startswith("Rat <b>&amp; </b> ]]> ‮: session held")
    assert entry.summary == "<script>alert(1)</script>."


def test_an_empty_feed_is_valid_and_says_no_time_of_its_own(client: Client) -> None:
    assert client.get("/notices.atom").content == client.get("/notices.atom").content
    assert feed(client).updated == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("path", ["/notices.atom", "/resumptions.atom"])
def test_a_feed_answers_as_every_public_page_does(client: Client, council: Council, path: str) -> None:
    response = client.get(path)
    assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304
    head = client.head(path)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", response["ETag"])
    assert client.get(f"{path}?council=b&council=a&utm_source=x&q=")["Location"] == (
        f"{path}?council=a&council=b"
    )
    for bad, sentence in (
        ("page=2", "no parameter “page”"),
        ("level=kings", "not a level"),
        ("sort=oldest", "no"),
    ):
        refused = client.get(f"{path}?{bad}")
        assert refused.status_code == 400 and sentence in refused.content.decode()
    assert client.post(path).status_code == 405


def test_a_renamed_council_keeps_its_followers(client: Client, council: Council) -> None:
    Council.objects.filter(pk=council.pk).update(slug="nato-russia")
    response = client.get("/notices.atom?council=nrc&flag=major")
    assert (response.status_code, response["Location"]) == (
        301,
        "/notices.atom?council=nato-russia&flag=major",
    )


def test_a_feed_costs_few_queries_however_long(client: Client, council: Council) -> None:
    for day in range(1, 12):
        make.make_session(council, f"2022-01-{day:02}")
    assess(council)
    with CaptureQueriesContext(connection) as queries:
        assert len(feed(client).entries) > 10
    assert len(queries) <= 4
    with CaptureQueriesContext(connection) as queries:
        feed(client, "/notices.atom?council=nrc&place=brussels")
    assert len(queries) <= 7
