"""One address is one set of sessions, whatever it is looked at in: the picture, the table, the file."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any
from unittest import mock
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import Session
from meetings.query import FLAGS, read_query
from tests.exports_dataset import download
from tests.meetings.made_record import COUNCILS, PARTIES, PEOPLE, PLACES, SECRET, TOPICS, make_record
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db

CHOICES = {
    "council": tuple(name.lower() for name in COUNCILS),
    "level": ("ambassadors", "ministers"),
    "party": PARTIES,
    "absent": PARTIES,
    "person": PEOPLE,
    "topic": TOPICS,
    "place": PLACES,
    "status": ("held", "cancelled", "scheduled"),
    "flag": tuple(FLAGS),
}
SINGLE = {
    "from": ("1999", "2003-05", "2011-03-06"),
    "to": ("2012", "2015-11", "2020-02-11"),
    "q": ("missiles", SECRET),
    "as_of": ("2012-06-15",),
    "sort": ("oldest",),
    "order": ("name", "silence"),
}


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """The canonical query of an address: a few filters with several values, a few with one."""
    pairs = []
    several = draw(st.lists(st.sampled_from(list(CHOICES)), max_size=2, unique=True))
    single = draw(st.lists(st.sampled_from(list(SINGLE)), max_size=3, unique=True))
    for name in several:
        values = draw(st.lists(st.sampled_from(CHOICES[name]), min_size=1, max_size=2, unique=True))
        pairs += [(name, value) for value in values]
    pairs += [(name, draw(st.sampled_from(SINGLE[name]))) for name in single]
    return read_query(QueryDict(urlencode(pairs)), today=NOW.date()).querystring().lstrip("?")


def page(query: str) -> str:
    response = Client().get("/" + (f"?{query}" if query else ""), follow=True)
    assert response.status_code == 200, (query, response.status_code)
    return response.content.decode()


def in_file(query: str) -> dict[int, set[str]]:
    """The sessions of the file with the councils that held each."""
    body, response = download(f"/sessions.csv?{query}".rstrip("?"))
    assert response.status_code == 200, (query, response.status_code)
    found: dict[int, set[str]] = {}
    for row in csv.DictReader(io.StringIO(body.decode(), newline="")):
        found.setdefault(int(row["session_id"].lstrip("S")), set()).add(row["council_slug"])
    return found


def in_table(query: str, first: str) -> list[int]:
    """The sessions of all pages of the table, in its order."""
    html, found, number = first, [], 1
    while True:
        listed = html[html.index('id="sessions"') :] if 'id="sessions"' in html else ""
        found += [int(pk) for pk in re.findall(r'<th scope="row"><a href="/sessions/S(\d+)/"', listed)]
        if 'id="page-next"' not in listed:
            return found
        number += 1
        html = page(f"{query}&page={number}".lstrip("&"))


def in_lanes(html: str) -> Iterator[tuple[str, set[int], int]]:
    """Of each lane the last council, the sessions drawn as marks, and how many stand in its bars."""
    for lane in html.split('<li class="lane">')[1:]:
        plot = lane[lane.index('<svg class="tl-plot"') : lane.index('<ul class="story">')]
        bars = re.findall(r">([\d,]+) sessions?, [^<]*: show (?:them|it) alone<", plot)
        slug = re.search(r'href="/councils/([^/]+)/', lane)
        assert slug
        yield (
            slug[1],
            {int(pk) for pk in re.findall(r'href="/sessions/S(\d+)/"', plot)},
            sum(int(bar.replace(",", "")) for bar in bars),
        )


LINE = {"b": {"a", "b"}, "a": {"a"}, "c": {"c"}, "d": {"d"}}


@pytest.fixture
def record() -> Iterator[None]:
    """With lanes that are soon crowded and pages of a few rows, so that all ways of reading are taken."""
    make_record()
    with (
        mock.patch("meetings.pages.clock", return_value=NOW),
        mock.patch("meetings.timeline.lane_rows.MARKS_MAX", 36),
        mock.patch("meetings.timeline.table.PAGE_SIZE", 45),
    ):
        yield


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(query=addresses(), few=st.sampled_from([0, 20_000]))
def test_the_picture_the_table_and_the_file_of_an_address_hold_the_same_sessions(
    record: Any, query: str, few: int
) -> None:
    with mock.patch("meetings.timeline.lane_rows.FEW", few):
        html = page(query)
    file = in_file(query)
    listed = in_table(query, html)
    assert sorted(listed) == sorted(file)
    assert f"{len(file)} session{'' if len(file) == 1 else 's'}" in html
    chosen = {value for name, value in _pairs(query) if name == "council"} or set(LINE)
    drawn: set[int] = set()
    for slug, marks, counted in in_lanes(html):
        members = LINE[slug] & chosen if slug in chosen else LINE[slug]
        expected = {pk for pk, councils in file.items() if councils & members}
        assert marks <= expected, (slug, marks - expected)
        assert len(marks) + counted == len(expected), slug
        drawn |= expected
    assert drawn == set(file)


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (pair.partition("=") for pair in query.split("&") if pair)]


def test_a_crowded_lane_was_really_drawn_with_bars_and_single_marks(record: None) -> None:
    lanes = {slug: (len(marks), counted) for slug, marks, counted in in_lanes(page(""))}
    assert lanes["b"][1] > 20 and lanes["b"][0] > 0
    assert Session.objects.filter(title=SECRET).count() == 3
    assert SECRET not in page("")
