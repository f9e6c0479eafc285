"""A date known to the month or the year shows no day: on no page, in no picture, feed or calendar, and in no file but in
the columns that are the bounds of a date."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meetings.assessment import assess_councils
from tests import factories as make
from tests.exports_dataset import download
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db

# Sessions are of 1901 to 1908; nothing else is, and after them comes one of 1909: the days on which the silence after it
# became unusual are no dates of sessions.
DATES = st.tuples(st.integers(1901, 1908), st.none() | st.integers(1, 12)).map(
    lambda date: f"{date[0]}" if date[1] is None else f"{date[0]}-{date[1]:02}"
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Jan|Feb|Mar|Mär|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Okt|Nov|Dec|Dez"
)
# One session among them is known to the day, and its day may be told.
THE_DAY = "1905-06-15"
_THE_DAY = re.compile(r"15\.? (?:June|Juni|Jun)\.? 1905|1905-06-15|19050615")
A_DAY = re.compile(
    rf"\b\d{{1,2}}\.?(?:st|nd|rd|th)? (?:{_MONTHS})\.? 190[1-8]\b"
    rf"|\b(?:{_MONTHS})\.? \d{{1,2}}, 190[1-8]\b"
    r"|\b190[1-8]-?\d\d-?\d\d\b"
)
# The axis and the addresses of stretches of it are made of days, not of dates of sessions. A calendar knows days only: its
# entry covers the whole period and says so in words.
_OF_THE_AXIS = re.compile(r'\b(?:href|data-[\w-]+|action)="[^"]*"|^DT(?:START|END);VALUE=DATE:\d+', re.M)
PAGES = (
    "/", "/?lang=de", "/?council=c", "/timeline.svg", "/sessions/", "/councils/", "/councils/c/", "/councils/c/?lang=de",
    "/resumptions/", "/silences/", "/resumptions.atom", "/notices.atom", "/sessions.ics", "/councils/c/sessions.ics",
)  # fmt: skip
FILES = ("sessions", "gaps", "resumptions", "silences", "councils")
OF_THE_INTERFACE = (
    "/api/v1/sessions", "/api/v1/gaps", "/api/v1/resumptions", "/api/v1/silences", "/api/v1/councils/c", "/api/v1/silences/c",
)  # fmt: skip
_BOUND = re.compile(r"(?:_|^)(?:earliest|latest|min|max|from|to|since|until|on)$")


@pytest.fixture
def hour() -> Iterator[None]:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


@settings(
    max_examples=4,
    phases=[Phase.explicit, Phase.generate],  # each page takes its time
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(dates=st.lists(DATES, min_size=4, max_size=9, unique=True))
def test_a_date_known_to_the_month_or_year_shows_no_day_anywhere(hour: Any, dates: list[str]) -> None:
    with transaction.atomic():
        council = make.make_council("C", slug="c")
        sessions = [make.make_session(council, date) for date in [*dates, THE_DAY, "1909-12"]]
        assess_councils(council_ids=[council.pk], now=NOW)
        for address in (*PAGES, sessions[0].get_absolute_url()):
            _shows_no_day(address)
        with (
            mock.patch("meetings.timeline.lane_rows.MARKS_MAX", 2),
            mock.patch("meetings.timeline.lane_rows.LANE_MARKS_MIN", 1),
        ):
            _shows_no_day("/")  # now with bars of several sessions
        for table in FILES:
            _file_shows_no_day(table)
        for address in OF_THE_INTERFACE:
            _interface_shows_no_day(address)
        _interface_shows_no_day(f"/api/v1/sessions/{sessions[0].public_id}")
        transaction.set_rollback(True)


def _shows_no_day(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 200, address
    body = b"".join(response) if response.streaming else response.content
    found = A_DAY.search(_THE_DAY.sub("", _OF_THE_AXIS.sub("", body.decode())))
    assert found is None, (address, found)


def _file_shows_no_day(table: str) -> None:
    body, _ = download(f"/{table}.csv")
    for row in csv.DictReader(io.StringIO(body.decode(), newline="")):
        for name, value in row.items():
            assert _BOUND.search(name) or not A_DAY.search(_THE_DAY.sub("", value or "")), (
                table,
                name,
                value,
            )


def _interface_shows_no_day(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 200, address
    for name, value in _fields(response.json()):
        assert _BOUND.search(name) or not A_DAY.search(_THE_DAY.sub("", value)), (address, name, value)


def _fields(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a JSON value with the name that it stands under."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _fields(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _fields(each, name)
    elif isinstance(value, str):
        yield name, value
