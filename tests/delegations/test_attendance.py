"""The attendance of a council: matrix, totals and leaders, on its page and page by page."""

import re
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegations.attendance.cells import Presence
from delegations.attendance.leaders import leaders_of
from delegations.attendance.matrix import Matrix, attendance_matrix
from delegations.models import Party
from meetings.models import Council
from meetings.query import TimelineQuery
from meetings.vocabulary import Publication
from tests import factories as make
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db
P = Presence


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


@pytest.fixture
def council() -> Council:
    return make.make_council("Standing Council", slug="standing")


def party(code: str, council: Council | None = None, **seat: Any) -> Party:
    made = make.make_party(f"{code.title()}land", code=code)
    if council is not None:
        make.make_membership(made, council, **seat)
    return made


def matrix(council: Council, **options: Any) -> Matrix:
    query = TimelineQuery(today=NOW.date(), **options.pop("query", {}))
    return attendance_matrix(council, query, NOW, **options)


def cells(found: Matrix) -> dict[str, list[Presence]]:
    return {row.party.code: [cell.presence for cell in row.cells] for row in found.rows}


def test_each_party_is_told_for_each_session_newest_first(council: Council) -> None:
    old, late = party("OLD", council, joined="1990"), party("LATE", council, joined="2005-01-01")
    guest = party("GUEST")
    first = make.make_session(council, "2000-01-01")
    second = make.make_session(council, "2010-01-01", roster_complete=True)
    make.make_delegation(first, old, attendance="walked_out")
    make.make_delegation(second, late, attendance="partial")
    make.make_delegation(second, guest, attendance="attended", capacity="guest")
    found = matrix(council)
    assert [column.session for column in found.columns] == [second, first]
    assert cells(found) == {
        "GUEST": [P.ATTENDED, P.NOT_MEMBER],
        "LATE": [P.PARTIAL, P.NOT_MEMBER],
        "OLD": [P.ABSENT, P.WALKED_OUT],
    }
    assert {row.party.code: (row.present, row.absent) for row in found.rows} == {
        "GUEST": (1, 0), "LATE": (1, 0), "OLD": (1, 1),
    }  # fmt: skip


def test_members_of_whom_nothing_is_on_record_are_named_together(council: Council) -> None:
    told, quiet = party("TOLD", council), party("QUIET", council)
    make.make_delegation(make.make_session(council, "2010-01-01"), told)
    gone = party("GONE", council, joined="1980", left="1990")
    found = matrix(council)
    assert list(cells(found)) == ["TOLD"]
    assert found.quiet == [quiet]
    assert gone not in found.quiet
    assert [(column.present, column.silent) for column in found.columns] == [(1, 1)]


def test_without_any_member_on_record_nobody_is_called_no_member(council: Council) -> None:
    came = party("CAME")
    make.make_delegation(make.make_session(council, "2010-01-01"), came)
    make.make_session(council, "2011-01-01")
    assert cells(matrix(council)) == {"CAME": [P.UNKNOWN, P.ATTENDED]}


def test_a_joint_session_stands_in_the_matrix_of_each_council_with_its_own_members(council: Council) -> None:
    other = make.make_council("Other", slug="other")
    here, there = party("HERE", council), party("THERE", other)
    joint = make.make_session(councils=[council, other], start="2010-01-01", roster_complete=True)
    make.make_delegation(joint, here)
    assert cells(matrix(council)) == {"HERE": [P.ATTENDED]}
    assert cells(matrix(other)) == {"HERE": [P.ATTENDED], "THERE": [P.ABSENT]}
    make.make_delegation(make.make_session(other, "2011-01-01"), there)
    assert cells(matrix(other)) == {"HERE": [P.NOT_MEMBER, P.ATTENDED], "THERE": [P.ATTENDED, P.ABSENT]}


def test_only_public_sessions_that_took_place_by_the_day_are_asked_about(council: Council) -> None:
    member = party("MEMBER", council)
    held = make.make_session(council, "2010-01-01")
    for fields in (
        {"status": "cancelled"},
        {"publication": Publication.WITHDRAWN},
        {"part_of": held},
    ):
        make.make_delegation(make.make_session(council, "2011-01-01", **fields), member)
    later = make.make_session(council, "2020-01-01", roster_complete=True)
    make.make_delegation(held, member)
    make.make_delegation(later, member, attendance="absent")
    (row,) = matrix(council, query={"as_of": "2015-01-01"}).rows
    assert ([cell.presence for cell in row.cells], row.present, row.absent) == ([P.ATTENDED], 1, 0)
    (row,) = matrix(council).rows
    assert ([cell.presence for cell in row.cells], row.present, row.absent) == ([P.ABSENT, P.ATTENDED], 1, 1)


