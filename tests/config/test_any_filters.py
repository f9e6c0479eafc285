"""Whatever is chosen together, an answer is a page, a file or a sentence; never an error."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from unittest import mock
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from config.exports import TABLES
from meetings.query import EARLIEST, FLAGS, LATEST, ORDERS, PARAMETERS, SINGLE, SORTS
from meetings.vocabulary import Level, Status
from tests.meetings.reference_records import NOW, load_reference_records

pytestmark = pytest.mark.django_db

ADDRESSES = (
    *("/", "/timeline.svg", "/sessions/", "/statements/", "/sessions.csv") * 10,  # where most can be chosen
    "/councils/", "/councils/nato-russia-council/", "/councils/g20/", "/silences/",
    "/councils/nato-russia-council/attendance/", "/resumptions/", "/parties/", "/parties/RUS/", "/parties/RUS/councils/",
    "/people/", "/people/alexander-grushko/", "/topics/", "/topics/arms-control/", "/places/", "/compare/",
    "/search/", "/downloads/", "/resumptions.atom", "/notices.atom", "/sessions.ics", "/og/timeline.png",
    *(f"/{table.name}.{form}" for table in TABLES for form in ("csv", "jsonl")),
)  # fmt: skip

_YEARS = st.integers(EARLIEST.year, LATEST.year)
_DAYS = st.dates(EARLIEST, LATEST) | st.integers(-2, 2).map(lambda days: NOW.date() + timedelta(days))
_PERIODS = st.one_of(
    _YEARS.map(str),
    st.integers(1970, 2030).map(str),
    st.tuples(_YEARS, st.integers(1, 12)).map(lambda each: "{}-{:02}".format(*each)),
    _DAYS.map(str),
)
_SLUGS = st.sampled_from(("nato-russia-council", "nato-russia-pjc", "g20", "saarc", "nobody"))
_CODES = st.sampled_from(("RUS", "USA", "NATO", "ZZZ"))
VALUES: dict[str, st.SearchStrategy[str]] = {
    "council": _SLUGS,
    "level": st.sampled_from(Level.values),
    "party": _CODES,
    "absent": _CODES,
    "person": st.sampled_from(("alexander-grushko", "jens-stoltenberg", "nobody")),
    "topic": st.sampled_from(("arms-control", "nothing")),
    "place": st.sampled_from(("brussels", "nowhere")),
    "status": st.sampled_from(Status.values),
    "from": _PERIODS,
    "to": _PERIODS,
    "flag": st.sampled_from(tuple(FLAGS)),
    "q": st.sampled_from(("grushko", '"arms control"', "Грушко", "-", "a* OR", "\u202e%s<b>")),
    "as_of": _DAYS.map(str),
    "sort": st.sampled_from(tuple(SORTS)),
    "order": st.sampled_from(ORDERS),
    "breaks": st.just("on"),
    "page": st.integers(1, 3).map(str),
    "lang": st.sampled_from(("en", "de")),
}
_NUMBERS = count()


@pytest.fixture
def reference() -> Iterator[None]:
    load_reference_records()
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


def test_every_parameter_is_drawn() -> None:
    assert tuple(VALUES) == PARAMETERS


def _once(name: str) -> str | int:
    """What takes several values may be drawn again."""
    return name if name in SINGLE else next(_NUMBERS)


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from(ADDRESSES), st.data())
def test_any_filters_have_an_answer(reference: None, address: str, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(PARAMETERS), max_size=4, unique_by=_once))
    asked = f"{address}?{urlencode([(name, data.draw(VALUES[name])) for name in names])}"
    response = Client().get(asked, follow=True)
    body = b"".join(response) if response.streaming else response.content
    assert response.status_code in (200, 400, 404), asked
    if response.status_code in (400, 404):
        assert b"." in body, asked
