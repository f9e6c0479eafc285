"""One address, one state: what the timeline's query reads, refuses, and finds by flag."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import QueryDict

from meetings.models import Resumption
from meetings.query import BadQuery, TimelineQuery, read_query
from tests import factories as make

TODAY = date(2026, 11, 23)


def read(text: str) -> TimelineQuery:
    return read_query(QueryDict(text), today=TODAY)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("", ""),
        ("level=ministers&council=b&council=a&council=a", "?council=a&council=b&level=ministers"),
        ("to=2016-04&from=2014", "?from=2014&to=2016-04"),
        ("sort=newest&page=1&lang=en&as_of=2026-11-23", ""),
        ("q=+arms++control+", "?q=arms+control"),
        ("order=news&breaks=", ""),
        (
            "page=2&breaks=on&order=name&absent=USA&party=RUS",
            "?party=RUS&absent=USA&order=name&breaks=on&page=2",
        ),
    ],
)
def test_a_state_has_one_address(typed: str, canonical: str) -> None:
    query = read(typed)
    assert query.querystring() == canonical
    assert read(canonical[1:]) == query


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("colour=red", "no parameter “colour”"),
        ("level=kings", "“kings” is not a level"),
        ("from=2020&to=2010", "ends (2010) before it begins (2020)"),
        ("from=12.03.2009", "write 2016, 2016-04 or 2016-04-20"),
        ("as_of=yesterday", "write it as 2022-01-11"),
        ("as_of=1700-01-01", "outside the years 1800 to 2199"),
        ("page=0", "not a page number"),
        ("page=²", "not a page number"),
        ("q=a&q=b", "it takes one value"),
        ("q=%00", "no text can have"),
        (f"q={'x' * 201}", "200 is the most"),
        ("lang=xx", "“lang=xx” is not known"),
        ("order=size", "Choose from news, name, silence, rhythm."),
        ("breaks=off", "Choose from on."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(BadQuery) as refusal:
        read(typed)
    assert sentence in str(refusal.value)


@pytest.mark.django_db
def test_flags_are_found_by_grade_and_by_state() -> None:
    council = make.make_council()

    def flagged(start: str, **fields: Any) -> int:
        session = make.make_session(council, start)
        Resumption.objects.create(
            council=council, session=session, resumed_on=session.start, reason="x", rule_version="gap-1",
            raised_at=datetime(2024, 1, 1, tzinfo=UTC), **fields,
        )  # fmt: skip
        return int(session.pk)

    notable = flagged("2001-01-01", grade="notable")
    major = flagged("2005-01-01", grade="major", state="confirmed")
    dismissed = flagged("2010-01-01", grade="major", state="dismissed")
    withdrawn = flagged("2015-01-01", grade="notable", state="withdrawn")
    make.make_session(council, "2016-01-01")

    def found(text: str) -> set[int]:
        return set(read(text).sessions().values_list("pk", flat=True))

    assert found("flag=any") == {notable, major}
    assert found("flag=major") == {major}
    assert found("flag=any&flag=major") == {notable, major}
    assert found("flag=dismissed") == {dismissed}
    assert found("flag=withdrawn&flag=dismissed") == {dismissed, withdrawn}
    assert found("flag=major&flag=dismissed") == {dismissed}


@pytest.mark.django_db
def test_a_party_is_present_or_absent_or_nobody_knows() -> None:
    council = make.make_council()
    russia, usa = make.make_party("Russia", code="RUS"), make.make_party("United States", code="USA")
    attendances = ("attended", "partial", "walked_out", "absent", "unknown")
    sessions = {}
    for year, attendance in enumerate(attendances, 2001):
        sessions[attendance] = make.make_session(council, f"{year}-01-01").pk
        make.make_delegation(council.sessions.get(pk=sessions[attendance]), russia, attendance=attendance)
    make.make_delegation(council.sessions.get(pk=sessions["partial"]), usa, attendance="absent")

    def found(text: str) -> set[int]:
        return set(read(text).sessions().values_list("pk", flat=True))

    assert found("party=RUS") == {sessions[name] for name in ("attended", "partial", "walked_out")}
    assert found("absent=RUS") == {sessions["absent"]}
    assert found("absent=RUS&absent=USA") == {sessions["absent"], sessions["partial"]}
    assert found("party=RUS&absent=USA") == {sessions["partial"]}
    assert found("party=USA") == found("party=RUS&absent=RUS") == set()


def test_what_is_followed_is_the_filter_and_not_how_the_page_shows_it() -> None:
    state = read("council=a&absent=USA&as_of=2020-01-01&sort=oldest&order=name&breaks=on&page=3")
    assert state.followed().querystring() == "?council=a&absent=USA"