def test_a_member_missing_from_complete_lists_is_absent_only_where_its_seat_is_certain(
    council: Council,
) -> None:
    sure = party("SURE", council, joined="2000-01-01")
    vague = party("VAGUE", council, joined="2010")
    first = make.make_session(council, "2010-06-01", roster_complete=True)
    make.make_session(council, "2011-06-01", roster_complete=True)
    make.make_delegation(first, sure)
    found = matrix(council)
    assert cells(found) == {"SURE": [P.ABSENT, P.ATTENDED], "VAGUE": [P.ABSENT, P.UNKNOWN]}
    assert [(row.party.code, row.present, row.absent) for row in found.rows] == [
        ("SURE", 1, 1),
        ("VAGUE", 0, 1),
    ]
    del vague


def test_of_more_parties_than_fit_those_with_most_on_record_are_kept(council: Council) -> None:
    sessions = [make.make_session(council, f"20{n:02d}-01-01") for n in range(10, 14)]
    for number in range(4):
        member = party(f"P{number}", council)
        for session in sessions[: number + 1]:
            make.make_delegation(session, member)
    found = matrix(council, parties=2)
    assert (list(cells(found)), found.left_out) == (["P2", "P3"], 2)


def test_leaders_stand_under_their_party_with_first_and_last_session_and_rank(council: Council) -> None:
    russia, ally = party("RUS", council), party("ALLY", council)
    grushko = make.make_person("Alexander Grushko", slug="grushko")
    for day, level in (
        ("2014-06-02", "ambassadors"),
        ("2016-04-20", "ambassadors"),
        ("2022-01-12", "deputy_ministers"),
    ):
        delegation = make.make_delegation(make.make_session(council, day), russia, level=level)
        make.make_delegate(delegation, grushko, leads=True, role_as_printed=f"role of {day}")
        make.make_delegate(delegation, make.make_person(), leads=False)
    other = make.make_delegation(make.make_session(council, "2019-07"), russia)
    make.make_delegate(other, None, leads=True, name_as_printed="the Russian chargé")
    away = make.make_delegation(make.make_session(council, "2020-01-01"), ally, attendance="absent")
    make.make_delegate(away, make.make_person(), leads=True)
    found = leaders_of(council, TimelineQuery(today=NOW.date()), NOW)
    assert [each.code for each in found.parties] == ["RUS"]
    first, second = found.parties[0].leaders
    assert (first.name, len(first.led), first.role) == ("Alexander Grushko", 3, "role of 2022-01-12")
    assert (str(first.first.start), str(first.last.start)) == ("2014-06-02", "2022-01-12")
    assert first.ranks == ["deputy ministers", "ambassadors"]
    assert (second.name, second.slug, str(second.last.start)) == ("the Russian chargé", None, "2019-07")
    before = leaders_of(council, TimelineQuery(as_of="2015-01-01", today=NOW.date()), NOW)
    assert [leader.ranks for leader in before.parties[0].leaders] == [["ambassadors"]]


def test_the_page_says_each_cell_in_words_and_has_a_symbol_for_each(client: Client, council: Council) -> None:
    member = party("MEMBER", council)
    make.make_delegation(make.make_session(council, "2010-01-01"), member, attendance="walked_out")
    for address in ("/councils/standing/", "/councils/standing/attendance/"):
        html = client.get(address).content.decode()
        table = html[html.index('<table class="attendance"') :]
        table = table[: table.index("</table>")]
        assert '<th scope="row"><a href="/parties/MEMBER/">' in table
        assert '<use href="#at-walked_out"/></svg><span class="visually-hidden">walked out</span>' in table
        assert len(re.findall(r'<symbol id="at-', html)) == len(Presence)
        assert "<caption>" in table and "<thead>" in table


def test_a_month_precision_session_shows_no_day_in_the_matrix(client: Client, council: Council) -> None:
    delegation = make.make_delegation(make.make_session(council, "2019-07"), party("MEMBER", council))
    make.make_delegate(delegation, make.make_person(), leads=True)
    html = client.get("/councils/standing/attendance/").content.decode()
    assert "Jul 2019" in html
    assert not re.search(r"\d+ Jul 2019", html)


@pytest.mark.parametrize("address", ["/councils/standing/", "/councils/standing/attendance/"])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    client: Client, council: Council, address: str
) -> None:
    def fill(first: int, last: int) -> int:
        for number in range(first, last):
            member = party(f"P{number}", council)
            for month in range(1, 4):
                session = make.make_session(
                    council, f"20{number:02d}-0{month}-01", roster_complete=month == 1
                )
                delegation = make.make_delegation(session, member, capacity="guest")
                make.make_delegate(delegation, make.make_person(), leads=True)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    assert fill(1, 3) == fill(3, 15)


def test_pages_of_attendance_go_through_all_sessions(client: Client, council: Council) -> None:
    member = party("MEMBER", council)
    for number in range(30):
        make.make_delegation(make.make_session(council, f"{1980 + number}-01-01"), member)
    html = client.get("/councils/standing/attendance/").content.decode()
    assert "Sessions 1 to 24 of 30" in html and "Next 24" in html
    second = client.get("/councils/standing/attendance/?page=2").content.decode()
    assert "Sessions 25 to 30 of 30" in second
    assert client.get("/councils/standing/attendance/?page=3").status_code == 404
    assert client.get("/councils/nobody/attendance/").status_code == 404
