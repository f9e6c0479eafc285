"""The iCalendar files, read back by the library that many clients use: what a calendar says, and what it must not say."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar, Event

from meetings.assessment import assess_council
from meetings.dates import DateInterval
from meetings.models import Council, Session, SessionCitation
from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 1, 13, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> Iterator[None]:
    settings.SITE_URL = "https://reconvene.example:8443"
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


@pytest.fixture
def council() -> Council:
    return make.make_council("NATO-Russia Council", slug="nrc", abbreviation="NRC")


def body(client: Client, address: str = "/sessions.ics") -> bytes:
    response = client.get(address)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return b"".join(response.streaming_content)  # type: ignore[arg-type]  # a synchronous stream


def calendar(client: Client, address: str = "/sessions.ics") -> Calendar:
    """The calendar, after its lines were checked as RFC 5545 asks."""
    text = body(client, address)
    assert text.endswith(b"END:VCALENDAR\r\n")
    for line in text.split(b"\r\n"):
        assert len(line) <= 75 and b"\n" not in line and b"\r" not in line
        assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line)
        line.decode()  # no character is cut in two
    found = Calendar.from_ical(text)
    assert isinstance(found, Calendar)
    return found


def event(client: Client, session: Session) -> Event:
    (found,) = [e for e in calendar(client).events if e["UID"] == f"S{session.pk}@reconvene.example"]
    return found


def days(found: Event) -> tuple[str, str]:
    return (found["DTSTART"].to_ical().decode(), found["DTEND"].to_ical().decode())


def test_a_session_of_one_day_is_an_all_day_event_with_an_exclusive_end(
    client: Client, council: Council
) -> None:
    session = make.make_session(
        council, "2022-01-12", level="ambassadors", venue="NATO headquarters", place=make.make_place(),
        outcome_kind="continued_dialogue", outcome="Ready to talk; again, soon", outcome_according_to="Stoltenberg",
        format="in_person",
    )  # fmt: skip
    make.make_session(council, "2021-01-12")
    assess_council(council_id=council.pk, now=NOW)
    found = event(client, session)
    assert days(found) == ("20220112", "20220113")
    assert found["DTSTART"].params["VALUE"] == "DATE"
    assert (found["STATUS"], found["TRANSP"], found["SEQUENCE"]) == ("CONFIRMED", "OPAQUE", 0)
    assert found["SUMMARY"] == "NRC: session, ambassadors"
    assert found["LOCATION"] == "NATO headquarters, Brussels"
    assert found["CATEGORIES"].cats == ["ambassadors", "NATO-Russia Council"]
    assert found["URL"] == f"https://reconvene.example:8443/sessions/S{session.pk}/"
    source = session.citations.get().source
    assert found["DESCRIPTION"].split("\n") == [
        "12 January 2022.",
        "Held, ambassadors, in person.",
        "Outcome: dialogue to continue: Ready to talk; again, soon (according to Stoltenberg)",
        "Gap before: 365 days.",
        "Sources:",
        f"- ZDF — {source.title}, {source.url}",
        f"S{session.pk}: https://reconvene.example:8443/sessions/S{session.pk}/",
    ]


def test_several_days_end_after_the_last(client: Client, council: Council) -> None:
    session = make.make_session(council, "2009-03-12", end="2009-03-13")
    assert days(event(client, session)) == ("20090312", "20090314")


@pytest.mark.parametrize(
    ("start", "end", "bounds", "words"),
    [
        ("2019-07", None, ("20190701", "20190801"), "in July 2019, day not known"),
        ("2008", None, ("20080101", "20090101"), "in 2008, day not known"),
        ("199X", None, ("19900101", "20000101"), "in 1990s, day not known"),
        ("2009-12", "2010-02", ("20091201", "20100301"), "in December 2009 – February 2010, day not known"),
        ("[2009-03-12..2009-03-20]", None, ("20090312", "20090321"), "between 12 and 20 March 2009, day not known"),
        ("2199-12", None, ("21991201", "22000101"), "in December 2199, day not known"),
    ],
)  # fmt: skip
def test_a_vague_date_is_the_whole_period_tentative_and_free(
    client: Client, council: Council, start: str, end: str | None, bounds: tuple[str, str], words: str
) -> None:
    session = make.make_session(council, start, end=end, start_time="10:00", time_zone="Europe/Brussels")
    found = event(client, session)
    assert days(found) == bounds
    assert (found["STATUS"], found["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert found["SUMMARY"] == f"NRC: session, {words}"
    first = found["DESCRIPTION"].split("\n")[0]
    assert first == f"{words[0].upper()}{words[1:]}. The calendar shows the whole period."
    if DateInterval.parse_edtf(start).is_month:
        assert not re.search(r"\b\d{1,2} [JFMASOND]", found["SUMMARY"] + found["DESCRIPTION"])


@pytest.mark.parametrize(
    ("status", "expected", "summary"),
    [
        ("scheduled", "CONFIRMED", "NRC: session scheduled"),
        ("interrupted", "CONFIRMED", "NRC: session interrupted"),
        ("proposed", "TENTATIVE", "NRC: session proposed"),
        ("unconfirmed", "TENTATIVE", "NRC: session unconfirmed"),
        ("postponed", "CANCELLED", "NRC: session postponed"),
        ("cancelled", "CANCELLED", "NRC: session cancelled"),
        ("declined", "CANCELLED", "NRC: session declined"),
    ],
)
def test_each_status_is_in_the_file_and_says_what_it_is(
    client: Client, council: Council, status: str, expected: str, summary: str
) -> None:
    found = event(client, make.make_session(council, "2022-02-10", status=status, planned_start="2022-01-20"))
    assert (found["STATUS"], found["SUMMARY"]) == (expected, summary)
    assert found["TRANSP"] == ("TRANSPARENT" if expected == "CANCELLED" else "OPAQUE")
    assert "First planned for 20 January 2022." in found["DESCRIPTION"]


@pytest.mark.parametrize(
    ("fields", "starts", "ends"),
    [
        ({"start_time": "10:00", "end_time": "14:30"}, "20220112T100000", "20220112T143000"),
        ({"start_time": "22:00", "end_time": "01:00"}, "20220112T220000", "20220113T010000"),
        ({"start_time": "10:00", "end_time": "12:00", "end": "2022-01-13"}, "20220112T100000", "20220113T120000"),
        ({"start_time": "10:00"}, "20220112T100000", None),
        ({"start_time": "10:00", "end": "2022-01-13"}, "20220112", "20220114"),
        ({"end_time": "14:30"}, "20220112", "20220113"),
        ({"start_time": "10:00", "time_zone": "Europe/Atlantis"}, "20220112", "20220113"),
    ],
)  # fmt: skip
def test_local_times_stay_local(
    client: Client, council: Council, fields: Any, starts: str, ends: str | None
) -> None:
    session = make.make_session(council, "2022-01-12", **{"time_zone": "Europe/Brussels", **fields})
    found = event(client, session)
    assert found["DTSTART"].to_ical().decode() == starts
    assert (found["DTEND"].to_ical().decode() if "DTEND" in found else None) == ends
    assert "Local time: " in found["DESCRIPTION"]
    if "T" in starts:
        assert found["DTSTART"].params["TZID"] == "Europe/Brussels"
        assert found["DTSTART"].dt.utcoffset() == timedelta(hours=1)


def test_each_zone_that_is_used_is_defined_once(client: Client, council: Council) -> None:
    times = {"start_time": "10:00", "end_time": "11:00"}
    make.make_session(council, "1999-07-12", time_zone="Europe/Brussels", **times)
    make.make_session(council, "2022-07-12", time_zone="Europe/Brussels", **times)
    make.make_session(council, "2022-07-13", time_zone="Asia/Tehran", **times)
    make.make_session(council, "2022-07-14", time_zone="UTC", **times)
    found = calendar(client)
    assert [str(zone["TZID"]) for zone in found.timezones] == ["Asia/Tehran", "Europe/Brussels", "UTC"]
    assert not found.get_missing_tzids()
    offsets = [e.start.utcoffset() for e in found.events if isinstance(e.start, datetime)]
    assert offsets == [timedelta(hours=each) for each in (2, 2, 4.5, 0)]
    assert not calendar(client, "/sessions.ics?to=1998").timezones


def test_a_change_raises_the_sequence_and_keeps_the_uid(client: Client, council: Council) -> None:
    session = make.make_session(council, "2022-02-10", status="scheduled")
    before = event(client, session)
    for day, status in (("2022-02-11", "scheduled"), ("2022-02-11", "cancelled")):
        Session.objects.filter(pk=session.pk).update(start=make._interval(day), status=status)
        assess_council(council_id=council.pk, now=NOW)
    assess_council(council_id=council.pk, now=NOW)
    after = event(client, session)
    assert after["UID"] == before["UID"]
    # The first assessment tells of the plan as it then is; the second of its end.
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert (after["STATUS"], days(after)) == ("CANCELLED", ("20220211", "20220212"))
    session.refresh_from_db()
    assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt == session.updated_at.replace(microsecond=0)
    assert after["CREATED"].dt == session.created_at.replace(microsecond=0)


def test_what_is_not_public_is_in_no_calendar(client: Client, council: Council) -> None:
    make.make_session(council, published=False)
    make.make_session(council, embargo_until=NOW + timedelta(days=1))
    make.make_session(councils=[council, make.make_council(published=False)])
    gone = make.make_session(council)
    Session.objects.filter(pk=gone.pk).update(publication="withdrawn")
    assert calendar(client).events == []


def test_a_joint_session_is_one_event_in_the_calendar_of_each(client: Client, council: Council) -> None:
    other = make.make_council("Permanent Joint Council", slug="pjc", abbreviation="PJC")
    make.make_session(councils=[council, other])
    for address in ("/sessions.ics", "/councils/nrc/sessions.ics", "/councils/pjc/sessions.ics"):
        (found,) = calendar(client, address).events
        assert found["SUMMARY"] == "NRC and PJC: session"


def test_the_calendar_says_what_it_is(client: Client, council: Council) -> None:
    found = calendar(client, "/sessions.ics?council=nrc&q=a%3Bb")
    # The library takes NAME for a property that it does not know and leaves its text escaped.
    names = {str(found[name]).replace("\\;", ";") for name in ("NAME", "X-WR-CALNAME")}
    assert names == {"Reconvene · NATO-Russia Council; with the text “a;b”"}
    assert found["SOURCE"] == "https://reconvene.example:8443/sessions.ics?council=nrc&q=a%3Bb"
    assert found["SOURCE"].params["VALUE"] == "URI"
    assert found["URL"] == "https://reconvene.example:8443/?council=nrc&q=a%3Bb"
    assert found["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert found["REFRESH-INTERVAL"].dt == timedelta(hours=12)
    assert found["X-PUBLISHED-TTL"] == "PT12H"
    assert "no day is meant" in found["DESCRIPTION"]
    assert (found["VERSION"], found["PRODID"]) == ("2.0", "-//Reconvene//reconvene.example//EN")
    assert "METHOD" not in found
    own = calendar(client, "/councils/nrc/sessions.ics?from=2014")
    assert own["NAME"] == "NATO-Russia Council · from 2014"
    assert own["URL"] == "https://reconvene.example:8443/?council=nrc&from=2014"
    assert calendar(client, "/councils/nrc/sessions.ics")["URL"].endswith("/councils/nrc/")


def test_filters_choose_events(client: Client, council: Council) -> None:
    make.make_session(council, "2022-01-12", level="ambassadors")
    make.make_session(council, "2019-07", level="ministers")
    make.make_session(make.make_council("Other"), "2020-01-01")
    numbers = {
        "/sessions.ics": 3,
        "/sessions.ics?council=nrc": 2,
        "/sessions.ics?from=2022": 1,
        "/sessions.ics?as_of=2020-12-31": 2,
        "/councils/nrc/sessions.ics?level=ministers": 1,
    }
    assert {address: len(calendar(client, address).events) for address in numbers} == numbers


def test_hostile_texts_stay_texts(client: Client, council: Council) -> None:
    attack = 'a;b,c\\n\\, "q"\r\nEND:VEVENT\rBEGIN:VALARM\u2028x\u0085y\x0bz\x00\x1b \u202eRTL عربي \U0001f600'.replace(
        "\x00", "\x01"
    )
    session = make.make_session(
        council,
        "2022-01-12",
        title=attack,
        venue=attack,
        outcome="я;" * 50_000,
        outcome_according_to="\n",
    )
    for number in range(25):
        SessionCitation.objects.create(session=session, source=make.make_source(title=f"{number}: {attack}"))
    found = calendar(client)
    (event_,) = found.events
    assert not event_.subcomponents
    clean = 'a;b,c\\n\\, "q"\nEND:VEVENT\nBEGIN:VALARM\nx\ny\nz \u202eRTL عربي \U0001f600'
    assert event_["SUMMARY"] == f"NRC: {clean}"
    assert event_["LOCATION"] == clean
    assert len(event_["DESCRIPTION"]) < 10_000
    assert "- and 6 more" in event_["DESCRIPTION"]


def test_the_same_data_is_the_same_bytes_on_any_day(client: Client, council: Council) -> None:
    make.make_session(council, "2022-01-12", start_time="10:00", time_zone="Europe/Brussels")
    first = body(client)
    with mock.patch("meetings.pages.clock", return_value=NOW + timedelta(days=100)):
        assert body(client) == first


@pytest.mark.parametrize("path", ["/sessions.ics", "/councils/nrc/sessions.ics"])
def test_a_calendar_answers_as_every_public_page_does(client: Client, council: Council, path: str) -> None:
    make.make_session(council)
    response = client.get(path)
    assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304
    head = client.head(path)
    assert (head.status_code, list(head.streaming_content), head["ETag"]) == (200, [], response["ETag"])
    for bad, sentence in (("page=2", "no parameter “page”"), ("from=soon", "is not a date")):
        refused = client.get(f"{path}?{bad}")
        assert refused.status_code == 400 and sentence in refused.content.decode()
    assert client.post(path).status_code == 405


def test_of_another_council_or_none(client: Client, council: Council) -> None:
    assert client.get("/councils/nrc/sessions.ics?council=pjc").status_code == 400
    assert client.get("/councils/nobody/sessions.ics").status_code == 404
    Council.objects.filter(pk=council.pk).update(slug="nato-russia")
    moved = client.get("/councils/nrc/sessions.ics?from=2014")
    assert (moved.status_code, moved["Location"]) == (301, "/councils/nato-russia/sessions.ics?from=2014")


def test_queries_do_not_grow_with_the_events(client: Client, council: Council) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            body(client, "/sessions.ics?council=nrc")
        return len(queries)

    make.make_session(council, "2001-01-01")
    few = cost()
    for number in range(20):
        make.make_session(council, date(2002, 1, 1 + number).isoformat())
    assert cost() == few <= 10
